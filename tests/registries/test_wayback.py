"""What the web archive's answers mean."""

from __future__ import annotations

import json

import pytest

from citewarden.registries.wayback import Memento, closest_url, direct, distance, parse, parse_cdx, save_url, url

PAGE = "http://www.example.org/guide?id=7&x=a b"


def available(**closest: object) -> bytes:
    return json.dumps({"url": PAGE, "archived_snapshots": {"closest": closest} if closest else {}}).encode()


def test_questions_escape_the_address() -> None:
    assert url("https://archive.example", PAGE, "2014-06") == (
        "https://archive.example/wayback/available"
        "?url=http%3A%2F%2Fwww.example.org%2Fguide%3Fid%3D7%26x%3Da%20b&timestamp=20140601000000"
    )
    assert "timestamp" not in url("https://archive.example", PAGE)
    latest, nearest = closest_url("https://index.example", PAGE), closest_url("https://index.example", PAGE, "2014-06")
    for asked in (latest, nearest):
        assert asked.startswith(
            "https://index.example/cdx/search/cdx?url=http%3A%2F%2Fwww.example.org%2Fguide%3Fid%3D7"
        )
        assert "filter=statuscode:200" in asked
    assert latest.endswith("&fastLatest=true&limit=-1")
    assert nearest.endswith("&closest=20140601000000&sort=closest&limit=1")


def test_the_nearest_copy() -> None:
    copy = "http://web.archive.org/web/20140701000000/http://www.example.org/guide?id=7"
    found = parse(available(available=True, url=copy, timestamp="20140701000000", status="200"))
    assert found == Memento(
        "https://web.archive.org/web/20140701000000/http://www.example.org/guide?id=7", "2014-07-01"
    )
    assert found.raw == "https://web.archive.org/web/20140701000000id_/http://www.example.org/guide?id=7"


@pytest.mark.parametrize(
    "payload",
    [
        available(),
        available(available=False, url="x", timestamp="20140701000000", status="200"),
        available(available=True, url="http://web.archive.org/web/2014/x", timestamp="20140701000000", status="404"),
        available(available=True, url="http://elsewhere.example/", timestamp="20140701000000", status="200"),
        available(available=True, url="http://web.archive.org/web/2014/x", timestamp="soon", status="200"),
    ],
)
def test_no_copy(payload: bytes) -> None:
    assert parse(payload) is None


@pytest.mark.parametrize("payload", [b"", b"<html>busy</html>", b"[]", b'{"error": "rate limited"}'])
def test_trouble_is_not_an_empty_answer(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r"not JSON|answer"):
        parse(payload)


ROWS = [
    ["timestamp", "original", "statuscode"],
    ["20100203040506", "http://www.example.org/guide", "200"],
    ["20140607080910", "http://www.example.org/guide", "-"],
    ["20150101000000", "http://www.example.org/guide", "301"],
    ["20220101000000", "http://www.example.org/guide", "200"],
]


@pytest.mark.parametrize(("day", "at"), [("2014-09-01", "2014-06-07"), ("2009", "2010-02-03"), ("", "2022-01-01")])
def test_the_index_knows_the_copy_nearest_to_a_day(day: str, at: str) -> None:
    found = parse_cdx(json.dumps(ROWS).encode(), day)
    assert found is not None
    assert found.at == at


def test_an_empty_index() -> None:
    assert parse_cdx(b"") is None
    assert parse_cdx(b"[]") is None
    assert parse_cdx(json.dumps(ROWS[:1]).encode()) is None
    with pytest.raises(ValueError, match=r"not JSON|answer"):
        parse_cdx(b"<html>busy</html>")


def test_addresses_that_need_no_answer() -> None:
    assert direct(PAGE, "2014-06-15") == f"https://web.archive.org/web/20140615/{PAGE}"
    assert direct(PAGE) == f"https://web.archive.org/web/2/{PAGE}"
    assert save_url("https://w.example", "http://a.example/") == "https://w.example/save/http://a.example/"


def test_days_apart() -> None:
    assert distance("2014-07-01", "2014-06") == 30
    assert distance("2014-07-01", "") > 100_000
