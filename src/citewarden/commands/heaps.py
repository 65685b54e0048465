"""Rows of many tables brought together by name: each table is copied once, in the order of the names, and then cut."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from citewarden import tables

if TYPE_CHECKING:
    import pyarrow as pa

Places = Mapping[str, Sequence[int]]
"""Name -> the rows of a table that belong under it."""


class Heaps:
    """Tables of one schema, of which `empty` has no rows."""

    def __init__(self, empty: pa.Table) -> None:
        self._empty = empty
        self._slices: dict[str, list[pa.Table]] = {}

    def add(self, table: pa.Table, places: Places) -> None:
        """Put rows behind what there is under each name."""
        for name, part in _cut(table, places):
            self._slices.setdefault(name, []).append(part)

    def table(self, name: str) -> pa.Table:
        """The rows under a name."""
        import pyarrow as pa

        return pa.concat_tables([self._empty, *self._slices.get(name, ())])


def digests(table: pa.Table, places: Places) -> dict[str, str]:
    """A digest of the rows under each name."""
    import pyarrow as pa

    said = {}
    for name, part in _cut(table, places):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, part.schema) as stream:
            stream.write_table(part)
        said[name] = hashlib.sha256(sink.getvalue()).hexdigest()[:32]
    return said


def _cut(table: pa.Table, places: Places) -> Iterator[tuple[str, pa.Table]]:
    ordered = table.take(tables.column([row for own in places.values() for row in own], "int64"))
    first = 0
    for name, own in places.items():
        yield name, ordered.slice(first, len(own))
        first += len(own)
