"""What a gate writes into a folder bears the decisions on file, as the site's reports do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Cli = Callable[..., tuple[int, str, str]]
ARTICLE = """# Sleep

Adults need seven hours of sleep [1].

## References

1. Doe J. Sleep in adults. Example Heart J. 2001;4(2):11-18.
2. Roe R. Naps, which nobody cites. Example Heart J. 2020;9(1):1-9.
"""
DATE = ("--offline", "--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00")
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
