"""Tables that do not add up: a total that is not the sum of its column or row, a share that its row's counts do not
make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, permutations
from typing import NamedTuple

from citewarden.model import Block, Document
from citewarden.text import quantities, rows

_TOTAL = re.compile(r"(?:all|total|overall|together|altogether|whole|sum)\b", re.I)
_WHOLE = re.compile(r"(?:all|both|total|overall|together|altogether|sum|everyone)\b", re.I)
"""The name of a column that is the sum of those before it."""
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
FEWEST = 3
"""Fewest rows of a column that has a sum, or from which one share is told to be the odd one."""
NEAR = 0.1
"""Share of a total by which the sum of rows that are not all of it may lie beside it by a slip alone."""
COLUMNS = 8
"""Most columns among which counts and shares are looked for."""


class Slip(NamedTuple):
    """A cell that does not fit, its row, and what says so."""

    block: Block
    cell: str
    why: str


def wrong(document: Document) -> Iterator[Slip]:
    """The cells of an article's tables that do not add up."""
    for kind, group in groupby(document.blocks, key=lambda block: block.kind):
        if kind != "row":
            continue
        blocks = list(group)
        told = rows.table([document.text[b.start : b.end] for b in blocks])
        lines = [(b, [c.strip() for c in row.cells]) for b, row in zip(blocks, told, strict=True) if row is not None]
        width = len(lines[0][1]) if lines else 0
        if len(lines) >= FEWEST and 2 <= width <= COLUMNS and all(len(cells) == width for _, cells in lines):
            across = list(_across(lines, width, next((r.heads for r in told if r is not None), ())))
            yield from across
            sums = list(_sums(lines, width))
            yield from (slip for slip in sums if not _explained(slip, across, lines))
            slips = [slip.block for slip in (*across, *sums)]
            yield from (slip for slip in _shares(lines, width) if slip.block not in slips)


_Lines = Sequence[tuple[Block, list[str]]]


def _sums(lines: _Lines, width: int) -> Iterator[Slip]:
    """Totals that are another number than their rows make."""
    totals = [n for n, (_, cells) in enumerate(lines) if _TOTAL.match(cells[0])]
    if len(totals) != 1 or totals[0] not in (0, len(lines) - 1):
        return
    sums = []
    for column in range(1, width):
        counts = [_count(cells[column]) for _, cells in lines]
        known = [c for c in counts if c is not None]
        if len(known) == len(lines) and (total := known.pop(totals[0])):
            sums.append((column, total, sum(known)))
    fits = any(total == made for _, total, made in sums)
    block, cells = lines[totals[0]]
    for column, total, made in sums:
        if abs(total - made) > len(lines) and (fits or abs(total - made) <= NEAR * total):
            yield Slip(block, cells[column], f"its rows make {made:,}")


def _across(lines: _Lines, width: int, heads: Sequence[str]) -> Iterator[Slip]:
    """The one row whose last cell is not what the others of it make, as in all other rows."""
    if width < FEWEST + 1 or len(heads) != width or not _WHOLE.match(heads[-1].strip()):
        return
    rows_ = [(block, cells, [_count(cell) for cell in cells[1:]]) for block, cells in lines]
    known = [
        (block, cells, [n for n in counts if n is not None]) for block, cells, counts in rows_ if None not in counts
    ]
    off = [(block, cells, counts) for block, cells, counts in known if sum(counts[:-1]) != counts[-1]]
    if len(known) == len(lines) and len(off) == 1 < len(known) - 1:
        block, cells, counts = off[0]
        yield Slip(block, cells[-1], f"its row makes {sum(counts[:-1]):,}")


def _explained(slip: Slip, across: Sequence[Slip], lines: _Lines) -> bool:
    """Whether a total does not fit its column only for a cell that does not fit its row."""
    for wrong in across:
        cells = next(cells for block, cells in lines if block is wrong.block)
        made, was = _count(wrong.why.rpartition(" ")[2]) or 0, _count(wrong.cell) or 0
        said, total = _count(slip.why.rpartition(" ")[2]) or 0, _count(slip.cell) or 0
        if (
            slip.block is not wrong.block
            and slip.cell in lines[-1][1][-1:]
            and cells[-1]
            and said - was + made == total
        ):
            return True
    return False


def _shares(lines: _Lines, width: int) -> Iterator[Slip]:
    """The one share of a column that is not what two counts of its row make, as those of the other rows are."""
    for whole, part, column in permutations(range(1, width), 3):
        found = [
            (block, cells[column], n, of, 100 * n / of, q)
            for block, cells in lines
            if (of := _count(cells[whole])) and (n := _count(cells[part])) is not None and n <= of
            if (q := _percent(cells[column])) is not None
        ]
        off = [row for row in found if abs(row[4] - row[5]) > _room(row[1])]
        if len(found) == len(lines) >= FEWEST and 0 < len(off) < len(found) - len(off):
            yield from (Slip(block, cell, f"{n:,} of {of:,} is {made:.1f}%") for block, cell, n, of, made, _ in off)
            return
    for block, cells in lines:
        for counted in cells[1:]:
            told = quantities.find(counted)
            share = told[0].low if len(told) == 1 and told[0].unit == "%" and re.search(r"\d of \d", counted) else None
            for cell in cells[1:]:
                own = _percent(cell)
                if share is not None and own is not None and abs(own - share) > _room(cell):
                    yield Slip(block, cell, f"“{counted}” is {share:.1f}%")


def _count(cell: str) -> int | None:
    return int(cell.replace(",", "")) if _COUNT.fullmatch(cell) else None


def _percent(cell: str) -> float | None:
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?%", cell)
    return float(found[1]) if found else None


def _room(cell: str) -> float:
    """By how much a share may lie beside the exact one, as it is printed."""
    decimals = re.search(r"\.(\d+)", cell)
    return 0.6 * 10.0 ** -len(decimals[1]) if decimals else 1.0
