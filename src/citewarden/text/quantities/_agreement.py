"""Two quantities beside each other: can both be true?"""

from __future__ import annotations

from citewarden.model import Quantity
from citewarden.text.quantities._printed import is_part, place
from citewarden.text.quantities._units import measure


def agree(a: Quantity, b: Quantity, *, tolerance: float = 0.05) -> bool | None:
    """Whether two quantities can both be true of one thing; None when their units do not compare.

    Values agree within the printed rounding or `tolerance` (a share of the larger), whichever is wider; twice that when
    either is "about"; ranges agree when they overlap; "more than 10" agrees with anything above 10.
    """
    one, other = measure(a.unit), measure(b.unit)
    if one.dimension != other.dimension:
        return None
    low_a, high_a = ((value - one.shift) * one.factor for value in (a.low, a.high))
    low_b, high_b = ((value - other.shift) * other.factor for value in (b.low, b.high))
    slack = tolerance * max(abs(high_a), abs(high_b)) * (2 if "~" in (a.comparator, b.comparator) else 1)
    if is_part(a):
        slack = max(slack, *(0.5 * (place(q) or 0.0) for q in (a, b)))
    low_a, high_a = _opened(low_a, high_a, a.comparator)
    low_b, high_b = _opened(low_b, high_b, b.comparator)
    return low_a <= high_b + slack and low_b <= high_a + slack


def _opened(low: float, high: float, comparator: str) -> tuple[float, float]:
    if comparator in {">", ">="}:
        return low, float("inf")
    if comparator in {"<", "<="}:
        return float("-inf"), high
    return low, high
