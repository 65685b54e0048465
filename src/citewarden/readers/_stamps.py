"""Days as publishing systems stamp them, with weekday and time, and names with the marks of their places of work."""

from __future__ import annotations

import re
from datetime import date

from citewarden.text import dates

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"\b(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?,?\s"
)
_STAMPED = re.compile(
    rf"{_WEEKDAY}(?:(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<year>[12]\d{{3}})|(?=\d{{1,2}}\s[a-z]|[a-z]{{3,9}}\.?\s\d))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:(?<=[12]\d{3})|(?<=[12]\d{3}-\d\d-\d\d))(?:,|\sat|\s[-–@])?\s\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s(?:UTC|GMT|[A-Z]{1,2}[SD]T|[+-]\d{4}))?(?![\w:])",
    re.IGNORECASE,
)
_MARK = r"(?:\d{1,2}[*†‡§]{0,2}|[*†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
_RAISED = re.compile(rf"\s?{_MARK}(?:,{_MARK}){{0,9}}(?=\s{{0,2}}(?:[,;&]|and\s|$))")
_LONGEST = 60


def plain_days(line: str) -> str:
    """`line` without weekdays and times of day around its dates; of the two days that figures may mean the one that
    falls on the weekday told ("Tue, 04/09/2019 - 10:12" is "2019-04-09", "Wed, 04/09/2019" is "2019-09-04")."""
    return _STAMPED.sub(_day, _TIME.sub("", line))


def is_day(line: str) -> bool:
    """Whether a line is a day and nothing else ("Aug. 26, 2022", "Friday, 26 August 2022, 9:30 am")."""
    return len(line) < _LONGEST and _whole(line).count("-") == 2


def month_or_day(line: str) -> str:
    """The ISO date that a line is, a month at least; "" if it is none or says more."""
    found = _whole(line) if len(line) < _LONGEST else ""
    return found if "-" in found else ""


def names(words: str) -> str:
    """Names without the marks of their places of work behind them ("Ann Poe 1,* and Joe Roe 2")."""
    return " ".join(_RAISED.sub("", words).split())


def _whole(line: str) -> str:
    line = plain_days(line).strip()
    found = dates.find(line) if len(line) > 5 else []  # a bare year is neither
    if (
        len(found) != 1
        or (found[0].start, found[0].end) != (0, len(line))
        or len(found[0].csl.get("date-parts", ())) != 1
    ):
        return ""
    return found[0].iso


def _day(match: re.Match[str]) -> str:
    if not match["year"]:
        return ""
    weekday = _WEEKDAYS.index(match["weekday"][:3].lower())
    first, second = int(match["a"]), int(match["b"])
    for month, day in ((first, second), (second, first)):
        try:
            found = date(int(match["year"]), month, day)
        except ValueError:
            continue
        if found.weekday() == weekday:
            return found.isoformat()
    return match[0][match.start("a") - match.start() :]
