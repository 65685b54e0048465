"""What earlier runs left for the next: which articles there were, what was found, the totals, where articles moved to.

Rows are JSON text here; what they hold is said where they are used (`stages/turnover.py`, `stages/report.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from citewarden.store.database import Database

KEPT = 3
"""Runs of which the list of articles and the findings are kept."""
TOTALS = 400
"""Runs of which the totals are kept."""


def last_roll(database: Database, as_of: str, *, earlier: bool = False) -> list[str]:
    """The list of articles of the newest run up to the date `as_of`, or before it; nothing if there is none."""
    day = f"(select max(as_of) from roll where as_of {'<' if earlier else '<='} ?)"
    sql = f"select row from roll where as_of = {day} order by document"
    return [row for (row,) in database.stream(sql, (as_of,))]


def seen(database: Database, as_of: str) -> list[str]:
    """The findings that the run of a date kept."""
    sql = "select row from seen where as_of = ? order by document, fingerprint"
    return [row for (row,) in database.stream(sql, (as_of,))]


def seen_elsewhere(database: Database, as_of: str) -> list[str]:
    """Those of them that are of articles this run has not judged."""
    judged = "select 1 from judged join article on article.id = judged.article where wanted = 1 and id = seen.document"
    sql = f"select row from seen where as_of = ? and not exists ({judged}) order by document, fingerprint"
    return [row for (row,) in database.stream(sql, (as_of,))]


def newest(database: Database) -> str:
    """The latest date of which a list of articles was kept, "" if there is none."""
    return str(database.one("select max(as_of) from roll") or "")


def keep_roll(database: Database, as_of: str, rows: Mapping[str, str]) -> None:
    """Keep the list of a run's articles, by document."""
    with database.transaction():
        database.execute("delete from roll where as_of = ?", (as_of,))
        database.many("insert into roll(as_of, document, row) values (?, ?, ?)", [(as_of, *r) for r in rows.items()])
        _drop(database, "roll", as_of)


def keep_seen(database: Database, as_of: str, rows: Iterable[tuple[str, str, str]]) -> None:
    """Keep a run's findings: (fingerprint, document, row)."""
    left = iter(rows)
    with database.transaction():
        database.execute("delete from seen where as_of = ?", (as_of,))
        while some := list(islice(left, 5000)):
            database.many(
                "insert into seen(as_of, fingerprint, document, row) values (?, ?, ?, ?)"
                " on conflict(as_of, fingerprint) do nothing",
                [(as_of, *row) for row in some],
            )
        _drop(database, "seen", as_of)


def _drop(database: Database, table: str, as_of: str) -> None:
    """Drop all but the last runs up to a date."""
    dates = database.execute(f"select distinct as_of from {table} where as_of <= ? order by as_of", (as_of,))
    database.many(f"delete from {table} where as_of = ?", dates[:-KEPT])


def totals(database: Database) -> Iterator[tuple[str, str]]:
    """(date, row) of each run's totals, oldest first."""
    yield from database.execute("select as_of, row from totals order by as_of")


def keep_totals(database: Database, as_of: str, row: str) -> None:
    """Keep a run's totals."""
    with database.transaction():
        database.execute("delete from totals where as_of = ?", (as_of,))
        database.execute("insert into totals(as_of, row) values (?, ?)", (as_of, row))
        dates = database.execute("select as_of from totals order by as_of")
        database.many("delete from totals where as_of = ?", dates[:-TOTALS])


def moves(database: Database) -> dict[str, str]:
    """Former id -> the id that took its place, step by step."""
    return dict(database.execute("select before, now from move order by before"))


def keep_moves(database: Database, moved: Mapping[str, str]) -> None:
    """Add where articles moved to."""
    sql = "insert into move(before, now) values (?, ?) on conflict(before) do update set now = excluded.now"
    database.many(sql, list(moved.items()))


def told(database: Database, as_of: str, owner: str) -> frozenset[str]:
    """The news of a night that an owner has been sent."""
    return frozenset(
        news for (news,) in database.execute("select news from told where as_of = ? and owner = ?", (as_of, owner))
    )


def keep_told(database: Database, as_of: str, owner: str, news: Iterable[str]) -> None:
    """Note the news of a night that an owner has now been sent."""
    with database.transaction():
        database.many(
            "insert into told(as_of, owner, news) values (?, ?, ?) on conflict(as_of, owner, news) do nothing",
            [(as_of, owner, one) for one in news],
        )
        _drop(database, "told", as_of)
