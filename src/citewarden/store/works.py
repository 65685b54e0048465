"""What is cited, and what became of it: each step's answers, under what they were given, and until when they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from citewarden.model import Notice, Passage, Resolution, Work
from citewarden.store import articles, digest, some
from citewarden.store.codec import Stored, decode, encode, text
from citewarden.store.database import Database

STEPS: Mapping[str, type[Any]] = {"resolution": Resolution, "notice": Notice, "passage": Passage}
"""A step asks about works and writes one table: what a work is, what was published about it, what it says."""


CITED = "select distinct work from reference join article on article.id = reference.article where wanted = 1"


def due(database: Database, step: str, terms: str, now: str) -> list[str]:
    """The cited works that were never asked about, or under other terms, or whose answers have grown old."""
    cited = (
        "select 1 from reference r join article on article.id = r.article where r.work = inquiry.work and wanted = 1"
    )
    rows = database.stream(
        "select work from inquiry where step = ? and (made_of <> ? or (due <> '' and due <= ?))"
        f" and exists ({cited}) order by work",
        (step, terms, now),
    )
    return [work for (work,) in rows]


def works(database: Database, ids: Sequence[str]) -> list[Work]:
    """Works by id, without who cites them."""
    return [decode(Work, row) for _, row in sorted(_rows(database, "work", "id", ids), key=itemgetter(0))]


def cited(database: Database, documents: Sequence[str]) -> dict[str, list[str]]:
    """Work -> the references of some articles that are it."""
    keys: dict[str, list[str]] = {}
    for few in some(documents):
        sql = f"select work, id from reference where article in ({', '.join('?' * len(few))}) order by article, place"
        for work, reference in database.execute(sql, few):
            keys.setdefault(work, []).append(reference)
    return keys


def answers(database: Database, step: str, ids: Sequence[str]) -> list[Any]:
    """What a step has found out about some works, in the order of their ids."""
    return [decode(STEPS[step], row) for row in texts(database, step, ids)]


def texts(database: Database, step: str, ids: Sequence[str]) -> list[str]:
    """The same as JSON text."""
    found: list[tuple[str, int, Stored]] = []
    for few in some(ids):
        sql = f"select work, place, row from {step} where work in ({', '.join('?' * len(few))})"
        found += database.execute(sql, few)
    return [text(row) for _, _, row in sorted(found, key=itemgetter(0, 1))]


def put(database: Database, step: str, terms: str, ids: Sequence[str], found: Iterable[Any], *, due: str) -> None:
    """Put a step's answers about some works in the place of those before; they stand until the moment `due`.

    What was published about a work and what it says also hang on what it was found to be.
    """
    rows: dict[str, list[str]] = {work: [] for work in ids}
    for noun in found:
        rows[noun.work].append(encode(noun))
    before = digests(database, step, ids)
    now = {work: digest(*own) for work, own in rows.items()}
    with database.transaction():
        database.many(f"delete from {step} where work = ?", [(work,) for work in ids])
        database.many(
            f"insert into {step}(work, place, row) values (?, ?, ?)",
            [(work, place, database.row(row)) for work, own in rows.items() for place, row in enumerate(own)],
        )
        database.many(
            "insert into inquiry(work, step, made_of, due, sha256) values (?, ?, ?, ?, ?) on conflict(work, step) do"
            " update set made_of = excluded.made_of, due = excluded.due, sha256 = excluded.sha256",
            [(work, step, terms, due, sha256) for work, sha256 in now.items()],
        )
        changed = [work for work in ids if before.get(work) != now[work]]
        if step == "resolution":
            sql = "update inquiry set made_of = '' where work = ? and step <> 'resolution'"
            database.many(sql, [(work,) for work in changed])
        articles.changed(database, "work", changed)


def digests(database: Database, step: str, ids: Sequence[str]) -> dict[str, str]:
    """Work -> a digest of a step's answers about it."""
    found: dict[str, str] = {}
    for few in some(ids):
        sql = f"select work, sha256 from inquiry where step = ? and work in ({', '.join('?' * len(few))})"
        found.update(database.execute(sql, (step, *few)))
    return found


def listed(database: Database, ids: Sequence[str], terms: str) -> dict[str, Resolution | None]:
    """What the library said of works, None where it holds no such work; of others it is to be asked."""
    found: dict[str, Resolution | None] = {}
    for few in some(ids):
        sql = f"select work, row from listed where made_of = ? and work in ({', '.join('?' * len(few))})"
        for work, row in database.execute(sql, (terms, *few)):
            found[work] = decode(Resolution, row) if row else None
    return found


def put_listed(database: Database, terms: str, said: Mapping[str, Resolution | None]) -> None:
    """Keep what the library says of works."""
    database.many(
        "insert into listed(work, made_of, row) values (?, ?, ?) on conflict(work) do update set"
        " made_of = excluded.made_of, row = excluded.row",
        [(work, terms, encode(row) if row is not None else "") for work, row in said.items()],
    )


def _rows(database: Database, table: str, key: str, ids: Sequence[str]) -> Iterator[tuple[str, Stored]]:
    for few in some(ids):
        marks = ", ".join("?" * len(few))
        yield from database.execute(f"select {key}, row from {table} where {key} in ({marks})", few)
