"""Which cited addresses live, which only look dead, and what replaces the lost ones.

`probe` is pure over what is `known`: it asks what is due, joins each new observation to the earlier ones, judges over
time, and looks for archived copies. Files are kept by `_link_state.py`; `remembered` joins the two for one shard.

- A living link is asked again after `policy.alive_days`, give or take a fifth (by its address, so that the load is
  spread and a run can be repeated), one that robots may not see after `policy.blocked_days`; errors always.
- Dead is gone, no-host or doi-unregistered in at least `policy.dead_after_runs` runs at least
  `policy.dead_after_hours` apart with no life between them. Runs that learnt nothing count for nothing.
- A DOI is judged by its handle record, never by its publisher's bot wall.
"""

from __future__ import annotations

import json
import re
import threading
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from citewarden import config
from citewarden.config import Links, Network
from citewarden.errors import ConfigError
from citewarden.model import Link, Probe
from citewarden.registries import doi_org, wayback
from citewarden.stages import _link_state as state
from citewarden.web.urls import redacted

if TYPE_CHECKING:
    from citewarden.web.door import Answer, Door
    from citewarden.web.prober import Prober
    from citewarden.web.visit import Seen

ALIVE = frozenset({"ok", "moved", "redirected", "fragment-missing"})
LOST = frozenset({"gone", "no-host", "doi-unregistered"})
MISPLACED = frozenset({"soft-404", "moved-to-home", "parked"})
UNSEEN = frozenset({"restricted", "blocked", "rate-limited"})
SHARED_BY = 3
"""So many different addresses of a site leading to one page were not moved: they were swept together."""
HISTORY = 12
LOST_LOOKUPS = 100
LIVE_LOOKUPS = 10
"""Most archive questions a run about lost and about living pages; the rest is asked in later runs."""
NEAR = 183
"""Days between an access date and an archived copy that may stand for what was read."""
FORGET_DAYS = 400

Told = Callable[[Probe], None]
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
    door: Door | None = None,
    told: Told | None = None,
    seconds: float = 0.0,
    live_lookups: int = 0,
) -> list[Probe]:
    """One Probe for each link, in their order; `known` maps addresses to what `probe` returned in earlier runs.

    `told` is called with each new observation as it is made, `seconds` bounds the asking (0: no bound), `door` is
    asked for DOIs and archived copies (one is made if none is given). Lost pages are looked up in the web archive,
    and `live_lookups` living ones. `Probe.url` is the link's address without any user name and password.
    """
    links = list(links)
    rows: dict[str, Probe] = {}
    due: dict[str, Link] = {}
    for link in links:
        url = redacted(link.url)
        earlier = known.get(url)
        if earlier is not None and fresh(earlier, policy, now):
            rows[url] = earlier
        elif url not in rows:
            due[url] = link
    if due:
        asking = _Asking(network, policy, now, known, door, told, live_lookups)
        rows.update(asking.never(due))
        due = {url: link for url, link in due.items() if url not in rows}
    if due:
        rows.update(asking.unasked(due, "offline") if offline else asking.ask(due, seconds))
    return [rows[redacted(link.url)] for link in links]


def remembered(
    links: Iterable[Link],
    path: Path,
    *,
    network: Network,
    policy: Links,
    now: str,
    offline: bool,
    door: Door | None = None,
    seconds: float = 0.0,
) -> list[Probe]:
    """`probe` with its memory in the state file `path`: read first, journaled while asking, written whole at the end.

    A killed run goes on where it stopped. Links no longer cited are forgotten after a year and a bit.

    Raises:
        StateError: the file is damaged or cannot be written.
    """
    known = state.read(path)
    keep = state.journal(path).exists()
    with state.journaled(path) as journal:
        rows = probe(
            links,
            known=known,
            network=network,
            policy=policy,
            now=now,
            offline=offline,
            door=door,
            told=lambda row: journal.append(row) if row.asked_at else None,
            seconds=seconds,
            live_lookups=LIVE_LOOKUPS,
        )
    changed = {row.url: row for row in rows if row.asked_at and known.get(row.url) is not row}
    if changed or keep:
        limit = _moment(now) - timedelta(days=FORGET_DAYS)
        current = {row.url for row in rows}
        kept = {u: p for u, p in known.items() if u in current or (p.asked_at and _moment(p.asked_at) > limit)}
        state.write(path, {**kept, **changed}.values())
    else:
        state.journal(path).unlink(missing_ok=True)
    return rows


def shard(host: str, shards: int) -> int:
    """Which shard a host belongs to: a host is never split, so politeness needs no state between shards."""
    return zlib.crc32(host.lower().encode()) % shards


def fresh(earlier: Probe, policy: Links, now: str) -> bool:
    """Need nobody be asked, because an earlier observation still keeps?"""
    if not earlier.asked_at:
        return False
    moment = _moment(now)
    if earlier.next_try and earlier.outcome in ("rate-limited", "server-error") and _moment(earlier.next_try) > moment:
        return True
    if earlier.outcome in ALIVE:
        jitter = 0.8 + 0.4 * (zlib.crc32(earlier.url.encode()) % 1000) / 1000
        days = policy.alive_days * jitter
    elif earlier.outcome in UNSEEN or earlier.outcome in MISPLACED:
        days = policy.blocked_days
    else:
        return False
    age = moment - _moment(earlier.asked_at)
    return timedelta(0) <= age < timedelta(days=days)


def dead(outcome: str, history: Sequence[tuple[str, str]], policy: Links, now: str) -> bool:
    """Is a link dead that had `outcome` now and `history` before (oldest first)?"""
    if outcome not in LOST:
        return False
    runs = [now]
    for asked_at, was in reversed(history):
        if was in ALIVE:
            break
        if was in LOST:
            runs.append(asked_at)
    enough = len(set(runs)) >= policy.dead_after_runs
    return enough and _moment(runs[0]) - _moment(runs[-1]) >= timedelta(hours=policy.dead_after_hours)


def archive(addresses: Sequence[str], *, door: Door, allowed: bool = False) -> list[Answer]:
    """Ask the Wayback Machine to take copies now, at its pace. Only where the configuration allows it.

    Raises:
        ConfigError: it does not.
    """
    from citewarden.web.door import Ask

    if not allowed:
        remedy = "set it to true in config.yaml to have copies taken"
        raise ConfigError("asking the web archive for copies is switched off", where="links.save", remedy=remedy)
    asks = [Ask(wayback.save_url(redacted(a)), "wayback_cdx", days=1.0) for a in dict.fromkeys(addresses)]
    return door.get_many(asks)


class _Asking:
    """One run's asking: the prober, the DOI handles, the web archive."""

    def __init__(
        self,
        network: Network,
        policy: Links,
        now: str,
        known: Mapping[str, Probe],
        door: Door | None,
        told: Told | None,
        live_lookups: int,
    ) -> None:
        self.live_lookups = live_lookups
        self.network, self.policy, self.now, self.known = network, policy, now, known
        self._told = told or (lambda row: None)
        self._door = door

    @property
    def door(self) -> Door:
        if self._door is None:
            from citewarden.web.door import Door

            self._door = Door(self.network, cache=None, now=self.now, offline=False)
        return self._door

    def never(self, due: Mapping[str, Link]) -> dict[str, Probe]:
        """Rows for the links that nobody can or will ask, network or not."""
        from citewarden.web.guard import Guard, RefusedError
        from citewarden.web.urls import ExcludedError, MalformedError

        guard = Guard(self.network)
        rows = {}
        for url, link in due.items():
            try:
                guard.target(link.url)
            except (MalformedError, RefusedError) as error:
                rows[url] = Probe(url, "malformed", note=str(error))
            except ExcludedError as error:
                rows[url] = Probe(url, "excluded", note=str(error))
        return rows

    def unasked(self, due: Mapping[str, Link], why: str) -> dict[str, Probe]:
        """Rows for links that nobody asked in this run."""
        return {
            url: self._joined(link, Probe(url, "not-checked", note=f"not asked: {why}"), "")
            for url, link in due.items()
        }

    def ask(self, due: Mapping[str, Link], seconds: float) -> dict[str, Probe]:
        """Ask the network about the links due."""
        from citewarden.web.html_cues import Cues
        from citewarden.web.prober import DOWN, Prober

        cues = Cues.of(config.lexicon("link_cues"))
        with Prober(self.network, now=self.now, cues=cues, content=self.policy.soft_404) as prober:
            if self.network.offline == "auto" and not prober.online():
                return self.unasked(due, DOWN)
            rows = self._probed(prober, due, seconds)
        observed = dict(rows)
        self._swept_together(rows)
        if self.policy.archive_lookup:
            self._copies(due, rows)
        for url in due:
            if rows[url] is not observed[url]:
                self._told(rows[url])
        return rows

    # -- observations ----------------------------------------------------------------------------------------------

    def _probed(self, prober: Prober, due: Mapping[str, Link], seconds: float) -> dict[str, Probe]:
        names = {url: name for url, link in due.items() if (name := doi_of(link.url))}
        rows: dict[str, Probe] = {}
        if names:
            handles: dict[str, Answer] = {}
            asking = threading.Thread(target=lambda: handles.update(self._handles(sorted(set(names.values())))))
            asking.start()
        for seen in prober.probe([link.url for url, link in due.items() if url not in names], seconds=seconds):
            self._note(rows, due, seen.probe, seen.sketch)
        if names:
            asking.join()
            self._judge_dois(prober, due, names, handles, rows)
        return rows

    def _note(self, rows: dict[str, Probe], due: Mapping[str, Link], row: Probe, drawn: str) -> None:
        link = due[row.url]
        if row.final_url == link.url:
            row = replace(row, final_url=link.url)  # one string less to keep
        rows[row.url] = self._joined(link, row, drawn)
        self._told(rows[row.url])

    def _handles(self, names: Sequence[str]) -> dict[str, Answer]:
        from citewarden.web.door import Ask

        base = self.door.base("doi_org")
        return dict(
            zip(names, self.door.get_many([Ask(doi_org.url(base, n), "doi_org", days=0.0) for n in names]), strict=True)
        )

    def _judge_dois(
        self,
        prober: Prober,
        due: Mapping[str, Link],
        names: Mapping[str, str],
        handles: Mapping[str, Answer],
        rows: dict[str, Probe],
    ) -> None:
        landing: dict[str, list[str]] = defaultdict(list)
        for url, name in names.items():
            answer = handles[name]
            try:
                registered = answer.outcome == "answered" and doi_org.parse(answer.body)
            except ValueError:
                answer = replace(answer, outcome="unavailable")
            if answer.outcome != "answered":
                note = "not asked: the DOI system did not answer"
                self._note(rows, due, Probe(url, "not-checked", note=note), "")
            elif not registered:
                note = f"the DOI {name} is not registered with the DOI system"
                row = Probe(url, "doi-unregistered", status=answer.status, asked_at=self.now, note=note)
                self._note(rows, due, row, "")
            else:
                landing[_landing_page(answer.body)].append(url)
        for url in landing.pop("", []):
            self._note(rows, due, Probe(url, "ok", final_url=url, status=200, asked_at=self.now), "")
        by_page = {redacted(page): urls for page, urls in landing.items()}
        for seen in prober.probe(sorted(landing)):
            for url in by_page[seen.probe.url]:
                self._note(rows, due, _by_handle(url, seen, self.now), seen.sketch)

    def _joined(self, link: Link, row: Probe, drawn: str) -> Probe:
        """An observation joined to the earlier ones and judged over time."""
        earlier = self.known.get(row.url)
        if row.elapsed:
            row = replace(row, elapsed=float(round(row.elapsed)))
        if earlier is None:
            row = replace(row, sketch=drawn, sketch_at=self.now if drawn else "")
            return replace(row, dead=True) if dead(row.outcome, (), self.policy, self.now) else row
        if row.outcome == "not-checked" and earlier.dead:
            return replace(earlier, note=f"{earlier.note.partition(' (last asked')[0]} (last asked {earlier.asked_at})")
        was = ((earlier.asked_at, earlier.outcome),) if earlier.asked_at else ()
        history = _trimmed((*earlier.history, *(pair for pair in was if pair not in earlier.history)))
        baseline, since = earlier.sketch, earlier.sketch_at
        if not baseline or link.accessed > since[:10]:
            baseline, since = drawn, self.now if drawn else ""
        alike = -1.0
        if drawn and baseline and row.outcome in ALIVE:
            from citewarden.web.sketch import similarity

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
        )

    def _swept_together(self, rows: dict[str, Probe]) -> None:
        """Redirects of many addresses of one site to one page: the page cited is not there."""
        groups: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for url, row in rows.items():
            if row.outcome in ("moved", "redirected") and row.redirects and not doi_of(url):
                parts = urlsplit(url)
                target = row.final_url.partition("#")[0]
                groups[parts.hostname or "", target][_bare(parts.path, parts.query)].append(url)
        for (_, target), sources in groups.items():
            if len(sources) >= SHARED_BY:
                note = f"{len(sources)} different addresses of the site lead to the same page, {target}"
                for url in (u for urls in sources.values() for u in urls):
                    rows[url] = replace(rows[url], outcome="moved-to-home", replacement="", note=note)

    # -- the web archive -------------------------------------------------------------------------------------------

    def _copies(self, due: Mapping[str, Link], rows: dict[str, Probe]) -> None:
        """Look for archived copies of what is lost, and of some of what lives; propose replacements."""
        wanted = [url for url in sorted(due) if rows[url].archive != "found" and doi_of(url) == ""]
        lost = [url for url in wanted if rows[url].dead or rows[url].outcome in MISPLACED][:LOST_LOOKUPS]
        live = [url for url in wanted if rows[url].outcome in ALIVE and not rows[url].archive][: self.live_lookups]
        self._look_up(due, rows, lost, thorough=True)
        self._look_up(due, rows, live, thorough=False)
        self._compare_with_copies(due, rows, live)
        for url in due:
            row = rows[url]
            if (row.dead or row.outcome in LOST or row.outcome in MISPLACED) and row.outcome != "doi-unregistered":
                day = _day(due[url], row)
                proposed = row.memento or ("" if row.archive == "none" else wayback.direct(url, day))
                rows[url] = replace(row, replacement=proposed)

    def _look_up(self, due: Mapping[str, Link], rows: dict[str, Probe], urls: Sequence[str], *, thorough: bool) -> None:
        from citewarden.web.door import Ask

        if not urls:
            return
        base, index = self.door.base("wayback"), self.door.base("wayback_cdx")
        days = {url: _day(due[url], rows[url]) for url in urls}
        asks = [Ask(wayback.url(base, url, days[url]), "wayback", days=1.0) for url in urls]
        empty = []
        for url, answer in zip(urls, self.door.get_many(asks), strict=True):
            try:
                found = wayback.parse(answer.body) if answer.ok else None
                said = "none" if answer.ok else "unavailable"
            except ValueError:
                found, said = None, "unavailable"
            rows[url] = _with_copy(rows[url], found, said)
            if found is None:
                empty.append(url)
        if not thorough and "unavailable" in {rows[url].archive for url in empty}:
            return
        asks = [Ask(wayback.cdx_url(index, url), "wayback_cdx", days=1.0) for url in empty]
        for url, answer in zip(empty, self.door.get_many(asks), strict=True):
            try:
                found = wayback.parse_cdx(answer.body, days[url]) if answer.ok else None
                said = "none" if answer.ok else "unavailable"
            except ValueError:
                found, said = None, "unavailable"
            rows[url] = _with_copy(rows[url], found, said)

    def _compare_with_copies(self, due: Mapping[str, Link], rows: dict[str, Probe], urls: Sequence[str]) -> None:
        """Where the archive holds the page as it was on the access date, drift counts from there."""
        from citewarden.web import html_cues
        from citewarden.web.door import Ask
        from citewarden.web.sketch import similarity, sketch

        near = [
            url
            for url in urls
            if rows[url].memento
            and due[url].accessed
            and rows[url].sketch
            and wayback.distance(rows[url].memento_at, due[url].accessed) <= NEAR
        ]
        asks = [Ask(wayback.Memento(rows[u].memento, rows[u].memento_at).raw, "wayback_cdx", days=30.0) for u in near]
        for url, answer in zip(near, self.door.get_many(asks) if asks else [], strict=True):
            if not answer.ok:
                continue
            page = html_cues.read(answer.body, answer.headers.get("content-type", ""))
            then = sketch(page.text)
            if then:
                alike = round(similarity(rows[url].sketch, then), 3)
                rows[url] = replace(rows[url], similarity=alike, sketch=then, sketch_at=rows[url].memento_at)


def doi_of(url: str) -> str:
    """The DOI that a resolver address names, in lower case; "" for any other address."""
    if "doi.org/" not in url.lower():
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    found = _DOI_PATH.match(unquote(parts.path)) if (parts.hostname or "").lower() in _DOI_HOSTS else None
    return found[1].lower() if found else ""


def _landing_page(handle_answer: bytes) -> str:
    """The address a handle record leads to, "" if it names none."""
    for value in json.loads(handle_answer).get("values") or ():
        if isinstance(value, dict) and value.get("type") == "URL" and isinstance(value.get("data"), dict):
            return str(value["data"].get("value") or "")
    return ""


def _by_handle(url: str, seen: Seen, now: str) -> Probe:
    """The judgement of a registered DOI, whatever its landing page said."""
    row = seen.probe
    note = "" if row.outcome in ALIVE else f"the DOI is registered; its landing page was not seen: {row.note}"
    return replace(row, url=url, outcome="ok", asked_at=now, note=note, replacement="", next_try="")


def _bare(path: str, query: str) -> str:
    bare = re.sub(r"(?:/(?:index|default))?(?:\.[a-z]{2,5})?/*$", "", path.lower())
    return f"{bare}?{query}" if query else bare


def _day(link: Link, row: Probe) -> str:
    """The day a copy should be nearest to: the access date, else the last day the link was seen alive, else ""."""
    if link.accessed:
        return link.accessed
    return next((asked_at[:10] for asked_at, was in reversed(row.history) if was in ALIVE), "")


def _with_copy(row: Probe, found: wayback.Memento | None, said: str) -> Probe:
    if found is None:
        return replace(row, archive=said)
    return replace(row, memento=found.address, memento_at=found.at, archive="found")


def _trimmed(history: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """At most `HISTORY` observations: of a run of equal ones the first and the last stay."""
    if len(history) <= HISTORY:
        return history
    last = len(history) - 1
    kept = [
        pair
        for i, pair in enumerate(history)
        if i in (0, last) or not history[i - 1][1] == pair[1] == history[i + 1][1]
    ]
    return tuple(kept[-HISTORY:])


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
