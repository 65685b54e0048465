"""What a gate writes into a folder bears the decisions on file, as the site's reports do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from citewarden.commands import reports
from citewarden.commands.session import Session
from citewarden.config import Config, Verify
from citewarden.formats import judge_words
from citewarden.model import Policy
from citewarden.testing.judges import ChatModel

Cli = Callable[..., tuple[int, str, str]]
ARTICLE = """# Sleep

Adults need seven hours of sleep [1].

## References

1. Doe J. Sleep in adults. Example Heart J. 2001;4(2):11-18.
2. Roe R. Naps, which nobody cites. Example Heart J. 2020;9(1):1-9.
"""
DATE = ("--offline", "--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00")
NOTE = """---
title: Sleep in adults
author: [{family: Doe, given: J}]
issued: 2001
---

Most adults need seven hours of sleep a night, says the study.
"""
REASON = "The oldest study is still the best one."


def test_a_decision_is_in_the_reports_a_gate_writes(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "sleep.md").write_text(ARTICLE)
    gate = ("gate", "articles/sleep.md", "--reports", "reports", *DATE)
    cli(*gate, folder=tmp_path)
    page = tmp_path / "reports" / "sleep.json"
    found = [f for f in json.loads(page.read_text())["findings"] if f["kind"] != "open"]
    decide = ("decide", found[0]["fingerprint"], "accept", "--reason", REASON, "--signer", "B. Reviewer")
    status, _, said = cli(*decide, "--role", "medical reviewer", "--as-of", "2026-01-15", folder=tmp_path)
    assert status == 0, said
    cli(*gate, folder=tmp_path)
    (run,) = json.loads((tmp_path / "reports" / "findings.sarif").read_text())["runs"]
    decided = [s["justification"] for r in run["results"] for s in r.get("suppressions", ())]
    assert len(decided) == 1
    assert REASON in decided[0]


def test_what_shards_asked_a_judge_is_one_row_with_its_price(tmp_path: Path) -> None:
    verify = Verify(judge="big", judge_base="https://judge.example/v1", judge_price={"input": 10, "currency": "EUR"})
    session = Session(Config(results=str(tmp_path), verify=verify), Policy("default"), "2026-01-15", "2026-01-15")
    reports.note(session, "judge 00000", {"asked": 3, "tokens read": 1000})
    reports.note(session, "judge 00001", {"asked": 2, "answers kept": 4, "left open": 1, "tokens read": 500})
    reports.note(session, "shards", {"all": 2})
    told = reports.asked(session)
    assert told == {
        "shards": {"all": 2},
        "judge": {"asked": 5, "answers kept": 4, "left open": 1, "tokens read": 1500, "cost": "0.0150 EUR"},
    }
    assert judge_words("big", told["judge"]) == (
        "Judge big: of the pairs 5 asked, 4 answered from what it said before, 1 left open by it;"
        " 1,500 tokens read, 0 written, 0.0150 EUR."
    )
    assert reports.run_of(session, offline=False).used["judge"] == "big at https://judge.example/v1"
    assert judge_words("big", {}) == ""


def test_a_gate_tells_what_a_judge_was_asked(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "sleep.md").write_text(ARTICLE)
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "doe.md").write_text(NOTE)
    (tmp_path / "config").mkdir()
    model = ChatModel(lambda messages: '{"label": "NEI", "score": 0.9}')
    with model.open() as base:
        (tmp_path / "config" / "config.yaml").write_text(f"verify: {{judge: big, judge_base: '{base}'}}\n")
        told = [cli("gate", "articles/sleep.md", *DATE, folder=tmp_path)[2]]
        assert model.asked == []
    assert "Judge big: of the pairs" in told[0]
    assert "not asked" in told[0]
