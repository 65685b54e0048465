"""Many HTTP requests at a time on one thread: libcurl's multi interface over a selector.

`Engine.submit` starts a request, `Engine.wait` sleeps until something ended and calls back. Names are resolved on
threads of their own (a slow name server must not stall the rest), judged by the guard, and the connection is pinned to
the judged addresses. Bodies are read up to a cap after decompression; redirects are not followed here.

The approach was chosen by measurement: see `benchmarks/links.py`.
"""

from __future__ import annotations

import errno
import os
import queue
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pycurl

from citewarden.config import Network
from citewarden.web.certificates import certificates
from citewarden.web.guard import KEEP, Guard, NoHostError, RefusedError, Target, UnresolvedError
from citewarden.web.urls import Url, literal

RESOLVERS = 32
_ACCEPT = ("Accept: text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8", "Accept-Language: en,*;q=0.5")


@dataclass(slots=True)
class Fetch:
    """One request. `cap` is the most decoded bytes read, `seconds` its time limit from the name look-up on, `headers`
    are whole lines sent besides those of every request."""

    url: Url
    method: str = "GET"
    ranged: bool = False
    cap: int = 0
    seconds: float = 20.0
    cookies: str = ""
    delay: float = 0.0
    headers: Sequence[str] = ()


@dataclass(slots=True)
class Reply:
    """What came back. `failure` is "" when a whole HTTP answer was read, else one of: timed-out, refused, unreachable,
    reset, malformed, tls, no-host, unresolved, guarded; `detail` says more, `phase` where it stopped."""

    url: Url
    status: int = 0
    head: bytes = b""
    body: bytes = b""
    failure: str = ""
    detail: str = ""
    phase: str = ""
    seconds: float = 0.0
    capped: bool = False
    proxied: bool = False
    _headers: list[tuple[str, str]] | None = field(default=None, repr=False)
    _low: bytes | None = field(default=None, repr=False)
    _kind: str | None = field(default=None, repr=False)

    @property
    def headers(self) -> list[tuple[str, str]]:
        """(lower-case name, value) of the last header block, in order; values are UTF-8, or else Latin-1."""
        if self._headers is None:
            self._headers = []
            for line in self.head.split(b"\r\n" if b"\r\n" in self.head else b"\n")[1:]:
                name, colon, value = line.partition(b":")
                if colon:
                    self._headers.append((name.decode("latin-1").strip().lower(), _text(value)))
        return self._headers

    def header(self, name: str) -> str:
        """The first value of a header (its name in lower case), "" if absent."""
        _, found, rest = self.low.partition(f"\n{name}:".encode())  # quicker than to take them all apart
        return _text(self.head[-len(rest) :].partition(b"\n")[0]) if found and rest else ""

    @property
    def low(self) -> bytes:
        """The header block in lower case."""
        if self._low is None:
            self._low = self.head.lower()
        return self._low

    @property
    def kind(self) -> str:
        """The media type without parameters, in lower case."""
        if self._kind is None:
            self._kind = self.header("content-type").partition(";")[0].strip().lower()
        return self._kind


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


Done = Callable[[Reply], None]
_MASKS = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}


class _Slot:
    """One reusable easy handle and what it is reading."""

    __slots__ = (
        "busy",
        "capped",
        "chunks",
        "curl",
        "done",
        "extras",
        "fetch",
        "head",
        "limit",
        "method",
        "proxy",
        "size",
        "started",
    )

    def __init__(self, options: Sequence[tuple[int, Any]]) -> None:
        self.curl: Any = pycurl.Curl()
        self.head = bytearray()
        self.chunks: list[bytes] = []
        self.size = 0
        self.started = 0.0
        self.capped = self.busy = False
        self.proxy = self.method = ""
        self.limit = 0
        self.extras: list[int] = []
        self.fetch: Fetch
        self.done: Done
        for option, value in options:
            self.curl.setopt(option, value)
        self.curl.setopt(pycurl.HEADERFUNCTION, self.head.extend)
        self.curl.setopt(pycurl.WRITEFUNCTION, self._body)

    def extra(self, option: int, value: Any) -> None:
        """Set an option for this request only."""
        self.curl.setopt(option, value)
        self.extras.append(option)

    def _body(self, chunk: bytes) -> int | None:
        room = self.fetch.cap - self.size
        self.size += len(chunk)
        if len(chunk) > room:
            self.capped = True
            if room > 0:
                self.chunks.append(chunk[:room])
            return 0
        self.chunks.append(chunk)
        return None


class Engine:
    """Runs requests for one thread; proxies come from the environment as requests reads them. Close it (or use it in a
    `with`)."""

    def __init__(self, network: Network, guard: Guard, *, agent: str) -> None:
        self._guard, self._network = guard, network
        self._multi: Any = pycurl.CurlMulti()
        self._selector = selectors.DefaultSelector()
        self._watched: set[int] = set()
        self._alarm = -1.0
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._socket)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._timer)
        self._multi.setopt(pycurl.M_MAXCONNECTS, 3 * network.in_flight + 16)  # fewer, and kept connections are dropped
        bundle = certificates()
        self._options: list[tuple[int, Any]] = [
            (pycurl.NOSIGNAL, 1),
            (pycurl.USERAGENT, agent),
            (pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS),
            (pycurl.FOLLOWLOCATION, 0),
            (pycurl.ACCEPT_ENCODING, ""),
            (pycurl.BUFFERSIZE, 65536),
            (pycurl.HTTPHEADER, list(_ACCEPT)),
            (pycurl.NOPROXY, ""),
            (pycurl.PROXY, ""),
            (pycurl.CAPATH if os.path.isdir(bundle) else pycurl.CAINFO, bundle),
        ]
        self._idle: list[_Slot] = []
        self._slots: dict[Any, _Slot] = {}
        self.flying = 0
        self._routes: dict[str, tuple[float, Target]] = {}
        self._asked: queue.SimpleQueue[tuple[Fetch, Done, float] | None] = queue.SimpleQueue()
        self._resolved: queue.SimpleQueue[tuple[Fetch, Done, float, Target | Reply]] = queue.SimpleQueue()
        self._lookups: dict[int, tuple[float, Fetch, Done]] = {}
        self._resolvers = 0
        self._proxied = _proxies_told()
        self._bell, self._rope = socket.socketpair()  # pulled by the threads that resolve names
        self._bell.setblocking(False)
        self._rope.setblocking(False)
        self._selector.register(self._bell, selectors.EVENT_READ)

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Drop every connection; requests in flight never call back."""
        for _ in range(self._resolvers):
            self._asked.put(None)
        for slot in list(self._slots.values()):
            if slot.busy:
                self._multi.remove_handle(slot.curl)
            slot.curl.close()
        self._slots.clear()
        self._idle.clear()
        self._multi.close()
        self._selector.close()
        self._bell.close()
        self._rope.close()

    def submit(self, fetch: Fetch, done: Done) -> None:
        """Start `fetch`; `done` is called from `wait`, or at once when the guard already knows it cannot be."""
        url = fetch.url
        now = time.monotonic()
        route = self._routes.get(url.origin)
        if route is not None and route[0] > now:
            self.flying += 1
            self._start(fetch, done, route[1], "", now)
            return
        proxy = _proxy(url) if self._proxied and not self._guard.mapping(url.host) else ""
        self.flying += 1
        try:
            if proxy:
                self._guard.target(url)
                self._start(fetch, done, None, proxy, now)
                return
            target = self._guard.known(url)
        except (RefusedError, NoHostError, UnresolvedError) as error:
            self._finish(done, _unconnected(url, error))
            return
        if target is not None:
            self._routes[url.origin] = (now + KEEP, target)
            self._start(fetch, done, target, "", now)
            return
        self._lookups[id(fetch)] = (now + fetch.seconds, fetch, done)
        if self._resolvers < RESOLVERS and self._resolvers < len(self._lookups):
            self._resolvers += 1
            threading.Thread(target=self._resolve, name=f"names-{self._resolvers}", daemon=True).start()
        self._asked.put((fetch, done, now))

    def wait(self, seconds: float) -> None:
        """Let requests go on for at most `seconds`, and call back those that ended."""
        now = time.monotonic()
        if 0 <= self._alarm <= now:  # what was submitted goes out before anything else is looked at
            self._alarm = -1.0
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
            if self._collect():  # a host so near that its answer is here already
                seconds = 0.0
        if self._alarm >= 0:
            seconds = min(seconds, self._alarm - now)
        if self._lookups:
            seconds = min(seconds, next(iter(self._lookups.values()))[0] - now, 0.5)
        action = self._multi.socket_action
        for key, events in self._selector.select(max(0.0, seconds)):
            if key.fileobj is self._bell:
                self._bell.recv(4096)
                continue
            mask = pycurl.CSELECT_IN if events & selectors.EVENT_READ else 0
            action(key.fd, mask | (pycurl.CSELECT_OUT if events & selectors.EVENT_WRITE else 0))
        now = time.monotonic()
        if 0 <= self._alarm <= now:
            self._alarm = -1.0
            action(pycurl.SOCKET_TIMEOUT, 0)
        self._collect()
        if self._lookups:
            self._names(now)

    def _collect(self) -> bool:
        """Call back all that ended; did anything?"""
        ended = False
        while True:
            waiting, good, bad = self._multi.info_read()
            ended = ended or bool(good or bad)
            for curl in good:
                self._end(self._slots[curl], 0, "")
            for curl, code, message in bad:
                self._end(self._slots[curl], code, message)
            if not waiting:
                return ended

    def _start(self, fetch: Fetch, done: Done, target: Target | None, proxy: str, since: float) -> None:
        slot = self._idle.pop() if self._idle else self._new()
        curl, url = slot.curl, fetch.url
        left = max(1, int((fetch.seconds - (time.monotonic() - since)) * 100 + 0.5) * 10)
        slot.fetch, slot.done, slot.started = fetch, done, since
        slot.size, slot.capped, slot.busy = 0, False, True
        setopt = curl.setopt
        setopt(pycurl.URL, url.address)
        if left != slot.limit:
            slot.limit = left
            setopt(pycurl.TIMEOUT_MS, left)
            setopt(pycurl.CONNECTTIMEOUT_MS, min(left, int(self._network.connect_timeout * 1000)))
        if fetch.method != slot.method:
            slot.method = fetch.method
            setopt(pycurl.NOBODY if fetch.method == "HEAD" else pycurl.HTTPGET, 1)
        if slot.extras:
            for option in slot.extras:
                curl.unsetopt(option)
            if pycurl.HTTPHEADER in slot.extras:
                setopt(pycurl.HTTPHEADER, list(_ACCEPT))
            slot.extras.clear()
        if fetch.headers:
            slot.extra(pycurl.HTTPHEADER, [*_ACCEPT, *fetch.headers])
        if fetch.ranged:
            slot.extra(pycurl.RANGE, f"0-{fetch.cap - 1}")
        if fetch.cookies:
            slot.extra(pycurl.COOKIE, fetch.cookies)
        if proxy != slot.proxy:
            setopt(pycurl.PROXY, proxy)
            slot.proxy = proxy
        if target is not None and target.mapped:
            address, port = target.addresses[0]
            slot.extra(pycurl.CONNECT_TO, [f"::{_bracketed(address)}:{port}"])
        elif target is not None and literal(url.host) is None:
            pinned = ",".join(_bracketed(address) for address, _ in target.addresses)
            setopt(pycurl.RESOLVE, [f"{url.host}:{url.port}:{pinned}"])
        self._multi.add_handle(curl)

    def _new(self) -> _Slot:
        slot = _Slot(self._options)
        self._slots[slot.curl] = slot
        return slot

    def _end(self, slot: _Slot, code: int, message: str) -> None:
        curl = slot.curl
        status = curl.getinfo(pycurl.RESPONSE_CODE)
        chunks = slot.chunks
        body = b"" if not chunks else chunks[0] if len(chunks) == 1 else b"".join(chunks)
        reply = Reply(slot.fetch.url, status, _last_block(slot.head), body, capped=slot.capped)
        reply.seconds, reply.proxied = time.monotonic() - slot.started, bool(slot.proxy)
        if code and not (code == pycurl.E_WRITE_ERROR and slot.capped):
            _explain(reply, curl, code, message)
        self._multi.remove_handle(curl)
        slot.head.clear()
        if chunks:
            slot.chunks = []
        slot.busy = False
        self._idle.append(slot)
        self._finish(slot.done, reply)

    def _finish(self, done: Done, reply: Reply) -> None:
        self.flying -= 1
        done(reply)

    def _resolve(self) -> None:
        while True:
            asked = self._asked.get()
            if asked is None:
                return
            fetch, done, since = asked
            answer: Target | Reply
            try:
                answer = self._guard.addresses(fetch.url)
            except (RefusedError, NoHostError, UnresolvedError) as error:
                answer = _unconnected(fetch.url, error)
            self._resolved.put((fetch, done, since, answer))
            try:
                self._rope.send(b".")
            except BlockingIOError:
                continue  # it rings already
            except OSError:
                return

    def _names(self, now: float) -> None:
        while not self._resolved.empty():
            fetch, done, since, answer = self._resolved.get()
            if self._lookups.pop(id(fetch), None) is None:
                continue  # answered after its deadline
            if isinstance(answer, Reply):
                answer.seconds = now - since
                self._finish(done, answer)
            else:
                self._start(fetch, done, answer, "", since)
        for key, (deadline, fetch, done) in list(self._lookups.items()):
            if deadline > now:
                break
            del self._lookups[key]
            note = "the name server did not answer in time"
            late = Reply(fetch.url, failure="timed-out", detail=note, phase="name look-up", seconds=fetch.seconds)
            self._finish(done, late)

    def _socket(self, what: int, fd: int, _multi: object, _data: object) -> None:
        if what in _MASKS:
            (self._selector.modify if fd in self._watched else self._selector.register)(fd, _MASKS[what])
            self._watched.add(fd)
        elif fd in self._watched:
            self._watched.discard(fd)
            self._selector.unregister(fd)

    def _timer(self, milliseconds: int) -> None:
        self._alarm = -1.0 if milliseconds < 0 else time.monotonic() + milliseconds / 1000


def _last_block(head: bytearray) -> bytes:
    """The headers of the answer itself, without those of a proxy's tunnel or a "100 Continue" before it."""
    whole = bytes(head)
    start = whole.rfind(b"\nHTTP/")
    return whole[start + 1 :] if start >= 0 else whole


def _proxies_told() -> bool:
    """May the environment name a proxy? (macOS and Windows keep them elsewhere too.)"""
    return sys.platform in ("darwin", "win32") or any(name.lower().endswith("_proxy") for name in os.environ)


def _proxy(url: Url) -> str:
    """The proxy that the environment prescribes, "" to go straight there."""
    from requests.utils import get_environ_proxies, select_proxy  # a third of the start-up, needed by few

    return select_proxy(url.address, get_environ_proxies(url.address)) or ""


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _unconnected(url: Url, error: Exception) -> Reply:
    kinds = ((NoHostError, "no-host"), (UnresolvedError, "unresolved"))
    kind = next((name for cls, name in kinds if isinstance(error, cls)), "guarded")
    return Reply(url, failure=kind, detail=str(error), phase="name look-up")


def _explain(reply: Reply, curl: Any, code: int, message: str) -> None:
    """Name a libcurl error in our words."""
    text = message.lower()
    ready = curl.getinfo(pycurl.REQUEST_SIZE) > 0  # a connection used again has no connect time
    connected = ready or curl.getinfo(pycurl.CONNECT_TIME) > 0
    secured = ready or reply.url.scheme == "http" or curl.getinfo(pycurl.APPCONNECT_TIME) > 0
    if not connected:
        reply.phase = "connection"
    elif not secured:
        reply.phase = "TLS handshake"
    elif not reply.head:
        reply.phase = "waiting for the answer"
    elif not reply.head.endswith((b"\r\n\r\n", b"\n\n")):
        reply.phase = "headers"
    else:
        reply.phase = "body"
    reply.failure, reply.detail = "unreachable", message
    if code == pycurl.E_OPERATION_TIMEDOUT:
        reply.failure, reply.detail = "timed-out", f"no end within {reply.seconds:.0f} s ({reply.phase})"
    elif code == pycurl.E_COULDNT_CONNECT:
        refused = curl.getinfo(pycurl.OS_ERRNO) == errno.ECONNREFUSED or "refused" in text
        reply.failure = "refused" if refused else "unreachable"
        reply.detail = "the host refuses connections" if refused else "no way to the host"
    elif code in _TLS_CODES and not (code == pycurl.E_SSL_CONNECT_ERROR and _broken(text)):
        reply.failure, reply.detail = "tls", tls_cause(text)
    elif code in (pycurl.E_GOT_NOTHING,):
        reply.failure, reply.detail = "malformed", "the host closed the connection without an answer"
    elif code == pycurl.E_BAD_CONTENT_ENCODING:
        reply.failure, reply.detail = "packed", "the answer cannot be unpacked"
    elif code in _MALFORMED_CODES or ("header" in text and code == pycurl.E_RECV_ERROR):
        reply.failure, reply.detail = "malformed", _MALFORMED_CODES.get(code, "the answer's headers are too large")
    elif code == pycurl.E_PARTIAL_FILE or (code == 56 and "chunk" in text):
        reply.failure, reply.detail = "truncated", "the answer is shorter than announced"
    elif code in (5, 97) or (reply.proxied and "tunnel" in text):
        reply.failure, reply.detail = "unreachable", "the proxy did not reach the host"
    elif connected or _broken(text):
        reply.failure, reply.detail = "reset", f"the host broke the connection off ({reply.phase})"


def _broken(text: str) -> bool:
    return "reset" in text or "syscall" in text or "errno 104" in text or "unexpected eof" in text


_TLS_CODES = frozenset({35, 51, 53, 54, 58, 59, 60, 64, 66, 83, 90, 91})
_MALFORMED_CODES = {
    1: "what came back is not HTTP",
    8: "what came back is not HTTP",
    43: "what came back is not HTTP",
    100: "the answer's headers are too large",
}
_TLS_CAUSES = (
    (("certificate has expired",), "the certificate has expired"),
    (("not yet valid",), "the certificate is not valid yet"),
    (("self-signed", "self signed"), "the certificate is self-signed"),
    (("no alternative certificate", "does not match", "mismatch"), "the certificate is for another name"),
    (("unable to get local issuer", "unable to get issuer"), "the certificate's issuer is not known"),
    (("revoked",), "the certificate was revoked"),
    (("protocol version", "unsupported protocol", "wrong version", "no protocols"), "only outdated TLS is offered"),
    (("handshake failure", "no shared cipher", "dh key too small", "ee key too small"), "no common encryption"),
)


def tls_cause(text: str) -> str:
    """A TLS failure in plain words, from OpenSSL's or libcurl's (lower-case) message."""
    return next((why for words, why in _TLS_CAUSES if any(w in text for w in words)), "the secure connection failed")
