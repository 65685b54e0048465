"""Ask many links what became of them, politely and at speed.

The judgement of one link is in `visit.py`, the sockets are in `transfer.py`; here is the order of things: one
conversation per host by default, at the host's pace, a bounded number of requests in flight over all hosts. Waiting (a
host's pace, Retry-After) is a reschedule, never a sleep, and does not count against a link's deadline; talking does.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from citewarden.config import Network
from citewarden.model import Probe
from citewarden.web import html_cues
from citewarden.web.guard import Guard, RefusedError, settings
from citewarden.web.html_cues import Cues
from citewarden.web.proxies import Proxies
from citewarden.web.transfer import Engine, Fetch, Reply
from citewarden.web.urls import ExcludedError, MalformedError, Url, parse, redacted
from citewarden.web.visit import PRODUCT, Notes, Seen, Visit

VERSION = "0.1"
CANARY_AFTER = 20
"""Network failures in a row, over as many hosts, after which we ask whether our own network is up."""
CANARY_SECONDS = 5.0
VISITS_PER_FLIGHT = 8
"""Visits begun for each request allowed in flight: most of them wait for their host's pace."""
_DOUBTFUL = frozenset({"no-host", "unreachable", "timed-out"})
_ALIVE = frozenset({"ok", "moved", "redirected"})
DOWN = "our own network is down"
OVER = "the time set for this run was over"


@dataclass(slots=True)
class _Lane:
    """One host: what is queued for it, and its pace (`gap` seconds between requests, `limit` conversations)."""

    host: str
    gap: float
    limit: int
    backlog: deque[str] = field(default_factory=deque)
    waiting: deque[tuple[Visit, Fetch]] = field(default_factory=deque)
    live: int = 0
    active: int = 0
    next_at: float = 0.0
    queued: bool = False
    opened: bool = False

    @property
    def able(self) -> bool:
        """Is there anything it may start, as far as its own limit goes? The first visit goes alone: it reads robots."""
        if self.waiting and self.active < self.limit:
            return True
        return bool(self.backlog) and self.live < (self.limit if self.opened else 1)


class Prober:
    """Probes links under one `Network` configuration. `now` is ISO text and stamps every observation.

    `content`: read pages (soft 404, parked, fragments, drift); without it a HEAD that settles the matter is enough.
    """

    def __init__(
        self,
        network: Network,
        *,
        now: str,
        cues: Cues | None = None,
        content: bool = True,
        guard: Guard | None = None,
        proxies: Proxies | None = None,
    ) -> None:
        self.network, self.now, self.requests = network, now, 0
        self.guard = guard or Guard(network)
        contact = f"; mailto:{network.contact}" if network.contact else ""
        agent = f"{PRODUCT}/{VERSION} (checks links for editors{contact})"
        self.notes = Notes(network, now, self.guard, cues or Cues(), content, self._slow)
        self._engine = Engine(network, self.guard, agent=agent, proxies=proxies)
        self._lanes: dict[str, _Lane] = {}
        self._ready: deque[_Lane] = deque()
        self._full: deque[_Lane] = deque()
        self._alarms: list[tuple[float, int, _Lane]] = []
        self._ended: deque[tuple[Visit, Reply]] = deque()
        self._visits: dict[Visit, _Lane] = {}
        self._sequence = self._left = 0
        self._failing: set[str] = set()
        self._doubtful: list[tuple[Visit, Seen]] = []

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

    def probe(self, urls: Iterable[str], *, seconds: float = 0.0) -> Iterator[Seen]:
        """Visit every address; results come as answers do, one for each item of `urls`.

        Addresses that differ in their fragment share one visit. After `seconds` (0: no bound) no new visit starts and
        the rest is not-checked, as it is when our own network fails half-way.
        """
        until = time.monotonic() + seconds if seconds else float("inf")
        for url in urls:
            try:
                host = self.guard.target(url).host
            except (MalformedError, RefusedError) as error:
                yield Seen(Probe(redacted(url), "malformed", note=str(error)))
            except ExcludedError as error:
                yield Seen(Probe(redacted(url), "excluded", note=str(error)))
            else:
                self._lane(host).backlog.append(url)
                self._left += 1
        for lane in self._lanes.values():
            if len(lane.backlog) > 1:
                lane.backlog = deque(sorted(lane.backlog))
            self._wake(lane)
        yield from self._drive(until)

    def _drive(self, until: float) -> Iterator[Seen]:
        while self._left or self._visits:
            self._launch()
            while self._ended:
                visit, reply = self._ended.popleft()
                seen = self._advance(visit, reply)
                if seen is not None:
                    yield from self._settle(visit, seen)
            if len(self._failing) >= CANARY_AFTER:
                online = self.online()
                yield from self._release(DOWN if not online else "")
                if not online:
                    yield from self._abandon(DOWN)
            if time.monotonic() > until:
                yield from self._abandon(OVER)
            busy = self._ended or (self._ready and self._engine.flying < self.network.in_flight)
            if (self._visits or self._left) and not busy:
                self._engine.wait(min(1.0, self._alarms[0][0] - time.monotonic()) if self._alarms else 1.0)
        if self._doubtful:
            yield from self._release("" if self.online() else DOWN)

    # -- results ---------------------------------------------------------------------------------------------------

    def _settle(self, visit: Visit, seen: Seen) -> Iterator[Seen]:
        """Hand out a visit's result, or hold it back while it may be our own network's fault."""
        if seen.probe.outcome in _DOUBTFUL and not seen.probe.status and not seen.probe.redirects and self._watched:
            self._failing.add(visit.host)
            self._doubtful.append((visit, seen))
            return
        if seen.probe.status and self._failing:
            yield from self._release("")
        yield from self._each(visit, seen)

    @property
    def _watched(self) -> bool:
        return bool(self.network.canary)

    def _release(self, why: str) -> Iterator[Seen]:
        """Hand out the results held back; as not-checked when there is a `why`."""
        held, self._doubtful = self._doubtful, []
        self._failing.clear()
        for visit, seen in held:
            yield from self._unchecked(visit.urls, why) if why else self._each(visit, seen)

    def _abandon(self, why: str) -> Iterator[Seen]:
        for lane in self._lanes.values():
            yield from self._unchecked(list(lane.backlog), why)
            self._left -= len(lane.backlog)
            lane.backlog.clear()
            lane.waiting.clear()
            lane.live = 0
        for visit in self._visits:
            visit.script.close()
            yield from self._unchecked(visit.urls, why)
        self._visits.clear()

    @staticmethod
    def _unchecked(urls: list[str], why: str) -> Iterator[Seen]:
        for url in urls:
            yield Seen(Probe(redacted(url), "not-checked", note=why))

    @staticmethod
    def _each(visit: Visit, seen: Seen) -> Iterator[Seen]:
        for url in visit.urls:
            probe = replace(seen.probe, url=redacted(url))
            _, _, fragment = url.partition("#")
            if fragment and probe.outcome in _ALIVE:
                if seen.page is not None and not html_cues.has_anchor(seen.page, fragment):
                    note = f"the page is there, but has no place named #{fragment}"
                    probe = replace(probe, outcome="fragment-missing", note=note)
                elif "#" not in probe.final_url:
                    probe = replace(probe, final_url=f"{probe.final_url}#{fragment}")
                    if probe.replacement:
                        probe = replace(probe, replacement=probe.final_url)
            yield Seen(probe, seen.sketch)

    # -- the order of things ---------------------------------------------------------------------------------------

    def _lane(self, host: str) -> _Lane:
        lane = self._lanes.get(host)
        if lane is None:
            own = settings(self.network.hosts, host)
            rate = float(own.get("per_host_rate", self.network.per_host_rate))
            limit = int(own.get("per_host", self.network.per_host))
            lane = self._lanes[host] = _Lane(host, 1.0 / rate if rate > 0 else 0.0, max(1, limit))
        return lane

    def _slow(self, host: str, gap: float) -> None:
        lane = self._lane(host)
        lane.gap = max(lane.gap, gap)
        lane.next_at = max(lane.next_at, time.monotonic() + gap)

    def _wake(self, lane: _Lane) -> None:
        """Queue the lane if it may start anything: at once, or when its pace allows."""
        if lane.queued or not lane.able:
            return
        lane.queued = True
        if lane.next_at > time.monotonic():
            self._sequence += 1
            heappush(self._alarms, (lane.next_at, self._sequence, lane))
        else:
            self._ready.appendleft(lane)

    def _launch(self) -> None:
        """Start what may start; in a lane the requests of a running visit come before a new visit."""
        now = time.monotonic()
        while self._alarms and self._alarms[0][0] <= now:
            self._ready.append(heappop(self._alarms)[2])
        while self._ready and self._engine.flying < self.network.in_flight:
            lane = self._ready.popleft()
            lane.queued = False
            if not lane.able:
                continue
            if lane.next_at <= now:
                if lane.waiting and lane.active < lane.limit:
                    self._send(lane, *lane.waiting.popleft(), now)
                elif len(self._visits) >= VISITS_PER_FLIGHT * self.network.in_flight:
                    lane.queued = True
                    self._full.append(lane)
                    continue
                else:
                    self._begin(lane)
            self._wake(lane)

    def _begin(self, lane: _Lane) -> None:
        urls = [lane.backlog.popleft()]
        address = urls[0].partition("#")[0]
        while lane.backlog and lane.backlog[0].partition("#")[0] == address:
            urls.append(lane.backlog.popleft())
        self._left -= len(urls)
        visit = Visit(self.notes, parse(address), urls)
        self._visits[visit] = lane
        lane.live += 1
        self._ended.append((visit, _START))

    def _send(self, lane: _Lane, visit: Visit, fetch: Fetch, now: float) -> None:
        if visit not in self._visits:
            return
        lane.active += 1
        lane.next_at = now + lane.gap
        self.requests += 1

        def done(reply: Reply) -> None:
            lane.active -= 1
            self._ended.append((visit, reply))
            self._wake(lane)

        self._engine.submit(fetch, done)

    def _advance(self, visit: Visit, reply: Reply) -> Seen | None:
        """Send a visit its reply; what it saw, if that ended it."""
        home = self._visits.get(visit)
        if home is None:
            return None  # abandoned meanwhile
        try:
            fetch = next(visit.script) if reply is _START else visit.script.send(reply)
        except StopIteration as end:
            del self._visits[visit]
            home.live -= 1
            home.opened = True
            self._wake(home)
            if self._full:
                self._ready.append(self._full.popleft())
            seen: Seen = end.value
            return seen
        lane = self._lane(fetch.url.host)
        if fetch.delay:
            lane.next_at = max(lane.next_at, time.monotonic() + fetch.delay)
        lane.waiting.append((visit, fetch))
        self._wake(lane)
        return None


_START = Reply(Url("http", "start.invalid", 80, "/"))
