"""Cited addresses: what each answered, now and before, and what is shown of it in this run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from citewarden.model import Link, Probe
from citewarden.store import articles, digest, some
from citewarden.store.codec import decode, encode
from citewarden.store.database import Database


class Known(Mapping[str, Probe]):
    """Everything remembered of links, by address; read as it is looked up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __getitem__(self, url: str) -> Probe:
        row = self._database.one("select row from probe where url = ? and row <> ''", (url,))
        if row is None:
            raise KeyError(url)
        return decode(Probe, row)

    def __iter__(self) -> Iterator[str]:
        return (url for (url,) in self._database.stream("select url from probe where row <> '' order by url"))

    def __len__(self) -> int:
        return int(self._database.one("select count(*) from probe where row <> ''"))


def cited(database: Database, urls: Sequence[str] | None = None) -> Iterator[Link]:
    """Every address that the run's articles cite (`urls`: those of these, in their order), by address, with the days as
    of which they do."""
    of = [()] if urls is None else some(urls)
    for few in of:
        among = f" and url in ({', '.join('?' * len(few))})" if few else ""
        sql = (
            "select distinct url, accessed, cited from reference join article on article.id = reference.article"
            f" where wanted = 1 and url <> ''{among} order by url, accessed, cited"
        )
        for url, rows in groupby(database.stream(sql, few), key=itemgetter(0)):
            days = [(accessed, as_of) for _, accessed, as_of in rows]
            accessed = min((day for day, _ in days if day), default="")
            yield Link(url, "", (), accessed, tuple(sorted({as_of for _, as_of in days})))


def number(database: Database) -> int:
    """How many addresses the run's articles cite."""
    cited = "select url from reference where url <> ''"
    if database.one("select 1 from article where wanted = 0 limit 1"):
        cited += " and exists (select 1 from article where id = reference.article and wanted = 1)"
    return int(database.one(f"select count(*) from ({cited} group by url) as cited"))


def unsettled(database: Database, terms: str, moment: str) -> list[str]:
    """The addresses of which it may not be settled what is shown: cited anew or as of other days, not settled under
    these terms, or not at this moment; cited or not, sorted."""
    rows = database.execute(
        "select url from recited union select url from probe where terms < ? or terms > ? or since > ?"
        " or (until <> '' and until <= ?) order by url",
        (f"{terms} ", f"{terms} ~", moment, moment),
    )
    return [url for (url,) in rows]


def recite(database: Database) -> None:
    """Let all addresses that are cited be looked at again."""
    database.execute(
        "insert into recited select distinct url from reference where url <> '' on conflict(url) do nothing"
    )


def sorted_out(database: Database) -> None:
    """Forget which addresses were cited anew: of each it is known now what is shown. One with a user's name in it is
    shown under another address, and looked at each time."""
    with database.transaction():
        database.execute("delete from recited where url not like '%@%'")


def of(database: Database, documents: Sequence[str]) -> list[str]:
    """The addresses that some articles cite."""
    urls: dict[str, None] = {}
    for few in some(documents):
        sql = f"select distinct url from reference where url <> '' and article in ({', '.join('?' * len(few))})"
        urls.update((url, None) for (url,) in database.execute(sql, few))
    return sorted(urls)


def look_up(database: Database, urls: Sequence[str]) -> dict[str, tuple[Probe | None, str]]:
    """Address -> what is remembered of it, and the row that is shown of it instead ("" if none is)."""
    found: dict[str, tuple[Probe | None, str]] = {}
    for few in some(urls):
        sql = f"select url, row, shown from probe where url in ({', '.join('?' * len(few))})"
        for url, row, shown in database.execute(sql, few):
            found[url] = (decode(Probe, row) if row else None), shown
    return found


def settled(database: Database, urls: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Address -> (terms, since, until) of those of which it is settled what is shown: under these terms, since and
    until these moments ("" is no bound)."""
    found: dict[str, tuple[str, str, str]] = {}
    for few in some(urls):
        marks = ", ".join("?" * len(few))
        sql = f"select url, terms, since, until from probe where terms <> '' and url in ({marks})"
        found.update((url, (terms, since, until)) for url, terms, since, until in database.execute(sql, few))
    return found


def settle(database: Database, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Note of (address, terms, since, until) that what is shown now is settled."""
    sql = "update probe set terms = ?, since = ?, until = ? where url = ?"
    database.many(sql, [(*said, url) for url, *said in rows])


def remember(database: Database, probes: Iterable[Probe]) -> None:
    """Keep what was observed: the observation is remembered and shown, and its articles are told, or neither."""
    rows = [(p.url, p.asked_at, text := encode(p), digest(text)) for p in probes if p.asked_at]
    with database.transaction():
        before: dict[str, str] = {}
        for few in some([url for url, *_ in rows]):
            sql = f"select url, sha256 from probe where url in ({', '.join('?' * len(few))})"
            before.update(database.execute(sql, few))
        database.many(
            "insert into probe(url, asked_at, row, shown, sha256) values (?, ?, ?, '', ?) on conflict(url) do update"
            " set asked_at = excluded.asked_at, row = excluded.row, shown = '', sha256 = excluded.sha256, terms = ''",
            rows,
        )
        articles.changed(database, "url", [url for url, *_, sha256 in rows if before.get(url) != sha256])


def show(database: Database, probe: Probe) -> None:
    """Show a row that nobody keeps, what is remembered behind it stays."""
    text = encode(probe)
    with database.transaction():
        new = database.execute(
            "insert into probe(url, asked_at, row, shown, sha256) values (?, '', '', ?, ?) on conflict(url) do update"
            " set shown = excluded.shown, sha256 = excluded.sha256, terms = ''"
            " where probe.shown <> excluded.shown returning url",
            (probe.url, text, digest(text)),
        )
        if new:
            articles.changed(database, "url", [probe.url])


def show_remembered(database: Database, url: str) -> None:
    """Show what is remembered of an address."""
    for row, shown in database.execute("select row, shown from probe where url = ?", (url,)):
        if shown:
            database.execute("update probe set shown = '', sha256 = ?, terms = '' where url = ?", (digest(row), url))
            articles.changed(database, "url", [url])


def forget(database: Database, before: str) -> None:
    """Drop what was observed before a moment of addresses that no article cites any more."""
    database.execute(
        "delete from probe where asked_at <> '' and asked_at < ?"
        " and not exists (select 1 from reference where url = probe.url)",
        (before,),
    )


def shown(database: Database, urls: Sequence[str]) -> dict[str, str]:
    """Address -> the row that is shown of it, as JSON text."""
    found: dict[str, str] = {}
    for few in some(urls):
        sql = f"select url, row, shown from probe where url in ({', '.join('?' * len(few))})"
        found.update((url, shown or row) for url, row, shown in database.execute(sql, few))
    return found
