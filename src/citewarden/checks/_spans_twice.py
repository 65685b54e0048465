"""A span that an article gives twice, with one end that differs: "2 to 72 hours" and "between 4 and 72 hours"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from citewarden.checks._apart.asked import telling
from citewarden.checks._apart.people import groups_in
from citewarden.model import Claim, Quantity

_OFFERS = re.compile(
    r"\b(?:offered|invited|entitled|eligible|screened|vaccinated|can (?:have|get|ask for|book)|should (?:have|get"
    r"|be)|free"
    r"|available|recommended)\b",
    re.I,
)
"""What says to whom a thing is offered."""
SAME = 2
"""Telling words that two sentences on one span have in common."""
HALF = 0.5
"""Share of the shorter one's that they make at least."""
MOST = 200
"""Spans of an article that are held against one another, at most."""


def clashes(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, Quantity, Quantity]]:
    """Two sentences on one thing whose spans share one end and not the other, with the spans."""
    told = [(claim, q) for claim in claims for q in _spans(claim)][:MOST]
    for (one, a), (other, b) in combinations(told, 2):
        if one.target.position.start == other.target.position.start or not _is_one_sort(a, b):
            continue
        if (a.low == b.low) == (a.high == b.high) or _of_others(one, other):
            continue
        words, there = telling(one.standalone), telling(other.standalone)
        shared = len(words & there)
        offered = _is_age(a) and _is_age(b) and _OFFERS.search(one.standalone) and _OFFERS.search(other.standalone)
        if (shared >= SAME and shared >= HALF * min(len(words), len(there))) or (offered and shared):
            yield one, other, a, b


def _of_others(one: Claim, other: Claim) -> bool:
    """Whether two sentences name the sex or age of their people, and not the same."""
    mine, theirs = groups_in(one.standalone), groups_in(other.standalone)
    return bool(mine and theirs and mine != theirs)


def _spans(claim: Claim) -> list[Quantity]:
    """The one span of a statement that gives no other figures of it."""
    found = [q for q in claim.quantities if q.low < q.high]
    others = (
        [q for q in claim.quantities if q.unit == "%" or (q not in found and _is_one_sort(q, found[0]))]
        if found
        else []
    )
    return found if len(found) == 1 and not others else []


def _is_age(quantity: Quantity) -> bool:
    return quantity.denominator == "age" or quantity.unit in ("1", "year")


def _is_one_sort(one: Quantity, other: Quantity) -> bool:
    """Whether two spans may be of one thing: of one unit, or ages of which one is written without its unit."""
    return one.unit == other.unit or (_is_age(one) and _is_age(other))
