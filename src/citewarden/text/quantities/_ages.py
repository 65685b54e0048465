"""Two bounds of which one is an age are both: "people under 5 or over 60"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from citewarden.model import Quantity

_BOUNDS = ("<", ">", "<=", ">=")
_OLDEST = 110
_BETWEEN = re.compile(r",? (?:or|and|nor) (?:(?:are|those|if you are|aged?|people) )?")


def shared(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of `text`, in order, each bare bound beside an age an age of its own."""
    out = list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        if one.comparator not in _BOUNDS or other.comparator not in _BOUNDS:
            continue
        if not _BETWEEN.fullmatch(text, one.end, other.start):
            continue
        if out[place].denominator == "age" and _is_bare(other):
            out[place + 1] = _aged(other, out[place].unit)
        elif other.denominator == "age" and _is_bare(one):
            out[place] = _aged(one, other.unit)
    return out


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit == "1" and 0 < quantity.high <= _OLDEST


def _aged(quantity: Quantity, unit: str) -> Quantity:
    return replace(quantity, unit=unit, denominator="age", time_frame="")
