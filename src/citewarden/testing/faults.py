"""A loopback server with every way a link can go wrong, and what a prober should say of each.

`FaultServer` speaks raw sockets, a thread a connection, HTTP and TLS on one port. Every case lives on a host of its own
(`<case>.faults.example`), so that politeness does not make cases wait for each other; `FaultServer.network` is the
configuration that leads those hosts here. `cases(server)` is the table of `docs`: an address and the outcome asked for.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import ssl
import struct
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from citewarden.config import Network, registries
from citewarden.testing import certificates
from citewarden.testing.doors import DOORS

DOMAIN = "faults.example"
DEADLINE = 5.0
GIGABYTE = 1 << 30
_TEXT = (
    "Small twitches of a muscle are common and mostly harmless. Most people notice them after exercise, too much "
    "coffee or a short night, and they fade within days. A doctor looks for weakness, wasting and changed reflexes "
    "before thinking of a nerve disease, and often finds none of them. Keeping a diary of what came before helps more "
    "than searching for causes at night. Magnesium is sold against twitches, yet trials have not shown that it helps "
    "people whose level is normal. See a doctor when the muscle is weak or shrinks, or when speech changes."
)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. `host` is the case's name (the first label), header names are in lower case."""

    method: str
    host: str
    target: str
    headers: dict[str, str]
    tls: bool

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the fault matrix: an address, the outcome a prober should reach, and a word its note should hold."""

    name: str
    url: str
    outcome: str
    note: str = ""


Handler = Callable[["FaultServer", Request, socket.socket], None]
_HANDLERS: dict[str, Handler] = {}


def _case(*names: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        _HANDLERS.update(dict.fromkeys(names, handler))
        return handler

    return register


def page(title: str, text: str = _TEXT, head: str = "", body: str = "") -> bytes:
    """A plain HTML page with navigation and footer."""
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<nav><a href=/>Start</a> <a href=/topics>Topics</a></nav><main><h1>{title}</h1><p>{text}</p>{body}</main>"
        "<footer>Health Notes, a page of no importance</footer></body></html>"
    ).encode()


def answer(
    connection: socket.socket, status: str, body: bytes = b"", *, method: str = "GET", headers: str = "", kind: str = ""
) -> None:
    """Write one whole HTTP answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind or 'text/html; charset=utf-8'}\r\n"
    head += f"Content-Length: {len(body)}\r\n{headers}\r\n"
    connection.sendall(head.encode("utf-8") + (b"" if method == "HEAD" else body))


class FaultServer:
    """The server. Use it in a `with`. `asked` lists the requests with their headers. `tonight` makes hosts behave like
    another case's ({"site": "gone-404"}); `network` is then to be asked for anew."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.asked: list[Request] = []
        self.most_at_once: Counter[str] = Counter()
        self.tonight: dict[str, str] = {}
        self._now: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._sockets: list[socket.socket] = []
        self._folder = tempfile.TemporaryDirectory(prefix="faults-")
        self.authority = Path(self._folder.name) / "authority.pem"

    def __enter__(self) -> FaultServer:
        self.authority.write_text(certificates.AUTHORITY)
        names = ("good", "expired", "other_name", "self_signed")
        self._contexts = {name: self._context(getattr(certificates, name.upper())) for name in names}
        self._contexts["old"] = self._context(certificates.GOOD, old=True)
        self._contexts["good"].sni_callback = self._by_name
        self.port = self._listen(socket.AF_INET, "127.0.0.1", "good")
        self.old_port = self._listen(socket.AF_INET, "127.0.0.1", "old")
        self.port6 = self._listen(socket.AF_INET6, "::1", "good") if _has_ipv6() else 0
        refusing = self._socket(socket.AF_INET, "127.0.0.1")
        self.refusing_port = refusing.getsockname()[1]
        self.hanging_port = self._never_accepting()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for open_socket in self._sockets:
            with contextlib.suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)
            open_socket.close()
        self._folder.cleanup()

    def network(self, base: Network | None = None) -> Network:
        """`base` led to this server: every case's host, the canary, the DOI handles and the web archive."""
        here = f"127.0.0.1:{self.port}"
        connect_to = {
            f"*.{DOMAIN}": here,
            "*.parked.example": here,
            f"old-protocol.{DOMAIN}": f"127.0.0.1:{self.old_port}",
            f"refused.{DOMAIN}": f"127.0.0.1:{self.refusing_port}",
            f"connect-hangs.{DOMAIN}": f"127.0.0.1:{self.hanging_port}",
            f"no-host.{DOMAIN}": "NXDOMAIN",
            f"servfail.{DOMAIN}": "SERVFAIL",
        }
        for host, case in self.tonight.items():
            connect_to[f"{host}.{DOMAIN}"] = connect_to.get(f"{case}.{DOMAIN}", here)
        asked = registries()
        for name, host in (("doi_org", "doi"), ("wayback", "archive"), ("wayback_cdx", "archive")):
            asked[name] = replace(asked[name], base=f"http://{host}.{DOMAIN}", rate=1000)
        return replace(
            base
            or Network(timeout=DEADLINE, connect_timeout=DEADLINE, per_host_rate=1000.0, contact="desk@example.org"),
            canary=(f"http://canary.{DOMAIN}/",),
            allow_hosts=("::1",),
            connect_to=connect_to,
            registries=asked,
        )

    def count(self, host: str, path: str = "", method: str = "") -> int:
        """How often a case's host was asked (a path, by a method)."""
        with self._lock:
            return sum(1 for r in self.asked if r.host == host and path in ("", r.path) and method in ("", r.method))

    def once(self, key: str) -> bool:
        """True the first time `key` is given."""
        with self._lock:
            self.counts[key] += 1
            return self.counts[key] == 1

    # -- sockets ---------------------------------------------------------------------------------------------------

    def _context(self, pem: str, *, old: bool = False) -> ssl.SSLContext:
        path = Path(self._folder.name) / "pair.pem"
        path.write_text(pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        if old:
            import warnings

            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = ssl.TLSVersion.TLSv1_1
            context.set_ciphers("ALL:@SECLEVEL=0")
        return context

    def _by_name(self, sock: ssl.SSLObject | ssl.SSLSocket, name: str | None, _context: ssl.SSLContext) -> None:
        kinds = {"tls-expired": "expired", "tls-self-signed": "self_signed", "tls-wrong-host": "other_name"}
        host = (name or "").partition(".")[0]
        kind = kinds.get(self.tonight.get(host, host))
        if kind:
            sock.context = self._contexts[kind]

    def _socket(self, family: int, address: str) -> socket.socket:
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, 0))
        self._sockets.append(made)
        return made

    def _listen(self, family: int, address: str, context: str) -> int:
        listener = self._socket(family, address)
        listener.listen(512)
        threading.Thread(target=self._accept, args=(listener, context), daemon=True).start()
        return int(listener.getsockname()[1])

    def _never_accepting(self) -> int:
        """A port whose queue of unaccepted connections is full, so that a new one hangs."""
        listener = self._socket(socket.AF_INET, "127.0.0.1")
        listener.listen(0)
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
            self._sockets.append(filler)
        time.sleep(0.05)
        return int(listener.getsockname()[1])

    def _accept(self, listener: socket.socket, context: str) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection, context), daemon=True).start()

    def _serve(self, connection: socket.socket, context: str) -> None:
        connection.settimeout(60)
        tls = False
        try:
            if connection.recv(1, socket.MSG_PEEK) == b"\x16":
                connection = self._contexts[context].wrap_socket(connection, server_side=True)
                tls = True
            for request in _requests(connection, tls):
                with self._lock:
                    self.asked.append(request)
                    self._now[request.host] += 1
                    self.most_at_once[request.host] = max(self.most_at_once[request.host], self._now[request.host])
                try:
                    acts = self.tonight.get(request.host, request.host)
                    self._answer(replace(request, host=acts), connection)
                finally:
                    with self._lock:
                        self._now[request.host] -= 1
        except (OSError, ValueError):
            pass
        finally:
            with contextlib.suppress(OSError):
                connection.close()

    def _answer(self, request: Request, connection: socket.socket) -> None:
        handler = _HANDLERS.get(request.host, _door if request.host in DOORS else _ok)
        unknown = request.path == "/robots.txt" and not request.host.startswith(("robots-", "doi"))
        swept = request.host.startswith("shared-target") and request.path.startswith("/a/")
        unknown |= "citewarden-" in request.path and not (request.host.startswith("soft-404") or swept)
        unknown &= request.host not in DOORS or request.path == "/robots.txt"
        if unknown:
            answer(connection, "404 Not Found", page("Not here", "There is no such page."), method=request.method)
        else:
            handler(self, request, connection)

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than the server lives."""
        self._stop.wait(seconds)


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


def _requests(connection: socket.socket, tls: bool) -> Iterator[Request]:
    buffer = b""
    while True:
        while b"\r\n\r\n" not in buffer:
            chunk = connection.recv(65536)
            if not chunk:
                return
            buffer += chunk
        head, _, buffer = buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        host = headers.get("host", "").partition(".")[0] if "[" not in headers.get("host", "") else "ipv6"
        yield Request(method, host, target, headers, tls)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _redirect(connection: socket.socket, location: str, status: str = "302 Found", headers: str = "") -> None:
    answer(connection, status, b"", headers=f"Location: {location}\r\n{headers}")


# -- the cases -----------------------------------------------------------------------------------------------------


def _door(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    status, to, html = DOORS[request.host].answer(request.path, request.target)
    headers = f"Location: {to}\r\n" if to else ""
    answer(connection, f"{status} As told", html.encode(), method=request.method, headers=headers)


def _ok(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path.startswith("/slow/"):
        server.wait(0.05)
    if request.path.endswith(".pdf"):
        size = 200_000 if "long" in request.path else 2_000
        answer(connection, "200 OK", b"%PDF-1.7 " + b"x" * size, method=request.method, kind="application/pdf")
    else:
        answer(connection, "200 OK", page("Muscle twitches"), method=request.method)


@_case("head-403", "head-404", "head-405")
def _head_refused(server: FaultServer, request: Request, connection: socket.socket) -> None:
    status = {"head-403": "403 Forbidden", "head-404": "404 Not Found"}.get(request.host, "405 Method Not Allowed")
    if request.method == "HEAD":
        answer(connection, status, method="HEAD")
    else:
        _ok(server, request, connection)


@_case("head-hangs")
def _head_hangs(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.method == "HEAD":
        server.wait(30)
    else:
        _ok(server, request, connection)


@_case("head-has-body")
def _head_has_body(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    answer(connection, "200 OK", b"%PDF-1.7 " + b"x" * 500, kind="application/pdf")


_STATUSES = {
    "gone-404": "404 Not Found",
    "gone-410": "410 Gone",
    "sign-in-401": "401 Unauthorized",
    "legal-451": "451 Unavailable For Legal Reasons",
    "bot-999": "999 Request Denied",
    "teapot-412": "412 Precondition Failed",
}


@_case(*_STATUSES)
def _status(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    headers = 'WWW-Authenticate: Basic realm="staff"\r\n' if "401" in request.host else ""
    body = page("Sorry", "That did not work.")
    answer(connection, _STATUSES[request.host], body, method=request.method, headers=headers)


@_case("members-only")
def _sign_in(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/account/login":
        form = "<form method=post><input name=user><input type=password name=pass></form>"
        answer(connection, "200 OK", page("Members", "Please sign in to read on.", body=form), method=request.method)
    else:
        _redirect(connection, "/account/login?next=" + request.path)


@_case("wall-cloudflare")
def _wall_cloudflare(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    body = page("One moment", "Working on it.")
    answer(
        connection,
        "403 Forbidden",
        body,
        method=request.method,
        headers="cf-mitigated: challenge\r\nServer: cloudflare\r\n",
    )


@_case("wall-just-a-moment")
def _wall_moment(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    answer(connection, "503 Service Unavailable", page("Just a moment...", "Please wait."), method=request.method)


@_case("wall-agents")
def _wall_agents(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if "Mozilla" in request.headers.get("user-agent", ""):
        _ok(server, request, connection)
    else:
        answer(connection, "403 Forbidden", b"Forbidden", method=request.method, kind="text/plain")


@_case("wall-202")
def _wall_202(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    answer(connection, "202 Accepted", b"", method=request.method, headers="x-amzn-waf-action: challenge\r\n")


@_case("wall-captcha")
def _wall_captcha(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    text = "Verify you are human by completing the action below."
    answer(connection, "200 OK", page("Security", text, body="<div class=h-captcha></div>"), method=request.method)


@_case("busy-short")
def _busy_short(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if server.once("busy-short"):
        answer(connection, "429 Too Many Requests", method=request.method, headers="Retry-After: 2\r\n")
    else:
        _ok(server, request, connection)


@_case("busy-long")
def _busy_long(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    answer(connection, "429 Too Many Requests", method=request.method, headers="Retry-After: 3600\r\n")


@_case("closed-503")
def _closed(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    headers = "Date: Wed, 01 Jul 2026 10:00:00 GMT\r\nRetry-After: Wed, 01 Jul 2026 12:00:00 GMT\r\n"
    answer(connection, "503 Service Unavailable", b"closed", method=request.method, headers=headers)


@_case("broken-once")
def _broken_once(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if server.once("broken-once"):
        answer(connection, "500 Internal Server Error", b"oops", method=request.method)
    else:
        _ok(server, request, connection)


@_case("broken")
def _broken(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    answer(connection, "500 Internal Server Error", b"oops", method=request.method)


_MOVES = {
    "moved-301": ("301 Moved Permanently", "/guide/twitches.html"),
    "moved-308": ("308 Permanent Redirect", "/guide/twitches.html"),
    "found-302": ("302 Found", "/2026/twitches.html"),
    "found-307": ("307 Temporary Redirect", "/2026/twitches.html"),
    "to-home": ("302 Found", "/"),
    "to-file": ("302 Found", "file:///etc/hostname"),
    "to-ftp": ("302 Found", "ftp://files.faults.example/x"),
    "to-javascript": ("302 Found", "javascript:alert(1)"),
    "to-utf8": ("302 Found", "/gesundheit/müde-muskeln.html"),
    "to-relative": ("302 Found", "../neu/twitches.html"),
    "to-fragment": ("302 Found", "/guide/twitches.html#causes"),
    "to-metadata": ("302 Found", "http://169.254.169.254/latest/meta-data/"),
    "to-decimal": ("302 Found", "http://2130706433/"),
}


@_case(*_MOVES)
def _moves(server: FaultServer, request: Request, connection: socket.socket) -> None:
    status, location = _MOVES[request.host]
    if request.path == "/old/page.html":
        _redirect(connection, location, status)
    elif request.path == "/":
        answer(connection, "200 OK", page("Health Notes", "Welcome to our start page with all topics."))
    else:
        _ok(server, request, connection)


@_case("to-private")
def _to_private(server: FaultServer, request: Request, connection: socket.socket) -> None:
    _redirect(connection, f"http://127.0.0.1:{server.port}/inside")


@_case("to-https")
def _to_https(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.tls:
        _ok(server, request, connection)
    else:
        _redirect(connection, f"https://to-https.{DOMAIN}{request.target}", "301 Moved Permanently")


@_case("shared-target")
def _shared_target(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path.startswith("/a/"):
        _redirect(connection, "/topics.html")
    else:
        _ok(server, request, connection)


@_case("soft-404-words")
def _soft_words(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    text = f"Sorry, the page you are looking for is not here. You asked for {request.path}. Try the search."
    answer(connection, "200 OK", page("Page not found", text), method=request.method)


@_case("soft-404-plain")
def _soft_plain(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    text = (
        "We have given our site a new look. All our leaflets were sorted into topics, and many of them were written "
        "anew together with patients. Use the menu to choose a topic, or write to us if you miss something that used "
        "to be at this place. We are glad to send you a printed copy of every leaflet that we ever published."
    )
    answer(connection, "200 OK", page("Welcome to our new site", text), method=request.method)


@_case("soft-404-redirect")
def _soft_redirect(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/find.html":
        answer(connection, "200 OK", page("Search our site", "Type a word to look for."), method=request.method)
    else:
        _redirect(connection, "/find.html")


@_case("about-404")
def _about_404(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    text = "Page not found is what a server says when it has no such page. This page explains the message to editors."
    answer(connection, "200 OK", page("Page not found: what it means", text), method=request.method)


@_case("soft-404-message")
def _soft_message(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    kind, body = "application/json", b'{"status": 404, "message": "No such leaflet"}'
    if request.path.endswith(".txt"):
        kind, body = "text/plain", b"404 page not found\n"
    if request.path.endswith(".pdf"):
        kind, body = "application/xml", b"<Error><Code>NoSuchKey</Code><Message>No such key.</Message></Error>"
    answer(connection, "200 OK", body, method=request.method, kind=kind)


@_case("data-of-404")
def _data(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    kind, body = "application/json", b'{"id": 404, "gene": "CFTR", "status": "not found", "title": "Page not found"}'
    if request.path.endswith(".txt"):
        kind, body = "text/plain", b"Virus not found in 90 patients.\n"
    answer(connection, "200 OK", body, method=request.method, kind=kind)


@_case("lapsed")
def _lapsed(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    _redirect(connection, "http://lander.parked.example/offer?domain=lapsed")


@_case("lander")
def _lander(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    answer(connection, "200 OK", page("lapsed.example", "This domain is for sale. Make an offer today."))


@_case("meta-refresh")
def _meta_refresh(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/old/page.html":
        head = "<meta http-equiv='Refresh' content='0; URL=../guide/twitches.html'>"
        answer(connection, "200 OK", page("Moved", "This page has moved.", head=head), method=request.method)
    else:
        _ok(server, request, connection)


@_case("soft-404-refresh")
def _soft_404_refresh(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/topics/summer":
        summer = "Ticks sit in grass, wasps on plums, and the sun is strongest at noon. Our office is open until four."
        answer(connection, "200 OK", page("Summer", summer), method=request.method)
    elif request.path.startswith("/old/"):
        head = "<meta http-equiv='refresh' content='0;url=/topics/summer'>"
        answer(connection, "200 OK", page("Redirect", "You are taken on.", head=head), method=request.method)
    else:
        _ok(server, request, connection)


@_case("refresh-header")
def _refresh_header(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/old/page.html":
        again = "Refresh: 0; url=/guide/twitches.html\r\n"
        answer(connection, "200 OK", page("Moved", "You are taken on."), method=request.method, headers=again)
    else:
        _ok(server, request, connection)


@_case("led-alone")
def _led_alone(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    """Leads this address, and no other, to a place where anything shows the same page."""
    if request.path == "/old/page.html":
        answer(connection, "302 Found", method=request.method, headers="Location: /gl/tics-musculares\r\n")
    elif request.path.startswith("/gl/"):
        answer(connection, "200 OK", page("Tics", "Os tics son comúns e van de seu. " * 9), method=request.method)
    else:
        answer(connection, "404 Not Found", page("Not here"), method=request.method)


@_case("nameless-page")
def _nameless_page(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    """A page whose media type says nothing."""
    kind = "application/octet-stream"
    answer(connection, "200 OK", page("Page not found", "Sorry."), method=request.method, kind=kind)


@_case("no-address")
def _no_address(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    """Leads, by each way in turn, to what no address can be."""
    if request.path == "/old/page.html":
        _redirect(connection, "http://[")
    else:
        refresh = "<meta http-equiv='refresh' content='0; URL=https://[::1'>"
        head = refresh if request.path == "/refresh.html" else "<link rel='canonical' href='//[x'>"
        answer(connection, "200 OK", page("Muscle twitches", head=head), method=request.method)


@_case("canonical")
def _canonical(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/print/twitches.html":
        head = "<link rel='canonical' href='/guide/twitches'>"
        answer(connection, "200 OK", page("Muscle twitches", head=head), method=request.method)
    else:
        answer(connection, "404 Not Found", page("Not found"), method=request.method)


@_case("loop")
def _loop(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    _redirect(connection, "/b.html" if request.path == "/a.html" else "/a.html")


@_case("hops")
def _hops(server: FaultServer, request: Request, connection: socket.socket) -> None:
    step = int(request.path.strip("/").removesuffix(".html") or 0)
    if step < 30:
        _redirect(connection, f"/{step + 1}.html")
    else:
        _ok(server, request, connection)


@_case("cookie-gate")
def _cookie_gate(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if "gate=open" in request.headers.get("cookie", ""):
        _ok(server, request, connection)
    else:
        _redirect(connection, request.path, headers="Set-Cookie: gate=open; Path=/; HttpOnly\r\n")


@_case("fragment-moved")
def _fragment_moved(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/old/page.html":
        _redirect(connection, "/guide/twitches.html", "301 Moved Permanently")
    else:
        _fragment(_server, request, connection)


@_case("fragment")
def _fragment(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    body = "<h2 id=causes>Causes</h2><p>Coffee.</p><a name='help'></a>"
    answer(connection, "200 OK", page("Muscle twitches", body=body), method=request.method)


def _drip(server: FaultServer, connection: socket.socket, piece: bytes) -> None:
    while not server._stop.is_set():
        connection.sendall(piece)
        server.wait(0.2)


@_case("headers-drip")
def _headers_drip(server: FaultServer, request: Request, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(server, connection, b"a")


@_case("body-drips")
def _body_drips(server: FaultServer, request: Request, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    _drip(server, connection, b"<p>a</p>")


@_case("answer-hangs")
def _answer_hangs(server: FaultServer, request: Request, connection: socket.socket) -> None:
    server.wait(30)


@_case("body-1gb")
def _body_1gb(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {GIGABYTE}\r\n\r\n".encode())
    chunk = page("Muscle twitches") + b"<p>and so on</p>" * 4000
    for _ in range(GIGABYTE // len(chunk)):
        connection.sendall(chunk)


@_case("gzip-bomb")
def _gzip_bomb(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(page("Muscle twitches")) + packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + first + megabyte * 1024
    answer(connection, "200 OK", body, method=request.method, headers="Content-Encoding: gzip\r\n")


@_case("gzip-bad")
def _gzip_bad(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    body = gzip.compress(page("Muscle twitches"))
    body = body[:40] + b"\xff" * 60 + body[100:]
    answer(connection, "200 OK", body, method=request.method, headers="Content-Encoding: gzip\r\n")


@_case("length-wrong")
def _length_wrong(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    body = page("Muscle twitches")
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body) + 500}\r\n\r\n"
    connection.sendall(head.encode() + body)
    connection.close()


@_case("chunks-truncated")
def _chunks_truncated(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    body = page("Muscle twitches")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    connection.sendall(head + f"{len(body):x}\r\n".encode() + body + b"\r\n400\r\nhalf")
    connection.close()


@_case("reset-before")
def _reset_before(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    _reset(connection)


@_case("reset-during")
def _reset_during(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")
    time.sleep(0.1)
    _reset(connection)


@_case("answer-empty")
def _answer_empty(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


@_case("answer-garbage")
def _answer_garbage(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    connection.sendall(b"\x00\xffNOT HTTP AT ALL\r\n\r\n" * 20)
    connection.close()


@_case("header-flood")
def _header_flood(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(20_000):
        connection.sendall(b"X-Flood: " + b"a" * 4000 + b"\r\n")


@_case("robots-forbids")
def _robots_forbids(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/robots.txt":
        rules = b"User-agent: *\nDisallow: /private/\nAllow: /private/open\n"
        answer(connection, "200 OK", rules, method=request.method, kind="text/plain")
    else:
        _ok(server, request, connection)


@_case("robots-search")
def _robots_search(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/robots.txt":
        rules = b"User-agent: *\nDisallow: /search\nDisallow: /leaflets\n"
        answer(connection, "200 OK", rules, method=request.method, kind="text/plain")
    else:
        _redirect(connection, "/leaflets/new" if request.path.startswith("/old/") else "/search?q=muscle+twitches")


@_case("robots-broken")
def _robots_broken(server: FaultServer, request: Request, connection: socket.socket) -> None:
    if request.path == "/robots.txt":
        answer(connection, "503 Service Unavailable", b"", method=request.method)
    else:
        _ok(server, request, connection)


@_case("robots-slow")
def _robots_slow(server: FaultServer, request: Request, connection: socket.socket) -> None:
    """Asks for 25 seconds between questions; one of its addresses has moved."""
    if request.path == "/robots.txt":
        answer(connection, "200 OK", b"User-agent: *\nCrawl-delay: 25\n", method=request.method, kind="text/plain")
    elif request.path == "/old/page.html":
        _redirect(connection, "/guide/twitches.html", "301 Moved Permanently")
    else:
        _ok(server, request, connection)


@_case("publisher")
def _publisher(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    answer(connection, "403 Forbidden", page("Just a moment...", "Checking your browser."), method=request.method)


@_case("doi")
def _doi(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    handle = request.path.removeprefix("/api/handles/")
    registered = {
        "10.5555/walled": f"http://publisher.{DOMAIN}/article/1",
        "10.5555/open": f"http://ok-page.{DOMAIN}/guide/twitches.html",
    }
    if handle in registered:
        value = {"index": 1, "type": "URL", "data": {"format": "string", "value": registered[handle]}}
        body = json.dumps({"responseCode": 1, "handle": handle, "values": [value]}).encode()
        answer(connection, "200 OK", body, kind="application/json")
    else:
        body = json.dumps({"responseCode": 100, "handle": handle}).encode()
        answer(connection, "404 Not Found", body, kind="application/json")


@_case("archive")
def _archive(_server: FaultServer, request: Request, connection: socket.socket) -> None:
    """The web archive: it holds what has "gone-404" or "to-home" in it (the availability question finds only the
    first, as the real one at times answers empty), and nothing else."""
    asked = parse_qs(urlsplit(request.target).query)
    wanted = asked.get("url", [""])[0]
    if request.path == "/wayback/available":
        found = {}
        if "gone-404" in wanted:
            stamp = (
                asked.get("timestamp", ["2014"])[0] + "01010000000000"[len(asked.get("timestamp", ["2014"])[0]) - 4 :]
            )[:14]
            copy = f"http://web.archive.org/web/{stamp}/{wanted}"
            found = {"closest": {"available": True, "url": copy, "timestamp": stamp, "status": "200"}}
        answer(connection, "200 OK", json.dumps({"url": wanted, "archived_snapshots": found}).encode())
    elif request.path == "/cdx/search/cdx":
        rows: list[list[str]] = []
        if "to-home" in wanted:
            rows = [["timestamp", "original", "statuscode"]]
            rows += [[stamp, wanted, "200"] for stamp in ("20100203040506", "20140607080910", "20220101000000")]
        answer(connection, "200 OK", json.dumps(rows).encode(), kind="application/json")
    else:
        answer(connection, "404 Not Found", b"")


def cases(server: FaultServer) -> list[Case]:
    """The fault matrix: every row with the outcome asked for."""

    def at(host: str, path: str = "/guide/twitches.html", scheme: str = "http") -> str:
        return f"{scheme}://{host}.{DOMAIN}{path}"

    def row(host: str, outcome: str, note: str = "", path: str = "/guide/twitches.html", scheme: str = "http") -> Case:
        return Case(host, at(host, path, scheme), outcome, note)

    old, file = "/old/page.html", "/files/leaflet.pdf"
    table = [
        row("ok-page", "ok"),
        row("ok-pdf", "ok", path=file),
        row("head-403", "ok", path=file),
        row("head-404", "ok", path=file),
        row("head-405", "ok", path=file),
        row("head-hangs", "ok", path=file),
        row("head-has-body", "ok", path=file),
        row("gone-404", "gone", "404"),
        row("gone-410", "gone", "410"),
        row("sign-in-401", "restricted", "sign-in"),
        row("members-only", "restricted", "sign-in"),
        row("legal-451", "restricted", "legal"),
        row("wall-cloudflare", "blocked", "keeps robots out"),
        row("wall-just-a-moment", "blocked", "keeps robots out"),
        row("wall-agents", "blocked", "403"),
        row("wall-202", "blocked", "202"),
        row("bot-999", "blocked", "999"),
        row("teapot-412", "blocked", "412"),
        row("wall-captcha", "blocked", "human"),
        row("busy-short", "ok"),
        row("busy-long", "rate-limited", "come back after"),
        row("closed-503", "server-error", "come back after"),
        row("broken-once", "ok"),
        row("broken", "server-error", "500"),
        row("moved-301", "moved", path=old),
        row("moved-308", "moved", path=old),
        row("to-https", "moved"),
        row("found-302", "redirected", path=old),
        row("found-307", "redirected", path=old),
        row("to-home", "moved-to-home", "front page", path=old),
        row("shared-target", "soft-404", "cannot exist", "/a/x.html"),
        row("soft-404-words", "soft-404", "cannot exist"),
        row("soft-404-plain", "soft-404", "cannot exist"),
        row("soft-404-redirect", "soft-404", "cannot exist"),
        row("about-404", "ok"),
        row("soft-404-message", "soft-404", "error 404", "/api/leaflets/twitches"),
        row("soft-404-message", "soft-404", "error 404", "/leaflets/twitches.json"),
        row("soft-404-message", "soft-404", "404 page not found", "/leaflets/twitches.txt"),
        row("soft-404-message", "soft-404", "No Such Key", file),
        row("data-of-404", "ok", path="/leaflets/twitches.json"),
        row("data-of-404", "ok", path="/leaflets/twitches.txt"),
        row("lapsed", "parked", "for sale"),
        row("meta-refresh", "redirected", path=old),
        row("soft-404-refresh", "soft-404", "cannot exist", old),
        row("refresh-header", "redirected", path=old),
        row("led-alone", "redirected", path=old),
        row("nameless-page", "soft-404", "not found"),
        row("canonical", "ok", "own address", "/print/twitches.html"),
        row("no-address", "ok"),
        row("no-address", "bad-redirect", "cannot be read", old),
        row("no-address", "bad-redirect", "cannot be read", "/refresh.html"),
        row("loop", "bad-redirect", "circle", "/a.html"),
        row("hops", "bad-redirect", "20 times", "/0.html"),
        row("to-file", "bad-redirect", "file:", old),
        row("to-ftp", "bad-redirect", "ftp:", old),
        row("to-javascript", "bad-redirect", "javascript:", old),
        row("to-private", "bad-redirect", "loopback", old),
        row("to-metadata", "bad-redirect", "metadata", old),
        row("to-decimal", "bad-redirect", "loopback", old),
        row("cookie-gate", "ok"),
        row("to-utf8", "redirected", path=old),
        row("to-relative", "redirected", path=old),
        row("to-fragment", "redirected", path=old),
        Case("fragment-present", at("fragment", "/guide/twitches.html#causes"), "ok"),
        Case("fragment-named", at("fragment", "/guide/twitches.html#help"), "ok"),
        Case("fragment-missing", at("fragment", "/guide/twitches.html#treatment"), "fragment-missing", "#treatment"),
        row("headers-drip", "timed-out", "headers"),
        row("body-drips", "timed-out", "body"),
        row("connect-hangs", "timed-out", "connection"),
        row("answer-hangs", "timed-out", "waiting for the answer"),
        row("body-1gb", "ok"),
        row("gzip-bomb", "ok"),
        row("gzip-bad", "server-error", "unpacked"),
        row("length-wrong", "ok", "shorter"),
        row("chunks-truncated", "ok", "shorter"),
        row("reset-before", "reset"),
        row("reset-during", "reset"),
        row("refused", "refused"),
        row("answer-empty", "not-http", "without an answer"),
        row("answer-garbage", "not-http", "not HTTP"),
        row("header-flood", "not-http", "headers"),
        row("tls-good", "ok", scheme="https"),
        row("tls-expired", "tls", "expired", scheme="https"),
        row("tls-self-signed", "tls", "self-signed", scheme="https"),
        row("tls-wrong-host", "tls", "another name", scheme="https"),
        row("old-protocol", "tls", "outdated", scheme="https"),
        row("no-host", "no-host", "no host named"),
        row("servfail", "unreachable", "name server"),
        Case("idn", at("bücher"), "ok"),
        Case("homograph", at("p\u0430ypal"), "ok", "mixes"),
        Case("mailto", "mailto:desk@example.org", "excluded", "mailto:"),
        Case("tel", "tel:+441234567890", "excluded", "tel:"),
        Case("relative", "../guide/twitches.html", "malformed", "relative"),
        Case("empty", "", "malformed", "empty"),
        Case("long", at("long", "/" + "a" * 8000), "malformed", "characters"),
        Case("password", f"http://editor:secret@password.{DOMAIN}/guide.html", "malformed", "user name"),
        Case("loopback", f"http://127.0.0.1:{server.port}/guide.html", "malformed", "loopback"),
        Case("doi-unregistered", "https://doi.org/10.5555/nothing", "doi-unregistered", "not registered"),
        Case("doi-walled", "https://doi.org/10.5555/walled", "ok", "landing page"),
        Case("doi-open", "https://doi.org/10.5555/open", "ok"),
        *(row(door.name, door.outcome, door.note, door.path) for door in DOORS.values()),
    ]
    if server.port6:
        table.append(Case("ipv6", f"http://[::1]:{server.port6}/guide/twitches.html", "ok"))
    return table
