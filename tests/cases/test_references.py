"""Printed references, identifiers and addresses: what `parse-references`, `probe` and the gate make of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.cases.conftest import Ran

from citewarden.text import dates

Run = Callable[[], Ran]


def one(run: Run) -> dict[str, Any]:
    """The one item that was read, "et al." and dates in plain words."""
    (item,) = run().rows
    for name in ("issued", "accessed"):
        item[name] = dates.to_iso(item.get(name))
    return item


def people(item: dict[str, Any], role: str = "author") -> list[str]:
    return [str(name.get("literal") or name.get("family")) for name in item.get(role, ())]


def test_50_sici_doi_angle_brackets(run: Run) -> None:
    assert one(run)["DOI"] == "10.1130/0091-7613(1995)023<0292:FOITVS>2.3.CO;2"


def test_61_medrxiv_version(run: Run) -> None:
    item = one(run)
    assert (item["DOI"], item["container-title"], item["genre"]) == (
        "10.1101/2023.07.03.23291234",
        "medRxiv",
        "Preprint",
    )
    assert (item["type"], item["issued"], item["accessed"]) == ("article", "2023-07-03", "2023-08-02")


def test_87_doi_trailing_text(run: Run) -> None:
    item = one(run)
    assert (item["DOI"], item["page"]) == ("10.7326/M14-2841", "191-204")
    assert "]" not in item["URL"]


def test_154_sici_doi_called_fabricated(run: Run) -> None:
    ran = run()
    assert "The DOI 10.1130/0091-7613(1995)023<0292:foitvs>2.3.co;2" in ran.out
    assert "fabricated-reference" not in ran.out


def test_163_probe_forms(run: Run) -> None:
    rows = run().rows
    assert [row["url"] for row in rows] == [
        "https://www.cdc.gov/sleep",
        "https://example.com/a",
        "https://www.nccih.nih.gov/health/melatonin",
        "https://doi.org/10.1016/S0140-6736(09)60503-1",
        "https:/www.cdc.gov/x",
    ]
    assert [row["outcome"] for row in rows] == ["not-checked"] * 4 + ["malformed"]


def test_52_prescribing_information(run: Run) -> None:
    item = one(run)
    assert (item["title"], item["genre"], item["publisher"]) == ("Zithromax", "Prescribing information", "Pfizer")
    assert (item["issued"], item["accessed"], item.get("author")) == ("2017", "2019-06-23", None)


def test_53_package_insert(run: Run) -> None:
    item = one(run)
    assert (item["title"], item["genre"], item["publisher"]) == (
        "Azilect",
        "Package insert",
        "Teva Pharmaceuticals Inc",
    )
    assert "author" not in item
    assert item["type"] != "book"


def test_55_clinicaltrials_gov_database(run: Run) -> None:
    item = one(run)
    assert item["title"] == "Sleep disorders and gastroesophageal reflux disease (GERD)"
    assert (item["container-title"], item["number"]) == ("ClinicalTrials.gov", "NCT00287391")
    assert (item["issued"], item["accessed"], item.get("author")) == ("2006-02-03", "2007-02-22", None)


def test_60_arxiv_old_and_new(run: Run) -> None:
    item = one(run)
    assert (item["type"], item["number"], item["issued"]) == ("article", "arXiv:1312.4400", "2013")
    assert (item["title"], people(item)) == ("Network in network", ["Lin", "Chen", "Yan"])


def test_62_cochrane_old(run: Run) -> None:
    item = one(run)
    assert (item["container-title"], item["issue"]) == ("Cochrane Database of Systematic Reviews", "2")
    assert (item["page"], item["issued"], item["DOI"]) == ("CD000011", "2008", "10.1002/14651858.CD000011.pub3")
    assert "volume" not in item


def test_67_german_guideline(run: Run) -> None:
    item = one(run)
    assert people(item) == ["Deutsche Gesellschaft für Schlafforschung und Schlafmedizin (DGSM)"]
    assert item["title"].startswith("S3-Leitlinie Nicht erholsamer Schlaf")
    assert (item["number"], item["issued"][:4], item["accessed"]) == ("063-003", "2016", "2022-01-05")
    assert item["URL"] == "https://register.awmf.org/de/leitlinien/detail/063-003"


def test_68_french_has(run: Run) -> None:
    item = one(run)
    assert (people(item), item["publisher"]) == (["Haute Autorité de Santé"], "HAS")
    assert "literal" in item["author"][0]
    assert (item["issued"], item["accessed"]) == ("2006-12", "2021-02-12")


def test_75_dataset(run: Run) -> None:
    item = one(run)
    assert (item["type"], item["version"], item["publisher"]) == ("dataset", "2", "Dryad Digital Repository")
    assert (item["DOI"], item["issued"]) == ("10.5061/dryad.8515j25", "2019")


def test_76_issn_in_place_of_issue(run: Run) -> None:
    item = one(run)
    assert (people(item), item["ISSN"]) == (["NOVÁK", "SVOBODA"], "0008-7335")
    assert (item["container-title"], item["issued"]) == ("Časopis lékařů českých", "2015")
    assert (item["volume"], item["issue"], item["page"]) == ("154", "3", "123-129")


def test_82_op_cit_dash_author(run: Run) -> None:
    item = one(run)
    assert ("author" in item, item["title"]) == (False, "Salt reduction and health: an update")
    assert (item["container-title"], item["volume"], item["page"]) == ("Lancet", "392", "12-13")


def test_83_double_slash(run: Run) -> None:
    item = one(run)
    assert (people(item), item["title"]) == (["Иванов", "Петров"], "Лечение бессонницы у пожилых")
    assert item["container-title"] == "Журнал неврологии и психиатрии им. С. С. Корсакова"
    assert (item["volume"], item["issue"], item["page"]) == ("117", "4", "25-30")


def test_85_handle_and_who_iris(run: Run) -> None:
    item = one(run)
    assert (people(item), item["publisher"]) == (["World Health Organization"], "World Health Organization")
    assert (item["publisher-place"], item["issued"]) == ("Geneva", "2020")
    assert item["URL"] == "https://iris.who.int/handle/10665/336656"
    assert "container-title" not in item


def test_86_isbn_13_10(run: Run) -> None:
    item = one(run)
    assert people(item, "editor") == ["Kryger", "Roth", "Goldstein"]
    assert item["title"] == "Principles and practice of sleep medicine"
    assert (item["edition"], item["publisher"], item["issued"]) == ("7", "Elsevier", "2022")
    assert (item["ISBN"], "page" in item) == ("9780323661898", False)


def test_90_personal_communication(run: Run) -> None:
    item = one(run)
    assert (item["type"], people(item), item["issued"]) == ("personal_communication", ["Poe"], "2021-03-03")
    assert "container-title" not in item
