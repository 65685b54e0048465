"""The day an audit judges by, and the next one on which an answer changes.

A check that looks at a date asks the calendar whether the date has come. The calendar notes the first date that has
not: until then, nothing that was asked has another answer.
"""

from __future__ import annotations

from datetime import date, timedelta

NEVER = "9999-12-31"
"""A day on which nothing changes that anybody asks about."""


class Calendar:
    """`today` is an ISO date; `next` the first later one on which an answer given so far changes."""

    def __init__(self, today: str) -> None:
        self.today = today
        self.next = NEVER

    def reached(self, day: str) -> bool:
        """Whether a date (ISO, as precise as it is known) has come: the first day it may mean counts."""
        if day <= self.today:
            return True
        self.next = min(self.next, day)
        return False

    def passed(self, day: str) -> bool:
        """Whether a date lies before today; of a month or a year the last day."""
        return self.reached(_after(day))

    def years(self, day: str) -> int:
        """Whole years that have surely passed since a date, which may be a year or a month."""
        year, rest = int(day[:4]), latest(day)[4:]
        whole = max(0, int(self.today[:4]) - year - (self.today[4:] < rest))
        self.next = min(self.next, f"{year + whole + 1:04d}{rest}")
        return whole


def latest(day: str) -> str:
    """The last day a date may mean ("2012" is "2012-12-31"), to be compared with others."""
    year, *rest = (int(part) for part in day.split("-"))
    late = (year, *rest) + ((12, 31) if not rest else (31,) if len(rest) == 1 else ())
    return "-".join(f"{part:02d}" for part in late)


def _after(day: str) -> str:
    """The day after the last one that a date may mean; comparing text, a day no calendar has will do."""
    late = latest(day)
    try:
        return (date.fromisoformat(late) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return f"{late}~"
