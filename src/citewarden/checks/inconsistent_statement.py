"""Two sentences of the article disagree.

## What it does
Compares claims of the article that speak of the same thing in nearly the same words. Flags pairs whose numbers cannot
both be right, whose frequency words stand far apart ("rarely", "often"), or of which one denies what the other says.

## Why it matters
One of the two is wrong, and a reader who meets both trusts neither.

## What to do
Decide which one the source backs, and correct the other.

## When it is wrong
When the two speak of different groups, stages or doses that the words do not name. Then name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Claim, Finding, Kind, Level, Owner, Related
from citewarden.text import ladders
from citewarden.text.quantities import agree

LEVEL = Level.WARNING
OWNER = Owner.SECTION_EDITOR
ALIKE = 0.7
"""Share of content words two claims must have in common to be about one thing."""
_STOPS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "to",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "can",
        "could",
        "may",
        "might",
        "will",
        "would",
        "should",
        "it",
        "its",
        "they",
        "their",
        "this",
        "these",
        "that",
        "those",
        "as",
        "than",
        "more",
        "less",
        "most",
        "least",
        "also",
        "which",
        "who",
        "when",
        "if",
        "about",
        "around",
        "approximately",
        "nearly",
        "almost",
        "up",
        "only",
        "very",
        "some",
        "any",
        "all",
        "not",
        "no",
        "people",
        "person",
        "usually",
        "often",
        "sometimes",
        "rarely",
        "never",
        "always",
        "generally",
        "typically",
        "commonly",
        "common",
        "rare",
        "many",
        "few",
        "cases",
        "case",
        "per",
        "percent",
    ]
)


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per pair of claims that cannot both be right; open where only the units keep them apart."""
    rows = [(claim, _content(claim)) for claim in audit.claims if not claim.hypothetical]
    for (first, words), (second, others) in combinations(rows, 2):
        if min(len(words), len(others)) < 3 or len(words & others) < ALIKE * len(words | others):
            continue
        if (
            set(_named(first)) != set(_named(second))
            or _ages(first) != _ages(second)
            or (_listed(audit, first) and _listed(audit, second))
        ):
            continue
        if first.population != second.population or first.standalone.casefold() == second.standalone.casefold():
            continue
        said = _clash(first, second)
        if not said:
            continue
        why, kind = said
        yield ev.finding(
            audit,
            "inconsistent-statement",
            second,
            f"{why}: {ev.quoted(second.standalone, 120)} against {ev.quoted(first.standalone, 120)} earlier."
            " Check both with the source and correct one.",
            level=LEVEL if kind is Kind.FAIL else Level.NONE,
            kind=kind,
            owner=OWNER,
            related=[Related("other statement", first.text, id=first.id, target=first.target)],
            confidence=0.8,
            key=first.id,
        )


def _clash(first: Claim, second: Claim) -> tuple[str, Kind] | None:
    a = [q for q in first.quantities if q.denominator != "age"]
    b = [q for q in second.quantities if q.denominator != "age"]
    if len(a) == len(b) == 1:
        same = agree(a[0], b[0])
        if same is False:
            return f"Two figures for one thing (“{b[0].text}”, “{a[0].text}”)", Kind.FAIL
        if same is None:
            return f"Two figures that cannot be compared (“{b[0].text}”, “{a[0].text}”)", Kind.OPEN
    if a or b:
        return None
    low, high = sorted((first.quantifier[1], second.quantifier[1]))
    if low >= 0 and high - low >= 2 and not (first.negated or second.negated):
        names = ladders.names("quantifiers")
        return f"One says “{names[low]}”, the other “{names[high]}”", Kind.FAIL
    if first.negated != second.negated and low == high:
        return "One denies what the other says", Kind.FAIL
    return None


def _named(claim: Claim) -> list[str]:
    return [concept for _, concept in claim.concepts]


def _ages(claim: Claim) -> list[tuple[float, float]]:
    return [(q.low, q.high) for q in claim.quantities if q.denominator == "age"]


def _listed(audit: Audit, claim: Claim) -> bool:
    """Whether a claim is an item of a list or a row of a table: its neighbours differ on purpose."""
    start = claim.target.position.start
    return any(b.kind in {"item", "row"} and b.start <= start < b.end for b in audit.document.blocks)


def _content(claim: Claim) -> frozenset[str]:
    words = re.findall(r"[a-z][a-z-]+", claim.standalone.lower())
    numbers = {w for q in claim.quantities for w in re.findall(r"[a-z]+", q.text.lower())}
    return frozenset(re.sub(r"(?<=\w{3})(?:es|s)\Z", "", w) for w in words if w not in _STOPS and w not in numbers)
