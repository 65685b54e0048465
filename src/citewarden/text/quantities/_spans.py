"""Two amounts that are one range: "1 in 100 to 1 in 10"; "from 12 % to 8 %" is a change and stays two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from citewarden.model import Quantity

_TO = re.compile(r" (?:up )?to | ?[–—] ?| - ")
_BETWEEN = re.compile(r"\bbetween (?:about )?\Z", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:from|compar\w+|prefer\w*|increas\w+|reduc\w+|rais\w+|r[io]s\w+|cut|fell|falls?|dropp\w+|lower\w*|decreas\w+"
    r"|switch\w*|chang\w+|went|equal|similar|next) (?:about |around )?\Z",
    re.IGNORECASE,
)
"""What stands before the first of two amounts that one goes over to the other, or is set beside it."""
_NEAR = 24


def joined(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of `text` in order, two that are the ends of one range as one."""
    out: list[Quantity] = []
    for quantity in found:
        if out and _is_range(text, out[-1], quantity):
            first = out.pop()
            quantity = replace(
                quantity, text=text[first.start : quantity.end], low=first.low, start=first.start,
                comparator=first.comparator, denominator=quantity.denominator or first.denominator,
            )  # fmt: skip
        out.append(quantity)
    return out


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two amounts beside each other are the ends of a range."""
    plain = first.low == first.high < second.low == second.high and first.comparator in ("=", "~")
    alike = first.unit not in ("1", "CI", "p") and second.unit.partition("/")[0] == first.unit.partition("/")[0]
    whole = first.denominator in ("", second.denominator) and second.comparator == "="
    if not (plain and alike and whole and second.unit.startswith(first.unit)):
        return False
    before = text[max(0, first.start - _NEAR) : first.start]
    if text[first.end : second.start] == " and ":
        return _BETWEEN.search(before) is not None
    return _TO.fullmatch(text, first.end, second.start) is not None and _CHANGED.search(before) is None
