"""Pairs of sentences that stand on two sides: "keep taking them" and "stop them", "with food" and "on an empty stomach"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from citewarden.config import lexicon
from citewarden.model import Claim

SAME = 0.6
"""Share of the words of the shorter of two sentences that the other has, without those that oppose each other."""
FEWEST = 2
_CASE = re.compile(r"\b(?:if|unless|except|in case|for those|instead)\b", re.I)


def pairs(claims: Sequence[Claim], words: Callable[[str], frozenset[str]]) -> Iterator[tuple[Claim, Claim, str, str]]:
    """Each claim with the first before it that says the opposite of the same thing, and the words of both that do;
    `words` gives the telling words of a text."""
    before: list[list[list[tuple[Claim, str, frozenset[str]]]]] = [[[], []] for _ in _opposites()]
    for claim in claims:
        if claim.hypothetical or _CASE.search(claim.standalone):
            continue
        for number, sides in enumerate(_opposites()):
            hits = [side.search(claim.standalone) for side in sides]
            if hits[0] and hits[1] and hits[0].start() >= hits[1].start() and hits[0].end() <= hits[1].end():
                hits[0] = None  # "is safe" within "is not safe" is not, but "stop" within "do not stop" is
            elif hits[0] and hits[1] and hits[1].start() >= hits[0].start() and hits[1].end() <= hits[0].end():
                hits[1] = None
            if bool(hits[0]) == bool(hits[1]):
                continue
            side, hit = (0, hits[0]) if hits[0] else (1, hits[1])
            assert hit is not None
            told = words(claim.standalone[: hit.start()] + " " + claim.standalone[hit.end() :])
            for other, said, others in before[number][1 - side]:
                if claim.population == other.population and _alike(told, others):
                    yield other, claim, said, hit[0]
                    break
            before[number][side].append((claim, hit[0], told))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= FEWEST and shared >= SAME * min(len(one), len(other))


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((_any(one), _any(other)) for one, other in lexicon("advice")["opposites"])


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))})\b", re.I)
