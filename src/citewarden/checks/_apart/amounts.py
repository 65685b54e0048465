"""How many in words: "most" of what the source gives as 12 percent."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks import _pairs
from citewarden.checks._apart.asked import Apart, is_brief, sentences, telling
from citewarden.checks._apart.ratios import is_change
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Evidence, Passage, Quantity

_MANY = re.compile(
    r"\b(?P<said>(?<!at )most(?! (?:common|often|frequent|likely|important|of the time|recent|effective)\w*)(?: of)?"
    r"|(?:the|a) (?:vast |large |great |clear )?majority"
    r"|nearly (?:all|everyone|every)|almost (?:all|everyone|every)|more than half|over half|usually|as a rule"
    r"|in most cases)\b",
    re.I,
)
_FEW = re.compile(
    r"\b(?P<said>hardly any(?:one|body)?|almost (?:no|nobody|none)|very few|only (?:a )?few|(?:is|are) (?:very "
    r"|extremely )?rare|rarely|hardly ever|a (?:small|tiny) minority"
    r"|in rare cases)\b",
    re.I,
)
_ALL = re.compile(
    r"\b(?P<said>every(?:one|body)|all (?:of )?(?:the |those )?(?:people|patients|children|(?:wo)?men|adults"
    r"|participants|volunteers|babies)"
    r"|every (?:patient|person|child|(?:wo)?man|adult|baby)"
    r"|\A(?:all|every|each|any) (?!(?:of|in|day|night|week|month|year|hour|time|meal|dose|the)\b)"
    r"(?:[\w-]+ )?[a-z]{3,})\b",
    re.I,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|none (?:of|in|on|with) (?:the|them|those|either|any)|in no (?:patient|child|case|one))\b", re.I
)
WHOLE = 90.0
"""Percent below which nothing is "all"."""
LEAST = 45.0
"""Percent below which nothing is "most"."""
SOME = 15.0
"""Percent from which nothing is "rare"."""


def other_share(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says "most", the source gives a small share of the same thing; or "rarely" and a large one."""
    many, few, whole = (way.search(claim.standalone) for way in (_MANY, _FEW, _ALL))
    own = many or few or whole
    if (
        own is None
        or (many and few)
        or _is_advice(claim, own)
        or claim.negated
        or any(q.unit == "%" for q in claim.quantities)
    ):
        return None
    words = telling(claim.standalone)
    told = [
        (len(words & telling(part)), -at, figure, passage, text)
        for at, (passage, text) in enumerate(sentences(read))
        for figure, part in (_largest(read, at) if own is whole else _shares(text))
    ]
    if not told:
        return None
    shared, _, figure, passage, text = max(told, key=lambda row: row[:2])
    apart = figure.low > SOME if few else figure.high < (LEAST if many else WHOLE)
    near = shared >= min(2, len(words)) and (shared >= 2 or is_brief(audit, passage.work))
    if (many and _MANY.search(text)) or (whole and _ALL.search(text)):
        return None
    if not shared or not apart or not near or sum(row[0] == shared for row in told) > 1:
        return None
    return Apart(
        f"“{own['said']}” in the article; {ev.source_read(audit, passage)} gives “{figure.text}”: {ev.quoted(text)}."
        " Give the figure, or use a word that fits it.",
        passage,
        text,
    )


def _largest(read: list[Passage], at: int) -> list[tuple[Quantity, str]]:
    """The largest share of a sentence, of two arms the one in which most had it, with all that the sentence tells and
    takes up from the one before ("of these")."""
    rows = [text for _, text in sentences(read)]
    shares = [q for q in quantities_of(rows[at]) if q.unit == "%" and not is_change(rows[at], q)]
    before = rows[at - 1] if at and _TAKES_UP.search(rows[at]) else ""
    return [(max(shares, key=lambda q: q.high), f"{before} {rows[at]}")] if shares else []


_TAKES_UP = re.compile(r"\b(?:of (?:these|those|them)|they|these)\b(?! (?:who|with|given|treated))", re.I)


def _is_advice(claim: Claim, own: re.Match[str]) -> bool:
    """Whether a claim only advises, and tells nothing of all before: "all moles should be seen", not "all moles are
    cancer and should be cut out"."""
    modal = _MODAL.search(claim.standalone)
    before = claim.standalone[own.end() : modal.start()] if modal else ""
    return claim.kind == "advice" and not _TELLS.search(before)


_MODAL = re.compile(r"\b(?:should|must|needs? to|has to|have to|ought to)\b", re.I)
_TELLS = re.compile(r"\b(?:is|are|was|were|turns? out|becomes?|has|have|gets?|dies?|means?)\b[^.;]{4,}", re.I)


def _shares(text: str) -> list[tuple[Quantity, str]]:
    """The percentages of a sentence, each with the words that tell of what it is."""
    if none := _NOBODY.search(text):
        return [(Quantity(none[0], 0.0, 0.0, "%", none.start(), none.end()), text)]
    parts = [(p.figure, p.text) for p in _pairs.parts(text, "%")]
    found = [q for q in quantities_of(text) if q.unit == "%"]
    return parts or ([(found[0], text)] if len(found) == 1 else [])


def is_no_amount(claim: Claim, near: Evidence, sentence: str) -> bool:
    """Whether a word of amount is none ("every day", "the most red meat"), or the source's figure is a change."""
    told = re.match(r"“(\w+)” in the article", ev.why(near))
    if told and re.search(
        rf"\b(?:{told[1]} (?:days?|nights?|weeks?|months?|years?|times?|hours?|morning|evening)|the {told[1]})\b",
        claim.standalone,
        re.I,
    ):
        return True
    shares = [q for q in quantities_of(sentence) if q.unit == "%"]
    return bool(shares) and all(is_change(sentence, q) for q in shares)
