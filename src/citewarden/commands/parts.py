"""A corpus table in parts: works go to one by their key, so that a step holds a few parts at a time and leaves alone
those whose inputs are as they were.

A table is a folder of Parquet files, one a part, and `parts.json`: part -> what its rows were made of and what they
are, as digests. A part without its file or its digests is due; killed, a step goes on with the parts it had not made.
`made.txt`, written last, is what the workflow looks at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from citewarden import tables
from citewarden.errors import StateError

if TYPE_CHECKING:
    import pyarrow as pa

SHARDS = 4
"""Shards of articles for each part: some 3,000 works where a shard has 250 articles with ten references."""

AT_ONCE = 8
"""Parts that a step holds together, so that registries are asked in full batches."""


def names(shards: int) -> list[str]:
    """The parts of a corpus whose articles go to so many shards (a power of two)."""
    return [f"{number:04d}" for number in range(max(1, shards // SHARDS))]


def part(key: str, number: int) -> str:
    """The part of a work, by its key alone."""
    return f"{crc32(key.encode('utf-8', 'surrogateescape')) % number:04d}"


def digest(*said: str) -> str:
    """One digest of several texts."""
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(slots=True)
class Parts:
    """The table of `noun` in `folder`: part -> (made of, content) digests."""

    folder: Path
    noun: type[Any]
    known: dict[str, tuple[str, str]]

    @classmethod
    def open(cls, folder: Path, noun: type[Any]) -> Parts:
        """What the folder holds, to be renewed; a damaged record is none."""
        try:
            data = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
            known = {str(name): (str(made), str(content)) for name, (made, content) in data.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            known = {}
        table = cls(folder, noun, known)
        table.known = {name: pair for name, pair in known.items() if table.path(name).exists()}
        return table

    @classmethod
    def made(cls, folder: Path, noun: type[Any]) -> Parts:
        """What an earlier step made, whole.

        Raises:
            StateError: a part is missing. Fewer works are not fewer questions.
        """
        table = cls.open(folder, noun)
        try:
            wanted = json.loads((folder / _RECORD).read_text(encoding="utf-8")).keys()
        except (OSError, ValueError, AttributeError):
            wanted = ()
        if not wanted or wanted != table.known.keys():
            remedy = f"delete {folder.parent} and run again"
            raise StateError("a part of it is missing", where=str(folder), remedy=remedy)
        return table

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.known))

    def content(self, name: str) -> str:
        """The digest of a part's rows, "" if there is no such part."""
        return self.known.get(name, ("", ""))[1]

    def contents(self) -> str:
        """The digest of all rows."""
        return digest(*(text for name in self for text in (name, self.content(name))))

    def due(self, wanted: Mapping[str, str]) -> list[str]:
        """The parts to make, by what they are `wanted` to be made of; from here on no other is on record."""
        due = sorted(name for name, made in wanted.items() if self.known.get(name, ("", ""))[0] != made or not made)
        known = {name: pair for name, pair in self.known.items() if name in wanted and name not in due}
        if known != self.known:
            self.known = known
            self.save()
        return due

    def put(self, name: str, table: pa.Table, made: str) -> None:
        """Write a part; made of "", it is due again next time."""
        self.known[name] = (made, tables.renew(self.path(name), table).hex()[:32])

    def stream(self, name: str, rows: Iterable[Any], made: str) -> None:
        """As `put`, from rows of which few are held at a time."""
        tables.write_stream(self.path(name), self.noun, rows)
        with self.path(name).open("rb") as file:
            self.known[name] = (made, hashlib.file_digest(file, "sha256").hexdigest()[:32])

    def save(self) -> None:
        """Write the record."""
        tables.write_text(self.folder / _RECORD, tables.dumps(dict(sorted(self.known.items()))) + "\n")

    def done(self) -> None:
        """Write the record, drop the files it does not name, and say that the table is made."""
        self.save()
        for path in self.folder.glob("*.parquet"):
            if path.stem not in self.known:
                path.unlink()
        tables.write_text(self.folder / "made.txt", self.contents() + "\n")

    def table(self, name: str) -> pa.Table:
        """The rows of a part.

        Raises:
            InputError: it is no Parquet file, or one of another noun.
        """
        return tables.table(self.path(name), self.noun)

    def path(self, name: str) -> Path:
        """The file of a part."""
        return self.folder / f"{name}.parquet"


def together(due: Iterable[str], at_once: int = AT_ONCE) -> Iterator[Sequence[str]]:
    """The parts that are due, some at a time."""
    left = iter(due)
    while some := tuple(islice(left, at_once)):
        yield some


_RECORD = "parts.json"
