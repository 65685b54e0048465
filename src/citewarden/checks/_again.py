"""A fact that an article tells twice, with two figures: "1 in 10 adults" where it said 14.8%, 15 seconds and 30."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from citewarden.checks import _results
from citewarden.checks._apart.people import groups_in
from citewarden.checks._apart.ratios import is_change
from citewarden.checks._figures import TIMES, figures
from citewarden.model import Claim, Quantity
from citewarden.text.quantities import agree

FEWEST = 3
"""Fewest telling words of the shorter of two sentences on one fact, all of which the longer one has."""
MORE = 5
"""Most telling words that the longer one has besides."""
FAR = 0.15
"""Share by which two figures of one fact lie apart that are no roundings of one another."""
_SHORT = frozenset({"second", "minute"})
"""Units of how long a thing is done."""
NEARLY = 0.4
"""Share of the shorter one's words that they make at least."""
SAME = 2
"""Telling words that two sentences on how long one thing is done have in common."""
MOST = 300
"""Sentences of an article that are held against one another, at most."""


def pairs(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, Quantity, Quantity]]:
    """Two sentences on one fact, with the figures that differ."""
    told = [
        (c, q, _results.words(_rest(c, q)))
        for c in claims
        for q in (_after(c) if c.hypothetical else _single(c) or _after(c))
    ][:MOST]
    for (one, a, first), (other, b, second) in combinations(told, 2):
        if a.unit != b.unit or one.target.position.start == other.target.position.start or not (first & second):
            continue
        if agree(a, b) is not False or abs(a.low - b.low) <= FAR * max(a.low, b.low):
            continue
        if groups_in(one.standalone) != groups_in(other.standalone) or _denies(one) != _denies(other):
            continue
        if a.unit in TIMES:
            shared = len(first & second)
            same = shared >= SAME and shared >= NEARLY * min(len(first), len(second))
        else:
            short, long = sorted((first, second), key=len)
            same = len(short) >= FEWEST and short <= long and len(long - short) <= MORE
        if same:
            yield one, other, a, b


def _single(claim: Claim) -> list[Quantity]:
    """The one share of a claim, said once or in two ways that agree; or how long it has a thing done."""
    shares = [q for q in figures(claim) if q.unit == "%" and not is_change(claim.standalone, q)]
    if shares:
        return shares[:1] if all(agree(shares[0], q) for q in shares[1:]) else []
    short = [q for q in figures(claim) if q.unit in _SHORT and q.denominator != "age"]
    return short if len(short) == 1 else []


def _after(claim: Claim) -> list[Quantity]:
    """The one time after which a sentence of advice has a thing done: "after five years"."""
    times = [q for q in figures(claim) if q.unit in TIMES and q.denominator != "age"]
    led = len(times) == 1 and len(claim.quantities) == 1 and _AFTER.search(claim.standalone[: times[0].start])
    return times if led and claim.kind != "statistic" and times[0].unit not in _SHORT else []


_AFTER = re.compile(r"\b(?:after|every) (?:about |around )?\Z", re.I)
_NOT_ALIVE = re.compile(r"\b(?:(?:do|does|did|will|had|have) not|(?:do|does|did|wo)n['’]t) (?:live|survive)\b", re.I)
"""What says of people that they died."""
_DRAWN = re.compile(r", (?:so|which|and that)\b.*", re.S)
_OPENS = re.compile(r"\A(?:remember|note|bear in mind|keep in mind|do not forget)(?: that)? ", re.I)


def _denies(claim: Claim) -> bool:
    return claim.negated and _NOT_ALIVE.search(claim.standalone) is None


def _rest(claim: Claim, quantity: Quantity) -> str:
    text = claim.standalone.rpartition(": ")[2] if quantity.unit == "%" else claim.text
    for q in claim.quantities:
        text = text.replace(q.text, " ")
    return _NOT_ALIVE.sub(" died ", _OPENS.sub("", _DRAWN.sub("", text)))
