"""What stands before an entry or above the text and is no part of a source: a note's own page, numbers behind names."""

from __future__ import annotations

import pytest

from citewarden.readers import html, markdown
from citewarden.stages.cite import cite

A = "Roe A, Poe B, Falk C, et al. Iron and legs in adults. Lancet. 2012;380(9838):219-229."


@pytest.mark.parametrize(
    "item", [f"- [[Roe 2012]] {A}", f"1. [[sources/roe|Roe on iron]]: {A}", f"* [[Iron trial]] - {A}"]
)
def test_the_page_kept_on_a_source_is_none_of_its_names(item: str) -> None:
    references, _ = cite(markdown.read(f"# Legs\n\nIron helps.\n\n## References\n\n{item}\n".encode(), name="a.md"))
    assert [r.csl["author"][0] for r in references] == [{"family": "Roe", "given": "A"}]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("[[Sleep diary]] keeps the times.", "Sleep diary keeps the times."),
        ("A [[Roe 2012]] study.", "A Roe 2012 study."),
        ("[[Iron]] helped 1200 people in 2012.", "Iron helped 1200 people in 2012."),
    ],
)
def test_other_pages_are_words(source: str, words: str) -> None:
    assert words in markdown.read(f"# Legs\n\n{source}\n".encode(), name="a.md").text


@pytest.mark.parametrize(
    "names",
    [
        "by Ann Poe<sup>1,*</sup> and Joe Roe<sup>2</sup>",
        "By Ann Poe <sup>1</sup>, Joe Roe <sup>2</sup>",
        "Written by Ann Poe <sup>2</sup>",
    ],
)
def test_numbers_of_places_of_work_behind_by(names: str) -> None:
    places = "<p><sup>1</sup> Department of Iron, Hill</p><p><sup>2</sup> Lake Hospital</p>"
    listed = f"<h2>References</h2><ol><li>{A}</li><li>Vogt J. Sleep and legs. BMJ. 2009;66:310-315.</li></ol>"
    page = f"<html><body><h1>Legs</h1><div>{names}</div>{places}<p>Iron helps legs [1].</p>{listed}</body></html>"
    _, citations = cite(html.read(page.encode(), name="a.html"))
    assert [c.target.quote.exact for c in citations] == ["[1]"]


def test_a_sentence_that_begins_with_by_keeps_its_mark() -> None:
    listed = f"<h2>References</h2><ol><li>{A}</li></ol>"
    words = "By spring iron levels rise<sup>1</sup>."
    _, citations = cite(html.read(f"<h1>Legs</h1><p>{words}</p>{listed}".encode(), name="a.html"))
    assert len(citations) == 1
