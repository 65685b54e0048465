"""Resolving works: against the demo's world, an outage of it, and no world at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citewarden.model import Resolution, Work
from citewarden.registries.library import Library, load
from citewarden.stages.resolve import resolve
from citewarden.testing.world import World
from citewarden.web.door import Door

NOW = "2026-03-02T02:00:00+00:00"

LEITE = "Leite MAA, Orsini M, et al. Neurology International. 2014;6(3):5208."
FERRER = ("Ferrer L, Novak J. Vitamin D and falls in older adults: a pooled analysis. Ex J Bone Med. 2019;8(1):12-20."
          " doi:10.5555/exjbm.2017.77")  # fmt: skip


def article(title: str, author: str, journal: str, year: int, volume: str, page: str) -> dict[str, Any]:
    family, _, given = author.partition(" ")
    return {"type": "article-journal", "title": title, "author": [{"family": family, "given": given}],
            "container-title": journal, "issued": {"date-parts": [[year]]}, "volume": volume, "page": page}  # fmt: skip


FERRER_CSL = article(
    "Vitamin D and falls in older adults: a pooled analysis", "Ferrer L", "Ex J Bone Med", 2019, "8", "12-20"
)


def work(raw: str, csl: Mapping[str, Any] | None = None, **ids: str) -> Work:
    return Work(f"csl:{raw[:40]}", ("a#ref-1",), csl or {"type": "article-journal"}, raw, **ids)


@pytest.fixture
def door(world: World) -> Iterator[Door]:
    with Door(world.network(), cache=None, now=NOW) as opened:
        yield opened


def one(item: Work, door: Door, library: Library | None = None) -> Resolution:
    (found,) = resolve([item], library=library or Library(), door=door)
    assert found.work == item.id
    return found


def wrong(found: Resolution) -> list[tuple[str, str, str]]:
    return [(d.field, d.printed, d.registered) for d in found.differences if d.severity == "major"]


def test_a_string_without_a_title_is_found_by_its_place(door: Door) -> None:
    csl = {"type": "article-journal", "container-title": "Neurology International", "volume": "6", "issue": "3",
           "page": "5208", "issued": {"date-parts": [[2014]]}}  # fmt: skip
    found = one(work(LEITE, csl), door)
    assert (found.outcome, found.csl["DOI"], found.csl["PMID"]) == ("matched", "10.4081/ni.2014.5208", "25309711")
    assert (found.asked_at, len(found.digest), found.differences) == (NOW, 64, ())
    assert one(work(LEITE), door).csl["DOI"] == "10.4081/ni.2014.5208", "also when no parser could help"


def test_a_printed_doi_is_held_against_the_printed_words(door: Door) -> None:
    right = FERRER.replace("10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12")
    found = one(work(right, FERRER_CSL, DOI="10.5555/exjbm.2019.12"), door)
    assert (found.outcome, found.registry, found.differences, found.candidates) == ("matched", "crossref", (), ())
    found = one(work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2017.77"), door)
    assert (found.outcome, found.csl["DOI"]) == ("matched", "10.5555/exjbm.2019.12")
    assert wrong(found) == [("DOI", "10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12")]
    assert found.candidates[0]["DOI"] == "10.5555/exjbm.2017.77"
    assert "Calcium in the diet of dairy farmers" in found.note


def test_a_doi_alone_is_taken_at_its_word(door: Door) -> None:
    found = one(work("https://doi.org/10.5555/exjbm.2017.77", {}, DOI="10.5555/exjbm.2017.77"), door)
    assert (found.outcome, found.note) == ("matched", "only the identifier is printed")


def test_a_year_two_off_is_said_and_is_no_other_work(door: Door) -> None:
    csl = {**FERRER_CSL, "issued": {"date-parts": [[2016]]}}
    raw = FERRER.replace("2019", "2016").replace("10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12")
    found = one(work(raw, csl, DOI="10.5555/exjbm.2019.12"), door)
    assert found.outcome == "matched"
    assert wrong(found) == [("issued", "2016", "2019")]


def test_an_unregistered_doi_is_proved_by_the_doi_system(world: World, door: Door) -> None:
    raw = "Okoye B, Lim S. Sunlight and vitamin D levels in office workers. Ex J Bone Med. 2020;9(3):140-148."
    csl = article("Sunlight and vitamin D levels in office workers", "Okoye B", "Ex J Bone Med", 2020, "9", "140-148")
    found = one(work(raw, csl, DOI="10.5555/exjbm.2020.9999"), door)
    assert (found.outcome, wrong(found)) == (
        "not_found",
        [("DOI registration", "10.5555/exjbm.2020.9999", "registered nowhere")],
    )
    assert world.asked("doi_org", "api/handles")
    mistyped = one(work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2019.l2"), door)
    assert (mistyped.outcome, wrong(mistyped)) == (
        "matched",
        [("DOI registration", "10.5555/exjbm.2019.l2", "registered nowhere"),
         ("DOI", "10.5555/exjbm.2019.l2", "10.5555/exjbm.2019.12")],
    )  # fmt: skip


@pytest.mark.parametrize(
    "readings",
    [
        ("10.5555/exjbm.2019", "10.5555/exjbm.2019.12"),  # cut by a line end: registered nowhere as it stands
        ("10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12"),  # the likelier reading is another work's
        ("10.5555/exjbm.2019.12", "10.5555/exjbm.2019.12/full"),
        ("10.5555/exjbm", "10.5555/exjbm.2019", "10.5555/exjbm.2019.12"),
    ],
)
def test_a_doi_whose_end_is_in_doubt_is_asked_about_in_every_reading(readings: tuple[str, ...], door: Door) -> None:
    first, *others = readings
    csl = {**FERRER_CSL, "DOI": first, "custom": {"DOI-readings": others}}
    found = one(work(FERRER.partition(" doi:")[0], csl, DOI=first), door)
    assert (found.outcome, found.csl["DOI"], found.differences) == ("matched", "10.5555/exjbm.2019.12", ())


def test_when_no_reading_of_a_doi_exists_all_are_named(world: World, door: Door) -> None:
    raw = "Okoye B, Lim S. Sunlight and vitamin D levels in office workers. Ex J Bone Med. 2020;9(3):140-148."
    csl = article("Sunlight and vitamin D levels in office workers", "Okoye B", "Ex J Bone Med", 2020, "9", "140-148")
    csl = {**csl, "custom": {"DOI-readings": ["10.5555/exjbm.2020.9999x"]}}
    found = one(work(raw, csl, DOI="10.5555/exjbm.2020.9999"), door)
    assert wrong(found) == [
        ("DOI registration", "10.5555/exjbm.2020.9999 or 10.5555/exjbm.2020.9999x", "registered nowhere")
    ]
    world.inject("doi_org", status=503, match="9999x")
    with Door(world.network(), cache=None, now=NOW) as fresh:
        silent = one(work(raw, csl, DOI="10.5555/exjbm.2020.9999"), fresh)
    assert (silent.outcome, silent.differences) == ("unavailable", ()), "one reading could not be asked about"


@pytest.mark.parametrize(
    "printed", ["doi:10.5555/exjbm.\n2019. 12", "doi:10.5555/exjbm. 2019.12Accessed", "10.5555/EXJBM.2019.12xyz"]
)
def test_a_record_whose_doi_the_entry_prints_broken_up_has_no_wrong_doi(printed: str, door: Door) -> None:
    raw = FERRER.partition(" doi:")[0] + " " + printed
    found = one(work(raw, FERRER_CSL, DOI="10.5555/exjbm"), door)
    assert (found.outcome, found.csl["DOI"], wrong(found)) == ("matched", "10.5555/exjbm.2019.12", [])


def test_another_agencys_doi_is_asked_there(door: Door) -> None:
    raw = "Town Health Observatory. Sunlight and vitamin D levels in 40 towns. Version 1.0. Example Data Archive; 2021."
    found = one(work(raw, {"type": "dataset"}, DOI="10.5555/exdata.40.v1"), door)
    assert (found.outcome, found.registry) == ("matched", "datacite")


def test_a_pubmed_number_of_another_work(door: Door) -> None:
    csl = article("Milk and bones in the young", "Smith A", "Ex J Bone Med", 2011, "1", "1-9")
    found = one(work("Smith A. Milk and bones in the young. Ex J Bone Med. 2011;1:1-9.", csl, PMID="90000402"), door)
    assert (found.outcome, wrong(found)) == ("not_found", [("PMID", "90000402", "")])
    missing = one(work("Smith A. Milk and bones in the young. Ex J Bone Med. 2011;1:1-9.", csl, PMID="99999999"), door)
    assert wrong(missing) == [("PMID", "99999999", "")]


def test_two_works_that_fit_as_well_are_ambiguous(door: Door) -> None:
    csl = {"type": "article-journal", "title": "Sleep in the city", "container-title": "Ex Sleep Rev",
           "author": [{"family": "Tanaka", "given": "H"}, {"family": "Bell", "given": "N"}],
           "issued": {"date-parts": [[2019]]}}  # fmt: skip
    found = one(work("Tanaka H, Bell N. Sleep in the city. Ex Sleep Rev. 2019.", csl), door)
    assert (found.outcome, found.csl) == ("ambiguous", {})
    assert {c["DOI"] for c in found.candidates} == {"10.5555/exsr.2019.1", "10.5555/exsr.2019.61"}


def test_a_book_by_its_isbn_and_by_its_title(door: Door) -> None:
    csl = {"type": "book", "title": "Clinical Nutrition for Nurses", "author": [{"family": "Grant", "given": "E"}],
           "publisher": "Example Press", "edition": "2nd", "issued": {"date-parts": [[2012]]}}  # fmt: skip
    raw = "Grant E, Solberg P. Clinical Nutrition for Nurses. 2nd ed. Northfield: Example Press; 2012."
    assert one(work(raw, csl, ISBN="9780000000224"), door).registry == "openlibrary"
    found = one(work(raw, csl), door)
    assert (found.outcome, found.registry) == ("matched", "openlibrary")


def test_a_web_source_is_known_by_the_title_of_its_page(door: Door) -> None:
    raw = "Public Health Office. Measles: facts for families. http://publichealth.example/topics/measles."
    csl = {"type": "webpage", "title": "Measles: facts for families", "author": [{"literal": "Public Health Office"}]}
    found = one(work(raw, csl, URL="http://publichealth.example/topics/measles"), door)
    assert (found.outcome, found.registry, found.csl["title"]) == ("matched", "web", "Measles: facts for families")
    other = {**csl, "title": "Chickenpox in adults"}
    raw = "Public Health Office. Chickenpox in adults. http://publichealth.example/topics/measles."
    found = one(work(raw, other, URL="http://publichealth.example/topics/measles"), door)
    assert found.outcome == "not_found"
    assert "Measles" in found.note
    raw = "Museum of Sleep. A history of the bed. http://museum-of-sleep.invalid/bed."
    found = one(work(raw, {"type": "webpage"}, URL="http://museum-of-sleep.invalid/bed"), door)
    assert (found.outcome, found.registry) == ("unavailable", "web"), "whether the page lives the link checks say"
    assert "could not be read" in found.note


def test_nothing_anywhere_is_not_found_with_who_was_asked(door: Door) -> None:
    csl = article("Sunlight diaries", "Quill Z", "Bone Letters of Northfield", 2011, "3", "14-15")
    found = one(work("Quill Z. Sunlight diaries. Bone Letters of Northfield. 2011;3:14-15.", csl), door)
    assert (found.outcome, found.csl, found.differences) == ("not_found", {}, ())
    assert {"crossref", "pubmed", "europepmc"} <= set(found.asked)


@pytest.mark.parametrize("trouble", [{"status": 503}, {"outage": True}, {"truncate": True}, {"status": 429}])
def test_an_outage_is_unavailable_and_never_not_found(world: World, door: Door, trouble: dict[str, Any]) -> None:
    csl = article("Sunlight diaries", "Quill Z", "Bone Letters of Northfield", 2011, "3", "14-15")
    world.inject("europepmc", **trouble)
    found = one(work("Quill Z. Sunlight diaries. Bone Letters of Northfield. 2011;3:14-15.", csl), door)
    assert (found.outcome, found.registry) == ("unavailable", "europepmc")
    assert "europepmc did not answer" in found.note


def test_a_match_elsewhere_makes_up_for_an_outage(world: World, door: Door) -> None:
    world.inject("crossref", status=503)
    found = one(work(FERRER, FERRER_CSL), door)
    assert (found.outcome, found.registry) == ("matched", "pubmed")
    world.inject("*", outage=True)
    silent = one(
        work("Doe J. Nothing. J Nothing. 2001;1:1.", article("Nothing", "Doe J", "J Nothing", 2001, "1", "1")), door
    )
    assert silent.outcome == "unavailable"


def test_an_unregistered_doi_and_a_silent_registry_do_not_make_an_absent_work(world: World, door: Door) -> None:
    world.inject("europepmc", status=503)
    csl = article("Sunlight and vitamin D levels in office workers", "Okoye B", "Ex J Bone Med", 2020, "9", "140-148")
    raw = "Okoye B, Lim S. Sunlight and vitamin D levels in office workers. Ex J Bone Med. 2020;9(3):140-148."
    found = one(work(raw, csl, DOI="10.5555/exjbm.2020.9999"), door)
    assert found.outcome == "unavailable"
    assert wrong(found)[0][0] == "DOI registration", "what is known is still said"


def test_offline_asks_nobody(world: World) -> None:
    with Door(world.network(), cache=None, now=NOW, offline=True) as door:
        found = one(work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2017.77"), door)
        page = one(work("Sleep Office. How to nap.", {"type": "webpage", "title": "How to nap"}), door)
    assert (found.outcome, found.note) == ("unavailable", "not asked: offline")
    assert (page.outcome, page.registry) == ("unavailable", "web"), "not looked for is not not found"
    assert world.asked() == []


def test_a_registry_switched_off_is_not_missed(world: World) -> None:
    network = world.network()
    off = {name: replace(r, enabled=name == "crossref") for name, r in network.registries.items()}
    with Door(replace(network, registries=off), cache=None, now=NOW) as door:
        csl = article("Sunlight diaries", "Quill Z", "Bone Letters", 2011, "3", "14-15")
        assert one(work("Quill Z. Sunlight diaries. Bone Letters. 2011;3:14-15.", csl), door).outcome == "not_found"
        assert one(work(FERRER, FERRER_CSL), door).registry == "crossref"
    assert {r.service for r in world.requests} == {"crossref"}


def test_the_library_wins_and_costs_no_question(world: World, door: Door, tmp_path: Path) -> None:
    (tmp_path / "ferrer.md").write_text(
        "---\ntype: article-journal\ntitle: 'Vitamin D and falls in older adults: a pooled analysis'\n"
        "author: [{family: Ferrer, given: L}]\ncontainer-title: Ex J Bone Med\nissued: 2019\nvolume: 8\n---\n",
        encoding="utf-8",
    )
    found = one(work(FERRER, FERRER_CSL), door, load(tmp_path))
    assert (found.outcome, found.registry, found.record, found.asked_at) == ("matched", "library", "ferrer.md", "")
    assert world.asked() == []


def test_a_closed_list_is_the_whole_world(world: World, door: Door, tmp_path: Path) -> None:
    text = """[{"id": "a", "type": "article-journal", "title": "Vitamin D and falls in older adults: a pooled analysis",
      "container-title": "Example Journal of Bone Medicine", "volume": "8", "page": "12", "DOI": "10.5555/mine"}]"""
    (tmp_path / "list.json").write_text(text, encoding="utf-8")
    library = load(tmp_path / "list.json")
    assert one(work(FERRER), door, library).csl["DOI"] == "10.5555/mine"
    assert one(work(LEITE), door, library).outcome == "not_found"
    assert world.asked() == []


def test_many_works_are_asked_about_in_batches(world: World, door: Door) -> None:
    dois = [f"10.5555/none.{n}" for n in range(60)] + ["10.5555/exjbm.2019.12", "10.1002/ana.21719"]
    works = [work(f"https://doi.org/{doi}", {}, DOI=doi) for doi in dois]
    found = resolve(works, library=Library(), door=door)
    assert [r.work for r in found] == [w.id for w in works]
    assert sum(r.outcome == "matched" for r in found) == 2
    assert len([r for r in world.asked("crossref") if "filter=" in r.url]) == 2


def test_what_the_library_is_known_to_say_is_taken_and_the_rest_is_asked(door: Door) -> None:
    printed = work(FERRER, FERRER_CSL)
    asked, held = printed, replace(printed, id="csl:held")
    kept = Resolution(held.id, "matched", "library", score=0.5, record="kept.md")
    other = replace(printed, id="csl:other")
    found = resolve([asked, held, other], library=Library(), door=door, known={asked.id: None, held.id: kept})
    assert found[1] is kept
    assert [r.work for r in found] == [asked.id, held.id, other.id]
    assert found[0] == replace(one(printed, door), work=asked.id)
    assert found[2] == replace(found[0], work=other.id)
