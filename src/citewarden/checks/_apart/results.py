"""Whose figure, and of what: the sentence gives a figure of the source to another outcome, dose, group or person."""

from __future__ import annotations

import re
from itertools import pairwise

from citewarden.checks import _doses, _figures, _made, _results
from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, beside, sentences
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
    for unit in units(claim):
        if any(q.unit.startswith(f"{unit}/") or q.unit == f"/{unit}" for q in figures(claim)):
            continue  # "ten days a month or more with one, 15 days or more with the other": whose words are whose?
        if unit.partition("/")[0] != unit and unit.partition("/")[0] in units(claim):
            continue  # "ten days a month with one, 15 days with the other"
        source = [t for t in _results.of_source(told, unit) if not _is_strength(t)]
        for own in _results.of_claim(_STUDY.sub("", claim.standalone), unit):
            if _made.of_counts(own.figure, told):
                continue
            same = [t for t in source if is_same(own.figure, t.figure)]
            if same and (found := elsewhere(own, same, source)):
                mine, there = found
                passage = next(p for p, text in sentences(read) if text == there.sentence)
                return Apart(
                    f"“{own.figure.text}” in the article; {ev.source_read(audit, passage)} gives that for"
                    f" “{_named(mine)}”, and “{there.figure.text}” for “{_named(there)}”:"
                    f" {ev.quoted(there.sentence, 240)}. Compare the two.",
                    passage,
                    there.sentence,
                )
    return None


_WITHIN = re.compile(r"within\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|at|by|within|in|from) (?:the |about |around |nearly |just )?\Z|\A (?:on|later|after)\b", re.I
)


def at_another_time(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A share that the sentence gives after so long, and the source after another time, with other shares then."""
    mine, own = _times(claim.standalone), [q for q in figures(claim) if q.unit == "%"]
    if len(mine) != 1 or not own:
        return None
    rows = [(p, text, _times(text), figures_of(text)) for p, text in sentences(read)]
    having = [row for row in rows if any(is_same(own[0], q) for q in row[3])]
    others = [row for row in rows if mine & row[2] and row not in having and any(q.unit == "%" for q in row[3])]
    if not others or len(having) != 1 or not having[0][2] or mine & having[0][2]:
        return None
    passage, text, when, _ = having[0]
    said = next(_after(q) for q in figures_of(text) if q.unit in TIMES and _time(q) in when)
    here = next(_after(q) for q in figures_of(claim.standalone) if q.unit in TIMES and _time(q) in mine)
    return beside(audit, f"{own[0].text} {here}", f"{own[0].text} {said}", passage, text)


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


def _after(time: Quantity) -> str:
    return time.text.lower() if _WITHIN.match(time.text) else f"after {time.text}"


def _times(text: str) -> set[tuple[float, str]]:
    """After how long a sentence tells what became of people."""
    return {
        _time(q)
        for q in figures_of(text)
        if q.unit in TIMES
        and q.denominator != "age"
        and (_WITHIN.match(q.text) or _AFTER.search(text[: q.start]) or _AFTER.search(text[q.end :]))
    }


def _time(quantity: Quantity) -> tuple[float, str]:
    return quantity.low, quantity.unit


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


def elsewhere(own: Told, same: list[Told], source: list[Told]) -> tuple[Told, Told] | None:
    """Where a source has a sentence's figure, and where it has another one that the sentence's words stand with."""
    said = own.own | own.shared
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
    if not (there.own & own.own) - mine.own - mine.shared or (mine.own & own.own) - there.own - there.shared:
        return None
    return mine, there


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
