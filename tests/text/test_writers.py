"""Each style sets each kind of work: those of written.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from citewarden.text import pieces, writers

WRITTEN: list[dict[str, Any]] = yaml.load(Path(__file__).with_name("written.yaml").read_text("utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row["what"])
def test_every_style_sets_a_work(row: dict[str, Any]) -> None:
    assert {style: write(row["item"]) for style, write in writers.WRITERS.items()} == row["written"]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        *(("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("4", "4th"), ("9", "9th"), ("10", "10th"), ("11", "11th")),
        *(("12", "12th"), ("13", "13th"), ("20", "20th"), ("21", "21st"), ("102", "102nd"), ("111", "111th")),
        *(("9999", "9999th"), ("10000", "10000"), ("revised", "revised"), ("", ""), ("²", "²")),
    ],
)
def test_ordinals(number: str, told: str) -> None:
    assert pieces.ordinal(number) == told


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"type": "report", "genre": "Guideline", "number": "NG1"}, "Guideline NG1"),
        ({"type": "report", "number": "7"}, "7"),
        ({"type": "webpage", "genre": "Press release", "number": "7"}, "Press release"),
        ({"type": "thesis", "genre": "PhD thesis"}, ""),
        ({"type": "article", "genre": "Preprint"}, ""),
        ({"type": "report", "genre": "Clinical trial registration"}, ""),
    ],
)
def test_a_genre_is_shown_where_readers_should_see_it(item: dict[str, str], told: str) -> None:
    assert pieces.kind(item) == told


@pytest.mark.parametrize(
    ("item", "told"),
    [
        *(({"type": name}, (True, False, False)) for name in ("webpage", "post", "post-weblog", "pamphlet")),
        ({"type": "document", "URL": "https://plates.example/"}, (True, False, False)),
        *(({"type": name}, (False, True, False)) for name in ("chapter", "paper-conference", "entry-dictionary")),
        *(({"type": name}, (False, False, True)) for name in ("article", "article-journal", "review-book")),
        *(({"type": name}, (False, False, False)) for name in ("document", "book", "report", "")),
        ({}, (False, False, False)),
    ],
)
def test_as_what_a_work_is_set(item: dict[str, str], told: tuple[bool, bool, bool]) -> None:
    assert (pieces.is_web(item), pieces.is_part(item), pieces.is_article(item)) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [("Jean-Paul", "J.-P."), ("MAA", "M. A. A."), ("Anna Maria", "A. M."), ("J-P", "J. P."), ("-", "")],
)
def test_initials_with_points(given: str, told: str) -> None:
    assert pieces.dotted(given) == told


@pytest.mark.parametrize(
    ("name", "first", "told"),
    [
        ({"family": "Ash", "given": "ABCD"}, False, "A. B. C. D. Ash"),
        ({"family": "Ash", "given": "ABCDE"}, False, "ABCDE Ash"),
        ({"family": "Ash", "given": "Al B"}, True, "Ash, Al B"),
        ({"family": "Ash", "given": "Al", "suffix": "III"}, False, "Al Ash III"),
        ({"literal": "Office of Stairs"}, True, "Office of Stairs"),
    ],
)
def test_names_in_full(name: dict[str, str], first: bool, told: str) -> None:
    assert pieces.full(name, first=first) == told
