"""Tables as readers write them, a line a row: which cell stands under which name, and of which group a row is.

Readers part cells by a tab or a bar with blanks, plain text by blanks alone; an empty cell leaves two bars beside each
other. What spans several columns or rows in print is written once, so a row that has not as many cells as the names has
none told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_BETWEEN = re.compile(r"\t|(?<=\s)\|(?=\s)|\A\|(?=\s|\Z)|(?<=\s)\|\Z")
COLUMNS = re.compile(r"(?<! ) *(?:\. ?){4,} *| {2,}")
"""What parts the columns of a table that is set with blanks alone, or with dots that lead from one to the other."""
GOES_ON = 6
"""How much further in than its first line a row's next line begins."""
_FEWEST_ROWS = 3
"""Fewest lines, with that of the columns' names, that make a table whose columns are parted by blanks."""
_FIGURE = re.compile(r"[<>≤≥~±+–−(-]?\s?\d")
_VALUE = re.compile(r"\A[<>≤≥⩽⩾~±+–−-]?\s?\d(?!\d\s?% ?(?:CI|confidence))|:\Z|[.;:]\s")
"""What a cell that states something holds; "95% CI" is a name."""
_WORD = re.compile(r"[^\W\d_]{2}")
_COUNTS = re.compile(r"\(?n\s*=[\d\s,.]+\)?|\(?[n%]\)?", re.I)
_NEEDY = re.compile(
    r"[\W\d]*(?:(?:to|years?|months?|weeks?|days?|kg|and|or|older|over|under|aged|below|above|less|more|than|up)\b[\W\d]*)*|(?:yes|no|none|never|ever|any|current|former|past|"
    r"low|lower|medium|middle|moderate|high|higher|other|others|unknown|missing|present|absent)\W*",
    re.I,
)
"""The name of a row that says nothing without that of its group: "30-49", "2", "Never"."""
_MEASURED = re.compile(
    r"(?:\((?:[^()]*%|years?|yrs?|months?|weeks?|days?|hours?|min|n|no\.?|range|IQR|SD|s\.d\.|k?g|c?m|mm\w*|[mk]?g/\w+)\)"
    r"|%|, (?:years|no\.|n))\W*\Z",
    re.I,
)
"""The end of a row's name that says what is measured: no group's row."""
_NO_GROUP = re.compile(
    r"(?:variables?|characteristics?|factors?|categor(?:y|ies)|parameters?|measures?|items?|)\W*", re.I
)
"""A name over the first column that is no row's."""
_NAME_WORDS, _GROUP_WORDS, _TAIL = 12, 20, 40


class Row(NamedTuple):
    """A row that states something: its cells, empty ones too; the name over each, () if there is none or it cannot be
    told which; the group it stands under, "" if it needs none; whether row and columns could be told."""

    cells: tuple[str, ...]
    heads: tuple[str, ...] = ()
    group: str = ""
    told: bool = True


def table(rows: Sequence[str]) -> list[Row | None]:
    """The rows of one table, None for those that only name columns or a group."""
    split = _grid(rows)
    width = max(map(len, split), default=0)
    repeated = {name for name, n in Counter(cells[0] for cells in split).items() if n > 1}
    out: list[Row | None] = []
    heads: tuple[str, ...] = ()
    headed, upper, above, group = False, False, "", ""
    for at, cells in enumerate(split):
        if at == 0 or _heads_again(cells, heads, split[at - 1]):
            headed = upper = _names(cells)
            heads, group, above = (tuple(cells) if headed else ()), "", ""
            if headed:
                out.append(None)
                continue
        elif upper and (lower := _under(heads, cells, width)) is not None:
            heads, upper = lower, False
            out.append(None)
            continue
        upper = False
        if cells[0] and not any(cells[1:]) and cells[0][-1] != "." and len(cells[0].split()) <= _GROUP_WORDS:
            group = cells[0].rstrip(" :")
            out.append(None)
            continue
        fits = len(cells) == len(heads)
        if not cells[0] and above and fits and _WORD.search(cells[1]):
            cells = [above, *cells[1:]]
        above = cells[0]
        if _MEASURED.search(above[-_TAIL:]):
            group = ""
        needy = _NEEDY.fullmatch(above) is not None
        named = group if needy or above in repeated else ""
        if not named and fits and (needy or _VALUE.match(above)) and not _NO_GROUP.fullmatch(heads[0]):
            named = heads[0].rstrip(" :")
        out.append(Row(tuple(cells), heads if fits else (), named, (fits or not headed) and bool(named or not needy)))
    return out


def columns(rows: Sequence[str]) -> list[list[str]]:
    """The cells of rows that blanks or dots part, each in the column that it is printed in; a row may hold several
    lines. [] where it cannot be told in which some stand."""
    laid = [[_placed(line) for line in row.split("\n")] for row in rows]
    width = max((len(line) for lines in laid for line in lines), default=0)
    if all(len(lines) == 1 and len(lines[0]) == width for lines in laid):
        return [[words for _, _, words in lines[0]] for lines in laid]
    full = [line for lines in laid for line in lines if len(line) == width]
    starts = [min(line[place][0] for line in full) for place in range(width)]
    ends = [max(line[place][1] for line in full) for place in range(width)]
    if any(end >= start for end, start in zip(ends, starts[1:], strict=False)):
        return []
    out = []
    for lines in laid:
        cells = [""] * width
        for start, end, words in (cell for line in lines for cell in line):
            place = bisect_right(starts, start) - 1
            if place + 1 < width and end > starts[place + 1]:
                if place >= 0 and start < ends[place]:
                    return []
                place += 1
            if place + 1 < width and end > starts[place + 1]:
                return []
            cells[max(place, 0)] = f"{cells[max(place, 0)]} {words}".strip()
        out.append(cells)
    return out


def are_in_columns(lines: Sequence[str]) -> bool:
    """Whether lines are set in columns that blanks or dots part, and most cells under the first line, or all of one
    column, hold a figure."""
    cells = columns(lines) if len(lines) >= _FEWEST_ROWS else []
    if not cells or len(cells[0]) < 2:
        return False
    told = [[_FIGURE.match(cell) is not None for cell in row[1:]] for row in cells[1:]]
    return 2 * sum(map(sum, told)) > len(told) * len(told[0]) or any(map(all, zip(*told, strict=True)))


def set_out(lines: Sequence[str]) -> list[list[str]]:
    """The cells of lines that are the rows of a table, parted by tabs, bars, blanks or dots; [] if they are none."""
    for sign in ("\t", "|"):
        split = [[cell.strip() for cell in line.strip(" |").split(sign)] for line in lines]
        if len(split) > 1 and len(split[0]) > 1 and len(set(map(len, split))) == 1:
            return split
    joined = _joined(lines)
    return columns(joined) if are_in_columns(joined) else []


def _joined(lines: Sequence[str]) -> list[str]:
    """The rows that lines make up: one that begins far in goes on with the one above it."""
    out: list[str] = []
    outer = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    for line in lines:
        if len(out) > 1 and len(line) - len(line.lstrip()) >= outer + GOES_ON:
            out[-1] += f"\n{line}"
        else:
            out.append(line)
    return out


def _placed(line: str) -> list[tuple[int, int, str]]:
    """The cells of a line with where they stand in it."""
    edges = [(0, 0), *(found.span() for found in COLUMNS.finditer(line)), (len(line), len(line))]
    spans = [(left[1], right[0]) for left, right in pairwise(edges)]
    return [(start, end, line[start:end].strip()) for start, end in spans if line[start:end].strip()]


def _grid(rows: Sequence[str]) -> list[list[str]]:
    """The cells of each row, without outer bars, and without columns in which nothing stands."""
    between = COLUMNS if len(rows) > 1 and not any(_BETWEEN.search(row) for row in rows) else _BETWEEN
    split = (columns(rows) if between is COLUMNS else []) or [
        [cell.strip() for cell in between.split(row.strip(" "))] for row in rows
    ]
    same = len({len(cells) for cells in split}) == 1
    if same:
        kept = [place for place in range(len(split[0])) if any(cells[place] for cells in split)]
        return [[cells[place] for place in kept] or [""] for cells in split]
    first = int(all(not cells[0] for cells in split))
    last = int(all(not cells[-1] for cells in split))
    return [cells[first : len(cells) - last] or [""] for cells in split]


def _names(cells: Sequence[str]) -> bool:
    """Whether a row names columns: short words in each cell, no values."""
    named = [" ".join(cell.split()) for cell in cells if cell]
    return len(named) >= 2 and not any(_VALUE.search(cell) or len(cell.split()) > _NAME_WORDS for cell in named)


def _heads_again(cells: Sequence[str], heads: tuple[str, ...], before: Sequence[str]) -> bool:
    """Whether the names of other columns follow in the middle of a table: words between rows of figures, under the
    same first name as above."""
    if not heads or cells[0] != heads[0] or not all(cells[1:]) or not _names(cells):
        return False
    return tuple(cells) == heads or sum(_VALUE.search(c) is not None for c in before[1:]) * 2 >= len(before) - 1 > 0


def _spanned(heads: tuple[str, ...], cells: Sequence[str]) -> tuple[str, ...] | None:
    """The names of columns in two lines of which some span both, or the upper several: each column bears both names."""
    if cells[0] != heads[0] or len({*heads}) == len(heads) or not _names(cells):
        return None
    return tuple(low if low == up else f"{up}, {low}" if low else up for up, low in zip(heads, cells, strict=True))


def _under(heads: tuple[str, ...], cells: Sequence[str], width: int) -> tuple[str, ...] | None:
    """The names of columns with those of a second line put under them; None if the line is none of names, the first
    name alone where it cannot be told which stand under which: of rows of `width` cells some then have a name that
    spans both lines."""
    lower = list(cells[1:] if not cells[0] else cells)
    if not lower or not all(lower):
        return None
    if cells[0] and len(cells) == len(heads):
        return _spanned(heads, cells)
    if len(lower) == len(heads) - 1 and all(_COUNTS.fullmatch(cell) for cell in lower):
        return heads
    if not _names(lower):
        return None
    if 1 + len(lower) < width:
        return heads[:1]
    over = heads[1:]
    each, left = divmod(len(lower), len(over))
    if not left and lower == lower[:each] * len(over):
        return (heads[0], *(f"{over[at // each]}, {cell}" for at, cell in enumerate(lower)))
    return (heads[0], *lower) if len({*lower}) == len(lower) else heads[:1]
