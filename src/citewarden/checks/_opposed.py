"""Pairs of sentences that stand on two sides: "keep taking" and "stop", "with food" and "on an empty stomach"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from citewarden.config import lexicon
from citewarden.model import Claim

SAME = 0.6
"""Share of the words of the shorter of two sentences that the other has, without those that oppose each other."""
FEWEST = 2
_EVER = re.compile(
    r"\b(?:takes?|taken|taking|swallow(?:ed)?|use|used|best|should|must|them|at all|ever|always"
    r"|completely|totally|perfectly|itself|at (?:any|no) time)\b",
    re.I,
)
_STATE = re.compile(r"(?:is|are|isn't|aren't|can|cannot|can't|has|have|there|spreads|needs?)\b", re.I)
_CASE = re.compile(r"\b(?:if|unless|except|in case|for those|instead)\b", re.I)


def pairs(
    claims: Sequence[Claim], words: Callable[[str], frozenset[str]], topic: frozenset[str] = frozenset()
) -> Iterator[tuple[Claim, Claim, str, str]]:
    """Each claim with the first before it that says the opposite of the same thing, and the words of both that do;
    `words` gives the telling words of a text. What names nothing but the article's topic speaks of all of it."""
    before: list[list[list[tuple[Claim, str, frozenset[str]]]]] = [[[], []] for _ in (*opposites(), *_alone())]
    for claim in claims:
        if claim.hypothetical or _CASE.search(claim.standalone):
            continue
        for number, sides in enumerate((*opposites(), *_alone())):
            found = stand(sides, claim.standalone)
            if found is None:
                continue
            side, hit = found
            told = words(_EVER.sub(" ", f"{claim.standalone[: hit.start()]} {claim.standalone[hit.end() :]}"))
            for other, said, others in before[number][1 - side]:
                one = number >= len(opposites()) or _alike(told, others) or _of_all(told, others, topic, hit[0])
                if claim.population == other.population and one:
                    yield other, claim, said, hit[0]
                    break
            before[number][side].append((claim, hit[0], told))


def stand(sides: Sequence[re.Pattern[str]], text: str) -> tuple[int, re.Match[str]] | None:
    """On which one of two sides a text stands, and by which words: "do not stop" is not "stop"."""
    found = outer(sides, text)
    return found[0] if len({n for n, _ in found}) == 1 else None


def outer(sides: Sequence[re.Pattern[str]], text: str) -> list[tuple[int, re.Match[str]]]:
    """The words of a text that stand on a side, with its number; none that are a part of others."""
    hits = [(number, hit) for number, side in enumerate(sides) for hit in side.finditer(text)]
    return [(n, h) for n, h in hits if not any(o is not h and _lies_in(h, o) for _, o in hits)]


def _lies_in(inner: re.Match[str], outer: re.Match[str]) -> bool:
    return outer.start() <= inner.start() and inner.end() <= outer.end()


def _of_all(told: frozenset[str], others: frozenset[str], topic: frozenset[str], words: str) -> bool:
    """Whether both speak of nothing but the topic; of what a thing is ("is not contagious") one of them is enough."""
    if not topic:
        return False
    if told | others <= topic:
        return True
    return _STATE.match(words) is not None and bool((told and told <= topic) or (others and others <= topic))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= FEWEST and shared >= SAME * min(len(one), len(other))


@cache
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((_any(one), _any(other)) for one, other in lexicon("advice")["opposites"])


@cache
def _alone() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The pairs that need no other word in common."""
    return tuple((_any(one), _any(other)) for one, other in lexicon("advice")["alone"])


def _any(words: Sequence[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"\b(?<!\bthat )(?<!\bas )(?<!\bthan )(?:{either})\b(?! (?:need|have to|worry)\b)",
        re.I,
    )
