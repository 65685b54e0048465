"""Whole references against small worlds: what registries say of themselves, say by half, or in another language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.shares import share

from citewarden import config
from citewarden.model import Finding, Level
from citewarden.pipeline import Analysis, Corpus, joined
from citewarden.registries.library import Library
from citewarden.stages.check import check
from citewarden.stages.cite import cite
from citewarden.stages.gather import gather
from citewarden.stages.notices import notices
from citewarden.stages.read import read
from citewarden.stages.resolve import resolve
from citewarden.testing.exchange import Reply, Request
from citewarden.testing.world import World
from citewarden.web.client import Client

NOW = "2026-03-02T02:00:00+00:00"


def record(
    title: str, authors: Sequence[str], journal: str, place: str, doi: str = "", pmid: str = "", **more: Any
) -> dict[str, Any]:
    """A work of the world; `place` is "2016;4(1):10-15"."""
    year, _, rest = place.partition(";")
    volume, _, page = rest.partition(":")
    volume, _, issue = volume.rstrip(")").partition("(")
    csl = {"type": "article-journal", "title": title, "author": list(authors), "container-title": journal,
           "issued": year, "volume": volume, "issue": issue, "page": page, "DOI": doi, "PMID": pmid}  # fmt: skip
    return {"key": doi or pmid, "csl": {k: v for k, v in csl.items() if v}, **more}


def said(world: World, tmp_path: Path, entry: str, **network: Any) -> list[Finding]:
    """What an article that cites `entry` is told."""
    path = tmp_path / "a.md"
    path.write_text(f"# Gums\n\nIt helps [1].\n\n## References\n\n1. {entry}\n", encoding="utf-8")
    document = read(path, root=tmp_path, max_bytes=10**6)
    references = tuple(cite(document)[0])
    works, _ = gather(references)
    with Client(world.network(retries=0, **network), cache=None, now=NOW) as client:
        resolutions = resolve(works, library=Library(), client=client)
        found = notices(works, resolutions, client=client)
    corpus = Corpus(tuple(works), (), tuple(resolutions), tuple(found))
    analysis = Analysis((document,), references)
    (audit,) = joined(analysis, corpus, policy=config.policy("default"), as_of=NOW[:10], offline=False)
    return list(check(audit))


def rules(found: Sequence[Finding]) -> set[str]:
    return {f.rule_id for f in found}


def errors(found: Sequence[Finding]) -> set[str]:
    return {f.rule_id for f in found if f.level is Level.ERROR}


def world_of(*works: Mapping[str, Any], notices: Sequence[Mapping[str, Any]] = ()) -> World:
    return World({"works": list(works), "notices": list(notices)})


# -- what a record says of itself --------------------------------------------------------------------------------

_STANDING = {"retracted-reference", "expression-of-concern", "corrected-reference"}
SNORE = record(
    "Mouth taping and snoring: pilot study", ["Bauer, Lia"], "Snore", "2018;2(1):11-18", "10.5664/snore.1001"
)
SNORE_ENTRY = "Bauer L. Mouth taping and snoring: pilot study. Snore. 2018;2(1):11-18. doi:10.5664/snore.1001"


@pytest.mark.parametrize(
    ("kinds", "rule"),
    [
        (["retraction"], "retracted-reference"),
        (["partial_retraction"], "corrected-reference"),
        (["expression_of_concern"], "expression-of-concern"),
        (["retraction", "reinstatement"], ""),
        (["expression_of_concern", "reinstatement"], ""),
        (["correction"], ""),
        (["new_version"], ""),
    ],
)
def test_a_notice_without_a_doi_of_its_own_counts(tmp_path: Path, kinds: Sequence[str], rule: str) -> None:
    rows = [
        {"type": k, "of": SNORE["key"], "date": f"20{19 + n}-01-01", "seen_by": ["crossref"]}
        for n, k in enumerate(kinds)
    ]
    with world_of(SNORE, notices=rows) as world:
        found = rules(said(world, tmp_path, SNORE_ENTRY)) & _STANDING
    assert found == ({rule} if rule else set())


@pytest.mark.parametrize("kind", ["retract_and_replace", "correct_and_republish"])
def test_the_version_that_replaces_another_is_no_notice(tmp_path: Path, kind: str) -> None:
    old = record("Salt in schools", ["Quell, Ann"], "School H", "2014;1(1):1-9", "10.1111/sh.1")
    new = record("Salt in schools", ["Quell, Ann"], "School H", "2015;2(1):1-9", "10.1111/sh.2")
    letter = record(
        "Notice of retraction and replacement. Salt in schools",
        ["Quell, Ann"],
        "School H",
        "2015;2(1):88",
        "10.1111/sh.3",
    )
    for by, cited in ((new, False), (letter, True)):
        rows = [{"type": kind, "of": old["key"], "by": by["key"], "replacement": new["key"], "date": "2015-02-01",
                 "label": kind.replace("_", " "), "seen_by": ["crossref"]}]  # fmt: skip
        with world_of(old, new, letter, notices=rows) as world:
            csl = by["csl"]
            entry = f"Quell A. {csl['title']}. School H. 2015;2(1):{csl['page']}. doi:{csl['DOI']}"
            assert ("notice-cited" in rules(said(world, tmp_path, entry))) is cited


@pytest.mark.parametrize(
    ("title", "withdrawn"),
    [
        ("Withdrawn: the quiet child in the clinic", False),
        ("Removed: what is left after surgery", False),
        ("Retracted: how a foreskin is looked after", False),
        ("WITHDRAWN: Vitamin E for cramps", True),
        ("Withdrawn: Vitamin E for cramps", True),
        ("Retracted: Vitamin E for cramps", True),
        ("RETRACTED: vitamin E for cramps", True),
        ("REMOVED: Vitamin E for cramps", True),
    ],
)
def test_an_authors_own_words_are_no_publishers_mark(tmp_path: Path, title: str, withdrawn: bool) -> None:
    work = record(title, ["Okoye, Chi"], "Paed GP", "2016;22(1):31-36", "10.1136/pgp.3", "26400034")
    with world_of(work) as world:
        found = said(world, tmp_path, f"Okoye C. {title}. Paed GP. 2016;22(1):31-6. doi:10.1136/pgp.3")
    assert ("retracted-reference" in rules(found)) is withdrawn


# -- who holds it ------------------------------------------------------------------------------------------------

MARKED = {"known_to": ["crossref", "pubmed"], "publication_types": ["Journal Article", "Retracted Publication"]}
DENTAL = record(
    "Vinegar rinses and plaque",
    ["Adler, Uta"],
    "Dental Trials",
    "2016;4(1):10-15",
    "10.1111/dt.4010",
    "26990001",
    **MARKED,
)
DENTAL_ENTRY = "Adler U. Vinegar rinses and plaque. Dental Trials. 2016;4(1):10-5. doi:10.1111/dt.4010"


def test_pubmed_is_asked_by_doi_where_europe_pmc_lacks_the_work(tmp_path: Path) -> None:
    with world_of(DENTAL) as world:
        assert "retracted-reference" in rules(said(world, tmp_path, DENTAL_ENTRY))
        with world.inject("europepmc", outage=True):
            assert "retracted-reference" in rules(said(world, tmp_path, DENTAL_ENTRY))
        for service, match in (("pubmed", "esearch"), ("pubmed", "efetch")):
            with world.inject(service, status=503, match=match):
                found = said(world, tmp_path, DENTAL_ENTRY)
            assert "retracted-reference" not in rules(found)
            assert "incomplete-audit" in rules(found), "silence of the one who knows is no all-clear"


def test_works_that_pubmed_lacks_too_cost_one_search_for_many(tmp_path: Path) -> None:
    works = [
        record(f"Study {n} of gums", ["Adler, Uta"], "Dental Trials", f"2016;4(1):{n}0-{n}9", f"10.1111/dt.{n}")
        for n in range(1, 9)
    ]
    with world_of(*works) as world:
        entries = "\n".join(
            f"{n}. Adler U. Study {n} of gums. Dental Trials. 2016;4(1):{n}0-{n}9. doi:10.1111/dt.{n}"
            for n in range(1, 9)
        )
        found = said(world, tmp_path, entries.removeprefix("1. "))
        assert not errors(found)
        assert len(world.asked("pubmed")) == 1


# -- a number beside a DOI -----------------------------------------------------------------------------------------

RURAL = record(
    "Bedside ultrasound by nurses in rural clinics",
    ["Rahimi, Sara"],
    "Rural Care",
    "2017;3(1):11-19",
    "10.22605/RC1701",
    "28000015",
)
STORM = record(
    "Telephone triage in snow storms", ["Soto, Ivan"], "Rural Care", "2019;5(2):30-38", "10.22605/RC1730", "31000015"
)
RURAL_ENTRY = (
    "Rahimi S. Bedside ultrasound by nurses in rural clinics. Rural Care. 2017;3(1):11-19. doi:10.22605/RC1701."
    " PMID: {}"
)


@pytest.mark.parametrize(
    ("number", "told"), [("28000015", ""), ("31000015", "Telephone triage"), ("39999999", "not this work's")]
)
def test_a_number_of_another_work_beside_a_right_doi_is_told(tmp_path: Path, number: str, told: str) -> None:
    with world_of(RURAL, STORM) as world:
        found = said(world, tmp_path, RURAL_ENTRY.format(number))
        assert [f for f in found if f.rule_id == "wrong-doi"] == [f for f in found if told and told in f.message]
        assert errors(found) == ({"wrong-doi"} if told else set())
        if told:
            (wrong,) = [f for f in found if f.rule_id == "wrong-doi"]
            assert "28000015" in wrong.fix
            assert number not in wrong.fix
            with world.inject("pubmed", status=503, times=1):
                found = said(world, tmp_path, RURAL_ENTRY.format(number))
            assert not errors(found), "an outage proves nothing"
            assert "incomplete-audit" in rules(found)


def test_a_number_the_registries_do_not_have_for_the_work_may_be_the_works(tmp_path: Path) -> None:
    apart = {**RURAL, "registered": {"europepmc": {"PMID": "28000099"}}, "known_to": ["crossref", "pubmed"]}
    with world_of(apart, STORM) as world:
        assert not errors(said(world, tmp_path, RURAL_ENTRY.format("28000015")))


# -- other languages -----------------------------------------------------------------------------------------------

GERMAN = record("Behandlung von Rückenschmerzen bei Pflegekräften", ["Weiß, Jürgen", "Große, Käthe"],
                "Deutsche Pflegewelt", "2014;18(5):210-217", "10.1055/s-0034-1380018")  # fmt: skip
JAPANESE = record(
    "高血圧患者における減塩の効果", ["山田, 太郎", "佐藤, 花子"], "日本循環例誌", "2015;79(4):301-308", "10.1253/cj.15"
)
RUSSIAN = record(
    "Лечение кашля у детей дошкольного возраста",
    ["Иванова, Анна"],
    "Педиатрия примера",
    "2018;97(2):44-50",
    "10.24110/pp.44",
)
SPANISH = record(
    "Tratamiento de la tos en la infancia",
    ["Ybáñez, Íñigo"],
    "Revista Clínica del Sur",
    "2019;40(1):15-24",
    "10.1016/j.rcs.4",
)


@pytest.mark.parametrize(
    ("work", "entry"),
    [
        (GERMAN, "Weiss J, Grosse K. [Treatment of back pain in nursing staff]. Dtsch "
         "Pflegewelt. 2014;18(5):210-7. German. doi:10.1055/s-0034-1380018"),
        (GERMAN, "Weiß J, Große K (2014) Behandlung von Rückenschmerzen bei Pflegekräften. "
         "Deutsche Pflegewelt 18(5):210–217. https://doi.org/10.1055/s-0034-1380018"),
        (JAPANESE, "Yamada T, Sato H. [Effect of salt reduction in patients with "
         "hypertension]. Nihon Junkan Rei Shi. 2015;79(4):301-8. Japanese. doi:10.1253/cj.15"),
        (JAPANESE, "Yamada T, Sato H. Effect of salt reduction in patients with hypertension. 2015. doi:10.1253/cj.15"),
        (RUSSIAN, "Ivanova A. [Treatment of cough in preschool children]. Pediatriya primera. "
         "2018;97(2):44-50. doi:10.24110/pp.44"),
        (SPANISH, "Ybáñez Í. [Treatment of cough in childhood]. Rev Clin Sur. "
         "2019;40(1):15-24. Spanish. doi:10.1016/j.rcs.4"),
        (SPANISH, "Ybáñez Í. Tratamiento de la tos en la infancia. Rev Clin Sur. "
         "2019;40(1):15-24. doi:10.1016/j.rcs.4"),
    ],
)  # fmt: skip
def test_a_title_in_another_language_is_no_other_work(tmp_path: Path, work: Mapping[str, Any], entry: str) -> None:
    with world_of(work) as world:
        found = said(world, tmp_path, entry)
        assert (
            rules(found) & {"wrong-doi", "fabricated-reference", "differs-from-record", "unresolved-reference"} == set()
        )


@pytest.mark.parametrize(
    ("work", "entry"),
    [
        (GERMAN, "Kurz P. [Massage of the foot in the sick room]. Z Pflege. 2009;3(2):44-9. "
         "German. doi:10.1055/s-0034-1380018"),
        (JAPANESE, "Yamada T. [Sleep of the young and work]. Nihon Rei Shi. 2003;11(2):5-9. "
         "Japanese. doi:10.1253/cj.15"),
        (RUSSIAN, "Sidorov P. [Rickets in the newborn]. Vrach. 2002;9(1):3-4. Russian. doi:10.24110/pp.44"),
    ],
)  # fmt: skip
def test_nor_does_another_language_excuse_another_work(tmp_path: Path, work: Mapping[str, Any], entry: str) -> None:
    with world_of(work) as world:
        assert "wrong-doi" in rules(said(world, tmp_path, entry))


def test_a_chapter_revised_in_place_is_told_once(tmp_path: Path) -> None:
    csl = {"type": "chapter", "title": "Ankle Sprain", "author": ["Sims, Lou"], "container-title": "StatPearls",
           "issued": "2019", "PMID": "30990023", "publisher": "StatPearls Publishing"}  # fmt: skip
    with world_of({"key": "ankle", "csl": csl, "revised": "2024-05-05", "known_to": ["pubmed"]}) as world:
        entry = (
            "Sims L. Ankle Sprain. In: StatPearls [Internet]. Treasure Island (FL): StatPearls; 2019. PMID: 30990023."
        )
        found = rules(said(world, tmp_path, entry))
        assert "superseded-reference" in found
        assert "differs-from-record" not in found


# -- servers that are not the registry -------------------------------------------------------------------------------

FALSE_ANSWERS = {
    "a page instead": Reply(200, b"<!doctype html><title>Maintenance</title>", "text/html"),
    "nothing": Reply(200, b"", "application/json"),
    "an empty object": Reply(200, b"{}", "application/json"),
    "an empty list": Reply(200, b"[]", "application/json"),
    "null": Reply(200, b"null", "application/json"),
    "no content": Reply(204, b"", "application/json"),
    "no such route": Reply(404, b"<html><h1>Not Found</h1></html>", "text/html"),
    "gone": Reply(410, b"", "text/plain"),
    "a wall": Reply(403, b"<title>Just a moment...</title>", "text/html", {"cf-mitigated": "challenge"}),
}


class Odd(World):
    """A world in which something else answers for one registry."""

    false: tuple[str, Reply] | None = None

    def answer(self, request: Request) -> Reply:
        """The false answer, or the right one."""
        return self.false[1] if self.false and request.service == self.false[0] else super().answer(request)


@pytest.mark.parametrize(
    ("service", "false"), share(((s, f) for f in FALSE_ANSWERS for s in ("crossref", "pubmed", "europepmc")), 8)
)
def test_what_is_no_answer_of_a_registry_clears_and_blames_nothing(tmp_path: Path, service: str, false: str) -> None:
    rows = [{"type": "retraction", "of": STORM["key"], "date": "2020-01-01", "seen_by": [service]}]
    place, doi = "1999;53(1):12-19", "10.1002/(sici)1097(1999)53:1<12::aid>3.0.co;2-k"
    sici = record("Iron drops", ["Otieno, Mercy"], "Ped N", place, doi)
    entry = "Soto I. Telephone triage in snow storms. Rural Care. 2019;5(2):30-8. doi:10.22605/RC1730"
    others = ("PMCID: PMC5220026", f"Otieno M. Iron drops. Ped N. 1999;53(1):12-9. doi:{sici['key']}")
    walking = record("Chair yoga", ["Hale, Kim"], "PLoS W", "2017;12(1):e1", "10.1371/w.1", "28100025")
    walking["csl"]["PMCID"] = "PMC5220026"
    with Odd({"works": [STORM, sici, walking], "notices": rows}) as world:
        assert errors(said(world, tmp_path, entry)) == {"retracted-reference"}
        for told in others:
            assert not errors(said(world, tmp_path, told))
        world.false = (service, FALSE_ANSWERS[false])
        found = said(world, tmp_path, entry)
        assert "incomplete-audit" in rules(found)
        for told in others:
            assert not errors(said(world, tmp_path, told))


NOWHERE = "Quill Z. A study that nobody holds of birds in attics. Attic Journal. 2011;3(1):1-9."
_BACKEND = b'{"esearchresult": {"ERROR": "Search Backend failed: the database is not supported"}}'
_FORWARDING = b'{"error": "error forwarding request", "status": "ok"}'


@pytest.mark.parametrize(
    ("service", "path", "body"),
    [
        ("pubmed", "esearch", _BACKEND),
        ("pubmed", "esearch", _FORWARDING),
        ("pubmed", "ecitmatch", _FORWARDING),
        ("pubmed", "ecitmatch", b"<html><title>Maintenance</title></html>"),
        ("pubmed", "", b"<html><title>Maintenance</title></html>"),
        ("crossref", "", b'{"status": "failed", "message": [{"type": "timeout"}]}'),
        ("europepmc", "", b'{"version": "6.9", "errCode": 500, "errMsg": "the search is down"}'),
        ("openalex", "", b"<html><title>Maintenance</title></html>"),
    ],
)
def test_a_search_that_failed_in_a_good_answer_is_no_search(
    tmp_path: Path, service: str, path: str, body: bytes
) -> None:
    """Asked in vain is not found nowhere; only of the last resort does it say nothing."""

    class Failing(World):
        def answer(self, request: Request) -> Reply:
            failed = request.service == service and path in request.path
            return Reply(200, body, "application/json") if failed else super().answer(request)

    with Failing({"works": [STORM]}) as world:
        told = rules(said(world, tmp_path, NOWHERE))
        misled = rules(said(world, tmp_path, f"{NOWHERE} doi:10.22605/RC1730"))
    assert ("fabricated-reference" in misled) is (service == "openalex")
    nowhere = {"unresolved-reference", "fabricated-reference"}
    assert bool(told & nowhere) is (service == "openalex")
    assert ("incomplete-audit" in told) is (service != "openalex")


@pytest.mark.parametrize(("printed", "told"), [("2015", False), ("2016", False), ("2014", True), ("2017", True)])
def test_a_work_may_be_printed_with_its_year_on_screen_or_on_paper(tmp_path: Path, printed: str, told: bool) -> None:
    """Crossref's own date is the earlier of the two."""

    class Dated(World):
        def answer(self, request: Request) -> Reply:
            reply = super().answer(request)
            body = reply.body.replace(b'"published": {"date-parts": [[2015]]}', b'"published-print": {"date-parts": '
                                      b'[[2016, 2]]}, "published-online": {"date-parts": [[2015, 11]]}')  # fmt: skip
            body = body.replace(b'"published":{"date-parts":[[2015]]}', b'"published-print":{"date-parts":[[2016,2]]},'
                                b'"published-online":{"date-parts":[[2015,11]]}')  # fmt: skip
            return Reply(reply.status, body, reply.media, reply.headers) if request.service == "crossref" else reply

    work = record("Iron and cramps", ["Lund, Per"], "Cramp Letters", "2015;4(2):101-109", "10.5555/cl.2015.101")
    with Dated({"works": [work]}) as world:
        entry = f"Lund P. Iron and cramps. Cramp Letters. {printed};4(2):101-9. doi:10.5555/cl.2015.101"
        assert ("differs-from-record" in rules(said(world, tmp_path, entry))) is told


# -- entries put together of two works ---------------------------------------------------------------------------

_GUMS = (
    record("Telephone visits after hip repair: a trial", ["Igbo, Chidi", "Rahm, Mia"], "Hip Care", "2018;12(2):77-85",
           "10.5555/hip.1", "91000801"),
    record("Home checks of blood sugar after birth: a trial", ["Fenn, Ada", "Hadl, Otto"], "Birth W", "2017;5(1):20-29",
           "10.5555/birth.1", "91000802"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("Fenn A, Hadl O. Home telephone checks after hip repair: a trial. Hip Care. 2018;12(2):77-85.", "fabricated"),
        ("Igbo C. Telephone visits of blood sugar after birth: a trial. Birth W. 2017;5(1):20-29.", "fabricated"),
        ("Nolan T. Telephone visits and wound care after hip repair. Hip Care. 2018;12(2):77-85.", "fabricated"),
        ("Nolan T. Telephone visits after hip repair: a trial. Hip Care. 2018;12(2):77-85.", "differs"),
        ("Rahm M, Igbo C. Telephone calls and visits after hip repair. Hip Care. 2018;12(2):77-85.", ""),
        ("Igbbo C. Phone visits after repair of hips: a trial. Hip Care. 2018;12(2):77-85.", "differs"),
        ("Igbo C, Rahm M. Telephone visits after hip repair: a trial. Hip Care. 2018;12(2):77-85.", ""),
    ],
)
def test_a_place_that_holds_another_title_by_other_people_is_no_slip(tmp_path: Path, entry: str, rule: str) -> None:
    with world_of(*_GUMS) as world:
        found = rules(said(world, tmp_path, entry)) & {"fabricated-reference", "differs-from-record"}
    assert {each.partition("-")[0] for each in found} == ({rule} if rule else set())


_SALVES = tuple(
    record("Salves for chapped lips", ["Ek, Moa"], "Lip Reviews", f"{year};({n}):LR9", f"10.5555/lr.9.{n}")
    for n, year in enumerate((2010, 2014, 2018, 2022), 1)
)
_LIPS = record("Lips in the cold. Part III: wind", ["Ek, Moa"], "Lip Letters", "2019;3(1):e0044", "10.5555/ll.3.e44")


def _next(n: int, after: int) -> dict[str, Any]:
    dois = [f"10.5555/lr.9.{each}" for each in (n, after)]
    day = f"20{10 + 4 * n}-05-02"
    made = {"type": "new_version", "of": dois[0], "by": dois[1], "replacement": dois[1]}
    return {**made, "date": day, "seen_by": ["crossref"]}


@pytest.mark.parametrize("cited", [1, 2, 3])
@pytest.mark.parametrize("last", [[], [_next(4, 2)]], ids=["chain", "circle"])
def test_of_a_chain_of_versions_the_newest_is_named(tmp_path: Path, cited: int, last: list[dict[str, Any]]) -> None:
    chain = [*(_next(n, n + 1) for n in (1, 2, 3)), *last]
    with world_of(*_SALVES, notices=chain) as world:
        entry = f"Ek M. Salves for chapped lips. Lip Reviews. {2006 + 4 * cited}. doi:10.5555/lr.9.{cited}"
        found = [f.message for f in said(world, tmp_path, entry) if f.rule_id == "superseded-reference"]
    assert last or [message for message in found if "10.5555/lr.9.4" in message]


@pytest.mark.parametrize(
    ("title", "page", "told"),
    [
        ("Lips in the cold, 3: wind", "44", False),
        ("Lips in the cold. Part 3: wind", "e44", False),
        ("Lips in the cold. Teil III. Wind", "0044", False),
        ("Lips in the cold. Part II: wind", "e0044", True),
        ("Lips in the cold, 3: wind", "440", True),
    ],
)
def test_parts_and_article_numbers_in_other_figures(tmp_path: Path, title: str, page: str, told: bool) -> None:
    with world_of(_LIPS) as world:
        entry = f"Ek M. {title}. Lip Letters. 2019;3(1):{page}. doi:10.5555/ll.3.e44"
        assert ("differs-from-record" in rules(said(world, tmp_path, entry))) is told
