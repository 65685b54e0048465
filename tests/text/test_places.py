"""Places in words: by line, or by heading and paragraph where a file has no lines."""

from __future__ import annotations

import io

import docx
import pytest

from citewarden.model import Document
from citewarden.readers import docx as word
from citewarden.readers import plain_text
from citewarden.text.anchors import anchor
from citewarden.text.places import words


@pytest.fixture
def article() -> Document:
    file = docx.Document()
    file.add_paragraph("Before any heading.")
    file.add_heading("Doses", 1)
    file.add_paragraph("First.")
    file.add_paragraph("Second.", style="List Bullet")
    table = file.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Drug", "Dose"
    file.add_heading("References", 1)
    file.add_paragraph("Zhao JG. Calcium in trials. JAMA. 2017;318:12-20.")
    out = io.BytesIO()
    file.save(out)
    return word.read(out.getvalue(), name="a.docx")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Before", "paragraph 1"),
        ("Doses", "the heading “Doses”"),
        ("First", "under “Doses”, paragraph 1"),
        ("Second", "under “Doses”, paragraph 2"),
        ("Drug", "under “Doses”, table row 1"),
        ("Zhao", "under “References”, entry 1"),
    ],
)
def test_word_files_have_headings_and_paragraphs(article: Document, said: str, place: str) -> None:
    at = article.text.index(said)
    assert words(anchor(article, at, at + len(said))) == place


def test_other_files_have_lines() -> None:
    document = plain_text.read(b"Sleep\n\nSleep is good.\n", name="a.txt")
    target = anchor(document, 7, 12)
    assert (target.place, words(target)) == ("", "line 3")
