"""The client, against a local server over loopback."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from citewarden.config import Network, Registry
from citewarden.web.ask import Answer, Ask
from citewarden.web.client import Client, online
from citewarden.web.courtesy import courteous

NOW = "2026-01-10T08:00:00Z"
Reply = tuple[int, dict[str, str], bytes]


class World(ThreadingHTTPServer):
    """A server whose answers a test sets: path -> function of (path, headers, how often asked before)."""

    daemon_threads = True

    def __init__(self) -> None:
        self.routes: dict[str, Callable[[str, dict[str, str], int], Reply]] = {}
        self.seen: Counter[str] = Counter()
        self.requests: list[tuple[str, dict[str, str], float]] = []
        self.flying = self.most_flying = 0
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: World

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        headers = {k.lower(): v for k, v in self.headers.items()}
        with self.server.lock:
            before = self.server.seen[path]
            self.server.seen[path] += 1
            self.server.requests.append((self.path, headers, time.monotonic()))
            self.server.flying += 1
            self.server.most_flying = max(self.server.most_flying, self.server.flying)
        try:
            status, extra, body = self.server.routes.get(path, lambda *_: (404, {}, b"none"))(
                self.path, headers, before
            )
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | extra).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        finally:
            with self.server.lock:
                self.server.flying -= 1

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def world() -> Iterator[World]:
    server = World()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def network(world: World, **changes: object) -> Network:
    registries = {"crossref": Registry(world.base, rate=1000, concurrency=4)}
    return replace(Network(registries=registries, retries=1, timeout=2, connect_timeout=2), **changes)  # type: ignore[arg-type]


def test_an_answer_is_kept_for_its_time_and_keeps_its_own_date(world: World, tmp_path: Path) -> None:
    world.routes["/works/1"] = lambda *_: (200, {"Content-Type": "application/json"}, b'{"a": 1}')
    first = Client(network(world), cache=tmp_path, now=NOW).get(world.base + "/works/1", registry="crossref")
    assert (first.ok, first.json(), first.asked_at, first.cached) == (True, {"a": 1}, NOW, False)
    again = Client(network(world), cache=tmp_path, now="2026-01-12T08:00:00Z").get(
        world.base + "/works/1", registry="crossref"
    )
    assert (again.json(), again.asked_at, again.cached) == ({"a": 1}, NOW, True)
    assert world.seen["/works/1"] == 1
    later = Client(network(world), cache=tmp_path, now="2026-02-12T08:00:00Z").get(
        world.base + "/works/1", registry="crossref"
    )
    assert (later.asked_at, later.cached, world.seen["/works/1"]) == ("2026-02-12T08:00:00Z", False, 2)


@pytest.mark.parametrize(
    ("status", "outcome", "stale", "held", "lacked"),
    [
        (200, "answered", False, True, False),
        (299, "answered", False, True, False),
        (404, "answered", False, False, True),
        (500, "answered", False, False, False),
        (200, "unavailable", True, True, False),
        (404, "unavailable", True, False, True),
        (300, "unavailable", True, False, False),
        (200, "unavailable", False, False, False),
    ],
)
def test_what_was_answered_last_counts_where_nobody_answers_now(
    status: int, outcome: str, stale: bool, held: bool, lacked: bool
) -> None:
    answer = Answer("http://registry.example/1", status, outcome=outcome, stale=stale)
    assert (answer.held, answer.lacked) == (held, lacked)


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize(
    ("days", "now", "asked"),
    [
        (None, "2026-01-11T07:00:00Z", 1),
        (None, "2026-01-11T09:00:00Z", 2),
        (30.0, "2026-01-11T09:00:00Z", 2),
        (0.5, "2026-01-10T19:00:00Z", 1),
        (0.5, "2026-01-10T21:00:00Z", 2),
    ],
)
def test_that_a_registry_does_not_know_a_work_is_asked_again_after_a_day(
    world: World, tmp_path: Path, status: int, days: float | None, now: str, asked: int
) -> None:
    world.routes["/works/1"] = lambda *_: (status, {}, b"no such work")
    ask = Ask(world.base + "/works/1", "crossref", days=days)
    assert Client(network(world), cache=tmp_path, now=NOW).get_many([ask])[0].absent
    assert Client(network(world), cache=tmp_path, now=now).get_many([ask])[0].absent
    assert world.seen["/works/1"] == asked


def test_a_stale_answer_is_confirmed_by_its_etag(world: World, tmp_path: Path) -> None:
    def answer(_: str, headers: dict[str, str], __: int) -> Reply:
        return (304, {}, b"") if headers.get("if-none-match") == '"v1"' else (200, {"ETag": '"v1"'}, b"body")

    world.routes["/works/1"] = answer
    Client(network(world), cache=tmp_path, now=NOW).get(world.base + "/works/1", registry="crossref")
    client = Client(network(world), cache=tmp_path, now="2026-03-01T00:00:00Z")
    confirmed = client.get(world.base + "/works/1", registry="crossref")
    assert (confirmed.status, confirmed.body, confirmed.asked_at) == (200, b"body", "2026-03-01T00:00:00Z")
    assert world.requests[1][1]["if-none-match"] == '"v1"'


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_registry_is_asked_again_and_then_unavailable_and_never_kept(
    world: World, tmp_path: Path, status: int
) -> None:
    world.routes["/works/1"] = lambda *_: (status, {}, b"busy")
    answer = Client(network(world), cache=tmp_path, now=NOW).get(world.base + "/works/1", registry="crossref")
    assert (answer.outcome, answer.status, answer.ok, answer.absent) == ("unavailable", status, False, False)
    assert (f"HTTP {status}" in answer.note, world.seen["/works/1"]) == (True, 2)
    world.routes["/works/1"] = lambda *_: (200, {}, b"well")
    assert Client(network(world), cache=tmp_path, now=NOW).get(world.base + "/works/1", registry="crossref").ok


def test_the_pause_before_each_further_question_doubles(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def busy(*_: object) -> Reply:
        asked.append(time.monotonic())
        return 503, {}, b"busy"

    monkeypatch.setattr("citewarden.web.client.PAUSE", 0.1)
    world.routes["/works/1"] = busy
    Client(network(world, retries=2), cache=None, now=NOW).get(world.base + "/works/1", registry="crossref")
    first, second, third = asked
    assert second - first >= 0.1
    assert third - second >= 0.2


def test_retry_after_is_waited_for_and_a_long_one_is_not(world: World) -> None:
    world.routes["/short"] = lambda _, __, n: (429, {"Retry-After": "1"}, b"") if n == 0 else (200, {}, b"ok")
    world.routes["/long"] = lambda *_: (503, {"Retry-After": "86400"}, b"")
    client = Client(network(world), cache=None, now=NOW)
    began = time.monotonic()
    assert client.get(world.base + "/short", registry="crossref").ok
    assert time.monotonic() - began >= 0.95
    began = time.monotonic()
    refused = client.get(world.base + "/long", registry="crossref")
    assert (refused.outcome, time.monotonic() - began < 30) == ("unavailable", True)
    assert "86400" in refused.note


def test_the_pace_a_registry_states_is_kept(world: World) -> None:
    limits = {"X-Rate-Limit-Limit": "10", "X-Rate-Limit-Interval": "1s", "X-Concurrency-Limit": "1"}

    def slow(*_: object) -> Reply:
        time.sleep(0.02)
        return 200, limits, b"ok"

    for n in range(6):
        world.routes[f"/works/{n}"] = slow
    client = Client(network(world), cache=None, now=NOW)
    client.get(world.base + "/works/0", registry="crossref")
    world.most_flying = 0
    answers = client.get_many([Ask(f"{world.base}/works/{n}", "crossref") for n in range(1, 6)])
    assert [a.ok for a in answers] == [True] * 5
    starts = [at for _, _, at in world.requests[1:]]
    assert world.most_flying == 1
    assert starts[-1] - starts[0] > 0.3


def test_a_registry_that_is_down_is_left_alone_after_a_few_failures(world: World) -> None:
    for n in range(30):
        world.routes[f"/works/{n}"] = lambda *_: (503, {}, b"")
    client = Client(network(world, retries=0), cache=None, now=NOW)
    answers = client.get_many([Ask(f"{world.base}/works/{n}", "crossref") for n in range(30)])
    assert {a.outcome for a in answers} == {"unavailable"}
    assert sum(world.seen.values()) < 10


def test_a_broken_off_answer_is_not_an_answer(world: World, tmp_path: Path) -> None:
    world.routes["/works/1"] = lambda *_: (200, {"Content-Length": "500", "Connection": "close"}, b'{"half": ')
    answer = Client(network(world, retries=0, timeout=1), cache=tmp_path, now=NOW).get(
        world.base + "/works/1", registry="crossref"
    )
    assert (answer.outcome, answer.body) == ("unavailable", b"")


def test_an_answer_too_large_is_not_read_to_its_end(world: World) -> None:
    world.routes["/works/1"] = lambda *_: (200, {}, b"x" * 200_000)
    answer = Client(network(world), cache=None, now=NOW).get(
        world.base + "/works/1", registry="crossref", max_body=1000
    )
    assert (answer.outcome, "larger than 1,000 bytes" in answer.note) == ("unavailable", True)


def test_nobody_listening_is_unavailable_and_nothing_is_raised(world: World) -> None:
    closed = replace(network(world), registries={"crossref": Registry("http://127.0.0.1:9")}, retries=0)
    answer = Client(closed, cache=None, now=NOW).get("http://127.0.0.1:9/works/1", registry="crossref")
    assert (answer.outcome, answer.status) == ("unavailable", 0)


def test_offline_asks_nobody_but_still_reads_the_cache(world: World, tmp_path: Path) -> None:
    world.routes["/works/1"] = lambda *_: (200, {}, b"kept")
    Client(network(world), cache=tmp_path, now=NOW).get(world.base + "/works/1", registry="crossref")
    client = Client(network(world), cache=tmp_path, now=NOW, offline=True)
    assert client.get(world.base + "/works/1", registry="crossref").body == b"kept"
    other = client.get(world.base + "/works/2", registry="crossref")
    assert (other.outcome, world.seen["/works/2"]) == ("offline", 0)


def test_private_addresses_are_refused_also_behind_a_redirect(world: World) -> None:
    port = world.server_address[1]
    apart = replace(network(world), registries={"crossref": Registry("http://api.example")}, retries=0)
    direct = Client(apart, cache=None, now=NOW).get(f"http://127.0.0.1:{port}/x", registry="page")
    assert (direct.outcome, "loopback address" in direct.note) == ("unavailable", True)
    world.routes["/hop"] = lambda *_: (302, {"Location": f"http://127.0.0.1:{port}/secret"}, b"")
    world.routes["/secret"] = lambda *_: (200, {}, b"secret")
    sent = replace(apart, connect_to={"*.example": f"127.0.0.1:{port}"})
    answer = Client(sent, cache=None, now=NOW).get("http://site.example/hop", registry="page")
    assert (answer.outcome, world.seen["/hop"], world.seen["/secret"]) == ("unavailable", 1, 0)
    allowed = replace(sent, allow_hosts=("127.0.0.1",))
    assert Client(allowed, cache=None, now=NOW).get("http://site.example/hop", registry="page").body == b"secret"


def test_connect_to_keeps_the_host_and_counts_as_online(world: World) -> None:
    world.routes["/"] = lambda *_: (200, {}, b"here")
    there = replace(network(world), connect_to={"*.example": f"127.0.0.1:{world.server_address[1]}"})
    answer = Client(there, cache=None, now=NOW).get("http://www.site.example/", registry="page")
    assert (answer.body, world.requests[0][1]["host"]) == (b"here", "www.site.example")
    assert online(replace(there, canary=("http://doi.example/none",)))
    assert not online(replace(there, canary=("http://127.0.0.1:9/",), allow_hosts=("127.0.0.1",)))


def test_batches_keep_every_item_and_ask_only_for_new_ones(world: World, tmp_path: Path) -> None:
    def batch(path: str, *_: object) -> Reply:
        keys = path.split("ids=")[1].split("&")[0].split(",")
        return 200, {}, json.dumps({k: {"id": k} for k in keys if k != "gone"}).encode()

    world.routes["/works"] = batch

    def look(client: Client, keys: list[str]) -> dict[str, Answer]:
        return client.get_items(
            "crossref",
            keys,
            url=lambda group: f"{world.base}/works?ids={','.join(group)}",
            split=lambda body: {k: json.dumps(v).encode() for k, v in json.loads(body).items()},
            size=3,
        )

    first = look(Client(network(world), cache=tmp_path, now=NOW), ["a", "b", "gone", "c", "a"])
    assert (first["a"].json(), first["gone"].absent, world.seen["/works"]) == ({"id": "a"}, True, 2)
    second = look(Client(network(world), cache=tmp_path, now=NOW), ["c", "b", "new", "a"])
    assert (second["c"].json(), second["c"].cached, world.seen["/works"]) == ({"id": "c"}, True, 3)
    assert "ids=new" in world.requests[2][0]
    world.routes["/works"] = lambda *_: (503, {}, b"")
    third = look(Client(network(world, retries=0), cache=tmp_path, now=NOW), ["a", "other"])
    assert (third["a"].ok, third["other"].outcome) == (True, "unavailable")


def test_contact_and_keys_go_to_the_registry_and_nowhere_else(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CITEWARDEN_PUBMED_KEY", "secret-key")
    assert courteous("https://x.example/efetch.fcgi?id=1", "pubmed", "desk@site.example") == (
        "https://x.example/efetch.fcgi?id=1&tool=citewarden&email=desk%40site.example&api_key=secret-key"
    )
    there = replace(network(world, contact="desk@site.example"), registries={"pubmed": Registry(world.base, rate=100)})
    world.routes["/efetch.fcgi"] = lambda *_: (200, {}, b"ok")
    answer = Client(there, cache=tmp_path, now=NOW).get(world.base + "/efetch.fcgi?id=1", registry="pubmed")
    path, headers, _ = world.requests[0]
    assert ("secret-key" in path, "mailto:desk@site.example" in headers["user-agent"]) == (True, True)
    assert "secret-key" not in answer.url
    assert b"secret-key" not in b"".join(f.read_bytes() for f in tmp_path.iterdir())


def test_a_registry_switched_off_is_not_asked(world: World) -> None:
    quiet = replace(network(world), registries={"crossref": Registry(world.base, enabled=False)})
    answer = Client(quiet, cache=None, now=NOW).get(world.base + "/works/1", registry="crossref")
    assert (answer.outcome, sum(world.seen.values())) == ("offline", 0)
