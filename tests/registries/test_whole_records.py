# ruff: noqa: E501
"""Answers with every field that is read, and odd ones among them: the whole record, and all that is told of the work."""

from __future__ import annotations

import copy
import importlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from citewarden.registries import openlibrary, wayback
from citewarden.registries._record import Record

ROWS = yaml.load(Path(__file__).with_name("whole_records.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def plain(record: Record) -> dict[str, Any]:
    """A record as JSON has it, without what is empty."""
    row = asdict(record)
    row["notices"] = [{name: value for name, value in notice.items() if value} for notice in row["notices"]]
    kept: dict[str, Any] = json.loads(json.dumps({name: value for name, value in row.items() if value}))
    return kept


def read_as(row: dict[str, Any], answer: Any) -> list[dict[str, Any]]:
    """The records that the parser of a row makes of an answer."""
    parse: Callable[[bytes], Any] = getattr(
        importlib.import_module(f"citewarden.registries.{row['registry']}"), row["parser"]
    )
    found = parse(json.dumps(answer).encode())
    return [plain(record) for record in (found if isinstance(found, list) else [found])]


def test_answers_are_read_whole() -> None:
    for row in ROWS:
        assert read_as(row, row["answer"]) == row["records"]


def test_the_work_of_an_edition() -> None:
    rows: dict[str, Any] = {"/works/OL1W": [{"key": "/works/OL1W"}, {"key": "/works/OL2W"}], "": ["odd"]}
    assert {openlibrary.work_key(json.dumps({"works": works}).encode()) for works in rows.values()} == set(rows)


@pytest.mark.parametrize("day", ["", "2015-06-15"])
def test_which_of_several_copies_is_taken(day: str) -> None:
    head = ["timestamp", "original", "statuscode"]
    copies = [["20150601000000", "http://a.example/", "200"], ["20150629000000", "http://a.example/", "200"]]
    near, first, moved = (
        ["20150616", "http://a.example/b", "-"],
        ["20150614", "http://a.example/c", "200"],
        ["20150615", "x", "302"],
    )
    latest = lambda row: f"{row[0][:4]}-{row[0][4:6]}-{row[0][6:8]}"  # noqa: E731
    rows = [
        ([], ""), ([head], ""), ([head, moved], ""), ([head, ["odd", "x", "200"]], ""),
        ([head, *copies], latest(copies[0] if day else copies[1])),  # fourteen days on either side: the earlier one
        ([head, near, *copies, "odd"], latest(near if day else copies[1])),
        ([head, first, near, moved], latest(first if day else near)),
    ]  # fmt: skip
    found = [wayback.parse_cdx(json.dumps(answer).encode(), day) for answer, _ in rows]
    assert [copy.at if copy else "" for copy in found] == [at for _, at in rows]


def test_days_between_dates_of_any_precision() -> None:
    rows = {
        ("2015-06-15", "2015-06-16"): 1, ("2015-06-15", "2015-06-15"): 0, ("2015", "2015-01-02"): 1, ("2015-02", "2015"): 31,
        ("2014-12-31T23:59:59", "2015"): 1, ("", "2015"): 1_000_000, ("2015", "soon"): 1_000_000, ("2015-13", "2015"): 1_000_000,
    }  # fmt: skip
    assert {days: wayback.distance(*days) for days in rows} == rows
    copy = wayback.Memento("https://web.archive.org/web/20150601/http://a.example/x/web/y", "2015-06-01")
    assert copy.raw == "https://web.archive.org/web/20150601id_/http://a.example/x/web/y"
    assert [wayback.direct("http://a.example/", day)[28:] for day in ("", "2015", "2015-06-15")] == [
        "2/http://a.example/", "20150101/http://a.example/", "20150615/http://a.example/",
    ]  # fmt: skip


def lists(node: Any) -> Iterator[list[Any]]:
    """Every list of an answer that holds rows."""
    if isinstance(node, list) and any(isinstance(row, dict) for row in node):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from lists(inner)


@pytest.mark.parametrize("odd", [None, [], 7, "odd", ["odd"], {}], ids=repr)
def test_an_odd_row_takes_no_sound_one_with_it(odd: Any) -> None:
    for row in ROWS:
        for number, _ in enumerate(lists(row["answer"])):
            for place in (0, 99):
                answer = copy.deepcopy(row["answer"])
                list(lists(answer))[number].insert(place, odd)
                found = read_as(row, answer)
                assert len(found) >= len(row["records"])
                if odd in (None, []):
                    assert found == row["records"]
