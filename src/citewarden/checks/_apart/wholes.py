"""Of what a share is: "a quarter of all babies" of what the source gives as 25% of readmissions."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, kin, sentences, telling
from citewarden.checks._figures import figures
from citewarden.checks._same_figures import figures_of, is_same
from citewarden.model import Audit, Claim, Passage

_WHOM = re.compile(
    r"\W*(?:of )?(?:every(?:one|body) (?:who|with) |all )?(?:of )?(?:the |those |these )*(?P<who>(?:[\w’'-]+ ?){1,8})",
    re.I,
)
_OF = re.compile(
    r" of (?!all\b|respondents\b|participants\b|them\b)(?:the |those |these )?(?P<what>[^,.;:()]{3,70}?)"
    r"(?=[,.;:()]|\s(?:and|but|had|were|was|have|has|did|said|will|go|develop|died|die|reported|went|got|in \d)\b|\Z)",
    re.I,
)
_IF = re.compile(r"\A(?:If|When|Once) (?P<what>[^,;:]{5,80}), ", re.I)
_FATAL = re.compile(r"\b(?:case[- ]fatality|fatality)\b[^.;]{0,60}\Z", re.I)
"""What gives a share of those who had a thing, and not of all."""
_AMONG_ALL = re.compile(r"\b(?:among|of|in) all (?:those )?\w+", re.I)
_PLAIN = telling("those these people patients women men children adults participants cases users treated group study")
_VERB = re.compile(
    r"\b(?:ha[sd]|have|w[ae]s|were|is|are|died?|dies|go|goes|went|get|gets|got|develop\w*|said|say|will|can|could|did|end\w*)\b"
)


def of_another(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A share of one whole in the sentence, and in the source of a smaller one that the sentence does not name."""
    words = kin(claim.standalone)
    for own in (q for q in figures(claim) if q.unit == "%" and q.denominator != "age"):
        whom = _WHOM.match(claim.standalone, own.end)
        who = telling(_VERB.split(whom["who"])[0]) | telling(" ".join(whom["who"].split()[:8])) if whom else frozenset()
        rows = [(p, s, q) for p, s in sentences(read) for q in figures_of(s) if q.unit == "%" and is_same(own, q)]
        if not who or len(rows) != 1:
            continue
        passage, sentence, there = rows[0]
        part = _part(sentence, there.start, there.end)
        what = telling(part) - _PLAIN if part else frozenset[str]()
        fatal = _FATAL.search(sentence[: there.start])
        others = [s for _, s in sentences(read) if s != sentence]
        counted = any(who & telling(s) and figures_of(s) for s in others)
        if fatal and not re.search(r"\bfatality\b", claim.standalone) and _AMONG_ALL.search(sentence):
            what, part, counted = frozenset(("fatal",)), fatal[0].strip(), True
        if what and not what & words and counted:
            return Apart(
                f"“{own.text}” in the article; {ev.source_read(audit, passage)} gives that of “{part}”:"
                f" {ev.quoted(sentence)}. Say of whom it is.",
                passage,
                sentence,
            )
    return None


def _part(text: str, start: int, end: int) -> str:
    """Of what a sentence gives a share: the words behind its "of", or, of "these", the case that it begins with."""
    found = _OF.match(text, end)
    case = _IF.match(text)
    if found is None:
        return ""
    if case and case.end() <= start:
        return case["what"]
    return found["what"]
