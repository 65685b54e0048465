"""What editors decided about findings, by check and over time: which checks help, and which a desk waves off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from citewarden.formats import Rule
from citewarden.model import Suppression

KINDS = ("accept", "reword", "replace", "escalate", "waive")
LEAST, MOSTLY = 5, 0.6
"""Decisions on a check from which, and share of waivers from which, it is told to be mostly waived."""
QUARTERS = 4


class Decided(NamedTuple):
    """The decisions on one check: how many of each kind, all in all, and in each of the last quarters, oldest first."""

    rule: str
    title: str
    kinds: Mapping[str, int]
    total: int
    quarters: tuple[int, ...]

    @property
    def mostly_waived(self) -> bool:
        """Whether editors mostly put the check's findings off: its level or settings may not fit the desk."""
        return self.total >= LEAST and self.kinds["waive"] >= MOSTLY * self.total


def decided(suppressions: Iterable[Suppression], rules: Mapping[str, Rule], as_of: str) -> list[Decided]:
    """The checks that somebody decided about, those with most decisions first; later decisions than `as_of` are left
    out."""
    kinds: dict[str, Counter[str]] = {}
    times: dict[str, Counter[str]] = {}
    for row in suppressions:
        if row.decided_on <= as_of and row.decision in KINDS:
            kinds.setdefault(row.rule_id, Counter())[row.decision] += 1
            times.setdefault(row.rule_id, Counter())[quarter(row.decided_on)] += 1
    names = quarters(as_of)
    out = [
        Decided(
            rule,
            rules[rule].title.rstrip(".") if rule in rules else rule,
            {kind: counts[kind] for kind in KINDS},
            counts.total(),
            tuple(times[rule][name] for name in names),
        )
        for rule, counts in kinds.items()
    ]
    return sorted(out, key=lambda row: (-row.total, row.rule))


def quarter(day: str) -> str:
    """ "2026 Q1" of an ISO day, "" where it is none."""
    year, _, rest = day.partition("-")
    month = rest[:2]
    return f"{year} Q{(int(month) + 2) // 3}" if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12 else ""


def quarters(as_of: str) -> list[str]:
    """The last quarters up to the one of `as_of`, oldest first."""
    now = quarter(as_of)
    if not now:
        return []
    at = int(now[:-3]) * 4 + int(now[-1]) - 1
    return [f"{n // 4} Q{n % 4 + 1}" for n in range(at - QUARTERS + 1, at + 1)]
