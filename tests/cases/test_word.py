"""Cases of Word, JATS and plain-text files, of numbers, and of languages other than English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def quantities(ran: Any) -> list[tuple[str, float, float, str]]:
    claims = [row for row in ran.rows if "quantities" in row]
    return [(q["comparator"], q["low"], q["high"], q["unit"]) for claim in claims for q in claim["quantities"]]


def texts(ran: Any) -> list[str]:
    return [row["text"] for row in ran.rows if "quantities" in row]


def cited(ran: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    row = next(row for row in ran.rows if "references" in row)
    return row["references"], row["citations"]


def test_101_slash_units(run: Callable[[], Any]) -> None:
    ran = run()
    found = quantities(ran)
    assert (">=", 126, 126, "mg/dl") in found
    assert (">=", 7, 7, "mmol/l") in found
    assert ("=", 0.4, 4, "mIU/l") in found
    assert ("<", 60, 60, "ml/minute/1.73 m2") in found
    assert ("=", 3, 3, "month") in found
    assert any(t.endswith("kidney disease.") for t in texts(ran))


def test_102_quant_and_not_range(run: Callable[[], Any]) -> None:
    found = quantities(run())
    assert [row for row in found if row[3] == "mg"][:2] == [("=", 5, 5, "mg"), ("=", 6, 6, "mg")]
    assert ("=", 5, 6, "mg/day") in found
    assert ("=", 18, 25, "%") in found
    assert ("=", 2, 2, "tablet") in found
    assert ("=", 325, 325, "mg") in found
    assert ("=", 4, 6, "hour") in found
    assert ("<=", 3000, 3000, "mg/day") in found


def test_110_percent_change(run: Callable[[], Any]) -> None:
    ran = run()
    found = quantities(ran)
    assert {("=", 4, 4, "%"), ("=", 3, 3, "%"), ("=", 25, 25, "%"), ("=", 1, 1, "percentage point")} <= set(found)
    assert found.count(("=", 25, 25, "%")) == 2  # the relative reduction, and "by a quarter"
    assert ("=", 70, 70, "%") in found
    assert ("=", 60, 78, "CI") in found
    assert ("=", 0.64, 0.89, "1") not in found
    assert ("=", 1, 2, "%") in found
    assert ("=", 25, 25, "1") in found


def test_120_squared_units(run: Callable[[], Any]) -> None:
    ran = run()
    references, citations = cited(ran)
    numbers = {r["id"]: r["label"] for r in references}
    assert [[numbers[i["id"]] for i in c["items"]] for c in citations] == [["1"], ["4"]]
    assert any("1.7 m²" in text for text in texts(ran))
    assert any("10³ cells" in text for text in texts(ran))
    assert ("<", 60, 60, "ml/minute/1.73 m2") in quantities(ran)


def test_31_zotero_no_biblio(run: Callable[[], Any]) -> None:
    references, citations = cited(run())
    assert [(r["label"], r["DOI"], r["csl"]["author"][0]["family"]) for r in references] == [
        ("1", "10.1001/jama.2017.19344", "Zhao")
    ]
    assert [[i["id"] for i in c["items"]] for c in citations] == [[references[0]["id"]]]


def test_34_tracked_changes(run: Callable[[], Any]) -> None:
    (document,) = (row for row in run().rows if "blocks" in row)
    words = [document["text"][b["start"] : b["end"]] for b in document["blocks"]]
    assert "Vitamin D supplements do not prevent fractures in 50% of adults." in words
    assert any(w.startswith("The first half of a sentence and its second half") for w in words)
    assert [b["kind"] for b in document["blocks"]].count("reference") == 1
    assert words[-1].startswith("LeBoff MS")


def test_36_symbol_font(run: Callable[[], Any]) -> None:
    ran = run()
    assert [t.split(" is ")[0] for t in texts(ran)] == [
        "Ferritin ≥50 µg/L",
        "Take 2×325 mg a day.",
        "Fever above 38 °C needs care.",
    ]
    assert quantities(ran) == [
        (">=", 50, 50, "ug/l"),
        ("=", 2, 2, "1"),
        ("=", 325, 325, "mg"),
        (">", 38, 38, "°C"),
    ]


def test_41_jats_sub_article_fn(run: Callable[[], Any]) -> None:
    ran = run()
    references, citations = cited(ran)
    assert [r["DOI"] for r in references] == ["10.1016/s1836-9553(12)70068-1"]
    assert "https://" not in references[0]["raw"]
    assert [[i["id"] for i in c["items"]] for c in citations] == [[references[0]["id"]]]
    assert "nighta" not in " ".join(texts(ran))
    assert "alongamento" not in ran.out


def test_44_txt_hard_wrapped_refs(run: Callable[[], Any]) -> None:
    references, citations = cited(run())
    assert [r["label"] for r in references] == ["1", "2", "3"]
    assert "Prevalence" in references[1]["csl"]["title"]
    assert "randomised" in references[2]["csl"]["title"]
    assert references[2]["DOI"] == "10.1016/s1836-9553(12)70068-1"
    assert not any("Page 3" in r["raw"] for r in references)
    assert len(citations) == 2


def test_115_german_article(run: Callable[[], Any]) -> None:
    assert not texts(run())  # its claims are open: `unread-part` says so once, see tests/stages/test_language.py
