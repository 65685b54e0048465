"""Why, and what else: the sentence gives a reason, or adds a thing, of which its brief source says nothing."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, is_brief, kin, sentences, telling, titles, words_of
from citewarden.model import Audit, Claim, Passage

_BY_DOING = re.compile(r"\bby (?P<why>[a-z]{3,}ing\b[^,;:.]{8,120})", re.I)
_ENDS = re.compile(r"[,;:.]|\b(?:so|and|but|which|while|when|if|although)\b", re.I)
_PLAIN = telling(
    "people patients women men children adults often usually generally cause causes reason body work works makes help"
    " generally themselves itself away mostly rather quite common rare frequent quickly slowly strong weak many much"
    " skin blood heart brain liver kidney stomach gut bone bones muscle muscles burn hurt pain "
    "together level levels danger dangerous severe helps keep keeps easily"
    " take takes taking use uses using get getting have having eat eating drink drinking keeping making doing"
    " better doctor doctors because since effect thing things able naturally known time times"
)
LEAST = 2
"""Telling words of a reason from which it can be missed."""
MOST = 0.34
"""Most of them that a source may have which does not speak of it."""
ONE = 1
"""Most words of it, however long it is, that such a source may have."""
SHARED = 1
"""Telling words of a sentence that show that the source is on the same thing."""


_SAYS_WHY = re.compile(
    r"\b(?:because|since|due to|owing to|as (?:it|they|this|these|an?|the)|so (?:that|as to)|which is why"
    r"|to (?:reduce|lower|avoid|prevent|lessen|limit|help|keep))\b",
    re.I,
)
"""What says that a source gives a reason itself."""


def unsaid(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence gives a reason; nothing of it stands in its brief source, which speaks of the thing."""
    if not claim.citations or not all(is_brief(audit, p.work) for p in read):
        return None
    works = tuple(dict.fromkeys(p.work for p in read))
    known = kin(" ".join([*(p.text for p in read), *(titles(audit, work) for work in works)]))
    text = claim.standalone
    given = frozenset[str]().union(*(kin(s) for _, s in sentences(read) if _SAYS_WHY.search(s)))
    for why in _reasons(text):
        words = telling(why) - _PLAIN
        if words & given - telling(text.replace(why, " ")):
            continue  # it is the source's own reason in other words
        missing = [w for w in re.findall(r"[\w’'-]+", why) if telling(w) & words and not kin(w) & known]
        if len(words) < LEAST or len(telling(text) & known) < SHARED:
            continue
        lacking = words.intersection(*[frozenset(s for w in missing for s in telling(w))])
        if len(lacking) >= LEAST and len(words - lacking) <= min(ONE, MOST * len(words)):
            return Apart(
                f"The reason “{why.strip()}” stands nowhere in what was read of {ev.source_read(audit, read[0])}."
                " Point to the place, cite a source on it, or take it out.",
                read[0],
                read[0].text,
            )
    return None


_FROM_THEN = re.compile(
    r" (?:\w+ ){0,1}(?:start|beginning|launch|introduction|outbreak|birth|turn|end|days?|years?|opening|change|ban|law"
    r"|\d+s?)\b",
    re.I,
)
"""What says of "since the" that it tells a time."""


def _reasons(text: str) -> list[str]:
    """The reasons that a sentence gives, as written."""
    found = [m["why"] for m in _BY_DOING.finditer(text)]
    for cue in words_of("because", "causal").finditer(text):
        if cue[0].lower().endswith("why"):
            found.append(re.split(r"[,;:.]", text[: cue.start()].rstrip(" ,"))[-1])  # what it is the reason of follows
            continue
        rest = text[cue.end() :]
        if _FROM_THEN.match(rest) and cue[0].lower().startswith("since"):
            continue
        end = next((m.start() for m in _ENDS.finditer(rest) if len(telling(rest[: m.start()])) >= LEAST), len(rest))
        found.append(rest[:end])
    return found
