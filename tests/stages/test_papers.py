"""PDFs as sources, from a world on loopback: open copies, cited files and files in references/, each with its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citewarden.model import Passage, Resolution, Work
from citewarden.registries import unpaywall
from citewarden.registries.library import Library, load
from citewarden.stages.fetch import fetch
from citewarden.testing import pdfs
from citewarden.testing.pdfs import hostile, pdf, raised
from citewarden.testing.world import World
from citewarden.text import pdf_pages
from citewarden.web.client import Client

NOW = "2026-03-02T02:00:00+00:00"
LATER = "2026-03-20T02:00:00+00:00"
TITLE = "A tea for sleep in older adults"
DOI = "10.5555/tea.1"
FIRST = [
    f"Example Journal of Sleep 2020. doi:{DOI}",
    TITLE,
    "Jane Doe, Chidi Okafor",
    "Abstract",
    "The tea was given to many, and those who had it slept rather better.",
]
SECOND = [
    "Results",
    "Adults who drank the tea slept twenty minutes longer than those who",
    f"drank water{raised('12')}, and the risk of a fall was 2.5{raised('13')} in the others.",
    "References",
    "1. Roe B. Adults who drank coffee slept eleven minutes less. J Ex 2001;1:1-9.",
]
PDF = pdf([FIRST, SECOND])
CSL: dict[str, Any] = {
    "type": "article-journal", "title": TITLE, "DOI": DOI, "container-title": "Example Journal of Sleep",
    "issued": {"date-parts": [[2020]]}, "author": [{"family": "Doe", "given": "Jane"}],
}  # fmt: skip
WORK = Work(f"doi:{DOI}", ("a#ref-1",), CSL, DOI=DOI)
AT = "http://repository.example/download/1"


def held(*copies: dict[str, Any]) -> dict[str, Any]:
    return {"key": "tea", "csl": CSL, "copies": list(copies)}


def copy(url: str = AT, version: str = "acceptedVersion", **more: Any) -> dict[str, Any]:
    return {"pdf": url, "version": version, "license": "cc-by-nc", **more}


def page(url: str = AT, body: str = PDF, media: str = "application/pdf", **more: Any) -> dict[str, Any]:
    return {"url": url, "body": body, "media": media, **more}


@pytest.fixture(autouse=True)
def _taken_apart_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """That a PDF is taken apart in a process of its own is tested in `text/test_pdf_pages.py`."""
    monkeypatch.setattr(pdf_pages, "read", pdfs.read)


@pytest.fixture
def world() -> Iterator[World]:
    with World() as made:
        yield made


def got(world: World, *, cache: Path | None = None, now: str = NOW, offline: bool = False, **changes: Any) -> Any:
    with Client(world.network(**changes), cache=cache, now=now, offline=offline) as client:
        return fetch([WORK], [], library=Library(), client=client)


def texts(rows: list[Passage]) -> str:
    return " ".join(p.text for p in rows if p.reach == "full_text")


def test_an_open_copy_is_read_with_pages_version_and_licence(world: World) -> None:
    world.add(works=[held(copy())], pages=[page()])
    rows = [p for p in got(world) if p.reach == "full_text"]
    (row,) = [p for p in rows if "twenty minutes" in p.text]
    assert (row.locator, row.section, row.source, row.retrieved_at) == ("p. 2", "Results", AT, NOW)
    assert row.copy == "PDF, accepted manuscript, CC BY-NC"
    assert row.text.endswith("drank water, and the risk of a fall was 2.5 in the others.")
    assert "coffee" not in texts(rows)


def test_the_record_of_openalex_is_enough(world: World) -> None:
    world.add(works=[held(copy())], pages=[page()])
    assert "twenty minutes" in texts(got(world))
    assert not world.asked("unpaywall")
    assert len(world.asked("openalex")) == 1


def test_unpaywall_is_asked_with_a_mail_address_where_openalex_knows_no_copy(world: World) -> None:
    world.add(works=[held(copy(seen_by=["unpaywall"]))], pages=[page()])
    assert "twenty minutes" in texts(got(world))
    (asked,) = world.asked("unpaywall")
    assert asked.fields["email"] == "editor@newsroom.example"


def test_unpaywall_is_not_asked_without_a_mail_address_nor_where_it_is_switched_off(world: World) -> None:
    world.add(works=[held(copy(seen_by=["unpaywall"]))], pages=[page()])
    (row,) = got(world, contact="")
    assert "network.contact" in row.note
    registries = world.network().registries
    off = {**registries, "unpaywall": replace(registries["unpaywall"], enabled=False)}
    (row,) = got(world, registries=off)
    assert row.reach == "none"
    assert not world.asked("unpaywall")


def test_unpaywall_is_asked_no_more_than_is_welcome(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpaywall, "COPIES", replace(unpaywall.COPIES, a_day=0))
    world.add(works=[held(copy(seen_by=["unpaywall"]))], pages=[page()])
    (row,) = got(world)
    assert "used up" in row.note
    assert not world.asked("unpaywall")


def test_a_mail_address_that_is_refused_is_said(world: World) -> None:
    world.add(works=[held()])
    (row,) = got(world, contact="me@example.com")
    assert "refuses the mail address" in row.note


def test_a_house_that_wants_no_open_copies_asks_for_none(world: World) -> None:
    world.add(works=[held(copy())], pages=[page()])
    (row,) = got(world, open_copies=False)
    assert row.reach == "none"
    assert not world.asked("repository.example")
    assert not world.asked("unpaywall")


def test_europe_pmc_full_text_comes_first(world: World) -> None:
    csl = {**CSL, "PMID": "31", "PMCID": "PMC31"}
    whole = {"Results": ["Adults who drank the tea slept longer than those who drank water."]}
    world.add(works=[{**held(copy()), "csl": csl, "full_text": whole}], pages=[page()])
    rows = got(world)
    assert {p.copy for p in rows} == {""}
    assert not world.asked("repository.example")
    assert not world.asked("unpaywall")


@pytest.mark.parametrize(
    "served",
    [
        page(media="text/html", body="<html><title>Sign in</title><p>Sign in to read this paper.</p></html>"),
        page(does="blocked"),
        page(does="login"),
        page(does="gone"),
        page(does="parked"),
        page(does="soft-404"),
        page(does="moved-home"),
        page(body="<html>This is no PDF at all, whatever its header says.</html>"),
        page(body=pdf([["A leaflet about another thing", "that has nothing to do with it."]])),
        page(body=pdf([[f"Comment on: {TITLE}", "It is said in a letter that all of this may be wrong."]])),
        *(page(body=body) for kind, body in hostile().items() if kind in ("a scan", "locked", "no pages", "cut short")),
    ],
    ids=lambda p: str(p.get("does") or p["media"] + p["body"][:12]),
)
def test_what_is_not_the_paper_is_never_read_as_it(world: World, served: dict[str, Any]) -> None:
    world.add(works=[held(copy())], pages=[served])
    (row,) = got(world)
    assert (row.reach, row.text) == ("none", "")
    assert "repository.example could not be read" in row.note
    assert "\n" not in row.note


def test_the_next_copy_is_read_where_the_first_cannot(world: World) -> None:
    other = "http://archive.example/tea.pdf"
    world.add(works=[held(copy(), copy(other, "publishedVersion"))], pages=[page(does="blocked"), page(other)])
    rows = got(world)
    assert {p.source for p in rows} == {other}
    assert {p.copy for p in rows} == {"PDF, published version, CC BY-NC"}


@pytest.mark.parametrize("version", ["submittedVersion", ""])
def test_what_stood_before_review_is_not_the_work(world: World, version: str) -> None:
    world.add(works=[held(copy(version=version))], pages=[page()])
    (row,) = got(world)
    assert "before review" in row.note
    assert not world.asked("repository.example")


def test_robots_and_size_are_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shut = {"host": "repository.example", "robots": "User-agent: *\nDisallow: /download/\n"}
    world.add(works=[held(copy())], pages=[page()], sites=[shut])
    (row,) = got(world)
    assert "robots" in row.note
    assert not world.asked("repository.example", "/download/1")
    world.add(sites=[{**shut, "robots": ""}])
    monkeypatch.setattr(pdf_pages, "LARGEST", 300)
    (row,) = got(world)
    assert "too large" in row.note


def test_an_outage_is_open_and_what_was_read_before_stands_with_its_date(world: World, tmp_path: Path) -> None:
    world.add(works=[held(copy(seen_by=["unpaywall"]))], pages=[page()])
    with world.inject("unpaywall", status=503):
        (row,) = got(world)
        assert "Unpaywall could not be asked" in row.note
    assert "twenty minutes" in texts(got(world, cache=tmp_path))
    before = len(world.requests)
    assert "twenty minutes" in texts(got(world, cache=tmp_path))
    assert not [r for r in world.requests[before:] if r.service in ("unpaywall", "repository.example")]
    for trouble in ({"service": "unpaywall", "status": 503}, {"service": "repository.example", "outage": True}):
        with world.inject(**trouble):  # type: ignore[arg-type]
            rows = got(world, cache=tmp_path, now=LATER)
            assert "twenty minutes" in texts(rows)
    with world.inject("repository.example", outage=True):
        assert {p.retrieved_at for p in got(world, cache=tmp_path, now="2026-05-01T00:00:00+00:00")} <= {NOW, LATER}
    assert "twenty minutes" in texts(got(world, cache=tmp_path, now=LATER, offline=True))


def test_a_cited_pdf_is_read_with_its_pages(world: World) -> None:
    url = "http://health.example/guideline.pdf"
    world.add(pages=[page(url)])
    work = Work(f"url:{url}", ("a#ref-1",), {"type": "webpage", "title": "Sleep"}, URL=url)
    with Client(world.network(), cache=None, now=NOW) as client:
        rows = fetch([work], [], library=Library(), client=client)
    (row,) = [p for p in rows if "twenty minutes" in p.text]
    assert (row.reach, row.locator, row.copy, row.source) == ("full_text", "p. 2", "PDF", url)


# Files in references/ -------------------------------------------------------------------------------------------------


def local(folder: Path, world: World, *works: Work) -> tuple[dict[str, list[Passage]], list[str]]:
    with Client(world.network(), cache=folder / "state", now=NOW, offline=True) as client:
        rows = fetch(works or [WORK], [], library=load(folder), client=client)
        remarks = list(client.remarks)
    out: dict[str, list[Passage]] = {}
    for row in rows:
        out.setdefault(row.work, []).append(row)
    return out, remarks


UNNAMED = [line for line in FIRST if "doi:" not in line]
OTHER = Work("w2", ("a#ref-2",), {**CSL, "title": "A cake for sleep in older adults", "DOI": "10.5555/cake.1"},
             DOI="10.5555/cake.1")  # fmt: skip
NO_DOI = Work("w3", ("a#ref-3",), {k: v for k, v in CSL.items() if k != "DOI"})


@pytest.mark.parametrize(
    ("pages", "info", "work"),
    [
        ([FIRST, SECOND], {}, WORK),
        ([UNNAMED, SECOND], {"Subject": f"doi:{DOI}"}, WORK),
        ([["Something else on the first sheet, and in other words."], SECOND], {"doi": DOI}, WORK),
        ([UNNAMED, SECOND], {}, WORK),
        ([UNNAMED, SECOND], {}, NO_DOI),
        ([["A sheet of the library that lends this paper."], UNNAMED, SECOND], {}, WORK),
    ],
)
def test_a_file_is_matched_by_doi_or_title(
    world: World, tmp_path: Path, pages: list[list[str]], info: dict[str, str], work: Work
) -> None:
    (tmp_path / "any name.pdf").write_text(pdf(pages, info))
    found, remarks = local(tmp_path, world, work, OTHER)
    (row,) = [p for p in found[work.id] if "twenty minutes" in p.text]
    assert (row.source, row.copy, row.locator) == ("any name.pdf", "PDF in references/", f"p. {len(pages)}")
    assert {p.reach for p in found["w2"]} == {"none"}
    assert remarks == []


@pytest.mark.parametrize(
    ("pages", "info"),
    [
        ([["Something else", "that no reference of the article names."]], {}),
        ([UNNAMED, SECOND], {"Subject": "doi:10.5555/another.9"}),
        ([[f"Comment on: {TITLE}", "Jane Doe"], SECOND], {}),
        ([[f"Correction to: {TITLE}", "Jane Doe"], SECOND], {}),
        ([["A letter", "It is short.", "References", f"1. Doe J. {TITLE}. Ex J Sleep 2020. doi:{DOI}"]], {}),
        ([[TITLE, "by people of other names", "in quite another year: 1998"], SECOND], {}),
    ],
)
def test_a_file_that_is_no_listed_source_is_told_and_never_guessed(
    world: World, tmp_path: Path, pages: list[list[str]], info: dict[str, str]
) -> None:
    (tmp_path / "odd.pdf").write_text(pdf(pages, info))
    found, remarks = local(tmp_path, world)
    assert {p.reach for p in found[WORK.id]} == {"none"}
    (line,) = remarks
    assert "odd.pdf is no listed source" in line
    assert "\n" not in line


NAMELESS = replace(WORK, id="w4", DOI="", csl={"type": "report", "title": TITLE, "publisher": "Ministry of Teas"})


@pytest.mark.parametrize(
    ("work", "first", "is_it"),
    [
        (NAMELESS, [TITLE, "Ministry of Teas"], True),
        (NAMELESS, [TITLE, "A paper of the ministry-of teas, for all"], True),
        (NAMELESS, [TITLE, "Ministry of Coffees"], False),
        (NO_DOI, [TITLE, "Example Journal of Sleep", "by people of other names, 2020"], False),
        (NO_DOI, [TITLE, "Example Journal of Sleep 2020", "Chidi Okafor"], False),
        (NO_DOI, [TITLE, "In another journal", "J. Doe, 2020"], True),
    ],
)
def test_who_made_it_is_the_author_and_only_without_one_the_publisher(
    world: World, tmp_path: Path, work: Work, first: list[str], is_it: bool
) -> None:
    (tmp_path / "any.pdf").write_text(pdf([first, SECOND]))
    found, remarks = local(tmp_path, world, work)
    assert ({p.source for p in found[work.id]} == {"any.pdf"}) is is_it
    assert bool(remarks) is not is_it


def test_a_file_that_may_be_two_works_is_neither(world: World, tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_text(pdf([[*UNNAMED, "A cake for sleep in older adults"], SECOND]))
    found, remarks = local(tmp_path, world, WORK, OTHER)
    assert {p.reach for rows in found.values() for p in rows} == {"none"}
    assert "may be any of 2 listed sources" in remarks[0]


def test_company_changes_nothing(world: World, tmp_path: Path) -> None:
    shorter = replace(OTHER, csl={**OTHER.csl, "title": "A tea for sleep in older"})
    (tmp_path / "tea.pdf").write_text(pdf([UNNAMED, SECOND]))
    alone, _ = local(tmp_path, world, shorter)
    both, remarks = local(tmp_path, world, WORK, shorter)
    assert alone[shorter.id] == both[shorter.id]
    assert {p.source for p in both[WORK.id]} == {"tea.pdf"}
    assert remarks == []


@pytest.mark.parametrize("kind", ["a scan", "locked", "no pages", "cut short", "a form that draws itself"])
def test_files_that_cannot_be_read_are_one_line(world: World, tmp_path: Path, kind: str) -> None:
    (tmp_path / "odd.pdf").write_text(hostile()[kind])
    found, remarks = local(tmp_path, world)
    assert {p.reach for p in found[WORK.id]} == {"none"}
    (line,) = remarks
    assert "odd.pdf cannot be read" in line


def test_a_file_beside_its_note_is_the_notes(world: World, tmp_path: Path) -> None:
    note = f"---\ntitle: {TITLE}\nDOI: {DOI}\n---\n\n## p. 2\n\nAdults slept longer.\n"
    (tmp_path / "tea.md").write_text(note)
    (tmp_path / "tea.pdf").write_text(pdf([UNNAMED, SECOND]))
    resolution = Resolution(WORK.id, "matched", "library", {"DOI": DOI}, record="tea.md")
    with Client(world.network(), cache=None, now=NOW, offline=True) as client:
        rows = fetch([WORK], [resolution], library=load(tmp_path), client=client)
        assert not client.remarks
    assert {(p.reach, p.locator) for p in rows} >= {("note", "p. 2"), ("full_text", "p. 2")}


def test_a_file_is_taken_apart_once(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tea.pdf").write_text(PDF)
    local(tmp_path, world)
    monkeypatch.setattr(pdf_pages, "read", lambda *args, **kinds: pytest.fail("read again"))
    found, _ = local(tmp_path, world)
    assert any("twenty minutes" in p.text for p in found[WORK.id])


def test_without_any_pdf_nothing_is_loaded_for_them(world: World, tmp_path: Path) -> None:
    import subprocess
    import sys

    code = "import sys, citewarden.stages.fetch; sys.exit('pypdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
