"""Byte columns are right in lines with umlauts, Greek and emoji, or are not given."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from citewarden.formats import Site
from citewarden.formats.rdjson import render, span
from citewarden.model import Failure, SpecificResource, TextPositionSelector, TextQuoteSelector


@pytest.fixture
def site(site: Site) -> Site:
    """The sample run with every input read."""
    return replace(site, run=replace(site.run, failures=()))


LINE = "β-blockers café 🧠 are safe"


def place(words: str) -> SpecificResource:
    start = LINE.index(words)
    quote = TextQuoteSelector(words)
    end = start + len(words)
    return SpecificResource("a.md", quote, TextPositionSelector(start, end), 3, start + 1, 3, end + 1)


@pytest.mark.parametrize("words", ["β", "blockers", "café", "🧠", "are safe"])
def test_columns_are_utf8_bytes_end_exclusive(words: str) -> None:
    found = span(place(words), lambda source, number: LINE if (source, number) == ("a.md", 3) else "")
    start, end = found["start"], found["end"]
    assert (start["line"], end["line"]) == (3, 3)
    assert LINE.encode()[start["column"] - 1 : end["column"] - 1].decode() == words


def test_no_line_no_column() -> None:
    assert span(place("are"), lambda source, number: "") == {"start": {"line": 3}, "end": {"line": 3}}


def test_a_line_too_short_gives_no_column() -> None:
    assert "column" not in span(place("are safe"), lambda source, number: "β")["start"]


def test_whole_result(site: Site) -> None:
    data = json.loads("".join(render(site)))
    assert data["source"]["name"] == "citewarden"
    first = data["diagnostics"][0]
    assert first["severity"] == "ERROR"
    assert first["location"] == {
        "path": "articles/neurology/twitches-and-ms.md",
        "range": {"start": {"line": 8}, "end": {"line": 8}},
    }
    assert {d["severity"] for d in data["diagnostics"]} == {"ERROR", "WARNING", "INFO"}


def test_a_fix_that_replaces_the_place_is_a_suggestion(site: Site) -> None:
    (article,) = site.articles
    line = "When it is damaged, the muscle will waste away and twitch."
    found = next(f for f in article.findings if f.rule_id == "overstated-claim")
    assert found.location is not None
    moved = replace(found.location, start_column=1, end_column=len(line) + 1)
    fixed = replace(found, location=moved, properties={"replaces": "location"})
    changed = replace(site, articles=(replace(article, findings=(fixed,)),), line=lambda source, number: line)
    (diagnostic,) = json.loads("".join(render(changed)))["diagnostics"]
    (suggestion,) = diagnostic["suggestions"]
    assert suggestion["text"] == fixed.fix
    assert suggestion["range"]["end"]["column"] == len(line.encode()) + 1


def test_an_input_nobody_could_read_is_an_error(site: Site) -> None:
    failures = (Failure("articles/broken.docx", "read", "not a DOCX file\n(it is empty)"),)
    (first, *_) = json.loads("".join(render(replace(site, run=replace(site.run, failures=failures)))))["diagnostics"]
    assert (first["severity"], first["location"]) == ("ERROR", {"path": "articles/broken.docx"})
    assert "it is empty" in first["message"]
