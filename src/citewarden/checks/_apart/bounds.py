"""On which side of a bound: "above 7 percent" of what the source sets below 7 percent."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.checks._figures import TIMES, quantities_of
from citewarden.model import Audit, Claim, Passage, Quantity

_SIDES = {">": 1, ">=": 1, "<": -1, "<=": -1}
_BARRED = re.compile(r"\b(?:no|not|never|nor|neither|avoid\w*|without|cannot)\b[^.;:,]*\Z|n['’]t\b[^.;:,]*\Z", re.I)
_OF_WHOM = re.compile(r"\b(?:who|whom|whose|that|which|if|when|while|those|people|women|anyone)\b[^.;:,]*\Z", re.I)
"""What only says of whom a thing is told, after a denial: "not for those who are ten weeks pregnant"."""
_NOT = re.compile(r"(?:\b(?:not|never|avoid\w*)|n['’]t)(?: \w+){0,2} \Z", re.I)
"""What stands before a time within which a thing is forbidden: "no second dose within six hours" asks for six hours at
least."""


_HAD = re.compile(r"\b(?:had|has|have|was|were|did|showed|reported) \Z", re.I)


_OR_LATER = re.compile(r"\bwithin\b.*\bor (?:later|more|longer)\b", re.I)
""" "Within two weeks or later": two times."""


def turned(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A bound of the sentence that the source sets the other way round, and nowhere as the sentence does."""
    words = telling(claim.standalone)
    for own in claim.quantities:
        side = 0 if own.denominator == "age" or _OR_LATER.search(own.text) else _side(claim.standalone, own)
        there = [(q, p, text) for p, text in sentences(read) for q in quantities_of(text) if side and _is_one(own, q)]
        if not there or any(_side(text, q) in (0, side) for q, _, text in there):
            continue
        other, passage, text = there[0]
        if words & telling(text):
            return beside(audit, own.text, other.text, passage, text)
    return None


def _side(text: str, bound: Quantity) -> int:
    """On which side of a figure what is allowed lies, 0 where it is no bound."""
    side = _SIDES.get(bound.comparator, 0)
    barred = _BARRED if bound.unit in TIMES else _NOT
    found = barred.search(text[: bound.start])
    if found is None or _OF_WHOM.search(found[0]) or _HAD.search(text[: bound.start][: found.start()]):
        return side  # what did not happen within a time forbids nothing
    return -side


def _is_one(own: Quantity, other: Quantity) -> bool:
    return (own.low, own.high, own.unit) == (other.low, other.high, other.unit)
