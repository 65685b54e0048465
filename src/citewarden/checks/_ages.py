"""Ages: of whom a source studied, and of whom the article speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from citewarden.checks import _evidence as ev
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage, Quantity
from citewarden.text import quantities

_YEARS = {"day": 1 / 365, "week": 1 / 52, "month": 1 / 12, "year": 1.0}
_OLDEST = 120.0
_TO = re.compile(r"\s*(?:to|and|through|[-–])\s*")
_LATER = re.compile(r"\W*(?:after|later|before|following|of (?!age\b)|from|into|since|ago|long)\b", re.I)
"""What follows a span of time that is no age: "in women 3 to 5 years after"."""
NOT_THEMSELVES = re.compile(
    r"(?:\b(?:(?:expect|hav|carry|bear|want|deliver|conceiv|adopt|breast-?feed)\w*|(?:hop|try|tri|long|wish)\w* for"
    r"|plan\w*|birth to|births? of|mothers? of|parents? of)(?: (?:an?|your|the|their|her|another|more|any))?"
    r"|\b(?:of|as|to|than|than in|than among|for|by|like|or|nor|not)|\bas an?|['’-])\s*\Z",
    re.I,
)
"""What stands before a group that is not whom a sentence is about: "parents of", "as", "hoping for a"."""


_TENS = {"teens": 10, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70}
_TENS |= {"eighties": 80, "nineties": 90}
_DECADE = re.compile(
    rf"\bin (?:their|your|his|her|the) (?:early |mid-|late )?(?P<ten>{'|'.join(_TENS)})(?! of the| century)\b", re.I
)
"""An age told by its tens: "women in their fifties"."""


class Ages(NamedTuple):
    """A span of ages in years, with the words that give it."""

    text: str
    low: float
    high: float


def beyond(audit: Audit, claim: Claim) -> tuple[Ages, Ages, Passage] | None:
    """The ages a claim speaks of that none of its sources studied, those that one did study, and where it says so.

    None where a cited source was not read, states no ages, or names the claim's group in any passage.
    """
    works = ev.cited(audit, claim)
    said = list(_spoken_of(claim)) if works else []
    read = ev.read_of(audit, works) if said else []
    studied = [(ages, p) for p in read for ages in _stated(p.text)]
    if not studied or {p.work for _, p in studied} != set(works):
        return None
    told = " ".join(p.text.casefold() for p in read)
    for own in said:
        if not any(_share(own, theirs) for theirs, _ in studied) and own.text.casefold() not in told:
            return own, *studied[0]
    return None


def _share(own: Ages, theirs: Ages) -> bool:
    return own.low < theirs.high and theirs.low < own.high


def _spoken_of(claim: Claim) -> Iterator[Ages]:
    """The ages a claim states, else those of the groups it names."""
    if stated := _stated(claim.standalone):
        yield from stated
        return
    for decade in _DECADE.finditer(claim.standalone):
        low = _TENS[decade["ten"].casefold()]
        yield Ages(decade[0], low, low + 10)
    for found in _words().finditer(claim.standalone) if _groups() else ():
        if not NOT_THEMSELVES.search(claim.standalone[: found.start()]):
            yield Ages(found[0], *_groups()[found[0].casefold()])


@lru_cache(maxsize=4096)
def _stated(text: str) -> tuple[Ages, ...]:
    """The ages of people that a text gives as a range or a bound: "3 months to 10 years", "65 and older"."""
    out: list[Ages] = []
    found = [q for q in quantities.find(text) if q.unit in _YEARS and (q.denominator == "age" or not q.denominator)]
    at = 0
    while at < len(found):
        first = last = found[at]
        if at + 1 < len(found) and _TO.fullmatch(text, first.end, found[at + 1].start):
            last = found[at + 1]
        at += 1 + (last is not first)
        if _is_of_people(text, first, last):
            low, high = _span(first, last)
            if low < high:
                out.append(Ages(text[first.start : last.end], low, high))
    return tuple(out)


def _is_of_people(text: str, first: Quantity, last: Quantity) -> bool:
    before = _studied().search(text[max(0, first.start - 60) : first.start])
    return before is not None and not (last.denominator != "age" and _LATER.match(text[last.end :]))


def _span(first: Quantity, last: Quantity) -> tuple[float, float]:
    low, high = first.low * _YEARS[first.unit], last.high * _YEARS[last.unit]
    if first is last and first.comparator in {">", ">="}:
        return low, _OLDEST
    if first is last and first.comparator in {"<", "<="}:
        return 0.0, high
    return low, high


@cache
def _groups() -> dict[str, tuple[float, float]]:
    """Words for people of an age -> between which ages they are."""
    lists = lexicon("populations")
    return {
        str(word).casefold(): (float(low), float(high))
        for group, (low, high) in (lists.get("ages") or {}).items()
        for word in (lists.get("axes") or {}).get("age", {}).get(group, ())
    }


@cache
def _studied() -> re.Pattern[str]:
    """What stands before the ages of people: "women aged", "children (", "participants were"."""
    people = "|".join(re.escape(str(word)) for word in lexicon("populations")["of_an_age"])
    return re.compile(
        rf"(?:\b(?:{people})[ ,(]+(?:(?:who|they|all|were|are|was|is|between|from|aged?|ages|of|the|with) ){{0,3}}"
        r"|\b(?:aged|ages|age (?:group|range|band)s?(?: of)?) (?:between |from )?)\Z",
        re.I,
    )


@cache
def _words() -> re.Pattern[str]:
    words = sorted(_groups(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)
