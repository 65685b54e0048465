"""On which side of a bound: "above 7 percent" of what the source sets below 7 percent."""

from __future__ import annotations

from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage, Quantity

_SIDES = {">": 1, ">=": 1, "<": -1, "<=": -1}


def turned(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A bound of the sentence that the source sets the other way round, and nowhere as the sentence does."""
    words = telling(claim.standalone)
    for own in claim.quantities:
        side = 0 if own.denominator == "age" else _SIDES.get(own.comparator, 0)
        there = [(q, p, text) for p, text in sentences(read) for q in quantities_of(text) if side and _is_one(own, q)]
        if not there or any(_SIDES.get(q.comparator, side) == side for q, *_ in there):
            continue
        other, passage, text = there[0]
        if words & telling(text):
            return beside(audit, own.text, other.text, passage, text)
    return None


def _is_one(own: Quantity, other: Quantity) -> bool:
    return (own.low, own.high, own.unit) == (other.low, other.high, other.unit)
