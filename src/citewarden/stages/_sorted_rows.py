"""Rows in the order of their keys, however many: what does not fit in memory waits in a temporary file."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from heapq import merge
from operator import itemgetter
from types import TracebackType
from typing import IO, Any, Generic, TypeVar

T = TypeVar("T")

IN_MEMORY = 4096
"""Rows sorted at a time."""
CHUNK = 64
"""Rows read at a time from each sorted part."""

_KEY = itemgetter(0)


class SortedRows(Generic[T]):
    """Takes (key, row) in any order and gives them back by key, rows of one key in the order they came.

    Rows are plain data (text, numbers, tuples); the file has no name and is read by this process alone.
    """

    def __init__(self, *, in_memory: int = IN_MEMORY) -> None:
        self._rows: list[tuple[str, T]] = []
        self._limit = in_memory
        self._file: IO[bytes] | None = None
        self._parts: list[list[tuple[int, int]]] = []
        self._highest = ""
        self._ascending = True

    def __enter__(self) -> SortedRows[T]:
        return self

    def __exit__(self, _type: type[BaseException] | None, _value: object, _trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, key: str, row: T) -> None:
        """Take one row."""
        self._rows.append((key, row))
        if len(self._rows) >= self._limit:
            self._put_away()

    def __iter__(self) -> Iterator[tuple[str, T]]:
        """Every (key, row), in order; may be asked for again, but not while rows are being added."""
        self._rows.sort(key=_KEY)
        last: Iterable[tuple[str, T]] = self._rows
        if not self._parts:
            yield from last
        elif self._ascending and (not self._rows or self._rows[0][0] >= self._highest):
            for part in self._parts:
                yield from self._read(part)
            yield from last
        else:
            yield from merge(*(self._read(part) for part in self._parts), last, key=_KEY)

    def _put_away(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed on leaving
        rows = self._rows
        rows.sort(key=_KEY)
        self._ascending = self._ascending and rows[0][0] >= self._highest
        self._highest = max(self._highest, rows[-1][0])
        part = []
        at = self._file.seek(0, 2)
        for start in range(0, len(rows), CHUNK):
            data = pickle.dumps(rows[start : start + CHUNK], pickle.HIGHEST_PROTOCOL)
            part.append((at, len(data)))
            at += self._file.write(data)
        self._parts.append(part)
        self._rows = []

    def _read(self, part: list[tuple[int, int]]) -> Iterator[tuple[str, T]]:
        assert self._file is not None
        for at, size in part:
            self._file.seek(at)
            chunk: list[tuple[str, Any]] = pickle.loads(self._file.read(size))
            yield from chunk
