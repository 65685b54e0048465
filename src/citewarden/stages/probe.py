"""Which cited addresses live, which only look dead, and what replaces the lost ones.

`probe` is pure over what is `known`: it asks what is due, joins each new observation to the earlier ones, judges over
time, and looks for archived copies. `observed` does so with what the store remembers.

- A living link is asked again after `policy.alive_days`, give or take a fifth (by its address, so that the load is
  spread and a run can be repeated), one that robots may not see after `policy.blocked_days`; errors always.
- Dead is gone, no-host, doi-unregistered, misplaced or parked in at least `policy.dead_after_runs` runs at least
  `policy.dead_after_hours` apart with no life between them; or silent (refused, hanging, not HTTP, in circles) in at
  least `policy.silent_after_runs` runs at least `policy.silent_after_days` apart. Runs that learnt nothing count for
  nothing.
- A DOI is judged by its handle record, never by its publisher's bot wall.
"""

from __future__ import annotations

import re
import threading
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from citewarden import config
from citewarden.config import Links, Network
from citewarden.errors import ConfigError
from citewarden.model import Link, Probe
from citewarden.registries import doi_org, wayback
from citewarden.registries._record import listed, loads, mapping
from citewarden.stages._copies import Sought, copies
from citewarden.store import digest, some
from citewarden.store import links as memory
from citewarden.store.codec import decode
from citewarden.text import addresses
from citewarden.web.urls import redacted

if TYPE_CHECKING:
    from citewarden.store.database import Database
    from citewarden.web.ask import Answer
    from citewarden.web.client import Client
    from citewarden.web.prober import Prober
    from citewarden.web.visit import Visited

ALIVE = frozenset({"ok", "moved", "redirected", "fragment-missing"})
LOST = frozenset({"gone", "no-host", "doi-unregistered"})
MISPLACED = frozenset({"soft-404", "moved-to-home", "parked"})
SILENT = frozenset({"refused", "timed-out", "not-http", "bad-redirect"})
UNSEEN = frozenset({"restricted", "blocked", "rate-limited", "disallowed"})
ANSWERED = UNSEEN | {"server-error", "tls"}
"""Somebody is there, though the page was not seen."""
HISTORY = 12
LOST_LOOKUPS = 100
LIVE_LOOKUPS = 50
"""Most archive questions a run about lost and about living pages; the rest is asked in later runs."""
NEAR = 183
"""Days between an access date and an archived copy that may stand for what was read."""
FORGET_DAYS = 400
AT_ONCE = 500
"""Links that are sorted out together."""
HELD = 0.5
"""Seconds for which observations are held to be kept together: no more is lost by a run that is killed."""

Told = Callable[[Sequence[Probe]], None]


class Days(NamedTuple):
    """A link's ISO dates: the earliest day on which it was read ("" if none is told), and those as of which it is
    cited, "" for a citation without."""

    accessed: str = ""
    cited: tuple[str, ...] = ("",)


Earlier = tuple[Days, Probe | None]
"""A link's days, and what was remembered of it."""
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?::\d+)?/")
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
_DOI_PATH = re.compile(r"^/(?:doi:)?(10\.\d{4,9}(?:\.\d+)*/.+)$", re.IGNORECASE)


def probe(
    links: Iterable[Link],
    *,
    known: Mapping[str, Probe],
    network: Network,
    policy: Links,
    now: str,
    offline: bool,
    client: Client | None = None,
    seconds: float = 0.0,
    live_lookups: int = 0,
) -> list[Probe]:
    """One Probe for each link, in their order; `known` maps addresses to what `probe` returned in earlier runs.

    `seconds` bounds the asking (0: no bound), `client` is asked for DOIs and archived copies (one is made if none is
    given). Lost pages are looked up in the web archive, and `live_lookups` living ones. `Probe.url` is the link's
    address without any user name and password.
    """
    links = list(links)
    rows: dict[str, Probe] = {}
    due: dict[str, Link] = {}
    hosts: dict[str, list[str]] = defaultdict(list)
    never = _never(network)
    for link in links:
        url = redacted(link.url)
        earlier = known.get(url)
        if url in rows or url in due:
            continue
        if earlier is not None and fresh(earlier, policy, now):
            rows[url] = earlier
        elif (row := never(link.url)) is not None:
            rows[url] = row
        else:
            due[url] = link
            hosts[_lane(url)].append(url)
    asking = _Asking(
        network,
        policy,
        now,
        earlier=lambda urls: {url: (_days(due[url]), known.get(url)) for url in urls},
        told=lambda judged: rows.update((row.url, row) for row in judged),
        client=client,
        live_lookups=live_lookups,
    )
    dois = hosts.pop(_DOIS, [])
    groups = sorted(hosts.values(), key=len, reverse=True)
    if groups or dois:
        asking.unasked([*groups, dois], "offline") if offline else asking.ask(groups, dois, seconds)
    return [rows[redacted(link.url)] for link in links]


def observed(
    links: Iterable[Link],
    database: Database,
    *,
    network: Network,
    policy: Links,
    now: str,
    offline: bool,
    client: Client | None = None,
    seconds: float = 0.0,
    live_lookups: int = LIVE_LOOKUPS,
    terms: str = "",
) -> Counter[str]:
    """`probe` with its memory in the store. Observations are kept as they come (`HELD`), so that a killed run goes on.

    Links no longer cited are forgotten after a year and a bit. Memory does not grow with the number of links. `terms`
    is a digest of all that what is shown hangs on but the links themselves, the time and whoever answers: a link about
    which nothing is new under the same terms is passed over ("": none is). Given back is how many were observed, by
    outcome, and how many were "kept".
    """
    with _Due(database) as due:
        kept = _sort_out(links, database, due, network=network, policy=policy, now=now, terms=terms)

        def told(rows: Sequence[Probe]) -> None:
            with database.transaction():
                memory.remember(database, rows)
                for row in rows:
                    if not row.asked_at:
                        memory.show(database, row)

        asking = _Asking(
            network,
            policy,
            now,
            earlier=due.earlier,
            told=told,
            client=client,
            live_lookups=live_lookups,
        )
        if due and offline:
            with database.transaction():
                asking.unasked(chain(due, [due.dois()]), "offline")
                memory.settle(database, due.settled(now))
        elif due:
            asking.ask(due, due.dois(), seconds)
        counts = asking.counts + Counter({"kept": kept + len(due) - asking.counts.total()})
    memory.forget(database, (_moment(now) - timedelta(days=FORGET_DAYS)).isoformat())
    return counts


def _sort_out(
    links: Iterable[Link], database: Database, due: _Due, *, network: Network, policy: Links, now: str, terms: str
) -> int:
    """Put each link where it belongs: what still keeps (how many do), what nobody asks, what is due."""
    kept, never = 0, _never(network)
    revealed: list[str] = []
    shown: list[Probe] = []
    settled: list[tuple[str, str, str, str]] = []
    rows = iter(links)
    while batch := list(islice(rows, AT_ONCE)):
        unsettled = _unsettled(batch, database, terms, now)
        kept += len(batch) - len(unsettled)
        known = memory.look_up(database, [url for url, *_ in unsettled])
        for url, link, own in unsettled:
            earlier, instead = known.get(url, (None, ""))
            if earlier is not None and fresh(earlier, policy, now):
                kept += 1
                revealed += [url] if instead else []
                settled.append((url, own, _text(_moment(earlier.asked_at)), _text(until(earlier, policy))))
            elif (row := never(link.url)) is not None:
                kept += 1
                shown.append(row)
                settled.append((url, own, "", ""))
            else:
                due.add(url, link, own)
    with database.transaction():
        for url in revealed:
            memory.show_remembered(database, url)
        for row in shown:
            memory.show(database, row)
        if terms:
            memory.settle(database, settled)
    return kept


def _unsettled(links: Sequence[Link], database: Database, terms: str, now: str) -> list[tuple[str, Link, str]]:
    """(address, link, its own terms) of the links of which it is not settled what is shown."""
    moment, found = as_kept(now), []
    known = memory.settled(database, [redacted(link.url) for link in links]) if terms else {}
    for link in links:
        url, own = redacted(link.url), _terms(terms, _days(link))
        said, since, end = known.get(url, ("", "", ""))
        if said != own or since > moment or (end and moment >= end):
            found.append((url, link, own))
    return found


@lru_cache(maxsize=1024)
def _terms(terms: str, days: Days) -> str:
    """Of what all that is shown of a link hangs on but the link, the digest."""
    return f"{terms} {digest(days.accessed, *days.cited)}"


class _Due:
    """Links that are due, in a table of the connection's own. Iterating gives one host's addresses after the other, the
    host with most of them first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows: list[tuple[str, str, str, str, str]] = []
        self._any = False

    def __enter__(self) -> _Due:
        self._database.execute(
            "create temporary table due(url text primary key, lane text, accessed text, cited text, terms text)"
        )
        self._database.execute("create index due_lane on due(lane)")
        return self

    def __exit__(self, *_: object) -> None:
        self._database.execute("drop table due")

    def __bool__(self) -> bool:
        return self._any

    def __len__(self) -> int:
        self._put()
        return int(self._database.one("select count(*) from due"))

    def add(self, url: str, link: Link, terms: str) -> None:
        """Take one link, and the terms under which it can be settled without asking."""
        days = _days(link)
        self._rows.append((url, _lane(url), days.accessed, "\n".join(days.cited), terms))
        self._any = True
        if len(self._rows) >= AT_ONCE:
            self._put()

    def _put(self) -> None:
        sql = "insert into due(url, lane, accessed, cited, terms) values (?, ?, ?, ?, ?) on conflict(url) do nothing"
        self._database.many(sql, self._rows)
        self._rows = []

    def __iter__(self) -> Iterator[list[str]]:
        self._put()
        sql = "select lane from due where lane <> ? group by lane order by count(*) desc, lane"
        for (lane,) in self._database.execute(sql, (_DOIS,)):
            yield self._of(lane)

    def dois(self) -> list[str]:
        """The addresses that name DOIs."""
        return self._of(_DOIS)

    def _of(self, lane: str) -> list[str]:
        self._put()
        return [url for (url,) in self._database.execute("select url from due where lane = ? order by url", (lane,))]

    def earlier(self, urls: Sequence[str]) -> dict[str, Earlier]:
        """The days of each link's citations, and what is remembered of it."""
        found: dict[str, Earlier] = {}
        for few in some(urls):
            marks = ", ".join("?" * len(few))
            sql = "select due.url, accessed, cited, row from due left join probe on probe.url = due.url"
            sql += f" where due.url in ({marks})"
            for url, accessed, cited, row in self._database.execute(sql, few):
                found[url] = Days(accessed, tuple(cited.split("\n"))), decode(Probe, row) if row else None
        return found

    def settled(self, now: str) -> list[tuple[str, str, str, str]]:
        """All of them as they are settled at a moment from which nobody is asked, but what was observed later."""
        self._put()
        rows = self._database.stream(
            "select due.url, due.terms, asked_at from due left join probe on probe.url = due.url"
        )
        at = _moment(now)
        return [(url, terms, _text(at), "") for url, terms, asked in rows if not asked or _moment(asked) <= at]


def fresh(earlier: Probe, policy: Links, now: str) -> bool:
    """Need nobody be asked, because an earlier observation still keeps?"""
    end, moment = until(earlier, policy), _moment(now)
    return end is not None and moment < end and (_waits(earlier) or _moment(earlier.asked_at) <= moment)


def until(earlier: Probe, policy: Links) -> datetime | None:
    """When an observation grows old, None for one that is to be made again at once."""
    if not earlier.asked_at:
        return None
    ends = [_moment(earlier.next_try)] if _waits(earlier) else []
    if earlier.outcome in ALIVE:
        jitter = 0.8 + 0.4 * (zlib.crc32(earlier.url.encode()) % 1000) / 1000
        ends.append(_moment(earlier.asked_at) + timedelta(days=policy.alive_days * jitter))
    elif earlier.outcome in UNSEEN or earlier.outcome in MISPLACED:
        ends.append(_moment(earlier.asked_at) + timedelta(days=policy.blocked_days))
    return max(ends, default=None)


def _waits(earlier: Probe) -> bool:
    """Whether the host said when to come again."""
    return bool(earlier.next_try) and earlier.outcome in ("rate-limited", "server-error")


def dead(outcome: str, history: Sequence[tuple[str, str]], policy: Links, now: str) -> bool:
    """Is a link dead that had `outcome` now and `history` before (oldest first)?"""
    lost = LOST | MISPLACED
    if outcome in lost:
        kinds, runs, hours = lost, policy.dead_after_runs, policy.dead_after_hours
    elif outcome in SILENT:
        kinds, runs, hours = SILENT | lost, policy.silent_after_runs, 24 * policy.silent_after_days
    else:
        return False
    seen = [now]
    for asked_at, was in reversed(history):
        if was in ALIVE or (outcome in SILENT and was in ANSWERED):
            break
        if was in kinds:
            seen.append(asked_at)
    enough = len({moment[:10] for moment in seen} if outcome in SILENT else set(seen)) >= runs
    return enough and _moment(seen[0]) - _moment(seen[-1]) >= timedelta(hours=hours)


def archive(addresses: Sequence[str], *, client: Client, allowed: bool = False) -> list[Answer]:
    """Ask the Wayback Machine to take copies now, at its pace. Only where the configuration allows it.

    Raises:
        ConfigError: it does not.
    """
    from citewarden.web.ask import Ask

    if not allowed:
        remedy = "set it to true in config.yaml to have copies taken"
        raise ConfigError("asking the web archive for copies is switched off", where="links.save", remedy=remedy)
    base = client.base("wayback_save")
    asks = [Ask(wayback.save_url(base, redacted(a)), "wayback_save", days=1.0) for a in dict.fromkeys(addresses)]
    return client.get_many(asks)


def _never(network: Network) -> Callable[[str], Probe | None]:
    """A judge of addresses that nobody can or will ask, network or not: their Probe, None for all others."""
    from citewarden.web.guard import Guard, RefusedError
    from citewarden.web.urls import ExcludedError, MalformedError

    guard = Guard(network)

    def judge(address: str) -> Probe | None:
        try:
            guard.target(address)
        except (MalformedError, RefusedError) as error:
            return Probe(redacted(address), "malformed", note=str(error))
        except ExcludedError as error:
            return Probe(redacted(address), "excluded", note=str(error))
        return None

    return judge


class _Asking:
    """One run's asking: the prober, the DOI handles, the web archive.

    `earlier` gives what is known of some links, `told` takes judged observations, those of one address in turn (the
    last is valid). `counts` are those made in this run, by outcome.
    """

    def __init__(
        self,
        network: Network,
        policy: Links,
        now: str,
        *,
        earlier: Callable[[Sequence[str]], Mapping[str, Earlier]],
        told: Told,
        client: Client | None,
        live_lookups: int,
    ) -> None:
        self.network, self.policy, self.now = network, policy, now
        self._earlier, self._told = earlier, told
        self._client = client
        self.counts: Counter[str] = Counter()
        self._lost = _Few(LOST_LOOKUPS)
        self._living = _Few(live_lookups)

    @property
    def client(self) -> Client:
        if self._client is None:
            from citewarden.web.client import Client

            self._client = Client(self.network, cache=None, now=self.now, offline=False)
        return self._client

    def unasked(self, hosts: Iterable[Sequence[str]], why: str) -> None:
        """Say of the links that nobody asked in this run."""
        for group in hosts:
            for few in some(group):
                self._note((Probe(url, "not-checked", note=f"not asked: {why}"), "") for url in few)

    def ask(self, hosts: Iterable[Sequence[str]], dois: Sequence[str], seconds: float) -> None:
        """Ask the network about the links due, host by host, and about DOIs."""
        from citewarden.web.html_cues import Cues
        from citewarden.web.prober import DOWN, Prober

        cues = Cues.of(config.lexicon("link_cues"))
        closed = self._client.closed if self._client is not None else None
        with Prober(self.network, now=self.now, cues=cues, content=self.policy.soft_404, closed=closed) as prober:
            if self.network.offline == "auto" and not prober.online():
                self.unasked(chain(hosts, [dois]), DOWN)
                return
            self._probe(prober, hosts, dois, seconds)
        if self.policy.archive_lookup:
            self._copies()

    # -- observations ----------------------------------------------------------------------------------------------

    def _probe(self, prober: Prober, hosts: Iterable[Sequence[str]], dois: Sequence[str], seconds: float) -> None:
        until = time.monotonic() + seconds
        names = {url: doi_of(url) for url in dois}
        handles: dict[str, _Handle] = {}
        asking = threading.Thread(target=self._handles, args=(sorted(set(names.values())), handles))
        if names:
            asking.start()
        for results in prober.run(hosts, seconds=seconds, hold=HELD):
            self._note((seen.probe, seen.sketch) for seen in results)
        if names:
            asking.join()
            left = max(0.001, until - time.monotonic()) if seconds else 0.0
            self._judge_dois(prober, names, handles, left)

    def _note(self, seen: Iterable[tuple[Probe, str]]) -> None:
        """Judge observations, each with its sketch, over time, and hand them on."""
        made = list(seen)
        known = self._earlier([row.url for row, _ in made])
        rows: list[Probe] = []
        for row, drawn in made:
            days, earlier = known[row.url]
            rows.append(self._candidate(self._joined(row, drawn, days, earlier), days))
        self.counts.update(row.outcome for row in rows if row.asked_at == self.now)
        self._told(rows)

    def _candidate(self, row: Probe, days: Days) -> Probe:
        """Remember to look for archived copies of what is lost, and of some of what lives."""
        if not self.policy.archive_lookup or doi_of(row.url):
            return row
        for rank, day in _unsought(row, days):
            if row.dead or row.outcome in MISPLACED:
                self._lost.add(rank, row, days, day)
            elif row.outcome in ALIVE:
                self._living.add(rank, row, days, day)
        return _proposed(row)

    def _handles(self, names: Sequence[str], found: dict[str, _Handle]) -> None:
        from citewarden.web.ask import Ask

        base = self.client.base("doi_org")
        for start in range(0, len(names), 200):
            part = names[start : start + 200]
            answers = self.client.get_many([Ask(doi_org.url(base, n), "doi_org", days=0.0) for n in part])
            found.update((name, _handle(answer)) for name, answer in zip(part, answers, strict=True))

    def _judge_dois(
        self, prober: Prober, names: Mapping[str, str], handles: Mapping[str, _Handle], seconds: float
    ) -> None:
        landing: dict[str, list[str]] = defaultdict(list)
        settled: list[Probe] = []
        for url, name in names.items():
            known, status, page = handles.get(name, ("", 0, ""))
            if not known:
                note = "not asked: the DOI system did not answer"
                settled.append(Probe(url, "not-checked", note=note))
            elif known == "unregistered":
                note = f"the DOI {name} is not registered with the DOI system"
                settled.append(Probe(url, "doi-unregistered", status=status, asked_at=self.now, note=note))
            elif not page:
                settled.append(Probe(url, "ok", final_url=url, status=200, asked_at=self.now))
            else:
                landing[page].append(url)
        self._note((row, "") for row in settled)
        by_page: dict[str, list[str]] = defaultdict(list)
        for page, urls in landing.items():
            by_page[redacted(page)] += urls
        for seen in prober.probe(sorted(landing), seconds=seconds):
            self._note((_by_handle(url, seen, self.now), seen.sketch) for url in by_page.pop(seen.probe.url, ()))

    def _joined(self, row: Probe, drawn: str, days: Days, earlier: Probe | None) -> Probe:
        """The observation joined to the earlier ones and judged over time."""
        if earlier is None:
            is_dead = dead(row.outcome, (), self.policy, self.now)
            since = self.now if drawn else ""
            return replace(row, dead=is_dead, sketch=drawn, sketch_at=since) if is_dead or drawn else row
        if row.outcome == "not-checked" and earlier.dead:
            note = f"{earlier.note.partition(' (last asked')[0]} (last asked {earlier.asked_at})"
            return replace(earlier, note=note)
        was = ((earlier.asked_at, earlier.outcome),) if earlier.asked_at else ()
        history = _trimmed((*earlier.history, *(pair for pair in was if pair not in earlier.history)))
        baseline, since = earlier.sketch, earlier.sketch_at
        if not baseline or days.accessed > since[:10]:
            baseline, since = drawn, self.now if drawn else ""
        alike = -1.0
        if drawn and baseline and row.outcome in ALIVE:
            from citewarden.web.minhash import similarity

            alike = round(similarity(drawn, baseline), 3)
        return replace(
            row,
            dead=dead(row.outcome, history, self.policy, self.now),
            history=history,
            similarity=alike,
            sketch=baseline,
            sketch_at=since,
            memento=earlier.memento,
            memento_at=earlier.memento_at,
            archive=earlier.archive,
            copies=earlier.copies,
        )

    # -- the web archive -------------------------------------------------------------------------------------------

    def _copies(self) -> None:
        """Look for archived copies of the candidates; propose replacements."""
        rows: dict[str, Probe] = {}
        days: dict[str, Days] = {}
        for few in (self._lost, self._living):
            rows.update((row.url, row) for row, _, _ in few)
            days.update((row.url, own) for row, own, _ in few)
        before = dict(rows)
        lost, living = ([(row.url, day) for row, _, day in few] for few in (self._lost, self._living))
        self._look_up_all(rows, lost, thorough=True)
        self._look_up_all(rows, living, thorough=False)
        new = dict.fromkeys(url for url, _ in living if not before[url].copies)
        self._compare_with_copies(rows, list(new), days)
        self._told([_proposed(row) for url, row in rows.items() if row is not before[url]])

    def _look_up_all(self, rows: dict[str, Probe], wanted: Sequence[Sought], *, thorough: bool) -> None:
        """One day of each page first; then further days of those that have any copy at all."""
        first = list({url: (url, day) for url, day in reversed(wanted) if not rows[url].copies}.values())
        self._look_up(rows, first, thorough=thorough)
        self._look_up(rows, [s for s in wanted if s not in first and rows[s[0]].copies], thorough=thorough)

    def _look_up(self, rows: dict[str, Probe], wanted: Sequence[Sought], *, thorough: bool) -> None:
        if not wanted:
            return
        sought = [(_page(url), day or _last_alive(rows[url])) for url, day in wanted]
        found = copies(dict.fromkeys(sought), self.client, thorough=thorough)
        for (url, day), each in zip(wanted, sought, strict=True):
            rows[url] = _with_copy(rows[url], day, *found[each])

    def _compare_with_copies(self, rows: dict[str, Probe], urls: Sequence[str], days: Mapping[str, Days]) -> None:
        """Where the archive holds the page as it was on the access date, drift counts from there."""
        from citewarden.web import html_cues
        from citewarden.web.ask import Ask
        from citewarden.web.minhash import similarity, sketch

        read = {url: rows[url].for_day(days[url].accessed) for url in urls if days[url].accessed and rows[url].sketch}
        near = {
            url: row
            for url, row in read.items()
            if row.memento and wayback.distance(row.memento_at, days[url].accessed) <= NEAR
        }
        asks = [Ask(wayback.Memento(r.memento, r.memento_at).raw, "wayback_cdx", days=30.0) for r in near.values()]
        for (url, row), answer in zip(near.items(), self.client.get_many(asks) if asks else [], strict=True):
            if not answer.ok:
                continue
            page = html_cues.read(answer.body, answer.headers.get("content-type", ""))
            then = sketch(page.text)
            if then:
                alike = round(similarity(rows[url].sketch, then), 3)
                rows[url] = replace(rows[url], similarity=alike, sketch=then, sketch_at=row.memento_at)


class _Few:
    """The first questions to the archive by rank, address and day: (row, its days, the day a copy is to be near)."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rows: dict[Sought, tuple[str, Probe, Days]] = {}

    def add(self, rank: str, row: Probe, days: Days, day: str) -> None:
        """Take a question, unless there are enough before it."""
        self._rows[row.url, day] = (rank, row, days)
        if len(self._rows) > 2 * self._limit + 64:
            self._cut()

    def __iter__(self) -> Iterator[tuple[Probe, Days, str]]:
        self._cut()
        return ((row, days, day) for (_, day), (_, row, days) in self._rows.items())

    def _cut(self) -> None:
        first = sorted(self._rows.items(), key=lambda item: (item[1][0], item[0]))[: self._limit]
        self._rows = dict(first)


_DOIS = "doi:"
_Handle = tuple[str, int, str]
"""("registered", "unregistered" or "" when the DOI system did not say, status, landing page)."""


def _handle(answer: Answer) -> _Handle:
    if answer.outcome != "answered":
        return "", 0, ""
    try:
        if not doi_org.parse(answer.body):
            return "unregistered", answer.status, ""
        return "registered", answer.status, _landing_page(answer.body)
    except ValueError:
        return "", 0, ""


def _lane(url: str) -> str:
    """Whom a link is asked with: its host, or all DOIs."""
    if doi_of(url):
        return _DOIS
    plain = _PLAIN_HOST.match(url)
    if plain:
        return plain[1]
    return addresses.split(url).hostname or ""


def _proposed(row: Probe) -> Probe:
    """With the archived copy as replacement of what is lost, if the archive was asked and has one."""
    if not (row.dead or row.outcome in LOST or row.outcome in MISPLACED) or row.outcome == "doi-unregistered":
        return row
    return replace(row, replacement=row.memento)


def doi_of(url: str) -> str:
    """The DOI that a resolver address names, in lower case; "" for any other address."""
    if "doi.org/" not in url.lower():
        return ""
    parts = addresses.split(url)
    found = _DOI_PATH.match(unquote(parts.path)) if (parts.hostname or "").lower() in _DOI_HOSTS else None
    return found[1].lower() if found else ""


def _landing_page(handle_answer: bytes) -> str:
    """The address a handle record leads to, "" if it names none."""
    for value in listed(mapping(loads(handle_answer), "a handle's record").get("values")):
        if isinstance(value, dict) and value.get("type") == "URL" and isinstance(value.get("data"), dict):
            return str(value["data"].get("value") or "")
    return ""


def _by_handle(url: str, seen: Visited, now: str) -> Probe:
    """The judgement of a registered DOI, whatever its landing page said."""
    row = seen.probe
    note = "" if row.outcome in ALIVE else f"the DOI is registered; its landing page was not seen: {row.note}"
    return replace(row, url=url, outcome="ok", asked_at=now, note=note, replacement="", next_try="")


def _days(link: Link) -> Days:
    return Days(link.accessed, link.days or (link.accessed,))


def _unsought(row: Probe, days: Days) -> list[tuple[str, str]]:
    """(rank, day) of the days as of which a page is cited for which no copy is known yet.

    Pages never looked up come first, with one day each, then further days of pages, then pages that had no copy.
    """
    known = {day for day, _, _ in row.copies}
    left = [day for day in days.cited if day not in known]
    if row.archive == "none":
        return [("later", day) for day in left[:1]]
    return [("further" if known or n else "", day) for n, day in enumerate(left)]


def _last_alive(row: Probe) -> str:
    """The day on which a link was last seen alive, "" if it never was."""
    return next((asked_at[:10] for asked_at, was in reversed(row.history) if was in ALIVE), "")


def _with_copy(row: Probe, day: str, found: wayback.Memento | None, said: str) -> Probe:
    """With the copy for a citation of `day`; what the archive said of one day does not undo what it said of others."""
    if found is None:
        return row if row.copies else replace(row, archive=said)
    _, mark, fragment = row.url.partition("#")
    known = sorted({*row.copies, (day, f"{found.address}{mark}{fragment}", found.at)})
    _, memento, at = known[0]
    return replace(row, copies=tuple(known), memento=memento, memento_at=at, archive="found")


def _page(url: str) -> str:
    """An address without its fragment."""
    return url.partition("#")[0]


def _trimmed(history: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """At most `HISTORY` observations: in a run of like ones those after the first go first, so that it stays known how
    long it has lasted."""
    kept = list(history)
    while len(kept) > HISTORY:
        kinds = [_kind(was) for _, was in kept]
        inner = (i for i in range(1, len(kept) - 1) if kinds[i - 1] == kinds[i] == kinds[i + 1])
        del kept[next(inner, 0)]
    return tuple(kept)


def _kind(outcome: str) -> str:
    lists = {"alive": ALIVE, "lost": LOST | MISPLACED, "silent": SILENT, "unseen": UNSEEN}
    return next((name for name, outcomes in lists.items() if outcome in outcomes), outcome)


def _text(moment: datetime | None) -> str:
    """A moment as text that stands in order, "" for none."""
    return moment.astimezone(UTC).isoformat() if moment else ""


def as_kept(now: str) -> str:
    """A moment as the memory of links has it."""
    return _text(_moment(now))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
