"""Dialects of Markdown, and the library's files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[[], Any]


def bound(row: dict[str, Any]) -> list[list[str]]:
    """The reference numbers each mark binds to, "" for none."""
    return [[item["id"].rpartition("-")[2] for item in mark["items"]] for mark in row["citations"]]


def test_20_pandoc_citekeys(run: Run) -> None:
    ran = run()
    cited = ran.rows[0]
    assert [r["DOI"] for r in cited["references"]] == [
        "10.1161/01.hyp.0000217362.34748.e0",
        "10.1001/archinternmed.2009.119",
        "10.1016/j.smrv.2014.03.003",
    ]
    assert bound(cited) == [["1", "2"], ["2"], ["3"]]
    assert [item["locator"] for mark in cited["citations"] for item in mark["items"]] == [
        "p. 834",
        "",
        "",
        "pages 1-10",
    ]
    assert "uncited-claim" not in ran.out
    assert "missing-locator" not in ran.out


def test_22_myst_roles(run: Run) -> None:
    (read,) = run().rows
    assert not any(sign in read["text"] for sign in ("{", ":::", "cite"))
    assert "Ask your doctor before you take iron." in read["text"]
    assert [u["what"] for u in read["unread"] if u["kind"] == "key"] == ["the key @allen2004", "the key @earley2010"]


def test_23_hugo_shortcodes(run: Run) -> None:
    read, cited = run().rows
    assert (read["title"], read["published"], read["modified"]) == ("Vitamin C and colds", "2021-03-04", "2024-06-01")
    assert (read["reviewer"], read["reviewed"]) == ("Ann Poe, MD", "2024-06-01")
    assert not any(sign in read["text"] for sign in ("{{", "+++", "toc", "warning", "oranges"))
    first, second = cited["references"]
    assert first["DOI"] == "10.1002/14651858.cd000980.pub4"
    assert second["URL"] == "https://ods.od.nih.gov/factsheets/VitaminC-HealthProfessional/"
    assert second["accessed"] == "2024-05-03"
    assert [b for b in bound(cited) if b != [""]] == [["1"], ["2"]]


def test_24_inline_footnote(run: Run) -> None:
    rows = run().rows
    (reference,) = rows[0]["references"]
    assert reference["DOI"] == "10.1186/1475-2891-13-20"
    assert bound(rows[0])[0] == ["1"]
    assert not any("Viljoen" in claim["text"] or "^[" in claim["text"] for claim in rows[1:])


def test_27_md_frontmatter_sources_objects(run: Run) -> None:
    read, cited = run().rows
    assert (read["published"], read["modified"], read["reviewer"]) == ("2023-05-01", "2024-05-02", "Ann Poe, MD")
    first, second = cited["references"]
    assert first["URL"].endswith("/shade-clothing-sunscreen/sunscreen-faqs")
    assert first["accessed"] == "2024-05-01"
    assert second["DOI"] == "10.1200/jco.2010.28.7078"
    assert bound(cited) == [["1"], ["2"]]


def test_28_md_list_with_links_only(run: Run) -> None:
    (cited,) = run().rows
    references = cited["references"]
    assert len(references) == 3
    assert references[0]["URL"].endswith("aspirin-to-prevent-cardiovascular-disease-preventive-medication")
    assert references[1]["DOI"] == "10.1016/s0140-6736(09)60503-1"
    assert references[2]["URL"].endswith("Aspirin_(drug)")
    assert sorted(bound(cited)) == [["1"], ["2"], ["3"]]


def test_152_retracted_behind_citekey(run: Run) -> None:
    ran = run()
    assert ran.status == 1
    assert "[retracted-reference]" in ran.out
    assert "the bibliography refs.bib" in ran.out


def test_159_bibtex_braced_group_crossref_note(run: Run) -> None:
    first, second = (json.loads(line) for line in run().out.splitlines())
    assert {"literal": "Calcium and Vitamin D Study Group"} in first["csl"]["author"]
    assert first["csl"]["PMID"] == "29279934"
    assert second["outcome"] == "matched"
    assert second["csl"]["container-title"] == "Harrison's Principles of Internal Medicine"
    assert (second["csl"]["publisher"], second["csl"]["issued"]) == ("McGraw-Hill", {"date-parts": [[2015]]})
