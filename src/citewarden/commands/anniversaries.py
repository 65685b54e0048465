"""When a new date alone can change an answer.

Checks use the date an audit judges by in two ways only: they compare it with a date the article's tables hold (a waiver
that expires, a notice that is not out yet), or they count whole years since one (a source's age). Either way the answer
changes only on the day and month of such a date, or the day after. A year alone counts from its first and last day, a
month likewise. `docs/decisions/0004-judged-again-on-anniversaries.md` says more; a test walks through the days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_ISO = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")
_PARTS = re.compile(r'\["?(\d{4})"?(?:,"?(\d{1,2})"?)?(?:,"?(\d{1,2})"?)?\]')


def days(texts: Iterable[str]) -> list[str]:
    """The days of the year ("03-14"), sorted, of all dates in `texts`: ISO dates alone, or CSL-JSON with date parts."""
    found: set[str] = set()
    for text in texts:
        for _, month, day in _PARTS.findall(text) if text[:1] in "{[" else ():
            found.update(_days(month, day))
        for _, month, day in _ISO.findall(text):
            if month or text[:1] not in "{[":
                found.update(_days(month, day))
    return sorted(found)


def _days(month: str, day: str) -> tuple[str, ...]:
    if not month:
        return ("01-01", "12-31")
    if not day:
        return (f"{month:0>2}-01", f"{month:0>2}-31")
    return (f"{month:0>2}-{day:0>2}",)


def stirs(days: Iterable[str], last: str, now: str) -> bool:
    """Whether one of `days` lies between two ISO dates, both included; a step back or of a year always counts."""
    if last == now:
        return False
    if now < last or (date.fromisoformat(now) - date.fromisoformat(last)).days > 364:
        return True
    first, end = last[5:], now[5:]
    if first <= end:
        return any(first <= day <= end for day in days)
    return any(day >= first or day <= end for day in days)
