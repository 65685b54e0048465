"""One connection to the database of a project: a SQLite file, or a PostgreSQL server that several machines share.

The same SQL runs on both: values are `?`, text is compared by code points, a row that is there already is met with `on
conflict`. Only processes of the machine that runs an audit open it, never a job elsewhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from citewarden.errors import ConfigError, StateError
from citewarden.store import codec

PATIENCE = 60
"""Seconds to wait for another step that is writing."""
CACHE = 16_000
"""Kilobytes of a file's pages that are held: joins over all findings look into indexes here and there."""

Row = tuple[Any, ...]


class Database:
    """SQL in, rows out. What goes wrong is a StateError that names the database.

    `remarks` are lines that whoever opened it should read.
    """

    def __init__(self, where: str, connection: Any, *, server: bool) -> None:
        self.where, self.server = where, server
        self.remarks: list[str] = []
        self._connection = connection
        self._depth = self._streams = 0

    def execute(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Carry one statement out; the rows it gives, if it gives any."""
        try:
            cursor = self._connection.execute(self._spelt(sql), tuple(values))
            return list(cursor.fetchall()) if cursor.description else []
        except Exception as error:
            self._tell(error)
            raise

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first value of the first row, None if there is none."""
        rows = self.execute(sql, values)
        return rows[0][0] if rows else None

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carry one statement out for each of many rows."""
        if rows == []:  # a server is not asked at all: there is often nothing of a kind to write
            return
        try:
            self._connection.cursor().executemany(self._spelt(sql), rows)
        except Exception as error:
            self._tell(error)
            raise

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """As `execute`, without holding all rows at a time; others may be written meanwhile."""
        try:
            if not self.server:
                yield from self._connection.execute(sql, tuple(values))
                return
            self._streams += 1
            with self._connection.transaction():
                cursor = self._connection.cursor(name=f"stream_{self._streams}", withhold=True)
                cursor.execute(self._spelt(sql), tuple(values))
            with cursor:
                yield from cursor
        except Exception as error:
            self._tell(error)
            raise

    def row(self, text: str) -> codec.Stored:
        """A noun's row as it is stored: in a file compressed if it is long; a server compresses by itself."""
        return text if self.server else codec.packed(text)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing of it; one inside another is part of it."""
        self._depth += 1
        try:
            if self._depth == 1:
                self.execute("begin" if self.server else "begin immediate")
            yield
        except BaseException:
            if self._depth == 1 and self._open():
                self.execute("rollback")
            raise
        else:
            if self._depth == 1:
                self.execute("commit")
        finally:
            self._depth -= 1

    def _open(self) -> bool:
        return True if self.server else bool(self._connection.in_transaction)

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def _spelt(self, sql: str) -> str:
        return sql.replace("%", "%%").replace("?", "%s") if self.server else sql

    def _tell(self, error: Exception) -> None:
        """Raise the StateError for a fault of the database; nothing for any other."""
        if isinstance(error, sqlite3.Error):
            raise _failed(self.where, error) from error
        if self.server and type(error).__module__.partition(".")[0] == "psycopg":
            raise _failed(self.where, error) from error


def sqlite(path: Path | None, *, where: str = "") -> Database:
    """The database in a file, made if it is not there; None is one that nobody keeps, for what is told of `where`.

    Raises:
        StateError: it cannot be opened, or is no database.
    """
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(str(path or ""), timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        if path is not None:
            connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=normal")
        connection.execute(f"pragma cache_size=-{CACHE}")
    except (OSError, sqlite3.Error) as error:
        raise _failed(str(path), error) from error
    return Database(str(path or where), connection, server=False)


def postgresql(address: str) -> Database:
    """The database on a server, `postgresql://user@host/name`; the password comes from PGPASSWORD or ~/.pgpass.

    Raises:
        ConfigError: the package that speaks to it is not installed.
        StateError: the server cannot be reached.
    """
    try:
        import psycopg
    except ImportError as error:
        remedy = "pip install 'citewarden[postgresql]'"
        raise ConfigError("a PostgreSQL server needs the package psycopg", where="store", remedy=remedy) from error
    where = address.rpartition("@")[2] or address
    try:
        connection = psycopg.connect(address, autocommit=True)
    except psycopg.Error as error:
        raise _failed(where, error) from error
    return Database(where, connection, server=True)


def _failed(where: str, error: Exception) -> StateError:
    said = " ".join(str(error).split()) or type(error).__name__
    return StateError(
        f"the store cannot be used ({said})", where=where, remedy="see docs/nightly.md, What is kept where"
    )
