"""Ask many links what became of them, politely and at speed.

The judgement of one link is in `visit.py`, the sockets are in `transfer.py`; here is the order of things: one
conversation per host by default, at the host's pace, a bounded number of requests in flight over all hosts. Waiting (a
host's pace, Retry-After) is a reschedule, never a sleep, and does not count against a link's deadline; talking does.

Hosts are taken up as others are done with, so that memory does not grow with their number, and asked to their end in
the order in which they were taken up. Once the last is taken up, the one with most left to ask goes first, so that all
end together and no long host is left over.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from itertools import islice

from citewarden.config import Network
from citewarden.model import Probe
from citewarden.web import html_cues, page_kinds
from citewarden.web.guard import Guard, RefusedError, settings
from citewarden.web.html_cues import Cues
from citewarden.web.transfer import Engine, Fetch, Reply
from citewarden.web.urls import ExcludedError, MalformedError, Url, parse, redacted
from citewarden.web.visit import PRODUCT, Notes, Visit, Visited

VERSION = "0.1"
CANARY_AFTER = 20
"""Network failures in a row, over as many hosts, after which we ask whether our own network is up."""
CANARY_SECONDS = 5.0
VISITS_PER_FLIGHT = 8
"""Visits begun for each request allowed in flight: most of them wait for their host's pace."""
HOSTS_PER_FLIGHT = 1.25
PACED_HOSTS_PER_FLIGHT = 32
"""Hosts taken up for each request allowed in flight, without and with a pace: few enough to keep their connections, and
as many more as may ask for a while of rest."""
BATCH = 200
"""Results that are handed out together at most."""
_DOUBTFUL = frozenset({"no-host", "unreachable", "timed-out"})
_ALIVE = frozenset({"ok", "moved", "redirected"})
DOWN = "our own network is down"
OVER = "the time set for this run was over"


@dataclass(slots=True)
class _Lane:
    """One host: what is queued for it, and its pace: `limit` conversations, `gap` seconds between requests.

    A site's Crawl-delay makes `gap` long between links, from `next_at` on; the requests of the visit under way (`last`)
    follow each other after `step` seconds, from `soon` on, so that no link waits for its own robots.txt or redirect.
    """

    host: str
    gap: float
    limit: int
    step: float = 0.0
    backlog: deque[tuple[Url, str]] = field(default_factory=deque)
    waiting: deque[tuple[Visit, Fetch]] = field(default_factory=deque)
    live: int = 0
    active: int = 0
    next_at: float = 0.0
    soon: float = 0.0
    last: Visit | None = None
    queued: bool = False
    alarm: float = 0.0
    opened: bool = False
    taken: int = 0

    @property
    def able(self) -> bool:
        """Is there anything it may start, as far as its own limit goes? The first visit goes alone: it reads robots."""
        if self.waiting and self.active < self.limit:
            return True
        return bool(self.backlog) and self.live < (self.limit if self.opened else 1)

    @property
    def due(self) -> float:
        """From when on it may start the next thing."""
        own = self.waiting and self.active < self.limit and self.waiting[0][0] is self.last
        return self.soon if own else self.next_at

    def rest(self, until: float) -> None:
        """Start nothing before `until`."""
        self.soon, self.next_at = max(self.soon, until), max(self.next_at, until)


class Prober:
    """Probes links under one `Network` configuration. `now` is ISO text and stamps every observation.

    `content`: read pages (soft 404, parked, fragments, drift); without it a HEAD that settles the matter is enough.
    `reading`: hand out the pages themselves, up to so many bytes (0: none), with `files` also what is no page. `known`
    are header lines by address ("If-None-Match: ...") that ask for a page only if it changed. `closed` (host -> until
    when, why) are hosts that asked to be left alone; it is written to, so that several probers of a run
    may share it.
    """

    def __init__(
        self,
        network: Network,
        *,
        now: str,
        cues: Cues | None = None,
        content: bool = True,
        guard: Guard | None = None,
        reading: int = 0,
        files: bool = False,
        closed: dict[str, tuple[str, str]] | None = None,
        known: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        if content:
            page_kinds.ready()
        self.network, self.now, self.requests = network, now, 0
        self.guard = guard or Guard(network)
        contact = f"; mailto:{network.contact}" if network.contact else ""
        agent = f"{PRODUCT}/{VERSION} (checks links for editors{contact})"
        self.notes = Notes(network, now, self.guard, cues or Cues(), content, self._slow, reading, files, known or {})
        if closed is not None:
            self.notes.closed = closed
        self._engine = Engine(network, self.guard, agent=agent)
        self._lanes: dict[str, _Lane] = {}
        self._ready: list[tuple[int, int, _Lane]] = []
        self._full: deque[_Lane] = deque()
        self._alarms: list[tuple[float, int, _Lane]] = []
        self._ended: deque[tuple[Visit, Reply | None]] = deque()
        self._visits: dict[Visit, _Lane] = {}
        self._rests: dict[str, tuple[float, float, float]] = {}
        self._groups: Iterator[Sequence[str]] = iter(())
        hosts = PACED_HOSTS_PER_FLIGHT if network.per_host_rate > 0 else HOSTS_PER_FLIGHT
        self._window = math.ceil(network.in_flight * hosts)
        self._sequence = self._left = self._taken = self._number = 0
        self._last = False
        self._out: list[Visited] = []
        self._failing: set[str] = set()
        self._doubtful: list[tuple[Visit, Visited]] = []

    def __enter__(self) -> Prober:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Drop every connection."""
        self._engine.close()

    def online(self) -> bool:
        """Does any canary address answer at all? True when none is configured."""
        up: list[bool] = []
        for text in self.network.canary:
            fetch = Fetch(parse(text), "HEAD", seconds=min(self.network.timeout, CANARY_SECONDS))
            self._engine.submit(fetch, lambda reply: up.append(reply.status > 0))
        until = time.monotonic() + CANARY_SECONDS + 1.0
        while not any(up) and len(up) < len(self.network.canary) and time.monotonic() < until:
            self._engine.wait(0.2)
        return any(up) or not self.network.canary

    def probe(self, urls: Iterable[str], *, seconds: float = 0.0) -> Iterator[Visited]:
        """Visit every address; results come as answers do, one for each item of `urls`.

        Addresses that differ in their fragment alone, or only in spelling ("HTTP://A.example" and "http://a.example/"),
        share one visit. After `seconds` (0: no bound) no new visit starts and
        the rest is not-checked, as it is when our own network fails half-way.
        """
        groups: dict[str, list[str]] = {}
        hosts: dict[str, list[str]] = {}
        for url in urls:
            start = url[: url.find("/", 8)]
            group = hosts.get(start)
            if group is None:
                parts = self._judged(url)
                if isinstance(parts, Visited):
                    yield parts
                    continue
                group = groups.setdefault(parts.host, [])
                if _whole(url, start):
                    hosts[start] = group
            group.append(url)
        for results in self.run(sorted(groups.values(), key=len, reverse=True), seconds=seconds):
            yield from results

    def run(
        self, hosts: Iterable[Sequence[str]], *, seconds: float = 0.0, hold: float = 0.0
    ) -> Iterator[Sequence[Visited]]:
        """As `probe`, for addresses that come grouped: all of one host's together, the largest group first.

        Groups are drawn from `hosts` as room is made, so that they may come from a file. All addresses of a group must
        name one host. Results come some at a time, none of them later than `hold` seconds after its answer.
        """
        self._groups, self._last = iter(hosts), False
        self._admit()
        yield from self._drive(time.monotonic() + seconds if seconds else float("inf"), hold)

    def _admit(self) -> None:
        """Take up hosts while there is room."""
        while self._taken < self._window:
            group = next(self._groups, None)
            if group is None:
                if not self._last:
                    self._last = True
                    self._ready = [(-len(lane.backlog), number, lane) for _, number, lane in self._ready]
                    heapify(self._ready)
                return
            found: list[tuple[str, str, Url]] = []
            for url in group:
                parts = self._judged(url)
                if isinstance(parts, Visited):
                    self._out.append(parts)
                else:
                    found.append((parts.address, url, parts))
            if not found:
                continue
            found.sort()
            lane = self._lane(found[0][2].host)
            lane.backlog.extend((parts, url) for _, url, parts in found)
            self._left += len(found)
            if not lane.taken:
                self._taken += 1
                self._number += 1
                lane.taken = self._number
            self._wake(lane)

    def _drive(self, until: float, hold: float) -> Iterator[Sequence[Visited]]:
        kept_until = 0.0
        while self._left or self._visits or self._out:
            while self._ended:  # a host that is talked with keeps its place before another is begun
                self._advance(*self._ended.popleft())
            self._launch()
            now = time.monotonic()
            if self._out:
                kept_until = kept_until or now + hold
                if now >= kept_until or len(self._out) >= BATCH or not (self._left or self._visits):
                    results, self._out, kept_until = self._out, [], 0.0
                    yield results
            if len(self._failing) >= CANARY_AFTER:
                online = self.online()
                yield from _some(self._release(DOWN if not online else ""))
                if not online:
                    yield from _some(self._abandon(DOWN))
            if time.monotonic() > until:
                yield from _some(self._abandon(OVER))
            busy = self._ended or (self._ready and self._room)
            if (self._visits or self._left) and not busy:
                due = min(until, self._alarms[0][0] if self._alarms else until, kept_until or until)
                self._engine.wait(min(1.0, due - time.monotonic()))
        if self._doubtful:
            yield from _some(self._release("" if self.online() else DOWN))

    def _judged(self, url: str) -> Url | Visited:
        """The address taken apart, or what is said of one that is not asked."""
        try:
            return self.guard.target(url)
        except (MalformedError, RefusedError) as error:
            return Visited(Probe(redacted(url), "malformed", note=str(error)))
        except ExcludedError as error:
            return Visited(Probe(redacted(url), "excluded", note=str(error)))

    # -- results ---------------------------------------------------------------------------------------------------

    def _settle(self, visit: Visit, seen: Visited) -> None:
        """Hand out a visit's result, or hold it back while it may be our own network's fault."""
        probe = seen.probe
        if not probe.status and probe.outcome in _DOUBTFUL and not probe.redirects and self._watched:
            self._failing.add(visit.host)
            self._doubtful.append((visit, seen))
            return
        if self._failing and probe.status:
            self._out += self._release("")
        if len(visit.urls) == 1 and "#" not in visit.urls[0]:
            self._out.append(seen)
        else:
            self._out += self._each(visit, seen)

    @property
    def _room(self) -> bool:
        return self._engine.flying < self.network.in_flight

    @property
    def _watched(self) -> bool:
        return bool(self.network.canary)

    def _release(self, why: str) -> Iterator[Visited]:
        """Hand out the results held back; as not-checked when there is a `why`."""
        held, self._doubtful = self._doubtful, []
        self._failing.clear()
        for visit, seen in held:
            yield from self._unchecked(visit.urls, why) if why else self._each(visit, seen)

    def _abandon(self, why: str) -> Iterator[Visited]:
        for lane in self._lanes.values():
            yield from self._unchecked([url for _, url in lane.backlog], why)
            self._left -= len(lane.backlog)
            lane.backlog.clear()
            lane.waiting.clear()
            lane.live = 0
        for visit in self._visits:
            visit.script.close()
            yield from self._unchecked(visit.urls, why)
        self._visits.clear()
        for group in self._groups:
            for url in group:
                parts = self._judged(url)
                yield parts if isinstance(parts, Visited) else Visited(Probe(redacted(url), "not-checked", note=why))

    @staticmethod
    def _unchecked(urls: list[str], why: str) -> Iterator[Visited]:
        for url in urls:
            yield Visited(Probe(redacted(url), "not-checked", note=why))

    @staticmethod
    def _each(visit: Visit, seen: Visited) -> Iterator[Visited]:
        for url in visit.urls:
            probe = replace(seen.probe, url=redacted(url))
            _, _, fragment = url.partition("#")
            if fragment and probe.outcome in _ALIVE:
                if seen.page is not None and not html_cues.has_anchor(seen.page, fragment):
                    note = f"the page is there, but has no place named #{fragment}"
                    probe = replace(probe, outcome="fragment-missing", note=note)
                else:
                    found = _with_fragment(probe.final_url, fragment)
                    better = _with_fragment(probe.replacement, fragment)
                    probe = replace(probe, final_url=found, replacement=better)
            yield seen._replace(probe=probe, page=None)

    # -- the order of things ---------------------------------------------------------------------------------------

    def _lane(self, host: str) -> _Lane:
        lane = self._lanes.get(host)
        if lane is None:
            own = settings(self.network.hosts, host)
            rate = float(own.get("per_host_rate", self.network.per_host_rate))
            limit = int(own.get("per_host", self.network.per_host))
            gap = 1.0 / rate if rate > 0 else 0.0
            lane = self._lanes[host] = _Lane(host, gap, max(1, limit), gap)
            if host in self._rests:
                lane.gap, lane.soon, lane.next_at = self._rests.pop(host)
        return lane

    def _leave(self, lane: _Lane, visit: Visit) -> None:
        """The last visit of a host is over: forget what was kept for it, but not its pace, and take up the next."""
        if lane.taken:
            lane.taken = 0
            self._taken -= 1
        if not lane.active and self._lanes.get(lane.host) is lane:
            del self._lanes[lane.host]
            if lane.gap:
                self._rests[lane.host] = (lane.gap, lane.soon, lane.next_at)
            for origin in {f"http://{lane.host}", f"https://{lane.host}", visit.url.origin}:
                self.notes.forget(origin)
        self._admit()

    def _slow(self, host: str, gap: float) -> None:
        lane = self._lane(host)
        lane.gap = max(lane.gap, gap)
        if lane.last is not None:
            lane.next_at = max(lane.next_at, time.monotonic() + gap)

    def _wake(self, lane: _Lane) -> None:
        """Queue the lane if it may start anything: at once, or when its pace allows."""
        if not lane.able:
            return
        due = lane.due
        if lane.queued and due >= lane.alarm:
            return
        lane.queued = True
        if due and due > time.monotonic():
            lane.alarm = due
            self._sequence += 1
            heappush(self._alarms, (due, self._sequence, lane))
        else:
            self._line_up(lane)

    def _line_up(self, lane: _Lane) -> None:
        lane.alarm = 0.0
        self._sequence += 1
        heappush(self._ready, (-len(lane.backlog) if self._last else lane.taken, self._sequence, lane))

    def _launch(self) -> None:
        """Start what may start; in a lane the requests of a running visit come before a new visit."""
        now = time.monotonic()
        while self._alarms and self._alarms[0][0] <= now:
            self._line_up(heappop(self._alarms)[2])
        while self._ready and self._room:
            lane = heappop(self._ready)[2]
            lane.queued = False
            now = time.monotonic()  # of a while ago, a lane that became due meanwhile would be lined up for ever
            if not lane.able:
                continue
            if lane.due <= now:
                if lane.waiting and lane.active < lane.limit:
                    self._send(lane, *lane.waiting.popleft(), now)
                elif len(self._visits) >= VISITS_PER_FLIGHT * self.network.in_flight:
                    lane.queued = True
                    self._full.append(lane)
                    continue
                else:
                    self._begin(lane)
            if lane.waiting or lane.backlog:
                self._wake(lane)

    def _begin(self, lane: _Lane) -> None:
        """Take up the lane's next address."""
        backlog = lane.backlog
        parts, first = backlog.popleft()
        urls = [first]
        address = parts.address
        while backlog and backlog[0][0].address == address:
            urls.append(backlog.popleft()[1])
        self._left -= len(urls)
        visit = Visit(self.notes, parts, urls)
        self._visits[visit] = lane
        lane.live += 1
        self._advance(visit, None)

    def _send(self, lane: _Lane, visit: Visit, fetch: Fetch, now: float) -> None:
        if visit not in self._visits:
            return
        lane.active += 1
        if lane.gap:
            lane.soon, lane.next_at, lane.last = now + lane.step, now + lane.gap, visit
        self.requests += 1

        def done(reply: Reply) -> None:
            lane.active -= 1
            self._ended.append((visit, reply))
            if lane.waiting:
                self._wake(lane)

        self._engine.submit(fetch, done)

    def _advance(self, visit: Visit, reply: Reply | None) -> None:
        """Send a visit its reply (None: begin), and carry out what it wants next."""
        home = self._visits.get(visit)
        if home is None:
            return  # abandoned meanwhile
        try:
            fetch = visit.script.send(reply)  # type: ignore[arg-type]
        except StopIteration as end:
            del self._visits[visit]
            home.live -= 1
            home.opened = True
            if home.backlog or home.waiting:
                self._wake(home)
            elif not home.live:
                self._leave(home, visit)
            if self._full:
                self._line_up(self._full.popleft())
            self._settle(visit, end.value)
            return
        lane = home if fetch.url.host == home.host else self._lane(fetch.url.host)
        if fetch.delay:
            lane.rest(time.monotonic() + fetch.delay)
        elif not (lane.gap or lane.waiting or lane.next_at) and lane.active < lane.limit and self._room:
            self._send(lane, visit, fetch, 0.0)
            return
        if visit is lane.last:
            lane.waiting.appendleft((visit, fetch))
        else:
            lane.waiting.append((visit, fetch))
        self._wake(lane)


def _some(results: Iterator[Visited]) -> Iterator[Sequence[Visited]]:
    while batch := list(islice(results, BATCH)):
        yield batch


def _with_fragment(address: str, fragment: str) -> str:
    return f"{address}#{fragment}" if address and "#" not in address else address


def _whole(url: str, start: str) -> bool:
    """Is `start` the scheme, host and port of `url`, so that another address that begins so is of the same host?"""
    return "/" in url[8:] and not any(mark in start for mark in "#?@\\")
