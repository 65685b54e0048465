"""Figures that a sentence's author worked out: the share that two counts of a source make, the fall between two rates,
a dose in another unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise

from citewarden.checks._figures import quantities_of, rounded_by
from citewarden.config import lexicon
from citewarden.model import Quantity

_N = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\d%]|[.,]\d| ?%| per ?cent)"
_OF = re.compile(rf"(?P<part>{_N}) (?:[\w-]+ ){{0,3}}?(?:out )?of (?:the |these |those |all |its )*(?P<whole>{_N})")
""" "105 of 1,500", "43 women out of the 120"."""
_WHOLE = re.compile(rf"\b(?:of|among|in) (?:the |these |those |all |its )*(?P<whole>{_N}) (?=[a-z])", re.I)
""" "Among the 120 men, 30 had it": what follows is part of it."""
_SPLIT = re.compile(rf"(?P<whole>{_N}) [^().;:\d]{{1,60}}\((?P<parts>[^()]*)\)")
""" "2,400 fractures (1,680 in women, 720 in men)"."""
_TOLD_APART = re.compile(rf"(?P<whole>{_N}) (?:[^.;:]|\.\d){{1,60}}: (?P<parts>(?:[^.;]|\.\d)*)")
""" "84 (12.5%) said so: 51 of 380 men and 33 of 292 women"."""
_COUNT = re.compile(_N)
_CHANGED = re.compile(
    r"\b(?:relative|lower(?:ed|s|ing)?|fewer|less|fall|fell|drop\w*|declin\w*|reduc\w+|decreas\w+|cuts?|higher|more"
    r"|rise|rose|rais\w+|increas\w+|gr[eo]w\w*|greater|excess"
    r"|(?:went|gone|came|shot) (?:up|down)|doubl\w+|tripl\w+|trebl\w+|halv\w+|shr[aiu]nk\w*|climb\w+"
    r"|soar\w+)\b",
    re.I,
)
"""What says that a figure tells a change."""
_PPM = re.compile(r"(?<![\d.,])(?P<n>\d[\d,]{0,12}(?:\.\d+)?) (?:parts per million|ppm)\b", re.I)
_MILLIONTHS = frozenset(("mg/kg", "mg/l", "ug/g"))
"""Units that are parts per million."""
LEAST = 10
"""Smallest whole of which a share is made."""
ROOM = 0.6
"""Percent points by which a share in digits may lie beside the exact one."""
ROUND = 1.5
"""The same of a share in few: "seven out of ten"."""
LOOSE = 0.02
"""Share by which a converted dose may lie beside the exact one."""


def of_counts(mine: Quantity, sentences: Iterable[str]) -> bool:
    """Whether the share `mine` is what a part and its whole make that one sentence of a source counts, and does not
    print itself: what it prints is of what it says."""
    if mine.unit != "%":
        return False
    room = ROUND if rounded_by(mine) or mine.comparator == "~" else ROOM
    return any(
        any(abs(share - mine.low) <= room for share in _shares(text))
        and not any(q.unit == "%" and q.low == mine.low for q in quantities_of(text))
        for text in sentences
    )


def of_rest(mine: Quantity, said: str, sentences: Iterable[str]) -> bool:
    """Whether `mine` is the share left by one of a source, and one of two sentences alone denies the thing: "four of
    five were free of pain" of "21% still had pain"."""
    if mine.unit != "%" or not (0 < mine.low < 100):
        return False
    sentences = list(sentences)
    room, denies = max(ROUND if rounded_by(mine) else ROOM, rounded_by(mine)), tells_without(said)
    if (counts := _SO_MANY_OF.fullmatch(mine.text)) is not None:
        whole = _number(counts["whole"])
        rest = whole - _number(counts["part"])
        counted = {q.low for text in sentences for q in quantities_of(text)}
        if whole in counted and any(
            q.low == rest for t in sentences if tells_without(t) != denies for q in quantities_of(t)
        ):
            return True
    return any(
        _fits(mine, 100 - q.low, room)
        for text in sentences
        if tells_without(text) != denies or (not denies and _is_done_otherwise(said, text))
        for q in quantities_of(text)
        if q.unit == "%" and q.low == q.high
    )


def _is_done_otherwise(said: str, text: str) -> bool:
    """Whether a sentence tells that something else was done than a source's: "kept the tooth" of "had been taken
    out"."""
    there = {m[0].casefold()[:STEM] for m in _DONE.finditer(text)} - _SEEN
    return bool(there) and there.isdisjoint(w.casefold()[:STEM] for w in re.findall(r"[^\W\d_]{3,}", said))


_DONE = re.compile(r"(?:(?<=\bhad )|(?<=\bbeen )|(?<=\bwas )|(?<=\bwere ))(?!been\b)[a-z]{3,}|\b[a-z]{3,}ed\b", re.I)
_SEEN_WORDS = "seen found repor recor obser noted measu diagn had given asked occur affec invol compa"
_SEEN = frozenset(_SEEN_WORDS.split())
"""How verbs begin that say no more than that a thing was so."""
STEM = 5
"""Letters by which two words are one."""
_SO_MANY_OF = re.compile(rf"(?:only |about )?(?P<part>{_N}) (?:out )?of (?:the )?(?P<whole>{_N})", re.I)
""" "4 of the 50"."""


def tells_without(text: str) -> bool:
    """Whether a sentence tells who does without a thing, or was rid of it."""
    return _rid().search(text) is not None


@cache
def _rid() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon('cues')['rid']))})\b", re.I)


@lru_cache(maxsize=4096)
def _shares(text: str) -> tuple[float, ...]:
    """The shares that the counts of a sentence make, where one is told as a part of the other."""
    return tuple(100 * part / whole for part, whole in _parts(text) if LEAST <= whole > part)


def _parts(text: str) -> Iterator[tuple[float, float]]:
    for found in _OF.finditer(text):
        yield _number(found["part"]), _number(found["whole"])
    for found in _WHOLE.finditer(text):
        rest = re.split(r"[.;]\s", text[found.end() :])[0]
        yield from ((_number(part), _number(found["whole"])) for part in _COUNT.findall(rest))
    for found in (*_SPLIT.finditer(text), *_TOLD_APART.finditer(text)):
        yield from ((_number(part), _number(found["whole"])) for part in _COUNT.findall(found["parts"]))


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def of_weight(mine: Quantity, own: Sequence[Quantity], sentences: Iterable[str] = ()) -> bool:
    """Whether `mine` is the dose that a sentence works out for one weight from a dose for each kilogram, its own or a
    source's, or that weight: "10 mg for each kilogram (300 mg for a child of 30 kg)"."""
    weights = [(q, q.low * _KILOGRAMS[q.unit]) for q in own if q.unit in _KILOGRAMS]
    doses = [q for q in own if q.unit not in _KILOGRAMS]
    if not weights or not any(mine is q for q in (*doses, *(q for q, _ in weights))):
        return False
    told = [*own, *(q for text in sentences for q in quantities_of(text))]
    rates = [q for q in told if q.unit.removesuffix("/day").endswith("/kg")]
    return any(
        mine in (weight, dose)
        and rate.unit.startswith(f"{dose.unit.removesuffix('/day')}/kg")
        and rate.low * kilograms - LOOSE * dose.low <= dose.low <= rate.high * kilograms + LOOSE * dose.low
        for weight, kilograms in weights
        for rate in rates
        for dose in doses
    )


_KILOGRAMS = {"kg": 1.0, "lb": 0.4536}
"""What a weight of one is in kilograms."""


def of_tablets(mine: Quantity, sentences: Iterable[str]) -> bool:
    """Whether `mine` is what so many tablets hold of which a source gives the strength and the number: "2 grams" of
    "500 mg tablets" and "four tablets in 24 hours"."""
    milligrams = _MILLIGRAMS.get(mine.unit.removesuffix("/day"), 0.0)
    if not milligrams:
        return False
    strengths, counts = set[float](), set[float]()
    for text in sentences:
        for q in quantities_of(text):
            if q.unit in _MILLIGRAMS and _STRENGTH.match(text, q.end):
                strengths.add(q.low * _MILLIGRAMS[q.unit])
            elif q.unit.partition("/")[0] == "tablet":
                counts.update((q.low, q.high))
    return any(abs(s * n - mine.low * milligrams) <= LOOSE * s * n for s in strengths for n in counts)


_MILLIGRAMS = {"ug": 0.001, "mg": 1.0, "g": 1000.0}
_STRENGTH = re.compile(r"[ -](?:[a-z-]+ ){0,2}?(?:tablet|capsule|pill|caplet|sachet)s?\b", re.I)
"""What has a strength before it: "500 mg paracetamol tablets"."""


def of_change(mine: Quantity, said: str, own: Sequence[Quantity], sentences: Iterable[str]) -> bool:
    """Whether `mine` is the share by which two rates differ, of its own sentence `said` (its quantities are `own`) or
    of one of a source that gives two."""
    years = set(_YEARS.findall(said))
    of_years = [
        t for t in sentences if len(years) != 2 or not years < set(_YEARS.findall(t))
    ]  # else `between_years` picks the two
    rows = [[q for q in own if q is not mine], *(quantities_of(text) for text in of_years)]
    if mine.unit == "percentage point" or (mine.unit == "%" and _COUNTED_OUT.match(mine.text)):
        return any(_fits(mine, points, ROOM) for row in rows for points in _points(row))
    if mine.unit != "%" or not _CHANGED.search(said):
        return False
    return any(_fits(mine, change, max(ROOM, rounded_by(mine))) for row in rows for change in _changes(row))


_COUNTED_OUT = re.compile(r"(?:out )?of (?:every|each) 1[\d,]*\b|(?:for|in) every 1[\d,]*\b", re.I)
"""How a share is told that is no percentage of another one: "out of every 100 people treated, 12 fewer"."""


def _fits(mine: Quantity, value: float, room: float) -> bool:
    """Whether a figure tells a value that was worked out: in digits within its rounding, in words or by a bound within
    what a reader takes it for ("more than 95%" of 96.9, "nearly half" of 48)."""
    if mine.comparator in (">", ">=", "<", "<="):
        more = value - mine.low if mine.comparator[0] == ">" else mine.low - value
        return -room <= more <= BOUND * mine.low
    loose = mine.comparator == "~" or not re.search(r"\d", mine.text)
    return abs(value - mine.low) <= (max(room, min(NEAR * mine.low, HALF_TENTH)) if loose else room)


HALF_TENTH = 5.0
"""Most percent points by which a share in words may lie beside the exact one."""
BOUND = 0.25
"""Share of a bound within which a value may lie that it is told by."""


def _changes(row: Sequence[Quantity]) -> Iterator[float]:
    """By how many percent two rates of a sentence differ that stand beside each other, of those of one unit."""
    for pair in _beside(row):
        one, other = (_printed(q) for q in pair)
        yield from (100 * abs(1 - one / other), 100 * abs(1 - other / one))


def _beside(row: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of a sentence that stand beside each other, of those of one unit: "7.9 per 1,000 days" and "4.1 per
    1,000"."""
    kinds = {_kind(q) for q in row}
    for kind in sorted(kinds):
        same = [q for q in row if _kind(q) == kind and q.low == q.high and q.denominator != "age" and q.low > 0]
        yield from pairwise(same)


def _kind(quantity: Quantity) -> str:
    """The unit of a figure, or the whole that a rate is per."""
    per = _PER.search(quantity.text)
    return f"per {per['whole']}" if per else quantity.unit


def _printed(quantity: Quantity) -> float:
    """The number of a figure, as printed where it is a rate."""
    rate = _PER.search(quantity.text) and re.match(r"[^\d]*(\d[\d,]*(?:\.\d+)?)", quantity.text)
    return _number(rate[1]) if rate else quantity.low


_PER = re.compile(r"\bper (?P<whole>1[\d,]*)\b", re.I)


_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_IN_YEAR = re.compile(rf"(?P<count>{_N}) (?:\w+ ){{0,2}}?in (?P<year>(?:19|20)\d\d)\b")
""" "1,134 in 2016"."""


def between_years(mine: Quantity, said: str, sentences: Iterable[str]) -> bool:
    """Whether `mine` is by how many percent the counts that a source gives for the two years of a sentence differ."""
    years = dict.fromkeys(_YEARS.findall(said))
    if mine.unit != "%" or len(years) != 2:
        return False
    first, last = sorted(years)
    room = max(ROUND, rounded_by(mine))
    for text in sentences:
        counts = {m["year"]: _number(m["count"]) for m in _IN_YEAR.finditer(text)}
        if first in counts and last in counts and abs(100 * abs(counts[last] / counts[first] - 1) - mine.low) <= room:
            return True
    return False


def between(mine: Quantity, said: str, sentences: Iterable[str]) -> bool:
    """Whether `mine` is how many years lie between two that a sentence of a source names, or its own: "over the ten
    years to 2019" of 2009 and 2019."""
    at = said.find(mine.text)
    if mine.unit not in ("year", "decade") or mine.denominator == "age" or at < 0:
        return False
    if not (_CHANGED.search(said) or _THOSE.search(said[max(at - THOSE, 0) : at + len(mine.text)])):
        return False
    length = mine.low * (10 if mine.unit == "decade" else 1)
    rows = (sorted({int(y) for y in _YEARS.findall(text)}) for text in (said, *sentences))
    return any(abs(b - a - length) <= (mine.comparator == "~") for row in rows for a, b in combinations(row, 2))


_THOSE = re.compile(r"\b(?:the|these|those)\b", re.I)
THOSE = 12
"""Characters before a span in which it may be told as one of calendar years: "the ten years to 2019"."""
_APART = re.compile(
    r"\A,?(?: \w+){0,2}? (?:fewer|more|less|lower|higher|longer|shorter|prevented|avoided|saved|spared|averted|extra"
    r"|additional|sooner|later|earlier|rarer|smaller|greater|in favour)\b",
    re.I,
)
_APART_BEFORE = re.compile(
    r"\b(?:differ\w*|by|extra|another|additional|gap|prevent\w*|avoid\w*|spare\w*)\b[^.;]{0,50}\Z", re.I
)


def of_two(mine: Quantity, said: str, sentences: Iterable[str]) -> bool:
    """Whether `mine` is told as by how much two others differ, and two figures of one sentence of a source do: "about 4
    fewer" of 12 and 16."""
    if mine.unit == "%" or mine.denominator == "age" or not tells_apart(said, mine):
        return False
    room = NEAR * mine.low if mine.comparator == "~" else SLACK * mine.low
    sentences = list(sentences)
    return any(
        abs(abs(a.low - b.low) - mine.low) <= room
        for text in sentences
        for a, b in combinations([q for q in quantities_of(text) if q.unit == mine.unit and q.low == q.high], 2)
        if a.denominator != "age" != b.denominator and max(a.low, b.low) < FAR * mine.low
    ) or (
        mine.unit == "1"
        and any(
            abs(abs(_printed(a) - _printed(b)) - mine.low) <= room
            for text in sentences
            for a, b in _beside(quantities_of(text))
            if (per := _PER.search(a.text)) and re.search(rf"\b{per['whole']}\b", said)
        )
    )


def tells_apart(said: str, mine: Quantity) -> bool:
    """Whether a sentence tells a figure as by how much two others differ: "about 4 fewer", "an extra 180 metres"."""
    at = said.find(mine.text)
    return at >= 0 and bool(_APART.match(said[at + len(mine.text) :]) or _APART_BEFORE.search(said[:at]))


NEAR = 0.1
"""Share by which a difference in words may lie beside the exact one."""
SLACK = 0.02
"""The same of one in digits."""
FAR = 100
"""Times a difference that a figure may be, so that one is made of it."""


def _points(row: Sequence[Quantity]) -> Iterator[float]:
    """By how many points two shares of a sentence differ that stand beside each other."""
    yield from (abs(a.low - b.low) for a, b in _beside(row) if a.unit == b.unit == "%")


def is_converted_dose(mine: Quantity, other: Quantity, told: str) -> bool:
    """Whether two doses of one substance are the same in two units: 20 micrograms of vitamin D are 800 IU, 100 parts
    per million are 100 mg per kilogram. `told` is what names the substance."""
    for one, two in ((mine, other), (other, mine)):
        if (parts := _PPM.search(one.text)) and two.unit in _MILLIONTHS:
            return _number(parts["n"]) == two.low
    for row in lexicon("conversions")["substances"]:
        if any(re.search(rf"\b{re.escape(str(name))}\b", told, re.I) for name in row["of"]):
            for one, two in ((mine, other), (other, mine)):
                units = one.unit.removesuffix("/day"), two.unit.removesuffix("/day")
                if units == (row["one"], row["other"]):
                    return abs(one.low * float(row["factor"]) - two.low) <= LOOSE * two.low
    return False
