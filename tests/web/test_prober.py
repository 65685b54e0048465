"""The prober's manners, against a real server on loopback. Its verdict on each fault: tests/stages/test_probe.py."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from citewarden import config
from citewarden.config import Network
from citewarden.model import Probe
from citewarden.testing.faults import DOMAIN, FaultServer
from citewarden.web.guard import Guard
from citewarden.web.html_cues import Cues
from citewarden.web.prober import Prober
from citewarden.web.visit import Visited

NOW = "2026-07-01T10:00:00+00:00"
CUES = Cues.of(config.lexicon("link_cues"))


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def ask(network: Network, *urls: str, seconds: float = 0.0, **options: object) -> dict[str, Probe]:
    with Prober(network, now=NOW, cues=CUES, **options) as prober:  # type: ignore[arg-type]
        seen = [s.probe for s in prober.probe(urls, seconds=seconds)]
    assert len(seen) == len(urls)
    return {p.url: p for p in seen}


def at(host: str, path: str = "/guide/twitches.html") -> str:
    return f"http://{host}.{DOMAIN}{path}"


def test_one_conversation_a_host_unless_told_otherwise(server: FaultServer) -> None:
    pages = [at("polite", f"/slow/{n}.html") for n in range(12)]
    ask(server.network(), *pages)
    assert server.most_at_once["polite"] == 1
    assert server.count("polite", "/robots.txt") == 1
    many = [at("hasty", f"/slow/{n}.html") for n in range(30)]
    hosts = {f"hasty.{DOMAIN}": {"per_host": 4}}
    ask(replace(server.network(), hosts=hosts), *many)
    assert 1 < server.most_at_once["hasty"] <= 4
    assert server.count("hasty", "/robots.txt") == 1


def test_a_host_is_asked_at_its_pace(server: FaultServer) -> None:
    network = replace(server.network(), per_host_rate=10.0, hosts={f"slow.{DOMAIN}": {"per_host_rate": 4}})
    begin = time.monotonic()
    found = ask(
        network, *(at("slow", f"/p/{n}.pdf") for n in range(4)), *(at("brisk", f"/p/{n}.pdf") for n in range(4))
    )
    assert {p.outcome for p in found.values()} == {"ok"}
    assert time.monotonic() - begin >= 4 / 4, "robots.txt and four files, a quarter of a second apart"


def test_robots_are_respected(server: FaultServer) -> None:
    private, opened = at("robots-forbids", "/private/a.html"), at("robots-forbids", "/private/open.html")
    found = ask(server.network(), private, opened)
    assert found[private].outcome == "disallowed"
    assert found[private].note.startswith("not asked: robots.txt of robots-forbids")
    assert found[private].asked_at == ""
    assert server.count("robots-forbids", "/private/a.html") == 0
    assert found[opened].outcome == "ok"


def test_a_search_that_robots_may_not_visit_is_known_by_its_address(server: FaultServer) -> None:
    led, elsewhere, own = (at("robots-search", path) for path in ("/guide/a.html", "/old/a.html", "/search?q=a"))
    found = ask(server.network(), led, elsewhere, own)
    assert found[led].outcome == "moved-to-home"
    assert found[elsewhere].outcome == found[own].outcome == "disallowed"
    assert server.count("robots-search", "/search") == 0


def test_an_unreadable_robots_file_forbids_everything_for_now(server: FaultServer) -> None:
    found = ask(server.network(), at("robots-broken"))
    assert found[at("robots-broken")].outcome == "server-error"
    assert server.count("robots-broken") == 1
    hosts = {f"robots-broken.{DOMAIN}": {"robots": False}}
    assert ask(replace(server.network(), hosts=hosts), at("robots-broken"))[at("robots-broken")].outcome == "ok"


def test_addresses_that_differ_in_their_fragment_share_a_visit(server: FaultServer) -> None:
    urls = [at("fragment") + f for f in ("", "#causes", "#treatment", "#help")]
    found = ask(server.network(), *urls)
    assert [found[u].outcome for u in urls] == ["ok", "ok", "fragment-missing", "ok"]
    assert found[urls[2]].note == "the page is there, but has no place named #treatment"
    assert server.count("fragment", "/guide/twitches.html") == 1


def test_files_are_asked_by_head_pages_by_one_ranged_get(server: FaultServer) -> None:
    ask(server.network(), at("ok-pdf", "/files/long.pdf"), at("ok-pdf", "/files/a.pdf"), at("ok-page"))
    assert server.count("ok-pdf", "/files/long.pdf", "HEAD") == 1
    assert server.count("ok-pdf", "/files/long.pdf", "GET") == 0
    assert server.count("ok-pdf", "/files/a.pdf", "GET") == 1  # short: it may break off
    assert server.count("ok-page", "/guide/twitches.html", "HEAD") == 0
    assert server.count("ok-page", "/guide/twitches.html", "GET") == 1
    get = next(r for r in server.asked if r.host == "ok-page" and r.path != "/robots.txt")
    assert get.headers["range"].startswith("bytes=0-")


def test_without_content_a_head_is_enough_and_get_decides_where_it_is_not(server: FaultServer) -> None:
    found = ask(server.network(), at("ok-page"), at("head-404"), at("gone-404"), content=False)
    assert [p.outcome for p in found.values() if p.url != at("gone-404")] == ["ok", "ok"]
    assert found[at("gone-404")].outcome == "gone"
    assert server.count("ok-page", method="GET") == 1, "robots.txt only"
    assert server.count("gone-404", "/guide/twitches.html", "GET") == 1, "nothing is gone by a HEAD alone"


def test_we_say_who_we_are(server: FaultServer) -> None:
    ask(server.network(), at("ok-page"))
    agents = {r.headers["user-agent"] for r in server.asked}
    assert all("citewarden/" in a and "desk@example.org" in a and "Mozilla" not in a for a in agents)


def test_nothing_forbidden_is_ever_fetched(server: FaultServer) -> None:
    local = f"http://127.0.0.1:{server.port}/inside"
    found = ask(
        server.network(), at("to-private", "/old/page.html"), local, "http://localhost/", "file:///etc/hostname"
    )
    assert found[at("to-private", "/old/page.html")].outcome == "bad-redirect"
    assert found[local].outcome == found["http://localhost/"].outcome == "malformed"
    assert found["file:///etc/hostname"].outcome == "excluded"
    assert "file" in found["file:///etc/hostname"].note
    assert not any(r.path == "/inside" for r in server.asked)


def test_a_name_that_resolves_to_a_private_address_is_not_connected_to(server: FaultServer) -> None:
    url = f"http://rebound.example.org:{server.port}/inside"
    guard = Guard(Network(), lookup=lambda host: ["127.0.0.1"])
    found = ask(Network(canary=()), url, guard=guard)
    assert found[url].outcome == "unreachable"
    assert "no reader can reach it: rebound.example.org resolves to a loopback address" in found[url].note
    assert server.asked == []


def test_the_address_judged_is_the_address_connected_to(server: FaultServer) -> None:
    """The second answer of the name server would lead elsewhere; the connection goes where the first one led."""
    answers = iter([["127.0.0.1"], ["203.0.113.9"]])
    network = Network(canary=(), allow_hosts=("pinned.example.org",), per_host_rate=1000, timeout=3)
    url = f"http://pinned.example.org:{server.port}/files/a.pdf"
    assert ask(network, url, guard=Guard(network, lookup=lambda host: next(answers)))[url].outcome == "ok"
    assert next(answers) == ["203.0.113.9"]


def test_a_slow_name_server_stalls_nobody_else(server: FaultServer) -> None:
    over = threading.Event()

    def lookup(host: str) -> list[str]:
        if host.startswith("slow"):
            over.wait(60)
        return ["127.0.0.1"]

    hosts = ["slow.example.org", *(f"quick{n}.example.org" for n in range(5))]
    network = Network(canary=(), allow_hosts=("*.example.org",), per_host_rate=1000, timeout=1.0, retries=0)
    urls = [f"http://{h}:{server.port}/files/a.pdf" for h in hosts]
    begin = time.monotonic()
    found = ask(network, *urls, guard=Guard(network, lookup=lookup))
    over.set()
    assert time.monotonic() - begin < 30
    assert (found[urls[0]].outcome, "name server" in found[urls[0]].note) == ("timed-out", True)
    assert {found[u].outcome for u in urls[1:]} == {"ok"}


def test_a_host_that_asks_for_hours_is_left_alone(server: FaultServer) -> None:
    urls = [at("busy-long", f"/p/{n}.html") for n in range(5)]
    found = ask(server.network(), *urls)
    assert {p.outcome for p in found.values()} == {"rate-limited"}
    assert {p.next_try for p in found.values()} == {"2026-07-01T11:00:00+00:00"}
    assert server.count("busy-long") == 2, "robots.txt and one page"


def test_a_host_that_cannot_be_reached_is_not_tried_for_each_of_its_pages(server: FaultServer) -> None:
    urls = [at("refused", f"/p/{n}.html") for n in range(6)]
    found = ask(server.network(), *urls)
    assert {p.outcome for p in found.values()} == {"refused"}
    assert sum("not asked again" in p.note for p in found.values()) == 4


def test_cookies_go_back_only_to_their_site(server: FaultServer) -> None:
    assert ask(server.network(), at("cookie-gate"))[at("cookie-gate")].outcome == "ok"
    ask(server.network(), at("lapsed"))
    assert not any("cookie" in r.headers for r in server.asked if r.host == "lander")


def test_canary(server: FaultServer) -> None:
    def online(network: Network) -> bool:
        with Prober(network, now=NOW) as prober:
            return prober.online()

    network = server.network()
    assert online(network)
    assert online(replace(network, canary=(at("refused"), at("gone-404")))), "any answer will do"
    assert not online(replace(network, canary=(at("refused"), at("no-host"))))
    assert online(replace(network, canary=()))


def test_when_our_own_network_fails_nothing_is_painted_dead(server: FaultServer) -> None:
    lost = {f"lost{n}.{DOMAIN}": "NXDOMAIN" for n in range(60)}
    network = server.network()
    network = replace(network, connect_to={**network.connect_to, **lost}, in_flight=8)
    urls = [f"http://{host}/a.html" for host in lost]
    up = ask(network, *urls)
    assert {p.outcome for p in up.values()} == {"no-host"}
    down = ask(replace(network, canary=(at("refused"),)), *urls)
    assert {p.outcome for p in down.values()} == {"not-checked"}
    assert {p.note for p in down.values()} == {"our own network is down"}


@pytest.mark.parametrize("canary", [("http://canary.example.org/",), ()])
def test_what_may_be_our_own_networks_fault_waits_for_an_answer(canary: tuple[str, ...]) -> None:
    rows = [
        ("lost", Probe("", "no-host"), []),
        ("lost-again", Probe("", "timed-out"), []),
        ("bad", Probe("", "bad-certificate"), ["bad"]),  # no answer either, and not for want of a network
        ("moved-then-lost", Probe("", "unreachable", redirects=("http://a.example/",)), ["moved-then-lost"]),
        ("answers", Probe("", "ok", status=200), ["lost", "lost-again", "answers"]),
        ("gone", Probe("", "gone", status=410), ["gone"]),
        ("lost-late", Probe("", "unreachable"), []),
    ]
    with Prober(Network(canary=canary), now=NOW) as prober:
        for host, probe, told in rows:
            prober._out.clear()
            visit: Any = SimpleNamespace(host=host, urls=[f"http://{host}/"])
            prober._settle(visit, Visited(replace(probe, url=f"http://{host}/")))
            assert [seen.probe.url for seen in prober._out] == [f"http://{h}/" for h in (told if canary else [host])]


def test_a_run_can_be_bounded_in_time(server: FaultServer) -> None:
    network = replace(server.network(), per_host_rate=2.0)
    found = ask(network, *(at("slow", f"/p/{n}.html") for n in range(50)), seconds=1.2)
    outcomes = [p.outcome for p in found.values()]
    assert "ok" in outcomes
    assert "not-checked" in outcomes


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "all_proxy"])
def test_behind_a_proxy_names_and_literals_are_judged(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """The fault server plays the proxy: it answers whatever host the request names."""
    monkeypatch.setenv(variable, f"http://127.0.0.1:{server.port}")
    monkeypatch.setenv("NO_PROXY", "direct.example.org")
    network = Network(canary=(), per_host_rate=1000)
    urls = ["http://www.elsewhere.example.org/files/a.pdf", "http://10.0.0.1/x", "http://nas.local/x"]
    with Prober(network, now=NOW, guard=Guard(network, lookup=lambda host: [])) as prober:
        found = {s.probe.url: s.probe for s in prober.probe([*urls, "http://direct.example.org/x"])}
    assert found[urls[0]].outcome == "ok"
    assert any(r.target == urls[0] for r in server.asked)
    assert found[urls[1]].outcome == found[urls[2]].outcome == "malformed"
    assert found["http://direct.example.org/x"].outcome == "no-host", "NO_PROXY: asked directly"
    assert not any("10.0.0.1" in r.target for r in server.asked)


def test_credentials_never_come_out(server: FaultServer) -> None:
    with Prober(server.network(), now=NOW) as prober:
        (seen,) = prober.probe([f"http://editor:secret@ok-page.{DOMAIN}/x"])
    assert seen.probe.outcome == "malformed"
    assert "secret" not in repr(seen)


@pytest.mark.parametrize("rate", [0.0, 2.0, 1000.0])
def test_a_crawl_delay_parts_links_and_delays_no_single_one(server: FaultServer, rate: float) -> None:
    """robots.txt, a redirect and the page itself follow each other at the usual pace; the next link waits."""
    network = replace(server.network(), per_host_rate=rate)
    begin = time.monotonic()
    found = ask(network, at("robots-slow", "/old/page.html"))
    assert time.monotonic() - begin < 20
    assert found[at("robots-slow", "/old/page.html")].outcome == "moved"
    assert not any("citewarden-" in r.path for r in server.asked), "no made-up address of a site that wants rest"
    begin = time.monotonic()
    two = ask(network, at("robots-slow", "/a.pdf"), at("robots-slow", "/b.pdf"), seconds=1.5)
    assert sorted(p.outcome for p in two.values()) == ["not-checked", "ok"], "the second link keeps the site's pause"


def test_each_fragment_gets_its_own_proposal(server: FaultServer) -> None:
    urls = [at("fragment-moved", "/old/page.html") + f for f in ("#help", "#causes", "", "#treatment")]
    found = ask(server.network(), *urls)
    new = at("fragment-moved")
    assert [found[u].replacement for u in urls] == [f"{new}#help", f"{new}#causes", new, new]
    assert [found[u].outcome for u in urls] == ["moved", "moved", "moved", "fragment-missing"]
    assert [found[u].final_url for u in urls] == [found[u].replacement for u in urls]
    assert server.count("fragment-moved", "/old/page.html") == 1


def test_lanes_with_hardly_any_pause_come_to_an_end(server: FaultServer) -> None:
    network = replace(server.network(), per_host_rate=20_000.0, per_host=4)
    urls = [at(f"many{n % 7}", f"/p/{n}.pdf") for n in range(150)]
    assert {p.outcome for p in ask(network, *urls).values()} == {"ok"}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["127.0.0.1"], "a loopback address"),
        (["10.1.2.3", "192.168.0.9"], "a private address"),
        (["::1"], "a loopback address"),
        (["169.254.169.254"], "a cloud metadata address"),
    ],
)
def test_a_public_name_with_a_private_answer_says_so(answers: list[str], words: str) -> None:
    guard = Guard(Network(), lookup=lambda host: answers)
    url = "http://www.healthnotes.example.org/guide"
    probe = ask(Network(canary=()), url, guard=guard)[url]
    assert (probe.outcome, probe.dead) == ("unreachable", False)
    assert f"no reader can reach it: www.healthnotes.example.org resolves to {words}" in probe.note
