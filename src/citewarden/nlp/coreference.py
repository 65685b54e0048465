"""Sentences made to stand alone: pronouns, "this condition" and left-out topics filled in from what went before.

Only words of the article are put in; where it cannot be told what a word stands for, it stays and the form says so.
Each phenomenon has its file: `pronouns`, `demonstratives`, `ellipsis`; `antecedents` chooses, `discourse` remembers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from citewarden.nlp import clauses, dangling, demonstratives, ellipsis, owners, pronouns, setting
from citewarden.nlp import phrases as np
from citewarden.nlp.discourse import Discourse
from citewarden.nlp.edits import Edit, applied
from citewarden.nlp.phrases import lower_first, upper_first
from citewarden.text.prefilter import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_I = re.IGNORECASE
_OPENERS = re.compile(
    r"\A(?:however|for example|for instance|in addition(?! to)|additionally|also|moreover|"
        r"furthermore|but|and|so|in fact|indeed|in other words|finally|"
    r"similarly|likewise|on the other hand|in contrast|of note|fortunately|unfortunately|"
        r"interestingly|importantly|notably|therefore|thus|hence|consequently|"
    r"as a result|overall|in general|again|besides|then|nevertheless|nonetheless|still|yet|rather|"
        r"of course|in short|ultimately|in turn|instead|because of this|for this reason|in this way|"
        r"accordingly|that said|at the same time)"
    r"(?:,\s+|(?<=but)\s+|(?<=and)\s+|(?<=so)\s+(?=the |you |it |this ))", _I)  # fmt: skip
_FRAMES = re.compile(
    r"\A(?:it(?:['’]s| is) (?:also )?(?:\w+ly )?(?:important|essential|vital|worth|helpful|useful|"
        r"critical|crucial|good) (?:to )?"
    r"(?:know|note|noting|remember|understand|realize|recognize|keep in mind|point out|be aware|"
        r"mention)(?:ing)? that\s+|"
    r"(?:please )?(?:note|remember|keep in mind|be aware|be sure to note) that\s+|(?:the )?(?:good|"
        r"bad) news is(?: that)?\s+|the fact is(?: that)?\s+|"
    r"(?:putting|setting) aside [\w ,]+?, )", _I)  # fmt: skip
_WHY = re.compile(r"(?:that|this)(?: is|['’]s) why\s+", _I)
_POINTING = Words(["it", "they", "he", "she", "this", "these", "that", "those"])


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence that can be read alone, its atomic statements if it holds several, whether all it speaks of could be
    told, and the frame that was put before it."""

    text: str
    parts: tuple[str, ...] = ()
    resolved: bool = True
    frame: str = ""

    @property
    def unframed(self) -> str:
        """The sentence without its frame."""
        return upper_first(self.text.removeprefix(self.frame)) if self.frame else self.text


def standalone(doc: Doc, discourse: Discourse, *, kind: str = "paragraph") -> Form:
    """The sentence in a form that can be read alone; the discourse then remembers it. `kind` is its unit's."""
    edits: list[Edit] = []
    text = np.text_of(doc)
    opening = _opening(text)
    resolved = not demonstratives.points_back(text, opening)
    others = demonstratives.and_other(doc, discourse)
    if others is not None:
        edits += others.edits
        resolved = resolved and others.resolved
    token = pronouns.first_subject(doc) if _POINTING.near(text) and others is None else None
    if token is not None:
        found = pronouns.told(doc, token, discourse, opening)
        edits += found.edits
        resolved = resolved and found.resolved
    whose = owners.told(doc, discourse)
    if whose is None:
        edits += ellipsis.topic_left_out(doc, discourse, edits)
    else:
        edits += whose.edits
        resolved = resolved and whose.resolved
    found = demonstratives.definite(doc, discourse, edits)
    edits += found.edits
    resolved = resolved and found.resolved
    if others is None:
        found = demonstratives.told(doc, discourse, edits)
        edits += found.edits
        resolved = resolved and found.resolved
    resolved = resolved and not ellipsis.one_more(doc, edits)
    edits += ellipsis.small_words(doc, edits)
    placed = setting.NOWHERE
    resolved = resolved and not dangling.left(doc, applied(text, edits, opening, len(text)))
    if resolved and kind != "row" and (whose is None or not whose.edits):
        placed = setting.told(doc, discourse, applied(text, edits, opening, len(text)), opening, kind=kind)
        edits += placed.edits
    discourse.remember(doc, {start: words for start, _, words in edits if words})
    form = finish(placed.before(applied(text, edits, opening, len(text))), discourse)
    form = _abbreviated(form, text, discourse) if edits or placed.frame else form
    pieces = []
    for ranges in clauses.parts(doc):
        words = " ".join(applied(text, edits, max(s, opening), e).strip() for s, e in ranges)
        words = finish(placed.before(words), discourse)
        pieces.append(words if words.endswith((".", "!")) else f"{words}.")
    return Form(form, tuple(pieces), resolved and not demonstratives.left(form, discourse), placed.frame)


def _abbreviated(form: str, own: str, discourse: Discourse) -> str:
    """A form with the abbreviation of what was put into it, as the page writes it: "gastric reflux (GERD)"."""
    longest = sorted(discourse.abbreviations.items(), key=lambda pair: -len(pair[1]))
    for short, long in longest:
        named = long.removeprefix("the ")
        if short in form or named.lower() in own.lower():
            continue
        at = form.lower().find(named.lower())
        if at >= 0 and re.match(r"(?! \()(?:[\s,.;:]|\Z)", form[at + len(named) :]):
            form = f"{form[: at + len(named)]} ({short}){form[at + len(named) :]}"
    return form


_LOOSE = re.compile(r" [ ,.;:)]|\( ")


def finish(text: str, discourse: Discourse) -> str:
    """Abbreviations spelled out, spacing and the first letter put right."""
    for short, long in discourse.abbreviations.items():
        if short not in text or short in discourse.familiar or long.lower() in text.lower():
            continue
        text = re.sub(
            rf"(?P<the>\b(?:[Tt]he|[Aa]n?) )?(?<![\w(-]){re.escape(short)}(?![\w)-])"
            rf"(?: {re.escape(long.split()[-1])}\b)?",
            partial(_spelled, short, long),
            text,
            count=1,
        )
    if _LOOSE.search(text):
        text = re.sub(r"(?<!\s)\s+([,.;:)])", r"\1", text)
        text = re.sub(r"\(\s+", "(", text)
        text = re.sub(r"\s{2,}", " ", text)
    return upper_first(text.strip(" ,;"))


def _spelled(short: str, long: str, match: re.Match[str]) -> str:
    """The long form with the short one in brackets, small inside a sentence unless it is a name."""
    if match.start() > 0 and long.split(" ", 1)[-1].islower():
        long = lower_first(long)
    words = f"{long} ({short})"
    before = match["the"] or ""
    if long.startswith("the "):
        return f"{before}{words[4:]}" if before or _HAS_ARTICLE.search(match.string[: match.start()][-40:]) else words
    if before[:1] in ("a", "A"):
        article = np.article(long)
        before = f"{article.capitalize() if before[0] == 'A' else article} "
    return f"{before}{words}"


_HAS_ARTICLE = re.compile(
    r"\b(?:the|an?|this|our|their|its|every|each) (?!(?:of|in|for|with|by|to|from|on|and|or|at|as|than) )[\w-]+ \Z",
    _I,
)
"""An adjective whose article stands before it: "the original" OHIP."""


def _opening(text: str) -> int:
    """Length of the connectives and frames a sentence opens with ("However, ", "It is important to know that ")."""
    at = 0
    for _ in range(3):
        match = _OPENERS.match(text, at) if at == 0 else _OPENERS.match(text[at:])
        frame = _FRAMES.match(text[at:]) or _WHY.match(text[at:])
        if frame:
            at += frame.end()
        elif match:
            at = match.end() if at == 0 else at + match.end()
        else:
            break
    if at == 0 and (match := re.match(r"(?:Another|Other)\s+(?!than\b)", text)):
        return 0
    return at
