"""How often a text has a thing done: "every morning", "on three nights a week", "twice daily", "every six months"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from citewarden.config import lexicon

NEAR = 0.15
"""Share by which two rhythms that are one may lie apart: every four weeks, every month."""


class Rhythm(NamedTuple):
    """How often, as printed, how many times a day at least and at most, and where it stands."""

    text: str
    low: float
    high: float
    start: int


@lru_cache(maxsize=4096)
def rhythms(text: str) -> tuple[Rhythm, ...]:
    """Each rhythm of a text, in order."""
    found: list[Rhythm] = []
    for one in (*_counted(text), *_every(text), *_alone(text)):
        if not any(a.start < one.start + len(one.text) and one.start < a.start + len(a.text) for a in found):
            found.append(one)
    return tuple(sorted(found, key=lambda rhythm: rhythm.start))


def is_one(one: Rhythm, other: Rhythm) -> bool:
    """Whether two rhythms are one, or lie within each other."""
    return one.low <= other.high * (1 + NEAR) and other.low <= one.high * (1 + NEAR)


def rates(text: str) -> tuple[float, ...]:
    """How many times a day come the spans for which a text gives an amount: "two glasses a day"."""
    return tuple(1 / _days()[m["unit"].casefold()] for m in _patterns()[3].finditer(text))


def _counted(text: str) -> Iterator[Rhythm]:
    """ "Twice a day", "on three nights a week", "three times daily"."""
    for m in _patterns()[0].finditer(text):
        days = _days()[(m["unit"] or m["alone"]).casefold()]
        yield Rhythm(m[0], _number(m["count"]) / days, _number(m["most"] or m["count"]) / days, m.start())


def _every(text: str) -> Iterator[Rhythm]:
    """ "Every morning", "every other day", "every four to six hours"."""
    for m in _patterns()[1].finditer(text):
        days = _days()[m["unit"].casefold()]
        gap = m["gap"] or "one"
        yield Rhythm(m[0], 1 / (_number(m["wide"] or gap) * days), 1 / (_number(gap) * days), m.start())


def _alone(text: str) -> Iterator[Rhythm]:
    """ "Daily", "weekly"."""
    for m in _patterns()[2].finditer(text):
        yield Rhythm(m[0], 1 / _days()[m[0].casefold()], 1 / _days()[m[0].casefold()], m.start())


def _number(word: str) -> float:
    lists = lexicon("rhythms")
    known = {**lists["numbers"], **lists["times"], **lists["gaps"]}
    return float(known.get(word.casefold(), 0) or word)


@cache
def _days() -> dict[str, float]:
    lists = lexicon("rhythms")
    return {str(word): float(days) for word, days in {**lists["round"], **lists["alone"]}.items()}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = lexicon("rhythms")
    times, counted, gaps, unit, alone = (
        "|".join(map(re.escape, map(str, lists[name]))) for name in ("times", "counted", "gaps", "round", "alone")
    )
    number = "|".join([*map(str, lists["numbers"]), r"[1-9]\d?"])
    per = rf"(?:(?:a|an|per|each|every|in a|out of a)[ -](?P<unit>{unit})|(?P<alone>{alone}))\b"
    many = rf"(?P<count>{times}|{number})(?: (?:to|or) (?P<most>{times}|{number}))?(?:[ -](?:{counted}))?"
    return (
        re.compile(rf"\b{many}[ -]{per}", re.I),
        re.compile(
            rf"\b(?:every|each) (?:(?P<gap>{gaps}|{number})(?: (?:to|or) (?P<wide>{number}))? )?(?P<unit>{unit})s?\b",
            re.I,
        ),
        re.compile(rf"\b(?:{alone})\b", re.I),
        re.compile(rf"\b(?:a|an|per|each) (?P<unit>{unit})\b", re.I),
    )
