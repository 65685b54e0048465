"""Years that are part of a title, told from the year of the work: "Global report 2021. Geneva: WHO; 2022"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from citewarden.styles._stretches import Stretch
from citewarden.text.dates import MONTH

_YEARS = r"(?:1[89]|20)\d\d(?:\s?[-–/]\s?(?:(?:1[89]|20)?\d\d))?"
_NAME_OF_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ENDS = re.compile(rf"{_YEARS}(?P<stop>[.:])?\Z")
_DAY_ENDS = re.compile(rf"(?:\d{{1,2}}\s{_NAME_OF_MONTH}|{_NAME_OF_MONTH}\s(?:\d{{1,2}},?\s)?)\s?(?:19|20)\d\d[.:]?\Z")
"""A day that ends a title, behind a comma: "Weekly epidemiological update, 18 August 2023."."""
_OF_IMPRINT = re.compile(r"[\s(;,]{0,3}(?:c|©)?(?P<year>(?:19|20)\d\d)[).;,\s]*\Z")
"""A bare year, as an imprint gives it."""
_SERIES = re.compile(r"\s?\((?![12]\d\d\d)")
"""Brackets behind a title that hold no year: "(WHO Technical Report Series, No. 1035)"."""
_BEGINS = re.compile(rf"{_YEARS}(?:\s[^\W\d_][\w-]*)?\Z")
_YEAR_LAST = re.compile(r"[.?!]\s+(?P<date>(?:1[89]|20)\d\d)\.?\s*\Z")
_LAST = re.compile(r",?\s(?P<date>(?:1[89]|20)\d\d)[.\s]*\Z")
_SERIAL = re.compile(
    r"(?i)(?:\breports?|\b(?:statistics|surveys?|outlook|standards|guidelines?|recommendations|updates?|facts|figures|estimates"
    r"|profiles?|plan|strategy|atlas|census|rapport|informe|relatório|rapporto|recommandations|recomendaciones)|bericht|leitlinien?)\s*\Z"
)
"""What is published anew each year, and bears the year in its name."""


_OF_JOURNAL = re.compile(r"\)?[.,]?\s+(?=(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?;)")
"""What follows the year in a journal's name: "Spine (Phila Pa 1976). 2008;33", "J Appl Physiol (1985). 2014;116"."""
_OF_FIRST = re.compile(
    r"(?i)\b(?:approval|approved|authori[sz]ation|first (?:published|issued|edition)"
    r"|original(?:ly)? (?:work )?published)\b"
    r"[^.;]{0,25}\Z"
)


_REVISED = re.compile(r"(?i)\b(?:revised|revision|updated)\b[^.;\d]{0,15}(?P<date>(?:\d\d?/)?(?:19|20)\d\d)\b")


def titled(raw: str, found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches with years given back to the titles that end or begin with them, where another date is printed;
    a year that ends a title as a sentence of its own is the date."""
    found = _dayed(raw, _periodic(raw, _own(raw, found)))
    out = list(found)
    dates = [s for s in found if s.label == "date"]
    if not dates and any(s.label == "title" for s in found):
        return _dated(raw, out)
    for one, other in pairwise(found):
        if one.label == "title" and other.label == "date" and _day_ends(raw, one, other, dates):
            return _joined(out, one, other)
        if one.label == "title" and other.label == "date" and _ends(raw, one, other):
            if len(dates) > 1:
                return _dated(raw, _joined(out, one, other))
            if _SERIAL.search(raw, one.start, one.end):
                return _joined(out, one, other)
        if one.label == "date" and other.label == "title" and _begins(raw, one, other):
            known = len(dates) > 1 or _YEAR_LAST.search(raw, other.start, other.end)
            return _dated(raw, _joined(out, one, other)) if known else out
    return out


_MONTH = rf"(?:{_NAME_OF_MONTH}\s)?"
_PERIOD = re.compile(
    rf"[\s,:(]{{0,3}}{_MONTH}(?:19|20)\d\d(?:\s?[-–—]\s?|\sto\s){_MONTH}(?:19|20)\d\d\b\)?(?=\.\s|\s[\[(])"
)
_SAID = re.compile(
    r"[.\]);]\s(?:(?:[Ll]ast|[Pp]age)\s)?(?:[Uu]pdated|[Rr]evised|[Pp]ublished|[Rr]eleased|[Pp]osted|[Rr]eviewed|[Ii]ssued):?\s(?:on\s)?"
    r"(?P<date>[A-Z]?[\w ,]{0,14}(?:19|20)\d\d)\b"
)


def _periodic(raw: str, found: Sequence[Stretch]) -> Sequence[Stretch]:
    """The stretches with a period given back to the title that it ends, where the day of publication is printed with
    its word: "Nutrition Survey, August 2021-August 2023 [data set]. Updated September 2024."."""
    at = next((number for number, s in enumerate(found) if s.label in ("title", "booktitle", "journal")), None)
    if at is None or not (said := _SAID.search(raw)):
        return found
    for title in found[at : at + 2]:
        period = _PERIOD.match(raw, title.start + len(raw[title.start : title.end].rstrip(" ,:(")))
        if period and title.label in ("title", "booktitle", "journal") and period.end() <= said.start() + 60:
            kept = [s for s in found if s.end <= title.start or s.start >= period.end()]
            kept = [s for s in kept if s.label not in ("date", "pages", "volume", "issue")]
            made = [
                replace(title, end=period.end()),
                replace(title, start=said.start("date"), end=said.end("date"), label="date"),
            ]
            return sorted(
                [*(s for s in kept if s.end <= made[1].start or s.start >= made[1].end), *made], key=lambda s: s.start
            )
    return found


DAY_APART = re.compile(
    rf"[\s(,;]{{0,3}}\d{{1,2}}(?:\.|º|er)?\s(?:de\s)?(?:{MONTH})\b\.?(?:\s(?:de|del))?\s*\Z", re.IGNORECASE
)
"""A day and a month that were parted from their year: "1 de mayo de | 2023"."""


def _dayed(raw: str, found: Sequence[Stretch]) -> Sequence[Stretch]:
    """The stretches with a day and a month joined to the year that stands behind them."""
    for number, (one, other) in enumerate(pairwise(found)):
        if other.label == "date" and one.label in ("volume", "issue", "pages", "note"):
            joins = one.end >= other.start - 3 and raw[other.start : other.start + 4].isdecimal()
            if joins and DAY_APART.match(raw, one.start, one.end):
                return [*found[:number], replace(other, start=one.start), *found[number + 2 :]]
    return found


def _own(raw: str, found: Sequence[Stretch]) -> Sequence[Stretch]:
    """The stretches without the dates of something else, where there are others: in a journal's name, and of a first
    edition or an approval."""
    dates = [s for s in found if s.label == "date"]
    revised = _REVISED.search(raw) if len(dates) == 1 and _OF_FIRST.search(raw, 0, dates[0].start) else None
    if revised and revised.start("date") > dates[0].end:
        return [replace(s, start=revised.start("date"), end=revised.end("date")) if s is dates[0] else s for s in found]
    if len(dates) < 2:
        return found
    other = [
        s for s in found if s.label == "date" and (_OF_JOURNAL.match(raw, s.end) or _OF_FIRST.search(raw, 0, s.start))
    ]
    kept = [s for s in found if s not in other]
    return kept if any(s.label == "date" for s in kept) else found


def yearly(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the year stands that ends the name of what is published anew each year, in a title's span; None if it is
    another title."""
    last = _LAST.search(raw, max(start, end - 12), end)
    return last.span("date") if last and _SERIAL.search(raw, start, last.start()) else None


def _ends(raw: str, title: Stretch, date: Stretch) -> bool:
    """Whether a year runs on from a title: no stop between them, and one or a bracket behind."""
    year = _ENDS.match(raw, date.start, date.end)
    if year is None or raw[title.end : date.start].strip() or raw[title.end - 1 : title.end] in ".?!":
        return False
    return bool(year["stop"] or _SERIES.match(raw, date.end))


def _day_ends(raw: str, title: Stretch, date: Stretch, dates: Sequence[Stretch]) -> bool:
    """Whether a day runs on from a title behind a comma, and an imprint gives the year behind it."""
    if raw[: date.start].rstrip()[-1:] != "," or not _DAY_ENDS.match(raw, date.start, date.end):
        return False
    year = raw[date.start : date.end].rstrip(" .:")[-4:]
    later = (_OF_IMPRINT.match(raw, d.start, d.end) for d in dates if d.start > date.start)
    return any(match is not None and match["year"] >= year for match in later)


def _begins(raw: str, date: Stretch, title: Stretch) -> bool:
    """Whether a title runs on from a year: a stop before it, and none between them."""
    return (
        not raw[date.end : title.start].strip()
        and _BEGINS.match(raw, date.start, date.end) is not None
        and raw[: date.start].rstrip()[-1:] in (".", ":", "?", "!", "]")
    )


def _joined(found: Sequence[Stretch], one: Stretch, other: Stretch) -> list[Stretch]:
    """The two, and a title that goes on behind them, as one title."""
    at = next(number for number, s in enumerate(found) if s is one)
    rest = list(found[at + 2 :])
    end = rest.pop(0).end if rest and rest[0].label == "title" else other.end
    title = one if one.label == "title" else other
    return [*found[:at], replace(title, start=one.start, end=end), *rest]


def _dated(raw: str, found: list[Stretch]) -> list[Stretch]:
    """A year that ends the title as a sentence of its own is the date, if there is no other."""
    if any(s.label == "date" for s in found):
        return found
    for number, one in enumerate(found):
        last = _YEAR_LAST.search(raw, one.start, one.end) if one.label == "title" else None
        if last:
            at = last.start("date")
            return [*found[:number], replace(one, end=at), replace(one, start=at, label="date"), *found[number + 1 :]]
    return found
