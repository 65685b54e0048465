"""From findings to an exit status, and the one line that says why."""

from __future__ import annotations

from collections.abc import Sequence

from citewarden.model import Failure, Finding, Kind, Policy

CLEAN, BLOCKED, UNREADABLE, INCOMPLETE = 0, 1, 2, 3


def gate(findings: Sequence[Finding], failures: Sequence[Failure], policy: Policy) -> tuple[int, str]:
    """The exit status (0 clean, 1 blocking finding, 2 unreadable input, 3 incomplete) and the reason in one line."""
    if failures:
        first = failures[0]
        return UNREADABLE, f"FAILED (2): {_count(len(failures), 'input')} could not be read, first {first.source}"
    live = [f for f in findings if not f.suppressed]
    blocking = [f for f in live if f.blocking]
    if blocking:
        rules = ", ".join(sorted({f.rule_id for f in blocking}))
        return BLOCKED, f"BLOCKED (1): {_count(len(blocking), 'finding')} must be dealt with first: {rules}"
    unknown = [f for f in live if f.kind is Kind.OPEN and ({f.rule_id, "*"} & set(policy.incomplete))]
    if unknown and not policy.allow_incomplete:
        return INCOMPLETE, f"INCOMPLETE (3): {_count(len(unknown), 'question')} stayed open: {unknown[0].message}"
    rest = sum(1 for f in live if f.kind is not Kind.OPEN)
    return CLEAN, f"PASSED (0): nothing blocks under policy {policy.name!r}; {_count(rest, 'other finding')} to look at"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
