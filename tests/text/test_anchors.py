"""Anchors: quotes, file places, counting units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewarden.model import Document, TextQuoteSelector
from citewarden.text.anchors import anchor, line_starts, utf8_column

_text = st.text(alphabet="ab c\né😀.", max_size=120)


def document(text: str, source_map: tuple[tuple[int, int, int], ...], file_text: str) -> Document:
    return Document(
        "a.md",
        "articles/a.md",
        "text/plain",
        "en",
        "",
        text,
        "",
        source_map=source_map,
        line_starts=line_starts(file_text),
    )


def test_quote_and_context() -> None:
    text = "x" * 40 + "needle" + "y" * 40
    found = anchor(document(text, ((0, 0, len(text)),), text), 40, 46)
    assert found.quote == TextQuoteSelector("needle", "x" * 32, "y" * 32)
    assert (found.source, found.start_line, found.start_column, found.end_column) == ("articles/a.md", 1, 41, 47)


def test_text_that_the_file_spells_otherwise() -> None:
    read = document("a & b", ((0, 3, 2), (3, 10, 2)), "<p>a &amp; b</p>")
    assert anchor(read, 4, 5).start_column == 12
    assert anchor(read, 2, 3).start_column == 6
    assert (anchor(read, 0, 5).start_column, anchor(read, 0, 5).end_column) == (4, 13)


def test_a_file_without_lines_counts_in_its_text() -> None:
    read = document("one\ntwo", (), "one\ntwo")
    assert (anchor(read, 4, 7).start_line, anchor(read, 4, 7).start_column) == (2, 1)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_spans_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        anchor(document("one two", (), "one two"), start, end)


@given(_text, st.data())
def test_lines_and_columns_lead_back(text: str, data: st.DataObject) -> None:
    read = document(text, ((0, 0, len(text)),), text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = anchor(read, start, end)
    starts = line_starts(text)
    assert starts[place.start_line - 1] + place.start_column - 1 == start
    assert starts[place.end_line - 1] + place.end_column - 1 == end or end == 0 or text[end - 1] == "\n"
    assert text[:start].count("\n") == place.start_line - 1


@given(st.text(alphabet="aβé😀", max_size=30), st.data())
def test_columns_in_bytes(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line) + 1))
    assert line.encode("utf-8")[: utf8_column(line, column) - 1].decode("utf-8") == line[: column - 1]
