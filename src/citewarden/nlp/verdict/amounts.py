"""Do the numbers of a claim and a source agree? Intervals in base units, rounding as printed, shares worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isclose

from citewarden.model import Quantity
from citewarden.text import quantities

_BASE: dict[str, tuple[str, float]] = {
    "ng": ("mass", 1e-6), "ug": ("mass", 1e-3), "mg": ("mass", 1.0), "g": ("mass", 1e3), "kg": ("mass", 1e6),
    "lb": ("mass", 453_592.0), "oz": ("mass", 28_349.5),
    "ml": ("volume", 1.0), "dl": ("volume", 100.0), "l": ("volume", 1000.0), "teaspoon": ("volume", 4.93),
    "tablespoon": ("volume", 14.79), "cup": ("volume", 240.0), "pint": ("volume", 473.0), "gallon": ("volume", 3785.0),
    "second": ("time", 1 / 86_400), "minute": ("time", 1 / 1440), "hour": ("time", 1 / 24), "day": ("time", 1.0),
    "week": ("time", 7.0), "month": ("time", 30.44), "year": ("time", 365.25), "decade": ("time", 3652.5),
    "nm": ("length", 1e-6), "um": ("length", 1e-3), "mm": ("length", 1.0), "cm": ("length", 10.0), "m": ("length", 1e3),
    "km": ("length", 1e6), "inch": ("length", 25.4), "foot": ("length", 304.8), "mile": ("length", 1_609_344.0),
    "kcal": ("energy", 1.0), "kJ": ("energy", 0.239), "umol": ("amount", 1e-3), "mmol": ("amount", 1.0),
    "kPa": ("pressure", 7.5), "mmHg": ("pressure", 1.0),
}  # fmt: skip
_FREQUENCY = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "hour": 1 / 24}

_PARTS = {"two": 2.0, "2": 2.0, "three": 3.0}
_ONE_IN = re.compile(
    r"\b(?P<part>one|1|two|2|three|3|a) (?:[a-z]+ ){1,3}(?:in|out of) (?:every |each )?(?P<n>\d[\d,]*)\b(?!\s*%)", re.I
)
_ONE_OF = re.compile(
    r"\b(?P<how>about|around|nearly|almost|roughly|more than|less than|over|under|by|within|as little as|up to) an? "
    r"(?P<unit>minute|hour|day|week|month|year|decade)\b",
    re.I,
)
_OF_BOUNDS = {"more than": ">", "over": ">", "less than": "<", "under": "<", "within": "<", "up to": "<=", "by": "="}
_HALF_AS = re.compile(r"\bhalf as (?:likely|common|many|much|often|high|frequent)\b", re.I)


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


_PER_LATER = re.compile(r"(?: of [a-z]+)? (?:an?|per|each|every) (day|night|week|month|year)\b", re.I)
_UNITLESS = frozenset(("1", "%", "fold", "$", "p", "CI", "HR", "RR", "OR"))
_PER_TIME = {"night": "day"}


def find(text: str) -> tuple[Quantity, ...]:
    """Every number of `text`; "one person in 29" is a share like "1 in 29", "about a week" is a week."""
    found = [_per_later(text, q) for q in quantities.find(text)]
    for match in _ONE_IN.finditer(text):
        whole = float(match["n"].replace(",", ""))
        part = _PARTS.get(match["part"].lower(), 1.0)
        inside = [q for q in found if match.start() <= q.start and q.end <= match.end()]
        if whole > part and inside and all(q.unit == "1" for q in inside):
            share = 100 * part / whole
            found = [q for q in found if q not in inside]
            found.append(Quantity(match.group(), share, share, "%", match.start(), match.end(), inside[0].comparator))
    for match in _ONE_OF.finditer(text):
        if not any(q.start < match.end() and match.start() < q.end for q in found):
            bound = _OF_BOUNDS.get(match["how"].lower(), "~")
            found.append(Quantity(match.group(), 1.0, 1.0, match["unit"].lower(), match.start(), match.end(), bound))
    for match in _HALF_AS.finditer(text):
        found = [q for q in found if not (q.start < match.end() and match.start() < q.end)]
        found.append(Quantity(match.group(), 0.5, 0.5, "fold", match.start(), match.end()))
    return tuple(sorted(found, key=lambda q: q.start))


def _per_later(text: str, q: Quantity) -> Quantity:
    """ "7 or more hours of sleep per night" is 7 hours a night."""
    unit = q.unit
    if "/" in unit or unit in _UNITLESS or q.denominator == "age":
        return q
    match = _PER_LATER.match(text, q.end)
    if not match or match[1].lower() == unit:
        return q
    per = match[1].lower()
    return replace(q, unit=f"{unit}/{_PER_TIME.get(per, per)}", text=text[q.start : match.end()], end=match.end())


def amount(q: Quantity) -> Amount:
    """`q` in base units; `slack` is the rounding its printed form allows."""
    first, *rest = q.unit.split("/")
    dimension, factor = _BASE.get(first, (first, 1.0))
    if first == "" and rest:
        dimension = "frequency"
    parts = []
    for part in rest:
        if part in _FREQUENCY:
            factor /= _FREQUENCY[part]
            parts.append("time")
        else:
            parts.append(part)
    if parts:
        dimension += "/" + "/".join(parts)
    if q.denominator == "age" and dimension == "time":
        dimension = "age"
    low, high = q.low * factor, q.high * factor
    if first in ("°C", "°F"):
        dimension, factor = "temperature", 5 / 9 if first == "°F" else 1.0
        shift = 32.0 if first == "°F" else 0.0
        low, high = (q.low - shift) * factor, (q.high - shift) * factor
    slack = _step(q) * factor * (0.5 if q.comparator != "~" else 1.0)
    if q.comparator == "~":
        slack = max(slack, 0.08 * abs(low))
    return Amount(low, high, dimension, slack, q.low, q.comparator, q)


def _step(q: Quantity) -> float:
    """The place value of the last printed digit that counts."""
    match = re.search(r"\d[\d,]*(?:\.(\d+))?", q.text)
    if not match:
        return 0.1 * abs(q.low) if q.unit == "%" else 0.05 * abs(q.low)
    if q.unit == "%" and not re.search(r"%|\bper ?cent|\bpct", q.text, re.I):
        return 0.04 * abs(q.low)
    if match[1]:
        return float(10 ** -len(match[1]))
    digits = match.group().replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** min(zeros, max(0, len(digits) - 2)))


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
        if abs(a - c) <= near:
            return True
        return None if (c > a) == (bound == ">") else False
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
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", claim.quantity.text)
    place = 10.0 ** -len(digits[1] or "") if digits else 0.0
    scale = abs(claim.low / claim.written) if claim.written else 1.0
    share = 0.08 if claim.bound == "~" else 0.05 if not digits and claim.dimension == "%" else 0.012
    return max(0.5 * place * scale if source.slack < claim.slack else 0.0, share * abs(source.low), 1e-9)


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
    """ "equal", "inside" (a point within the source's range), "unit" (same digits, other unit) or "clash"."""
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
