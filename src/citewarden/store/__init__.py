"""What a project knows, in one database: what articles say, what became of what they cite, what was found.

`connect` opens it. The modules beside this one ask it and write to it, one for each matter: `articles`, `works`,
`links`, `judgements`, `runs`. Every noun is a table (`schema.py`), every change a transaction, so that a run that is
killed has lost nothing that it had told.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from citewarden.errors import StateError
from citewarden.store.database import Database, postgresql, sqlite
from citewarden.store.schema import MIGRATIONS

FILE = "store.sqlite"
"""The database's file in the state folder, where no server is named."""

__all__ = ["FILE", "Database", "connect", "digest", "get", "identity", "memory", "postgresql", "put"]


@contextmanager
def connect(state: Path, address: str = "") -> Iterator[Database]:
    """The database of the project whose state folder is `state`, at an address or in a file there; made if need be.

    Raises:
        StateError: it cannot be used, or a newer version of Citewarden made it.
    """
    database = postgresql(address) if address else sqlite(state / FILE)
    try:
        _migrate(database)
        if identity(database) == "":
            from citewarden.store.takeover import take_over

            with database.transaction():
                take_over(database, state)
                put(database, "id", digest(str(time.time_ns()), str(os.getpid())))
        yield database
    finally:
        database.close()


@contextmanager
def memory(state: Path | None = None) -> Iterator[Database]:
    """A database that nobody keeps, with what an earlier version left in the folder `state`."""
    database = sqlite(None, where=str(state or ""))
    try:
        _migrate(database)
        if state is not None:
            from citewarden.store.takeover import take_over

            take_over(database, state)
        yield database
    finally:
        database.close()


@contextmanager
def held(address: str) -> Iterator[None]:
    """Hold the database on a server for one run; one in a file is held with its folder.

    Raises:
        StateError: another run holds it.
    """
    if not address:
        yield
        return
    database = postgresql(address)
    try:
        if not database.one("select pg_try_advisory_lock(?)", (_LOCK,)):
            raise StateError("another run is using it", where=database.where, remedy="wait until it has ended")
        yield
    finally:
        database.close()


_LOCK = 0x63697465
"""The number of the lock that a run holds on a server ("cite")."""


def exists(state: Path, address: str = "") -> bool:
    """Whether there is a database of the project."""
    return bool(address) or (state / FILE).exists()


def identity(database: Database) -> str:
    """What tells this database from all others, "" of one that was not filled yet."""
    return get(database, "id")


def get(database: Database, name: str) -> str:
    """One of the few values that belong to no table, "" if it was never put."""
    return str(database.one("select value from meta where name = ?", (name,)) or "")


def put(database: Database, name: str, value: str) -> None:
    """Keep such a value."""
    sql = "insert into meta(name, value) values (?, ?) on conflict(name) do update set value = excluded.value"
    database.execute(sql, (name, value))


def digest(*said: str) -> str:
    """One digest of several texts."""
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def some(keys: Sequence[str], at_once: int = 500) -> Iterator[Sequence[str]]:
    """The keys, some at a time: a statement takes only so many values."""
    for first in range(0, len(keys), at_once):
        yield keys[first : first + at_once]


def _migrate(database: Database) -> None:
    """Make the tables, or bring them up to date.

    Raises:
        StateError: a newer version of Citewarden made them.
    """
    database.execute(_typed(database, "create table if not exists meta(name text primary key, value text not null)"))
    if get(database, "version") == str(len(MIGRATIONS)):
        return
    with database.transaction():
        version = int(get(database, "version") or 0)
        if version > len(MIGRATIONS):
            problem = f"made by a newer Citewarden (version {version} of its tables, this one knows {len(MIGRATIONS)})"
            raise StateError(problem, where=database.where, remedy="update Citewarden")
        for sql in MIGRATIONS[version:]:
            for statement in sql.split(";"):
                database.execute(_typed(database, statement))
        if version < _SEEN_SINCE:
            from citewarden.store import runs

            as_rows = version < _SEEN_IN_COLUMNS
            table, columns = ("seen_as_rows", "row") if as_rows else ("seen_by_run", runs.SEEN)
            rows = database.execute(f"select as_of, {columns} from {table} order by as_of, document, fingerprint")
            for as_of, own in groupby(rows, key=itemgetter(0)):
                said = (row[1:] for row in own)
                runs.keep_seen(
                    database, as_of, (runs.seen_row(json.loads(row[0])) for row in said) if as_rows else said
                )
            database.execute("drop table seen_by_run")
            database.execute("drop table if exists seen_as_rows")
        put(database, "version", str(len(MIGRATIONS)))


_SEEN_IN_COLUMNS, _SEEN_SINCE = 4, 6
"""The versions since which findings of earlier runs are columns, and kept with the dates since when they are so."""


def _typed(database: Database, statement: str) -> str:
    """A statement in the server's own words: there, text is put in order by a language unless told otherwise."""
    if not database.server:
        return statement
    return statement.replace(" text", ' text collate "C"').replace(" integer", " bigint")
