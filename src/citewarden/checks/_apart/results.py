"""Whose figure, and of what: the sentence gives a figure of the source to another outcome, dose, group or person."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from citewarden.checks import _doses, _figures, _made, _results
from citewarden.checks import _evidence as ev
from citewarden.checks._apart import sizes
from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.checks._apart.people import groups_in
from citewarden.checks._figures import TIMES, figures
from citewarden.checks._results import Told
from citewarden.checks._same_figures import figures_of, is_same
from citewarden.model import Audit, Claim, Passage, Quantity

_ALL = re.compile(
    r"\b(?:all (?:of )?(?:those|the people|people|patients|participants|adults|who)\b"
    r"|of (?:the )?(?:whole|entire)\b|everyone|overall)",
    re.I,
)
_STUDY = re.compile(
    r"\A(?:In|Of|Among) (?:an? |the |one )?(?:\w+ ){0,2}?(?:review|trial|study|survey|series|cohort) (?:of|in|with)"
    r" (?:[\d,]+ )?[^,;.\d]{3,80}, "
)
"""In whom a study was, at the head of what it found."""
_WHOLE = re.compile(r"\b(?:all|overall|total|whole|altogether|participants?|people|respondents|sample)\b", re.I)
"""What names all of those studied."""
_PEOPLE = frozenset(("people", "patients", "participants", "adults", "children", "men", "women", "babies", "of", "in"))
_RELATIVE = frozenset(("older", "young"))
"""What tells an age by another one."""
_BOUNDS = frozenset((">", ">=", "<"))  # "within 15 minutes" and "15 minutes" are told of one outcome
SURE = 2
"""Words more that a figure must share with the sentence than the sentence's own, where nothing speaks against that."""


def of_another(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A figure that the source gives to one thing, where the sentence's words stand with another figure of it."""
    told = [text for _, text in sentences(read)]
    about = _results.words(audit.document.title)
    for unit in units(claim):
        if any(q.unit.startswith(f"{unit}/") or q.unit == f"/{unit}" for q in figures(claim)):
            continue  # "ten days a month or more with one, 15 days or more with the other": whose words are whose?
        if unit.partition("/")[0] != unit and unit.partition("/")[0] in units(claim):
            continue  # "ten days a month with one, 15 days with the other"
        if unit in TIMES and len(set(units(claim)) & TIMES) > 1:
            continue  # "ten days with one and three weeks with the other"
        source = [t for t in _results.of_source(told, unit) if not _is_strength(t)]
        studied = _results.words(told[0]) if told and all(t.sentence != told[0] for t in source) else frozenset[str]()
        for own in _results.of_claim(_STUDY.sub("", claim.standalone), unit):
            if _made.of_counts(own.figure, told):
                continue
            same = [t for t in source if is_same(own.figure, t.figure)]
            if same and (found := elsewhere(own, same, source, studied)):
                mine, there = found
                if sizes.says("asked", there.sentence, there.figure) and sizes.says(
                    "studied", mine.sentence, mine.figure
                ):
                    continue
                if mine.sentence != there.sentence and _are_a_pair(claim, unit, mine, there):
                    continue
                if mine.sentence != there.sentence and not elsewhere(own._replace(own=own.own - about), same, source):
                    continue  # by what the article is about alone: both are
                passage = next(p for p, text in sentences(read) if text == there.sentence)
                return Apart(
                    f"“{own.figure.text}” in the article; {ev.source_read(audit, passage)} gives that for"
                    f" “{_named(mine)}”, and “{there.figure.text}” for “{_named(there)}”:"
                    f" {ev.quoted(there.sentence, 240)}. Compare the two.",
                    passage,
                    there.sentence,
                )
    return None


_DIFFER = re.compile(r"\bdifferen(?:ces?|t)\b", re.I)


def _is_when(own: Told) -> bool:
    """Whether a figure says when something was found, and is no result: "five years on"."""
    q = own.figure
    return q.unit in TIMES and q.denominator != "age" and _ON.match(own.sentence, q.end) is not None


_ON = re.compile(r" (?:on|later|afterwards)\b(?! average)", re.I)


def _are_a_pair(claim: Claim, unit: str, mine: Told, there: Told) -> bool:
    """Whether one sentence of a source has all figures of a claim, and another one hardly more of its words."""
    said = [q for q in figures(claim) if q.unit == unit and q.denominator != "age"]
    here = figures_of(mine.sentence)
    words = _results.words(claim.standalone)
    more = len(words & _results.words(there.sentence)) - len(words & _results.words(mine.sentence))
    return len(said) > 1 and all(any(_may_be_one(q, o) for o in here) for q in said) and more < SURE


_WITHIN = re.compile(r"within\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|at|by|within|in|from) (?:the |about |around |nearly |just )?\Z|\A (?:on|later|after|afterwards)\b",
    re.I,
)
_LATER = re.compile(
    r"\b(?:an?|one) (?P<unit>day|week|month|year) (?:on|later|afterwards|after)\b"
    r"|\b(?<=after )an? (?P<after>day|week|month|year)\b",
    re.I,
)
""" "A year on", "after a year": a time that is no figure."""
_DAYS = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
NEAR = 0.15
"""Share by which two times that are one may lie apart: eight weeks and two months."""


class _Time(NamedTuple):
    text: str
    days: float
    start: int


def at_another_time(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A share that the sentence gives after so long, and the source after another time."""
    mine = [row for row in _timed(claim.standalone) if row[0].unit == "%"]
    if not mine or len({time.days for _, time in mine}) != 1:
        return None
    own, when = mine[0]
    rows = [(p, text, q, time) for p, text in sentences(read) for q, time in _timed(text) if q.unit == "%"]
    same = [row for row in rows if is_same(own, row[2])]
    bare = sum(is_same(own, q) for _, text in sentences(read) for q in figures_of(text) if q.unit == "%") > len(same)
    if not same and (first := _at_first(own, read)) and any(_is_one_time(when, row[3]) for row in rows):
        there = next(row for row in rows if _is_one_time(when, row[3]))
        if not is_same(own, there[2]) and sum(is_same(own, q) for _, t in sentences(read) for q in figures_of(t)) == 1:
            return beside(audit, f"{own.text} {_after(when)}", first[2], first[0], first[1])
    if not same or bare or any(_is_one_time(when, row[3]) for row in same):
        return None
    then = any(_is_one_time(when, time) for *_, time in rows)
    elsewhere = any(_is_one_time(when, time) for _, text in sentences(read) for time in _times(text))
    if not then and elsewhere:
        return None
    passage, text, q, time = same[0]
    return beside(audit, f"{own.text} {_after(when)}", f"{q.text} {_after(time)}", passage, text)


_AT_FIRST = re.compile(
    r"\b(?:(?:at|by|before) the (?:end|close|start|beginning|outset) of (?:the |their )?\w+|at (?:baseline|entry|first"
    r"|discharge|the (?:end|start|outset))|(?:immediately|directly|right|straight) after(?:wards)?|initially"
    r"|on entry)\b",
    re.I,
)
"""A time that a source tells without a figure: "at the end of the programme"."""


def _at_first(own: Quantity, read: list[Passage]) -> tuple[Passage, str, str] | None:
    """The sentence of a source that gives a figure for a time without one, and that time."""
    for passage, text in sentences(read):
        when = _AT_FIRST.search(text)
        if when and not _timed(text) and any(is_same(own, q) for q in figures_of(text)):
            return passage, text, when[0]
    return None


def _timed(text: str) -> list[tuple[Quantity, _Time]]:
    """The figures of a text with the time after which each was found: the one that leads them in, or that follows."""
    times = [time for time in _times(text) if _is_after(text, time)]
    own = [q for q in figures_of(text) if q.unit not in TIMES and q.denominator != "age"]
    if not times or not own:
        return []
    if times[0].start < own[0].start:
        return [(q, max((t for t in times if t.start < q.start), key=lambda t: t.start)) for q in own]
    found = [(q, next((t for t in times if t.start > q.start), None)) for q in own]
    return [(q, time) for q, time in found if time]


def _times(text: str) -> list[_Time]:
    """The times of a text that are no ages."""
    found = [
        _Time(q.text, q.high * _DAYS[q.unit], q.start)
        for q in figures_of(text)
        if q.unit in _DAYS and q.denominator != "age"
    ]
    later = (_Time(m[0], _DAYS[(m["unit"] or m["after"]).lower()], m.start()) for m in _LATER.finditer(text))
    return sorted([*found, *(t for t in later if all(t.start != f.start for f in found))], key=lambda t: t.start)


def _is_after(text: str, time: _Time) -> bool:
    """Whether a time says after how long a thing was found."""
    before, after = text[: time.start], text[time.start + len(time.text) :]
    return bool(_WITHIN.match(time.text) or _LATER.match(time.text) or _AFTER.search(before) or _AFTER.match(after))


def _is_one_time(one: _Time, other: _Time) -> bool:
    return abs(one.days - other.days) <= NEAR * max(one.days, other.days)


def _after(time: _Time) -> str:
    return time.text.lower() if _WITHIN.match(time.text) or _LATER.fullmatch(time.text) else f"after {time.text}"


_APART = re.compile(r"\b(?:while|whereas|against|(?:as )?compared (?:with|to)|than|versus|vs)\b|\bas against\b", re.I)


def of_two_pairs(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """Two figures that the sentence sets against each other, of which the source sets each against another one."""
    said = [q for q in figures(claim) if q.unit == "%" and q.denominator != "age"]
    if len(said) != 2 or not _APART.search(claim.standalone[said[0].end : said[1].start]):
        return None
    pairs = [
        (p, text, q) for p, text in sentences(read) if len(q := [q for q in figures_of(text) if q.unit == "%"]) == 2
    ]
    whole = [q for _, text in sentences(read) for q in figures_of(text) if q.unit == "%"]
    having = [[row for row in pairs if any(is_same(own, q) for q in row[2])] for own in said]
    once = all(sum(is_same(own, q) for q in whole) == 1 for own in said)
    if not once or [len(rows) for rows in having] != [1, 1] or having[0][0] is having[1][0]:
        return None
    passage, text, there = having[1][0]
    other = next(q for q in there if not is_same(said[1], q))
    return beside(audit, f"{said[0].text} and {said[1].text}", f"{other.text} and {said[1].text}", passage, text)


_WHICH = re.compile(
    r"\b(?:the|their|its) (?P<nth>first|second|third|fourth|fifth|sixth|last|final)"
    r" (?P<unit>hour|day|night|week|month|year)\b",
    re.I,
)
_HALVES = re.compile(r"[;:] |,? (?:but|while|whereas|and) (?=in |during |over |for |by )", re.I)


def in_another_year(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A share that the sentence gives for the first year, and the source for the second, with others for the first."""
    own = list(_WHICH.finditer(claim.standalone))
    said = [q for q in figures(claim) if q.unit == "%"]
    if len(own) != 1 or not said:
        return None
    unit, nth = own[0]["unit"].lower(), own[0]["nth"].lower()
    for passage, sentence in sentences(read):
        cuts = [0, *(m.end() for m in _HALVES.finditer(sentence)), len(sentence)]
        halves = [sentence[a:b] for a, b in pairwise(cuts)]
        told = [
            (m, figures_of(half)) for half in halves for m in [_WHICH.search(half)] if m and m["unit"].lower() == unit
        ]
        having = [m for m, there in told if all(any(is_same(q, o) for o in there) for q in said)]
        here = [there for m, there in told if m["nth"].lower() == nth]
        if len(having) == 1 and having[0]["nth"].lower() != nth and any(q.unit == "%" for row in here for q in row):
            return beside(audit, f"{said[0].text} in {own[0][0]}", f"in {having[0][0]}", passage, sentence)
    return None


def of_all(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A figure that the sentence gives to all, and the source to women, to men or to an age."""
    told = [(p, text) for p, text in sentences(read)]
    for own in figures(claim) if not groups_in(claim.standalone) - {"adults"} else ():
        source = _results.of_source([text for _, text in told], own.unit) if own.unit == "%" else []
        if (found := _of_a_group(own, source, all_of=bool(_ALL.search(claim.standalone)))) is not None:
            passage, text = next(row for row in told if row[1] == found.sentence)
            return beside(audit, own.text, _named(found), passage, text, "Name the group of the source.")
    return None


def _of_a_group(own: Quantity, source: list[Told], *, all_of: bool) -> Told | None:
    """The only figure of a source that is the sentence's, if it is a group's, and the sentence says "all" or the same
    sentence of the source gives another one for all."""
    same = [t for t in source if is_same(own, t.figure)]
    if not same or any(not groups_in(t.text) - {"adults"} for t in same):
        return None
    others = [t for t in source if t.sentence == same[0].sentence and t not in same]
    parted = bool(others) and not groups_in(others[0].text) and any(groups_in(t.text) - _shared(same) for t in others)
    whole = any(not groups_in(t.text) and _WHOLE.search(t.text) for t in others)
    return same[0] if all_of or whole or (parted and ":" in same[0].sentence) else None


def _shared(same: list[Told]) -> set[str]:
    """The groups whom a figure is of."""
    return set().union(*(groups_in(t.text) for t in same))


def elsewhere(
    own: Told, same: list[Told], source: list[Told], of_all: frozenset[str] = frozenset()
) -> tuple[Told, Told] | None:
    """Where a source has a sentence's figure, and where it has another one that the sentence's words stand with; the
    words for all those studied (`of_all`) set none of its figures apart."""
    if _is_when(own):
        return None
    if _made.tells_apart(own.sentence, own.figure) and any(_DIFFER.search(t.text) for t in same):
        return None  # it is what the source gives as the difference of two
    said = own.own | own.shared
    own = own._replace(own=own.own - of_all) if len(own.own - of_all) >= SURE else own
    mine = max(same, key=lambda t: (_score(said, t), -len(t.own - said)))
    others = [t for t in source if _is_like(own.figure, t.figure) and not _may_be_one(own.figure, t.figure)]
    if not others:
        return None
    there = max(others, key=lambda t: (_score(own.own, t), -len(t.own - said)))
    gain = _score(own.own, there) - max(_score(own.own, t) for t in same)
    timed = any(w[0] == _results.TIME for w in there.own & own.own)
    strange = {
        w for w in mine.own - said if (timed or w[0] != _results.TIME) and not (w[0] == "#" and _RELATIVE & said)
    }
    if gain < (1 if strange else SURE):
        return None
    if not (there.own & own.own) - mine.own - mine.shared or (mine.own & own.own) - _own(there, source) - of_all:
        return None
    if mine.sentence != there.sentence and not _is_nearer(own.sentence, there.sentence, mine.sentence):
        return None
    return mine, there


_FRAME = re.compile(
    r"\A(?:In|Among|For) (?P<who>(?:the )?(?:people|patients|adults|women|men|children|participants|those|babies)"
    r" (?:with|without|who|living|in|aged|under|over|on|taking|at)\b[^,;:]{3,60}?)(?:, | (?=(?:there|it|this|no)\b))",
    re.I,
)
"""A part of those studied, at the head of a sentence: "In people living in care homes, ..."."""


def of_some(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A figure that the sentence gives of all, and the source of some, where it has another result for the others."""
    framed = [(m, p, text) for p, text in sentences(read) if (m := _FRAME.match(text))]
    own = [q for q in figures(claim) if q.unit in ("%", "fold", "RR") and q.denominator != "age"]
    if len(framed) < 2 or not own or claim.negated:
        return None
    words = telling(claim.standalone) | groups_in(claim.standalone)
    for found, passage, text in framed:
        others = [telling(m["who"]) | groups_in(m["who"]) for m, _, t in framed if t != text]
        mine = (telling(found["who"]) | groups_in(found["who"])) - frozenset[str]().union(*others)
        mine = mine or telling(found["who"])  # "with diabetes" beside "without diabetes"
        here = any(_is_told(own[0], q) for q in figures_of(text))
        else_ = any(is_same(own[0], q) for _, t in sentences(read) if t != text for q in figures_of(t))
        if mine and here and not else_ and not mine & words:
            return beside(audit, own[0].text, found[0].strip(" ,"), passage, text, "Name the group of the source.")
    return None


def _is_told(own: Quantity, there: Quantity) -> bool:
    """Whether a figure is a source's, or the change that its ratio makes, rounded: "nearly 30%" of 0.71."""
    ratio = own.unit == "%" and there.unit in ("RR", "HR", "OR") and own.comparator != "="
    return is_same(own, there) or (ratio and abs(100 * abs(1 - there.low) - own.low) <= ROUND)


ROUND = 1.5
"""Percent points by which a rounded change may lie beside that of a ratio."""


def _own(there: Told, source: list[Told]) -> frozenset[str]:
    """What a figure is of: in a list of groups, none of what the figures before it are of."""
    listed = sum(t.sentence == there.sentence for t in source) > PAIR
    return there.own if listed else there.own | there.shared


PAIR = 3
"""Most figures of a sentence that are no list."""


def _is_nearer(said: str, there: str, here: str) -> bool:
    """Whether a sentence of a source has as many of a text's words as another one, or more."""
    words = _results.words(said)
    return len(words & _results.words(there)) >= len(words & _results.words(here))


def units(claim: Claim) -> list[str]:
    """The units of a sentence's figures: of shares alone where it has any, since its doses then name a group."""
    found = [q.unit if q.unit.startswith("/") else q.unit.removesuffix("/day") for q in figures(claim)]
    return ["%"] if "%" in found else [u for u in dict.fromkeys(found) if not u.startswith("/")]


def _may_be_one(own: Quantity, other: Quantity) -> bool:
    """Whether two figures are one, or one told in words may be the other: 38% and "nearly four in ten"."""
    rounded = max(_figures.rounded_by(own), _figures.rounded_by(other))
    return is_same(own, other) or (rounded > 0 and own.unit == other.unit and abs(own.low - other.low) <= rounded)


def _is_strength(told: Told) -> bool:
    """Whether a figure is the strength of a cream or the like: "hydrocortisone 1% for three weeks"."""
    own, text = told.figure, told.sentence
    before = text[: own.start].rstrip().rpartition(" ")[2]
    return own.unit == "%" and bool(_doses.drugs_in(before) or _CREAM.match(text, own.end))


_CREAM = re.compile(r" (?:\w+ )?(?:cream|ointment|gel|lotion|solution|drops|spray|shampoo|paste)\b", re.I)


def _is_like(own: Quantity, other: Quantity) -> bool:
    """Whether two figures may be of one outcome: bare numbers that are no count of people, two bounds of a time."""
    if own.unit in _figures.TIMES and (own.comparator in _BOUNDS) != (other.comparator in _BOUNDS):
        return False
    if own.unit != "1":
        return True
    counted = own.denominator and other.denominator and own.denominator[:4] == other.denominator[:4]
    return ("." in own.text and "." in other.text) or bool(counted and own.denominator not in _PEOPLE)


def _score(said: frozenset[str], told: Told) -> int:
    return len(said & (told.own | told.shared))


def _named(told: Told) -> str:
    return re.sub(r"\s+", " ", told.text)[:90].strip()
