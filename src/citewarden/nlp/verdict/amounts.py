"""Do the numbers of a claim and a source agree? Intervals in base units, rounding as printed, shares worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isclose

from citewarden.model import Quantity
from citewarden.text import quantities

_MEASURED_OUT = frozenset(("ng", "ug", "mg", "g", "ml", "IU", "unit", "mEq", "mmol"))
"""Units in which medicines are given: a dose is fixed, not rounded ("1 mg" is not 1.4 mg)."""
_FIXED, _CONVERTED, _ROUNDED = 0.03, 0.1, 0.2
"""Share of a number that rounding may make at most: of a dose, of a multiple or through another unit, of the rest."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as an interval of one dimension, with how coarsely it was printed."""

    low: float
    high: float
    dimension: str
    slack: float
    written: float
    bound: str
    quantity: Quantity


def amount(q: Quantity) -> Amount:
    """`q` in base units; `slack` is the rounding its printed form allows."""
    dimension, factor, shift = quantities.measure(q.unit)
    if q.denominator == "age" and dimension == "time":
        dimension = "age"
    low, high = (q.low - shift) * factor, (q.high - shift) * factor
    slack = _step(q) * factor * (0.5 if q.comparator != "~" else 1.0)
    if q.unit.split("/")[0] in _MEASURED_OUT:
        slack = min(slack, _CONVERTED * abs(low))
    if q.comparator == "~":
        slack = max(slack, 0.08 * abs(low))
    return Amount(low, high, dimension, slack, q.low, q.comparator, q)


def _step(q: Quantity) -> float:
    """The place value of the last printed digit that counts."""
    match = re.search(r"\d[\d,]*(?:\.(\d+))?", q.text)
    if not match:
        return 0.1 * abs(q.low) if q.unit == "%" else 0.05 * abs(q.low)
    place = quantities.place(q)
    if place is None or q.unit[:1] == "/":
        return max(place or 0.0, 0.04 * abs(q.low))
    if match[1]:
        return place
    digits = match.group().replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(place * 10 ** min(zeros, max(0, len(digits) - 2)))


def agrees(claim: Amount, source: Amount) -> bool | None:
    """Does the source's number carry the claim's? True, False where both cannot hold, None where it cannot be told.

    Rounding to the digits the claim prints is agreement; what lies near but is no rounding decides nothing, nor does a
    bound that says less, or a point inside a range. The claim's bound is kept where the source's value keeps near it.
    """
    (a, b), (c, d) = (claim.low, claim.high), (source.low, source.high)
    near, far = _tight(claim, source), max(claim.slack, source.slack, (0.2 if claim.bound == "~" else 0.012) * abs(c))
    bound, other = claim.bound[0], source.bound[0]
    if bound in "<>" and other in "<>":
        if bound != other:
            top, bottom = (a, c) if bound == "<" else (c, a)
            return None if bottom < top - far else False
        looser = (c > a) == (bound == ">")
        if abs(a - c) <= near:
            exact = isclose(a, c, rel_tol=1e-6) or claim.quantity.unit != source.quantity.unit
            return True if looser or exact else None
        return None if looser or abs(a - c) <= far else False
    if bound in "<>":
        room = near if "=" in claim.bound else 0.0
        if c >= a - room if bound == ">" else d <= a + room:
            return True if (c <= 1.4 * a if bound == ">" else d >= 0.6 * a) else None
        return False if (d < a - far if bound == ">" else c > a + far) else None
    if other == "<":
        return False if a > c + far else None
    if other == ">":
        return False if b < c - far and claim.dimension in ("%", "1", "age") else None
    if abs(a - c) <= near and abs(b - d) <= near:
        return True
    if a < b and c == d and a - near <= c <= b + near:
        return True
    return False if b < c - far or a > d + far else None


def _tight(claim: Amount, source: Amount) -> float:
    """How far two numbers may lie apart and be one: the rounding of the digits printed, more where "about" is said."""
    place, theirs = (quantities.place(x.quantity) for x in (claim, source))
    scale = abs(claim.low / claim.written) if claim.written else 1.0
    rounding = 0.5 * (place or 0.0) * scale if source.slack < claim.slack else 0.0
    rounding = min(rounding, _most(claim, source) * abs(source.low))
    near = _share(claim, place) * abs(source.low)
    if claim.bound != "~" and place and theirs and claim.quantity.unit == source.quantity.unit:
        near = min(near, claim.slack)  # nothing was worked out: the figures are the ones printed
    return max(rounding, near, 1e-9)


def _share(claim: Amount, place: float | None) -> float:
    """The share of a number that it may be off by where it was worked out, put in words or estimated."""
    if claim.bound == "~":
        return 0.08
    if claim.dimension != "%" or place:
        return 0.012
    return 0.025 if re.search(r"\d", claim.quantity.text) else 0.05


def _most(claim: Amount, source: Amount) -> float:
    """The share of a number that rounding may make at most."""
    if claim.quantity.unit.split("/")[0] in _MEASURED_OUT:
        return _FIXED
    if claim.dimension == "fold" or (claim.dimension != "%" and claim.quantity.unit != source.quantity.unit):
        return _CONVERTED
    return _ROUNDED


def comparable(a: Amount, b: Amount) -> bool:
    """Do both count the same kind of thing (an age is a time too)?"""
    return a.dimension == b.dimension or {a.dimension, b.dimension} == {"age", "time"}


def interval(a: Amount) -> tuple[float, float]:
    """The values `a` allows."""
    if a.bound in (">", ">="):
        return (a.low - (a.slack if a.bound == ">=" else 0), inf)
    if a.bound in ("<", "<="):
        return (-inf, a.high + (a.slack if a.bound == "<=" else 0))
    return a.low - a.slack, a.high + a.slack


def relation(claim: Amount, source: Amount) -> str:
    """ "equal", "inside" (a point within the source's range), "unit" (same digits, other unit) or "clash".

    A fall is told without its sign: "lowered by 25" is a change of -25.
    """
    if source.high < 0 < claim.low:
        source = replace(source, low=-source.high, high=-source.low)
    if claim.bound == "=" and claim.low == claim.high:
        claim = replace(claim, slack=min(claim.slack, max(_most(claim, source), _CONVERTED) * abs(claim.low)))
    low, high = interval(claim)
    if claim.bound in (">", ">=", "<", "<=") and source.bound in (">", ">=", "<", "<="):
        same = claim.bound[0] == source.bound[0]
        if same and isclose(claim.low, source.low, rel_tol=0.05):
            return "equal"
        if same:
            return "clash"
        return "equal" if max(low, interval(source)[0]) <= min(high, interval(source)[1]) else "clash"
    tolerance = source.slack if claim.slack > source.slack else 0.0
    if low - tolerance <= source.low and source.high <= high + tolerance:
        far = source.low > 1.6 * claim.low if claim.bound in (">", ">=") else False
        return "inside" if far and claim.dimension == "%" else "equal"
    s_low, s_high = interval(source)
    if claim.bound in (">", ">=", "<", "<="):
        if source.low != source.high and max(low, source.low) < min(high, source.high):
            return "inside"
        return "unit" if claim.written == source.written and claim.quantity.unit != source.quantity.unit else "clash"
    if isclose(claim.low, source.low, rel_tol=0.03) and isclose(claim.high, source.high, rel_tol=0.03):
        return "equal"
    if s_low <= claim.low and claim.high <= s_high:
        return "equal" if source.low == source.high or claim.bound == "~" else "inside"
    if claim.written == source.written and claim.quantity.unit != source.quantity.unit:
        return "unit"
    return "clash"


def derived_shares(counts: Sequence[Amount]) -> list[float]:
    """Percentages that counts of one passage make together (360 of 480 is 75)."""
    values = [a.low for a in counts if a.dimension == "1" and a.low == a.high and a.low >= 2]
    return [100 * a / b for a in values for b in values if 0 < a < b and b >= 3]


def derived_sums(amounts: Sequence[Amount], dimension: str) -> list[float]:
    """What two numbers of one kind make together (45.2 % and 22.3 % are 67.5 %)."""
    values = [a.low for a in amounts if a.dimension == dimension and a.low == a.high]
    return [a + b for i, a in enumerate(values) for b in values[i + 1 :]] if len(values) <= 6 else []


def derived_products(amounts: Sequence[Amount]) -> list[tuple[float, str]]:
    """(amount, dimension) that a count of units makes with an amount a unit (8 tablets of 500 mg are 4 g)."""
    out = []
    for a in amounts:
        if a.dimension in ("tablet", "puff", "drop", "dose", "serving", "1") and 2 <= a.low <= 60:
            out += [(a.low * b.low, b.dimension) for b in amounts if b.dimension in ("mass", "volume", "IU", "amount")]
    return out
