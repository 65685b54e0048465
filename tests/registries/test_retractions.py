"""The list of retracted works: made of open lists, looked up by identifier or words, and never an all-clear."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest

from citewarden import config
from citewarden.errors import ConfigError, InputError
from citewarden.model.calendar import Calendar
from citewarden.registries import retractions
from citewarden.styles import parse_references
from citewarden.text import matching

NOW = "2026-11-29T02:00:00+00:00"
CSV = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,"
    "Reason,Paywalled,Notes,\n"
)


def row(number: int, doi: str, pmid: str, nature: str, day: str) -> str:
    return f"{number},T,S,I,J,P,C,A,,T,{day} 0:00,10.5555/n{number},0,1/1/2019 0:00,{doi},{pmid},{nature},+R;,No,,\n"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a list of its own, of two open lists."""
    flora = {"retractions": {f"10.5555/X.{n}": f"10.5555/notice.{n}" for n in range(1000)}, "concerns": {}}
    flora["retractions"] |= {"10.5555/same": "10.5555/SAME", "10.1002/a%3C1::b%3E2": "10.5555/n"}
    flora["concerns"] = {"10.5555/doubted": "10.5555/doubt"}
    (tmp_path / "flora.json").write_text(json.dumps(flora))
    rows = (
        row(1, "10.5555/x.7", "7001", "Retraction", "6/5/2020")
        + row(2, "unavailable", "7002", "Retraction", "7/5/2020")
        + row(3, "10.5555/x.8", "0", "Retraction", "1/5/2018")
        + row(4, "10.5555/x.8", "0", "Reinstatement", "1/5/2019")
        + row(5, "10.5555/corrected", "7005", "Correction", "1/5/2019")
    )
    (tmp_path / "watch.csv").write_text(CSV + rows)
    monkeypatch.chdir(tmp_path)
    lists = [tmp_path / "flora.json", tmp_path / "watch.csv"]
    retractions.build(lists, tmp_path / "config" / retractions.FILE, as_of="2026-02-01", sources=["Ours, CC0"])
    return tmp_path


def told(doi: str = "", pmid: str = "", raw: str = "", now: str = NOW) -> list[tuple[str, str, str]]:
    return [
        (n.type, n.DOI, n.updated)
        for n in retractions.notices(doi, pmid, matching.printed(raw or "-"), Calendar(now[:10]))
    ]


def test_works_are_found_by_any_identifier_of_any_list(made: Path) -> None:
    assert retractions.table().as_of == "2026-02-01"
    assert all(told(f"10.5555/x.{n}") for n in (0, 1, 255, 256, 257, 511, 512, 998, 999))
    assert ("retraction", "10.5555/n1", "2020-06-05") in told(pmid="7001")
    assert ("retraction", "10.5555/n2", "2020-07-05") in told(pmid="7002")
    assert told("10.5555/same") == [("retraction", "10.5555/same", "")]
    assert told("10.1002/a<1::b>2") == [("retraction", "10.5555/n", "")], "percent-coded in the list"
    assert told("10.5555/doubted") == [("expression_of_concern", "10.5555/doubt", "")]
    (one,) = retractions.notices("10.5555/x.1", "", matching.printed("-"), Calendar(NOW[:10]))
    assert (one.source, one.note) == ("retraction_list", "as known on 2026-02-01")


@pytest.mark.parametrize("doi", ["10.5555/x.1000", "10.5555/x", "10.5555/x.8", "10.5555/corrected", "0", "zz", ""])
def test_others_are_not(made: Path, doi: str) -> None:
    assert told(doi) == []
    assert told(pmid="7005") == []


def test_a_day_before_the_list_knows_only_what_is_dated(made: Path) -> None:
    assert told("10.5555/x.1", now="2025-12-31T00:00:00Z") == []
    assert told(pmid="7002", now="2025-12-31T00:00:00Z")
    assert told(pmid="7002", now="2019-12-31T00:00:00Z") == []


def test_the_same_lists_give_the_same_bytes(made: Path) -> None:
    again = made / "again.zip"
    retractions.build([made / "flora.json", made / "watch.csv"], again, as_of="2026-02-01", sources=["Ours, CC0"])
    assert again.read_bytes() == (made / "config" / retractions.FILE).read_bytes()
    with zipfile.ZipFile(again) as file:
        assert json.loads(file.read("meta.json"))["sources"] == ["Ours, CC0"]


def test_a_broken_list_is_one_clear_line(made: Path) -> None:
    (made / "bad.json").write_text("[]")
    with pytest.raises(InputError, match=r"bad\.json: no list of retractions"):
        retractions.build([made / "bad.json"], made / "x.zip", as_of="2026")
    with pytest.raises(InputError, match="cannot be read"):
        retractions.build([made / "none.csv"], made / "x.zip", as_of="2026")
    (made / "config" / retractions.FILE).write_bytes(b"no zip")
    with pytest.raises(ConfigError, match="retractions build"):
        retractions.table()


# -- the list that is shipped --------------------------------------------------------------------------------

FAMOUS = {
    ("10.1016/s0140-6736(97)11096-0", "9500320"): "10.1016/s0140-6736(10)60175-4",
    ("10.1016/s0140-6736(20)31180-6", "32450107"): "10.1016/s0140-6736(20)31324-6",
    ("10.1056/nejmoa2007621", "32356626"): "10.1056/nejmc2021225",
}


@pytest.mark.parametrize(("keys", "notice"), FAMOUS.items())
def test_the_famous_are_known_by_doi_and_by_pubmed_number(keys: tuple[str, str], notice: str) -> None:
    doi, pmid = keys
    for found in (told(doi), told(pmid=pmid), told(doi, pmid)):
        assert [(kind, by) for kind, by, _ in found] == [("retraction", notice)]
    assert any(row.notice == notice for row in retractions.table().find(f"doi:{doi}")), "the long list knows it too"


@pytest.mark.parametrize(
    "raw",
    [
        "Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and"
        " pervasive developmental disorder in children. Lancet. 1998;351(9103):637-41.",
        "Wakefield, A. J., et al. (1998). Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive"
        " developmental disorder in children. The Lancet, 351, 637-641.",
        "A.J. Wakefield et al., Lancet 351 (1998) 637-641.",
        "Mehra MR, Desai SS, Ruschitzka F, Patel AN. Hydroxychloroquine or chloroquine with or without a macrolide for"
        " treatment of COVID-19: a multinational registry analysis. Lancet. 2020.",
        "Mehra MR, Desai SS, Kuy S, et al. Cardiovascular disease, drug therapy, and mortality in Covid-19. N Engl J"
        " Med 2020;382:e102.",
    ],
)
def test_the_famous_are_known_by_their_words(raw: str) -> None:
    assert [kind for kind, _, _ in told(raw=raw)] == ["retraction"]


PREDIMED = (
    "Estruch R, Ros E, Salas-Salvadó J, et al. Primary prevention of cardiovascular disease with a Mediterranean diet"
)


@pytest.mark.parametrize(
    ("doi", "pmid", "raw"),
    [
        ("10.1056/nejmoa1200303", "", f"{PREDIMED}. N Engl J Med. 2013;368:1279-90. doi:10.1056/NEJMoa1200303"),
        ("", "23432189", f"{PREDIMED}. N Engl J Med. 2013;368:1279-90. PMID: 23432189"),
        ("", "", f"{PREDIMED}. N Engl J Med. 2013;368(14):1279-1290."),
        ("", "", "Estruch, R., Ros, E., et al. (2013). Primary prevention of cardiovascular disease with a"
                 " Mediterranean diet. New England Journal of Medicine, 368(14), 1279–1290."),
    ],
)  # fmt: skip
def test_a_work_that_was_replaced_comes_with_its_new_version(doi: str, pmid: str, raw: str) -> None:
    found = retractions.notices(
        doi, pmid, matching.printed(raw, parse_references([raw])[0].csl), Calendar("2026-11-29")
    )
    replaced = [n for n in found if n.type == "retract_and_replace"]
    assert [n.replacement.get("DOI") for n in replaced] == ["10.1056/NEJMoa1800389"]


@pytest.mark.parametrize(
    "raw",
    [
        f"{PREDIMED} supplemented with extra-virgin olive oil or nuts. N Engl J Med. 2018;378:e34.",
        "Estruch R, Ros E. The role of the Mediterranean diet on weight loss. Adv Nutr. 2013;4:128-30.",
        "Appel LJ, Van Horn L. Did the PREDIMED trial test a Mediterranean diet? N Engl J Med. 2013;368:1353-4.",
    ],
)
def test_the_new_version_and_what_was_said_of_the_old_one_are_not_replaced(raw: str) -> None:
    assert told(raw=raw) == []


@pytest.mark.parametrize(
    "raw",
    [
        "The Editors of The Lancet. Retraction-Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive"
        " developmental disorder in children. Lancet. 2010;375(9713):445.",
        "Wakefield AJ, Pittilo RM, Sim R, et al. Evidence of persistent measles virus infection in Crohn's disease. J"
        " Med Virol. 1993;39:345-53.",
        "Mehra MR, Desai SS. Heart failure after a heart transplant. Lancet. 2020;395:101-9.",
        "Godlee F, Smith J, Marcovitch H. Wakefield's article linking MMR vaccine and autism was fraudulent. BMJ."
        " 2011;342:c7452.",
        "Geleris J, Sun Y, Platt J, et al. Observational study of hydroxychloroquine in hospitalized patients with"
        " Covid-19. N Engl J Med. 2020;382:2411-8.",
    ],
)
def test_what_is_near_them_is_not(raw: str) -> None:
    assert told(raw=raw) == []


def test_the_list_is_small_and_quick() -> None:
    path = config.shipped(retractions.FILE)
    assert path.stat().st_size < 2_000_000
    started = time.process_time()
    assert retractions.table().find("doi:10.1016/s0140-6736(20)31180-6")
    assert time.process_time() - started < 0.1
    with zipfile.ZipFile(path) as file:
        meta = json.loads(file.read("meta.json"))
    assert meta["works"] > 59_000
    assert any("CC BY 4.0" in source for source in meta["sources"])
