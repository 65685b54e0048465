"""A table without marks is read once, not once for each of its rows."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

import citewarden
from citewarden.checks import uncited_claim
from citewarden.text import quantities

ROWS = 20


def test_a_table_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"| Drug {n} | cures {n + 10}% of adults |\n" for n in range(ROWS))
    table = f"| Drug | What it does |\n|---|---|\n{rows}"
    listed = "## References\n\n1. Doe J. Sleep. Example J. 2019;4(2):11-18.\n"
    article = tmp_path / "a.md"
    article.write_text(f"# Drugs\n\nAspirin cures 93% of adults [1].\n\n{table}\n{listed}", encoding="utf-8")
    (judged,) = citewarden.audit(article, offline=True, as_of="2026-02-01").articles
    read: list[str] = []
    counted = SimpleNamespace(find=lambda text: read.append(text) or quantities.find(text))
    monkeypatch.setattr(uncited_claim, "quantities", counted)
    assert len(list(uncited_claim.check(judged.audit))) == ROWS
    assert len(read) <= ROWS + 1
