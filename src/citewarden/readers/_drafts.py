"""A block while a reader makes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Draft:
    """A block being made. `depth` is a list item's nesting from 1; `ids` are anchors that lead to it; `role` is set by
    readers whose format states it ("references", "furniture"); `group` numbers the list an item stands in, from 1."""

    kind: str
    start: int
    end: int
    level: int = 0
    label: str = ""
    depth: int = 0
    ids: tuple[str, ...] = ()
    role: str = ""
    group: int = 0
