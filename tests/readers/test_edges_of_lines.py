# ruff: noqa: E501
"""Where plain text makes a line a title, a heading, a caption, an item or a row, and where it does so no longer."""

from __future__ import annotations

from citewarden.readers import plain_text

INTRO, MORE = "Intro here is long enough.", "More of it comes now."


def kinds(text: str) -> list[str]:
    document = plain_text.read(text.encode(), name="a")
    return [f"{block.kind}{block.level or ''}" for block in document.blocks]


def words(number: int) -> str:
    return " ".join(["Veins", *["leg"] * (number - 1)])


def test_what_is_a_heading_between_blank_lines() -> None:
    rows = {
        words(16): "heading2", words(17): "paragraph", "V" * 110: "heading2", "V" * 111: "paragraph",
        f"{words(8)}!": "heading2", f"{words(9)}!": "paragraph", "Why legs swell.": "paragraph", "Why legs swell;": "paragraph",
        "Why legs swell:": "paragraph", "Why legs swell etc.": "heading2", "Vitamin A.": "heading2", "Legs swell*": "heading2",
        "why legs swell": "paragraph", "1. Why legs swell": "heading2", "123 456": "paragraph",
    }  # fmt: skip
    assert {line: kinds(f"Legs\n\n{INTRO}\n\n{line}\n\n{MORE}\n")[2] for line in rows} == rows


def test_what_stands_over_a_list_or_a_rule() -> None:
    rows = {
        f"{words(10)}\n\n* one\n* two": ["heading2", "item1", "item1"],
        f"{words(11)}\n\n* one\n* two": ["paragraph", "item1", "item1"],
        **{f"{'L' * 120}\n{rule * 3}": ["heading2"] for rule in "=-~"},
        f"{'L' * 121}\n===": ["paragraph"], "Legs swell.\n===": ["paragraph"],
    }  # fmt: skip
    assert {text: kinds(f"Legs\n\n{INTRO}\n\n{text}\n\n{MORE}\n")[2:-1] for text in rows} == rows


def test_what_is_the_title() -> None:
    rows = {"L" * 200: "title1", "L" * 201: "paragraph", "Legs.": "paragraph", "Legs,": "paragraph", "Legs?": "title1"}
    assert {line: kinds(f"{line}\n\n{INTRO}\n\n{MORE}\n")[0] for line in rows} == rows
    fields = ["".join(f"Line {n}: words\n\n" for n in range(before)) for before in range(5)]
    owners = [plain_text.read(f"{above}Owner: desk\n\n{INTRO}\n".encode(), name="a").owner for above in fields]
    assert owners == ["desk", "desk", "desk", "desk", ""]


def test_what_are_items_that_no_mark_tells() -> None:
    rows = {
        "Signs:\n\nTight skin\n\nRed skin\n\nPain in it\n\nIt passes, and all is well.": ["paragraph", *["item1"] * 3, "paragraph"],
        "Signs:\n\nTight Skin\n\nIt passes, and all is well.": ["paragraph", "heading2", "paragraph"],
        f"Signs are these:\n\n{'a' * 79}\nskin": ["paragraph", "item1", "item1"],
        f"Signs are these:\n\n{'a' * 80}\nskin": ["paragraph", "paragraph"],
        "a | b\nc | d": ["row", "row"], "a | b\nc": ["paragraph", "paragraph"], "a\tb\nc\td": ["row", "row"], "a | b": ["paragraph"],
    }  # fmt: skip
    assert {text: kinds(f"Legs\n\n{text}\n\n{MORE}\n")[1:-1] for text in rows} == rows
