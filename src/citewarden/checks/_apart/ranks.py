"""Which of two has more of it: the sentence says "more often after the third than after the first", and the source's
figures or words rank the two the other way round."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from citewarden.checks import _evidence as ev
from citewarden.checks import _pairs
from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.checks._apart.ratios import is_change
from citewarden.checks._figures import TIMES
from citewarden.checks._same_figures import figures_of
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage, Quantity

_THAN = re.compile(r"\b(?:than|as compared with|compared with|compared to)\b", re.I)
_ENDS = re.compile(r"[;:(]|, (?!\d)|\. |\.\Z")
_NOT = re.compile(r"\b(?:no|not|neither|nor|never|hardly|without|any|if|whether)\b", re.I)
_CLAUSE = re.compile(r"[;:] |, (?:and|but|while|whereas) ")
_COUNTED = re.compile(
    r" than (?:(?:\d|half|halv\w+|doubl\w+|trebl\w+|tripl\w+|quadrupl\w+|\w+fold"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twice|once)\b"
    r"|an? (?:third|quarter|fifth|tenth|few"
    r"|dozen|year|month|week|day)\b)",
    re.I,
)
"""What makes of "more" a bound: "more than half"."""
_OR = re.compile(r"\b(?:or|and|once|what['’]s) \Z", re.I)
_LIVES = re.compile(r"\b(?:surviv\w+|liv(?:e|es|ed|ing))\b", re.I)
_HOW_OFTEN = re.compile(r"\W*(?:frequent|common|often|likely)\w*\b", re.I)
_MUCH = {0, 2}
"""The axes of more and longer, of which one says what the other does."""
FAR = 1.1
"""Times one figure must be as great as the other, so that a source is said to rank them."""


class Rank(NamedTuple):
    """How a sentence ranks: which words rank by what (`axis`), which way, what it says it of, what is ranked and beside
    what."""

    word: str
    axis: int
    up: bool
    thing: frozenset[str]
    first: frozenset[str]
    other: frozenset[str]


def turned_round(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that something is faster or more frequent with one, the source slower or less so; or it has
    the two in each other's place."""
    own = None if claim.negated or claim.hypothetical else ranking(claim.standalone)
    if own is None or not own.first:
        return None
    for passage, text in sentences(read):
        there = ranking(text)
        if there is None or there.axis != own.axis or _NOT.search(text):
            continue
        named = there.thing | there.first
        on_it = _mostly(own.first, named) and (not own.thing or _mostly(own.thing, named))
        lived = bool(_LIVES.search(claim.standalone)) != bool(_LIVES.search(text))
        contrary = there.up != own.up and there.thing and on_it and not own.first & there.other and not lived
        swapped = (
            there.up == own.up
            and own.other
            and own.first & there.other
            and own.other & named
            and not own.first & named
            and not own.other & there.other
        )
        if contrary or swapped:
            return beside(audit, own.word, there.word, passage, text)
    return None


def _mostly(words: frozenset[str], there: frozenset[str]) -> bool:
    """Whether at least half of some words stand in others."""
    return 2 * len(words & there) >= max(2, len(words))


def against_rates(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that something is more frequent with one than with another, the source's figures rank them the
    other way round."""
    own = None if claim.negated or claim.hypothetical else ranking(claim.standalone)
    if own is None or own.axis or not own.first or not own.other or figures_in(claim.standalone):
        return None
    for passage in read:
        rows = [
            row
            for _, text in sentences([passage])
            if not own.thing or own.thing & telling(text)
            for row in _rates(text)
        ]
        shared = frozenset.intersection(*(words for _, words, _ in rows)) if rows else frozenset()
        first = own.first - own.thing - shared or own.first
        one = [(q, text) for q, words, text in rows if first & words and not own.other & words]
        two = [(q, text) for q, words, text in rows if own.other & words and not first & words]
        if len(one) != 1 or len(two) != 1 or one[0][0].unit != two[0][0].unit:
            continue
        (a, text), (b, _) = one[0], two[0]
        less, more = sorted((a.low, b.low))
        if more >= FAR * less and (a.low > b.low) != own.up:
            return Apart(
                f"“{own.word}” in the article; {ev.source_read(audit, passage)} gives “{a.text}” and “{b.text}”, which"
                f" is the other way round: {ev.quoted(text, 240)}. Compare the two.",
                passage,
                text,
            )
    return None


def by_so_much(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """So much longer, where the source has so much less: "26 minutes longer" of "26 minutes less awake"."""
    for own, word, axis, up in _differences(claim.standalone) if not claim.hypothetical else ():
        found = [
            (passage, text, said, way)
            for passage, text in sentences(read)
            for q, said, where, way in _differences(text)
            if q.unit == own.unit and q.low == own.low and (where == axis or {where, axis} <= _MUCH)
        ]
        if found and all(way != up for *_, way in found):
            passage, text, said, _ = found[0]
            return beside(audit, f"{own.text} {word}", f"{own.text} {said}", passage, text)
    return None


def _differences(text: str) -> list[tuple[Quantity, str, int, bool]]:
    """The measured figures of a text that say by how much one has more or less: figure, word, axis, which way."""
    out = []
    for q in figures_of(text):
        if q.unit in TIMES and q.denominator != "age" and (m := _words().match(text, q.end + 1)):
            axis, up = _axes()[m[0].casefold()]
            out.append((q, m[0], axis, up))
    return out


def _telling(text: str) -> frozenset[str]:
    """The telling words of a text, with the one for people that is too short to be one."""
    return telling(text) | (frozenset(("men",)) if _MEN.search(text) else frozenset())


_MEN = re.compile(r"\b(?:men|boys)\b", re.I)


def figures_in(text: str) -> bool:
    """Whether a text gives shares of its own."""
    return any(q.unit == "%" for q in figures_of(text))


def _rates(text: str) -> list[tuple[Quantity, frozenset[str], str]]:
    """The shares of a sentence, each with the words of its clause, or of its group where it gives two."""
    out, at = [], 0
    for end in [*(m.end() for m in _CLAUSE.finditer(text)), len(text)]:
        clause, at = text[at:end], end
        shares = [q for q in figures_of(clause) if q.unit == "%" and not is_change(clause, q)]
        if shares:
            out.append((shares[0], _telling(clause), text))
    parts = _pairs.parts(text, "%") if len(out) == 1 else ()
    return [(p.figure, _telling(p.text), text) for p in parts] if len(parts) == 2 else out


def ranking(text: str) -> Rank | None:
    """How a text ranks, where it does so once."""
    hits = [m for m, *_ in words_in(text)]
    if len(hits) != 1 or _NOT.search(text[: hits[0].start()][-30:]):
        return None
    word = hits[0]
    often = _HOW_OFTEN.match(text, word.end())
    start = often.end() if often else word.end()
    than = _THAN.search(text, start)
    end = _end(text, than.start() if than else start)
    between = text[start : than.start() if than else end]
    second = _named(text[than.end() : end]) if than else frozenset()
    first, other = _named(between) - second, second - _named(between)
    axis, up = _axes()[word[0].casefold()]
    thing = _named(text[: word.start()]) - second
    if not first:
        thing, first = frozenset(), thing
    said = re.sub(r"\s+", " ", text[word.start() : start])
    return Rank(said, axis, up, thing, first, other - thing - first)


def words_in(text: str) -> list[tuple[re.Match[str], int, bool]]:
    """The words by which a text ranks, each with its axis and whether it says more; none that only counts so many."""
    hits = (
        m for m in _words().finditer(text) if not _COUNTED.match(text, m.end()) and not _OR.search(text[: m.start()])
    )
    return [(m, *_axes()[m[0].casefold()]) for m in hits]


def _end(text: str, start: int) -> int:
    found = _ENDS.search(text, start)
    return found.start() if found else len(text)


def _named(text: str) -> frozenset[str]:
    """The telling words of a text, and its numbers."""
    return _telling(text) | frozenset(re.findall(r"(?<![\d.,])\d+(?![\d.,])", text))


@cache
def _axes() -> dict[str, tuple[int, bool]]:
    """A word that ranks -> its axis, and whether it says that there is more."""
    rows = lexicon("comparing")["ranks"]
    return {
        str(word).casefold(): (axis, side == 0)
        for axis, row in enumerate(rows)
        for side, words in enumerate(row)
        for word in str(words).split("|")
    }


@cache
def _words() -> re.Pattern[str]:
    words = sorted(_axes(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})\b", re.I)
