"""A sign-off remembers the text and its review date, so that the next audit sees a date moved over an old text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from citewarden.config import policy
from citewarden.model import Audit
from citewarden.stages.check import check
from citewarden.stages.decide import load
from citewarden.stages.read import read

ARTICLE = """---
title: Twitches
reviewed: {reviewed}
next_review: 2027-02-01
reviewer: B. Reviewer, MD
---

# Twitches

Most twitches pass within days.
"""
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "twitches.md"
    path.parent.mkdir()
    path.write_text(ARTICLE.format(reviewed="2024-02-01"), encoding="utf-8")
    return path


def found(folder: Path) -> set[str]:
    """The checks that say something of the article on 2026-01-15, given what is on file."""
    document = read(folder / "articles" / "twitches.md", root=folder / "articles")
    previous = load(folder / "config" / "suppressions.yaml").previous(document.id)
    return {f.rule_id for f in check(Audit(document, "2026-01-15", policy("default"), previous=previous))}


def test_a_review_date_moved_over_a_signed_text_is_seen(cli: Cli, article: Path, tmp_path: Path) -> None:
    signing = ("sign-off", "articles/twitches.md", "--signer", "B. Reviewer, MD", "--role", "medical reviewer")
    assert cli(*signing, "--as-of", "2024-02-02", folder=tmp_path)[0] == 0
    (signed,) = load(tmp_path / "config" / "suppressions.yaml").sign_offs
    assert signed.reviewed == "2024-02-01"
    assert signed.text
    assert "review-date-bumped" not in found(tmp_path)
    article.write_text(ARTICLE.format(reviewed="2026-01-10"), encoding="utf-8")
    assert "review-date-bumped" in found(tmp_path)
    assert cli(*signing, "--as-of", "2026-01-15", folder=tmp_path)[0] == 0
    assert "review-date-bumped" not in found(tmp_path)
