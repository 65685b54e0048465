"""Days as publishing systems stamp them, with weekday and time, and names with the marks of their places of work; what
else stands beside them: how long a page takes to read, how many commented on it, which draft it is."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from citewarden.config import lexicon
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
_TIME_BEFORE = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s(?:UTC|GMT|[A-Z]{1,2}[SD]?T))?(?:,|\son)?\s"
    r"(?=(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d{1,2}\s[a-z]{3})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:(?<=[12]\d{3})|(?<=[12]\d{3}-\d\d-\d\d))(?:,|\sat|\s[-–@])?\s\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s(?:UTC|GMT|[A-Z]{1,2}[SD]T|[+-]\d{4}))?(?![\w:])",
    re.IGNORECASE,
)
_MARK = r"(?:\d{1,2}[*†‡§]{0,2}|[*†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
_RAISED = re.compile(rf"\s?{_MARK}(?:,{_MARK}){{0,9}}(?=\s{{0,2}}(?:[,;&]|and\s|$))")
_WITH_SIGNS = re.compile(r"\b((?:19|20)\d\d)\s?[年년]\s?(0?[1-9]|1[0-2])\s?[月월]\s?(0?[1-9]|[12]\d|3[01])\s?[日일]")
"""A day with the signs for year, month and day."""
_LONGEST = 60
_READING = re.compile(
    r"(?:(?:estimated |est\.? |average )?(?:read(?:ing)? time|time to read)\s?[:–-]?\s)?(?:about |approx\.? |~\s?)?"
    r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?[\s-]?min(?:ute)?s?\.?(?:[\s-](?:to )?(?:read(?:ing)?(?: time)?|listen|watch))?",
    re.IGNORECASE,
)
_READ = re.compile(r"read|listen|watch", re.IGNORECASE)
_COUNT = re.compile(
    r"(?:(?:\d[\d.,]{0,12}[KkMm]?\s?){1,3}|no )"
    r"(?:comments?|shares?|likes?|views?|followers?|claps?|responses?|replies|reads?|ratings?)"
    r"|comments?\s?\(\d+\)|leave a comment|listen|share|save|print|follow|subscribe|download",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"(?:(?:issue|no|number|nr|vol|volume|n[º°])\.?:?\s?#?\d{1,4}\b[\s,;:·|–—-]*){1,2}", re.IGNORECASE)
_FOR_WHOM = r"(?:\s?[-–—:,(|]\s?[^.!?\n]{1,60})?"
_DRAFT = re.compile(
    r"(?:(?:first|second|third|final|working|internal) )?(?:draft|version|edition|revision|ver\.?|rev\.?)"
    rf"(?: (?:no\.? ?|number )?v?\d[\w.]{{0,9}}| v\d[\w.]{{0,9}}|(?=\s?[-–—:(|])){_FOR_WHOM}"
    r"|v\d[\w.]{0,9}\s?[-–—(]\s?[^.!?\n]{1,60}"
    r"|(?:strictly )?(?:confidential|embargoed|not for (?:release|publication|circulation|distribution)"
    rf"|for (?:internal|review|office) (?:use )?only){_FOR_WHOM}"
    r"|(?:leaflet|document|publication|version|ref(?:erence)?)(?: (?:code|number|no\.?|ref\.?))?"
    r": ?(?=[^\n]*\d)[\w/. -]{1,24}",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"[A-ZÀ-Þ][^\W\d_’']*(?:[ ’'&-]{1,3}[^\W\d_’']+){0,3}")
_ASSERTS = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|might|will|should|must|does|do|did)\b", re.IGNORECASE)
_TITLES = r"(?:(?:Dr|Drs|Prof(?:essor)?|Mrs?|Ms|Sir|Dame|Nurse|Sister|Revd?)\b\.?\s){0,2}"
_NAME = re.compile(
    rf"{_TITLES}[A-ZÀ-Þ][\w’'-]*\.?(?:\s(?:[A-ZÀ-Þ][\w’'.-]*|(?:van|von|de|der|den|da|dos|del|di|la|le|al|bin|ter|y)(?=\s))){{1,4}}"
    r"(?:,?\s(?:[A-Z]{2,6}[a-z]?[A-Z]{0,3}|[MP]Sc|PhD|PharmD|MBChB|BSc|Jr\.?))*"
)
_NAMES_JOIN = re.compile(r"\s(?:and|&)\s|,\s(?=[A-ZÀ-Þ][a-zß-ÿ])")
_AGED = re.compile(
    r"[—–-]?\s?[A-ZÀ-Þ][a-zß-ÿ’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){0,2},? \(?(?:aged? )?(?P<age>\d{1,3})\)?"
    r"(?:,? (?:from |of )?[A-ZÀ-Þ][\w ’'-]{1,30})?"
)
_QUOTE = ("“", '"', "‘", "«", "„")
_QUOTED = ("”", '"', "’", "»", "“")


def plain_days(line: str) -> str:
    """`line` without weekdays and times of day around its dates; of the two days that figures may mean the one that
    falls on the weekday told ("Tue, 04/09/2019 - 10:12" is "2019-04-09", "Wed, 04/09/2019" is "2019-09-04")."""
    line = _abroad().sub("", line)
    line = _WITH_SIGNS.sub(lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}", line)
    return _STAMPED.sub(_day, _TIME_BEFORE.sub("", _TIME.sub("", line)))


@cache
def _abroad() -> re.Pattern[str]:
    """The names of weekdays in other languages in front of a day."""
    data: Any = lexicon("bylines")
    return re.compile(rf"(?<!\w)(?:{'|'.join(data['weekdays'])})\.?,?\s(?:(?:den|le|el|il)\s)?(?=\d)", re.IGNORECASE)


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


def is_reading_time(part: str) -> bool:
    """Whether words say how long a page takes to read: "7-minute read", beside other stamps also "6 min"."""
    return len(part) < _LONGEST and _READING.fullmatch(part) is not None


def tells_reading(part: str) -> bool:
    """Whether such words say of themselves that they tell of reading."""
    return is_reading_time(part) and _READ.search(part) is not None


def is_topic(part: str) -> bool:
    """Whether words may be the name of a page's topic or column beside other stamps: "Hearing", "Mind & Body"."""
    return _TOPIC.fullmatch(part) is not None and _ASSERTS.search(part) is None


def is_count(part: str) -> bool:
    """Whether words count what readers did, or ask them to do it: "12 comments", "Share"."""
    return len(part) < _LONGEST and _COUNT.fullmatch(part) is not None


def issue_of(line: str) -> str | None:
    """What stands behind the number of a letter's or a magazine's issue, mostly its day; None for other lines."""
    said = _ISSUE.match(line.strip())
    return line.strip()[said.end() :] if said else None


def is_draft(line: str) -> bool:
    """Whether a line says which draft of a page this is and for whom: "Draft v3 - for web team"."""
    return len(line) < 2 * _LONGEST and _DRAFT.fullmatch(line) is not None and _ASSERTS.search(line) is None


def are_names(words: str) -> bool:
    """Whether words have the form of people's names, with titles and degrees: "Ann Poe, MD and Dr Joe Roe"."""
    return len(words) < 2 * _LONGEST and all(_NAME.fullmatch(name) for name in _NAMES_JOIN.split(words))


def name_and_day(part: str) -> tuple[str, str] | None:
    """The name and the day that stand behind each other with nothing between: "Ann Poe Feb 11, 2024"."""
    found = dates.find(part) if len(part) < 2 * _LONGEST and part[-4:].isdigit() else []
    if len(found) != 1 or found[0].end != len(part) or found[0].iso.count("-") != 2:
        return None
    name = part[: found[0].start].rstrip(" ,")
    return (name, found[0].iso) if are_names(name) else None


def is_speaker(line: str, before: str, after: str) -> bool:
    """Whether a line names who speaks in the quotation beside it, by name and age: "Mina, 64"."""
    said = _AGED.fullmatch(line) if len(line) < _LONGEST else None
    quoted = line[:1] in "—–-" or before.endswith(_QUOTED) or after.startswith(_QUOTE)
    return said is not None and quoted and 2 < int(said["age"]) < 110


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
