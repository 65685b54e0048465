"""Printed references, identifiers and addresses: what `parse-references`, `probe` and the gate make of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from citewarden.text import dates
from tests.cases.conftest import Ran

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
