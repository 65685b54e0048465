"""Archived copies: the index is asked first, and the look-up only where the index does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from citewarden.config import registries
from citewarden.model import Resolution, Work
from citewarden.registries.library import Library
from citewarden.stages._copies import copies
from citewarden.stages.fetch import fetch
from citewarden.stages.probe import archive
from citewarden.testing.world import World
from citewarden.web.client import Client

NOW = "2026-03-02T02:00:00+00:00"
PAGE = "http://gone.example/naps"


@pytest.fixture
def kept() -> Iterator[World]:
    body = "<h1>Naps</h1><p>Short naps of twenty minutes restore alertness in night workers and do not harm sleep.</p>"
    with World(
        {
            "pages": [{"url": PAGE, "does": "gone"}],
            "snapshots": [
                {"url": PAGE, "at": "20120105000000", "title": "Naps", "body": body.replace("twenty", "thirty")},
                {"url": PAGE, "at": "20180105000000", "title": "Naps", "body": body},
                {"url": PAGE, "at": "20240105000000", "title": "Not found", "body": "x", "status": 404},
            ],
        }
    ) as made:
        yield made


@pytest.fixture
def client(kept: World) -> Iterator[Client]:
    with Client(kept.network(), cache=None, now=NOW) as opened:
        yield opened


@pytest.mark.parametrize(("day", "at"), [("", "2018-01-05"), ("2011-12-01", "2012-01-05"), ("2017", "2018-01-05")])
def test_the_index_knows_the_nearest_and_the_latest(kept: World, client: Client, day: str, at: str) -> None:
    copy, said = copies([(PAGE, day)], client)[PAGE, day]
    assert copy is not None
    assert (copy.at, said) == (at, "found")
    assert kept.asked("wayback") == []


@pytest.mark.parametrize("trouble", [{"status": 429, "retry_after": 3600}, {"outage": True}, {"status": 503}])
def test_the_look_up_stands_in_for_an_index_that_does_not_answer(
    kept: World, client: Client, trouble: dict[str, Any]
) -> None:
    kept.inject("wayback_cdx", **trouble)
    found = copies([(PAGE, "2017"), ("http://gone.example/other", "")], client)
    copy, said = found[PAGE, "2017"]
    assert copy is not None
    assert (copy.at, said) == ("2018-01-05", "found")
    assert found["http://gone.example/other", ""] == (None, "unavailable"), "an empty look-up proves nothing"
    assert copies([(PAGE, "2016")], client, thorough=False)[PAGE, "2016"] == (None, "unavailable")


def test_none_in_the_index_is_none(kept: World, client: Client) -> None:
    other, third = ("http://gone.example/other", ""), ("http://gone.example/third", "")
    assert copies([other], client) == {other: (None, "none")}
    kept.inject("wayback", outage=True)
    assert copies([third], client) == {third: (None, "none")}


def test_a_lost_source_is_read_from_the_copy_its_author_saw(kept: World, client: Client) -> None:
    work = Work("csl:a", ("a#ref-1",), {"type": "webpage", "accessed": {"date-parts": [[2012, 2]]}}, "Naps.", URL=PAGE)
    passages = fetch([work], [Resolution("csl:a", "not_found")], library=Library(), client=client)
    assert [(p.reach, "thirty" in p.text, p.source[:36]) for p in passages] == [
        ("page", True, "https://web.archive.org/web/20120105")
    ]


@pytest.mark.parametrize(("key", "sent", "pace"), [("", None, 0.05), (" me:secret ", "LOW me:secret", 0.1)])
def test_a_copy_is_asked_for_with_the_key_and_at_its_pace(
    kept: World, monkeypatch: pytest.MonkeyPatch, key: str, sent: str | None, pace: float
) -> None:
    monkeypatch.setenv("CITEWARDEN_WAYBACK_SAVE_KEY", key)
    network = kept.network()
    shipped = {**network.registries}
    shipped["wayback_save"] = replace(registries()["wayback_save"], base=shipped["wayback_save"].base)
    with Client(replace(network, registries=shipped), cache=None, now=NOW) as client:
        (answer,) = archive([PAGE], client=client, allowed=True)
        assert answer.ok
        assert client.pace("wayback_save") == pace
    assert [r.headers.get("authorization") for r in kept.asked("wayback_save")] == [sent]
