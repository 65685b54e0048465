"""Do the things two sentences share stand in the same roles? By the order of words, else by the parse (`roles.py`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from citewarden.nlp.verdict import roles
from citewarden.nlp.verdict.amounts import comparable
from citewarden.nlp.verdict.items import NOT, Item

_PIVOTS = frozenset(("than", "before", "after", "rather than"))
_SIDES = re.compile(r"\b(?:and|but|while|whereas|versus|against)\b|[,;]", re.I)
_CONTRAST = re.compile(r"\b(?:while|whereas|but)\b", re.I)
_PHRASE = re.compile(
    r"(?:\b(?:in|at|after|for|among|over|within|during|on|with|of|under) "
    r"(?:the |a |an |those |people |adults |patients )?(?:with )?|^(?:For|In) )$",
    re.I,
)
_BY = re.compile(
    r"\b\w+(?:ed|en|wn|ne|un|ght|ut|ft)(?: \w+ly)? by "
    r"(?!(?:about |around |nearly |almost |up to |roughly )?(?:\d|an? |half|two|three))",
    re.I,
)


def turned(
    claim: Sequence[Item],
    source: Sequence[Item],
    shared: Mapping[int, int],
    texts: tuple[str, str],
    *,
    one_number: bool,
) -> bool:
    """Do the shared things stand in other roles? `one_number`: the only number of its kind differs, so that what it is
    of is said once on either side, and the order says nothing."""
    pairs = [(claim[k], source[n]) for k, n in sorted(shared.items())]
    numbers = [p for p in pairs if p[0].amount is not None]
    others = [p for p in pairs if p[0].amount is None]
    if bool(_BY.search(texts[0])) == bool(_BY.search(texts[1])) and all(
        x[1].start < y[1].start or roles.compound(texts, x, y) for row in (numbers, others) for x, y in pairwise(row)
    ):
        return roles.crossed(texts, pairs)
    if one_number and not numbers:
        return any(i.key == "than" for i in claim)  # the only number of its kind: what it is of is said once
    return not (
        _moved(claim, source, shared, texts)
        or roles.agree(texts, pairs)
        or (_same_sides(claim, source, shared) and roles.counts(texts))
    )


def _same_sides(claim: Sequence[Item], source: Sequence[Item], shared: Mapping[int, int]) -> bool:
    """Do the same things stand before and after "than", and the same thing after each number?"""
    for key in ("than", "#"):
        mine = [k for k in sorted(shared) if claim[k].key == key]
        if len(mine) > 1:
            return False
        for k in mine:
            n = shared[k]
            after = {shared[x] for x in shared if x > k}
            if key == "than" and after != {y for y in shared.values() if y > n}:
                return False
            if key == "#" and not _counts_the_same(claim, source, shared, k, n):
                return False
    return any(claim[k].key in ("than", "#") for k in shared)


def _counts_the_same(claim: Sequence[Item], source: Sequence[Item], shared: Mapping[int, int], k: int, n: int) -> bool:
    """Is the first thing that matters after a number, or inside it, the same?"""
    there = next((i for i in source[n + 1 :] if not i.harmless), None)
    if there is not None and there.words.rstrip("s") in claim[k].words:
        return True
    mine = next((x for x in range(k + 1, len(claim)) if not claim[x].harmless), None)
    return mine is not None and there is not None and mine in shared and source[shared[mine]] is there


def _moved(claim: Sequence[Item], source: Sequence[Item], shared: Mapping[int, int], texts: tuple[str, str]) -> bool:
    """Is the only change of order that one phrase ("in women", "within a year") stands first here and last there?"""
    keys = sorted(shared)
    order = [shared[k] for k in keys]
    ranks = [sorted(order).index(n) for n in order]
    size = len(ranks)
    cut = next((i for i in range(1, size) if ranks[i] < ranks[i - 1]), 0)
    if not cut or ranks != [*range(size - cut, size), *range(size - cut)] or any(i.key == "than" for i in claim):
        return False
    head, tail = [keys[i] for i in range(cut)], [keys[i] for i in range(cut, size)]
    return any(
        _PHRASE.search(texts[0][: claim[block[0]].start])
        and _PHRASE.search(texts[1][: source[shared[block[0]]].start])
        and all(claim[k].key != NOT for k in block)
        for block in (head, tail)
    )


def exchanged(
    claim: Sequence[Item], source: Sequence[Item], shared: Mapping[int, int], texts: tuple[str, str]
) -> tuple[Item, Item] | None:
    """The claim's item and the sentence's in its place, where two things have changed places about a comparison."""
    keys = sorted(shared)
    order = [shared[k] for k in keys]
    wrong = [n for n, (x, y) in enumerate(zip(order, sorted(order), strict=True)) if x != y]
    if len(wrong) != 2:
        return None
    low, high = keys[wrong[0]], keys[wrong[1]]
    mine, theirs = (claim[low], claim[high]), (source[shared[high]], source[shared[low]])
    between = [*claim[low + 1 : high]]
    apart = [texts[0][mine[0].end : mine[1].start], texts[1][theirs[0].end : theirs[1].start]]
    if any(i.key in _PIVOTS for i in mine):
        return None
    numbers = [i.amount for i in mine]
    if numbers[0] and numbers[1]:
        sided = comparable(numbers[0], numbers[1]) and all(_SIDES.search(t) for t in apart)
    elif any(numbers):
        return None
    else:
        counted = any(i.amount is not None for i in between)
        sided = any(i.key in _PIVOTS for i in between) or all(
            _CONTRAST.search(t) or (counted and _SIDES.search(t)) for t in apart
        )
    return (mine[0], theirs[0]) if sided else None
