"""What the figures of a text are of: the outcome told before each, and the group it is told with.

"Relief was reached by 57% with the tablet and 25% with placebo" gives two figures, each with its group; the second has
its outcome from the first. "Bleeding occurred in 2.1% and 3.1%" after a sentence on two groups has them in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from citewarden.checks._figures import TIMES
from citewarden.checks._same_figures import figures_of, is_same
from citewarden.model import Quantity
from citewarden.text import quantities

_CUT = re.compile(
    r"[;:]\s|,\s|\s(?:(?<!between \d\s)(?<!between \d\d\s)and(?! (?:over|older|above|under|younger|up|more)\b)"
    r"|but|or|against|versus|vs\.?|v\.?|(?:as )?compared (?:with|to)|than|while|whereas)\s",
    re.I,
)
"""Where what is said of one figure may end and what is said of the next begins."""
_FROM = re.compile(r"\bfrom (?:about |around |some )?\Z", re.I)
_TO = re.compile(r" (?:down |up )?to (?:about |around |some |only )?", re.I)
_ASIDE = re.compile(r"\([^()\d]*\)")
_INTERVAL = re.compile(r"\b(?:confidence interval|95 ?% CI|CI)\b[^;.)]*|\bP ?[<=>] ?0?\.\d+", re.I)
_OF_ALL = re.compile(
    r", (?:mostly|mainly|usually|chiefly|most of them|all|nearly all|almost all|both|largely)\b[^,;()]*\Z"
    r"| (?:with|in|on|among|for|after) [^,;()]{2,60}? (?:than|(?:as )?compared (?:with|to)|versus|vs\.?|against)"
    r" (?!\d)[^,;()\d]{2,40}\Z",
    re.I,
)
"""What is said of all at the end of a list: "46% with the tablet and 5% with placebo, mostly in the first weeks"."""
_RANKS = re.compile(r"\s(?:than|versus|vs\.?|(?:as )?compared (?:with|to)|against)\s", re.I)
_PAIR = re.compile(r"\((?P<inside>[^()]*\d[^()]*)\)")
_AHEAD = re.compile(
    r"(?:with|on|after|in|among|of) ([^,.;:]{3,50}?)(?:,| \d| (?:the|it|there|was|were|had|has)\b)", re.I
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|did|does|could|can|may|will)\b", re.I)
BACK = 3
"""Sentences back to which one that begins with "It" may go."""
_TAKES_UP = re.compile(
    r"\b(?:[Ii]t|[Tt]hey|[Tt]h(?:is|ese))\b"
    r"|\b[Tt]he (?:disease|condition|disorder|illness|complication|infection)\b"
    r"|\A(?:That|Those|The (?:rate|share|figure|proportion|risk))\b"
)
"""What says that a sentence goes on with what the one before it names."""
_PLAIN_WORDS = """
    the and was were had has have with who that this those them they their from for not but are did than got more
    most less about only nearly almost some after during within while whereas against versus compared between into
    respectively percent per cent people persons individuals subjects participants patient patients those group groups
    arm arms rate rates trial study trials studies year years month months week weeks day days hour hours given
    receiving received taking took taken reported recorded observed found seen occurred which when what where each
    every one two three four five six seven eight nine ten half quarter third quarters thirds over under least
    being been its our your his her will can could may might would should out also both other others then there
    how many much number numbers common commonly frequent frequently often higher lower fell rose fallen risen
    difference differences differ differed significant
    was were cases case new among because just said say says told gave gives give gets make makes made around
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
_AMOUNTS = frozenset(("mg", "ug", "g", "ml", "IU"))
TIME = "@"
"""How the word of a time begins: one source may tell it and another sentence not."""
_SMALL = frozenset(("any", "all"))
STEM = 5
LABELS = 5
"""Most telling words of what names a group."""


class Told(NamedTuple):
    """A figure with the words it stands with (`own`), those it shares with the figures before it, and as printed."""

    figure: Quantity
    own: frozenset[str]
    shared: frozenset[str]
    text: str
    sentence: str


class _Part(NamedTuple):
    figure: Quantity
    lead: frozenset[str]
    trail: frozenset[str]
    does: frozenset[str]
    text: str
    row: int


def words(text: str) -> frozenset[str]:
    """The beginnings of a text's telling words, and its doses and ages as one word each."""
    out = {_stem(w) for w in re.findall(r"[a-z]{3,}", text.casefold()) if w not in _PLAIN}
    out.update(w.casefold() for w in _SHORT.findall(text))
    for q in figures_of(text):
        if q.denominator == "age" or q.unit in _AMOUNTS or (q.unit in TIMES and re.search(r"\w", q.text)):
            out.add(_amount(q))
    return frozenset(out - {""})


_SHORT = re.compile(r"\b(?!CI\b|IU\b|OR\b|HR\b|RR\b)[A-Z]{2}\b")
"""A name of two letters: "CT"."""


def _stem(word: str) -> str:
    word = _STATE.sub("", word)  # "asleep" is of sleep
    return word if word in _SMALL else re.sub(r"(?<=\w{3})(?:s|(?<=\w{4})(?:ing|ed|es|e))\Z", "", word)[:STEM]


_STATE = re.compile(r"\Aa(?=(?:sleep|wake|live)\Z)")


def _amount(q: Quantity) -> str:
    if q.denominator == "age":
        return f"#{q.comparator[:1]}{q.low:g}-{q.high:g}"
    dimension, factor, _ = quantities.measure(q.unit)
    return f"{TIME if q.unit in TIMES else '#'}{q.high * factor:.3g}{dimension}"


def of_source(sentences: Iterable[str], unit: str) -> list[Told]:
    """The figures of one unit in a source's sentences; groups that were named in an order keep it."""
    out: list[Told] = []
    named: list[tuple[frozenset[str], ...]] = []
    before: list[str] = []
    for sentence in sentences:
        found = _parts(sentence, unit)
        taken_up = words(" ".join(before[-BACK:])) if _TAKES_UP.search(sentence) else frozenset()
        before.append(sentence)
        for row in sorted({p.row for p in found}):
            series = [p for p in found if p.row == row]
            bare = all(not p.trail for p in series) and all(not p.lead for p in series[1:])
            listed = next((g for g in reversed(named) if len(g) == len(series)), None) if bare else None
            head = series[0].lead
            each = all(p.does for p in series)  # "38% had talked to a doctor and 4% had been offered it"
            for n, part in enumerate(series):
                own = (part.lead if part.lead else head if bare else frozenset()) | part.trail
                own |= listed[n] if listed else frozenset()
                if n < len(series) - 1 or n == 0 or each:
                    own |= part.does
                told = (
                    p.lead | (frozenset() if each else p.does)
                    if m < n
                    else p.does
                    if m == len(series) - 1 and not each
                    else frozenset()
                    for m, p in enumerate(series)
                )
                shared = taken_up.union(*told) - own
                out.append(Told(part.figure, own, shared, part.text, sentence))
            named += _labels(series)
        named += [labels for other in _units(sentence) if other != unit for labels in _groups(sentence, other)]
    return out


def _units(sentence: str) -> Iterable[str]:
    return dict.fromkeys(q.unit.removesuffix("/day") for q in figures_of(sentence))


def _groups(sentence: str, unit: str) -> list[tuple[frozenset[str], ...]]:
    """The groups that a sentence names in an order, by the figures of a unit that each has."""
    found = _parts(sentence, unit)
    return [labels for row in sorted({p.row for p in found}) for labels in _labels([p for p in found if p.row == row])]


def _labels(series: Sequence[_Part]) -> list[tuple[frozenset[str], ...]]:
    labels = tuple(p.trail or (p.lead if n else _set_ahead(p.text)) for n, p in enumerate(series))
    return [labels] if len(series) > 1 and all(0 < len(label) <= LABELS for label in labels) else []


def _set_ahead(text: str) -> frozenset[str]:
    """The group that stands before all else: "With the cream, 41% ..."."""
    found = _AHEAD.match(text)
    return words(found[1]) if found else frozenset()


@lru_cache(maxsize=4096)
def of_claim(text: str, unit: str) -> tuple[Told, ...]:
    """The figures of one unit in a sentence of the article, each with the words that say what it is of."""
    found = [q for q in figures_of(text) if q.unit == unit]
    if len(found) == 2 and _FROM.search(text[: found[0].start]) and _TO.fullmatch(text, found[0].end, found[1].start):
        said = words(_without(text, found))  # "halved, from 15% to 8%"
        return tuple(Told(q, said, frozenset(), text, text) for q in found)
    found = _figures(text, unit)
    if len(found) == 1:
        return (Told(found[0], words(_without(text, found)), frozenset(), text, text),)
    if pair := _bracketed(text, found):
        return pair
    parts = _parts(text, unit)
    out = []
    for part in parts:
        row = [p for p in parts if p.row == part.row]
        own = part.lead | part.trail | (part.does if part is not row[-1] or part is row[0] else frozenset())
        if not own and part is not row[0]:
            continue  # "(18% against 27%)": the other group is not named
        shared = (row[0].lead | row[0].does | row[-1].does) - own
        out.append(Told(part.figure, own, shared, part.text, text))
    return tuple(out)


def _bracketed(text: str, found: Sequence[Quantity]) -> tuple[Told, ...]:
    """Two figures in brackets behind two things that are ranked: "more often with A than with B (8% against 3%)"."""
    for bracket in _PAIR.finditer(text):
        inside = [q for q in found if bracket.start() < q.start < bracket.end()]
        ranks = list(_RANKS.finditer(text, 0, bracket.start()))
        if len(inside) == 2 and ranks and _CUT.search(text, inside[0].end, inside[1].start):
            sides = (text[: ranks[-1].start()], text[ranks[-1].end() : bracket.start()])
            own = [words(side) for side in sides]
            return tuple(
                Told(q, mine, frozenset(), side.strip(), text) for q, mine, side in zip(inside, own, sides, strict=True)
            )
    return ()


def _figures(text: str, unit: str = "") -> list[Quantity]:
    """Quantities in digits, none of an age or an interval."""
    aside = [m.span() for m in _INTERVAL.finditer(text)]
    found: list[Quantity] = []
    for q in figures_of(text):
        kind = q.unit.removesuffix("/day")
        if (unit and kind != unit) or q.denominator == "age" or any(a <= q.start < b for a, b in aside):
            continue
        if kind == "1" and not re.search(r"\d", q.text):
            continue
        if found and found[-1].unit == q.unit and not _CUT.search(text, found[-1].end, q.start):
            if unit != "1" and not is_same(q, found[-1]):
                return []
            found.pop()  # "255 of 5,800 men (4.4%)", "week 12 ... 5 points"
        found.append(q)
    return found


@lru_cache(maxsize=4096)
def _parts(text: str, unit: str) -> tuple[_Part, ...]:
    """The figures of one unit with the words before and behind each; none where two cannot be told apart."""
    found = _figures(text, unit)
    cuts = [0]
    rows = [0]
    for one, other in pairwise(found):
        joints = list(_CUT.finditer(text, one.end, other.start))
        cut = next((m for m in joints if m[0].strip().lower() != "or"), joints[0] if joints else None)
        if cut is None:
            return ()
        cuts.append(cut.end())
        parted = re.search(r"[;:]|, and\b", text[one.end : other.start]) is not None
        led = bool(words(_without(text[cut.end() : other.start], ())))
        rows.append(rows[-1] + (parted and led and len(rows) - rows.index(rows[-1]) > 1))
    ends = [*cuts[1:], len(text)]
    out = []
    for n, figure in enumerate(found):
        lead = words(_without(text[cuts[n] : figure.start], ()))
        behind = text[figure.end : ends[n]]
        if n and n == len(found) - 1:
            behind = _OF_ALL.sub("", behind.rstrip(" ."))
        verb = _VERB.search(behind)
        at = verb.start() if verb else len(behind)
        trail, does = words(_without(behind[:at], ())), words(_without(behind[at:], ()))
        out.append(_Part(figure, lead, trail, does, text[cuts[n] : ends[n]].strip(" ,;:.()"), rows[n]))
    for row in set(rows):
        _share_out(out, [n for n, part in enumerate(out) if part.row == row])
    return tuple(out)


_AND = re.compile(r" (?:and|or|versus|vs\.?|against) (?:with |on |in |after |for )?")
""" "58% and 39% with the gel and the base": what comes behind the last is of both, in their order."""


def _share_out(parts: list[_Part], row: Sequence[int]) -> None:
    """Give each of two figures its own of the two groups that are named behind the second."""
    if len(row) != 2 or parts[row[0]].trail or parts[row[0]].does or parts[row[1]].lead:
        return
    said = parts[row[1]].text[len(parts[row[1]].figure.text) :]
    verb = _VERB.search(said)
    sides = _AND.split(said[: verb.start()] if verb else said)
    named = [words(_without(side, ())) for side in sides]
    if len(named) == 2 and all(named) and all(len(name) <= LABELS for name in named):
        for at, name in zip(row, named, strict=True):
            parts[at] = parts[at]._replace(trail=name)


def _without(text: str, found: Sequence[Quantity]) -> str:
    """A text without its asides, and without some figures."""
    for q in sorted(found, key=lambda q: -q.start):
        text = f"{text[: q.start]} {text[q.end :]}"
    return _ASIDE.sub(" ", text)
