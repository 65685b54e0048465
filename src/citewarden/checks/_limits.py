"""Two limits of one thing in an article: "never more than two puffs" beside "up to 10 puffs"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from citewarden.checks._figures import TIMES
from citewarden.model import Claim, Quantity
from citewarden.text import quantities

_MOST = re.compile(
    r"\b(?:never|not|don['’]t|no|nobody should) (?:(?:to )?[a-z]+ ){0,3}?more than (?:a total of )?\Z|\bat most \Z",
    re.I,
)
_UP_TO = re.compile(r"\bup to (?:a total of )?\Z", re.I)
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|eight|ten)\b", re.I)
_BEFORE = 60
"""Characters before a figure in which its limit is told."""
FEW = 50
"""Sentences that let one go up to something, at most, that each limit is held against."""


class Limit(NamedTuple):
    """A figure that nobody should go beyond, or up to which one may go."""

    claim: Claim
    quantity: Quantity
    words: frozenset[str]


def clashes(claims: Sequence[Claim], words: Callable[[str], frozenset[str]]) -> Iterator[tuple[Limit, Limit]]:
    """Each limit with the first sentence on the same thing that lets one go beyond it."""
    most, allowed = (list(_limits(claims, pattern, words)) for pattern in (_MOST, _UP_TO))
    for limit in most:
        beyond = (
            a for a in allowed[:FEW] if a.quantity.unit == limit.quantity.unit and a.quantity.low > limit.quantity.high
        )
        if (other := next((a for a in beyond if limit.words & a.words), None)) is not None:
            yield limit, other


def _limits(
    claims: Sequence[Claim], pattern: re.Pattern[str], words: Callable[[str], frozenset[str]]
) -> Iterator[Limit]:
    for claim in claims:
        text = claim.standalone
        for found in quantities.find(text) if not claim.hypothetical else ():
            if found.unit in TIMES or found.unit in ("%", "1") or not _is_before(pattern, text, found):
                continue
            yield Limit(claim, found, words(text) - words(found.text))


def _is_before(pattern: re.Pattern[str], text: str, found: Quantity) -> bool:
    """Whether a pattern ends where the number of a figure begins."""
    number = _NUMBER.search(found.text)
    at = number.start() if number else 0
    return pattern.search(text[max(0, found.start + at - _BEFORE) : found.start + at]) is not None
