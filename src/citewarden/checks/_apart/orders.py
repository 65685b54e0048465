"""Which of two arms has more of it by the source's figures of any unit: "stayed in hospital longer than after open
surgery" of one day after the one and three days after the other."""

from __future__ import annotations

import re
from typing import NamedTuple

from citewarden.checks import _evidence as ev
from citewarden.checks import _made, _results
from citewarden.checks._apart import ranks
from citewarden.checks._apart.asked import Apart, sentences, words_of
from citewarden.checks._apart.effects import tells_even
from citewarden.checks._figures import TIMES, figures
from citewarden.checks._results import Told
from citewarden.checks._same_figures import figures_of
from citewarden.model import Audit, Claim, Passage

_THAN = re.compile(r"\b(?:than|rather than|(?:as )?compared (?:with|to))\b", re.I)
_ENDS = re.compile(
    r"[;:(]|, (?!\d)|\. |\.\Z|\b(?:at|after|by|over|in) (?:the )?(?:\w+ ){0,2}(?:weeks?|months?|years?)\b"
)
_CLAUSE = re.compile(r"\b(?:but|and|while|though)\b|[,;:]", re.I)
_NOT = re.compile(r"\b(?:no|not|neither|nor|never|hardly|without|any|if|whether|n['’]t)\b|\bas \w+ as\b", re.I)
_FELL_BY = re.compile(
    r"\b(?:f[ae]ll(?:s|en)?|dropp?\w*|declin\w*|decreas\w*|reduc\w*|lower\w*|cut|lost"
    r"|shr[au]nk)(?: (?!and\b)[\w-]{1,20}){0,4}? by"
    r" (?:about |around )?\Z",
    re.I,
)
_FALLS = re.compile(
    r"\b(?:f[ae]ll(?:s|en)?|dropp?\w*|declin\w*|decreas\w*|reduc\w*|lower\w*|cuts?|los[et]s?|shr[aiu]nk)\b", re.I
)
_MORE, _FAST, _LONG, _BETTER = 0, 1, 2, 3
"""The rows of `ranks` of the list of words."""
FAR = 1.1
"""Times one figure must be as great as the other, so that a source is said to rank them."""


class _Rank(NamedTuple):
    word: str
    axis: int
    up: bool
    thing: frozenset[str]
    first: frozenset[str]
    other: frozenset[str]


class _Found(NamedTuple):
    likeness: int
    contrary: bool
    first: Told
    other: Told
    passage: Passage
    text: str


def against_figures(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that one arm has more of something than another, the source's figures rank the two the other
    way round."""
    if claim.hypothetical or tells_even(claim.standalone) or _has_rates(claim):
        return None
    told = [(p, text) for p, text in sentences(read)]
    said = claim.standalone if _THAN.search(claim.standalone) else _sentence(audit, claim)
    for own in _ranked(said):
        rows = [row for unit in _units(told) for row in _set_beside(own, said, told, unit)]
        best = max((row.likeness for row in rows), default=0)
        top = [row for row in rows if row.likeness == best]
        if not top or not all(row.contrary for row in top) or (len(rows) > 1 and not best):
            continue
        found = top[0]
        return Apart(
            f"“{own.word}” in the article; {ev.source_read(audit, found.passage)} gives “{found.first.figure.text}” and"
            f" “{found.other.figure.text}”, which is the other way round: {ev.quoted(found.text, 240)}. Compare the"
            " two.",
            found.passage,
            found.text,
        )
    return None


def _sentence(audit: Audit, claim: Claim) -> str:
    """The sentence of an article of which a claim is a part: "stayed longer but bled less than after open surgery"."""
    start, text = claim.target.position.start, audit.document.text
    block = next((b for b in audit.document.blocks if b.start <= start < b.end), None)
    end = re.compile(r"[.!?](?:\s|\Z)|\s\[").search(text, claim.target.position.end, block.end) if block else None
    return text[start : end.start() if end else block.end] if block else claim.standalone


def _has_rates(claim: Claim) -> bool:
    """Whether a claim gives the figures of both itself."""
    units = [q.unit for q in figures(claim) if q.denominator != "age" and q.unit not in TIMES]
    return any(units.count(u) > 1 for u in units)


def _units(told: list[tuple[Passage, str]]) -> list[str]:
    found = (q.unit.removesuffix("/day") for _, text in told for q in figures_of(text) if q.denominator != "age")
    return [u for u in dict.fromkeys(found) if u not in ("CI", "p", "RR", "OR", "HR", "fold")]


def _ranked(text: str) -> list[_Rank]:
    """How a text ranks what stands before its one "than" with what stands behind it, by each of its words that do."""
    than = list(_THAN.finditer(text))
    if len(than) != 1 or _NOT.search(text[: than[0].start()]):
        return []
    head, rest = text[: than[0].start()], text[than[0].end() :]
    ends = _ENDS.search(rest)
    other = _results.words(rest[: ends.start()] if ends else rest)
    first = _results.words(head) - other
    out = []
    for word, axis, up in (row for row in ranks.words_in(text) if row[0].end() <= len(head)):
        begun = max((m.end() for m in _CLAUSE.finditer(head, 0, word.start())), default=0)
        ended = next((m.start() for m in _CLAUSE.finditer(head, word.end())), len(head))
        thing = _results.words(head[begun:ended]) - other
        out.append(_Rank(word[0], axis, up, thing, first, other - first))
    return out if len(out) < MOST else []


PAIR = 2
"""Figures of a sentence that gives one for each of two."""
MOST = 4
"""Words that rank from which a sentence is too much to be read."""


def _set_beside(own: _Rank, said: str, told: list[tuple[Passage, str]], unit: str) -> list[_Found]:
    """The sentences of a source that give a figure of a unit for each of the two that are ranked."""
    if (own.axis == _MORE and unit in TIMES) or (own.axis in (_FAST, _LONG) and unit not in TIMES):
        return []
    if own.axis > _BETTER or (own.axis == _BETTER and unit != "%"):
        return []
    out = []
    for told_of in _by_sentence(_results.of_source([text for _, text in told], unit)):
        text = told_of[0].sentence
        pair = _arms(own, told_of)
        if pair is None:
            continue
        a, b = pair
        if any(_FELL_BY.search(text[: t.figure.start]) for t in pair) and not _FALLS.search(said):
            continue  # "fell by 1.4 with it and 0.2 without": what fell more is rarer then
        on_it = bool((own.thing - _label(a) - _label(b)) & _results.words(text))
        if _made.tells_without(said) != _made.tells_without(text) and not on_it:
            continue
        if own.axis == _BETTER and (not words_of("good").search(text) or words_of("bad").search(text)):
            continue
        if own.axis == _MORE and bool(words_of("bad").search(said)) != bool(words_of("bad").search(text)) and not on_it:
            continue
        less, more = sorted((a.figure.low, b.figure.low))
        if less <= 0 or more < FAR * less:
            continue
        contrary = (a.figure.low > b.figure.low) != (own.up != (own.axis == _FAST))
        passage = next(p for p, t in told if t == text)
        likeness = len((own.thing - _label(a) - _label(b)) & _results.words(text))
        out.append(_Found(likeness, contrary, a, b, passage, text))
    return out


def _by_sentence(rows: list[Told]) -> list[list[Told]]:
    out: dict[str, list[Told]] = {}
    for row in rows:
        out.setdefault(row.sentence, []).append(row)
    return [found for found in out.values() if len(found) > 1]


def _label(told: Told) -> frozenset[str]:
    """What names the group of a figure: what stands behind it, else all it is told with."""
    _, _, behind = told.text.partition(told.figure.text)
    return _results.words(behind) & told.own or told.own


def _arms(own: _Rank, rows: list[Told]) -> tuple[Told, Told] | None:
    """The figures of the two that are ranked, of which one may be named otherwise where there are only two."""
    labels = [_label(t) - frozenset[str]().union(*(_label(o) for o in rows if o is not t)) for t in rows]
    one = [t for t, label in zip(rows, labels, strict=True) if own.first & label and not own.other & label]
    two = [t for t, label in zip(rows, labels, strict=True) if own.other & label and not own.first & label]
    if len(rows) == PAIR and len(one) + len(two) == 1:
        rest = [t for t in rows if t not in (*one, *two)]
        if not (own.first & labels[rows.index(rest[0])] or own.other & labels[rows.index(rest[0])]):
            one, two = one or rest, two or rest
    return (one[0], two[0]) if len(one) == len(two) == 1 else None
