"""PDFs taken apart: words by page, raised marks told apart, and nothing that a file holds stalls the reader."""

from __future__ import annotations

import time

import pytest
from tests.shares import share

from citewarden.testing.pdfs import hostile, pdf, raised
from citewarden.text import pdf_pages
from citewarden.text.pdf_pages import Pages, dumps, loads, read

HOSTILE = hostile()


def test_pages_and_particulars() -> None:
    found = read(pdf([["One line."], ["Another (with signs), 95%."]], {"Title": "A (fine) title"}).encode())
    assert found.pages == ("One line.", "Another (with signs), 95%.")
    assert (found.count, found.missing, found.unread) == (2, "", "")
    assert found.info == {"Title": "A (fine) title"}
    assert loads(dumps(found)) == found


def test_what_is_set_raised_is_marked() -> None:
    (page,) = read(pdf([[f"The risk was 2.5{raised('12')} in adults below 30 kg/m{raised('2')}."]]).encode()).pages
    assert page == "The risk was 2.5\x0e12\x0f in adults below 30 kg/m\x0e2\x0f."


@pytest.mark.parametrize("kind", share(sorted(HOSTILE), 4))
def test_hostile_files_are_one_line(kind: str) -> None:
    started = time.monotonic()
    found = read(HOSTILE[kind].encode())
    assert time.monotonic() - started < 15
    assert found.unread
    assert "\n" not in found.unread
    assert "Traceback" not in found.unread


def test_a_locked_file_and_a_scan_are_told_apart() -> None:
    assert "locked" in read(HOSTILE["locked"].encode()).unread
    assert "scan" in read(HOSTILE["a scan"].encode()).unread
    assert "no pages" in read(HOSTILE["no pages"].encode()).unread


def test_what_is_no_pdf_is_not_begun() -> None:
    assert read(b"<html>Sign in</html>").unread == "it is no PDF"
    assert read(b"").unread == "it is no PDF"
    assert "larger" in read(b"%PDF-1.4" + b"x" * pdf_pages.LARGEST).unread


def test_the_first_pages_count_where_others_are_too_many() -> None:
    found = read(pdf([[f"This is page {n}."] for n in range(1, 9)]).encode(), most_pages=3)
    assert found.pages == ("This is page 1.", "This is page 2.", "This is page 3.")
    assert found.missing == "only the first 3 of 8 pages were read"
    assert not found.unread


@pytest.mark.long
def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    long = ["word " * 12] * 50
    found = read(pdf([long] * 300).encode(), seconds=0.3)
    assert 0 < len(found.pages) < 300
    assert "pages were read" in found.missing


def test_a_reader_that_is_stopped_in_the_middle_leaves_whole_pages() -> None:
    found = pdf_pages.told(b'{"pages": 3, "info": {}}\n"One."\n"Tw')
    assert found == Pages(("One.",), 3, {}, "it takes too long or too much memory to read")
    assert pdf_pages.told(b"").unread


@pytest.mark.parametrize("data", [b"", b"[]", b'{"a": 1}', b"[1, 2, 3, 4]", b"\xff"])
def test_what_was_kept_and_is_damaged_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        loads(data)
