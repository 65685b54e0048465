"""The tables of an article as their cells: which row, under which head, what is stated there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from citewarden.model import Block, Document, Quantity
from citewarden.text import quantities, rows

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,20})[)\]]\s*\Z")


class Cell(NamedTuple):
    """One cell with a quantity: its row's and its column's name, and where its row stands."""

    row: str
    column: str
    text: str
    quantity: Quantity
    start: int
    end: int


def tables(document: Document) -> Iterator[list[Cell]]:
    """The cells that hold one quantity each, a list a table; of rows and columns whose names can be told."""
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        if kind == "row" and (found := list(_cells(document.text, list(blocks)))):
            yield found


def _cells(text: str, blocks: list[Block]) -> Iterator[Cell]:
    for block, row in zip(blocks, rows.table([text[block.start : block.end] for block in blocks]), strict=True):
        if row is None or not row.told or not row.heads or any(quantities.find(head) for head in row.heads):
            continue
        name = " ".join(f"{row.group} {row.cells[0]}".split())
        for written, head in zip(row.cells[1:], row.heads[1:], strict=True):
            cell = " ".join(written.split())
            unit = _unit(head) or _unit(row.heads[0])
            found = quantities.find(f"{cell} {unit}" if re.fullmatch(r"[\d.]+", cell) else cell)
            if len(found) == 1:
                yield Cell(name, " ".join(head.split()), cell, found[0], block.start, block.end)


def _unit(head: str) -> str:
    """The unit a head gives for bare figures under it, or the first head for all: "%", or what stands in brackets
    ("Fall (mm Hg)")."""
    if re.search(r"%|\bper ?cent", head):
        return "%"
    bracketed = _BRACKETED.search(head)
    found = quantities.find(f"1 {bracketed[1]}") if bracketed else []
    return bracketed[1] if bracketed and len(found) == 1 and found[0].unit != "1" else ""
