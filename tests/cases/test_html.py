"""Source lists and notes in web pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

RUN = Callable[[], Any]


def cited(ran: Any) -> tuple[list[dict[str, Any]], list[tuple[str, list[int]]]]:
    """The references, and each mark with the numbers (from 1) of what it binds to."""
    row = next(r for r in ran.rows if "references" in r)
    numbers = {r["id"]: n for n, r in enumerate(row["references"], 1)}
    marks = [
        (c["target"]["quote"]["exact"].strip(" ()[]"), [numbers.get(i["id"], 0) for i in c["items"]])
        for c in row["citations"]
    ]
    return row["references"], marks


def families(reference: dict[str, Any]) -> list[str]:
    return [a.get("family", "") for a in reference["csl"].get("author", [])]


def test_01_wikipedia_html(run: RUN) -> None:
    references, marks = cited(run())
    assert [r["label"] for r in references] == ["1", "2", "3"]
    assert families(references[1]) == ["Earley", "Silber"]
    assert families(references[2]) == ["Allen"]
    for reference in references:
        assert not any(left in reference["raw"] for left in ("[edit]", "^", "a b", "Sleep disorders:"))
    assert [bound for _, bound in marks] == [[2], [1], [1, 2], [3], [2]]


def test_02_statpearls_dl_list(run: RUN) -> None:
    references, marks = cited(run())
    assert [(r["label"], r["PMID"]) for r in references] == [("1", "22963024"), ("2", "25842375"), ("3", "20177124")]
    assert [bound for _, bound in marks] == [[1], [1, 2], [2, 3]]


def test_04_healthline_trusted_source(run: RUN) -> None:
    references, marks = cited(run())
    assert [r["listed"] for r in references] == [True, True, True, False]
    assert references[3]["csl"]["title"] == "2012 review"
    assert [bound for _, bound in marks] == [[2], [1, 3], [4]]


def test_06_wordpress_core_footnotes(run: RUN) -> None:
    references, marks = cited(run())
    assert [(families(r)[0], r["csl"]["issued"]["date-parts"]) for r in references] == [
        ("Zhao", [[2017]]),
        ("LeBoff", [[2022]]),
    ]
    assert marks == [("1", [1]), ("2", [2]), ("1", [1])]


def test_07_easy_footnotes_plugin(run: RUN) -> None:
    references, marks = cited(run())
    assert [families(r)[0] for r in references] == ["Science", "Hemilä"]
    assert marks == [("1", [1]), ("2", [2])]


def test_10_medlineplus_ency(run: RUN) -> None:
    ran = run()
    document = ran.rows[0]
    assert document["reviewed"] == "2023-01-23"
    assert document["reviewer"].startswith("Ann Poe, MD")
    assert "Expand Section" not in document["text"]
    said = [document["text"][b["start"] : b["end"]] for b in document["blocks"] if b["kind"] == "paragraph"]
    assert not any("Joe Roe" in words for words in said)
    references, _ = cited(ran)
    assert [r["csl"].get("edition") for r in references] == ["27", "8"]


def test_11_google_docs_html(run: RUN) -> None:
    references, marks = cited(run())
    assert references[0]["DOI"] == "10.1097/01.chi.0000246055.76167.0d"
    assert references[1]["URL"] == "https://www.nccih.nih.gov/health/melatonin-what-you-need-to-know"
    assert marks == [("1", [1]), ("2", [2])]


def test_43_html_list_of_urls(run: RUN) -> None:
    references, _ = cited(run())
    assert [r["URL"].split("/")[2] for r in references] == ["www.cdc.gov", "pubmed.ncbi.nlm.nih.gov", "www.who.int"]


def two_bound(ran: Any) -> None:
    references, marks = cited(ran)
    assert [families(r)[0] for r in references] == ["Zhao", "LeBoff"]
    assert not any("↩" in r["raw"] or r["raw"][0].isdigit() for r in references)
    assert marks == [("1", [1]), ("2", [2])]


def test_130_pandoc_html_footnotes(run: RUN) -> None:
    two_bound(run())


def test_131_kramdown_jekyll(run: RUN) -> None:
    two_bound(run())


def test_133_word_html_endnotes(run: RUN) -> None:
    two_bound(run())


def test_141_tooltip_refs(run: RUN) -> None:
    two_bound(run())


def test_137_heading_variants(run: RUN) -> None:
    references, _ = cited(run())
    assert [families(r)[0] for r in references] == ["Zhao", "LeBoff"]


def test_138_cleveland_clinic_list(run: RUN) -> None:
    references, _ = cited(run())
    assert [r["raw"].split()[0] for r in references] == ["American", "LeBoff"]


def test_140_pmc_ref_list(run: RUN) -> None:
    references, marks = cited(run())
    assert [r["DOI"] for r in references] == ["10.1001/jama.2017.19344", "10.1056/nejmoa2202106"]
    assert references[0]["PMID"] == "29279934"
    assert not any("scholar.google" in r["URL"] or r["raw"][0].isdigit() or "Google" in r["raw"] for r in references)
    assert marks == [("1", [1]), ("1,2", [1, 2])]


def test_150_retracted_in_footnotes_html(run: RUN) -> None:
    ran = run()
    assert ran.status == 1
    assert "[retracted-reference]" in ran.out


def test_151_backlink_arrow_in_doi(run: RUN) -> None:
    ran = run()
    assert ran.status == 1
    assert "[retracted-reference]" in ran.out
    assert "unregistered-doi" not in ran.out
