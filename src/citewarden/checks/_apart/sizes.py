"""How many were studied: "a trial of 12,000" of which 2,790 were randomised, "1,900 carers answered" of 1,900 asked."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences, words_of
from citewarden.checks._figures import figures, quantities_of
from citewarden.checks._same_figures import is_same
from citewarden.model import Audit, Claim, Passage, Quantity

NEAR = 45
"""Characters within which a word says of a count that so many were asked, or took part."""
LEAST = 1.15
"""Times as many as took part that were asked, at least."""
_CUT = re.compile(r"[;:.] |, (?:of (?:whom|which|them)|and|but|while) |\b(?:and|but) ")
_STUDIED = re.compile(
    r"\b(?:trials?|stud(?:y|ies|ied)|surveys?|surveyed|review(?:ed)?|cohorts?|follow(?:ed|ing|s)?|pool(?:ed|ing|s)"
    r"|drawing on|based on|analys\w+|answered|replied|took part|participants|respondents|found|show\w*|report\w*)\b",
    re.I,
)


def asked_for_studied(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence gives as studied how many the source only asked, screened or found, and fewer took part."""
    text = claim.standalone
    if not _STUDIED.search(text) or words_of("asked", "samples").search(text):
        return None
    for own in (q for q in figures(claim) if q.unit == "1" and q.low == q.high >= SOME):
        rows = [(p, s, q) for p, s in sentences(read) for q in quantities_of(s) if q.unit == "1" and q.low == q.high]
        asked = [row for row in rows if is_same(own, row[2]) and says("asked", row[1], row[2])]
        if len(asked) != 1 or sum(is_same(own, q) for *_, q in rows) > 1:
            continue
        passage, sentence, there = asked[0]
        taken = [(s, q) for _, s, q in rows if SOME <= q.low * LEAST <= own.low and says("studied", s, q)]
        if taken and not says("studied", sentence, there):
            return beside(
                audit, own.text, _around(taken[0][0], taken[0][1]), passage, sentence, "Say how many took part."
            )
    return None


SOME = 10
"""People, or trials, from which a count is how many were studied."""


def says(name: str, text: str, count: Quantity) -> bool:
    """Whether a word of a list stands with a count in its part of a sentence."""
    start, end = _part(text, count)
    return (
        words_of(name, "samples").search(text, max(start, count.start - NEAR), min(end, count.end + NEAR)) is not None
    )


def _part(text: str, count: Quantity) -> tuple[int, int]:
    cuts = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
    return max(c for c in cuts if c <= count.start), min(c for c in cuts if c > count.start)


def _around(text: str, count: Quantity) -> str:
    start, end = _part(text, count)
    return text[max(start, count.start - 20) : min(end, count.end + 40)].strip(" ,;:.")
