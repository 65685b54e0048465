"""Shared cases on marks and on claims: what binds to what, and what an article asserts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def _marks(rows: list[dict[str, Any]]) -> list[list[str]]:
    (page,) = [row for row in rows if "references" in row]
    return [[item["id"].rpartition("-")[2] for item in c["items"]] for c in page["citations"]]


def _listed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    (page,) = [row for row in rows if "references" in row]
    return [r for r in page["references"] if r["listed"]]


def _claims(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if "standalone" in row]


def _forms(rows: list[dict[str, Any]]) -> list[str]:
    return [claim["standalone"] for claim in _claims(rows)]


def _of(rows: list[dict[str, Any]], words: str) -> dict[str, Any]:
    return next(claim for claim in _claims(rows) if words in claim["standalone"])


def test_03_dotdash_inline_citation(run: Callable[[], Any]) -> None:
    rows = run().rows
    assert len(_listed(rows)) == 3
    assert _marks(rows) == [["1"], ["2"], ["2", "3"]]


def test_26_md_author_year_links(run: Callable[[], Any]) -> None:
    rows = run().rows
    assert len(_listed(rows)) == 8
    assert _marks(rows) == [["3"], ["2"], ["8"], ["4", "5", "7"], ["1"], ["6"]]


def test_46_html_qa_schema(run: Callable[[], Any]) -> None:
    rows = run().rows
    forms = _forms(rows)
    assert "The flu shot cannot give you the flu." in forms
    assert "The flu shot takes about two weeks to work." in forms
    assert "The flu shot is safe in pregnancy at any stage." in forms
    assert "Babies under 6 months should not get the flu shot." in forms
    assert _of(rows, "mild fever")["quantities"][0]["low"] == 2
    assert "Yes, at any stage." not in forms


def test_104_negation_scope(run: Callable[[], Any]) -> None:
    rows = run().rows
    assert {words: _of(rows, words)["negated"] for words in ("cough", "no fever", "not only", "zinc")} == {
        "cough": False,
        "no fever": True,
        "not only": False,
        "zinc": True,
    }
    assert not _of(rows, "Not all")["negated"]
    assert not _of(rows, "Without treatment")["negated"]
    assert not _of(rows, "not without")["negated"]
    assert _of(rows, "failed to lower")["negated"]


def test_106_table_header(run: Callable[[], Any]) -> None:
    rows = run().rows
    assert len(_claims(rows)) == 3
    for claim in _claims(rows):
        assert claim["standalone"].startswith("Vitamin D: Age ")
        assert "Male: " in claim["standalone"]
        assert "*" not in claim["standalone"]
        assert [q["unit"] for q in claim["quantities"] if q["unit"] in ("ug", "IU")][:2] == ["ug", "IU"]


def test_107_nested_list(run: Callable[[], Any]) -> None:
    forms = _forms(run().rows)
    assert "Iron deficiency can be caused by heavy periods (more than 80 mL per cycle)." in forms
    assert "Iron deficiency can be caused by bleeding in the gut." in forms
    signs = "Call your doctor if you have any of these signs of iron deficiency: "
    assert f"{signs}tiredness that lasts more than 2 weeks." in forms
    assert f"{signs}a heart rate above 100 beats per minute." in forms
    assert not any(re.search(r"deficiency (?:tiredness|lasts|keeps)", form) for form in forms)


def test_108_quote_start(run: Callable[[], Any]) -> None:
    texts = [claim["text"] for claim in _claims(run().rows)]
    assert '"Ibuprofen lowers fever within 30 minutes," says Ann Poe, MD.' in texts
    assert "“Most adults recover in a week.”" in texts
    assert "Vitamin B follows A." in texts
    assert "Then comes vitamin C." in texts
    assert "Plan B works up to 72 hours after sex." in texts
    assert "Hepatitis B is a virus." in texts
    assert "Group A strep causes fever." in texts


def test_109_clinical_fragments(run: Callable[[], Any]) -> None:
    (claim,) = _claims(run().rows)
    assert "sinusitis in 40% of adults" in claim["standalone"]


def test_112_pronoun_heading(run: Callable[[], Any]) -> None:
    forms = _forms(run().rows)
    assert forms[0].startswith("Gout is a form of arthritis")
    assert forms[1].startswith("Colchicine helps")
    assert "Colchicine works best within 24 hours." in forms
    assert "Colchicine works best within 24 hours because it blocks inflammation." in forms
    assert not any(form.startswith(("Colchicine both", "Gout both", "Gout is because")) for form in forms)


def test_114_disclaimer_cta(run: Callable[[], Any]) -> None:
    (claim,) = _claims(run().rows)
    assert "2 mm Hg" in claim["standalone"]


def test_121_range_forms(run: Callable[[], Any]) -> None:
    rows = run().rows
    assert _marks(rows) == [["1", "2", "3", "4"], ["1", "2", "3"], ["1", "4"], ["2", "3"], ["1", "2", "3"], ["2"]]
    assert all(claim["citations"] and not claim["quantities"] for claim in _claims(rows))
    assert not any(re.search(r"\d", form) for form in _forms(rows))


def test_124_ibid_opcit(run: Callable[[], Any]) -> None:
    rows = run().rows
    assert len(_listed(rows)) == 1
    assert _marks(rows) == [["1"], ["1"], ["1"]]
    assert all(len(claim["citations"]) == 1 and "[" not in claim["standalone"] for claim in _claims(rows))
    assert len(_claims(rows)) >= 2, "three sentences are no one claim"
