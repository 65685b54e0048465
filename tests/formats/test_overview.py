"""The reference list in a few words, on top of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citewarden.formats._overview import overview
from citewarden.model import Audit, Resolution, Work
from citewarden.testing.sample import place, sample_audit, sample_document


def audit(*rows: dict[str, object], **more: object) -> Audit:
    """An article whose list has these entries: Reference fields, and the `record` found."""
    base = sample_audit()
    references, works, resolutions = [], [], []
    at = place(sample_document(), "Leite MAA et al.")
    for n, row in enumerate(rows, 1):
        record = row.pop("record", None)
        name = f"{base.document.id}#ref-{n}"
        raw = str(row.pop("raw", f"Entry {n}."))
        references.append(replace(base.references[0], id=name, raw=raw, target=at, **{**EMPTY, **row}))  # type: ignore[arg-type]
        works.append(Work(f"work-{n}", (name,)))
        if isinstance(record, dict):
            resolutions.append(Resolution(f"work-{n}", "matched", "crossref", csl=record))
        elif isinstance(record, str):
            resolutions.append(Resolution(f"work-{n}", record, "crossref"))
    empty = {"citations": (), "claims": (), "passages": (), "evidence": (), "notices": (), "probes": ()}
    return replace(
        base, references=tuple(references), works=tuple(works), resolutions=tuple(resolutions), **{**empty, **more}
    )  # type: ignore[arg-type]


EMPTY = {"DOI": "", "PMID": "", "PMCID": "", "ISBN": "", "URL": "", "csl": {}}


def issued(year: int) -> dict[str, object]:
    return {"issued": {"date-parts": [[year]]}}


def test_identifiers_finds_years_and_kinds() -> None:
    told = overview(
        audit(
            {"DOI": "10.5555/a", "record": {"title": "Sleep: a systematic review", **issued(2019)}},
            {"PMID": "12", "csl": issued(2024), "record": {"title": "Sleep", **issued(2011)}},
            {"csl": issued(2014), "raw": "Guidelines for good sleep. 2014.", "record": "not_found"},
            {"ISBN": "9780000000002"},
        )
    )
    assert told is not None
    assert told.facts == (
        "3 of 4 with an identifier",
        "2 found on record",
        "1 not found for certain",
        "1 not looked up",
        "newest 2019, median 2014",
        "1 guideline",
        "1 systematic review",
    )


@pytest.mark.parametrize(
    ("series", "wanted"),
    [
        ("Clinical guideline", "1 guideline"),
        ("NICE guideline", "1 guideline"),
        ("Green-top Guideline No.", "1 guideline"),
        ("Sleep Medicine", "no guideline"),
        ("Systematic Reviews", "no guideline"),
    ],
)
def test_a_series_tells_a_guideline(series: str, wanted: str) -> None:
    told = overview(audit({"csl": {"title": "Low back pain", "container-title": series}}))
    assert told is not None
    assert wanted in told.facts
    assert "no systematic review" in told.facts


def test_no_list_no_summary_and_no_year_no_median() -> None:
    assert overview(audit()) is None
    told = overview(audit({}))
    assert told is not None
    assert told.facts == (
        "none of 1 with an identifier",
        "0 found on record",
        "1 not looked up",
        "no guideline",
        "no systematic review",
    )


@pytest.mark.parametrize(
    ("offline", "rows", "wanted"),
    [
        (False, [{"record": "not_found"}] * 3, "add a DOI, a PubMed number or an ISBN to references 1–3"),
        (True, [{"DOI": "10.5555/a"}] * 3, "run the audit again with a network"),
        (False, [{"DOI": "10.5555/a", "record": {"title": "x"}}] * 3, ""),
        (False, [{"record": "not_found"}], ""),
    ],
)
def test_what_mends_most(offline: bool, rows: list[dict[str, object]], wanted: str) -> None:
    told = overview(audit(*({**row} for row in rows), offline=offline))
    assert told is not None
    assert told.remedy == wanted


def test_statements_without_marks_count_for_more_than_the_list() -> None:
    base = sample_audit()
    told = overview(replace(base, citations=(), evidence=()))
    assert told is not None
    assert told.facts[-1] == "no marks in the text, so statements and sources were paired by content"
    assert told.remedy == f"mark in the text which source backs what: for {len(base.claims)} statements none was found"
