"""Numbers in round brackets behind a full stop, and notes under a star, as marks and sources of an article."""

from __future__ import annotations

import pytest

from citewarden.model import Document
from citewarden.readers import markdown, plain_text
from citewarden.stages.cite import cite

LISTED = (
    "\n\n## References\n\n1. Allen RE, Kirby KA. Leg cramps. Am Fam Physician. 2012;86(4):350-355.\n"
    "2. Earley CJ. The role of iron. Mov Disord. 2007;22:440-8.\n3. Silber MH. Opioids. Sleep. 2018;93(1):59-67.\n"
)


def marks(document: Document) -> list[list[str]]:
    references, citations = cite(document)
    numbers = {r.id: str(n) for n, r in enumerate(references, 1)}
    return [[numbers.get(item.id, "") for item in c.items] for c in citations]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Cramps are common. (1) Iron helps. (2) Opioids come last. (3)", [["1"], ["2"], ["3"]]),
        ("Cramps are common. (1) Iron helps.", [["1"]]),
        ("Cramps are common. (2) “Iron helps.” Opioids come last. (1,3) Rest.", [["2"], ["1", "3"]]),
        ("Cramps are common.\n\nIron helps! (2)\n\nRest. (3)", [["2"], ["3"]]),
        ("Do this. (1) Stretch. (2) Walk. (3) Drink.", []),
        ("Take these steps: (1) Stretch. (2) Walk.", []),
        ("(1) Stretch. (2) Walk.", []),
        ("Take one tablet. (2) mg are too much.", []),
    ],
)
def test_round_numbers_behind_a_full_stop(text: str, bound: list[list[str]]) -> None:
    assert marks(markdown.read(f"# Cramps\n\n{text}{LISTED}".encode(), name="a.md")) == bound


A, B = (
    "Allen RE, Kirby KA. Leg cramps. Am Fam\n  Physician. 2012;86(4):350-355.",
    "Earley CJ. Iron. Mov Disord. 2007;22:440-8.",
)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (f"Cramps are common.* Iron helps.**\n\n* {A}\n** {B}\n", [["1"], ["2"]]),
        (f"Cramps are common*. Iron helps**.\n\n*{A}\n\n**{B}\n", [["1"], ["2"]]),
        (f"Cramps are common.† Iron helps.‡\n\n† {A}\n‡ {B}\n", [["1"], ["2"]]),
        ("Cramps are common.* Prices differ.\n\n* In dollars.\n", []),
        ("Cramps are common.*\n\nTips:\n\n* Stretch since 2012.\n* Walk (2013).\n", []),
    ],
)
def test_notes_under_a_sign_in_plain_text(text: str, bound: list[list[str]]) -> None:
    read = plain_text.read(f"CRAMPS AT NIGHT\n\n{text}".encode(), name="a.txt")
    assert marks(read) == bound
    references, _ = cite(read)
    assert len(references) == len(bound)


@pytest.mark.parametrize(
    "listed",
    [
        "https://a.example/x\nhttps://b.example/y/\nwww.c.example/z",
        "https://a.example/x  \nb.example.org/y  \n<https://c.example/z>",
    ],
)
def test_bare_addresses_are_a_source_each(listed: str) -> None:
    text = f"Fat\n\nAdults eat 80 grams.\n\n{{}}Sources\n\n{listed}\n"
    for document in (
        markdown.read(text.format("## ").encode(), name="a.md"),
        plain_text.read(text.format("").encode(), name="a.txt"),
    ):
        assert len(cite(document)[0]) == 3
