"""Notices: every kind in the demo's world, real recorded answers, outages, and ten thousand works."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from citewarden import config
from citewarden.model import Notice, Resolution, Work
from citewarden.stages.notices import notices
from citewarden.testing.world import World
from citewarden.web.client import Client

NOW = "2026-03-02T02:00:00+00:00"


def matched(doi: str = "", pmid: str = "", **csl: Any) -> tuple[Work, Resolution]:
    item = {"type": "article-journal", "DOI": doi, "PMID": pmid, **csl}
    key = f"doi:{doi}" if doi else f"pmid:{pmid}"
    return Work(key, ("a#ref-1",), {}, DOI=doi, PMID=pmid), Resolution(key, "matched", "crossref", item)


def said(pairs: Sequence[tuple[Work, Resolution]], client: Client) -> list[Notice]:
    return notices([w for w, _ in pairs], [r for _, r in pairs], client=client)


@pytest.fixture
def client(world: World) -> Iterator[Client]:
    with Client(world.network(), cache=None, now=NOW) as opened:
        yield opened


def types(rows: Sequence[Notice]) -> set[str]:
    return {n.type for n in rows}


@pytest.mark.parametrize(
    ("doi", "pmid", "expected", "sources"),
    [
        ("10.5555/exji.2016.55", "90000201", "retraction", {"crossref", "pubmed", "europepmc", "retraction_watch"}),
        ("10.5555/exji.2019.120", "90000203", "expression_of_concern", {"crossref", "pubmed", "retraction_watch"}),
        ("10.5555/exji.2022.10", "90000205", "erratum", {"pubmed", "europepmc"}),
        ("10.5555/exjc.2018.201", "90000102", "retract_and_replace", {"crossref", "pubmed", "europepmc"}),
        ("10.1016/s0140-6736(10)60175-4", "20137807", "is_notice", {"pubmed", "europepmc", "crossref"}),
        ("10.5555/expre.2022.0417", "", "published_version", {"crossref"}),
        ("10.5555/exdata.40.v1", "", "new_version", {"datacite"}),
        ("10.1002/14651858.cd000980.pub3", "", "new_version", {"crossref"}),
    ],
)
def test_every_kind_is_found_where_it_is_recorded(
    client: Client, doi: str, pmid: str, expected: str, sources: set[str]
) -> None:
    rows = said([matched(doi, pmid)], client)
    found = {n.source.split("/")[0] for n in rows if n.type == expected}
    assert sources <= found
    assert all(n.asked_at == NOW for n in rows if n.type not in ("unavailable", "superseded"))
    if expected not in ("retraction", "retract_and_replace"):
        assert not types(rows) & {"retraction", "withdrawal", "removal", "retract_and_replace"}


def test_replacements_are_named(client: Client) -> None:
    works = [matched("10.5555/exjc.2018.201", "90000102"), matched("10.5555/expre.2022.0417")]
    rows = said([*works, matched("10.5555/exdata.40.v1")], client)
    for kind in ("retract_and_replace", "published_version", "new_version"):
        full = [n.replacement for n in rows if n.type == kind and n.source != "openalex"]
        assert any(r.get("title") and r.get("author") and r.get("DOI") for r in full), kind


def test_a_clean_work_is_said_to_be_clean_by_those_who_hold_it(client: Client) -> None:
    rows = said([matched("10.1002/ana.21719", "19798635")], client)
    assert {(n.type, n.source) for n in rows} == {
        ("none", s) for s in ("crossref", "pubmed", "europepmc", "openalex", "retraction_watch")
    }


@pytest.mark.parametrize("service", ["crossref", "pubmed", "europepmc", "retraction_watch"])
def test_an_outage_never_reads_clean(world: World, client: Client, service: str) -> None:
    world.inject(service, status=503)
    rows = said([matched("10.1002/ana.21719", "19798635")], client)
    assert [n.source for n in rows if n.type == "unavailable"] == [service]
    assert not [n for n in rows if n.type == "none" and n.source == service]


def test_what_one_registry_knows_is_said_though_another_is_silent(world: World, client: Client) -> None:
    world.inject("crossref", outage=True)
    world.inject("retraction_watch", truncate=True)
    rows = said([matched("10.5555/exji.2016.55", "90000201")], client)
    assert {n.source for n in rows if n.type == "retraction"} >= {"pubmed", "europepmc"}
    assert {n.source for n in rows if n.type == "unavailable"} == {"crossref", "retraction_watch"}


def test_offline_is_one_open_row_a_work(world: World) -> None:
    with Client(world.network(), cache=None, now=NOW, offline=True) as client:
        rows = said([matched("10.5555/exji.2016.55", "90000201"), matched("10.1002/ana.21719")], client)
    assert [(n.type, n.note) for n in rows] == [("unavailable", "not checked: offline")] * 2
    assert world.asked() == []


def test_a_wrong_doi_is_not_asked_about(world: World, client: Client) -> None:
    from citewarden.model import Difference

    lost = Work("doi:10.5555/exji.2016.55", ("a#ref-1",), {}, DOI="10.5555/exji.2016.55")
    differences = (Difference("DOI", "10.5555/exji.2016.55", "", "major"),)
    rows = notices([lost], [Resolution(lost.id, "not_found", differences=differences)], client=client)
    assert rows == [], "the retraction of another work is not this one's"
    unclear = Resolution(lost.id, "unavailable")
    rows = notices([lost], [unclear], client=client)
    assert "retraction" in types(rows), "but a DOI nobody contradicts is"


def csv_row(number: int, doi: str, nature: str, day: str) -> str:
    return f"{number},T,S,I,J,P,C,A,,T,{day} 0:00,10.5555/n{number},0,1/1/2019 0:00,{doi},0,{nature},+Reason;,No,,\n"


CSV_HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,"
    "Notes,\n"
)


class Shelf(Client):
    """A client whose answers lie in its cache already; nobody is asked."""

    def __init__(self, csv: str, folder: Path) -> None:
        names = config.registries()
        only = {n: config.Registry(r.base, enabled=n == "retraction_watch") for n, r in names.items()}
        super().__init__(config.Network(registries=only), cache=folder, now=NOW, offline=True)
        from citewarden.web.ask import Answer

        url = only["retraction_watch"].base
        self._cache.put({f"{url}\n": Answer(url, 200, {}, csv.encode(), NOW)})


def test_a_reinstatement_cancels_what_came_before_it_only(tmp_path: Path) -> None:
    csv = CSV_HEADER + csv_row(1, "10.5555/a", "Expression of concern", "1/5/2020")
    csv += csv_row(2, "10.5555/a", "Retraction", "6/5/2020") + csv_row(3, "10.5555/a", "Reinstatement", "2/1/2021")
    csv += csv_row(4, "10.5555/b", "Reinstatement", "2/1/2021") + csv_row(5, "10.5555/b", "Retraction", "9/9/2022")
    with Shelf(csv, tmp_path) as client:
        rows = said([matched("10.5555/a"), matched("10.5555/b")], client)
    standing = [(n.work, n.type) for n in rows if not n.cancelled_by and n.type != "reinstatement"]
    assert standing == [("doi:10.5555/b", "retraction")]
    assert {n.cancelled_by for n in rows if n.work == "doi:10.5555/a" and n.type == "retraction"} == {
        "reinstatement 2021-02-01, retraction_watch"
    }


@pytest.mark.long
def test_every_listed_doi_is_flagged_and_no_other(shared: Path, tmp_path: Path) -> None:
    data = json.loads((shared / "data/retractions/flora/src/retractions.json").read_text("utf-8"))
    retracted = sorted(data["retractions"])
    concerns = sorted(set(next(v for k, v in data.items() if "concern" in k.lower())) - set(retracted))
    chance = random.Random(7)
    chosen = set(chance.sample(retracted, 150)) | set(chance.sample(concerns, 50))
    others = {f"{doi}.x{n}" for n, doi in enumerate(chance.sample(retracted, 200))} - set(retracted)
    csv = CSV_HEADER + "".join(csv_row(n, f'"{doi}"', "Retraction", "6/5/2020") for n, doi in enumerate(retracted))
    csv += "".join(csv_row(n, f'"{doi}"', "Expression of concern", "6/5/2020") for n, doi in enumerate(concerns))
    began = time.process_time()
    with Shelf(csv, tmp_path) as client:
        rows = said([matched(doi) for doi in sorted(chosen | others)], client)
    flagged = {n.work.removeprefix("doi:") for n in rows if n.type == "retraction"}
    worried = {n.work.removeprefix("doi:") for n in rows if n.type == "expression_of_concern"}
    assert flagged == chosen & set(retracted)
    assert worried == chosen & set(concerns)
    assert time.process_time() - began < 10


def test_guidelines_of_the_houses_list(client: Client) -> None:
    old = [
        "Chobanian AV. The Seventh Report of the Joint National Committee: the JNC 7 report. JAMA 2003;289:2560-72.",
        "National Institute for Health and Care Excellence. Chronic fatigue syndrome. Clinical guideline [CG53]. 2007.",
        "Polman CH. Diagnostic criteria for MS: 2010 revisions to the McDonald criteria. Ann Neurol. 2011.",
        "U.S. Preventive Services Task Force. Screening for Breast Cancer: recommendation statement. 2016.",
        "US Department of Health and Human Services. Physical Activity Guidelines for Americans. 2008.",
    ]
    near = [
        "Egan BM. Blood pressure control among persons classified by JNC 7 criteria. Hypertension. 2012.",
        "Kessler RC. Lifetime prevalence of DSM-IV disorders. Arch Gen Psychiatry. 2005.",
        "National Institute for Health and Care Excellence. Hypertension in adults (NG136). 2019.",
        "US Preventive Services Task Force. Screening for Breast Cancer: recommendation statement. JAMA. 2024.",
        "Physical Activity Guidelines for Americans, 2nd edition. US Department of Health and Human Services; 2018.",
        "Nelson HD. Screening for Breast Cancer: a systematic review for the US Preventive Services Task Force. 2016.",
    ]

    def rows(raw: str) -> list[Notice]:
        year = next(int(w.strip(".;:")[:4]) for w in reversed(raw.split()) if w[:2] in ("19", "20") and w[:4].isdigit())
        one = Work("csl:x", ("a#ref-1",), {"issued": {"date-parts": [[year]]}}, raw)
        return notices([one], [Resolution("csl:x", "not_found")], client=client)

    assert [types(rows(raw)) for raw in old] == [{"superseded"}] * len(old)
    assert [rows(raw) for raw in near] == [[]] * len(near)
    (jnc,) = rows(old[0])
    assert (jnc.updated, jnc.replacement["issued"]) == ("2017-11-13", {"date-parts": [[2017, 11]]})
    assert "itself replaced by" in jnc.note


def test_the_list_is_whole_and_dated() -> None:
    entries = config.lexicon("superseded")
    assert len(entries) >= 60
    assert len({e["id"] for e in entries}) == len(entries)
    names = {e["id"] for e in entries}
    for entry in entries:
        assert {"id", "topic", "what", "match", "superseded", "by"} <= set(entry), entry["id"]
        assert (
            {"title", "publisher", "issued"}
            <= set(entry["by"])
            <= {"title", "publisher", "issued", "DOI", "URL", "entry"}
        )
        assert str(entry["superseded"])[:4].isdigit()
        assert entry["by"].get("entry", entry["id"]) in names
        if "until" in entry:
            assert int(entry["until"]) <= int(str(entry["superseded"])[:4])
    assert len({e["topic"] for e in entries}) >= 25


def test_a_guideline_is_not_replaced_before_its_time(world: World) -> None:
    raw = "Chobanian AV. The Seventh Report of the Joint National Committee: the JNC 7 report. JAMA 2003;289:2560-72."
    one = Work("csl:x", ("a#ref-1",), {}, raw)
    with Client(world.network(), cache=None, now="2016-01-01T00:00:00Z") as client:
        assert notices([one], [Resolution("csl:x", "not_found")], client=client) == []


@pytest.mark.long
def test_a_warm_cache_answers_for_all_works_and_asks_nobody(bare_world: World, tmp_path: Path) -> None:
    def thing(n: int) -> dict[str, Any]:
        csl = {"type": "article-journal", "title": f"Study {n} of sleep", "author": ["Doe, Jane"], "volume": str(n),
               "container-title": "Example Journal", "issued": "2019-05", "DOI": f"10.5555/w.{n}",
               "PMID": str(80_000_000 + n)}  # fmt: skip
        return {"key": f"w{n}", "csl": csl}

    size = 120
    bare_world.add(works=[thing(n) for n in range(size)])
    pairs = [matched(f"10.5555/w.{n}", str(80_000_000 + n)) for n in range(size)]
    patient = bare_world.network(timeout=30.0)
    with Client(patient, cache=tmp_path, now=NOW) as client:
        cold = said(pairs, client)
    asked = len(bare_world.requests)
    assert asked - len(bare_world.asked("openalex")) < size / 4, "they are asked about in batches"
    assert not bare_world.asked("openalex", "filter"), "single records are free"
    spent = time.process_time()
    with Client(patient, cache=tmp_path, now=NOW) as client:
        warm = said(pairs, client)
        assert time.process_time() - spent < 20 * size / 10_000 + 0.5
        assert warm == cold
        bare_world.add(works=[thing(size)])
        said([*pairs, matched(f"10.5555/w.{size}", str(80_000_000 + size))], client)
    assert 0 < len(bare_world.requests) - asked <= 6, "one new work costs one question a registry"


# -- the notice's side, whatever the DOI looks like --------------------------------------------------

ODD = (
    "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
    "10.1577/1548-8659(2001)130<0001:ncotag>2.0.co;2",
    "10.1093/brain/awq:099",
    "10.5555/a;b.2011",
    "10.5555/no#7",
    "10.1001/jama.258.22.3217,3219",
    "10.5555/sleep,light.2015",
    "10.5555/plain.2015",
)


def odd(doi: str, **changes: Any) -> dict[str, Any]:
    """A work that is retracted by a notice which alone says so."""
    work = {"type": "article-journal", "title": "Bright light for night nurses", "author": ["Poe, Ann"],
            "container-title": "Ex Light Rev", "issued": "2015", "volume": "8", "page": "11", "DOI": doi}  # fmt: skip
    notice = {**work, "title": "Retraction notice to: Bright light for night nurses", "DOI": "10.5555/notice.1",
              "issued": "2019", "volume": "12", "page": "99"}  # fmt: skip
    return {"works": [{"key": "odd", "csl": work}, {"key": "notice", "csl": notice}],
            "notices": [{"type": "retraction", "of": "odd", "by": "notice", "date": "2019-05-06",
                         "seen_by": ["crossref"], "sides": ["notice"], **changes}]}  # fmt: skip


@pytest.fixture
def lone() -> Iterator[World]:
    with World({}) as made:
        yield made


@pytest.mark.parametrize("doi", ODD)
def test_a_notice_is_asked_for_from_its_own_side_whatever_the_doi(lone: World, doi: str) -> None:
    lone.add(**odd(doi))
    title = {"title": "Bright light for night nurses"}
    with Client(lone.network(), cache=None, now=NOW) as client:
        rows = said([matched(doi, **title)], client)
    assert any(n.DOI == "10.5555/notice.1" for n in rows if n.type == "retraction")
    asked = [r.url for r in lone.asked("crossref") if "updates" in r.url or "retraction" in r.url.lower()]
    assert asked, "the notice's side was asked"


@pytest.mark.parametrize("doi", ODD)
def test_what_the_form_cannot_ask_is_open_and_the_rest_is_clean(lone: World, doi: str) -> None:
    lone.add(works=odd(doi)["works"][:1])
    with Client(lone.network(), cache=None, now=NOW) as client:
        rows = said([matched(doi, title="Bright light for night nurses")], client)
    told = {(n.type, n.label) for n in rows if n.source == "crossref"}
    assert ("none", "") in told
    assert (("unavailable", "cannot be asked") in told) == ("," in doi)


@pytest.mark.parametrize("doi", ODD)
def test_a_refused_form_is_open(lone: World, doi: str) -> None:
    lone.add(works=odd(doi)["works"][:1])
    lone.inject("crossref", status=400, match="rows=500" if "," not in doi else "query.bibliographic")
    with Client(lone.network(), cache=None, now=NOW) as client:
        rows = said([matched(doi, title="Bright light for night nurses")], client)
    assert [n.label for n in rows if n.type == "unavailable" and n.source == "crossref"] == ["cannot be asked"]


@pytest.mark.parametrize(
    "listed",
    [
        "10.1002/1096-9098(200007)74:3%3C201::AID-JSO8%3E3.0.CO;2-5",
        "10.1002/1096-9098(200007)74:3%3c201::aid-jso8%3e3.0.co;2-5",
        "10.1002/1096-9098(200007)74:3&lt;201::AID-JSO8&gt;3.0.CO;2-5",
        "https://doi.org/10.1002/1096-9098(200007)74:3<201::AID-JSO8>3.0.CO;2-5",
        "10.1002/1096-9098%28200007%2974%3A3%3C201%3A%3AAID-JSO8%3E3.0.CO%3B2-5",
    ],
)
def test_a_coded_doi_of_a_list_meets_its_plain_form(listed: str) -> None:
    from citewarden.registries import crossref, retraction_watch

    doi = "10.1002/1096-9098(200007)74:3<201::aid-jso8>3.0.co;2-5"
    rows = retraction_watch.parse((CSV_HEADER + csv_row(1, listed, "Retraction", "5/6/2019")).encode())
    assert list(rows) == [f"doi:{doi}"]
    item = {"DOI": "10.5555/N", "update-to": [{"DOI": listed, "type": "retraction", "source": "publisher"}]}
    body = json.dumps({"message": {"items": [item], "total-results": 1}}).encode()
    (notice,) = crossref.parse_notices(crossref.split_notices(body)[doi], doi)
    assert (notice.type, notice.DOI) == ("retraction", "10.5555/n")


def test_notices_that_an_answer_has_no_room_for_are_not_taken_for_none(lone: World) -> None:
    from citewarden.registries import crossref

    body = json.dumps({"message": {"items": [], "total-results": crossref.ROWS + 1}}).encode()
    with pytest.raises(ValueError, match="more than one answer holds"):
        crossref.split_notices(body)


# -- what was last known ------------------------------------------------------------

LATER = "2026-04-20T02:00:00+00:00"
RETRACTED, CLEAN = matched("10.5555/exji.2016.55", "90000201"), matched("10.1002/ana.21719", "19798635")


@pytest.mark.parametrize("trouble", [{"outage": True}, {"status": 503}, {"status": 403}, {"truncate": True}, None])
def test_what_blocked_blocks_and_what_was_clean_is_open_when_nobody_answers(
    world: World, tmp_path: Path, trouble: dict[str, Any] | None
) -> None:
    with Client(world.network(), cache=tmp_path, now=NOW) as client:
        before = said([RETRACTED, CLEAN], client)
    if trouble:
        world.inject("*", **trouble)
    with Client(world.network(), cache=tmp_path, now=LATER, offline=not trouble) as client:
        after = said([RETRACTED, CLEAN], client)

    def of(rows: Sequence[Notice], pair: tuple[Work, Resolution]) -> list[Notice]:
        return [n for n in rows if n.work == pair[0].id]

    kept = {(n.type, n.source, n.DOI, n.updated) for n in of(after, RETRACTED) if n.type == "retraction"}
    known = {(n.type, n.source, n.DOI, n.updated) for n in of(before, RETRACTED) if n.type == "retraction"}
    assert kept == known
    dated = {(n.note, n.asked_at) for n in of(after, RETRACTED) if n.type == "retraction"}
    assert dated - {("", LATER)} == {("as known on 2026-03-02", NOW)}, "a file that is confirmed unchanged is of now"
    silent = [n for n in of(after, CLEAN) if n.source != "retraction_watch"]
    assert types(silent) == {"unavailable"}, "silence of last month is no all-clear"
    world.heal()
    with Client(world.network(), cache=tmp_path, now=LATER) as client:
        healthy = said([RETRACTED, CLEAN], client)
    with Client(world.network(), cache=None, now=LATER) as client:
        assert healthy == said([RETRACTED, CLEAN], client)


def test_one_registry_out_is_dated_and_the_others_are_of_now(world: World, tmp_path: Path) -> None:
    with Client(world.network(), cache=tmp_path, now=NOW) as client:
        said([RETRACTED], client)
    world.inject("pubmed", outage=True)
    with Client(world.network(), cache=tmp_path, now=LATER) as client:
        rows = said([RETRACTED], client)
    dated = {n.source: n.note for n in rows if n.type == "retraction"}
    assert dated["pubmed"] == "as known on 2026-03-02"
    assert {n.asked_at for n in rows if n.type == "retraction" and n.source != "pubmed"} == {LATER}
    assert [n.source for n in rows if n.type == "unavailable"] == ["pubmed"]


def test_a_hint_that_cannot_be_had_leaves_nothing_open(world: World, tmp_path: Path) -> None:
    for trouble in ({"status": 429, "retry_after": 40000}, {"status": 401}, {"outage": True}):
        world.heal()
        world.inject("openalex", **trouble)
        with Client(world.network(), cache=None, now=NOW) as client:
            assert not [n for n in said([CLEAN], client) if n.type == "unavailable"]
