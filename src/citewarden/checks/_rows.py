"""The tables of an article as their cells: which row, under which head, what is stated there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from statistics import median
from typing import NamedTuple

from citewarden.model import Block, Document, Quantity
from citewarden.text import quantities, rows

FEWEST = 3
"""Fewest rows by which a table shows how its figures grow."""
ALIKE = 0.15
"""Share by which they may differ from that."""
_FIGURE = re.compile(r"\s*[<>≤≥~]?\s?\d[\d.,]*\s?(?:%|[a-zµμ/]{1,8})?(?:\s?\(\d[\d.,]*\s?%?\))?\s*")
"""A cell of one figure, or a count with its share in brackets."""
_TOTAL = re.compile(r"(?:all|total|overall|together|altogether|whole|sum|both)\b", re.I)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,20})[)\]]\s*\Z")


class Cell(NamedTuple):
    """One cell with a quantity: its row's and its column's name, and where its row stands."""

    row: str
    column: str
    text: str
    quantity: Quantity
    start: int
    end: int


def is_total(name: str) -> bool:
    """Whether a row of this name is of all the others together."""
    return _TOTAL.match(name.strip()) is not None


def tables(document: Document) -> Iterator[list[Cell]]:
    """The cells that hold one quantity each, a list a table; of rows and columns whose names can be told."""
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        if kind == "row" and (found := list(_cells(document.text, list(blocks)))):
            yield found


def out_of_step(document: Document) -> Iterator[tuple[Block, str, float]]:
    """The cell of a table in which a figure grows with the first one, as a dose with weight, that is ten times too much
    or too little: its row, the cell, how many times the others'."""
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        if kind == "row":
            yield from _tenfold(document.text, list(blocks))


def figure_rows(document: Document) -> dict[int, tuple[list[Cell], list[Quantity]]]:
    """The rows, by where they begin, each of whose cells behind the name holds a figure and nothing else: those cells,
    and those of their figures that the row or its column makes up: a total, the sum of the others."""
    out = {}
    for kind, group in groupby(document.blocks, key=lambda block: block.kind):
        blocks = list(group) if kind == "row" else []
        told = rows.table([document.text[b.start : b.end] for b in blocks])
        cells: dict[int, list[Cell]] = {}
        for cell in _cells(document.text, blocks):
            cells.setdefault(cell.start, []).append(cell)
        for block, row in zip(blocks, told, strict=True):
            written = [cell for cell in row.cells[1:] if cell.strip()] if row is not None else []
            own = cells.get(block.start, [])
            if row is None or not own or len(own) != len(written) or not all(map(_FIGURE.fullmatch, written)):
                continue
            total = is_total(row.cells[0])
            out[block.start] = own, [c.quantity for c in own if total or (len(own) > 2 and _is_sum(c, own))]
    return out


def _is_sum(cell: Cell, row: list[Cell]) -> bool:
    """Whether a cell is what the others of its row, of its unit, come to."""
    others = [c.quantity.low for c in row if c is not cell and c.quantity.unit == cell.quantity.unit]
    return len(others) > 1 and abs(sum(others) - cell.quantity.low) < 0.5


def _tenfold(text: str, blocks: list[Block]) -> Iterator[tuple[Block, str, float]]:
    told = rows.table([text[block.start : block.end] for block in blocks])
    pairs = []
    for block, row in zip(blocks, told, strict=True):
        cells = [quantities.find(cell) for cell in row.cells[:2]] if row is not None else []
        if row is not None and len(cells) == 2 and all(len(c) == 1 and c[0].low == c[0].high > 0 for c in cells):
            pairs.append((block, row.cells[1].strip(), cells[1][0].low / cells[0][0].low))
    if len(pairs) < FEWEST:
        return
    usual = median(ratio for *_, ratio in pairs)
    others = [ratio for *_, ratio in pairs if not _is_tenfold(ratio / usual)]
    if len(others) == len(pairs) - 1 and all(abs(ratio - usual) <= ALIKE * usual for ratio in others):
        yield from ((block, cell, ratio / usual) for block, cell, ratio in pairs if _is_tenfold(ratio / usual))


def _is_tenfold(times: float) -> bool:
    return 9 <= times <= 11 or 1 / 11 <= times <= 1 / 9


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
    if re.search(r"%|\bper ?cent", head, re.I):
        return "%"
    bracketed = _BRACKETED.search(head)
    found = quantities.find(f"1 {bracketed[1]}") if bracketed else []
    return bracketed[1] if bracketed and len(found) == 1 and found[0].unit != "1" else ""
