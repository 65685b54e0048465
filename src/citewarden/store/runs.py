"""What earlier runs left for the next: which articles there were, what was found, the totals, where articles moved to.

What was found is kept with the dates since and until which runs saw it so (`until` is the first that did not, "" while
they do): a run writes what it found otherwise than the one before, and nothing else. Other rows are JSON text; what
they hold is said where they are used (`stages/turnover.py`, `stages/report.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from citewarden.store.database import Database, Row

KEPT = 3
"""Runs of which the list of articles and the findings are kept."""
TOTALS = 400
"""Runs of which the totals are kept."""


def last_roll(database: Database, as_of: str, *, earlier: bool = False) -> list[str]:
    """The list of articles of the newest run up to the date `as_of`, or before it; nothing if there is none."""
    day = f"(select max(as_of) from roll where as_of {'<' if earlier else '<='} ?)"
    sql = f"select row from roll where as_of = {day} order by document"
    return [row for (row,) in database.stream(sql, (as_of,))]


def gone(database: Database, as_of: str, *, earlier: bool = False) -> tuple[int, bool]:
    """How many articles that list has, and whether one of them is not of this run."""
    among = f"roll where as_of = (select max(as_of) from roll where as_of {'<' if earlier else '<='} ?)"
    here = "exists (select 1 from article where id = document and wanted = 1)"
    number = database.one(f"select count(*) from {among}", (as_of,))
    return int(number), database.one(f"select 1 from {among} and not {here} limit 1", (as_of,)) is not None


SEEN = "fingerprint, rule_id, document, level, owner, message, first_seen, kind, suppressed, last_seen"
"""The columns of a finding that a run saw; `last_seen` is "" while runs find it."""

_THIS_RUN = "finding f join article on article.id = f.article and article.wanted = 1"
_JUDGED = (
    "exists (select 1 from judged join article on article.id = judged.article"
    " where judged.article = {}.document and wanted = 1)"
)
_ANEW = "select article from judged where as_of >= ?"
"""Articles judged since a run: what it saw of the others is as it was. Some may have been judged on its own date, but
after it."""
_THEN = "{0}.since <= ? and ({0}.until = '' or {0}.until > ?)"
"""What was seen as of a date, given twice."""


class Before(NamedTuple):
    """The findings of the run before: the table that has them, and that run's date ("" where there was none)."""

    as_of: str
    table: str = "seen"

    @property
    def join(self) -> str:
        """SQL that adds to each finding `f` what it was, `b`; it takes the date twice."""
        return f"left join {self.table} b on b.fingerprint = f.fingerprint and {_THEN.format('b')}"


def seen_row(said: Mapping[str, Any]) -> Row:
    """A finding as earlier versions wrote it, as columns.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    texts = [said[name] for name in ("fingerprint", "rule_id", "document", "level", "owner", "message", "first_seen")]
    texts += [said.get("kind", "fail"), said.get("last_seen", "")]
    if wrong := [text for text in texts if not isinstance(text, str)]:
        raise TypeError(f"{str(wrong[0])[:40]!r} is no text")
    return (*texts[:-1], int(bool(said.get("suppressed", False))), texts[-1])


def seen(database: Database, as_of: str) -> list[Row]:
    """The findings that the run of a date knew."""
    sql = f"select {SEEN} from seen where {_THEN.format('seen')} order by document, fingerprint"
    return _dated(database.stream(sql, (as_of, as_of)), as_of)


def _dated(rows: Iterable[Row], as_of: str) -> list[Row]:
    """The rows as the run of a date saw them: what it found it saw last."""
    return [(*row[:-1], row[-1] or as_of) for row in rows]


def changes(database: Database, before: Before) -> Iterator[Row]:
    """(article, place, whether a card is counted by it, its row, and the columns of what it was, None where it was not
    there) of each of this run's findings that is new or other than before, in order of the articles."""
    of_before = ", ".join(f"b.{column}" for column in SEEN.split(", "))
    other = "b.level <> f.level or b.message <> f.message or b.suppressed <> f.suppressed"
    sql = (
        f"select f.article, f.place, f.head, f.row, {of_before} from {_THIS_RUN} {before.join}"
        f" where f.article in ({_ANEW}) and (b.fingerprint is null or {other}) order by f.article, f.place"
    )
    return database.stream(sql, (before.as_of,) * 3)


def left(database: Database, before: Before) -> list[Row]:
    """The findings of the run before, of articles that this one judged, that this one does not have."""
    found = f"select 1 from {_THIS_RUN} where f.fingerprint = b.fingerprint"
    sql = (
        f"select {SEEN} from {before.table} b where (b.last_seen <> '' or b.document in ({_ANEW}))"
        f" and {_THEN.format('b')} and not exists ({found}) and {_JUDGED.format('b')}"
    )
    return _dated(database.stream(sql, (before.as_of,) * 3), before.as_of)


def follow(database: Database, before: Before, moved: Mapping[str, str]) -> Before:
    """The run before with findings of articles that moved under the fingerprints they have now: they are not new."""
    table = "seen_followed"
    then = _THEN.format("seen")
    dates = (before.as_of, before.as_of)
    database.execute(f"drop table if exists {table}")
    database.execute(f"create temporary table {table} as select since, until, {SEEN} from seen where 1 = 0")
    database.execute(f"insert into {table} select since, until, {SEEN} from seen where {then}", dates)
    database.many(f"delete from {table} where document = ?", [(former,) for former in moved])
    database.execute(f"create unique index {table}_fingerprint on {table}(fingerprint)")
    for former, now in moved.items():
        same: dict[tuple[str, str], list[Row]] = {}
        sql = f"select {SEEN} from seen where {then} and document = ? order by fingerprint"
        for row in database.execute(sql, (*dates, former)):
            same.setdefault((row[1], row[5]), []).append(row)
        sql = "select fingerprint, rule_id, message from finding where article = ? order by place"
        found = [
            (fingerprint, same[rule, message].pop(0))
            for fingerprint, rule, message in database.execute(sql, (now,))
            if same.get((rule, message))
        ]
        found += [(row[0], row) for rest in same.values() for row in rest]
        database.many(f"delete from {table} where fingerprint = ?", [(fingerprint,) for fingerprint, _ in found])
        database.many(
            f"insert into {table}(since, until, {SEEN}) values (?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict(fingerprint) do nothing",
            [(before.as_of, fingerprint, row[1], now, *row[3:]) for fingerprint, row in found],
        )
    return Before(before.as_of, table)


def keep_found(database: Database, before: Before, as_of: str, unsure: Iterable[str], *, forget: str) -> None:
    """Keep what this run found otherwise than the one before, in the place of what an earlier run of its date did.

    Findings that are not known to be gone (`unsure`, by fingerprint) stay, and those of articles that this run did not
    judge, until no run has seen them since the date `forget`. A run of a date before that of another is not kept.
    """
    if as_of < str(database.one("select max(as_of) from totals") or ""):
        return
    same = " and ".join(
        f"f.{column} = seen.{column}" for column in ("rule_id", "level", "owner", "message", "kind", "suppressed")
    )
    still = f"exists (select 1 from {_THIS_RUN} where f.fingerprint = seen.fingerprint"
    mine = _JUDGED.format("seen")
    with database.transaction():
        database.execute(f"delete from seen where since = ? and {mine}", (as_of,))
        database.execute(f"update seen set until = '' where until = ? and until <> '' and {mine}", (as_of,))
        database.execute(f"update seen set last_seen = '' where last_seen <> '' and {mine}")
        lost = [(before.as_of, fingerprint) for fingerprint in unsure]
        database.many("update seen set last_seen = ? where until = '' and last_seen = '' and fingerprint = ?", lost)
        database.execute(
            "update seen set last_seen = ? where until = '' and last_seen = '' and document in"
            " (select distinct document from seen except select article from judged join article on id = article"
            " where wanted = 1)",
            (before.as_of or as_of,),
        )
        database.execute(
            f"update seen set until = ? where document in ({_ANEW}) and until = '' and last_seen = ''"
            f" and not {still} and {same})",
            (as_of, before.as_of),
        )
        away = f"until = '' and last_seen <> '' and last_seen < ? and not {mine}"
        sql = f"update judged set made_of = '' where article in (select document from seen where {away})"
        database.execute(sql, (forget,))
        database.execute(f"update seen set until = ? where {away}", (as_of, forget))
        if before.table != "seen":  # of an article that moved it has the findings under their new names
            followed = f"exists (select 1 from {before.table} b where b.fingerprint = seen.fingerprint)"
            sql = f"update seen set until = ? where until = '' and not {mine} and not {followed}"
            database.execute(sql, (as_of,))
        known = "exists (select 1 from seen where seen.fingerprint = f.fingerprint and until = '')"
        database.execute(
            f"insert into seen(since, until, {SEEN}) select ?, '', f.fingerprint, f.rule_id, f.article, f.level,"
            f" f.owner, f.message, coalesce(b.first_seen, ?), f.kind, f.suppressed, '' from {_THIS_RUN}"
            f" {before.join} where f.article in ({_ANEW}) and not {known} order by f.article, f.place"
            " on conflict(fingerprint, since) do nothing",
            (as_of, as_of, *(before.as_of,) * 3),
        )
        _drop_seen(database, as_of)


def keep_seen(database: Database, as_of: str, rows: Iterable[Row]) -> None:
    """Keep the findings of a run, which is later than all that are kept."""
    with database.transaction():
        held = {row[0]: row[1:] for row in database.stream(f"select {SEEN} from seen where until = ''")}
        now = {row[0]: (*row[1:-1], "" if row[-1] == as_of else row[-1]) for row in rows}
        gone = [(as_of, fingerprint) for fingerprint, row in held.items() if now.get(fingerprint) != row]
        database.many("update seen set until = ? where until = '' and fingerprint = ?", gone)
        new = [(as_of, fingerprint, *row) for fingerprint, row in now.items() if held.get(fingerprint) != row]
        database.many(f"insert into seen(since, until, {SEEN}) values (?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", new)


def _drop_seen(database: Database, as_of: str) -> None:
    """Drop what none of the last runs up to a date saw."""
    earlier = database.execute("select as_of from totals where as_of < ? order by as_of desc", (as_of,))
    if len(earlier) >= KEPT - 1:
        database.execute("delete from seen where until <> '' and until <= ?", earlier[KEPT - 2])


def newest(database: Database) -> str:
    """The latest date of which a list of articles was kept, "" if there is none."""
    return str(database.one("select max(as_of) from roll") or "")


def keep_roll(database: Database, as_of: str, rows: Mapping[str, str]) -> None:
    """Keep the list of a run's articles, by document."""
    with database.transaction():
        database.execute("delete from roll where as_of = ?", (as_of,))
        database.many("insert into roll(as_of, document, row) values (?, ?, ?)", [(as_of, *r) for r in rows.items()])
        _drop(database, "roll", as_of)


def renew_roll(database: Database, as_of: str, rows: Mapping[str, str], gone: Iterable[str]) -> None:
    """Keep the list of a run's articles: the newest one up to that date with other rows for some articles, and without
    those that are gone."""
    with database.transaction():
        last = str(database.one("select max(as_of) from roll where as_of <= ?", (as_of,)) or "")
        if last != as_of:
            sql = "insert into roll(as_of, document, row) select ?, document, row from roll where as_of = ?"
            database.execute(sql, (as_of, last))
        database.many("delete from roll where as_of = ? and document = ?", [(as_of, document) for document in gone])
        database.many(
            "insert into roll(as_of, document, row) values (?, ?, ?)"
            " on conflict(as_of, document) do update set row = excluded.row",
            [(as_of, *row) for row in rows.items()],
        )
        _drop(database, "roll", as_of)


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
