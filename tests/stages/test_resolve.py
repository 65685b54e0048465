"""Resolving works: against the demo's world, an outage of it, and no world at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citewarden.model import Difference, Resolution, Work
from citewarden.registries.library import Library, load
from citewarden.stages.resolve import _joined, resolve
from citewarden.testing.world import World
from citewarden.web.client import Client

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
def client(world: World) -> Iterator[Client]:
    with Client(world.network(), cache=None, now=NOW) as opened:
        yield opened


def one(item: Work, client: Client, library: Library | None = None) -> Resolution:
    (found,) = resolve([item], library=library or Library(), client=client)
    assert found.work == item.id
    return found


def wrong(found: Resolution) -> list[tuple[str, str, str]]:
    return [(d.field, d.printed, d.registered) for d in found.differences if d.severity == "major"]


def test_a_string_without_a_title_is_found_by_its_place(client: Client) -> None:
    csl = {"type": "article-journal", "container-title": "Neurology International", "volume": "6", "issue": "3",
           "page": "5208", "issued": {"date-parts": [[2014]]}}  # fmt: skip
    found = one(work(LEITE, csl), client)
    assert (found.outcome, found.csl["DOI"], found.csl["PMID"]) == ("matched", "10.4081/ni.2014.5208", "25309711")
    assert (found.asked_at, len(found.digest), found.differences) == (NOW, 64, ())
    assert one(work(LEITE), client).csl["DOI"] == "10.4081/ni.2014.5208", "also when no parser could help"


def test_a_printed_doi_is_held_against_the_printed_words(client: Client) -> None:
    right = FERRER.replace("10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12")
    found = one(work(right, FERRER_CSL, DOI="10.5555/exjbm.2019.12"), client)
    assert (found.outcome, found.registry, found.differences, found.candidates) == ("matched", "crossref", (), ())
    found = one(work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2017.77"), client)
    assert (found.outcome, found.csl["DOI"]) == ("matched", "10.5555/exjbm.2019.12")
    assert wrong(found) == [("DOI", "10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12")]
    assert found.candidates[0]["DOI"] == "10.5555/exjbm.2017.77"
    assert "Calcium in the diet of dairy farmers" in found.note


def test_a_doi_alone_is_taken_at_its_word(client: Client) -> None:
    found = one(work("https://doi.org/10.5555/exjbm.2017.77", {}, DOI="10.5555/exjbm.2017.77"), client)
    assert (found.outcome, found.note) == ("matched", "only the identifier is printed")


def test_a_year_two_off_is_said_and_is_no_other_work(client: Client) -> None:
    csl = {**FERRER_CSL, "issued": {"date-parts": [[2016]]}}
    raw = FERRER.replace("2019", "2016").replace("10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12")
    found = one(work(raw, csl, DOI="10.5555/exjbm.2019.12"), client)
    assert found.outcome == "matched"
    assert wrong(found) == [("issued", "2016", "2019")]


def test_an_unregistered_doi_is_proved_by_the_doi_system(world: World, client: Client) -> None:
    raw = "Okoye B, Lim S. Sunlight and vitamin D levels in office workers. Ex J Bone Med. 2020;9(3):140-148."
    csl = article("Sunlight and vitamin D levels in office workers", "Okoye B", "Ex J Bone Med", 2020, "9", "140-148")
    found = one(work(raw, csl, DOI="10.5555/exjbm.2020.9999"), client)
    assert (found.outcome, wrong(found)) == (
        "not_found",
        [("DOI registration", "10.5555/exjbm.2020.9999", "registered nowhere")],
    )
    assert world.asked("doi_org", "api/handles")
    mistyped = one(work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2019.l2"), client)
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
def test_a_doi_whose_end_is_in_doubt_is_asked_about_in_every_reading(readings: tuple[str, ...], client: Client) -> None:
    first, *others = readings
    csl = {**FERRER_CSL, "DOI": first, "custom": {"DOI-readings": others}}
    found = one(work(FERRER.partition(" doi:")[0], csl, DOI=first), client)
    assert (found.outcome, found.csl["DOI"], found.differences) == ("matched", "10.5555/exjbm.2019.12", ())


def test_when_no_reading_of_a_doi_exists_all_are_named(world: World, client: Client) -> None:
    raw = "Okoye B, Lim S. Sunlight and vitamin D levels in office workers. Ex J Bone Med. 2020;9(3):140-148."
    csl = article("Sunlight and vitamin D levels in office workers", "Okoye B", "Ex J Bone Med", 2020, "9", "140-148")
    csl = {**csl, "custom": {"DOI-readings": ["10.5555/exjbm.2020.9999x"]}}
    found = one(work(raw, csl, DOI="10.5555/exjbm.2020.9999"), client)
    assert wrong(found) == [
        ("DOI registration", "10.5555/exjbm.2020.9999 or 10.5555/exjbm.2020.9999x", "registered nowhere")
    ]
    world.inject("doi_org", status=503, match="9999x")
    with Client(world.network(), cache=None, now=NOW) as fresh:
        silent = one(work(raw, csl, DOI="10.5555/exjbm.2020.9999"), fresh)
    assert (silent.outcome, silent.differences) == ("unavailable", ()), "one reading could not be asked about"


@pytest.mark.parametrize(
    "printed", ["doi:10.5555/exjbm.\n2019. 12", "doi:10.5555/exjbm. 2019.12Accessed", "10.5555/EXJBM.2019.12xyz"]
)
def test_a_record_whose_doi_the_entry_prints_broken_up_has_no_wrong_doi(printed: str, client: Client) -> None:
    raw = FERRER.partition(" doi:")[0] + " " + printed
    found = one(work(raw, FERRER_CSL, DOI="10.5555/exjbm"), client)
    assert (found.outcome, found.csl["DOI"], wrong(found)) == ("matched", "10.5555/exjbm.2019.12", [])


def test_another_agencys_doi_is_asked_there(client: Client) -> None:
    raw = "Town Health Observatory. Sunlight and vitamin D levels in 40 towns. Version 1.0. Example Data Archive; 2021."
    found = one(work(raw, {"type": "dataset"}, DOI="10.5555/exdata.40.v1"), client)
    assert (found.outcome, found.registry) == ("matched", "datacite")


def test_a_pubmed_number_of_another_work(client: Client) -> None:
    csl = article("Milk and bones in the young", "Smith A", "Ex J Bone Med", 2011, "1", "1-9")
    found = one(work("Smith A. Milk and bones in the young. Ex J Bone Med. 2011;1:1-9.", csl, PMID="90000402"), client)
    assert (found.outcome, wrong(found)) == ("not_found", [("PMID", "90000402", "")])
    missing = one(
        work("Smith A. Milk and bones in the young. Ex J Bone Med. 2011;1:1-9.", csl, PMID="99999999"), client
    )
    assert wrong(missing) == [("PMID", "99999999", "")]


def test_two_works_that_fit_as_well_are_ambiguous(client: Client) -> None:
    csl = {"type": "article-journal", "title": "Sleep in the city", "container-title": "Ex Sleep Rev",
           "author": [{"family": "Tanaka", "given": "H"}, {"family": "Bell", "given": "N"}],
           "issued": {"date-parts": [[2019]]}}  # fmt: skip
    found = one(work("Tanaka H, Bell N. Sleep in the city. Ex Sleep Rev. 2019.", csl), client)
    assert (found.outcome, found.csl) == ("ambiguous", {})
    assert {c["DOI"] for c in found.candidates} == {"10.5555/exsr.2019.1", "10.5555/exsr.2019.61"}


def test_a_book_by_its_isbn_and_by_its_title(client: Client) -> None:
    csl = {"type": "book", "title": "Clinical Nutrition for Nurses", "author": [{"family": "Grant", "given": "E"}],
           "publisher": "Example Press", "edition": "2nd", "issued": {"date-parts": [[2012]]}}  # fmt: skip
    raw = "Grant E, Solberg P. Clinical Nutrition for Nurses. 2nd ed. Northfield: Example Press; 2012."
    assert one(work(raw, csl, ISBN="9780000000224"), client).registry == "openlibrary"
    found = one(work(raw, csl), client)
    assert (found.outcome, found.registry) == ("matched", "openlibrary")


def test_a_web_source_is_known_by_the_title_of_its_page(client: Client) -> None:
    raw = "Public Health Office. Measles: facts for families. http://publichealth.example/topics/measles."
    csl = {"type": "webpage", "title": "Measles: facts for families", "author": [{"literal": "Public Health Office"}]}
    found = one(work(raw, csl, URL="http://publichealth.example/topics/measles"), client)
    assert (found.outcome, found.registry, found.csl["title"]) == ("matched", "web", "Measles: facts for families")
    other = {**csl, "title": "Chickenpox in adults"}
    raw = "Public Health Office. Chickenpox in adults. http://publichealth.example/topics/measles."
    found = one(work(raw, other, URL="http://publichealth.example/topics/measles"), client)
    assert found.outcome == "not_found"
    assert "Measles" in found.note
    raw = "Museum of Sleep. A history of the bed. http://museum-of-sleep.invalid/bed."
    found = one(work(raw, {"type": "webpage"}, URL="http://museum-of-sleep.invalid/bed"), client)
    assert (found.outcome, found.registry) == ("unavailable", "web"), "whether the page lives the link checks say"
    assert "could not be read" in found.note


def test_nothing_anywhere_is_not_found_with_who_was_asked(client: Client) -> None:
    csl = article("Sunlight diaries", "Quill Z", "Bone Letters of Northfield", 2011, "3", "14-15")
    found = one(work("Quill Z. Sunlight diaries. Bone Letters of Northfield. 2011;3:14-15.", csl), client)
    assert (found.outcome, found.csl, found.differences) == ("not_found", {}, ())
    assert {"crossref", "pubmed", "europepmc"} <= set(found.asked)


@pytest.mark.parametrize("trouble", [{"status": 503}, {"outage": True}, {"truncate": True}, {"status": 429}])
def test_an_outage_is_unavailable_and_never_not_found(world: World, client: Client, trouble: dict[str, Any]) -> None:
    csl = article("Sunlight diaries", "Quill Z", "Bone Letters of Northfield", 2011, "3", "14-15")
    world.inject("europepmc", **trouble)
    found = one(work("Quill Z. Sunlight diaries. Bone Letters of Northfield. 2011;3:14-15.", csl), client)
    assert (found.outcome, found.registry) == ("unavailable", "europepmc")
    assert "europepmc did not answer" in found.note


def test_a_match_elsewhere_makes_up_for_an_outage(world: World, client: Client) -> None:
    world.inject("crossref", status=503)
    found = one(work(FERRER, FERRER_CSL), client)
    assert (found.outcome, found.registry) == ("matched", "pubmed")
    world.inject("*", outage=True)
    silent = one(
        work("Doe J. Nothing. J Nothing. 2001;1:1.", article("Nothing", "Doe J", "J Nothing", 2001, "1", "1")), client
    )
    assert silent.outcome == "unavailable"


def test_an_unregistered_doi_and_a_silent_registry_do_not_make_an_absent_work(world: World, client: Client) -> None:
    world.inject("europepmc", status=503)
    csl = article("Sunlight and vitamin D levels in office workers", "Okoye B", "Ex J Bone Med", 2020, "9", "140-148")
    raw = "Okoye B, Lim S. Sunlight and vitamin D levels in office workers. Ex J Bone Med. 2020;9(3):140-148."
    found = one(work(raw, csl, DOI="10.5555/exjbm.2020.9999"), client)
    assert found.outcome == "unavailable"
    assert wrong(found)[0][0] == "DOI registration", "what is known is still said"


def test_offline_asks_nobody(world: World) -> None:
    with Client(world.network(), cache=None, now=NOW, offline=True) as client:
        found = one(work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2017.77"), client)
        page = one(work("Sleep Office. How to nap.", {"type": "webpage", "title": "How to nap"}), client)
    assert (found.outcome, found.note) == ("unavailable", "not asked: offline")
    assert (page.outcome, page.registry) == ("unavailable", "web"), "not looked for is not not found"
    assert world.asked() == []


def test_a_registry_switched_off_is_not_missed(world: World) -> None:
    network = world.network()
    off = {name: replace(r, enabled=name == "crossref") for name, r in network.registries.items()}
    with Client(replace(network, registries=off), cache=None, now=NOW) as client:
        csl = article("Sunlight diaries", "Quill Z", "Bone Letters", 2011, "3", "14-15")
        assert one(work("Quill Z. Sunlight diaries. Bone Letters. 2011;3:14-15.", csl), client).outcome == "not_found"
        assert one(work(FERRER, FERRER_CSL), client).registry == "crossref"
    assert {r.service for r in world.requests} == {"crossref"}


FERRER_NOTE = (
    "---\ntype: article-journal\ntitle: 'Vitamin D and falls in older adults: a pooled analysis'\n"
    "author: [{family: Ferrer, given: L}]\ncontainer-title: Ex J Bone Med\nissued: 2019\nvolume: 8\n---\n"
)


def test_the_library_wins_for_words_and_the_registries_say_which_work_it_is(client: Client, tmp_path: Path) -> None:
    (tmp_path / "ferrer.md").write_text(FERRER_NOTE.replace("a pooled", "A Pooled"), encoding="utf-8")
    found = one(work(FERRER.partition(" doi:")[0], FERRER_CSL), client, load(tmp_path))
    assert (found.outcome, found.registry, found.record) == ("matched", "library", "ferrer.md")
    assert found.csl["title"].endswith("A Pooled analysis"), "the note's words stand"
    assert (found.identified, found.csl["DOI"], found.csl["PMID"]) == ("matched", "10.5555/exjbm.2019.12", "90000401")


@pytest.mark.parametrize(
    "raw",
    [
        "Ferrer L, Novak J. Vitamin D and falls in older adults: a pooled analysis. Ex J Bone Med. 2019;8(1):12-20.",
        "Ferrer 2019, vitamin D (see note)",
        "Ferrer L. Vitamin D and falls in older adults: a pooled analysis.",
    ],
)
def test_a_note_tells_the_registries_what_is_not_printed(client: Client, tmp_path: Path, raw: str) -> None:
    (tmp_path / "ferrer.md").write_text(FERRER_NOTE, encoding="utf-8")
    printed = work(raw, {"title": "Vitamin D and falls in older adults: a pooled analysis"})
    found = one(printed, client, load(tmp_path))
    if found.registry == "library":
        assert (found.identified, found.csl["DOI"]) == ("matched", "10.5555/exjbm.2019.12")


def test_a_work_of_the_library_that_no_registry_could_be_asked_about_is_not_identified(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "ferrer.md").write_text(FERRER_NOTE, encoding="utf-8")
    with Client(world.network(), cache=None, now=NOW, offline=True) as offline:
        found = one(work(FERRER.partition(" doi:")[0], FERRER_CSL), offline, load(tmp_path))
    assert (found.outcome, found.registry, found.identified) == ("matched", "library", "unavailable")


def test_a_page_of_the_library_is_asked_of_no_registry(world: World, client: Client, tmp_path: Path) -> None:
    (tmp_path / "nap.md").write_text(
        "---\ntype: webpage\ntitle: How to take a nap\ncontainer-title: Sleep Office\n"
        "URL: http://sleep-office.example/nap\n---\n",
        encoding="utf-8",
    )
    raw = "Sleep Office. How to take a nap. http://sleep-office.example/nap."
    csl = {"type": "webpage", "title": "How to take a nap"}
    found = one(work(raw, csl, URL="http://sleep-office.example/nap"), client, load(tmp_path))
    assert (found.registry, found.identified, world.asked()) == ("library", "", [])


def test_a_printed_doi_of_another_work_is_wrong_whatever_the_note_says(client: Client, tmp_path: Path) -> None:
    (tmp_path / "ferrer.md").write_text(FERRER_NOTE.replace("volume: 8", "volume: 8\nDOI: 10.5555/exjbm.2017.77"))
    found = one(work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2017.77"), client, load(tmp_path))
    assert wrong(found) == [("DOI", "10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12")]
    assert (found.registry, found.identified, found.csl["DOI"]) == ("library", "matched", "10.5555/exjbm.2019.12")
    bare = one(work(FERRER.partition(" doi:")[0], FERRER_CSL), client, load(tmp_path))
    assert (wrong(bare), bare.csl["DOI"]) == ([], "10.5555/exjbm.2019.12"), (
        "what the note has wrong is not the article's"
    )


def test_a_closed_list_is_the_whole_world(world: World, client: Client, tmp_path: Path) -> None:
    text = """[{"id": "a", "type": "article-journal", "title": "Vitamin D and falls in older adults: a pooled analysis",
      "container-title": "Example Journal of Bone Medicine", "volume": "8", "page": "12", "DOI": "10.5555/mine"}]"""
    (tmp_path / "list.json").write_text(text, encoding="utf-8")
    library = load(tmp_path / "list.json")
    assert one(work(FERRER), client, library).csl["DOI"] == "10.5555/mine"
    assert one(work(LEITE), client, library).outcome == "not_found"
    assert world.asked() == []


def test_many_works_are_asked_about_in_batches(world: World, client: Client) -> None:
    dois = [f"10.5555/none.{n}" for n in range(60)] + ["10.5555/exjbm.2019.12", "10.1002/ana.21719"]
    works = [work(f"https://doi.org/{doi}", {}, DOI=doi) for doi in dois]
    found = resolve(works, library=Library(), client=client)
    assert [r.work for r in found] == [w.id for w in works]
    assert sum(r.outcome == "matched" for r in found) == 2
    assert len([r for r in world.asked("crossref") if "filter=" in r.url]) == 2


def test_what_the_library_is_known_to_say_is_taken_and_the_rest_is_asked(client: Client) -> None:
    printed = work(FERRER, FERRER_CSL)
    asked, held = printed, replace(printed, id="csl:held")
    kept = Resolution(held.id, "matched", "library", score=0.5, record="kept.md")
    other = replace(printed, id="csl:other")
    found = resolve([asked, held, other], library=Library(), client=client, known={asked.id: None, held.id: kept})
    assert (found[1].record, found[1].score, found[1].csl["DOI"]) == ("kept.md", 0.5, "10.5555/exjbm.2019.12")
    assert [r.work for r in found] == [asked.id, held.id, other.id]
    assert found[0] == replace(one(printed, client), work=asked.id)
    assert found[2] == replace(found[0], work=other.id)


# -- identifiers are no volumes, years and pages ------------------------------------------------------------


@pytest.mark.parametrize(
    "doi",
    ["10.1097/00005650-199901000-00012", "10.1001/jama.2012.345", "10.1016/s0140-6736(99)77.812", "10.1234/2031.88.7"],
)
@pytest.mark.parametrize("lead", ["https://doi.org/", "doi:", "DOI: ", "http://dx.doi.org/"])
def test_the_digits_of_a_doi_count_for_nothing(world: World, client: Client, doi: str, lead: str) -> None:
    world.add(works=[{"key": "nurse", "csl": {"type": "article-journal", "title": "Walking for back pain in nurses",
              "author": ["Nurse, Ada"], "container-title": "Ex Back Rev", "issued": "2009", "volume": "4",
              "page": "31-39", "DOI": doi}}])  # fmt: skip
    raw = f"Nurse, A. (2009). Walking for back pain in nurses. Ex Back Rev. {lead}{doi}"
    csl = {"type": "article-journal", "title": "Walking for back pain in nurses", "container-title": "Ex Back Rev",
           "author": [{"family": "Nurse", "given": "A"}], "issued": {"date-parts": [[2009]]}, "DOI": doi}  # fmt: skip
    found = one(work(raw, csl, DOI=doi), client)
    assert (found.outcome, found.differences) == ("matched", ())
    assert found.score > 0.9


def test_no_identifier_is_its_own_correction(world: World, client: Client) -> None:
    """Crossref holds a poor record of it, PubMed a good one, under the same DOI."""
    csl = {"type": "article-journal", "title": "Walking for back pain in nurses", "container-title": "Ex Back Rev",
           "author": ["Nurse, Ada"], "issued": "2009", "volume": "4", "page": "31-39", "DOI": "10.5555/nurse.9",
           "PMID": "90009999"}  # fmt: skip
    poor = {"title": "Original article", "author": ["Board, Editorial"], "issued": "2001", "volume": "99", "page": "1"}
    world.add(works=[{"key": "nurse", "csl": csl, "registered": {"crossref": poor}}])
    raw = "Nurse A. Walking for back pain in nurses. Ex Back Rev. 2009;4:31-39. doi:10.5555/nurse.9"
    printed = {**article("Walking for back pain in nurses", "Nurse A", "Ex Back Rev", 2009, "4", "31-39")}
    found = one(work(raw, printed, DOI="10.5555/nurse.9"), client)
    assert all(d.printed.lower() != d.registered.lower() for d in found.differences)
    assert (found.outcome, found.registry, wrong(found), found.candidates) == ("matched", "pubmed", [], ())


# -- last resorts, keys and budgets ------------------------------------------------------------

QUILL = "Quill Z. Sunlight diaries. Bone Letters of Northfield. 2011;3:14-15."
QUILL_CSL = article("Sunlight diaries", "Quill Z", "Bone Letters of Northfield", 2011, "3", "14-15")


@pytest.mark.parametrize(
    "trouble",
    [{"status": 429, "retry_after": 40000}, {"status": 401}, {"status": 403}, {"outage": True}, {"status": 503}],
)
def test_the_last_resort_decides_nothing_alone(world: World, client: Client, trouble: dict[str, Any]) -> None:
    healthy = one(work(QUILL, QUILL_CSL), client)
    world.inject("openalex", **trouble)
    with Client(world.network(), cache=None, now=NOW) as other:
        found = one(work(QUILL, QUILL_CSL), other)
    assert (found.outcome, found.differences) == ("not_found", ())
    assert set(found.asked) == set(healthy.asked) - {"openalex"}


def test_a_last_resort_that_is_the_only_one_is_missed(world: World) -> None:
    network = world.network()
    only = {name: replace(r, enabled=name == "openalex") for name, r in network.registries.items()}
    world.inject("openalex", outage=True)
    with Client(replace(network, registries=only), cache=None, now=NOW) as client:
        assert one(work(QUILL, QUILL_CSL), client).outcome == "unavailable"


def test_a_budget_is_read_from_the_headers_and_kept_over_runs(world: World, tmp_path: Path) -> None:
    world.credits = 25
    many = [work(QUILL.replace("diaries", f"diaries {n}"), {**QUILL_CSL, "title": f"Sunlight diaries {n}"})
            for n in range(12)]  # fmt: skip
    with Client(world.network(), cache=tmp_path, now=NOW) as client:
        found = resolve(many, library=Library(), client=client)
        assert len(world.asked("openalex", "search=")) <= 6, "two are paid for, and what is in flight meanwhile"
        assert [line.split(" (")[0] for line in client.remarks] == ["OpenAlex not asked: budget"]
    assert {r.outcome for r in found} == {"not_found"}
    world.forget()
    with Client(world.network(), cache=tmp_path, now="2026-03-02T08:00:00+00:00") as client:
        one(
            work("Quill Z. Other diaries. Bone Letters. 2011;3:14-15.", {**QUILL_CSL, "title": "Other diaries"}), client
        )
        assert world.asked("openalex") == [], "the same day"
    world.credits = 1000
    with Client(world.network(), cache=tmp_path, now="2026-03-03T08:00:00+00:00") as client:
        one(work("Quill Z. More diaries. Bone Letters. 2011;3:14-15.", {**QUILL_CSL, "title": "More diaries"}), client)
        assert world.asked("openalex"), "the next"


@pytest.mark.parametrize(("key", "sent"), [("", None), ("   ", None), (" good-1 \n", "good-1"), ("good-2", "good-2")])
def test_a_key_is_stripped_and_a_blank_one_is_none(
    world: World, monkeypatch: pytest.MonkeyPatch, key: str, sent: str | None
) -> None:
    monkeypatch.setenv("CITEWARDEN_OPENALEX_KEY", key)
    with Client(world.network(), cache=None, now=NOW) as client:
        one(work(QUILL, QUILL_CSL), client)
        assert client.remarks == {}
    assert {r.fields.get("api_key") for r in world.asked("openalex")} == {sent}


def test_a_refused_key_is_said_once_and_asks_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWARDEN_OPENALEX_KEY", "stale")
    with Client(world.network(), cache=None, now=NOW) as client:
        for n in range(3):
            raw = QUILL.replace("diaries", f"diaries {n}")
            found = one(work(raw, {**QUILL_CSL, "title": f"Sunlight diaries {n}"}), client)
            assert found.outcome == "not_found"
        (line,) = client.remarks
    assert "CITEWARDEN_OPENALEX_KEY" in line
    assert "stale" not in line
    assert len(world.asked("openalex")) == 1


def test_crossrefs_token_is_a_header_and_goes_nowhere_else(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWARDEN_CROSSREF_KEY", " plus-1 ")
    with Client(world.network(), cache=None, now=NOW) as client:
        one(work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2019.12"), client)
    assert {r.headers.get("crossref-plus-api-token") for r in world.asked("crossref")} == {"Bearer plus-1"}
    others = [r for r in world.requests if r.service != "crossref"]
    assert others
    assert not any("crossref-plus-api-token" in r.headers for r in others)
    assert not any("plus-1" in r.url for r in world.requests)


# -- what was last known ------------------------------------------------------------


@pytest.mark.parametrize("trouble", [{"outage": True}, {"status": 503}, {"status": 403}, None])
def test_a_verdict_of_yesterday_stands_when_nobody_answers(
    world: World, tmp_path: Path, trouble: dict[str, Any] | None
) -> None:
    cited = {
        "right": work(FERRER.replace("2017.77", "2019.12"), FERRER_CSL, DOI="10.5555/exjbm.2019.12"),
        "wrong": work(FERRER, FERRER_CSL, DOI="10.5555/exjbm.2017.77"),
        "unregistered": work(FERRER.replace("2017.77", "2019.l2"), FERRER_CSL, DOI="10.5555/exjbm.2019.l2"),
        "by place": work(LEITE),
        "nowhere": work(QUILL, QUILL_CSL),
    }
    works = [replace(w, id=name) for name, w in cited.items()]
    with Client(world.network(), cache=tmp_path, now=NOW) as client:
        before = {r.work: r for r in resolve(works, library=Library(), client=client)}
    if trouble:
        world.inject("*", **trouble)
    with Client(world.network(), cache=tmp_path, now="2026-05-01T02:00:00Z", offline=not trouble) as client:
        after = {r.work: r for r in resolve(works, library=Library(), client=client)}
    for name in ("right", "wrong", "unregistered", "by place"):
        assert (after[name].outcome, after[name].csl, wrong(after[name])) == (
            before[name].outcome, before[name].csl, wrong(before[name]),
        ), name  # fmt: skip
        assert after[name].asked_at == NOW
        assert "as known on 2026-03-02" in after[name].note or after[name].candidates
    assert after["nowhere"].outcome == "unavailable", "not found then is not known now"


@pytest.mark.parametrize(("registered", "wrong"), [("10.5555/right.89", []), ("", ["10.5555/right.89"])])
def test_a_doi_that_the_registries_know_stands_whatever_a_note_has(registered: str, wrong: list[str]) -> None:
    work = Work("w", ("a#ref-1",), {"DOI": "10.5555/right.89"}, "", "10.5555/right.89")
    differences = (Difference("DOI", "10.5555/right.89", "10.5555/noted.98", "major"),)
    held = Resolution("w", "matched", "library", {"DOI": "10.5555/noted.98"}, 0.99, differences, record="a.md")
    said = Resolution("w", "matched" if registered else "unavailable", "crossref", {"DOI": registered})
    assert [d.printed for d in _joined(work, held, [said]).differences if d.field == "DOI"] == wrong
