"""What is read of cited pages, and how: only the page itself, with the prober's manners, whatever the network does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citewarden import config, pipeline
from citewarden.config import Config, Links
from citewarden.model import Kind, Link, Passage, Probe, Work
from citewarden.registries.library import Library
from citewarden.stages.fetch import fetch
from citewarden.stages.probe import ALIVE, probe
from citewarden.stages.resolve import resolve
from citewarden.testing.doors import DOORS, READABLE, Door
from citewarden.testing.faults import DOMAIN, FaultServer
from citewarden.testing.world import World
from citewarden.web.client import Client

NIGHTS = ("2026-07-01T02:00:00+00:00", "2026-07-02T02:30:00+00:00", "2026-07-03T03:00:00+00:00")
POLICY = Links(archive_lookup=False, alive_days=0, blocked_days=0)
TEXT = (
    "Most people feel a muscle twitch now and then, often in the eyelid or the calf. Tiredness, coffee and cold bring "
    "it about, and it goes by itself after some days. When a muscle grows weak or thin as well, see a doctor."
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with FaultServer() as running:
        yield running


def work(url: str, title: str = "") -> Work:
    item = {"type": "webpage", "URL": url, **({"title": title} if title else {})}
    return Work(f"url:{url}", ("a.md#ref-1",), item, raw=f"{title}. {url}", URL=url)


def at(host: str, path: str = "/guide/twitches.html") -> str:
    return f"http://{host}.{DOMAIN}{path}"


def cited_as(door: Door) -> str:
    """The title by which a reference cites a site's page."""
    lives = door.outcome in READABLE and "twitch" not in door.html
    return door.html.partition("<title>")[2].partition("</title>")[0] if lives else "Muscle twitches"


def pages(client: Client, *urls: str) -> dict[str, Passage]:
    """The first passage of each address."""
    found: dict[str, Passage] = {}
    for passage in fetch([work(url) for url in urls], [], library=Library(), client=client):
        found.setdefault(passage.work.removeprefix("url:"), passage)
    return found


def test_no_wall_door_or_error_page_becomes_a_source(server: FaultServer) -> None:
    addresses = {at(door.name, door.path): door for door in DOORS.values()}
    works = [work(url, cited_as(door)) for url, door in addresses.items()]
    with Client(server.network(), cache=None, now=NIGHTS[0]) as client:
        found = {p.work.removeprefix("url:"): p for p in fetch(works, [], library=Library(), client=client)}
    for url, site in addresses.items():
        readable = site.outcome in READABLE and not site.name.startswith("shell")
        readable = readable and site.name != "honest-short"  # only its heading says what it is about
        assert (found[url].reach == "page") is readable, (site.name, found[url])
        if not readable:
            assert found[url].note.startswith("the page "), site.name
    assert "could not be read" in found[at("hcp-page")].note
    assert "is not there" in found[at("missing-honest")].note


def test_a_wall_is_no_title_of_the_page(server: FaultServer) -> None:
    """Neither "the page is titled 'Security check'" nor a match with what a door is titled."""
    with Client(server.network(), cache=None, now=NIGHTS[0]) as client:
        walled, named, there = resolve(
            [
                work(at("wall-press"), "Muscle twitches"),
                work(at("age-page"), "Age verification"),
                work(at("ok-page"), "Muscle twitches"),
            ],
            library=Library(),
            client=client,
        )
    assert (walled.outcome, walled.registry) == ("unavailable", "web")
    assert "titled" not in walled.note
    assert (named.outcome, there.outcome) == ("unavailable", "matched")


def test_reading_has_the_probers_manners(server: FaultServer) -> None:
    private, opened = at("robots-forbids", "/private/a.html"), at("robots-forbids", "/private/open.html")
    busy = [at("busy-long", f"/p/{n}.html") for n in range(3)]
    with Client(server.network(), cache=None, now=NIGHTS[0]) as client:
        resolve([work(busy[0])], library=Library(), client=client)
        found = pages(client, private, opened, *busy)
        links = [Link(busy[2], "", ())]
        (row,) = probe(
            links, known={}, network=client.network, policy=POLICY, now=NIGHTS[0], offline=False, client=client
        )
    assert "not asked: robots.txt of" in found[private].note
    assert server.count("robots-forbids", "/private/a.html") == 0
    assert found[opened].reach == "page"
    assert {found[url].note.count("come back after") > 0 for url in busy} == {True}
    assert row.outcome == "rate-limited"
    assert server.count("busy-long") == 2, "robots.txt and one page, over three stages of a run"
    assert all("checks links" in r.headers["user-agent"] for r in server.asked if r.host != "archive")


def test_a_site_is_read_at_its_pace(server: FaultServer) -> None:
    urls = [at("polite", f"/slow/{n}.html") for n in range(6)]
    with Client(replace(server.network(), per_host=1), cache=None, now=NIGHTS[0]) as client:
        assert {p.reach for p in pages(client, *urls).values()} == {"page"}
    assert server.most_at_once["polite"] == 1
    assert server.count("polite", "/robots.txt") == 1


def test_a_page_is_read_once_a_run_and_kept(server: FaultServer, tmp_path: Path) -> None:
    urls = [at("ok-page"), at("wall-press")]
    with Client(server.network(), cache=tmp_path, now=NIGHTS[0]) as client:
        resolve([work(url) for url in urls], library=Library(), client=client)
        asked = server.count("ok-page"), server.count("wall-press")
        assert pages(client, *urls)[urls[0]].reach == "page"
        assert (server.count("ok-page"), server.count("wall-press")) == asked
    with Client(server.network(), cache=tmp_path, now=NIGHTS[1], offline=True) as later:
        found = pages(later, *urls)
    assert found[urls[0]].reach == "page"
    assert "offline" in found[urls[1]].note, "a wall is not kept: the page may be open tomorrow"


def test_an_archived_copy_of_a_wall_is_no_source() -> None:
    urls = [f"http://gone.example/{name}" for name in ("wall", "page")]
    shots = [
        {"url": urls[0], "at": "20200101000000", "title": "Just a moment...", "body": "Checking your browser."},
        {"url": urls[1], "at": "20200101000000", "title": "Muscle twitches", "body": TEXT},
    ]
    pages_ = [{"url": url, "does": "gone"} for url in urls]
    with World({"pages": pages_, "snapshots": shots}) as world:
        network = world.network()
        network = replace(network, allow_hosts=(*network.allow_hosts, "web.archive.org"))
        with Client(network, cache=None, now=NIGHTS[0]) as client:
            found = pages(client, *urls)
    assert found[urls[0]].reach == "none"
    assert found[urls[1]].reach == "page"


def test_claims_on_walled_sources_are_open_and_never_called_unsupported(server: FaultServer, tmp_path: Path) -> None:
    """A whole audit of an article whose sources hide behind walls and doors, and of one that can be read."""
    names = ("wall-press", "sign-in-page", "consent-page", "age-page", "hcp-page", "closed-title", "shell-banner")
    names = (*names, "parked-name", "missing-honest", "away-list")
    claims = "".join(f"Twitches trouble {n + 20}% of adults within {n} days [{n}].\n\n" for n in range(1, 11))
    listed = "".join(
        f"{n}. Health Notes. Muscle twitches, part {n}. {at(name, DOORS[name].path)} Accessed June 15, 2026.\n"
        for n, name in enumerate(names, 1)
    )
    article = tmp_path / "twitches.md"
    article.write_text(f"# Muscle twitches\n\n{claims}## References\n\n{listed}", encoding="utf-8")
    network = server.network()
    shut = {name: replace(registry, enabled=False) for name, registry in network.registries.items()}
    settings = Config(network=replace(network, registries=shut))
    with Client(settings.network, cache=None, now=NIGHTS[0]) as client:
        outcome = pipeline.audit(
            [article],
            root=tmp_path,
            config=settings,
            policy=config.policy("default"),
            client=client,
            library=Library(),
            known={},
            as_of=NIGHTS[0][:10],
            now=NIGHTS[0],
        )
    assert len(outcome.articles[0].audit.claims) == 10
    found = {(f.rule_id, f.kind) for f in outcome.findings}
    assert {kind for _, kind in found} == {Kind.OPEN}, found
    (unread,) = (f for f in outcome.findings if f.properties.get("key") == "sources")
    assert "no text of any of the 10 listed sources was at hand" in unread.message


# -- whatever fails, nobody is painted dead ------------------------------------------------------------------------


SITES: dict[str, Any] = {
    "sites": [{"host": "soft.example", "soft": True}, {"host": "well.example"}],
    "pages": [
        {"url": "http://well.example/guide/twitches", "title": "Muscle twitches", "body": TEXT},
        {"url": "http://well.example/old/twitches", "does": "moved", "to": "http://well.example/guide/twitches"},
        {"url": "http://soft.example/guide/twitches", "title": "Muscle twitches", "body": TEXT},
        {"url": "http://wall.example/guide/twitches", "does": "blocked"},
        {"url": "http://in.example/guide/twitches", "does": "login"},
        {"url": "http://busy.example/guide/twitches", "does": "server-error"},
    ],
}
LIVING = [page["url"] for page in SITES["pages"]]


def night(world: World, known: dict[str, Probe], now: str) -> dict[str, Probe]:
    network = replace(world.network(), canary=(), retries=0, timeout=2.0)
    links = [Link(url, "", ()) for url in LIVING]
    rows = probe(links, known=known, network=network, policy=POLICY, now=now, offline=False)
    return {row.url: row for row in rows}


def test_an_outage_at_any_request_makes_no_link_dead() -> None:
    """Whichever request of the second night breaks, and again on the third: nothing living is dead or misplaced."""
    with World(SITES) as world:
        first = night(world, {}, NIGHTS[0])
        whole = [request.url for request in world.requests]
        hosts = [request.host for request in world.requests]
        undisturbed = {row.url: (row.outcome, row.dead) for row in night(world, first, NIGHTS[1]).values()}
        assert not any(dead for _, dead in undisturbed.values())
        for host, url in dict.fromkeys(zip(hosts, whole, strict=True)):
            with world.inject(host, outage=True, match=url):
                second = night(world, first, NIGHTS[1])
                third = night(world, second, NIGHTS[2])
            for row in (*second.values(), *third.values()):
                assert not row.dead, (host, url, row)
                assert row.outcome not in ("soft-404", "parked", "moved-to-home", "gone", "no-host"), (host, url, row)
            healed = night(world, third, "2026-07-04T03:00:00+00:00")
            assert {row.url: (row.outcome, row.dead) for row in healed.values()} == undisturbed
        with world.inject("*", outage=True):
            lost = night(world, first, NIGHTS[1])
        assert not any(row.dead or row.outcome in ALIVE for row in lost.values())
