"""Doses that an article states: how much of what, how often; and where it states two for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from citewarden.checks._figures import TIMES
from citewarden.config import lexicon
from citewarden.model import Claim, Quantity
from citewarden.text import quantities
from citewarden.text.quantities import agree

_AMOUNT = re.compile(
    r"(?:[mµun]?c?g|kg|g|m?l|IU|units?|tablets?|capsules?|puffs?|drops?)(?:/kg)?(?:/(?:day|dose))?\Z", re.I
)
"""Units in which a medicine is taken."""
ALIKE = 0.35
"""Share of their words that two sentences on one dose have in common."""
NEAR = 50
"""Most doses of one medicine before another that it is held against."""
_A_DAY = re.compile(r"(?:[mµun]?c?g|g|m?l|IU|units?|tablets?|capsules?|puffs?|drops?)/day", re.I)
"""An amount that says itself how often it is taken: "70 mg a day"."""
GAP = 30
"""Most characters between an amount and how often it is taken."""
_EVERY = re.compile(r"\bevery\s*\Z", re.I)


class Dose(NamedTuple):
    """A claim that tells one dose: an amount, and how often where it says so."""

    claim: Claim
    amount: Quantity
    often: tuple[Quantity, ...]
    words: frozenset[str]


def clashes(claims: Sequence[Claim]) -> Iterator[tuple[Dose, Dose]]:
    """Each claim with the first one before it that gives another dose of one medicine for one thing."""
    named: dict[frozenset[str], list[Dose]] = {}
    for claim in claims:
        drugs = _drugs() & set(_words(claim.standalone)) if claim.quantities else None
        if drugs and (dose := _dose(claim)) is not None:
            named.setdefault(frozenset(drugs), []).append(dose)
    for doses in named.values():
        for number, dose in enumerate(doses):
            before = doses[max(0, number - NEAR) : number]
            if (other := next((d for d in before if _differ(d, dose)), None)) is not None:
                yield other, dose


class Regimen(NamedTuple):
    """An amount with how often it is taken, times a day; `text` is both as printed."""

    text: str
    amount: Quantity
    daily: float


_PER_DAY = {"/hour": 24.0, "/day": 1.0, "/week": 1 / 7, "/month": 1 / 30}
_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0}


@lru_cache(maxsize=4096)
def regimens(text: str) -> tuple[Regimen, ...]:
    """The amounts after which a text says how often they are taken: "200 mg twice a day", "1 g every 6 hours"."""
    found = quantities.find(text)
    out = [Regimen(q.text, replace(q, unit=q.unit[:-4]), 1.0) for q in found if _A_DAY.fullmatch(q.unit)]
    for amount, often in pairwise(found):
        between = text[amount.end : often.start]
        daily = _daily(often, between)
        if daily and _AMOUNT.match(amount.unit) and len(between) <= GAP and not re.search(r"[.;:]", between):
            out.append(Regimen(text[amount.start : often.end], amount, daily))
    return tuple(out)


def taken_otherwise(said: str, sources: Iterable[str]) -> tuple[Regimen, Regimen] | None:
    """An amount that a text has taken more or less often than any source that gives it, and how it is there."""
    there = [r for text in sources for r in regimens(text)]
    for own in regimens(said):
        same = [r for r in there if agree(r.amount, own.amount, tolerance=0.01)]
        if same and not any(abs(r.daily - own.daily) < 0.05 * own.daily for r in same):
            return own, same[0]
    return None


def _daily(often: Quantity, between: str) -> float:
    """Times a day, 0.0 where a quantity says no such thing."""
    if often.low != often.high:
        return 0.0
    if often.unit in _PER_DAY:
        return often.low * _PER_DAY[often.unit]
    if often.unit in _HOURS and often.low and _EVERY.search(between):
        return 24 / (often.low * _HOURS[often.unit])
    return 0.0


def is_conditional(dose: Dose) -> bool:
    """Whether a dose is told of a case."""
    return dose.claim.hypothetical or _cases().search(dose.claim.standalone) is not None


def _dose(claim: Claim) -> Dose | None:
    amounts = [q for q in claim.quantities if _AMOUNT.match(q.unit) and q.denominator != "age"]
    if len(amounts) != 1 or _steps().search(claim.standalone):
        return None
    often = tuple(q for q in claim.quantities if q.unit.startswith("/") or _is_interval(q, claim.standalone))
    figures = {word for q in claim.quantities for word in _words(q.text)}
    return Dose(claim, amounts[0], often, _words(claim.standalone) - figures)


@cache
def _steps() -> re.Pattern[str]:
    """Words with which two doses of one medicine are both right: steps, limits, other people, what a study gave."""
    lists = lexicon("doses")
    stems = (re.escape(str(word)) for name in ("steps", "others", "told") for word in lists[name])
    return re.compile(rf"\b(?:{'|'.join(stems)})", re.I)


@cache
def _cases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(word)) for word in lexicon('doses')['cases'])})\b", re.I)


@cache
def _drugs() -> frozenset[str]:
    return frozenset(str(name).lower() for name in lexicon("spelling")["drugs"])


def drugs_in(text: str) -> frozenset[str]:
    """The medicines that a text names."""
    return _drugs() & frozenset(_words(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", text.lower()))


def _is_interval(quantity: Quantity, text: str) -> bool:
    return quantity.unit in TIMES and re.search(rf"\bevery {re.escape(quantity.text)}", text, re.I) is not None


def _differ(one: Dose, other: Dose) -> bool:
    """Whether two doses of a medicine differ in how much or in how often, and in nothing else that is told."""
    if one.claim.population != other.claim.population:
        return False
    if len(one.words & other.words) < ALIKE * len(one.words | other.words):
        return False
    amounts = agree(one.amount, other.amount, tolerance=0.01)
    if not one.often or not other.often:
        return amounts is False
    times = len(one.often) == len(other.often) and all(
        agree(a, b, tolerance=0.01) for a, b in zip(one.often, other.often, strict=True)
    )
    return (amounts is False and times) or (amounts is True and not times)
