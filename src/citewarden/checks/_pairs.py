"""Which group a figure is of, in sentences that give figures of several groups: "12% with the drug and 27% without".

A sentence is cut between its figures, where one joint ("and", "against", a comma) stands between two of them. What is
left beside a figure and stands beside none of the others tells its group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from citewarden.model import Quantity
from citewarden.text import quantities
from citewarden.text.quantities import agree

_JOINT = re.compile(
    r"(?:[,;:(]\s*|(?<!\s)\s*)\b(?:and|but|while|whereas|against|versus|vs\.?|or|compared (?:with|to)|than)\b"
    r"|[,;](?!\d)",
    re.I,
)
_NEAR = re.compile(r"\W*(?:(?:about|around|only|nearly|almost|some|by|in|of|for|to|it was|was|were|just|over)\W+){0,2}")
"""What may stand between a joint and the figure it leads to."""
_PLAIN_WORDS = """
    the and was were had has have with who that this those them they their from for not but are all did than got
    more less about only nearly almost some after during within while whereas against versus compared
    respectively percent per cent people persons individuals subjects participants group groups arm arms rate
    rates patients study trial years months weeks days plus
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
_GROUP = re.compile(r"\b(?:of|in|on|with|without|for|among|who|after|overall|altogether)\b")
"""What leads to the group of a figure that stands before it."""
_PREDICATE = re.compile(r"[;:]|\b(?:is|are|was|were|has|have|had|did|does?|could|can|may|will)\b")
"""Where what is said of the last of several groups begins."""
STEM = 5
"""Letters by which two words are one: "avoided", "avoidance"."""
OTHER = 0.02
"""Share of a figure by which another one differs from it."""


BESIDE = re.compile(
    r"\b(?:(?:as )?compared (?:with|to)|than|against|versus|vs\.?|instead of|rather than|unlike)\b[^,;.]*", re.I
)
"""With what a group is compared, which is not the group itself."""


class Part(NamedTuple):
    """A figure with the words that tell its group, as printed and as what tells it from the other groups."""

    figure: Quantity
    text: str
    words: frozenset[str]


class Swap(NamedTuple):
    """A figure of the article whose group has another figure in the source, and the group that has it there."""

    own: Part
    there: Part
    holder: Part


def swapped(said: str, source: str) -> Swap | None:
    """The first figure of a sentence that a source's sentence gives for another of its groups."""
    theirs = parts(source)
    if len({t.figure.low for t in theirs}) < 2:
        return None
    unit = theirs[0].figure.unit
    mine = parts(said, unit)
    return (crossed(mine, theirs) if mine else None) or _moved(mine or _whole(said, unit), theirs)


@lru_cache(maxsize=4096)
def parts(text: str, unit: str = "") -> tuple[Part, ...]:
    """The figures in digits of one unit with their groups; none where it cannot be told which words go with which."""
    found = [q for q in quantities.find(text) if any(c.isdigit() for c in q.text) and q.denominator != "age"]
    if not unit:
        units = [q.unit for q in found]
        unit = max(units, key=units.count, default="")
    found = [q for q in found if q.unit == unit]
    spans = _spans(text, found)
    words = [_words(text[a:b], found) for a, b in spans]
    out = []
    for n, (figure, (a, b)) in enumerate(zip(found, spans, strict=False)):
        elsewhere = {w for m, others in enumerate(words) if m != n for w in others}
        out.append(Part(figure, text[a:b].strip(" ,;:."), frozenset(words[n] - elsewhere)))
    return tuple(out)


def _spans(text: str, found: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Where the words of each figure begin and end; nothing where a cut between two cannot be told."""
    cuts: list[tuple[int, int, str]] = []
    for one, other in pairwise(found):
        joints = [m.span() for m in _JOINT.finditer(text, one.end, other.start)]
        ahead = [j for j in joints if _NEAR.fullmatch(text, j[1], other.start)]
        behind = [j for j in joints if not re.search(r"\w", text[one.end : j[0]])]
        if ahead and not behind:
            cuts.append((*ahead[0], "after"))
        elif behind and not ahead:
            cuts.append((*behind[0], "before"))
        elif len(joints) == 1 and not (ahead and behind):
            cuts.append((*joints[0], "around"))
        else:
            return []
    ways = {way for *_, way in cuts}
    if not cuts or {"after", "before"} <= ways:
        return []
    first = found[0].start if "after" in ways and _GROUP.search(text, found[0].end, cuts[0][0]) else 0
    begins = [first, *(end for _, end, _ in cuts)]
    rest = _PREDICATE.search(text, found[-1].end) if "after" in ways else None
    last = found[-1].end if "before" in ways else rest.start() if rest else len(text)
    ends = [*(start for start, _, _ in cuts), last]
    return list(zip(begins, ends, strict=True))


def _words(text: str, figures: Sequence[Quantity]) -> set[str]:
    for figure in figures:
        text = text.replace(figure.text, " ")
    found = re.findall(r"[a-z]{2,}", text.casefold())
    return {re.sub(r"(?<=\w{3})s\Z", "", w)[:STEM] for w in found if w not in _PLAIN and len(w) > 2}


def column(figures: Sequence[tuple[Quantity, str]]) -> list[Part]:
    """The figures of a table's column with the names of their rows."""
    words = [_words(name, ()) for _, name in figures]
    out = []
    for n, (figure, name) in enumerate(figures):
        elsewhere = {w for m, others in enumerate(words) if m != n for w in others}
        out.append(Part(figure, name, frozenset(words[n] - elsewhere)))
    return out


def crossed(mine: Sequence[Part], theirs: Sequence[Part]) -> Swap | None:
    """The first of two figures of a sentence that stand with each other's groups."""
    for own in mine:
        having = holder(own, theirs)
        there = _named(own.words, theirs, having)
        if having is None or there is None:
            continue
        for other in mine:
            back = holder(other, theirs)
            if other is not own and back is there and not other.words & there.words and other.words & having.words:
                return Swap(own, there, having)
    return None


def _moved(mine: Sequence[Part], theirs: Sequence[Part]) -> Swap | None:
    """The first figure of a sentence that stands with all the words that tell another of the source's groups."""
    for own in mine:
        having = holder(own, theirs)
        there = _named(own.words, theirs, having)
        if having is not None and there is not None and there.words <= own.words:
            return Swap(own, there, having)
    return None


def _whole(said: str, unit: str) -> list[Part]:
    """The only figure of a sentence, with all its words."""
    found = [q for q in quantities.find(said) if q.unit == unit and any(c.isdigit() for c in q.text)]
    if any(m.start() <= q.start < m.end() for q in found for m in BESIDE.finditer(said)):
        return []  # the figure is of what the other is compared with
    return [Part(found[0], said, frozenset(_words(BESIDE.sub(" ", said), found)))] if len(found) == 1 else []


def holder(own: Part, theirs: Sequence[Part]) -> Part | None:
    """The one group of the source that has a figure."""
    having = [t for t in theirs if agree(own.figure, t.figure, tolerance=OTHER / 2)]
    return having[0] if len(having) == 1 else None


def _named(words: frozenset[str], theirs: Sequence[Part], having: Part | None) -> Part | None:
    """The one other group of the source that some words name, where they do not name the holder."""
    if having is None or not having.words or words & having.words:
        return None
    named = [t for t in theirs if t is not having and words & t.words]
    if len(named) != 1 or agree(named[0].figure, having.figure, tolerance=OTHER) is not False:
        return None
    return named[0]
