"""Which figures of a sentence stand in its sources, whatever unit, rounding or words they are told in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from citewarden.checks import _evidence as ev
from citewarden.checks import _made
from citewarden.checks._figures import TIMES, quantities_of, rounded_by
from citewarden.config import lexicon
from citewarden.model import Audit, Quantity
from citewarden.text import quantities
from citewarden.text.same_words import ORDINALS

SHARED = 3
"""Fewest words that a claim shares with the sentence of a source that is on it."""
LUNAR = 0.1
"""Share by which four weeks lie beside a month."""
_RATIOS = frozenset({"OR", "RR", "HR", "fold"})
"""Units of ratios, which articles tell as a change: 0.72 is 28 percent lower."""
_ONE_IN = re.compile(r"(?:about |roughly |around )?(?P<part>\w+) (?:in|out of|of|per) (?P<whole>\d[\d,]*)", re.I)
_SOME_OF = re.compile(
    r"(?:at least |about )?(?P<part>[a-z]+|\d) (?:in|out of|of)(?: the| these| those)? (?P<whole>[a-z]+)", re.I
)
_ONE_THING = re.compile(r"(?:one|1) (?P<of>[a-z]{3,})(?: (?:a|per|each|every) [a-z]+)?", re.I)
_NUMBERED = re.compile(r"\b(?P<unit>hour|day|week|month|year) (?P<n>\d{1,3})\b(?!\.\d)", re.I)
""" "Week 4"."""
_RATE = re.compile(r"(?P<number>\d[\d.,]*) (?:[a-z][\w-]* ){0,4}per (?P<whole>\d[\d,]*)", re.I)
""" "4.8 hip fractures per 1,000"."""
_NUMBER = re.compile(r"\d[\d,]+|\d+\.\d+")
OLD = 55
"""Years from which people are called older."""
_OLDER = re.compile(r"\b(?:older (?:adults|people|persons|patients|men|women)|elderly|seniors)\b", re.I)
_BOUNDS = frozenset({">", ">=", "<", "<="})
LOOSE = 0.25
"""Share of a bound within which a figure may lie that it is told by: "more than a third" of 36 percent."""
REACH = 200
"""Characters before a figure in which a word may say that it is a ratio."""
_OPENED = re.compile(r"\((?:that is,? |or |i\.e\.,? )?(?:about |around |roughly |nearly )?\Z")
_SPANS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
"""Days of the spans that say how often a thing is done: "every 12 months", "once a year"."""
_DEGREES = frozenset({"degree", "°C", "°F"})
"""A bare degree is one of either scale."""
_PER = re.compile(r"/(?:day|dose)\Z")
_UNITS = re.compile(r"units?\Z")
"""What lay texts call international units."""
_TELLS_RATIOS = re.compile(r"\b(?:(?:relative|hazard|odds|risk|rate)[ -](?:risks?|ratios?)|RRs?|HRs?|a?ORs?)\b")
"""What says that the bare decimals of a passage are ratios: "The relative risk was, for meat, 1.41"."""


def missing(audit: Audit, said: Sequence[Quantity], works: tuple[str, ...], claim: str = "") -> list[Quantity]:
    """The figures of `said` that stand nowhere in what was read of some works, nor are made of what does; `claim` is
    the text they are of."""
    passages = [p for work in works for p in audit.read_of.get(work, ())]
    read = [p.text for p in passages]
    told = [p.text[a:b] for p in passages for a, b in p.sentences or ((0, len(p.text)),)]
    there = [q for text in read for q in figures_of(text)]
    return [
        m
        for m in said
        if _is_of_another_unit(m, there)
        or _is_of_another_unit_here(m, claim, told)
        or not (
            any(is_same(m, o) or _made.is_converted_dose(m, o, f"{claim} {m.text}") for o in there)
            or any(_counts_so(m, t) for t in told)
            or _made.of_counts(m, told)
            or _made.of_change(m, claim, said, told)
            or _made.of_rest(m, claim, told)
            or _made.between_years(m, claim, told)
            or _made.between(m, claim, told)
            or _made.of_two(m, claim, told)
            or _made.of_weight(m, said, told)
            or _made.of_tablets(m, told)
            or _is_bracketed(m, claim, said)
        )
    ]


def _is_of_another_unit(mine: Quantity, there: Sequence[Quantity]) -> bool:
    """Whether sources give the numbers of a time in another unit alone: "eight months" of "eight weeks"."""
    if mine.unit not in TIMES or mine.denominator == "age":
        return False
    if mine.low == mine.high:
        spans = [o for o in there if o.unit in TIMES and o.denominator != "age"]
        rates = [o for o in there if o.unit.startswith("/")]
        told = any(quantities.agree(mine, o, tolerance=LUNAR) or is_same(mine, o) for o in (*spans, *rates))
        return not told and any((o.low, o.high) == (mine.low, mine.high) for o in spans)
    units = {o.unit for o in there if (o.low, o.high) == (mine.low, mine.high) and o.unit in TIMES}
    return bool(units) and mine.unit not in units


def _is_of_another_unit_here(mine: Quantity, claim: str, told: Sequence[str]) -> bool:
    """Whether the sentence of a source that is on the claim gives the number of a time in another unit alone: "three
    weeks" of "three months", though "two to three weeks" stands elsewhere."""
    if mine.unit not in TIMES or mine.denominator == "age" or mine.low != mine.high or not claim:
        return False
    words = ev.stems(claim)
    near = max(told, key=lambda text: len(words & ev.stems(text)), default="")
    spans = [o for o in figures_of(near) if o.unit in TIMES and o.denominator != "age" and o.low == o.high]
    if len(words & ev.stems(near)) < SHARED or not any(o.low == mine.low for o in spans):
        return False
    return not any(quantities.agree(mine, o, tolerance=LUNAR) for o in spans)


def _is_bracketed(mine: Quantity, claim: str, said: Sequence[Quantity]) -> bool:
    """Whether a figure only tells the one before it in another unit: "2.5 litres (about 4½ pints)"."""
    at = claim.find(mine.text)
    before = [q for q in said if q is not mine and q.text and 0 <= claim.find(q.text) < at]
    if at < 0 or not before or not _OPENED.search(claim[:at]):
        return False
    last = max(before, key=lambda q: claim.find(q.text))
    other = last.unit.removesuffix("/day") != mine.unit.removesuffix("/day")
    bare = [replace(q, unit=q.unit.removesuffix("/day"), comparator="=") for q in (mine, last)]
    return other and quantities.agree(*bare, tolerance=LOOSE) is True


def _nth(unit: str, text: str) -> Iterator[int]:
    """The numbers of the times that a text counts by order: "in the fourth year"."""
    for found in re.finditer(rf"\b(?P<nth>[a-z]+|\d{{1,2}})(?:st|nd|rd|th)? {unit}\b", text, re.I):
        word = found["nth"].lower()
        yield from (n for n, ordinal in enumerate(ORDINALS, 1) if word == ordinal or (n > 1 and word == str(n)))


def _counts_so(mine: Quantity, text: str) -> bool:
    """Whether a text tells a figure otherwise: "1 in 14" as "for every 14 children one had", "16 weeks" as "week 16",
    "65 and older" as "older adults"."""
    if mine.unit in TIMES and any(
        is_same(mine, replace(mine, unit=m["unit"].lower(), low=float(m["n"]), high=float(m["n"]), comparator="="))
        for m in _NUMBERED.finditer(text)
    ):
        return True
    if mine.unit in TIMES and any(n == mine.low for n in _nth(mine.unit, text)):
        return True
    if mine.unit in TIMES and any(round(float(m["n"])) == mine.low for m in _named_before(mine.unit).finditer(text)):
        return True
    if mine.denominator == "age" and mine.comparator in {">", ">="} and mine.low >= OLD and _OLDER.search(text):
        return True
    if mine.low == mine.high == 1 and (thing := _ONE_THING.fullmatch(mine.text)):
        return re.search(rf"\b(?:a single|one) (?:\w+ )?{re.escape(thing['of'])}", text, re.I) is not None
    if _is_printed(mine, text):
        return True
    told = _ONE_IN.fullmatch(mine.text)
    if told is None:
        return _is_some_of(mine, text)
    whole, part = re.escape(told["whole"]), re.escape(told["part"])
    if re.search(rf"\b(?:every|each) {whole}\b", text, re.I):
        return True
    return (
        re.search(rf"\b(?:per|of|among|in) {whole}\b", text, re.I) is not None
        and re.search(rf"(?<![\d.,]){part}\b(?![.,]\d)", text) is not None
    )


@lru_cache(maxsize=16)
def _named_before(unit: str) -> re.Pattern[str]:
    """A bare number whose unit stands before it: "headache days per month fell by 2.1"."""
    return re.compile(rf"\b{unit}s\b[^.;:,\d]{{1,40}}? (?P<n>\d{{1,4}}(?:\.\d{{1,2}})?)(?![\d%]|[.,]\d| ?[a-z%])", re.I)


def _is_some_of(mine: Quantity, text: str) -> bool:
    """Whether a text has as many of as many: "two out of three signs" of "two of these three"."""
    told = _SOME_OF.fullmatch(mine.text)
    return told is not None and (
        re.search(
            rf"\b{told['part']} (?:in|out of|of)(?: (?:the|these|those|all|every|following))* {told['whole']}\b",
            text,
            re.I,
        )
        is not None
    )


def _is_printed(mine: Quantity, text: str) -> bool:
    """Whether a text prints a rate's number, with the whole it is per somewhere, or a bare number: "4.8 hip fractures
    per 1,000" of "4.8 against 3.2 per 1,000", "84" of "84 of 600"."""
    rate = _RATE.fullmatch(mine.text)
    number = rate["number"] if rate else mine.text if mine.unit == "1" and _NUMBER.fullmatch(mine.text) else ""
    if not number or not re.search(rf"(?<![\d.,]){re.escape(number)}(?![.,]?\d|%| ?per ?cent)", text):
        return False
    return rate is None or re.search(rf"\bper {re.escape(rate['whole'])}\b", text) is not None


def is_same(mine: Quantity, other: Quantity) -> bool:
    """Whether a source's figure is the article's: within its printed rounding, whatever is counted, or as a change."""
    if other.high < 0 < mine.low:
        other = replace(other, low=-other.high, high=-other.low)  # "lowered by 25" of a change of -25.3
    if (mine.unit[:1] == "/") != (other.unit[:1] == "/") and (one := _daily(mine)) and (two := _daily(other)):
        return abs(one - two) <= LUNAR * two
    if _is_rarer(mine, other):
        return True
    if {mine.comparator, other.comparator} & _BOUNDS:
        if mine.comparator in _BOUNDS and other.comparator == "=" and quantities.agree(mine, other):
            return quantities.agree(replace(mine, comparator="="), other, tolerance=LOOSE) is not False
        mine, other = replace(mine, comparator="="), replace(other, comparator="=")
    if mine.unit != other.unit and "/" in mine.unit and "/" in other.unit and _is_converted(mine, other):
        return True
    if mine.low == other.low and mine.high == other.high and _is_of_one_unit(mine, other):
        return True
    if other.unit == "%" and rounded_by(mine) and abs(mine.low - other.low) <= rounded_by(mine):
        return True
    if mine.unit != other.unit and {mine.unit, other.unit} <= TIMES and quantities.agree(mine, other, tolerance=LUNAR):
        return True
    if mine.low < mine.high and other.low < other.high and _is_told_in(mine, other):
        return True
    if mine.low < mine.high and other.low < other.high and mine.unit == other.unit and mine.denominator != "age":
        return all(abs(a - b) <= LUNAR / 2 * b for a, b in ((mine.low, other.low), (mine.high, other.high)))
    if mine.unit == other.unit and mine.low == mine.high and _rounded(other.low, mine) == mine.low:
        return True
    if "age" in (mine.denominator, other.denominator) and mine.low < mine.high and mine.unit == other.unit:
        return (mine.low, mine.high) == (other.low, other.high)
    if mine.unit in _RATIOS and other.unit in _RATIOS and abs(mine.low - other.low) <= LUNAR / 2 * other.low:
        return True  # "2.4 times" of a hazard ratio of 2.4
    if mine.unit == "%" and other.unit in _RATIOS and round(100 * abs(1 - other.low)) == mine.low:
        return True
    digits = re.search(r"\d[\d,]*(?:\.(?P<decimals>\d+))?", mine.text)
    if digits is None or not mine.high or mine.comparator == "~":
        return quantities.agree(mine, other) is True
    whole = digits[0].replace(",", "")
    step = 10.0 ** (-len(digits["decimals"]) if digits["decimals"] else len(whole) - len(whole.rstrip("0")))
    return quantities.agree(mine, other, tolerance=min(0.05, step / 2 / abs(mine.high))) is True


def _is_rarer(mine: Quantity, other: Quantity) -> bool:
    """Whether a share is what one calls rare by a bound: 0.44% of "fewer than 1 in 100"."""
    rare = mine.unit == other.unit == "%" and mine.comparator == "<" and mine.low <= RARE
    return rare and other.comparator == "=" and 0 < other.high < mine.low


RARE = 1.0
"""Percent from which down a bound is told that no figure need be near."""


def _is_converted(mine: Quantity, other: Quantity) -> bool:
    """Whether two figures are one level in blood in two units: 5 mg/dL of uric acid are 300 micromol/L."""
    for row in lexicon("conversions")["analytes"]:
        for one, two in ((mine, other), (other, mine)):
            if (one.unit, two.unit) == (row["one"], row["other"]):
                return abs(one.low * float(row["factor"]) - two.low) <= LUNAR / 2 * two.low
    return False


def _is_told_in(mine: Quantity, other: Quantity) -> bool:
    """Whether two ranges are one in two units of a sort: 0.7 to 1.2 grams a day are 700 to 1,200 mg."""
    one, two = (quantities.measure(_PER.sub("", q.unit)) for q in (mine, other))
    if one.dimension != two.dimension or one.factor == two.factor or one.dimension in ("", "1", "%"):
        return False
    ends = ((mine.low, other.low), (mine.high, other.high))
    return all(abs(a * one.factor - b * two.factor) <= 0.01 * b * two.factor for a, b in ends)


def _daily(quantity: Quantity) -> float:
    """How often a day a figure has something done, 0.0 where it says no such thing."""
    if quantity.low != quantity.high or not quantity.low:
        return 0.0
    if quantity.unit.startswith("/"):
        return quantity.low / _SPANS.get(quantity.unit[1:], float("inf"))
    if quantity.unit in _SPANS:
        return 1 / (quantity.low * _SPANS[quantity.unit])
    return 0.0


def _is_of_one_unit(mine: Quantity, other: Quantity) -> bool:
    """Whether two units are one, or one says less of itself: a bare number, "600 IU" of "600 IU a day"."""
    if mine.unit == other.unit or "1" in (mine.unit, other.unit):
        return True
    if "degree" in (mine.unit, other.unit) and {mine.unit, other.unit} <= _DEGREES:
        return True
    one, two = (_UNITS.sub("IU", _PER.sub("", q.unit)) for q in (mine, other))
    return one == two


def _rounded(value: float, printed: Quantity) -> float:
    """A value as another figure is printed: with as many decimals."""
    return round(value, len(printed.text.partition(".")[2].split(" ")[0].rstrip("%")) if "." in printed.text else 0)


@lru_cache(maxsize=4096)
def figures_of(text: str) -> tuple[Quantity, ...]:
    found = quantities_of(text)
    first = _TELLS_RATIOS.search(text)
    if first is None:
        return found
    return tuple(
        replace(q, unit="RR")
        if q.unit == "1" and "." in q.text and q.low < 10 and _TELLS_RATIOS.search(_sentence_to(text, q.start))
        else q
        for q in found
    )


def _sentence_to(text: str, end: int) -> str:
    """What of its sentence stands before a figure."""
    return text[max(text.rfind(". ", 0, end), end - REACH, 0) : end]
