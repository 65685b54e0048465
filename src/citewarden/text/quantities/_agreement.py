"""Two quantities beside each other: base units, and whether both can be true."""

from __future__ import annotations

import re

from citewarden.model import Quantity

_SI: dict[str, tuple[str, float]] = {
    "ng": ("mg", 1e-6), "ug": ("mg", 1e-3), "mg": ("mg", 1.0), "g": ("mg", 1e3), "kg": ("mg", 1e6),
    "lb": ("mg", 453592.37),
    "ml": ("ml", 1.0), "dl": ("ml", 100.0), "l": ("ml", 1000.0), "umol": ("mmol", 1e-3), "mmol": ("mmol", 1.0),
    "second": ("hour", 1 / 3600), "minute": ("hour", 1 / 60), "hour": ("hour", 1.0), "day": ("hour", 24.0),
    "week": ("hour", 168.0), "month": ("hour", 730.5), "year": ("hour", 8766.0), "decade": ("hour", 87660.0),
    "nm": ("cm", 1e-7), "um": ("cm", 1e-4), "mm": ("cm", 0.1), "cm": ("cm", 1.0), "m": ("cm", 100.0), "km": ("cm", 1e5),
    "inch": ("cm", 2.54), "foot": ("cm", 30.48), "mile": ("cm", 160934.4), "kcal": ("kcal", 1.0),
    "kJ": ("kcal", 0.239006),
    "°C": ("°C", 1.0), "°F": ("°C", 5 / 9),
}  # fmt: skip


def base(quantity: Quantity) -> tuple[float, float, str]:
    """`low`, `high` and unit in one base unit of the dimension (mg, ml, hour, cm, kcal, °C), for comparing.

    Compound units convert part by part ("g/day" -> "mg/hour"); units of no table stay as they are.
    """
    factor, names = 1.0, []
    for place, part in enumerate(quantity.unit.split("/")):
        name, scale = _SI.get(part, (part, 1.0))
        factor = factor * scale if place == 0 else factor / scale
        names.append(name)
    shift = 32.0 if quantity.unit == "°F" else 0.0
    return (quantity.low - shift) * factor, (quantity.high - shift) * factor, "/".join(names)


def agree(a: Quantity, b: Quantity, *, tolerance: float = 0.05) -> bool | None:
    """Whether two quantities can both be true of one thing; None when their units do not compare.

    Values agree within the printed rounding or `tolerance` (a share of the larger), whichever is wider; twice that when
    either is "about"; ranges agree when they overlap; "more than 10" agrees with anything above 10.
    """
    low_a, high_a, unit_a = base(a)
    low_b, high_b, unit_b = base(b)
    if unit_a != unit_b:
        return None
    slack = tolerance * max(abs(high_a), abs(high_b)) * (2 if "~" in (a.comparator, b.comparator) else 1)
    slack = max(slack, 0.5 * 10 ** -_decimals(a) if unit_a == "%" else 0.0)
    low_a, high_a = _opened(low_a, high_a, a.comparator)
    low_b, high_b = _opened(low_b, high_b, b.comparator)
    return low_a <= high_b + slack and low_b <= high_a + slack


def _opened(low: float, high: float, comparator: str) -> tuple[float, float]:
    if comparator in {">", ">="}:
        return low, float("inf")
    if comparator in {"<", "<="}:
        return float("-inf"), high
    return low, high


def _decimals(quantity: Quantity) -> int:
    match = re.search(r"\.(\d+)", quantity.text)
    return len(match[1]) if match else 0
