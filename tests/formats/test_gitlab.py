"""GitLab's widget drops findings with the same fingerprint, so there are none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from citewarden.formats import Site
from citewarden.formats.gitlab import render
from citewarden.model import Failure


@pytest.fixture
def site(site: Site) -> Site:
    """The sample run with every input read."""
    return replace(site, run=replace(site.run, failures=()))


def test_every_finding_with_place_and_severity(site: Site) -> None:
    rows = json.loads("".join(render(site)))
    (article,) = site.articles
    assert len(rows) == len(article.findings)
    assert rows[0]["severity"] == "blocker"
    assert rows[0]["location"] == {"path": "articles/neurology/twitches-and-ms.md", "lines": {"begin": 8}}
    assert {r["severity"] for r in rows if r["check_name"] == "unresolved-reference"} == {"info"}
    assert {type(r["location"]["lines"]["begin"]) for r in rows} == {int}


def test_fingerprints_are_unique_even_if_ours_were_not(site: Site) -> None:
    (article,) = site.articles
    twice = replace(article, findings=(article.findings[0],) * 3)
    rows = json.loads("".join(render(replace(site, articles=(twice, replace(twice, document="b"))))))
    assert len({r["fingerprint"] for r in rows}) == 6


def test_an_empty_run_is_an_empty_list(site: Site) -> None:
    assert json.loads("".join(render(replace(site, articles=())))) == []


def test_an_input_nobody_could_read_blocks(site: Site) -> None:
    failures = (Failure("articles/broken.docx", "read", "not a DOCX file\n(it is empty)"),) * 2
    rows = json.loads("".join(render(replace(site, run=replace(site.run, failures=failures)))))
    assert [r["severity"] for r in rows[:2]] == ["blocker"] * 2
    assert rows[0]["location"] == {"path": "articles/broken.docx", "lines": {"begin": 1}}
    assert len({r["fingerprint"] for r in rows}) == len(rows)
