"""Where a span stands: quote, code points, file line and column; and the same span in bytes.

Offsets inside Citewarden are code points, as SARIF is told; rdjson counts UTF-8 bytes: convert at the border with
`utf8_column`.
"""

from __future__ import annotations

from bisect import bisect_right

from citewarden.model import Document, SpecificResource, TextPositionSelector, TextQuoteSelector
from citewarden.text.places import place

CONTEXT = 32
"""Code points of context kept either side of a quote."""


def anchor(document: Document, start: int, end: int) -> SpecificResource:
    """The span [start, end) of `document.text` with its words, context and place in the file.

    Raises:
        ValueError: the span is not inside the text.
    """
    text = document.text
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}-{end} is outside {document.id} ({len(text)} code points)")
    first = file_offset(document, start)
    last = file_offset(document, end - 1) + 1 if end > start else first
    start_line, start_column = line_and_column(document, first)
    end_line, end_column = line_and_column(document, max(last, first))
    return SpecificResource(
        source=document.source,
        quote=TextQuoteSelector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]),
        position=TextPositionSelector(start, end),
        start_line=start_line,
        start_column=start_column,
        end_line=end_line,
        end_column=end_column,
        place=place(document, start),
    )


def part(document: Document, whole: SpecificResource, start: int, end: int) -> SpecificResource:
    """The stretch [start, end) of an anchored span, counted from its beginning; all of it if it is not in the text."""
    begin = whole.position.start
    if not 0 <= start <= end <= whole.position.end - begin or whole.position.end > len(document.text):
        return whole
    return anchor(document, begin + start, begin + end)


def file_offset(document: Document, offset: int) -> int:
    """The file's code point behind `document.text[offset]`; for text the file does not spell out (a decoded entity),
    the nearest place before it."""
    runs = document.source_map
    if not runs:
        return offset
    index = bisect_right(runs, (offset, float("inf"), 0)) - 1
    if index < 0:
        return runs[0][1]
    text_start, file_start, length = runs[index]
    return file_start + min(offset - text_start, length)


def line_and_column(document: Document, offset: int) -> tuple[int, int]:
    """1-based line and column of a code-point offset into the file."""
    line = bisect_right(document.line_starts, offset)
    return line, offset - document.line_starts[line - 1] + 1


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of `text` begins; lines end with "\\n"."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


def utf8_column(line: str, column: int) -> int:
    """The 1-based UTF-8 byte column of the 1-based code-point `column` in `line`."""
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1
