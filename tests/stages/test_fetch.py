"""Fetching what may be read, from a world on loopback: reach, sections, design, and the reason where nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from citewarden.model import Passage, Resolution, Work
from citewarden.registries.library import Library, load
from citewarden.stages.fetch import fetch
from citewarden.testing.world import World
from citewarden.web.client import Client

NOW = "2026-03-02T02:00:00+00:00"
PAGE = (
    "Adults need at least seven hours of sleep a night, say those who study it, and many get less.\n\n"
    "Older adults wake more often during the night than younger ones, and fall asleep earlier in the evening."
)
WORK = {
    "key": "trial", "csl": {"type": "article-journal", "title": "A tea for sleep", "DOI": "10.5555/tea.1",
                            "PMID": "31000001",
                            "PMCID": "PMC7000001", "container-title": "Ex J Sleep", "issued": {"date-parts": [[2020]]},
                            "author": [{"family": "Doe", "given": "Jane"}]},
    "abstract": {"BACKGROUND": "Sleep is short.", "RESULTS": "The tea helped 120 adults. They slept longer."},
    "publication_types": ["Randomized Controlled Trial"], "mesh": ["Humans", "Sleep"],
    "full_text": {"Results": ["Adults who drank the tea slept 20 minutes longer than those who drank water."]},
}  # fmt: skip


@pytest.fixture
def world() -> Iterator[World]:
    with World({"works": [WORK]}) as made:
        yield made


@pytest.fixture
def client(world: World) -> Iterator[Client]:
    with Client(world.network(), cache=None, now=NOW) as opened:
        yield opened


def by_reach(passages: list[Passage]) -> dict[str, list[Passage]]:
    out: dict[str, list[Passage]] = {}
    for p in passages:
        out.setdefault(p.reach, []).append(p)
    return out


def test_abstract_and_open_full_text_with_sections_and_design(client: Client) -> None:
    work = Work("doi:10.5555/tea.1", ("a#ref-1",), DOI="10.5555/tea.1", PMID="31000001", PMCID="PMC7000001")
    found = by_reach(fetch([work], [], library=Library(), client=client))
    sections = {p.section.lower(): p for p in found["abstract"]}
    results = sections["results"]
    assert [results.text[a:b] for a, b in results.sentences] == ["The tea helped 120 adults.", "They slept longer."]
    assert (results.design["kind"], results.design["population"]) == ("trial", "HUMAN")
    assert results.retrieved_at == NOW
    assert len(results.snapshot) == 64
    assert [p.text for p in found["full_text"]] == WORK["full_text"]["Results"]  # type: ignore[index]
    assert found["full_text"][0].section.endswith("Results")


def test_offsets_point_into_the_snapshot(client: Client) -> None:
    import hashlib

    work = Work("pmid:31000001", ("a#ref-1",), PMID="31000001")
    abstract = by_reach(fetch([work], [], library=Library(), client=client))["abstract"]
    whole = "\n\n".join(p.text for p in abstract)
    for p in abstract:
        assert whole[p.start : p.end] == p.text
        assert p.snapshot == hashlib.sha256(whole.encode()).hexdigest()


def test_a_page_is_read_without_its_navigation(world: World, client: Client) -> None:
    world.add(pages=[{"url": "http://sleep.example/adults", "title": "Sleep and adults", "body": PAGE}])
    work = Work("url:http://sleep.example/adults", ("a#ref-1",), {"type": "webpage"}, URL="http://sleep.example/adults")
    found = by_reach(fetch([work], [], library=Library(), client=client))
    text = " ".join(p.text for p in found["page"])
    assert "at least seven hours" in text
    assert "About us" not in text
    assert found["page"][0].source == "http://sleep.example/adults"


def test_what_cannot_be_read_says_why(world: World, client: Client) -> None:
    works = [
        Work("csl:book", ("a#ref-1",), {"type": "book", "title": "Sleep"}),
        Work("doi:10.5555/none", ("a#ref-2",), DOI="10.5555/none"),
        Work("url:http://gone.example/x", ("a#ref-3",), {"type": "webpage"}, URL="http://gone.example/x"),
    ]
    found = {p.work: p for p in fetch(works, [], library=Library(), client=client)}
    assert {p.reach for p in found.values()} == {"none"}
    assert found["csl:book"].note == "not identified"
    assert "Europe PMC" in found["doi:10.5555/none"].note
    assert "the page" in found["url:http://gone.example/x"].note


def test_an_outage_is_not_an_absent_abstract(world: World, client: Client) -> None:
    world.inject("pubmed", status=503)
    world.inject("europepmc", status=503)
    (row,) = fetch([Work("pmid:31000001", ("a#ref-1",), PMID="31000001")], [], library=Library(), client=client)
    assert row.reach == "none"
    assert "could not be asked" in row.note


def test_the_editors_note_comes_first_and_needs_no_network(tmp_path: Path, world: World) -> None:
    (tmp_path / "tea.md").write_text(
        "---\ntype: article-journal\ntitle: A tea for sleep\nDOI: 10.5555/tea.1\ndesign: {population: HUMAN}\n---\n\n"
        "## Results, p. 4\n\nAdults slept 20 minutes longer.\n"
    )
    work = Work("doi:10.5555/tea.1", ("a#ref-1",), DOI="10.5555/tea.1")
    resolution = Resolution(work.id, "matched", "library", {"DOI": "10.5555/tea.1"}, record="tea.md")
    with Client(world.network(), cache=None, now=NOW, offline=True) as closed:
        (row,) = fetch([work], [resolution], library=load(tmp_path), client=closed)
    assert (row.reach, row.locator, row.source) == ("note", "Results, p. 4", "tea.md")
    assert row.design["population"] == "HUMAN"
    assert row.text == "Adults slept 20 minutes longer."
