"""From findings to an exit status, and the one line that says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from citewarden.formats import Turnover, cards
from citewarden.model import Failure, Finding, Kind, Level, Policy

CLEAN, BLOCKED, UNREADABLE, INCOMPLETE = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Open questions of one rule: how many, and the first of them (`place`: its article, its place among them)."""

    rule: str
    number: int
    place: tuple[str, int]
    message: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of some articles' live findings: by level, by rule those that are errors or warnings, by rule
    those that block and those that are open, and how many are neither."""

    articles: int = 0
    claims: int = 0
    references: int = 0
    levels: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)
    blocking: Mapping[str, int] = field(default_factory=dict)
    open: tuple[Asked, ...] = ()
    rest: int = 0


def tally(findings: Iterable[Finding], *, articles: int = 0, claims: int = 0, references: int = 0) -> Tally:
    """Count the problems of some articles (`formats.cards`), which come in the order of their findings."""
    articles_of: dict[str, list[Finding]] = {}
    for finding in findings:
        if not finding.suppressed:
            articles_of.setdefault(finding.document, []).append(finding)
    live = [card.head for found in articles_of.values() for card in cards(found)]
    asked = (Asked(f.rule_id, 1, (f.document, n), f.message) for n, f in enumerate(live) if f.kind is Kind.OPEN)
    return Tally(
        articles,
        claims,
        references,
        Counter(f.level.value for f in live),
        Counter(f.rule_id for f in live if f.level in (Level.ERROR, Level.WARNING)),
        Counter(f.rule_id for f in live if f.blocking),
        _by_rule(asked),
        sum(1 for f in live if f.kind is not Kind.OPEN),
    )


def together(tallies: Iterable[Tally]) -> Tally:
    """The tally of all their articles."""
    tallies = list(tallies)
    return Tally(
        sum(t.articles for t in tallies),
        sum(t.claims for t in tallies),
        sum(t.references for t in tallies),
        _sum(t.levels for t in tallies),
        _sum(t.rules for t in tallies),
        _sum(t.blocking for t in tallies),
        _by_rule(asked for t in tallies for asked in t.open),
        sum(t.rest for t in tallies),
    )


def _by_rule(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    rules: dict[str, Asked] = {}
    for more in asked:
        known = rules.get(more.rule, more)
        first = min(known, more, key=lambda a: a.place)
        number = more.number + (known.number if more.rule in rules else 0)
        rules[more.rule] = Asked(more.rule, number, first.place, first.message)
    return tuple(rules[rule] for rule in sorted(rules))


def _sum(counts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def gate(
    findings: Tally, failures: Sequence[Failure], policy: Policy, *, gone: Turnover | None = None
) -> tuple[int, str]:
    """The exit status (0 clean, 1 blocking finding, 2 unreadable input, 3 incomplete) and the reason in one line.

    `gone` are the articles that are no longer there, where they are more than the policy lets go.
    """
    if failures:
        first = failures[0]
        return UNREADABLE, f"FAILED (2): {_count(len(failures), 'input')} could not be read, first {first.source}"
    if findings.blocking:
        number, rules = sum(findings.blocking.values()), ", ".join(sorted(findings.blocking))
        return BLOCKED, f"BLOCKED (1): {_count(number, 'finding')} must be dealt with first: {rules}"
    if gone is not None:
        number, missed = len(gone.gone), gone.gone[0].document
        return INCOMPLETE, (
            f"INCOMPLETE (3): {number} of {_count(gone.before, 'article')} of the last audit are not there any more,"
            f" first {missed}; bring them back, or run `citewarden audit --accept-removed`"
        )
    unknown = [asked for asked in findings.open if {asked.rule, "*"} & set(policy.incomplete)]
    if unknown and not policy.allow_incomplete:
        number, message = sum(a.number for a in unknown), min(unknown, key=lambda a: a.place).message
        return INCOMPLETE, f"INCOMPLETE (3): {_count(number, 'question')} stayed open: {message}"
    other = _count(findings.rest, "other finding")
    return CLEAN, f"PASSED (0): nothing blocks under policy {policy.name!r}; {other} to look at"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
