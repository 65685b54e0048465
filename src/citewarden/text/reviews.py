"""When pages fall due for their next medical review."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from citewarden.text import dates


class Due(NamedTuple):
    """A page to be reviewed by `day` (ISO): by the page's own next date, or `years` after its last review."""

    day: str
    document: str
    title: str
    owner: str
    reviewed: str
    why: str


def quarter_end(day: str) -> str:
    """The last day of the quarter after the one `day` (ISO) lies in."""
    this = date.fromisoformat(day)
    months = this.year * 12 + (this.month - 1) // 3 * 3 + 5
    year, month = divmod(months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1]).isoformat()


def due(articles: Iterable[tuple[str, str, str, str, str]], *, years: int) -> list[Due]:
    """When each article (id, title, owner, last review, next review) is to be reviewed, the earliest first.

    An article that states neither date, or only one that cannot be read, is left out.
    """
    out = []
    for document, title, owner, reviewed, stated in articles:
        days = [(_last(stated), "the page says so")] if _last(stated) else []
        if years and _last(reviewed):
            after = f"{years} year{'' if years == 1 else 's'} after the last review"
            days.append((_later(_last(reviewed), years), after))
        if days:
            day, why = min(days)
            out.append(Due(day, document, title, owner, dates.to_iso(dates.from_iso(reviewed)), why))
    return sorted(out)


def _last(iso: str) -> str:
    """The last day that a date, a month or a year may mean; "" where that is no day of the calendar."""
    year, month, day = (*(dates.from_iso(iso).get("date-parts") or [[]])[0], 0, 0, 0)[:3]
    try:
        return date(year, month or 12, day or monthrange(year, month or 12)[1]).isoformat() if year else ""
    except ValueError:
        return ""


def _later(day: str, years: int) -> str:
    start = date.fromisoformat(day)
    leap = (start.month, start.day) == (2, 29)
    return start.replace(year=start.year + years, day=28 if leap else start.day).isoformat()
