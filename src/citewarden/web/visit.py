"""The visit of one address, told from top to bottom.

`Visit.run` is a generator: it yields the requests it wants made, is sent the replies, and returns what it saw. It never
waits and never touches a socket, so that the scheduler (`prober.py`) can run hundreds at a time.

A page is asked with a ranged GET at once (a HEAD first would be one more request that says less); what looks like a
file is asked with HEAD, and with GET where HEAD did not settle it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from citewarden.config import Network
from citewarden.model import Probe
from citewarden.web import answers, files, html_cues, judgement, robots, shows, soft404
from citewarden.web.guard import Guard, RefusedError, settings
from citewarden.web.html_cues import Cues, Page
from citewarden.web.judgement import Sight, site
from citewarden.web.minhash import sketch
from citewarden.web.moves import SEARCH, away, is_home, names_file
from citewarden.web.outcomes import alive, connection_lost, of_reply
from citewarden.web.transfer import Fetch, Reply
from citewarden.web.urls import ExcludedError, MalformedError, Url, confusable, join, redacted

PRODUCT = "citewarden"
PAGE = 1_000_000
"""Most decoded bytes read of a page."""
HOPS = 20
LONGEST_WAIT = 10.0
"""Seconds: a Retry-After up to this is waited for, a longer one is noted as the next try."""
LONGEST_CRAWL_DELAY = 30.0
LONGEST_NEIGHBOUR_DELAY = 5.0
"""Seconds: of a site with a longer Crawl-delay no made-up address is asked."""
BACKOFF = 1.0
TRUST_AFTER = 2
"""Connection failures in a row after which the other addresses of a host are not asked in this run."""

Script = Generator[Fetch, Reply, "Visited"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|gz|tgz|csv|txt|xml|json|epub|mp[34]|jpe?g|png|gif|svg|rtf)$", re.IGNORECASE
)
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_LASTING = frozenset({"no-host", "unresolved", "guarded", "tls"})
_SHORT_FAULTS = frozenset({500, 502, 503, 504, 520, 521, 522, 523, 524})


class Visited(NamedTuple):
    """What one visit saw. `sketch` is of the main text, "" if none was read. `page` is kept only where fragments have
    to be looked up, and only if it was read to its end; `reply`, the answer itself, only where pages are read."""

    probe: Probe
    sketch: str = ""
    page: Page | None = None
    reply: Reply | None = None


@dataclass
class Notes:
    """What the visits of one run share. `slow` tells the scheduler a host's crawl delay. `reading` is the most bytes
    kept of a page that is to be read, 0 where pages are only judged; `files`: of a file too. `known` are header lines
    by address that ask for a page only if it changed. `closed` are hosts that asked to be left alone: until when, and
    why in words."""

    network: Network
    now: str
    guard: Guard
    cues: Cues
    content: bool
    slow: Callable[[str, float], None]
    reading: int = 0
    files: bool = False
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    robots: dict[str, robots.Robots | Reply] = field(default_factory=dict)
    neighbours: dict[str, dict[str, soft404.Neighbour]] = field(default_factory=dict)
    closed: dict[str, tuple[str, str]] = field(default_factory=dict)
    lost: dict[str, list[Reply]] = field(default_factory=dict)

    def forget(self, origin: str) -> None:
        """Drop what a site said of itself; it is asked again should anything lead there."""
        self.robots.pop(origin, None)
        self.neighbours.pop(origin, None)


class Visit:
    """One address, asked once for all the links that name it (they differ in their fragment)."""

    __slots__ = ("anchors", "chain", "host", "jar", "left", "notes", "retries", "script", "url", "urls")

    def __init__(self, notes: Notes, url: Url, urls: list[str]) -> None:
        self.notes, self.url, self.urls, self.host = notes, url, urls, url.host
        self.left = notes.network.timeout
        self.retries = notes.network.retries
        self.chain: list[tuple[int, str]] = []
        self.jar: dict[str, dict[str, str]] = {}
        self.anchors = len(urls) > 1 or "#" in urls[0]
        self.script: Script = self.run()

    def run(self) -> Script:
        """Ask, follow by hand, judge."""
        url = self.url = self.url.at(self.url.target)  # each link puts its own fragment back
        passed: set[tuple[str, str]] = set()
        while True:
            reply = self._foregone(url)
            if reply is None and url.origin not in self.notes.robots:
                yield from self._robots(url)
            reply = reply or self._forbidden(url) or (yield from self._ask(url))
            if b"\nset-cookie:" in reply.low:
                self._keep_cookies(url, reply)
            page = self._page(reply) if reply.body and self.notes.content else None
            where, status = self._onward(url, reply, page)
            if not where:
                return (yield from self._judge(url, reply, page))
            if not passed:
                passed.add((url.address, ""))
            try:
                onward = self.notes.guard.target(join(url, where))
            except (MalformedError, ExcludedError, RefusedError) as error:
                self.chain.append((status, redacted(where)[:500]))
                return self._seen("bad-redirect", reply, f"redirects to an address that is not followed: {error}")
            self.chain.append((status, str(onward)))
            step = (onward.address, self._cookies(onward))
            if step in passed:
                return self._seen("bad-redirect", reply, "redirects in a circle")
            if len(self.chain) > HOPS:
                return self._seen("bad-redirect", reply, f"redirects more than {HOPS} times")
            passed.add(step)
            url = onward

    # -- asking ----------------------------------------------------------------------------------------------------

    def _foregone(self, url: Url) -> Reply | None:
        """What the run already knows of the host, so that it need not be asked."""
        if self.notes.lost:
            earlier = self.notes.lost.get(url.host, [])
            if len(earlier) >= TRUST_AFTER:
                last = earlier[-1]
                detail = f"{last.detail} (as for other addresses of {url.host}; not asked again)"
                return Reply(url, failure=last.failure, detail=detail, phase=last.phase)
        if url.host in self.notes.closed:
            until, why = self.notes.closed[url.host]
            return Reply(url, failure="closed", detail=f"not asked: {why}", phase=until)
        return None

    def _forbidden(self, url: Url) -> Reply | None:
        """What the site's robots.txt says against asking, if anything."""
        rules = self.notes.robots[url.origin]
        if isinstance(rules, Reply):
            return Reply(url, rules.status, failure=rules.failure, detail=rules.detail, phase=rules.phase)
        if rules.rules and not rules.allows(url.target):
            return Reply(
                url,
                failure="robots",
                detail=f"{robots.UNASKED} of {url.host} shuts robots out; a reader may still see the page",
            )
        return None

    def _ask(self, url: Url) -> Generator[Fetch, Reply, Reply]:
        """The reply for `url`: HEAD before GET where that saves anything, short faults retried."""
        notes = self.notes
        own = settings(notes.network.hosts, url.host)
        file = bool(_FILE.search(url.path)) and not notes.files
        head = own.get("method", "") != "GET" and (not notes.content or file)
        ranged, delay, tries = True, 0.0, 0
        while True:
            if head:
                fetch = Fetch(url, "HEAD", seconds=notes.network.timeout * 0.4, delay=delay)
            else:
                cap = notes.reading or min(PAGE, notes.network.max_body)
                held = notes.known.get(self.url.address, ())
                fetch = Fetch(url, "GET", ranged, cap, self.left, delay=delay, headers=held)
            if self.left < 0.05:
                return self._too_late(url)
            reply = yield self._within(fetch)
            self.left -= reply.seconds
            if notes.lost and not connection_lost(reply):
                notes.lost.pop(url.host, None)
            if reply.status == 200 and not reply.failure and not (head and notes.content):
                return reply
            if head and not self._settled(reply):
                head, delay = False, 0.0
                continue
            if reply.status == 416 and ranged:
                ranged, delay = False, 0.0
                continue
            pause = self._pause(url, reply, tries)
            if pause is None:
                if connection_lost(reply):
                    notes.lost.setdefault(url.host, []).append(reply)
                return reply
            delay, tries = pause, tries + 1

    def _fetch(self, fetch: Fetch) -> Generator[Fetch, Reply, Reply]:
        """One request within what is left of the deadline."""
        if self.left < 0.05:
            return self._too_late(fetch.url)
        reply = yield self._within(fetch)
        self.left -= reply.seconds
        return reply

    def _within(self, fetch: Fetch) -> Fetch:
        if self.left < fetch.seconds:
            fetch.seconds = self.left
        if self.jar:
            fetch.cookies = self._cookies(fetch.url)
        return fetch

    def _too_late(self, url: Url) -> Reply:
        note = f"no end within {self.notes.network.timeout:.0f} s"
        return Reply(url, failure="timed-out", detail=note, phase="several tries")

    def _settled(self, reply: Reply) -> bool:
        """Does a HEAD answer settle the matter, so that GET would say nothing more?"""
        if connection_lost(reply) or reply.status == 429:
            return True
        if reply.failure:
            return False
        if reply.status in _REDIRECTS and reply.header("location"):
            return True
        if self.notes.reading and ("xml" in reply.kind or reply.kind.startswith("text/")):
            return False
        if self.notes.content and _empty(reply):  # some count only what they send with it
            return False
        return alive(reply) and not (self.notes.content and (reply.kind in _HTML or _tells(reply)))

    def _pause(self, url: Url, reply: Reply, tries: int) -> float | None:
        """Seconds until another try, None when there is none."""
        retry = retry_after(reply, self.notes.now) if reply.status in (429, 503) else -1.0
        if retry > LONGEST_WAIT:
            until = later(self.notes.now, retry)
            self.notes.closed[url.host] = (until, f"{url.host} asks us to come back after {until}")
            return None
        if tries >= self.retries:
            return None
        if retry >= 0:
            return max(retry, 0.5)
        if reply.status in _SHORT_FAULTS or reply.status == 429:
            return BACKOFF * float(2**tries)
        return BACKOFF if reply.failure in ("reset", "refused", "unreachable") and tries == 0 else None

    def _robots(self, url: Url) -> Generator[Fetch, Reply, None]:
        """Note the rules of the site, asked once a run; a Reply when the site cannot be talked to at all."""
        if settings(self.notes.network.hosts, url.host).get("robots", True) is False:
            found: robots.Robots | Reply = robots.ANYTHING
        else:
            found = yield from self._read_robots(url.at("/robots.txt"))
        self.notes.robots[url.origin] = found
        if isinstance(found, robots.Robots) and found.delay:
            self.notes.slow(url.host, min(found.delay, LONGEST_CRAWL_DELAY))

    def _read_robots(self, url: Url) -> Generator[Fetch, Reply, robots.Robots | Reply]:
        limit = self.notes.network.timeout * 0.25
        for _ in range(5):
            reply = yield from self._fetch(Fetch(url, cap=robots.LARGEST, seconds=limit))
            if reply.failure in _LASTING or reply.status >= 500 or reply.status == 429:
                if reply.status and url.host == self.url.host:
                    reply.detail = "robots.txt could not be read"
                return reply if url.host == self.url.host else robots.ANYTHING
            if alive(reply):
                return robots.parse(reply.body, PRODUCT)
            if reply.status not in _REDIRECTS:
                return robots.ANYTHING
            try:
                url = self.notes.guard.target(join(url, reply.header("location")))
            except (MalformedError, ExcludedError, RefusedError):
                return robots.ANYTHING
        return robots.ANYTHING

    # -- judging ---------------------------------------------------------------------------------------------------

    def _page(self, reply: Reply) -> Page | None:
        if reply.kind not in _HTML and not _looks_like_page(reply):
            return None
        if alive(reply) or reply.status in (202, 401, 403, 405, 406, 429, 503):
            return html_cues.read(reply.body, reply.header("content-type"), anchors=self.anchors)
        return None

    def _onward(self, url: Url, reply: Reply, page: Page | None) -> tuple[str, int]:
        """(where to, status) of an HTTP redirect or a meta refresh; ("", 0) to stay."""
        if reply.status in _REDIRECTS and reply.header("location"):
            return reply.header("location"), reply.status
        refresh = page.refresh if page is not None else ""
        if b"\nrefresh:" in reply.low:
            refresh = html_cues.refresh(reply.header("refresh")) or refresh
        if refresh and alive(reply):
            try:
                if self.notes.guard.target(join(url, refresh)).address == url.address:
                    return "", 0
            except (MalformedError, ExcludedError, RefusedError):
                pass
            return refresh, reply.status
        return "", 0

    def _judge(self, url: Url, reply: Reply, page: Page | None) -> Generator[Fetch, Reply, Visited]:
        cues, moved = self.notes.cues, bool(self.chain) and url.address != self.url.address
        sight = Sight(self.url, url, reply.status, reply.low, page, moved, self._lasting, reply.body)
        verdict = judgement.wall(sight, cues) if not reply.failure else None
        if verdict is None and reply.status in (404, 410) and reply.kind in _HTML and self.notes.content:
            sight = sight._replace(page=html_cues.read(reply.body, reply.header("content-type")))
            verdict = judgement.all_the_same(sight, cues)
        if verdict is None and not alive(reply):
            return self._unanswered(url, reply, sight)
        if verdict is None and self.notes.content and not reply.body.strip():
            nothing = "page" if reply.kind in _HTML else "file" if _empty(reply) else ""
            if nothing:
                return self._seen("server-error", reply, f"the site answers with an empty {nothing}", url)
        if verdict is None and reply.kind.startswith("image/") and names_file(self.url):
            return self._seen("server-error", reply, "the site sends a picture instead of the file asked for", url)
        if verdict is None and self.notes.content and not names_file(self.url) and files.is_noise(reply):
            return self._seen("server-error", reply, "the site sends a file of no kind that is known", url)
        if verdict is None and files.breaks_off(reply):
            return self._seen("server-error", reply, "the PDF that the site sends breaks off before its end", url)
        verdict = verdict or self._said(url, reply)
        verdict = verdict or judgement.instead(sight, cues)
        drawn = sketch(page.text) if page is not None and verdict is None else ""
        if page is not None and verdict is None and not is_home(url):
            for beside in (yield from self._neighbours(url, reply, moved)):
                verdict = verdict or judgement.missing(sight, drawn, beside, cues)
        if verdict is not None:
            kept = shows.at(url, page, cues) if verdict.by_words and page is not None else ""
            return self._seen(verdict.outcome, reply, verdict.note, url, shows=kept)
        return self._found(url, reply, page, drawn, moved)

    def _said(self, url: Url, reply: Reply) -> judgement.Verdict | None:
        """What a short answer for programs says instead of the file asked for."""
        kind = answers.kind(reply.body, reply.kind) if self.notes.content else ""
        if not answers.textual(kind):
            return None
        said = answers.read(reply.body, kind)
        found = judgement.message(said, url, answers.stated(said), self.notes.cues) if said is not None else None
        return found or (judgement.FAULT if answers.faulty(reply.body, kind) else None)

    def _neighbours(self, url: Url, reply: Reply, moved: bool) -> Generator[Fetch, Reply, list[soft404.Neighbour]]:
        """The neighbours by which a page is judged: of the address found, and of the one asked if it led there. Where
        a site is honest beside the address asked, the redirect is of this page alone, and within the site that says
        enough."""
        if reply.failure:
            return [soft404.Neighbour()]
        if not moved or url.path == self.url.path:
            return [(yield from self._neighbour(url))]
        asked = yield from self._neighbour(self.url)
        if asked.honest and url.host == self.url.host:
            return [asked]
        return [(yield from self._neighbour(url)), asked]

    @property
    def _lasting(self) -> bool:
        return all(status in _PERMANENT for status, _ in self.chain)

    def _unanswered(self, url: Url, reply: Reply, sight: Sight) -> Visited:
        """What is said of an address that gave no page."""
        if reply.failure == "robots":
            if sight.moved and away(self.url, url, None, self.notes.cues) == SEARCH:
                return self._seen("moved-to-home", reply, f"leads to {SEARCH} instead of the page cited", url)
            return self._seen("disallowed", reply, reply.detail, url)
        if reply.failure == "closed":
            return self._seen("rate-limited", reply, reply.detail, url, next_try=reply.phase)
        if sight.moved and not connection_lost(reply) and judgement.signs_in(sight, self.notes.cues):
            return self._seen("restricted", reply, "leads to a sign-in page", url)
        outcome, note = of_reply(reply)
        if reply.failure == "guarded" and self.chain:
            outcome, note = "bad-redirect", f"redirects to an address that is not followed: {note}"
        if url.host in self.notes.closed and reply.status in (429, 503):
            until, why = self.notes.closed[url.host]
            return self._seen(outcome, reply, f"{note}: {why}", url, next_try=until)
        if reply.status and reply.detail and not reply.failure:
            note = f"{note}: {reply.detail}"
        page = sight.page if outcome == "gone" else None
        kept = shows.at(url, page, self.notes.cues) if page is not None and page.words >= shows.MUCH else ""
        return self._seen(outcome, reply, note, url, shows=kept)

    def _found(self, url: Url, reply: Reply, page: Page | None, drawn: str, moved: bool) -> Visited:
        outcome, notes = "ok", []
        if moved:
            outcome = "moved" if self._lasting else "redirected"
        if reply.failure:
            notes.append(reply.detail)
        if page is not None and judgement.unfilled(page, self.notes.cues):
            notes.append(judgement.UNFILLED)
        looks = confusable(self.url.host)
        if looks:
            notes.append(looks)
        own = self._canonical(url, page) if page is not None and page.canonical else ""
        if own:
            notes.append(f"the site gives {own} as the page's own address")
        text = page.text.encode() if page is not None else b"" if reply.capped else reply.body
        digest = _digest(text) if text else ""
        kept = page if self.anchors and not reply.capped else None
        seen = self._seen(outcome, reply, "; ".join(notes), url, digest=digest, drawn=drawn, page=kept)
        return seen._replace(probe=replace(seen.probe, replacement=own)) if own and outcome == "ok" else seen

    def _canonical(self, url: Url, page: Page) -> str:
        """The address the site prefers for the page, where it names another page of the site than the one found; a
        query, a fragment, a closing slash or the scheme alone make no other page, and the front page is none."""
        try:
            own = self.notes.guard.target(join(url, page.canonical))
        except (MalformedError, ExcludedError, RefusedError):
            return ""
        same = (own.host.removeprefix("www."), own.path.rstrip("/")) == (
            url.host.removeprefix("www."),
            url.path.rstrip("/"),
        )
        if same or site(own.host) != site(url.host) or away(url, own, None, self.notes.cues):
            return ""
        return own.address

    def _seen(
        self,
        outcome: str,
        reply: Reply,
        note: str,
        url: Url | None = None,
        *,
        digest: str = "",
        next_try: str = "",
        drawn: str = "",
        shows: str = "",
        page: Page | None = None,
    ) -> Visited:
        final = str(url) if url is not None else self.chain[-1][1] if self.chain else ""
        asked = reply.failure not in ("closed", "robots") or bool(self.chain)
        probe = Probe(
            url=redacted(self.urls[0]),
            outcome=outcome,
            final_url=final,
            status=reply.status,
            redirects=tuple(self.chain),
            digest=digest,
            asked_at=self.notes.now if asked else "",
            elapsed=float(round(self.notes.network.timeout - self.left)),
            replacement=final if outcome == "moved" else "",
            note=note,
            next_try=next_try,
            shows=shows,
        )
        return Visited(probe, drawn, page, reply if self.notes.reading else None)

    def _neighbour(self, url: Url) -> Generator[Fetch, Reply, soft404.Neighbour]:
        """What an address beside `url` that cannot exist answers, asked once a run of all that have the same; not where
        the site wants long pauses between questions."""
        beside = soft404.neighbour(url)
        known = self.notes.neighbours.get(url.origin, {}).get(beside)
        rules = self.notes.robots.get(url.origin)
        if isinstance(rules, robots.Robots) and rules.delay > LONGEST_NEIGHBOUR_DELAY:
            return soft404.Neighbour()
        if known is None and self.left >= 0.5:
            known = yield from self._ask_neighbour(url.at(beside))
            self.notes.neighbours.setdefault(url.origin, {})[beside] = known
        return known or soft404.Neighbour()

    def _ask_neighbour(self, url: Url) -> Generator[Fetch, Reply, soft404.Neighbour]:
        for _ in range(5):
            rules = self.notes.robots.get(url.origin)
            if isinstance(rules, Reply) or (rules is not None and not rules.allows(url.target)):
                break
            cap = min(PAGE, self.notes.network.max_body)
            reply = yield from self._fetch(Fetch(url, "GET", True, cap, self.left))
            if b"\nset-cookie:" in reply.low:
                self._keep_cookies(url, reply)
            if reply.status in (404, 410):
                return soft404.Neighbour(known=True, honest=True)
            page = self._page(reply) if reply.body else None
            where, _ = self._onward(url, reply, page)
            if not where:
                if page is None or not alive(reply):
                    break
                if judgement.wall(Sight(url, url, reply.status, reply.low, page), self.notes.cues) is None:
                    return soft404.seen(url, page)
                break
            try:
                url = self.notes.guard.target(join(url, where))
            except (MalformedError, ExcludedError, RefusedError):
                break
        return soft404.Neighbour()

    # -- cookies ---------------------------------------------------------------------------------------------------

    def _keep_cookies(self, url: Url, reply: Reply) -> None:
        for name, value in reply.headers:
            if name != "set-cookie":
                continue
            pair, *attributes = value.split(";")
            key, equals, content = pair.strip().partition("=")
            domain = url.host
            for attribute in attributes:
                what, _, to = attribute.strip().partition("=")
                to = to.strip().lower().removeprefix(".")
                if what.lower() == "domain" and "." in to and url.host.endswith("." + to):
                    domain = to
            if equals and len(content) <= 4096 and "\r" not in content:
                self.jar.setdefault(domain, {})[key] = content

    def _cookies(self, url: Url) -> str:
        if not self.jar:
            return ""
        mine: dict[str, str] = {}
        for domain, pairs in self.jar.items():
            if url.host == domain or url.host.endswith("." + domain):
                mine.update(pairs)
        return "; ".join(f"{name}={value}" for name, value in mine.items())


def _digest(text: bytes) -> str:
    from hashlib import sha256  # answers without a body need none

    return sha256(text).hexdigest()


def _looks_like_page(reply: Reply) -> bool:
    """Is an answer without a media type of its own a page, by its first letters?"""
    start = reply.body[:200].lstrip().lower()
    if reply.kind == "":
        return start[:1] == b"<"
    kinds = ("application/octet-stream", "text/plain", files.PDF)
    return reply.kind in kinds and start.startswith((b"<!doctype html", b"<html"))


def _empty(reply: Reply) -> bool:
    """Does an answer say that nothing comes with it?"""
    return reply.status == 204 or reply.header("content-length") == "0"


def _tells(reply: Reply) -> bool:
    """May a HEAD stand for a message that a GET would show, or for a short file that breaks off?"""
    length = reply.header("content-length")
    size = int(length) if length.isdecimal() else None
    if reply.kind == files.PDF:
        return size is not None and size <= files.SHORT
    return answers.textual(reply.kind) and (size is None or size <= answers.LARGEST)


def retry_after(reply: Reply, now: str) -> float:
    """Seconds the answer asks us to wait, -1.0 if it does not say; a date counts from the answer's own Date."""
    value = reply.header("retry-after")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    from email.utils import parsedate_to_datetime

    try:
        then = parsedate_to_datetime(value)
        stamp = reply.header("date")
        start = parsedate_to_datetime(stamp) if stamp else _moment(now)
        return max(0.0, (then - start).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return -1.0


def later(now: str, seconds: float) -> str:
    """ISO time `seconds` after `now`, at most a year."""
    return (_moment(now) + timedelta(seconds=min(seconds, 31_536_000))).isoformat(timespec="seconds")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
