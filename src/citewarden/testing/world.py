"""A world of registries and cited sites on loopback.

    with World(records) as world:
        config = citewarden.config.Config(network=world.network())
        world.inject("crossref", status=503, times=2)
        ...
        assert not world.asked("pubmed")

One small HTTP server on a free port. A request to 127.0.0.1 goes to the registry its first path segment names
(`http://127.0.0.1:PORT/crossref/works/...`); any other Host header goes to the site of that name, which is how the
addresses in articles get here: `network().connect_to` leads "*.example" and "*.test" to the same port. Who speaks TLS
gets TLS, under a certificate that has expired and that nobody trusts: what is to be read has an http address.
"""

from __future__ import annotations

import socket
import ssl
import struct
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from socketserver import TCPServer
from types import TracebackType
from typing import Any, ClassVar

from citewarden import config
from citewarden.testing import certificates, services, sites
from citewarden.testing.exchange import Reply, Request, split_target
from citewarden.testing.records import Records, build

Answer = Callable[[Request, Records, str], Reply]

HOSTS: Mapping[str, str] = {
    "doi.org": "doi_org",
    "dx.doi.org": "doi_org",
    "www.doi.org": "doi_org",
    "archive.org": "wayback",
    "web.archive.org": "wayback_cdx",
    "api.crossref.org": "crossref",
    "api.openalex.org": "openalex",
    "api.datacite.org": "datacite",
    "openlibrary.org": "openlibrary",
}
"""Real host -> the service that stands for it, for whoever comes by name."""

SITES = ("*.example", "*.test")
"""Host patterns that belong to the world."""


@dataclass
class Fault:
    """Trouble for the requests of one service; see `World.inject`. A context manager that ends it."""

    service: str
    latency: float
    status: int
    retry_after: int | None
    truncate: bool
    outage: bool
    left: float
    match: str
    skip: int = 0
    ended: bool = False

    def __enter__(self) -> Fault:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """The service is well again."""
        self.ended = True


class World:
    """The server and its log.

    `records` is what it knows; `night` moves sites on to their second, third, ... night. While `generous`, Crossref
    announces limits no test has to wait for; set it to False for the real ones. `credits` is what is left of a caller's
    day at OpenAlex, None for no end of it.
    """

    def __init__(self, records: Records | Mapping[str, Any] | None = None, *, port: int = 0) -> None:
        self.records = records if isinstance(records, Records) else build(records or {})
        self.night = 1
        self.generous = True
        self.credits: int | None = None
        self.stopped = threading.Event()
        self._wanted_port, self._lock = port, threading.Lock()
        self._log: list[Request] = []
        self._faults: list[Fault] = []
        self._server: _Server | None = None

    def __enter__(self) -> World:
        self._server = _Server(("127.0.0.1", self._wanted_port), self)
        run = self._server.serve_forever
        threading.Thread(target=run, kwargs={"poll_interval": 0.02}, name="world", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stopped.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._server, "the world is not started: use `with World(...) as world`"
        return int(self._server.server_address[1])

    @property
    def base(self) -> str:
        """ "http://127.0.0.1:PORT"."""
        return f"http://127.0.0.1:{self.port}"

    # what it knows

    def add(self, **data: Any) -> None:
        """Add works, notices, sites, pages or snapshots, in the form of `records.build`."""
        self.records = self.records + build(data)

    # configuration

    def network(self, **changes: Any) -> config.Network:
        """Manners for this world: every registry here, no waits, and patience: an answer that is late because
        the machine is busy is none of a test's findings; `changes` on top."""
        limits = config.Registry(base="", rate=1000.0, concurrency=4)
        names = {name: replace(limits, base=f"{self.base}/{name}") for name in config.registries()}
        here = f"127.0.0.1:{self.port}"
        plain = config.Network(
            contact="editor@newsroom.example",
            timeout=5.0,
            connect_timeout=5.0,
            retries=1,
            per_host=4,
            per_host_rate=1000.0,
            canary=(f"{self.base}/canary",),
            allow_hosts=("127.0.0.1", *SITES, *HOSTS),
            connect_to=dict.fromkeys((*SITES, *HOSTS), here),
            registries=names,
        )
        return replace(plain, **changes)

    def config_yaml(self, path: Path, **overrides: Any) -> Path:
        """Write a config.yaml that leads an audit here.

        `overrides` are top-level keys ("as_of", "policy", ...); those under `network` are laid over this world's.
        """
        import yaml

        network = {**_plain(asdict(self.network())), **overrides.pop("network", {})}
        path.parent.mkdir(parents=True, exist_ok=True)
        data = {"network": network, **overrides}
        path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
        return path

    # trouble

    def inject(
        self,
        service: str,
        *,
        latency: float = 0.0,
        status: int = 0,
        retry_after: int | None = None,
        truncate: bool = False,
        outage: bool = False,
        times: int | None = None,
        match: str = "",
        skip: int = 0,
    ) -> Fault:
        """Trouble for a registry, a site's host or "*": for the next `times` requests, or until the fault is ended.

        `latency` delays each answer by seconds; `status` (with `retry_after` seconds) replaces it; `truncate` breaks
        it off half-way; `outage` breaks the connection without an answer. Only paths holding `match` are hit, the first
        `skip` of them not.
        """
        left = float("inf") if times is None else times
        fault = Fault(service, latency, status, retry_after, truncate, outage, left, match, skip)
        with self._lock:
            self._faults.append(fault)
        return fault

    def heal(self) -> None:
        """End all trouble."""
        with self._lock:
            self._faults.clear()

    # the log

    @property
    def requests(self) -> tuple[Request, ...]:
        """What was asked since the start or `forget`, in order of arrival; the canary included."""
        with self._lock:
            return tuple(self._log)

    def asked(self, service: str = "", match: str = "") -> list[Request]:
        """Requests to one service (the canary is none, unless named), those whose path or query holds `match`."""
        mine = (r for r in self.requests if r.service == service or (not service and r.service != "canary"))
        return [r for r in mine if match in r.url]

    def peak(self, service: str) -> int:
        """The most requests a service had in hand at one time."""
        moments = [(r.started, 1) for r in self.asked(service)]
        moments += [(r.ended or float("inf"), -1) for r in self.asked(service)]
        now = most = 0
        for _, step in sorted(moments):
            now += step
            most = max(most, now)
        return most

    def gaps(self, service: str) -> list[float]:
        """Seconds between the starts of one request and the next."""
        starts = sorted(r.started for r in self.asked(service))
        return [later - earlier for earlier, later in pairwise(starts)]

    def forget(self) -> None:
        """Empty the log."""
        with self._lock:
            self._log.clear()

    # answering

    def answer(self, request: Request) -> Reply:
        """The answer to one request, trouble included."""
        fault = self._fault(request)
        if fault is None:
            return self._well(request)
        if fault.outage:
            return Reply(hang_up=True, wait=fault.latency)
        if fault.status:
            headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
            reply = Reply(fault.status, b"Trouble.\n", "text/plain", headers)
        else:
            reply = self._well(request)
        return replace(reply, wait=reply.wait + fault.latency, truncate=fault.truncate)

    def _well(self, request: Request) -> Reply:
        service = catalogue().get(request.service)
        if service:
            reply = service(request, self.records, self.base)
            if self.credits is not None and request.service == "openalex":
                return self._paid(request, reply, self.credits)
            if self.generous and "x-rate-limit-limit" in reply.headers:
                return replace(reply, headers={**reply.headers, "x-rate-limit-limit": "1000"})
            return reply
        return sites.answer(request, self.records, self.night)

    def _paid(self, request: Request, reply: Reply, left: int) -> Reply:
        """As OpenAlex counts: a search costs 10, a page of a list 1, a single record nothing."""
        cost = 10 if "search" in request.query else 1 if request.path.rstrip("/") == "/works" else 0
        if cost > left:
            headers = {"Retry-After": "40000", "x-ratelimit-remaining": str(left), "x-ratelimit-reset": "40000"}
            return Reply(429, b'{"error": "Rate limit exceeded"}', "application/json", headers)
        self.credits = left - cost
        headers = {"x-ratelimit-remaining": str(self.credits), "x-ratelimit-reset": "40000"}
        return replace(reply, headers={**reply.headers, **headers})

    def _fault(self, request: Request) -> Fault | None:
        with self._lock:
            for fault in self._faults:
                hit = fault.service in ("*", request.service) and fault.match in request.url
                if hit and fault.skip > 0:
                    fault.skip -= 1
                elif hit and fault.left > 0 and not fault.ended:
                    fault.left -= 1
                    return fault
        return None

    def _note(self, request: Request) -> int:
        with self._lock:
            self._log.append(request)
            return len(self._log) - 1

    def _done(self, place: int, request: Request) -> None:
        with self._lock:
            if place < len(self._log) and self._log[place] is request:
                self._log[place] = replace(request, ended=time.monotonic())


@cache
def catalogue() -> Mapping[str, Answer]:
    """Service name -> its `answer`."""
    found = sorted(module.name for module in iter_modules(services.__path__))
    return {name: import_module(f"{services.__name__}.{name}").answer for name in found}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 512
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], world: World) -> None:
        self.world = world
        self._open: set[socket.socket] = set()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """As HTTPServer, without looking up the host's name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Serve one connection, over TLS if the caller opens so."""
        if request.recv(1, socket.MSG_PEEK) == b"\x16":
            request = _secure().wrap_socket(request, server_side=True)
            self._open.add(request)
        super().finish_request(request, client_address)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who hung up is no news; anything else is a bug in the world and is printed."""
        import sys

        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError, ssl.SSLError)):
            super().handle_error(request, client_address)


@cache
def _secure() -> ssl.SSLContext:
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as chain:
        chain.write(certificates.EXPIRED)
        chain.flush()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain.name)
    return context


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "world", ""
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server
    rewrite: ClassVar[frozenset[int]] = frozenset({204, 304})

    def do_GET(self) -> None:
        """Answer a GET."""
        world = self.server.world
        started = time.monotonic()
        request = self._request(started)
        place = world._note(request)
        reply = world.answer(request)
        if reply.wait and world.stopped.wait(reply.wait):
            self.close_connection = True
            return
        self._send(reply)
        world._done(place, request)

    do_HEAD = do_POST = do_GET

    def _request(self, started: float) -> Request:
        host, path, query = split_target(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        host = host or headers.get("host", "").rsplit(":", 1)[0].strip("[]").lower()
        length = int(headers.get("content-length") or 0)
        body = self.rfile.read(length) if length else b""
        service = HOSTS.get(host, host)
        if host in ("127.0.0.1", "localhost", ""):
            service, _, rest = path.lstrip("/").partition("/")
            path = f"/{rest}"
        return Request(service, self.command, host, path, query, headers, body, started)

    def _send(self, reply: Reply) -> None:
        if reply.hang_up:
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        bare = reply.status in self.rewrite
        if not bare:
            self.send_header("Content-Length", str(len(reply.body)))
        if reply.truncate:
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD" and not bare:
            self.wfile.write(reply.body[: len(reply.body) // 2] if reply.truncate else reply.body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the world keeps its own log."""


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, (list, tuple)) else value
