"""A new date alone: no answer changes on a day that the calendar lets pass."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import citewarden
from citewarden.model import Notice, Suppression
from citewarden.model.calendar import NEVER, Calendar
from citewarden.stages.check import check
from citewarden.stages.decide import decide
from citewarden.testing.sample import sample_audit


@pytest.mark.parametrize(
    ("day", "today", "reached", "turns"),
    [
        ("2026-03-14", "2026-03-14", True, NEVER),
        ("2026-03-14", "2026-03-13", False, "2026-03-14"),
        ("2026-03", "2026-03-01", True, NEVER),
        ("2026-03", "2026-02-28", False, "2026-03"),
        ("2026", "2025-12-31", False, "2026"),
        ("", "2026-03-13", True, NEVER),
    ],
)
def test_a_date_has_come_on_the_first_day_it_may_mean(day: str, today: str, reached: bool, turns: str) -> None:
    calendar = Calendar(today)
    assert calendar.reached(day) is reached
    assert calendar.next == turns


@pytest.mark.parametrize(
    ("day", "today", "passed", "turns"),
    [
        ("2026-03-14", "2026-03-14", False, "2026-03-15"),
        ("2026-03-14", "2026-03-15", True, NEVER),
        ("2026-12-31", "2026-12-31", False, "2027-01-01"),
        ("2028-02-29", "2028-02-29", False, "2028-03-01"),
    ],
)
def test_a_date_is_past_on_the_day_after(day: str, today: str, passed: bool, turns: str) -> None:
    calendar = Calendar(today)
    assert calendar.passed(day) is passed
    assert calendar.next == turns


def test_of_a_month_or_a_year_the_last_day_counts() -> None:
    assert not Calendar("2026-02-28").passed("2026-02")
    assert Calendar("2026-03-01").passed("2026-02")
    assert not Calendar("2026-12-31").passed("2026")
    assert Calendar("2027-01-01").passed("2026")


@pytest.mark.parametrize(
    ("day", "today", "years", "turns"),
    [
        ("2019-03-14", "2026-03-13", 6, "2026-03-14"),
        ("2019-03-14", "2026-03-14", 7, "2027-03-14"),
        ("2019", "2026-12-30", 6, "2026-12-31"),
        ("2019-02", "2026-02-28", 6, "2026-02-31"),
        ("2019-02", "2026-03-01", 7, "2027-02-31"),
        ("2024-02-29", "2026-02-28", 1, "2026-02-29"),
        ("2030-01-01", "2026-02-28", 0, "2031-01-01"),
    ],
)
def test_whole_years(day: str, today: str, years: int, turns: str) -> None:
    calendar = Calendar(today)
    assert calendar.years(day) == years
    assert calendar.next == turns


@pytest.mark.parametrize("day", ["2019-03-14", "2019-03", "2019", "2020-02-29", "2026-12-31", "2026-05-01"])
@pytest.mark.parametrize("question", ["reached", "passed", "years"])
def test_no_answer_changes_before_the_day_it_says(day: str, question: str) -> None:
    today, last, turns = date(2025, 12, 1), None, ""
    for _ in range(900):
        calendar = Calendar(today.isoformat())
        answer = getattr(calendar, question)(day)
        assert answer == last or not turns or today.isoformat() >= turns
        if answer != last or calendar.today >= turns:
            last, turns = answer, calendar.next
        today += timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "days", "turns_on"),
    [
        ("2026-05-29", 6, {"2026-06-02"}),
        ("2026-09-16", 4, {"2026-09-18"}),
        pytest.param("2026-01-05", 370, {"2026-06-02", "2026-09-18"}, marks=pytest.mark.long),
    ],
)
def test_findings_change_only_on_days_that_are_due(first: str, days: int, turns_on: set[str]) -> None:
    audit = sample_audit()
    finding = decide(audit, check(audit))[0]
    decision = Suppression(
        fingerprint=finding.fingerprint,
        rule_id=finding.rule_id,
        justification="known",
        signer="A. Doe",
        role="medical reviewer",
        decided_on="2026-01-01",
        expires="2026-09-17",
        decision="waive",
        bound={},
        document=audit.document.id,
    )
    notice = Notice(audit.works[1].id, "retraction", "crossref", updated="2026-06-02")
    audit = replace(audit, previous={"suppressions": (decision,), "sign_offs": ()}, notices=(*audit.notices, notice))
    day, before, turns, changed, due = date.fromisoformat(first), None, "", [], 0
    for _ in range(days):
        today = replace(audit, as_of=day.isoformat())
        found = decide(today, check(today))
        if before is not None and found != before:
            changed.append(day.isoformat())
            assert today.as_of >= turns, "nothing said that this day changes an answer"
        due += today.as_of >= turns
        if today.as_of >= turns:
            turns = today.calendar.next
        before, day = found, day + timedelta(days=1)
    assert turns_on <= set(changed)
    assert due < 40


def test_checks_ask_the_calendar_alone() -> None:
    package = Path(citewarden.__file__).parent
    looking = [*(package / "checks").glob("*.py"), package / "stages" / "decide.py", package / "text" / "bindings.py"]
    assert [path.name for path in looking if re.search(r"\.as_of\b", path.read_text(encoding="utf-8"))] == []
