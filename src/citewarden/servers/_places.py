"""Places in an editor's text: lines from 0, and columns in the units that editor and server agreed on (UTF-16 unless
they say otherwise)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lsprotocol.types import Position, PositionEncodingKind, Range

from citewarden.model import Document, SpecificResource
from citewarden.text.anchors import line_and_column
from citewarden.text.decoding import normalise_line_ends

BOM = "\ufeff"
_UNITS: Mapping[str, Callable[[str], int]] = {
    PositionEncodingKind.Utf8: lambda text: len(text.encode("utf-8", "surrogatepass")),
    PositionEncodingKind.Utf16: lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    PositionEncodingKind.Utf32: len,
}


class Places:
    """A text of the editor, between whose positions and code points it translates."""

    def __init__(self, text: str, encoding: str | None) -> None:
        self.text = normalise_line_ends(text.removeprefix(BOM))
        self._lines = self.text.split("\n")
        self._shift = int(text.startswith(BOM))
        self._units = _UNITS[encoding or PositionEncodingKind.Utf16]

    def position(self, line: int, column: int) -> Position:
        """The place of a line and a column that count code points from 1; the nearest one that is in the text."""
        number = min(max(line, 1), len(self._lines)) - 1
        before = self._lines[number][: max(column, 1) - 1]
        return Position(number, self._units(before) + (0 if number else self._shift))

    def range(self, place: SpecificResource | None) -> Range:
        """The stretch of a finding; the first line for one that stands nowhere."""
        if place is None or place.place:
            return Range(Position(0, 0), self.position(1, len(self._lines[0]) + 1))
        return Range(
            self.position(place.start_line, place.start_column), self.position(place.end_line, place.end_column)
        )

    def at(self, document: Document, start: int, end: int) -> Range:
        """The stretch between two code points of the file."""
        return Range(self.position(*line_and_column(document, start)), self.position(*line_and_column(document, end)))

    def within(self, position: Position, place: SpecificResource) -> bool:
        """Whether a position is in a stretch, its end with it."""
        stretch = self.range(place)
        return not place.place and key(stretch.start) <= key(position) <= key(stretch.end)


def key(position: Position) -> tuple[int, int]:
    """By which places are sorted."""
    return position.line, position.character
