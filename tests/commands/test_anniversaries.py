"""A new date alone: no answer changes on a day the calendar lets pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from citewarden import tables
from citewarden.commands.anniversaries import days, stirs
from citewarden.commands.judging import _held
from citewarden.commands.memo import ANALYSIS
from citewarden.commands.slices import CORPUS
from citewarden.model import Audit, Document, Suppression
from citewarden.stages.check import check
from citewarden.stages.decide import decide
from citewarden.testing.sample import sample_audit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2019-03-14", ["03-14"]),
        ("2019-03", ["03-01", "03-31"]),
        ('{"issued":{"date-parts":[[2019,3,4]]}}', ["03-04"]),
        ('{"issued":{"date-parts":[["2019"]]}}', ["01-01", "12-31"]),
        ('{"issued":{"raw":"2019-03-14"},"page":"2019-2031"}', ["03-14"]),
        ("", []),
    ],
)
def test_dates_are_found(text: str, found: list[str]) -> None:
    assert days([text]) == found


@pytest.mark.parametrize(
    ("marks", "last", "now", "stirred"),
    [
        (["03-14"], "2026-03-12", "2026-03-13", False),
        (["03-14"], "2026-03-13", "2026-03-14", True),
        (["03-14"], "2026-03-14", "2026-03-15", True),
        (["03-14"], "2026-03-15", "2026-03-16", False),
        (["03-14"], "2026-03-14", "2026-03-14", False),
        (["02-31"], "2026-02-28", "2026-03-01", True),
        (["12-31"], "2025-12-30", "2026-01-05", True),
        (["06-01"], "2025-12-30", "2026-01-05", False),
        ([], "2026-03-14", "2026-03-13", True),
        ([], "2025-03-14", "2026-03-14", True),
    ],
)
def test_a_day_stirs(marks: list[str], last: str, now: str, stirred: bool) -> None:
    assert stirs(marks, last, now) is stirred


def test_findings_change_only_on_days_that_stir() -> None:
    audit = sample_audit()
    first = decide(audit, check(audit))[0]
    decision = Suppression(
        fingerprint=first.fingerprint,
        rule_id=first.rule_id,
        justification="known",
        signer="A. Doe",
        role="medical reviewer",
        decided_on="2026-01-01",
        expires="2026-09-17",
        decision="waive",
        bound={},
        document=audit.document.id,
    )
    audit = replace(audit, previous={"suppressions": (decision,), "sign_offs": ()})
    marks = _days(audit)
    assert "09-17" in marks
    day, before, changes = date(2026, 1, 5), None, 0
    for _ in range(370):
        today = replace(audit, as_of=day.isoformat())
        found = decide(today, check(today))
        if before is not None and found != before:
            changes += 1
            assert stirs(marks, (day - timedelta(days=1)).isoformat(), day.isoformat()), day
        before, day = found, day + timedelta(days=1)
    assert changes
    quiet = sum(not stirs(marks, f"2026-05-{n:02d}", f"2026-05-{n + 1:02d}") for n in range(1, 31))
    assert quiet > 15


def _days(audit: Audit) -> list[str]:
    rows = {"documents": (audit.document,), **{n: getattr(audit, n) for n in ("references", "citations", "claims")}}
    whole = {name: tables.to_table(ANALYSIS[name], found) for name, found in rows.items()}
    cited = {name: tables.to_table(noun, getattr(audit, name)) for name, noun in CORPUS.items()}
    document: Document = audit.document
    return _held(whole, cited, {document.id: tables.dumps(audit.previous)})[document.id].days
