"""A value in brackets that says the one before it in another unit shares its bound: "38 °C (100.4 °F) or higher"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from citewarden.model import Quantity
from citewarden.text.quantities._units import measure

_VOLUMES = ("/ml", "/dl", "/l")


def bounded(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of `text`, in order, each that only repeats the one before it in another unit with its bound."""
    out = list(found[:1])
    for before, quantity in pairwise(found):
        again = text[before.end : quantity.start] == " (" and text[quantity.end : quantity.end + 1] == ")"
        shares = again and quantity.comparator == "=" and before.comparator != "=" and _same(before.unit, quantity.unit)
        out.append(replace(quantity, comparator=before.comparator) if shares else quantity)
    return out


def _same(one: str, other: str) -> bool:
    """Whether two units differ and measure one thing (an amount in a volume is told by mass or by substance)."""
    if one == other or "1" in (one, other):
        return False
    both = one.endswith(_VOLUMES) and other.endswith(_VOLUMES)
    return both or measure(one).dimension == measure(other).dimension
