"""Whether a difference that a source gives may be chance, by its interval or its p-value: "odds ratio 0.91 (95% CI 0.60
to 1.38)", "p = 0.28"."""

from __future__ import annotations

import re

from citewarden.checks._figures import quantities_of
from citewarden.model import Quantity

LEVEL = 0.05
"""Chance from which a difference is called none."""
_RATIO = re.compile(
    r"\b(?:(?:relative|hazard|odds|risk|rate|prevalence) (?:risks?|ratios?)|ratios?|[ai]?(?:RR|HR|OR)s?)\b"
)
_DIFFERENCE = re.compile(r"\b(?:differen\w+|points?|mean|change|reduction|lower|higher|gain)\b", re.I)
_SAID = re.compile(
    r"\b(?:(?:not|non-?) ?(?:statistically )?significant\b|not reach (?:statistical )?significance\b|\bn\.?s\.?(?=\)))",
    re.I,
)
"""What says it in words."""


def of_chance(text: str) -> str:
    """The interval, p-value or words of a text that say that what it compares may differ by chance, "" where none do
    or others say that it does differ."""
    found = [(q, _is_none(text, q)) for q in quantities_of(text) if q.unit in ("CI", "p")]
    if any(none is False for _, none in found):
        return ""
    said = _SAID.search(text)
    return next((q.text for q, none in found if none), said[0] if said else "")


def is_certain(text: str) -> bool:
    """Whether an interval or a p-value of a text says that something differs."""
    return any(_is_none(text, q) is False for q in quantities_of(text) if q.unit in ("CI", "p"))


def _is_none(text: str, found: Quantity) -> bool | None:
    """Whether an interval holds no difference, or a p-value is above its level; None where nobody can tell."""
    low, high, bound = found.low, found.high, found.comparator
    if found.unit == "p":
        return None if bound in ("<", "<=") and low > LEVEL else low > LEVEL or (bound in (">", ">=") and low == LEVEL)
    if low < 0 <= high:
        return True
    if low < 0:
        return False
    before = text[: found.start]
    ratio, other = list(_RATIO.finditer(before)), list(_DIFFERENCE.finditer(before))
    if ratio and (not other or other[-1].start() < ratio[-1].start() or high < 1):
        return low <= 1 <= high
    return False if other and low > 0 else None
