"""The tables of an article as their cells: which row, under which head, what is stated there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from citewarden.model import Block, Document, Quantity
from citewarden.text import quantities

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,20})[)\]]\s*\Z")
_BETWEEN = re.compile(r"\t+|\s\|\s|\A\|\s?|\s?\|\Z")


class Cell(NamedTuple):
    """One cell with a quantity: its row's and its column's name, and where its row stands."""

    row: str
    column: str
    text: str
    quantity: Quantity
    start: int
    end: int


def tables(document: Document) -> Iterator[list[Cell]]:
    """The cells that hold one quantity each, a list a table; of tables whose first row names the columns."""
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        if kind == "row" and (found := _read(document.text, list(blocks))):
            yield found


def _read(text: str, rows: list[Block]) -> list[Cell]:
    heads, *body = [_cells(text[row.start : row.end]) for row in rows]
    if len(heads) < 2 or any(quantities.find(head) for head in heads):
        return []
    out = []
    for block, cells in zip(rows[1:], body, strict=True):
        if len(cells) != len(heads):
            continue
        for head, cell in zip(heads[1:], cells[1:], strict=True):
            found = quantities.find(f"{cell} {_unit(head)}" if re.fullmatch(r"[\d.]+", cell) else cell)
            if len(found) == 1:
                out.append(Cell(cells[0], head, cell, found[0], block.start, block.end))
    return out


def _unit(head: str) -> str:
    """The unit a column's head gives for bare figures under it: "%", or what stands in brackets ("Fall (mm Hg)")."""
    if re.search(r"%|\bper ?cent", head):
        return "%"
    bracketed = _BRACKETED.search(head)
    found = quantities.find(f"1 {bracketed[1]}") if bracketed else []
    return bracketed[1] if bracketed and len(found) == 1 and found[0].unit != "1" else ""


def _cells(row: str) -> list[str]:
    return [" ".join(cell.split()) for cell in _BETWEEN.split(row)]
