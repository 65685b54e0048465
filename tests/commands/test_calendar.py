"""When pages are due for review, and how that is written down."""

from __future__ import annotations

import icalendar
import pytest

from citewarden.commands import calendar
from citewarden.text.reviews import Due, due, quarter_end


@pytest.mark.parametrize(
    ("reviewed", "stated", "day"),
    [
        ("2024-05-31", "", "2027-05-31"),
        ("2024-02-29", "", "2027-02-28"),
        ("2024-02", "", "2027-02-28"),
        ("2024", "", "2027-12-31"),
        ("2024-05-31T10:00:00Z", "2025-01-31", "2025-01-31"),
        ("2020-05-31", "2029-01", "2023-05-31"),
        ("", "2026-06", "2026-06-30"),
        ("", "2026-02-31", ""),
        ("last spring", "", ""),
        ("", "", ""),
    ],
)
def test_a_page_is_due_on_the_earlier_of_its_two_days(reviewed: str, stated: str, day: str) -> None:
    rows = due([("a.md", "A", "", reviewed, stated)], years=3)
    assert [row.day for row in rows] == ([day] if day else [])


def test_without_a_clock_only_the_page_s_own_date_counts() -> None:
    pages = [("a.md", "A", "", "2020-05-31", "2029-01-31"), ("b.md", "B", "", "2020-05-31", "")]
    assert [(row.day, row.why) for row in due(pages, years=0)] == [("2029-01-31", "the page says so")]


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2026-11-29", "2027-03-31"),
        ("2026-01-01", "2026-06-30"),
        ("2026-06-30", "2026-09-30"),
        ("2026-09-30", "2026-12-31"),
    ],
)
def test_the_default_reaches_to_the_end_of_the_next_quarter(day: str, end: str) -> None:
    assert quarter_end(day) == end


def test_a_calendar_program_reads_the_file() -> None:
    rows = [
        Due(
            "2027-01-31",
            "kidney/stones.md",
            "Stones; what, why\nand when",
            "Renal desk",
            "2024-01-31",
            "the page says so",
        )
    ]
    text = calendar.icalendar(rows, "2026-11-29")
    assert text == calendar.icalendar(rows, "2026-11-29")
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2027-01-31"
    assert str(event["summary"]) == "Review due: Stones; what, why\nand when"
    assert "\r\nBEGIN:VEVENT\r\n" in text
