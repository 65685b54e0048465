"""How long a passage is, and what a name beside another's is called."""

from __future__ import annotations

import re

from citewarden.stages.fetch import LONGEST, _cut, _joined
from citewarden.stages.report import file_names, possible_names


def test_a_passage_ends_before_the_sentence_that_makes_it_too_long() -> None:
    def lengths(*sentences: int, by_line: bool = False) -> list[tuple[int, list[tuple[int, int]]]]:
        text = ("\n" if by_line else " ").join("A" + "b" * (n - 2) + "." for n in sentences)
        return [(end - start, list(marks)) for start, end, marks in _cut(text, by_line=by_line)]

    half = LONGEST // 2
    for by_line in (False, True):
        assert lengths(half, LONGEST - half - 1, by_line=by_line) == [(LONGEST, [(0, half), (half + 1, LONGEST)])]
        assert lengths(half, LONGEST - half, by_line=by_line) == [(half, [(0, half)]), (half, [(0, half)])]
        assert lengths(LONGEST + 9, 9, by_line=by_line) == [(LONGEST + 9, [(0, LONGEST + 9)]), (9, [(0, 9)])]
        assert lengths(9, 9, LONGEST, by_line=by_line) == [(19, [(0, 9), (10, 19)]), (LONGEST, [(0, LONGEST)])]
    assert _cut("", by_line=True) == _cut("", by_line=False) == []


def test_paragraphs_under_one_heading_are_one_passage() -> None:
    rows = [("Why", "a" * 700), ("Why", "b" * 799), ("Why", "c"), ("What", "d"), ("What", "e"), ("Why", "f")]
    assert [(h, len(t)) for h, t in _joined(rows)] == [("Why", 1500), ("Why", 1), ("What", 3), ("Why", 1)]


def test_articles_that_differ_in_their_suffix_alone() -> None:
    found = file_names(["a.md", "a.html", "A.MARKDOWN", "b.md"])
    assert [re.sub(r"-[0-9a-f]{6}\Z", "-#", name) for name in found.values()] == [
        "a-md-#",
        "a-html-#",
        "A-MARKDOWN-#",
        "b",
    ]
    assert re.fullmatch("a-[0-9a-f]{6}", possible_names("a.md")[1].replace("-md", ""))
