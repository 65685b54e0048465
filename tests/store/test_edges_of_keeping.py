"""How much of the past is kept, to the last row, and in what order what went wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden import store
from citewarden.model import Failure
from citewarden.store import articles, runs, some


def test_what_is_dropped_is_the_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [f"2026-01-{day:02d}" for day in range(1, 7)]
    monkeypatch.setattr(runs, "TOTALS", 4)  # days by the hundred are years of nights
    with store.connect(tmp_path, "") as database:
        for day in days:
            runs.keep_roll(database, day, {"a.md": day})
            runs.keep_told(database, day, "owner", [f"news of {day}", "more"])
            runs.keep_totals(database, day, day)
        runs.keep_totals(database, days[-1], "again")
        kept = {day: runs.last_roll(database, day, earlier=False) for day in days}
        told = {day: runs.told(database, day, "owner") for day in days}
        assert [day for day in days if kept[day]] == [day for day in days if told[day]] == days[-3:]
        assert told[days[-1]] == {f"news of {days[-1]}", "more"}
        assert list(runs.totals(database)) == [*((day, day) for day in days[2:-1]), (days[-1], "again")]
        assert runs.newest(database) == days[-1]
        runs.renew_roll(database, "2026-01-07", {"b.md": "new"}, ["a.md"])
        assert list(runs.last_roll(database, "2026-01-07", earlier=False)) == ["new"]
        assert list(runs.last_roll(database, "2026-01-07", earlier=True)) == [days[-1]]


def test_keys_come_some_at_a_time() -> None:
    rows = {(0, 2): [], (1, 2): [1], (2, 2): [2], (3, 2): [2, 1], (4, 2): [2, 2], (501, 500): [500, 1]}
    assert {(n, most): [len(few) for few in some([str(i) for i in range(n)], most)] for n, most in rows} == rows
    assert [key for few in some(["a", "b", "c"], 2) for key in few] == ["a", "b", "c"]


def test_failures_come_in_the_order_of_the_work(tmp_path: Path) -> None:
    order = [("a", "claims"), ("a", "read"), ("z", "read"), ("a", "judge"), ("b", "judge"), ("b", "fetch")]
    with store.connect(tmp_path, "") as database:
        articles.fail(database, [Failure(source, stage, "unreadable") for source, stage in reversed(order)])
        assert [(f.source, f.stage) for f in articles.failures(database)] == order
