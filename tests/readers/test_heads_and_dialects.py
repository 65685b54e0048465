"""Markdown as site generators take it: names of sources in the head, tabs, attribute lists, conditions."""

from __future__ import annotations

import json

import pytest

from citewarden.model import Document
from citewarden.readers import markdown
from citewarden.stages.cite import cite


def of(text: str) -> Document:
    return markdown.read(text.encode(), name="a.md")


def cited(document: Document) -> list[list[str]]:
    """The labels of the works that each mark names."""
    references, citations = cite(document)
    labels = {r.id: r.label for r in references}
    return [[labels.get(i.id, "") for i in c.items] for c in citations]


YAML = """---
title: Iron
{field}:
  - {name}: roe
    title: Iron in tea
    journal: BMJ
    year: 2011
  - {name}: board-2017
    organisation: World Iron Board
    title: Iron guide
    url: https://iron.example/guide
---

"""


@pytest.mark.parametrize(("field", "name"), [("sources", "key"), ("citations", "label"), ("articleSources", "ref")])
def test_names_in_the_head_are_what_the_text_calls_its_sources_by(field: str, name: str) -> None:
    document = of(YAML.format(field=field, name=name) + "Tea lowers iron [roe]. Wait an hour [roe; board-2017].\n")
    assert cited(document) == [["roe"], ["roe", "board-2017"]]
    assert cite(document)[0][1].csl["author"] == [{"literal": "World Iron Board"}]


def test_a_source_written_out_under_a_name_is_parsed() -> None:
    sources = [
        {"label": "roe", "citation": "Roe A. Iron in tea. BMJ. 2011;342:12-19. doi:10.1000/roe"},
        {"label": "poe", "title": "Tea", "pmid": "8583588"},
    ]
    document = of(json.dumps({"title": "Iron", "citations": sources}) + "\n\nTea lowers iron [poe]. Wait [1, 2].\n")
    assert sorted((r.label, r.DOI, r.PMID) for r in cite(document)[0]) == [
        ("poe", "", "8583588"),
        ("roe", "10.1000/roe", ""),
    ]


@pytest.mark.parametrize("words", ["[tea]", "[roe](https://x.example/a)", "[roe ward]", "\\[roe\\]", "[roe, tea]"])
def test_other_words_in_brackets_are_none(words: str) -> None:
    document = of(YAML.format(field="sources", name="key") + f"Tea lowers iron {words}.\n")
    assert not [link for link in document.links if link.rel == "key"]


def test_what_stands_in_tabs_is_read() -> None:
    text = (
        '# Tea { .big #tea data-label="Tea" }\n\n=== "Adults"\n\n    Tea lowers iron by 40%.[^1]\n\n===! "Children"\n'
        '    Give no tea.[^2]\n\n===+ "All"\n\n    - Wait an hour.[^1]\n\nLast line\n===\n\n'
        "[^1]: Roe A. Tea and iron. BMJ. 2011;342:12-19.\n[^2]: Poe B. Tea for children. Lancet. 2015;385:100-107.\n"
    )
    document = of(text)
    assert document.title == "Tea"
    assert cited(document) == [["1"], ["2"], ["1"]]
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"] == ["Last line"]


@pytest.mark.parametrize("name", ["revision_date", "last_revision", "git-revision-date"])
def test_days_of_revision(name: str) -> None:
    assert of(f"---\ntitle: Tea\n{name}: 2024-02-29\n---\n\nTea lowers iron.\n").modified == "2024-02-29"


def test_what_liquid_shows_on_a_condition_is_told() -> None:
    document = of(
        "Tea. {% if site.ads %}Buy our iron pills for $9!{% endif %} Milk. {% if page.toc %}{{ toc }}{% endif %}\n"
    )
    assert [(part.what, part.place) for part in document.unread] == [
        ("the words that stand there only if site.ads", "line 1")
    ]


def test_highlighted_code_is_no_text() -> None:
    assert of("Tea.\n\n{% highlight python %}\ndose = 40\n{% endhighlight %}\n\nMilk.\n").text == "Tea.\n\nMilk."


def test_spelt_out_abbreviations_are_no_entries() -> None:
    entry = "Roe A. Tea and iron. BMJ. 2011;342:12-19."
    text = f"Tea lowers iron [1].\n\n## References\n\n1. {entry}\n\n*[WHO]: World Health Body\n*[RDA]: 8 mg\n"
    assert [r.raw for r in cite(of(text))[0]] == [entry]


def test_a_caption_of_bookdown_is_one() -> None:
    document = of("Tea lowers iron.\n\n(ref:tea-cap) Iron over 7 days.\n")
    assert [block.kind for block in document.blocks] == ["paragraph", "caption"]


@pytest.mark.parametrize("key", ["R-base", "R-ggplot2", "R-data.table"])
def test_keys_of_packages_are_keys_and_handles_are_none(key: str) -> None:
    document = of(f"---\nbibliography: a.bib\n---\n\nIt was made with @{key} and praised by @annroe.\n")
    assert [link.href for link in document.links if link.rel == "key"] == [key]


def test_a_name_of_one_letter_is_a_tick() -> None:
    head = "---\nsources:\n  - {id: x, title: Iron in tea, url: 'https://iron.example/a'}\n---\n\n"
    document = of(f"{head}- [x] Ask the ward.\n\nTea lowers iron.\n")
    assert not [link for link in document.links if link.rel == "key"]
