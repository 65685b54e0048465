# ruff: noqa: E501
"""How long observations keep, when a link is dead, who may sign until when, what may go: to the day and the one."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from citewarden.config import Links
from citewarden.errors import ConfigError
from citewarden.formats import ArticleRow, Turnover
from citewarden.model import Failure, Policy, Probe
from citewarden.stages.decide import entry
from citewarden.stages.gate import Asked, Tally, gate
from citewarden.stages.probe import dead, fresh, until
from citewarden.stages.report import file_name
from citewarden.stages.turnover import exceeds, turnover

NOW = "2026-07-01T10:00:00+00:00"
POLICY = Links()


def ago(days: float = 0, hours: float = 0) -> str:
    return (datetime.fromisoformat(NOW) - timedelta(days=days, hours=hours)).isoformat()


def test_when_a_link_is_dead() -> None:
    every_week = [(ago(7 * n), "timed-out") for n in range(5, 0, -1)]
    rows: list[tuple[str, list[tuple[str, str]], bool]] = [
        ("gone", [], False), ("gone", [(ago(hours=24), "gone")], True), ("gone", [(ago(hours=23.9), "gone")], False),
        ("gone", [(ago(hours=24), "soft-404")], True), ("parked", [(ago(2), "no-host")], True), ("gone", [(NOW, "gone")], False),
        ("gone", [(ago(2), "timed-out")], False), ("gone", [(ago(3), "gone"), (ago(2), "ok")], False),
        ("gone", [(ago(3), "gone"), (ago(2), "blocked")], True), ("gone", [(ago(3), "gone"), (ago(2), "moved")], False),
        ("timed-out", every_week, True), ("timed-out", every_week[1:], False), ("refused", every_week, True),
        ("timed-out", [(ago(30), "gone"), *every_week[2:]], True), ("timed-out", [(ago(29.9), "gone"), *every_week[2:]], False),
        ("timed-out", [(ago(30), "gone"), *every_week[3:]], False),
        ("timed-out", [*every_week, (ago(1), "ok")], False), ("timed-out", [*every_week, (ago(1), "blocked")], False),
        ("timed-out", [*every_week, (ago(1), "server-error")], False), ("timed-out", [*every_week, (ago(1), "not-checked")], True),
        ("timed-out", [(ago(31, n), "timed-out") for n in range(9, 0, -1)], False),  # many times of one day are one
        ("ok", every_week, False), ("blocked", every_week, False), ("server-error", every_week, False),
    ]  # fmt: skip
    assert [dead(outcome, history, POLICY, NOW) for outcome, history, _ in rows] == [wanted for *_, wanted in rows]


def test_how_long_an_observation_keeps() -> None:
    def keeps(outcome: str, **more: Any) -> float | None:
        end = until(Probe("http://a.example/", outcome, asked_at=NOW, **more), POLICY)
        return None if end is None else (end - datetime.fromisoformat(NOW)).total_seconds() / 86_400

    ends = {
        f"http://a.example/{n}": until(Probe(f"http://a.example/{n}", "ok", asked_at=NOW), POLICY) for n in range(200)
    }
    days = sorted((end - datetime.fromisoformat(NOW)).total_seconds() / 86_400 for end in ends.values() if end)
    assert (round(days[0], 1), round(days[-1], 1)) == (5.6, 8.4), "spread, so that not all are due in one night"
    later = ago(-3)
    rows = {
        "restricted": 1.0,
        "blocked": 1.0,
        "soft-404": 1.0,
        "parked": 1.0,
        "gone": None,
        "timed-out": None,
        "tls": None,
    }
    assert {outcome: keeps(outcome) for outcome in rows} == rows
    assert keeps("rate-limited", next_try=later) == keeps("server-error", next_try=later) == 3
    assert keeps("rate-limited", next_try=ago(-0.5)) == 1, "no sooner than others"
    assert keeps("gone", next_try=later) is None
    assert until(Probe("http://a.example/", "ok"), POLICY) is None
    blocked = Probe("http://a.example/", "blocked", asked_at=ago(1))
    assert [fresh(blocked, POLICY, at) for at in (ago(1.01), ago(1), ago(0, 0.1), NOW)] == [False, True, True, False]


def test_what_a_decision_needs() -> None:
    def said(**changed: str) -> str:
        given = {"decision": "accept", "reason": "Read it.", "signer": "Ann Roe", "role": "section editor", "owner": "",
                 "decided_on": "2026-07-01", "expires": "", **changed}  # fmt: skip
        try:
            row = entry(check="c", fingerprint="abcdef", document="a.md", bound={}, **given)
        except ConfigError:
            return "no"
        return "yes" if row["decision"] == given["decision"] else "no"

    rows = [
        ({}, "yes"), ({"signer": " "}, "no"), ({"reason": ""}, "no"), ({"decision": "like"}, "no"), ({"expires": "2026-07-02"}, "yes"),
        ({"expires": "2026-07-01"}, "no"), ({"expires": "2026-06-30"}, "no"), ({"decision": "waive"}, "no"),
        ({"decision": "waive", "expires": "2026-07-02"}, "yes"), ({"owner": "section editor"}, "yes"),
        ({"owner": "medical reviewer"}, "no"), ({"owner": "medical reviewer", "role": "medical reviewer"}, "yes"),
        ({"owner": "section editor", "role": "medical reviewer"}, "yes"), ({"owner": "medical reviewer", "decision": "escalate"}, "yes"),
    ]  # fmt: skip
    assert [(changed, said(**changed)) for changed, _ in rows] == rows


def test_which_articles_moved() -> None:
    """One that is gone and one that came with the same bytes are one; two of either are not told apart."""
    before = [
        ArticleRow(name, name, name, sha)
        for name, sha in zip("abcdefg", ("1", "2", "2", "3", "4", "", "5"), strict=True)
    ]
    now = [
        ArticleRow(name, name, name, sha)
        for name, sha in (("A", "1"), ("B", "2"), ("D", "3"), ("E", "3"), ("F", ""), ("g", "6"))
    ]
    change = turnover(before, now)
    assert [(was.document, then.document) for was, then in change.moved] == [("a", "A")]
    assert ("".join(row.document for row in change.gone), change.before) == ("bcdef", 7)


@pytest.mark.parametrize(
    ("gone", "before", "share", "wanted"),
    [(0, 10, 0.0, False), (1, 1, 0.0, False), (1, 2, 0.1, False), (2, 20, 0.1, False), (2, 19, 0.1, True), (3, 20, 0.1, True)],
)  # fmt: skip
def test_how_many_articles_may_go(gone: int, before: int, share: float, wanted: bool) -> None:
    assert exceeds(Turnover((), (ArticleRow("x", "x", "x", "1"),) * gone, before), share) is wanted


def test_the_line_that_says_why() -> None:
    policy = Policy("house", incomplete=("open-rule",))
    failure = Failure("a.md", "read", "unreadable")
    asked = (Asked("open-rule", 2, ("b.md", 0), "second?"), Asked("other", 1, ("a.md", 0), "first?"))
    rows = [
        (Tally(), [failure], "2: FAILED (2): 1 input could not be read, first a.md"),
        (Tally(blocking={"x": 1}), [failure] * 2, "2: FAILED (2): 2 inputs could not be read, first a.md"),
        (Tally(blocking={"y": 1, "x": 2}), [], "1: BLOCKED (1): 3 findings must be dealt with first: x, y"),
        (Tally(blocking={"y": 1}, open=asked), [], "1: BLOCKED (1): 1 finding must be dealt with first: y"),
        (Tally(open=asked), [], "3: INCOMPLETE (3): 2 questions stayed open: second?"),
        (
            Tally(open=asked[1:], rest=1),
            [],
            "0: PASSED (0): nothing blocks under policy 'house'; 1 other finding to look at",
        ),
        (Tally(rest=0), [], "0: PASSED (0): nothing blocks under policy 'house'; 0 other findings to look at"),
    ]
    for tally, failures, wanted in rows:
        status, line = gate(tally, failures, policy)
        assert f"{status}: {line}" == wanted


def test_names_of_reports() -> None:
    rows = {
        "a/b.md": "a/b", "a.b.md": "a.b", "a b.md": "a-b-#", "index.md": "index-article-#", "INDEX.md": "INDEX-article-#",
        "findings.csv.md": "findings.csv-article-#", "a/index.md": "a/index", "é.md": "é", "..md": "article-#",
        f"{'x' * 100}.md": "x" * 100, f"{'x' * 101}.md": f"{'x' * 100}-#", f"{'é' * 51}.md": f"{'é' * 50}-#",
        "a.abcdefgh": "a", "a.abcdefghi": "a.abcdefghi", "a b.abcdefghi": "a-b.abcdefghi-#",
    }  # fmt: skip
    assert {name: re.sub(r"-[0-9a-f]{8}\Z", "-#", file_name(name)) for name in rows} == rows
