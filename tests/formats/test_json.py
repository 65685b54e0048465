"""The report for programs holds what its published schema promises."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from citewarden.formats import ArticleReport
from citewarden.formats.json import render

SCHEMA = Path(__file__).parents[2] / "config" / "schemas" / "report.schema.json"


def test_fits_the_published_schema(article: ArticleReport) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(render(article)))


def test_offsets_point_at_the_words(article: ArticleReport) -> None:
    data = json.loads(render(article))
    text = data["document"]["text"]
    assert all(text[c["start"] : c["end"]] == c["text"] for c in data["claims"])
    assert all(text[r["start"] : r["end"]] == r["raw"] for r in data["references"])


def test_findings_are_about_what_the_report_lists(article: ArticleReport) -> None:
    data = json.loads(render(article))
    known = {r["id"] for r in data["references"]} | {c["id"] for c in data["claims"]} | {data["document"]["id"]}
    assert data["findings"]
    assert {f["subject"] for f in data["findings"]} <= known
    assert all(f["bound"] for f in data["findings"])


def test_evidence_carries_the_passage_and_its_reach(article: ArticleReport) -> None:
    data = json.loads(render(article))
    claim = next(c for c in data["claims"] if "hardly ever" in c["text"])
    best = claim["evidence"][0]
    assert (best["label"], best["reach"]) == ("CONTRADICT", "abstract")
    assert "massive loss" in best["text"]
    assert best["references"] == [data["references"][1]["id"]]


def test_same_bytes_for_the_same_audit(article: ArticleReport) -> None:
    assert render(article) == render(article)
