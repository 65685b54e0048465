"""Networks that fail in every way there is: nothing is called dead, nothing clean, and it ends in bounded time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TypeVar

import pytest

from citewarden import config
from citewarden.config import Network, Registry
from citewarden.model import Probe
from citewarden.testing.faults import DOMAIN, FaultServer
from citewarden.web import deadline
from citewarden.web.ask import Answer
from citewarden.web.client import Client, online
from citewarden.web.html_cues import Cues
from citewarden.web.prober import Prober
from citewarden.web.webhook import post

T = TypeVar("T")
NOW = "2026-07-01T10:00:00+00:00"
CUES = Cues.of(config.lexicon("link_cues"))
TIMEOUT = 0.3
LONGEST = deadline.TIMES * TIMEOUT
SLACK = 20.0
"""Seconds that a machine at work on other things may take; without a limit each of these would go on for ever."""
DEAD = {"gone", "soft-404", "parked", "doi-unregistered", "moved-to-home"}
CLEAN = {"ok", "moved", "redirected"}
BAD = [
    "connect-hangs",
    "answer-hangs",
    "headers-drip",
    "body-drips",
    "reset-before",
    "reset-during",
    "refused",
    "answer-empty",
    "answer-garbage",
    "header-flood",
    "gzip-bad",
    "servfail",
    "broken",
    "closed-503",
    "wall-agents",
    "sign-in-401",
    "https tls-expired",
    "https tls-self-signed",
    "https tls-wrong-host",
    "https old-protocol",
]
CUT_SHORT = ["body-1gb", "gzip-bomb", "length-wrong", "chunks-truncated"]
"""Answers of which the beginning can be read: enough for the state of a link, never for a record."""


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def network(server: FaultServer) -> Network:
    return replace(server.network(), timeout=TIMEOUT, connect_timeout=TIMEOUT, retries=0)


def address(case: str) -> str:
    scheme, _, host = case.rpartition(" ")
    return f"{scheme or 'http'}://{host}.{DOMAIN}/guide/twitches.html"


@pytest.fixture(scope="module")
def answers(server: FaultServer) -> dict[str, tuple[Answer, float]]:
    """What a registry behind each network said, and after how many seconds: all are asked at once."""

    def ask(case: str) -> tuple[Answer, float]:
        begin = time.monotonic()
        with Client(network(server), cache=None, now=NOW) as client:
            return client.get(address(case), registry="openalex"), time.monotonic() - begin

    return at_once(ask, [*BAD, *CUT_SHORT])


@pytest.fixture(scope="module")
def links(server: FaultServer) -> dict[str, tuple[Probe, float]]:
    """What became of a link behind each network, each in a run of its own."""

    def ask(case: str) -> tuple[Probe, float]:
        begin = time.monotonic()
        with Prober(network(server), now=NOW, cues=CUES) as prober:
            (found,) = [s.probe for s in prober.probe([address(case)])]
        return found, time.monotonic() - begin

    return at_once(ask, BAD)


def at_once(ask: Callable[[str], T], cases: list[str]) -> dict[str, T]:
    """Each case's answer: who waits, waits beside the others."""
    with ThreadPoolExecutor(len(cases)) as pool:
        return dict(zip(cases, pool.map(ask, cases), strict=True))


def test_a_registry_that_leads_to_no_address_has_not_answered(server: FaultServer) -> None:
    with Client(network(server), cache=None, now=NOW) as client:
        answer = client.get(f"http://no-address.{DOMAIN}/old/page.html", registry="openalex")
        (paper,) = client.papers(["https://a.example*["], lambda data: data, largest=1000)
    assert (answer.outcome, answer.note) == ("unavailable", "not a usable address")
    assert paper.outcome == "unavailable"


@pytest.mark.parametrize("case", [*BAD, *CUT_SHORT])
def test_a_registry_behind_it_has_not_answered(answers: dict[str, tuple[Answer, float]], case: str) -> None:
    answer, seconds = answers[case]
    assert seconds < LONGEST + SLACK
    assert answer.outcome == "unavailable"
    assert not any((answer.ok, answer.absent, answer.held, answer.lacked))
    assert answer.note
    assert "0x" not in answer.note


@pytest.mark.parametrize("case", BAD)
def test_a_link_behind_it_is_neither_dead_nor_clean(links: dict[str, tuple[Probe, float]], case: str) -> None:
    found, seconds = links[case]
    assert seconds < LONGEST + SLACK
    assert found.outcome not in DEAD | CLEAN, found


@contextmanager
def dripping(head: bytes, piece: bytes, every: float = 0.1) -> Iterator[tuple[str, list[float]]]:
    """A server that sends `head` and then `piece` again and again; its address, and when each line to it was opened."""
    stop = threading.Event()
    opened: list[float] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(line: socket.socket) -> None:
        opened.append(time.monotonic())
        with suppress(OSError), line:
            line.recv(65536)
            line.sendall(head)
            while not stop.wait(every):
                line.sendall(piece)

    def accept() -> None:
        while not stop.is_set():
            try:
                line, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(line,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", opened
    stop.set()
    listener.close()


DRIPS = [
    (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"a"),
    (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
    (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    (b"", b"H"),
    (b"HTTP/1.1 302 Found\r\nLocation: /", b"a"),
]
DRIP_NAMES = ["body", "body without length", "header", "chunks", "chunk's length", "first line", "redirect"]
QUICK = Network(timeout=0.3, connect_timeout=0.3, retries=2, allow_hosts=("127.0.0.1",))


@pytest.fixture(scope="module")
def drawn_out() -> dict[str, tuple[Answer, float, int]]:
    """What registries answered that drip, after how many seconds, and how often they were asked: all at once."""
    drips = dict(zip(DRIP_NAMES, DRIPS, strict=True))

    def ask(name: str) -> tuple[Answer, float, int]:
        with dripping(*drips[name]) as (base, opened):
            wired = replace(QUICK, registries={"openalex": Registry(base, rate=1000.0)})
            begin = time.monotonic()
            with Client(wired, cache=None, now=NOW) as client:
                answer = client.get(f"{base}/works/1", registry="openalex")
            return answer, time.monotonic() - begin, len(opened)

    return at_once(ask, DRIP_NAMES)


@pytest.mark.parametrize("name", DRIP_NAMES)
def test_a_registry_that_drips_holds_nobody_for_long(
    drawn_out: dict[str, tuple[Answer, float, int]], name: str
) -> None:
    answer, seconds, asked = drawn_out[name]
    most = 2 if name == "redirect" else 1  # cut within its address it leads to a line that is shut at once
    assert asked <= most, "what drips is not asked again"
    assert seconds < deadline.TIMES * QUICK.timeout + SLACK
    assert answer.outcome == "unavailable"
    assert "no whole answer within" in answer.note


@pytest.mark.parametrize("call", [lambda base: post(base, b"{}", QUICK), lambda base: online_at(base)])
def test_other_clients_have_an_end_too(call: Callable[[str], object]) -> None:
    with dripping(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a") as (base, _):
        begin = time.monotonic()
        assert call(base) in ("no connection", False)
        assert time.monotonic() - begin < SLACK


def online_at(base: str) -> bool:
    return online(replace(QUICK, canary=(base,)), patience=0.5)


def test_what_is_slow_and_comes_to_its_end_is_read() -> None:
    slow = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n"
    with dripping(slow, b"a") as (base, _):
        wired = replace(QUICK, registries={"openalex": Registry(base, rate=1000.0)})
        with Client(wired, cache=None, now=NOW) as client:
            assert client.get(f"{base}/works/1", registry="openalex").body == b"aaaaaa"


def test_a_line_that_stood_idle_has_a_deadline_of_its_own() -> None:
    wired = replace(QUICK, registries={}, retries=0)
    once = dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", b"", every=30)
    with once as (base, _), Client(wired, cache=None, now=NOW) as client:
        assert client.get(f"{base}/1", registry="x").ok
        begin = time.monotonic()
        assert not client.get(f"{base}/2", registry="x").ok
        assert time.monotonic() - begin < SLACK
