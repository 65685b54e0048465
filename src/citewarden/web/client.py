"""The one client to the registries: politeness, patience and memory in one place.

Every question keeps to its registry's rate limit (`rate_limit.py`); what is left of a day's budget
(`x-ratelimit-remaining`, `x-ratelimit-reset`) is kept from run to run. Answers are kept on disk for a time (`cache.py`)
and asked anew with their ETag after it. No trouble of the network is raised: it is an `Answer` whose outcome says so
and which is never kept; it brings what was last known.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from citewarden import config
from citewarden.model.calendar import NEVER, Calendar
from citewarden.plugins import services, title
from citewarden.text import addresses
from citewarden.web.ask import ABSENT, SWITCHED_OFF, Answer, Ask
from citewarden.web.cache import Cache
from citewarden.web.courtesy import courteous, token_of
from citewarden.web.rate_limit import LONGEST_WAIT, RateLimit, number, retry_after

if TYPE_CHECKING:
    import requests

    from citewarden.config import Network

AGENT = "citewarden/0.1"
_BUSY = frozenset({429, 500, 502, 503, 504})
_FORBIDDEN = frozenset({401, 403})
PAUSE = 0.5
"""Seconds before a question is asked a second time; before each further time twice as many."""
_LONGEST_BUDGET = 31_536_000.0
"""Seconds: a registry whose budget is spent for longer than a year is asked again after one."""
_DRAWN_OUT = "no whole answer within"
"""How what is said of an answer begins that came, but never to its end: asking again would take as long again."""
_FILES = 16
"""Files held in memory at a time."""


class Client:
    """Ask registries, and read pages. `cache` is a folder for kept answers (None: memory only); `now` is ISO text.

    `remarks` are lines for whoever runs the program: a key that was refused, a budget that is spent. `closed`: sites
    that asked to be left alone in this run (until when, and why), known to all who ask sites.
    """

    def __init__(self, network: Network, *, cache: Path | None, now: str, offline: bool = False) -> None:
        self.network, self.now, self.offline = network, now, offline
        self.counts: Counter[str] = Counter()
        self.remarks: dict[str, None] = {}
        self.closed: dict[str, tuple[str, str]] = {}
        self._pages: dict[str, Answer] = {}
        self._cache = Cache(cache / "http.sqlite" if cache else None)
        self._limits: dict[str, RateLimit] = {}
        self._guard = threading.Lock()
        self._counting = threading.Lock()
        self._looking_up: dict[str, threading.Lock] = {}
        self._asking: dict[str, threading.Lock] = {}
        self._budgets: dict[str, tuple[float, str]] = {}
        self._idle: SimpleQueue[requests.Session] = SimpleQueue()
        self.calendar = Calendar(now[:10])
        self._ends: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the cache and its connections."""
        self._cache.close()
        while not self._idle.empty():
            self._idle.get().close()

    def until(self) -> str:
        """The moment (ISO text) at which the first answer given since this was last asked grows old, "" if none does.

        What was not answered may be answered the next time: that is now.
        """
        ends, self._ends = [*self._ends, self.calendar.next], []
        self.calendar = Calendar(self.now[:10])
        first = min(ends)
        return "" if first == NEVER else first

    def base(self, registry: str) -> str:
        """The configured base address of a registry, without a slash at the end."""
        return self.network.registries[registry].base.rstrip("/")

    def enabled(self, registry: str) -> bool:
        """Whether the configuration lets this registry be asked."""
        return registry in self.network.registries and self.network.registries[registry].enabled

    def pace(self, registry: str) -> float:
        """How many questions a second a registry is asked at most."""
        return self._limit(registry).rate

    def get(
        self,
        url: str,
        *,
        registry: str,
        headers: Mapping[str, str] | None = None,
        days: float | None = None,
        max_body: int | None = None,
    ) -> Answer:
        """Ask one question; the answer may come from the cache."""
        return self._ask(Ask(url, registry, headers or {}, days, max_body))

    def get_many(self, asks: Sequence[Ask]) -> list[Answer]:
        """Ask many, each registry by itself and at its own pace; answers in the order of `asks`."""
        unique = {ask.place: ask for ask in asks}
        answers: dict[str, Answer] = {}
        registries: dict[str, list[str]] = {}
        for key, ask in unique.items():
            if known := self._unasked(ask):
                answers[key] = known
            else:
                registries.setdefault(ask.registry, []).append(key)
        if sum(map(len, registries.values())) == 1:
            ((key,),) = registries.values()
            answers[key] = self._asked(unique[key])
            registries.clear()
        pools = []
        for name, keys in registries.items():
            pool = ThreadPoolExecutor(max_workers=max(1, self._limit(name).concurrency), thread_name_prefix=name)
            pools.append((pool, [(key, pool.submit(self._asked, unique[key])) for key in keys]))
        for pool, futures in pools:
            answers.update({key: future.result() for key, future in futures})
            pool.shutdown()
        return [answers[ask.place] for ask in asks]

    def get_items(
        self,
        registry: str,
        keys: Sequence[str],
        *,
        url: Callable[[Sequence[str]], str],
        split: Callable[[bytes], Mapping[str, bytes]],
        size: int,
        kind: str = "",
        days: float | None = None,
    ) -> dict[str, Answer]:
        """Look up many keys, `size` a call, keeping every item by itself so that one new key costs one call.

        `split` cuts a batch's body into items by key; a key that an answered batch lacks gets an `absent` Answer.
        `kind` keeps apart different questions about the same keys.
        """
        name = f"item:{registry}:{kind}:"
        with self._guard:
            alone = self._looking_up.setdefault(name, threading.Lock())
        with alone:  # what two ask at once is asked once
            return self._items(name, registry, list(dict.fromkeys(keys)), url, split, size, days)

    def _items(
        self,
        name: str,
        registry: str,
        wanted: Sequence[str],
        url: Callable[[Sequence[str]], str],
        split: Callable[[bytes], Mapping[str, bytes]],
        size: int,
        days: float | None,
    ) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for key in wanted:
            kept = self._cache.get(name + key)
            if kept is not None and self._fresh(kept, days):
                self.counts[f"{registry} cached"] += 1
                found[key] = replace(kept, cached=True)
        missing = [key for key in wanted if key not in found]
        groups = [missing[i : i + size] for i in range(0, len(missing), size)]
        asks = [Ask(url(group), registry, days=0.0) for group in groups]
        rows: dict[str, Answer] = {}
        for group, answer in zip(groups, (a.listed for a in self.get_many(asks)), strict=True):
            if not answer.ok:
                lost = replace(answer, body=b"", stale=False)
                found.update({key: lost.or_last_known(self._cache.get(name + key)) for key in group})
                continue
            try:
                items = split(answer.body)
            except ValueError as error:
                note = f"an answer that cannot be read ({error})"
                lost = replace(answer, outcome="unavailable", body=b"", note=note)
                found.update({key: lost.or_last_known(self._cache.get(name + key)) for key in group})
                continue
            for key in group:
                status = 200 if key in items else 404
                rows[key] = Answer(answer.url, status, {}, items.get(key, b""), answer.asked_at)
                self._noted(rows[key], days)
        self._cache.put({name + key: row for key, row in rows.items()})
        return {**found, **rows}

    def pages(self, urls: Sequence[str]) -> list[Answer]:
        """Read web pages as the prober asks and judges them; answers in the order of `urls` (see `web/pages.py`)."""
        found: dict[str, Answer] = {}
        for url in dict.fromkeys(urls):
            kept = self._pages.get(url) or self._cache.get(f"page:{url}")
            if kept is not None and (url in self._pages or self._fresh(kept, None)):
                self.counts["page cached"] += 1
                found[url] = replace(kept, cached=True)
            elif self.offline:
                found[url] = Answer(url, outcome="offline", note="not asked: offline")
        due = [url for url in dict.fromkeys(urls) if url not in found]
        if due:
            from citewarden.web.pages import read

            fresh = read(due, self.network, now=self.now, closed=self.closed)
            self.counts.update(f"page {'asked' if answer.status else 'unavailable'}" for answer in fresh.values())
            self._pages.update(fresh)
            for answer in fresh.values():
                self._noted(answer, None)
            sure = {url: a for url, a in fresh.items() if (a.ok or a.absent) and a.doubt is None}
            self._cache.put({f"page:{url}": answer for url, answer in sure.items()})
            found.update(fresh)
        return [found[url] for url in urls]

    def papers(self, urls: Sequence[str], take: Callable[[bytes], bytes], *, largest: int) -> list[Answer]:
        """Read PDFs as `pages` reads pages; an answer's body is what `take` made of the file, and that is what is kept.

        Where a site cannot be asked now, what was read there last stands (`Answer.stale`). What is no PDF, be it a page
        that says "sign in", is "unavailable": it was not read.
        """
        found: dict[str, Answer] = {}
        kept = {url: self._cache.get(f"paper:{url}") for url in urls}
        for url, row in kept.items():
            if row is not None and self._fresh(row, None):
                self.counts["page cached"] += 1
                found[url] = replace(row, cached=True)
            elif self.offline:
                found[url] = Answer(url, outcome="offline", note="not asked: offline").or_last_known(row)
        due = [url for url in kept if url not in found]
        if due:
            for url, answer in self._files(sorted(due, key=_host), take, largest):
                self.counts[f"page {'asked' if answer.status else 'unavailable'}"] += 1
                self._noted(answer, None)
                if answer.ok or answer.absent:
                    self._cache.put({f"paper:{url}": answer})
                found[url] = answer if answer.outcome == "answered" else answer.or_last_known(kept[url])
        return [found[url] for url in urls]

    def _files(self, urls: Sequence[str], take: Callable[[bytes], bytes], largest: int) -> Iterator[tuple[str, Answer]]:
        """Files read and taken apart, some at a time: whole files are large."""
        from citewarden.web.pages import read

        with ThreadPoolExecutor(max_workers=2, thread_name_prefix="papers") as pool:
            for at in range(0, len(urls), _FILES):
                some = urls[at : at + _FILES]
                fresh = read(some, self.network, now=self.now, closed=self.closed, largest=largest)
                yield from zip(fresh, pool.map(lambda answer: _file(answer, take), fresh.values()), strict=True)

    def crawl(
        self, urls: Sequence[str], *, largest: int, known: Mapping[str, Answer] | None = None
    ) -> Iterator[tuple[str, Answer]]:
        """Pages and files of a site, each as it comes, asked as `pages` asks; nothing is kept.

        `known` are earlier answers by address: the site is asked whether they still stand, and answers 304 where so.
        """
        from citewarden.web.pages import crawl

        if self.offline:
            yield from ((url, Answer(url, outcome="offline", note="not asked: offline")) for url in dict.fromkeys(urls))
            return
        lines = {
            url: tuple(f"{ask}: {value}" for ask, value in _validators(a).items()) for url, a in (known or {}).items()
        }
        yield from crawl(urls, self.network, now=self.now, closed=self.closed, largest=largest, known=lines)

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What `make` gives, made once for all runs that share the cache; `name` says all that it hangs on."""
        row = self._cache.get(f"made:{name}")
        if row is None:
            row = Answer("", 200, {}, make(), self.now)
            self._cache.put({f"made:{name}": row})
        return row.body

    def _limit(self, registry: str) -> RateLimit:
        with self._guard:
            if registry not in self._limits:
                known = self.network.registries.get(registry)
                manners = self.network.hosts.get(registry, {})
                rate, concurrency = (
                    (known.rate, known.concurrency)
                    if known
                    else (
                        float(manners.get("per_host_rate", self.network.per_host_rate)),
                        int(manners.get("per_host", self.network.per_host)),
                    )
                )
                service = services().get(registry)
                if service and rate == service.rate and config.key(registry):
                    rate = service.rate_with_key or rate
                self._limits[registry] = RateLimit(rate, concurrency)
            return self._limits[registry]

    def _ask(self, ask: Ask) -> Answer:
        return self._unasked(ask) or self._asked(ask)

    def _unasked(self, ask: Ask) -> Answer | None:
        """The answer if nobody has to be asked for it, or nobody may be."""
        if ask.registry in self.network.registries and not self.enabled(ask.registry):
            return Answer(ask.url, outcome="offline", note=f"{ask.registry} {SWITCHED_OFF}")
        kept = self._cache.get(ask.place)
        if kept is not None and self._fresh(kept, ask.days):
            self.counts[f"{ask.registry} cached"] += 1
            return replace(kept, cached=True)
        return (
            Answer(ask.url, outcome="offline", note="not asked: offline").or_last_known(kept) if self.offline else None
        )

    def _asked(self, ask: Ask) -> Answer:
        place = ask.place
        with self._guard:
            alone = self._asking.setdefault(place, threading.Lock())
        with alone:  # what two ask at once is asked once
            try:
                return self._unasked(ask) or self._put(ask)
            finally:
                self._asking.pop(place, None)

    def _put(self, ask: Ask) -> Answer:
        place = ask.place
        kept = self._cache.get(place)
        answer = self._refused(ask) or self._fetch(ask, kept)
        self._noted(answer, ask.days)
        if answer.outcome == "unavailable":
            answer = answer.or_last_known(kept)
        self.counts[f"{ask.registry} {'asked' if answer.outcome == 'answered' else 'unavailable'}"] += 1
        keep = self.network.cache_days if ask.days is None else ask.days
        if keep > 0 and (answer.ok or answer.absent):
            self._cache.put({place: answer})
        return answer

    def _fresh(self, kept: Answer, days: float | None) -> bool:
        asked, now, keep = _time(kept.asked_at), _time(self.now), self._keep(kept, days)
        fresh = asked is not None and now is not None and abs(now - asked) < keep
        if fresh:
            self._noted(kept, days)
        return fresh

    def _keep(self, answer: Answer, days: float | None) -> timedelta:
        """How long an answer keeps."""
        keep = self.network.cache_days if days is None else days
        return timedelta(days=min(keep, 1.0) if answer.status in ABSENT else keep)

    def _noted(self, answer: Answer, days: float | None) -> None:
        """Note when an answer that is given grows old; of a list (`days` 0) its items say so."""
        asked = _time(answer.asked_at) or _time(self.now)
        if asked is None or days == 0:
            return
        keep = self._keep(answer, days) if answer.ok or answer.absent else timedelta(0)
        self._ends.append((asked + keep).isoformat(timespec="seconds"))

    def _fetch(self, ask: Ask, kept: Answer | None) -> Answer:
        import requests

        limit = self._limit(ask.registry)
        own = ask.registry in self.network.registries
        headers = {"Accept-Encoding": "gzip, deflate", **ask.headers}
        if kept is not None and kept.ok:
            headers |= _validators(kept)
        note, status = "", 0
        for attempt in range(self.network.retries + 1):
            if limit.resting:
                return Answer(
                    ask.url, status, outcome="unavailable", note=f"{ask.registry} did not answer: {limit.why}"
                )
            wait = 0.0
            with limit:
                if spent := self._refused(ask):
                    return spent  # while it waited its turn
                try:
                    answer = self._once(ask, headers)
                except requests.exceptions.RequestException as error:
                    note = _plainly(error)
                    lasting = isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.TooManyRedirects))
                    if note.startswith(_DRAWN_OUT):
                        break
                    if lasting or type(error).__name__ == "RefusedError":
                        return Answer(ask.url, outcome="unavailable", note=note)
                else:
                    limit.learn(answer.headers)
                    if own:
                        self._spend(ask, answer)
                    if answer.status == 304 and kept is not None:
                        limit.succeeded()
                        return replace(kept, asked_at=self.now, cached=True)
                    if own and answer.status in _FORBIDDEN:
                        return self._shut_out(ask, answer)
                    if answer.status not in _BUSY:
                        limit.succeeded()
                        return answer
                    status, note = answer.status, f"HTTP {answer.status}"
                    wait = retry_after(answer.headers)
                    if wait > LONGEST_WAIT:
                        note += f", asks to come back in {wait:.0f} seconds"
                        break
            if attempt < self.network.retries:
                pause = min(max(wait, PAUSE * 2**attempt), LONGEST_WAIT)
                if wait:
                    limit.hold(pause)
                time.sleep(pause)
        limit.failed(note)
        return Answer(ask.url, status, outcome="unavailable", note=f"{ask.registry} did not answer: {note}")

    def _refused(self, ask: Ask) -> Answer | None:
        """The answer for a question that the registry's budget does not reach to."""
        if ask.registry not in self.network.registries:
            return None
        if ask.registry not in self._budgets:
            kept = self._cache.get(_budget(ask.registry))
            left, until = json.loads(kept.body) if kept else (0.0, "")
            self._budgets.setdefault(ask.registry, (float(left), str(until)))
        left, until = self._budgets[ask.registry]
        if left >= ask.cost or until <= self.now:
            return None
        return Answer(ask.url, outcome="unavailable", note=self._spent(ask.registry, until))

    def _spent(self, registry: str, until: str) -> str:
        note = f"{title(registry)} not asked: budget (spent until {until[:16]})"
        self.remarks[note] = None
        return note

    def _spend(self, ask: Ask, answer: Answer) -> None:
        """Keep what is left of the budget, and until when; -1 where nothing at all may be asked."""
        headers, wait = answer.headers, retry_after(answer.headers)
        left, again = number(headers.get("x-ratelimit-remaining")), number(headers.get("x-ratelimit-reset"))
        if answer.status == 429 and wait > LONGEST_WAIT:
            left, again = -1.0, wait
        now = _time(self.now)
        if left is None or again is None or now is None:
            return
        if again > 1e9:  # the moment itself, not the seconds until then
            again -= datetime.fromisoformat(self.now.replace("Z", "+00:00")).timestamp()
        until = (now + timedelta(seconds=min(again, _LONGEST_BUDGET))).isoformat(timespec="seconds")
        if left < 0:
            self._spent(ask.registry, until)
        with self._counting:  # answers come in any order: what was least is what is left of one budget
            before = self._budgets.get(ask.registry)
            kept = before if before and self.now < before[1] and before[0] < left else (left, until)
            self._budgets[ask.registry] = kept
            self._cache.put({_budget(ask.registry): Answer("", 200, {}, json.dumps(kept).encode(), self.now)})

    def _shut_out(self, ask: Ask, answer: Answer) -> Answer:
        """A registry that lets nobody in is not one that has no such work."""
        note = f"{ask.registry} did not answer: HTTP {answer.status}"
        if answer.status == 401 and config.key(ask.registry):
            name = config.key_name(ask.registry)
            note = f"{title(ask.registry)} refuses the key in {name} (HTTP 401): mend it or take it away"
            self.remarks[note] = None
            self._limit(ask.registry).rest(note)
        self._limit(ask.registry).failed(note)
        return Answer(ask.url, answer.status, outcome="unavailable", note=note)

    def _once(self, ask: Ask, headers: Mapping[str, str]) -> Answer:
        """One request. The whole answer may take six times the configured timeout, one that may be larger than the
        configured largest as many times longer."""
        import requests

        from citewarden.web.deadline import TIMES, Deadline

        larger = max(1.0, (ask.max_body or 0) / self.network.max_body)
        with Deadline(TIMES * self.network.timeout * larger):
            try:
                return self._read(ask, headers)
            except requests.exceptions.RequestException:
                raise
            except ValueError as error:  # redirected to what no address can be
                raise requests.exceptions.InvalidURL(str(error)) from error

    def _read(self, ask: Ask, headers: Mapping[str, str], *, token: bool = True) -> Answer:
        limit = ask.max_body or self.network.max_body
        timeout = (self.network.connect_timeout, self.network.timeout)
        url = courteous(ask.url, ask.registry, self.network.contact)
        sent = {**headers, **(token_of(ask.registry) if token else {})}
        direct = len(sent) > len(headers)  # whoever is redirected to need not be told the token
        with (
            self._session() as session,
            session.get(url, headers=sent, timeout=timeout, stream=True, allow_redirects=not direct) as response,
        ):
            if direct and response.is_redirect:
                return self._read(replace(ask, url=urljoin(url, response.headers["location"])), headers, token=False)
            got = {name.lower(): value for name, value in response.headers.items()}
            parts, size = [], 0
            for chunk in response.iter_content(65536):
                size += len(chunk)
                if size > limit:
                    note = f"the answer is larger than {limit:,} bytes"
                    return Answer(ask.url, response.status_code, got, outcome="unavailable", note=note)
                parts.append(chunk)
            return Answer(ask.url, response.status_code, got, b"".join(parts), self.now)

    @contextmanager
    def _session(self) -> Iterator[requests.Session]:
        """A session for one request: one that is idle, whose connections may still stand, or a new one."""
        try:
            session = self._idle.get_nowait()
        except Empty:
            session = _open(self.network)
        try:
            yield session
        finally:
            self._idle.put(session)


def online(network: Network, *, patience: float = 4.0) -> bool:
    """Whether any canary address answers at all, each within twice `patience` seconds; any HTTP status will do."""
    import requests

    from citewarden.web.deadline import Deadline

    session = _open(network)
    for url in network.canary:
        try:
            with Deadline(2 * patience):
                session.head(url, timeout=patience, allow_redirects=False).close()
            return True
        except requests.exceptions.RequestException:
            continue
    return False


def _validators(kept: Answer) -> dict[str, str]:
    """The headers that ask for something only if it is no longer what `kept` says."""
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {ours: kept.headers[theirs] for ours, theirs in pairs if theirs in kept.headers}


def _host(url: str) -> str:
    return addresses.split(url).netloc.lower()


def _file(answer: Answer, take: Callable[[bytes], bytes]) -> Answer:
    """An answer with what `take` makes of its PDF; one that is none was not read."""
    if not answer.ok:
        return answer
    if b"%PDF-" not in answer.body[:1024]:
        return replace(answer, outcome="unavailable", body=b"", note="the address leads to no PDF")
    return replace(answer, body=take(answer.body))


def _open(network: Network) -> requests.Session:
    from citewarden.web.transport import session

    contact = f" (mailto:{network.contact})" if network.contact else ""
    return session(network, headers={"User-Agent": AGENT + contact})


def _budget(registry: str) -> str:
    return f"budget:{registry}"


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return None


def _plainly(error: Exception) -> str:
    """One short line for an editor: no addresses of objects, no keys."""
    import requests

    kinds: tuple[tuple[type[Exception], str], ...] = (
        (requests.exceptions.ConnectTimeout, "no connection in time"),
        (requests.exceptions.ReadTimeout, "no answer in time"),
        (requests.exceptions.ProxyError, "the proxy refused or could not be reached"),
        (requests.exceptions.SSLError, "the secure connection failed"),
        (requests.exceptions.TooManyRedirects, "too many redirects"),
        (requests.exceptions.ChunkedEncodingError, "the answer broke off"),
        (requests.exceptions.ContentDecodingError, "the answer could not be unpacked"),
        (requests.exceptions.InvalidURL, "not a usable address"),
    )
    if type(error).__name__ == "RefusedError" or str(error).startswith(_DRAWN_OUT):
        return str(error)
    return next((text for kind, text in kinds if isinstance(error, kind)), "no connection")
