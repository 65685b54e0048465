"""Proposals as edits of the file: the words that differ, and nothing beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from citewarden.model import Audit, Claim, Document, Finding, Kind, Level, Policy, Reference
from citewarden.readers import html, markdown
from citewarden.servers._edits import PLACES, changes, edits
from citewarden.text.anchors import anchor

CHECKS = Path(__file__).resolve().parents[2] / "src" / "citewarden" / "checks"


def article(file: str, reader: ModuleType = markdown) -> Document:
    document: Document = reader.read(file.encode(), name="a")
    return replace(document, id="a", source="a")


def span(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def of_claim(document: Document, stands: str, text: str, fix: str) -> tuple[Audit, Finding]:
    claim = Claim("a#claim-1", "a", anchor(document, *span(document, stands)), text, text)
    audit = Audit(document, "2026-01-01", Policy("default"), claims=(claim,))
    return audit, Finding("number-mismatch", "a", claim.id, Level.ERROR, Kind.FAIL, "m", claim.target, fix=fix)


def mended(file: str, audit: Audit, finding: Finding) -> str:
    for start, end, put in sorted(edits(audit, finding, file), reverse=True):
        file = file[:start] + put + file[end:]
    return file


@pytest.mark.parametrize(
    ("file", "stands", "wanted"),
    [
        ("# T\n\nIt fell by **17** minutes.\n", "It fell by 17 minutes.", "# T\n\nIt fell by **7** minutes.\n"),
        ("# T\n\nIt fell\nby 17\nminutes.\n", "It fell by 17 minutes.", "# T\n\nIt fell\nby 7\nminutes.\n"),
        (
            "# T\n\nIt fell [1] by 17 minutes [2].\n",
            "It fell [1] by 17 minutes [2].",
            "# T\n\nIt fell [1] by 7 minutes [2].\n",
        ),
        ("# T\n\nIt *fell* by 17&nbsp;minutes.\n", "", "# T\n\nIt *fell* by 7&nbsp;minutes.\n"),
    ],
)
def test_a_number_within_marks_and_markup(file: str, stands: str, wanted: str) -> None:
    document = article(file)
    stands = stands if stands and stands in document.text else document.text.split("\n\n")[-1].strip()
    said = re.sub(r"\s*\[\d\]", "", " ".join(stands.split()))
    assert mended(file, *of_claim(document, stands, said, said.replace("17", "7"))) == wanted


def test_html_keeps_its_tags() -> None:
    file = "<html><body><h1>T</h1><p>It fell by <b>17</b> minutes &amp; more.</p></body></html>"
    document = article(file, html)
    said = "It fell by 17 minutes & more."
    assert mended(file, *of_claim(document, said, said, said.replace("17", "7"))) == file.replace("17", "7")


@pytest.mark.parametrize(
    ("file", "said", "fix"),
    [
        ("# T\n\nIt fell by 17 [1] minutes.\n", "It fell by 17 minutes.", "It fell by seven."),
        ("# T\n\nIt fell by 1&#55; minutes.\n", "It fell by 17 minutes.", "It fell by 7 minutes."),
        ("# T\n\nIt fell by 17 minutes.\n", "It fell by 17 minutes.", ""),
    ],
)
def test_what_is_not_sure_is_left_alone(file: str, said: str, fix: str) -> None:
    """A mark within the words that change, letters the file does not spell out, no proposal."""
    document = article(file)
    stands = document.text.split("\n\n")[-1].strip()
    assert edits(*of_claim(document, stands, said, fix), file) == ()


def test_an_entry_and_an_address_in_it() -> None:
    raw = "Roe C MH. Tea. Example J. 2013. https://old.example/a"
    file = f"# T\n\nSo it is.\n\n## References\n\n1. {raw}\n"
    document = article(file)
    reference = Reference("a#ref-1", "a", raw, anchor(document, *span(document, raw)), URL="https://old.example/a")
    audit = Audit(document, "2026-01-01", Policy("default"), references=(reference,))
    name = Finding("malformed-author", "a", reference.id, Level.NOTE, Kind.FAIL, "m", reference.target)
    assert mended(file, audit, replace(name, fix=raw.replace("C MH", "CM"))) == file.replace("C MH", "CM")
    moved = replace(name, rule_id="moved-link", fix="https://new.example/b")
    assert mended(file, audit, moved) == file.replace("https://old.example/a", "https://new.example/b")
    kept = replace(name, rule_id="unarchived-link", fix="https://web.example/save/https://old.example/a")
    assert edits(audit, kept, file) == ()
    unlisted = replace(audit, references=(replace(reference, listed=False),))
    assert edits(unlisted, moved, file) == ()


def test_a_file_that_changed_since_is_left_alone() -> None:
    file = "# T\n\nIt fell by 17 minutes.\n"
    audit, finding = of_claim(
        article(file), "It fell by 17 minutes.", "It fell by 17 minutes.", "It fell by 7 minutes."
    )
    assert edits(audit, finding, file)
    assert edits(audit, finding, "new words\n" + file) == ()


def test_blanks_of_any_sort_are_alike() -> None:
    assert changes("a\n b", "a b", "a b") == []
    assert changes("a\n b c", "a b c", "a x c") == [(3, 4, "x")]
    assert changes("a c", "a c", "a b c") == [(2, 2, "b ")]
    assert changes("a [1] c", "a c", "a d") == [(6, 7, "d")]
    assert changes("a [1] c", "a c", "x") is None
    assert changes("", "", "x") == [(0, 0, "x")]


def test_every_check_with_a_proposal_says_what_it_stands_for() -> None:
    proposing = {
        p.stem.replace("_", "-") for p in CHECKS.glob("[a-z]*.py") if re.search(r"\bfix=", p.read_text("utf-8"))
    }
    assert proposing == set(PLACES)
