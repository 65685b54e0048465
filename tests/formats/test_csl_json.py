"""The corrected reference list as CSL-JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from citewarden.formats import ArticleReport, csl_json
from citewarden.model import Difference
from citewarden.registries.library import load
from citewarden.text import csl


def items(report: ArticleReport) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(csl_json.render(report))
    return found


def test_every_listed_entry_is_a_valid_item(article: ArticleReport) -> None:
    listed = [r for r in article.audit.references if r.listed]
    found = items(article)
    assert [i["id"] for i in found] == [r.id for r in listed]
    assert [fault for item in found for fault in csl.faults(item)] == []
    assert [i["custom"]["raw"] for i in found] == [r.raw for r in listed]  # type: ignore[index]


def test_an_entry_that_differs_is_corrected_and_set_in_its_own_style(article: ArticleReport) -> None:
    audit = article.audit
    matched = next(r for r in audit.resolutions if r.outcome == "matched" and r.csl.get("title"))
    work = next(w for w in audit.works if w.id == matched.work)
    wrong = replace(matched, differences=(Difference("volume", "7", "6", "minor"),))
    references = tuple(replace(r, style="apa") if r.id in work.references else r for r in audit.references)
    changed = replace(
        audit,
        references=references,
        resolutions=tuple(wrong if r is matched else r for r in audit.resolutions),
    )
    item = next(i for i in items(replace(article, audit=changed)) if i["id"] in work.references)
    custom = item["custom"]
    assert custom["status"] == "corrected"  # type: ignore[index]
    assert custom["differences"] == [{"field": "volume", "printed": "7", "registered": "6"}]  # type: ignore[index]
    assert "(20" in custom["proposed"], "APA sets the year in brackets"  # type: ignore[index]
    assert item["title"] == matched.csl["title"]


def test_nothing_known_is_given_as_printed(article: ArticleReport) -> None:
    found = items(replace(article, audit=replace(article.audit, resolutions=())))
    assert {i["custom"]["status"] for i in found} == {"as printed"}  # type: ignore[index]


def test_the_file_can_be_laid_into_the_library(article: ArticleReport, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(csl_json.render(article), encoding="utf-8")
    library = load(tmp_path)
    assert not library.failures
    assert len(library.entries) == len(items(article))
