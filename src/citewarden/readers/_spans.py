"""Cells that span columns or rows, written in each row and under each name that they hold for.

A table is written a line a row, its cells parted by bars. What a cell says that spans three rows holds in all three; a
row written without it would stand under other names than it does in print.
"""

from __future__ import annotations

import re

from lxml import etree

from citewarden.readers._assembly import Writer

_FEW = re.compile(r"\d{1,2}")
_MOST = 60
"""Columns or rows that one cell is written for at most."""
_LONGEST = 80
"""Characters of a cell that is written again; of a longer one the place is kept, and no statement made twice."""


def count(said: str | None) -> int:
    """How many columns or rows an attribute says, one where it says nothing that makes sense."""
    said = (said or "").strip()
    return min(_MOST, max(1, int(said))) if said.isdecimal() and len(said) < 6 else 1


def of(cell: etree._Element) -> tuple[int, int]:
    """How many columns and rows a cell of HTML or JATS holds for; a row's only cell heads the row, not its columns."""
    row = cell.getparent()
    alone = row is None or sum(1 for _ in row.iterchildren("{*}td", "{*}th")) == 1
    return 1 if alone else count(cell.get("colspan")), count(cell.get("rowspan"))


def of_entry(entry: etree._Element) -> tuple[int, int]:
    """The same of an entry of a CALS table: the columns by name, and how many more rows."""
    group = next(entry.iterancestors("{*}tgroup"), None)
    columns = [column.get("colname") for column in group.iterchildren("{*}colspec")] if group is not None else []
    first, last = entry.get("namest"), entry.get("nameend")
    row = entry.getparent()
    named = first in columns and last in columns and row is not None and len(row) > 1
    across = columns.index(last) - columns.index(first) + 1 if named else 1
    more = entry.get("morerows") or ""
    return across, 1 + int(more) if _FEW.fullmatch(more) else 1


class Spans:
    """The rows of one table, cell by cell."""

    def __init__(self, out: Writer) -> None:
        self.out = out
        self.held: dict[int, tuple[int, str]] = {}
        """By column: for how many further rows a cell holds, and its words."""
        self.column = self.written = self.start = 0
        self.span = (1, 1)

    def open(self) -> None:
        """Begin a row."""
        self.column = self.written = 0

    def cell(self, across: int = 1, down: int = 1) -> None:
        """Begin a cell that spans so many columns and rows, behind those that reach down from above."""
        self._fill()
        self._bar()
        self.start, self.span = self.out.size, (across, down)

    def end(self) -> None:
        """End the cell, and write it again for each further column."""
        across, down = self.span
        words = self._words() if across > 1 or down > 1 else ""
        for _ in range(across - 1):
            self._bar()
            self.out.add(words)
        if down > 1:
            self.held.update((self.column + n, (down - 1, words)) for n in range(across))
        self.column, self.span = self.column + across, (1, 1)

    def close(self) -> None:
        """End the row."""
        self._fill()

    def _fill(self) -> None:
        while self.column in self.held:
            left, words = self.held.pop(self.column)
            if left > 1:
                self.held[self.column] = (left - 1, words)
            self._bar()
            self.out.add(words)
            self.column += 1

    def _bar(self) -> None:
        if self.written:
            self.out.add(" | ")
        self.written += 1

    def _words(self) -> str:
        """The cell's words without its marks."""
        words, at = self.out.tail(self.start), self.start
        for link in sorted((k for k in self.out.links if k.start >= self.start), key=lambda k: -k.start):
            if link.rel in ("note", "citation") or link.href.startswith("#"):
                words = words[: link.start - at] + words[link.end - at :]
        words = " ".join(words.split())
        return words if len(words) <= _LONGEST else ""
