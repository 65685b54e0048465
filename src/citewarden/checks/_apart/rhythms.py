"""How often: the sentence has a thing done every morning, the source once a week."""

from __future__ import annotations

from citewarden.checks._apart.asked import Apart, beside, fine_words, is_short, sentences, telling
from citewarden.checks._figures import quantities_of
from citewarden.checks._rhythms import NEAR, is_one, rates, rhythms
from citewarden.model import Audit, Claim, Passage

FEWEST = 2
"""Telling words, or figures, that two sentences on how often one thing is done have in common."""


def other(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The one rhythm of a sentence is none of its short sources', and theirs on the same is another."""
    own = rhythms(claim.standalone)
    if len(own) != 1 or claim.negated or not all(is_short(audit, p.work) for p in read):
        return None
    words, amounts = telling(claim.standalone), _amounts(claim.standalone)
    rows = [(p, text, r) for p, text in sentences(read) for r in rhythms(text)]
    if any(is_one(own[0], r) for *_, r in rows):
        return None
    fine = fine_words(claim.standalone)
    likeness = [
        (
            len(words & telling(text))
            + FEWEST * len(amounts & _amounts(text))
            + (len(fine & fine_words(text)) >= MANY and bool(words & telling(text))),
            -n,
        )
        for n, (_, text, _) in enumerate(rows)
    ]
    if not rows or (best := max(likeness))[0] < FEWEST:
        return None
    passage, text, there = rows[-best[1]]
    if any(abs(rate - own[0].low) < NEAR * rate for rate in rates(text)):
        return None  # "daily drinkers" of "one or more a day"
    often = own[0].low / there.low
    if any(q.unit == "1" and abs(q.low - often) <= NEAR * often for q in quantities_of(text)):
        return None  # "14 a week" of "weekly episodes fell from 14.2"
    return beside(audit, own[0].text, there.text, passage, text)


MANY = 5
"""Words of any kind that they may have in common instead of one of those."""


def _amounts(text: str) -> set[tuple[float, str]]:
    """The amounts of a text that say which of two sentences is on the same: "70 mg"."""
    return {
        (q.low, q.unit.removesuffix("/day"))
        for q in quantities_of(text)
        if q.unit not in ("1", "%") and "/" not in q.unit[:1]
    }
