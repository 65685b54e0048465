"""Works of one title: a printed identifier that leads to the wrong one of them is told, with the right one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.stages.test_other_worlds import errors, record, rules, said, world_of

from citewarden.model import Finding

Work = Mapping[str, Any]
OLD = record("Snoring", ["Adeyemi, Tola"], "Primary Sleep", "2010;2(1):5-9", "10.5555/ps.2010.5", "20000105")
NEW = record("Snoring", ["Adeyemi, Tola"], "Primary Sleep", "2019;11(4):201-207", "10.5555/ps.2019.201", "31000106")
PAPER = record("Salt and stroke", ["Nakamura, Ken"], "Vascular Notes", "2013;5(1):1-9", "10.5555/vn.1", "23000108")
LETTER = record("Salt and stroke", ["Petrov, Ilya"], "Vascular Notes", "2013;5(3):201", "10.5555/vn.201", "23000109")
REPORTS = [
    record("Annual report on falls", ["Moss, Ada"], "Ward Reports", f"20{n};{n}(1):{n}0-{n}9", f"10.5555/wr.{n}")
    for n in (15, 16, 17)
]
LONG = record(
    "Snoring in pregnancy", ["Adeyemi, Tola", "Roe, Jo"], "Primary Sleep", "2010;2(1):15-9", "10.5555/ps.2010.15"
)


def of(kind: str, doi: str, title: str, authors: list[str], year: str, agency: str = "Crossref", **more: str) -> Work:
    csl = {"type": kind, "title": title, "author": authors, "issued": year, "DOI": doi, **more}
    return {"key": doi, "csl": csl, "agency": agency}


WALK = "Walking groups after a heart attack"
WALKERS = ["Quist, Bo", "Lam, Wei"]
BESIDE = [
    record(WALK, WALKERS, "Campus Heart", "2020;7(2):130-141", "10.5555/ch.2020.130", "32100201"),
    of("dataset", "10.5061/dryad.walk7", f"Data from: {WALK}", WALKERS, "2020", "DataCite", publisher="Dryad"),
    of("document", "10.5555/ch.2020.130.s1", f"Supplement 1: {WALK}", WALKERS, "2020"),
    record(f"{WALK}: reply", WALKERS, "Campus Heart", "2020;7(4):301", "10.5555/ch.2020.301", "32100202"),
    of("book", "10.5555/nursing.2", "Nursing the old", ["Hart, June"], "2009", publisher="Fjord Press", edition="2"),
    of("book", "10.5555/nursing.3", "Nursing the old", ["Hart, June"], "2018", publisher="Fjord Press", edition="3"),
    of("book", "10.5555/feet.1", "Feet and shoes", ["Okri, Ben"], "2014", publisher="Fjord Press"),
    of("dataset", "10.5281/zenodo.771", "Data from: Naps of pilots", ["Ueda, Rin"], "2019", "DataCite"),
    of("document", "10.5555/proc.17", "Hot baths before bed", ["Ito, Yua"], "2017"),
]
ROPE = "Rope walking for balance after"
ROPERS = ["Idris, Sana", "Bell, Tom"]
SISTERS = [
    record(f"{ROPE} a fall", ROPERS, "Campus Heart", "2018;5(1):1-9", "10.5555/ch.2018.1", "30100301"),
    record(f"{ROPE} a stroke", ROPERS, "Campus Heart", "2018;5(4):310-18", "10.5555/ch.2018.310", "30100302"),
    record(f"{ROPE} an operation", ROPERS, "Campus Heart", "2019;6(2):77-84", "10.5555/ch.2019.77", "30100303"),
]
TAUGHT = record("Reading aloud on wards: a study", ["Rhys, Owen"], "Ward Reports", "2014;14(3):140-9", "10.5555/wr.140")
EVERY = (*SISTERS, TAUGHT, *BESIDE, OLD, LONG, NEW, PAPER, LETTER, *REPORTS)


def wrong(found: list[Finding]) -> list[str]:
    return [f.fix for f in found if f.rule_id == "wrong-doi"]


@pytest.mark.parametrize(
    ("entry", "right"),
    [
        ("Adeyemi T. Snoring. Primary Sleep. 2010;2(1):5-9. doi:10.5555/ps.2019.201", "10.5555/ps.2010.5"),
        ("Adeyemi T. Snoring. Primary Sleep. 2019;11(4):201-7. doi:10.5555/ps.2010.5", "10.5555/ps.2019.201"),
        ("Adeyemi T. Snoring. Primary Sleep. 2019;11(4):201-7. PMID: 20000105", "31000106"),
        ("Nakamura K. Salt and stroke. Vascular Notes. 2013;5(1):1-9. doi:10.5555/vn.201", "10.5555/vn.1"),
        ("Petrov I. Salt and stroke. Vascular Notes. 2013;5(3):201. doi:10.5555/vn.1", "10.5555/vn.201"),
        ("Moss A. Annual report on falls. Ward Reports. 2016;16(1):160-9. doi:10.5555/wr.17", "10.5555/wr.16"),
        ("Adeyemi T. Snoring. Primary Sleep. 2010;2(1):5-9. doi:10.5555/ps.2010.15", "10.5555/ps.2010.5"),
        (f"Quist B, Lam W. {WALK}. Campus Heart. 2020;7(2):130-41. doi:10.5061/dryad.walk7", "10.5555/ch.2020.130"),
        (f"Quist B, Lam W. {WALK}. Campus Heart. 2020;7(2):130-41. doi:10.5555/ch.2020.130.s1", "10.5555/ch.2020.130"),
        (f"Quist B, Lam W. {WALK}: reply. Campus Heart. 2020;7(4):301. doi:10.5555/ch.2020.130", "10.5555/ch.2020.301"),
        (f"Quist B, Lam W. {WALK}: reply. Campus Heart. 2020;7(4):301. PMID: 32100201", "32100202"),
        (
            f"Idris S, Bell T. {ROPE} a fall. Campus Heart. 2018;5:1-9. doi:10.5555/ch.2018.1. PMID: 30100302",
            "30100301",
        ),
        (
            f"Idris S, Bell T. {ROPE} a stroke. Campus Heart. 2018;5(4):310-8. doi:10.5555/ch.2018.310 PMID: 30100303",
            "30100302",
        ),
        (f"Idris S, Bell T. {ROPE} an operation. 2019. doi:10.5555/ch.2019.77. PMID 30100301", "30100303"),
        ("Hart J. Nursing the old. 3rd ed. Fjord Press; 2018. doi:10.5555/nursing.2", "10.5555/nursing.3"),
        ("Hart J. Nursing the old. 2nd ed. Fjord Press; 2009. doi:10.5555/nursing.3", "10.5555/nursing.2"),
    ],
)
def test_the_identifier_of_a_namesake_is_told(tmp_path: Path, entry: str, right: str) -> None:
    with world_of(*EVERY) as world:
        (fix,) = wrong(said(world, tmp_path, entry))
    assert right in fix


@pytest.mark.parametrize(
    "entry",
    [
        "Bell T, Poe A. Honey halves coughs in toddlers. Campus Heart. 2018;5(1):1-9. doi:10.5555/ch.2018.1",
        "Moreno V, Bell T. Green tea and hip fractures: a trial. Campus Heart. 2019;6(2):77-84. doi:10.5555/ch.2019.77",
        "Stone K, Nakamura K. Yoga for hay fever. Vascular Notes. 2013;5(1):1-9. doi:10.5555/vn.1",
    ],
)
def test_words_of_somebody_else_at_the_place_of_a_work_are_not_that_work(tmp_path: Path, entry: str) -> None:
    with world_of(*EVERY) as world:
        assert wrong(said(world, tmp_path, entry)) == [""]


@pytest.mark.parametrize(
    "entry",
    [
        "Rhys O. Voices at the bedside: reading aloud on wards [PhD thesis]. Newport: University of Usk; 2012.",
        "Rhys, O. (2013). Reading aloud on wards [Doctoral dissertation]. University of Usk.",
        "Rhys O. Reading aloud on wards: a study. Unpublished master's thesis, University of Usk, 2014.",
    ],
)
def test_a_thesis_is_not_the_paper_that_came_of_it(tmp_path: Path, entry: str) -> None:
    with world_of(*EVERY) as world:
        assert "differs-from-record" not in rules(said(world, tmp_path, entry))


@pytest.mark.parametrize(
    "entry",
    [
        "Adeyemi T. Snoring. Primary Sleep. 2010;2(1):5-9. doi:10.5555/ps.2010.5",
        f"Idris S, Bell T. {ROPE} a fall. Campus Heart. 2018;5:1-9. doi:10.5555/ch.2018.1. PMID: 30100301",
        "Idris S, Bell T. Balance on a rope. Campus Heart. 2018;5(1):1-9. doi:10.5555/ch.2018.1",
        "Rhys O. Reading aloud on wards. Ward Reports. 2014;14(3):140-9. doi:10.5555/wr.140",
        "Adeyemi T. Snoring. Primary Sleep. 2011;2(1):6-9. doi:10.5555/ps.2010.5",
        "Adeyemi T, Roe J. Snoring. Primary Sleep. 2010;2(1):16-9. doi:10.5555/ps.2010.15",
        "Adeyemi T. Snoring. Primary Sleep. 2012;4(1):77-9. doi:10.5555/ps.2010.5",
        "Nakamura K. Salt and stroke. Vascular Notes. 2013;6(1):11-9. doi:10.5555/vn.1",
        "Moss A. Annual report on falls. Ward Reports. 2016;61(1):106-9. doi:10.5555/wr.16",
        f"Quist B, Lam W. Data from: {WALK} [dataset]. Dryad; 2020. doi:10.5061/dryad.walk7",
        f"Quist B, Lam W. {WALK}: a trial in three towns. Campus Heart. 2020;7(2):103-14. doi:10.5555/ch.2020.130",
        f"Quist B, Lam W. {WALK}: authors' reply. Campus Heart. 2020;7(4):303. doi:10.5555/ch.2020.301",
        "Hart J. Nursing the old. 3rd ed. Fjord Press; 2019. doi:10.5555/nursing.3",
        "Okri B. Feet and shoes. Fjord Press; 2016. doi:10.5555/feet.1",
        "Ueda R. Naps of pilots. Sleep Notes. 2019;4(2):20-9. doi:10.5281/zenodo.771",
        "Ito Y. Hot baths before bed. Proc Sleep Soc. 2017;3:41-4. doi:10.5555/proc.17",
    ],
)
def test_a_careless_entry_is_no_namesake(tmp_path: Path, entry: str) -> None:
    """No work is what the words say to the letter: the entry differs from its record, and no more."""
    with world_of(*EVERY) as world:
        assert not errors(said(world, tmp_path, entry))


BOOKS = [
    of(
        "book",
        "10.5555/pain.book",
        "Pain at home",
        ["Eder, Max"],
        "2019",
        publisher="Fjord Press",
        ISBN="9780000000200",
    ),
    of("book", "10.5555/skin.book", "Skin in old age: a handbook", ["Pohl, Iris"], "2015", publisher="Fjord Press"),
    of("book", "10.5555/guts.book", "Gut feelings", ["Rey, Ana"], "2016", publisher="Lakeside"),
    of(
        "chapter",
        "10.5555/guts.book.3",
        "Bloating after bread",
        ["Lund, Kai"],
        "2016",
        **{"container-title": "Gut feelings", "page": "44-51"},
    ),
]
CHAPTERS = [
    "Oyelaran B. Heat packs. In: Eder M, editor. Pain at home. Fjord Press; 2019. p. 120-33. doi:10.5555/pain.book",
    "Oyelaran B. Heat packs. In: Eder M, editor. Pain at home. Fjord Press; 2019. p. 120-33. ISBN 9780000000200",
    "Oyelaran, B. (2019). Heat packs. In M. Eder (Ed.), Pain at home (pp. 120–133). Fjord Press."
    " https://doi.org/10.5555/pain.book",
    "Falk S. Itch without rash. In: Pohl I, editor. Skin in old age. Fjord; 2015. p. 12-30. doi:10.5555/skin.book",
    "Lund K. Bloating after bread. In: Rey A, ed. Gut feelings. Lakeside, 2016:44-51. https://doi.org/10.5555/guts.book",
]


@pytest.mark.parametrize("entry", CHAPTERS)
def test_a_chapter_may_be_cited_by_the_number_of_its_book(tmp_path: Path, entry: str) -> None:
    with world_of(*BOOKS) as world:
        assert not rules(said(world, tmp_path, entry)) & {"wrong-doi", "fabricated-reference", "differs-from-record"}


@pytest.mark.parametrize("entry", CHAPTERS[::3])
def test_a_chapter_with_the_number_of_another_book_is_told(tmp_path: Path, entry: str) -> None:
    entry = re.sub(r"10\.5555/\w+\.book", "10.5555/guts.book", entry)
    with world_of(*BOOKS) as world:
        assert "wrong-doi" in rules(said(world, tmp_path, entry))


def test_what_became_of_a_chapter_is_told_though_its_book_is_printed(tmp_path: Path) -> None:
    taken_back = {"type": "retraction", "of": "10.5555/guts.book.3", "date": "2020-01-01", "seen_by": ["crossref"]}
    with world_of(*BOOKS, notices=[taken_back]) as world:
        assert "retracted-reference" in errors(said(world, tmp_path, CHAPTERS[-1]))


def edition(number: str, year: str, isbn: str, title: str = "Wounds at home") -> Work:
    csl = {"type": "book", "title": title, "author": ["Berg, Liv", "Orr, Tom"], "issued": year, "ISBN": isbn,
           "publisher": "Fjord Press", "edition": number}  # fmt: skip
    return {"key": isbn, "csl": csl, "known_to": ["openlibrary"]}


SHELF = [
    edition("4", "2011", "9780000000217"),
    edition("5", "2019", "9780000000224"),
    edition("1", "2003", "9780000000231", "Feet of runners"),
    edition("2", "2012", "9780000000248", "Feet of runners"),
]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Berg L, Orr T. Wounds at home. 4th ed. Fjord Press; 2011.", {"newer-edition"}),
        ("Berg, L., & Orr, T. (2011). Wounds at home (4th ed.). Fjord Press.", {"newer-edition"}),
        ("Berg L, Orr T. Wounds at home. 4th ed., reprinted. Fjord Press; 2013.", {"newer-edition"}),
        ("Berg L, Orr T. Feet of runners. Fjord Press; 2003.", {"newer-edition"}),
        ("Berg L, Orr T. Wounds at home. 5th ed. Fjord Press; 2019.", set()),
        ("Berg L, Orr T. Wounds at home. 5th ed., second impression. Fjord Press; 2022.", set()),
        ("Berg L, Orr T (2017) Feet of runners, 2nd edn (reprinted). Fjord Press, Leeds", set()),
        ("Berg L, Orr T. Feet of runners. 2nd ed. Fjord Press; 2017 [reprint].", set()),
    ],
)
def test_editions_of_a_book_without_a_printed_number(tmp_path: Path, entry: str, told: set[str]) -> None:
    with world_of(*SHELF) as world:
        assert rules(said(world, tmp_path, entry)) & {"newer-edition", "differs-from-record"} == told


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Kurz P, Bell T, Wolf N. Rope walking for hope after a burn. Campus Heart. 2018;5(1):1-9.", "fabricated"),
        ("Wolf N, Idris S. Ladder climbing for balance after a move. Campus Heart. 2019;6(2):77-84.", "fabricated"),
        ("Kurz P, Lam W, Wolf N. Running groups after a brain injury. Campus Heart. 2020;7(2):130-41.", "fabricated"),
        (f"Kurz P, Idris S. {ROPE} a fall. Campus Heart. 2018;5(1):1-9.", "differs"),
        (f"Bell T. {ROPE} a fall. Campus Heart. 2018;5(1):1-9.", ""),
        (f"Idris S, Bell T. {ROPE} a fall. Campus Heart. 2018;5(1):1-9.", ""),
        (f"Idris S, Bell T. {ROPE} a fall. Ward Reports. 2011;2(4):40-8.", "unresolved"),
    ],
)
def test_people_and_words_put_together_of_two_works(tmp_path: Path, entry: str, told: str) -> None:
    with world_of(*EVERY) as world:
        found = [f for f in said(world, tmp_path, entry) if f.rule_id.split("-")[0] in ("fabricated", "differs")]
        found = found or [f for f in said(world, tmp_path, entry) if f.rule_id == "unresolved-reference"]
    assert [f.rule_id.split("-")[0] for f in found] == ([told] if told else [])
    if told == "unresolved":
        assert "stands in Campus Heart 2018;5(1):1-9: is that the one meant?" in found[0].message


FIRST = record("Tea and hip pain", ["Moss, Ada", "Lam, Wei"], "Hip J", "2012;3(1):11-19", "10.5555/hj.11", "22000401")
AGAIN = record("Tea and hip pain", ["Moss, Ada", "Lam, Wei"], "Hip J", "2014;5(2):90-99", "10.5555/hj.90", "24000402")
MARKED = record("Tea and hip pain (corrected and republished)", ["Moss, Ada", "Lam, Wei"], "Hip J", "2014;5(2):90-99",
                "10.5555/hj.90", "24000402")  # fmt: skip
OTHERS = record("Tea and hip pain", ["Moss, Ada", "Roe, Jo"], "Hip J", "2014;5(3):140", "10.5555/hj.140", "24000403")


@pytest.mark.parametrize(
    ("title", "works", "named"),
    [
        ("Notice of retraction and replacement. Tea and hip pain", [AGAIN], "10.5555/hj.90"),
        ("Retraction and republication: Tea and hip pain", [MARKED], "10.5555/hj.90"),
        ("Retraction and replacement: Tea and hip pain", [AGAIN, OTHERS], "10.5555/hj.90"),
        ("Retraction notice: Tea and hip pain", [OTHERS], ""),
        ("Notice of retraction and replacement. Tea and hip pain", [], ""),
    ],
)
def test_the_notice_of_a_replacement_is_not_what_is_to_be_cited(
    tmp_path: Path, title: str, works: list[Work], named: str
) -> None:
    notice = record(title, [], "Hip J", "2014;5(2):89", "10.5555/hj.89", "24000404")
    row = {"type": "retraction", "of": FIRST["key"], "by": notice["key"], "date": "2014-02-01", "record_id": "99",
           "nature": "Retraction", "reasons": ["Retract and Replace"], "seen_by": ["retraction_watch"]}  # fmt: skip
    with world_of(FIRST, notice, *works, notices=[row]) as world:
        entry = "Moss A, Lam W. Tea and hip pain. Hip J. 2012;3(1):11-9. doi:10.5555/hj.11"
        (found,) = [f for f in said(world, tmp_path, entry) if f.rule_id == "replaced-reference"]
    assert (named in found.fix) if named else not found.fix
    assert "otice" not in found.message.split("(")[0]


TAPE = record("Taping an ankle before netball", ["Quirke, Ada", "Bosman, Piet"], "Hip J", "2014;5(4):161-169",
              "10.5555/hj.161", "24000501")  # fmt: skip
WALK = record("Nordic walking after a hip fracture", ["Ismay, Huda", "Crane, Bob"], "Hip J", "2011;2(3):233-241",
              "10.5555/hj.233", "21000502")  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Ismay H, Crane B. Taping an ankle before netball. Hip J. 2011;2(3):233-41.", True),
        ("Ismay H, Crane B. Taping an ankle before netball. Hip J. 2011;2(3):233-41. doi:10.5555/hj.233", True),
        ("Ismay H, Crane B. Taping an ankle before netball. Hip J. 2011;2(3):233-41. doi:10.5555/hj.161", True),
        ("Quirke A, Bosman P. Taping an ankle before netball. Hip J. 2011;2(3):233-41. PMID: 21000502", True),
        ("Quirke A, Bosman P. Nordic walking after a hip fracture. Hip J. 2014;5(4):161-9. doi:10.5555/hj.161", True),
        ("Quirke A, Bosman P. Taping an ankle before netball. Hip J. 2014;5(4):161-9. doi:10.5555/hj.233", False),
        ("Quirke A, Bosman P. Taping an ankle before netball. Hip J. 2014;5(4):233-41.", False),
        ("Quirke A, Bosman P. Taping an ankle before netball. Hip J. 2013;4(4):161-9.", False),
        ("Quirke A, Bosman P. Taping an ankle before netball. Hip J. 2014;5(4):161-9.", False),
    ],
)
def test_an_entry_with_the_title_of_one_work_and_the_place_of_another(tmp_path: Path, entry: str, told: bool) -> None:
    with world_of(TAPE, WALK) as world:
        found = [f for f in said(world, tmp_path, entry) if f.rule_id == "fabricated-reference"]
    assert [TAPE["csl"]["title"] in f.message and WALK["csl"]["title"] in f.message for f in found] == [True] * told


@pytest.mark.parametrize(
    ("registry", "held", "entry", "differs"),
    [
        (
            "crossref",
            {"issued": "2010", "volume": "1", "page": "1-9"},
            "Hip J. 2014;5(4):161-9. doi:10.5555/hj.161",
            "",
        ),
        ("crossref", {"container-title": "Hips and Knees Today"}, "Hip J. 2014;5(4):161-9. doi:10.5555/hj.161", ""),
        ("crossref", {"title": "Original Article"}, "Hip J. 2014;5(4):161-9. doi:10.5555/hj.161", ""),
        ("crossref", {"page": "1-7"}, "Hip J. 2014;5(4):161-9. doi:10.5555/hj.161", ""),
        ("pubmed", {"issued": "2015", "volume": "6"}, "Hip J. 2014;5(4):161-9. PMID: 24000501", ""),
        ("crossref", {"volume": "1"}, "Hip J. 2014;5(4):171-9. doi:10.5555/hj.161", "first page 171"),
        ("pubmed", {"volume": "6"}, "Hip J. 2011;5(4):161-9. PMID: 24000501", "year 2011"),
        ("crossref", {"page": "1-7"}, "Hip Journal of the North. 2014;5(4):21-9. doi:10.5555/hj.161", "first page 21"),
    ],
)
def test_what_another_registry_says_as_the_entry_does_is_no_difference(
    tmp_path: Path, registry: str, held: dict[str, str], entry: str, differs: str
) -> None:
    with world_of({**TAPE, "registered": {registry: held}}) as world:
        found = said(world, tmp_path, f"Quirke A, Bosman P. Taping an ankle before netball. {entry}")
    told = [f.message for f in found if f.rule_id == "differs-from-record"]
    assert bool(told) is bool(differs), told
    assert all(differs in each for each in told), told
    assert not rules(found) & {"wrong-doi", "fabricated-reference", "unresolved-reference"}


CAP = record("Cold caps and hair loss", ["Amadi, Ngozi"], "Hip J", "2016;7(1):5-12", "10.5555/hj.5", "26000601")


@pytest.mark.parametrize(
    ("entry", "meant"),
    [
        ("Amadi N. Cold caps and hair loss. Hip J. doi:10.5555/hj.99", True),
        ("Amadi. Cold caps and hair loss. Hip J, 2017. https://doi.org/10.5555/hj.99", True),
        ("Amadi N. Cold caps and hair loss. 2017. PMID: 26000602", True),
        ("Amadi N. Correction: Cold caps and hair loss. Hip J. 2017;8(1):99. doi:10.5555/hj.99", False),
    ],
)
def test_the_paper_of_a_notice_is_proposed_where_its_title_is_printed(tmp_path: Path, entry: str, meant: bool) -> None:
    notice = record(f"Correction: {CAP['csl']['title']}", ["Amadi, Ngozi"], "Hip J", "2017;8(1):99", "10.5555/hj.99",
                    "26000602", publication_types=["Published Erratum"])  # fmt: skip
    row = {"type": "correction", "of": CAP["key"], "by": notice["key"], "date": "2017-01-10", "record_id": "98",
           "nature": "Correction", "reasons": ["Error in Data"],
           "seen_by": ["crossref", "pubmed", "europepmc"]}  # fmt: skip
    with world_of(CAP, notice, notices=[row]) as world:
        (found,) = [f for f in said(world, tmp_path, entry) if f.rule_id in ("notice-cited", "wrong-doi")]
    assert ("in place of the notice" in found.message or "Use the right one" in found.message) is meant
