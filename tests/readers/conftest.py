"""What holds for the Document of any reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citewarden.model import Document

Sound = Callable[..., None]


@pytest.fixture(scope="session")
def sound() -> Sound:
    """Asserts that a Document is well made: `sound(document, file_text)`; no `file_text` where a file has no lines."""
    return assert_sound


def assert_sound(document: Document, file_text: str | None = None) -> None:
    """Blocks in order, apart and without blank edges; only marks between them; the source map true to the file."""
    last = 0
    for index, block in enumerate(document.blocks):
        assert last <= block.start < block.end <= len(document.text)
        words = document.text[block.start : block.end]
        assert words == words.strip()
        assert block.lead_in < index
        assert block.lead_in == -1 or document.blocks[block.lead_in].kind in ("paragraph", "item")
        last = block.end
    ends = [-1]
    for section in document.sections:
        assert ends[-1] <= section.start < section.end <= len(document.text)
        ends.append(section.end)
    for link in document.links:
        assert 0 <= link.start < link.end <= len(document.text)
    if file_text is None:
        assert document.source_map == ()
        return
    last = 0
    for start, place, length in document.source_map:
        assert start >= last
        assert document.text[start : start + length] == file_text[place : place + length]
        last = start + length
