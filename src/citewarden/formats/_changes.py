"""What became of every finding since the run before, for the digest in its three dresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from citewarden.formats import RANK, Rule, Seen, Site, Turnover, worst_first
from citewarden.model import Finding, Kind, Suppression
from citewarden.text import reviews

SOON = 30
"""Days ahead in which an expiring decision is news."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of news. `owner` is the role that acts on it, `desk` who the article says owns it; `report` is the
    finding's place below `reports/`, "" for one that is gone."""

    what: str
    rule_id: str
    document: str
    owner: str
    level: str
    message: str
    fingerprint: str
    report: str = ""
    was: str = ""
    since: str = ""
    desk: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """New, worse, better and fixed findings, worst first, those not seen but not known to be fixed ("unsure"), and
    decisions about to expire. `due` are the pages to be reviewed until the end of the next quarter: (day, owner,
    document, report), the earliest first."""

    as_of: str
    first: bool
    items: tuple[Item, ...]
    expiring: tuple[Suppression, ...]
    articles: int
    blocking: int
    open: int
    failures: tuple[str, ...]
    turnover: Turnover
    due: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        moves = self.turnover.moved or self.turnover.gone
        return not any(i.what != "unsure" for i in self.items) and not self.expiring and not self.failures and not moves

    def by_owner(self) -> Mapping[str, tuple[Item, ...]]:
        """Items by who acts on them, owners sorted."""
        owners = sorted({i.owner for i in self.items})
        return {o: tuple(i for i in self.items if i.owner == o) for o in owners}


def news(site: Site) -> News:
    """Compare the run with the one before, once for all formats. A first run has no news but what blocks."""
    told = site.shared.get("news")
    if not isinstance(told, News):
        told = site.shared["news"] = _compare(site)
    return told


def _compare(site: Site) -> News:
    items: list[tuple[tuple[object, ...], Item]] = []
    until = reviews.quarter_end(site.run.as_of)
    entries = {entry.document: entry for entry in site.tally.entries}
    due = [(e.late, e.owner, e.document, f"{e.name}.html") for e in entries.values() if e.late and e.late <= until]
    for change in site.changes():
        finding = change.finding
        what = "" if finding.suppressed else _became(site, finding, change.before)
        if what:
            entry = entries[change.article]
            place = f"{entry.name}.html#finding-{finding.fingerprint}"
            item = _item(what, finding, change.before, place, entry.owner)
            items.append(((_ORDER.index(what), *worst_first(finding)), item))
    for what, rows in (("fixed", site.tally.gone), ("unsure", site.tally.unsure)):
        items += [
            ((_ORDER.index(what), RANK[s.level], s.document, s.fingerprint), _gone(what, s, entries[s.document].owner))
            for s in rows
            if not s.suppressed and s.kind is not Kind.OPEN
        ]
    items.sort(key=lambda pair: tuple(str(p) if not isinstance(p, (int, bool)) else f"{int(p):06d}" for p in pair[0]))
    return News(
        site.run.as_of,
        site.first,
        tuple(item for _, item in items),
        expiring(site.suppressions, site.run.as_of),
        len(entries),
        sum(e.blocking + e.blocking_open for e in entries.values()),
        sum(e.open for e in entries.values()),
        tuple(f"{f.source}: {f.message}" for f in site.run.failures),
        site.turnover,
        tuple(sorted(due)),
    )


_ORDER = ("new", "worse", "better", "fixed", "unsure")


def _became(site: Site, finding: Finding, before: Seen | None) -> str:
    if site.first:
        return "new" if finding.blocking else ""
    if before is None or before.suppressed:
        return "new" if finding.kind is not Kind.OPEN or before is None else ""
    if RANK[finding.level] < RANK[before.level]:
        return "worse"
    return "better" if RANK[finding.level] > RANK[before.level] else ""


def _item(what: str, finding: Finding, before: Seen | None, place: str, desk: str) -> Item:
    return Item(
        what,
        finding.rule_id,
        finding.document,
        finding.owner.value,
        finding.level.value,
        finding.message,
        finding.fingerprint,
        place,
        before.level.value if before else "",
        before.first_seen if before else "",
        desk,
    )


def _gone(what: str, seen: Seen, desk: str) -> Item:
    return Item(
        what,
        seen.rule_id,
        seen.document,
        seen.owner.value,
        seen.level.value,
        seen.message,
        seen.fingerprint,
        since=seen.first_seen,
        desk=desk,
    )


def expiring(suppressions: tuple[Suppression, ...], as_of: str) -> tuple[Suppression, ...]:
    """Decisions that end within `SOON` days, soonest first; what is already past is a finding, not news."""
    try:
        limit = (date.fromisoformat(as_of) + timedelta(days=SOON)).isoformat()
    except ValueError:
        return ()
    soon = [s for s in suppressions if s.expires and as_of <= s.expires <= limit]
    return tuple(sorted(soon, key=lambda s: (s.expires, s.rule_id, s.fingerprint)))


def title(rules: Mapping[str, Rule], rule: str) -> str:
    """A check's title without its full stop, its id if nobody knows it."""
    return rules[rule].title.rstrip(".") if rule in rules else rule
