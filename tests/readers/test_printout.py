"""Printouts: what goes, what stays, and where the rest stands in the file."""

from __future__ import annotations

import pytest

from citewarden.readers import plain_text
from citewarden.readers._printout import unbroken
from citewarden.stages.cite import cite
from citewarden.text.anchors import anchor

PRINTED = """\
SLEEP: A GUIDE

Sleep is good for adults [1]. It is good for children as well, says a
trial [2].

REFERENCES

[1] Allen RE, Kirby KA. Sleep in adults. Am Fam
    Physician. 2012;86(4):350-355.

{foot}
[2] Roe B, Doe J. Sleep in children: a random-

{foot}

    ised trial. BMJ. 2016;4(1):17-22.
"""


@pytest.mark.parametrize(
    "foot",
    [
        "Page 3 of 4",
        "                       3 of 4",
        "- 3 -",
        "\fPage 3",
        "– 3 –",
        "Page 3/4\nSleep: a guide, May 2020",
        "- 3 -\n\fSleep: a guide                 Version 3, May 2020",
        "Example Trust              Sleep leaflet              3 of 4\n\f",
        "Sleep leaflet              Page 3\n\f",
    ],
)
def test_a_list_goes_on_across_pages(foot: str) -> None:
    read = plain_text.read(PRINTED.format(foot=foot).encode(), name="a.txt")
    references, citations = cite(read)
    assert [r.label for r in references] == ["1", "2"]
    assert [r.csl.get("page") for r in references] == ["350-355", "17-22"]
    assert "randomised" in references[1].csl["title"]
    assert all("Page" not in r.raw and "3 of 4" not in r.raw for r in references)
    assert len(citations) == 2


def test_what_is_left_knows_its_place_in_the_file() -> None:
    text = "One is\n\nPage 3 of 4\n\nhere.\n\nTwo.\n"
    kept, runs = unbroken(text)
    assert kept == "One is\nhere.\n\nTwo.\n"
    assert all(kept[a : a + n] == text[b : b + n] for a, b, n in runs)
    read = plain_text.read(text.encode(), name="a.txt")
    assert anchor(read, read.text.index("Two"), read.text.index("Two") + 3).start_line == 7


@pytest.mark.parametrize(
    "text",
    [
        "Page 3 of the guide says so.\n",
        "Take 3 of 4 tablets.\n",
        "1. See page 3\n2. See page 4\n",
        "- 3 eggs\n- 4 eggs\n",
        "Signs\n\nOne.\n\nSigns\n\nTwo.\n",
        "Morning          1 of 2\nEvening          2 of 2\n",
        "Sleep leaflet              Page 3\n\nNight.\n",
    ],
)
def test_lines_that_only_speak_of_pages_stay(text: str) -> None:
    assert unbroken(text)[0] == text


@pytest.mark.parametrize(
    ("broken", "doi"),
    [
        ("doi:10.1016/\n    S1836-9553(12)70068-1", "10.1016/s1836-9553(12)70068-1"),
        ("https://doi.org/10.1002/\n\t14651858.CD009179.pub2", "10.1002/14651858.cd009179.pub2"),
        ("doi: 10.1371/\n      journal.pone.0063773", "10.1371/journal.pone.0063773"),
    ],
)
def test_a_doi_goes_on_in_the_next_line(broken: str, doi: str) -> None:
    entry = f"[1] Allen RE, Kirby KA. Sleep. Am Fam\n    Physician. 2012;86:350. {broken}\n"
    text = f"SLEEP\n\nSleep is good [1].\n\nREFERENCES\n\n{entry}"
    read = plain_text.read(text.encode(), name="a.txt")
    assert [r.DOI for r in cite(read)[0]] == [doi]


def test_an_indented_line_behind_a_whole_sentence_keeps_its_indent() -> None:
    text = "See 10.1000/182.\n\n    Sleep is good.\n"
    assert unbroken(text)[0] == text


@pytest.mark.parametrize("head", ["Iron: a leaflet", "IRON AND YOU"])
def test_the_title_over_the_next_page_is_no_heading(head: str) -> None:
    first, second = "1. Roe B. A title. Lancet. 2011;1:2-3.", "2. Poe A. Another. BMJ. 2012;1:2."
    text = f"{head}\n\nIron helps [2].\n\nReferences\n\n{first}\n\n  Page 1 of 2\n{head}\n\n{second}\n"
    read = plain_text.read(text.encode(), name="a.txt")
    assert [read.text[b.start : b.end] for b in read.blocks if b.kind == "reference"] == [
        "Roe B. A title. Lancet. 2011;1:2-3.",
        "Poe A. Another. BMJ. 2012;1:2.",
    ]
