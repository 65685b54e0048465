"""What is remembered of links from night to night: one file per shard, and a journal of the run under way.

The file is JSON Lines, a Probe a line without its default values, sorted by address, written whole or not at all. While
a run asks, each observation is appended to `<file>.journal`; a killed run leaves it behind and the next one starts from
it. A last line cut short by the kill is dropped.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from heapq import merge
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import IO, Any

from citewarden.errors import StateError
from citewarden.model import Probe
from citewarden.stages._sorted_rows import SortedRows
from citewarden.tables import atomic

_FIELDS = tuple(f.name for f in dataclasses.fields(Probe))
_DEFAULTS = {f.name: f.default for f in dataclasses.fields(Probe) if f.default is not dataclasses.MISSING}
_values = attrgetter(*_FIELDS)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ROWS = ("redirects", "history", "copies")


def read(path: Path) -> dict[str, Probe]:
    """Address -> last observation, the journal's newer than the file's; empty if there is neither.

    Raises:
        StateError: the file is damaged (the journal's last line may be).
    """
    known = {probe.url: probe for probe in _lines(path, strict=True)}
    known.update((probe.url, probe) for probe in _lines(journal(path), strict=False))
    return known


def write(path: Path, probes: Iterable[Probe]) -> None:
    """Replace the file and drop the journal.

    Raises:
        StateError: the folder cannot be written.
    """
    write_lines(path, (line(probe) for probe in sorted(probes, key=lambda probe: probe.url)))


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """As `write`, from lines that are in the order of their addresses."""

    def put(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)

    atomic(path, put)
    journal(path).unlink(missing_ok=True)


@contextmanager
def ordered(path: Path) -> Iterator[Iterator[tuple[str, str]]]:
    """(address, line) of all that is remembered, by address, the journal's last; memory does not grow with the file.

    The iterator raises StateError where the file is damaged.
    """
    with SortedRows[str]() as rows:
        inner = _texts(path, strict=True)
        if not _in_order(path):
            for url, text in inner:
                rows.add(url, text)
            inner = iter(())
        with SortedRows[str]() as newer:
            for url, text in _texts(journal(path), strict=False):
                newer.add(url, text)
            yield _last(merge(rows, inner, newer, key=itemgetter(0)))


class Remembered(Mapping[str, Probe]):
    """All that some state files remember, looked up line by line: a few addresses of very many cost next to nothing.

    The files are in the order `write` leaves; where one was mended by hand some may not be found, and are asked anew.
    Journals are read whole. Looking up raises StateError where a file is damaged.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = [path for path in paths if path.exists() or journal(path).exists()]
        self._newer = {p.url: p for path in self._paths for p in _lines(journal(path), strict=False)}

    def __getitem__(self, url: str) -> Probe:
        if url in self._newer:
            return self._newer[url]
        for path in self._paths:
            text = _sought(path, url)
            if text:
                try:
                    return probed(text)
                except ValueError as error:
                    raise _damaged(path, 0) from error
        raise KeyError(url)

    def __iter__(self) -> Iterator[str]:
        return iter({url for path in self._paths for url in read(path)})

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _sought(path: Path, url: str) -> bytes:
    """The line of `url` in a file that is in order, by halving; b"" if there is none."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        low, high = 0, file.seek(0, 2)
        while low < high:
            middle = (low + high) // 2
            file.seek(max(0, middle - 1))
            if middle:
                file.readline()  # the rest of the line before
            start = file.tell()
            text = file.readline()
            if not text or start >= high:
                high = middle
                continue
            found = _key(text, path)
            if found == url:
                return text
            if found < url:
                low = start + len(text)
            else:
                high = middle
    return b""


def _key(text: bytes, path: Path) -> str:
    try:
        return str(json.loads(text)["url"])
    except (ValueError, TypeError, KeyError) as error:
        raise StateError("not a link state file", where=str(path), remedy=_REMEDY) from error


_REMEDY = "delete it: the links are asked again"


def _last(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    held: tuple[str, str] | None = None
    for row in rows:
        if held is not None and held[0] != row[0]:
            yield held
        held = row
    if held is not None:
        yield held


def _in_order(path: Path) -> bool:
    """Are the file's addresses ascending, as `write` leaves them?"""
    last = ""
    for url, _ in _texts(path, strict=True):
        if url < last:
            return False
        last = url
    return True


def journal(path: Path) -> Path:
    """Where the run under way notes its observations."""
    return path.with_name(path.name + ".journal")


@contextmanager
def journaled(path: Path) -> Iterator[Journal]:
    """The journal of `path`, open for appending.

    Raises:
        StateError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ragged = _ragged(journal(path))
        with journal(path).open("a", encoding="utf-8", buffering=1) as file:
            if ragged:
                file.write("\n")
            yield Journal(file)
    except OSError as error:
        remedy = "check free space and permissions"
        raise StateError(f"cannot be written ({error.strerror})", where=str(path), remedy=remedy) from error


class Journal:
    """Appends observations, a line each, on disk as soon as it is written."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def append(self, probe: Probe) -> None:
        """Note one observation."""
        self.note(line(probe))

    def note(self, text: str) -> None:
        """Note the line of an observation."""
        self._file.write(text)


def _ragged(path: Path) -> bool:
    """Does the file end in the middle of a line?"""
    if not path.exists() or path.stat().st_size == 0:
        return False
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) != b"\n"


def line(probe: Probe, *, whole: bool = False) -> str:
    """A Probe as one line of JSON, its default values left out (not of a `whole` one); its address comes first."""
    told = zip(_FIELDS, _values(probe), strict=True)
    row = {name: value for name, value in told if whole or value != _DEFAULTS.get(name)}
    return _encode(row) + "\n"


def probed(text: str | bytes) -> Probe:
    """The Probe of a line.

    Raises:
        ValueError: it is none.
    """
    try:
        return _probe(json.loads(text))
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(str(error)) from error


def _lines(path: Path, *, strict: bool) -> Iterator[Probe]:
    for number, text in _numbered(path):
        try:
            yield probed(text)
        except ValueError as error:
            if strict:
                raise _damaged(path, number) from error


def _texts(path: Path, *, strict: bool) -> Iterator[tuple[str, str]]:
    """(address, line) of each line, unjudged but for its address."""
    for number, text in _numbered(path):
        try:
            end = text.find(b'"', 8)
            if strict and text.startswith(b'{"url":"') and b"\\" not in text[8:end] and text.endswith(b"}\n"):
                yield text[8:end].decode(), text.decode()
            else:
                yield str(json.loads(text)["url"]), text.decode().rstrip("\n") + "\n"
        except (ValueError, TypeError, KeyError) as error:
            if strict:
                raise _damaged(path, number) from error


def _numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    if path.exists():
        with path.open("rb") as file:
            yield from enumerate(file, 1)


def _damaged(path: Path, number: int) -> StateError:
    return StateError("not a link state file", where=f"{path}:{number}" if number else str(path), remedy=_REMEDY)


def _probe(row: Mapping[str, Any]) -> Probe:
    values: dict[str, Any] = {name: value for name, value in row.items() if name in _FIELD_SET}
    for name in _ROWS:
        if name in values:
            values[name] = tuple(map(tuple, values[name]))
    return Probe(**values)


_FIELD_SET = frozenset(_FIELDS)
