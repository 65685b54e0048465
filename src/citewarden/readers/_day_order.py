"""Whether a page sets the day or the month first: 04/09/2023 is read only where the page itself settles it.

Other dates of the page come first (25/09/2023 can be read one way only), then its address, its language and its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from citewarden.config import lexicon
from citewarden.model import Unread
from citewarden.readers import _stamps

_DATE = re.compile(
    r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<sign>[/-])(?P<b>[0-3]?\d)(?P=sign)(?P<year>(?:19|20)\d\d)(?![\d/-])"
)
_SIDES = ("day_first", "month_first")
_MANY = 3
"""How many times as many words of one side as of the other settle it."""


class Order:
    """How one page sets its dates: `told` is "day_first", "month_first", or "" where nothing settles it."""

    def __init__(self, text: str, words: Iterable[str], language: str, url: str) -> None:
        self._text, self._words, self._language, self._url = text, words, language.lower().replace("_", "-"), url
        self._told: str | None = None

    @property
    def told(self) -> str:
        """Which comes first."""
        if self._told is None:
            self._told = self._settle()
        return self._told

    def plain(self, line: str) -> str:
        """`line` with the dates in figures that can be read two ways as ISO dates, if the page settles which."""
        return _DATE.sub(self._iso, _stamps.plain_days(line)) if _may_date(line) else line

    def open(self, line: str) -> dict[str, str]:
        """The dates of a line that nothing settles, by either ISO date that they may be."""
        out: dict[str, str] = {}
        for match in _DATE.finditer(_stamps.plain_days(line)) if _may_date(line) else ():
            if _two_ways(match) and not self.told:
                out |= {_made(match, "a", "b"): match[0], _made(match, "b", "a"): match[0]}
        return out

    def _iso(self, match: re.Match[str]) -> str:
        if not _two_ways(match) or not self.told:
            return match[0]
        return _made(match, "b", "a") if self.told == "day_first" else _made(match, "a", "b")

    def _settle(self) -> str:
        sure = {
            "day_first" if int(m["a"]) > 12 else "month_first"
            for m in _DATE.finditer(self._text)
            if (int(m["a"]) > 12) != (int(m["b"]) > 12)
        }
        if sure:
            return sure.pop() if len(sure) == 1 else ""
        domain = (urlsplit(self._url).hostname or "").rpartition(".")[2]
        named = {side: self._language in lexicon("day_order")[side]["languages"] for side in _SIDES}
        for side in _SIDES:
            if domain in lexicon("day_order")[side]["domains"]:
                return side
        if named["day_first"] or (self._language and self._language[:2] != "en"):
            return "day_first"
        return self._by_words() or ("month_first" if named["month_first"] else "")

    def _by_words(self) -> str:
        said = " ".join(self._words)
        day, month = (len(set(_pattern(side).findall(said))) for side in _SIDES)
        if day > _MANY * month:
            return "day_first"
        return "month_first" if month > _MANY * day else ""


def unsettled(printed: str, start: int = -1, end: int = -1, place: str = "") -> Unread:
    """What is told of a date that nothing on its page settles."""
    return Unread(
        "field",
        f"the date “{printed}”",
        "its first two figures may be day and month or month and day, and nothing on the page tells which",
        "write the month as a word",
        start,
        end,
        place,
    )


def is_figures(words: str) -> bool:
    """Whether a date in figures can be read two ways."""
    match = _DATE.fullmatch(words.strip())
    return match is not None and _two_ways(match)


def _may_date(line: str) -> bool:
    return any(map(line.__contains__, ("/20", "/19", "-20", "-19"))) and _DATE.search(line) is not None


@cache
def _pattern(side: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon("day_order")[side]["words"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|£" if side == "day_first" else rf"(?<!\w)(?:{words})(?!\w)")


def _two_ways(match: re.Match[str]) -> bool:
    return 0 < int(match["a"]) <= 12 and 0 < int(match["b"]) <= 12 and int(match["a"]) != int(match["b"])


def _made(match: re.Match[str], month: str, day: str) -> str:
    return f"{match['year']}-{int(match[month]):02d}-{int(match[day]):02d}"
