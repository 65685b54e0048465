"""What a store remembers, in a file: a zip of JSON Lines for each table that must survive, a row an array a line, and
the editors' decisions as they stand in `config/`. It can be read into a file's store and into a server's."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from citewarden.errors import InputError
from citewarden.store import links
from citewarden.store.database import Database
from citewarden.store.runs import SEEN, keep_seen, seen_row
from citewarden.tables import atomic

TABLES: Mapping[str, Sequence[str]] = {
    "probe": ("url", "asked_at", "row", "shown", "sha256"),
    "quote": ("article", "claim", "source", "quote", "retrieved_at"),
    "roll": ("as_of", "document", "row"),
    "seen": ("since", "until", *SEEN.split(", ")),
    "totals": ("as_of", "row"),
    "move": ("before", "now"),
}
"""What must survive: everything else can be read, asked and judged again."""

_WHEN = (1980, 1, 1, 0, 0, 0)
_EARLIER = (4, 1 + len(SEEN.split(", ")))
"""Columns that earlier versions wrote of what was seen (`_by_run`)."""
_DAMAGE = (
    OSError, LookupError, TypeError, ValueError, OverflowError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error
)  # fmt: skip
"""What a file raises that is no zip file, is encrypted, breaks off, or holds other rows than a store has."""


def write(database: Database, path: Path, decisions: Path) -> None:
    """Write a store and the file of decisions to a file, whole or not at all."""
    rows = {f"{table}.jsonl": _lines(database, table) for table in TABLES}

    def put(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as file:
            for name, lines in rows.items():
                with file.open(zipfile.ZipInfo(name, _WHEN), "w") as member:
                    member.writelines(lines)
            if decisions.exists():
                file.writestr(zipfile.ZipInfo(decisions.as_posix(), _WHEN), decisions.read_bytes())

    atomic(path, put)


def _lines(database: Database, table: str) -> Iterable[bytes]:
    columns = ", ".join(TABLES[table])
    for row in database.stream(f"select {columns} from {table} order by {columns}"):
        yield json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"


def read(database: Database, path: Path, decisions: Path) -> str:
    """Put what such a file holds in the place of what the store has; the text of the decisions in it, "" if none.

    Raises:
        InputError: it is no such file; the store is then as it was.
    """
    try:
        with zipfile.ZipFile(path) as file, database.transaction():
            for table, columns in TABLES.items():
                database.execute(f"delete from {table}")
                marks = ", ".join("?" * len(columns))
                with file.open(f"{table}.jsonl") as lines:
                    names = ", ".join(columns)
                    widths = (len(columns), *(_EARLIER if table == "seen" else ()))
                    rows: Iterable[Any] = (_cells(line, widths) for line in lines)
                    if table == "seen":
                        rows = list(_by_run(database, rows, len(columns)))
                    database.many(f"insert into {table}({names}) values ({marks})", rows)
            database.execute("update article set changed = changed + 1")
            links.recite(database)
            return file.read(decisions.as_posix()).decode() if decisions.as_posix() in file.namelist() else ""
    except _DAMAGE as error:
        said = " ".join(str(error).split()) or type(error).__name__
        remedy = "give a file that `citewarden state export` wrote"
        raise InputError(f"not a state file ({said})", where=str(path), remedy=remedy) from error


def _cells(line: bytes, widths: Sequence[int]) -> list[Any]:
    """The row of a line.

    Raises:
        ValueError: it is none.
    """
    row = json.loads(line)
    if not isinstance(row, list) or len(row) not in widths or not all(map(_is_cell, row)):
        raise ValueError("a line is no row of this table")
    return row


def _is_cell(value: Any) -> bool:
    """Text, or a number that both databases hold."""
    return isinstance(value, str) or (isinstance(value, int) and -(2**63) <= value < 2**63)


def _by_run(database: Database, rows: Iterable[Sequence[Any]], width: int) -> Iterator[Sequence[Any]]:
    """The rows of what was seen that are as they are stored now; earlier versions wrote, for each run, (date and
    columns), or (date, fingerprint, article, JSON text), and those are kept at once."""
    for as_of, own in groupby(rows, key=itemgetter(0)):
        held = list(own)
        if len(held[0]) == width:
            yield from held
        else:
            keep_seen(
                database, as_of, (seen_row(json.loads(row[3])) if len(row) == 4 else tuple(row[1:]) for row in held)
            )
