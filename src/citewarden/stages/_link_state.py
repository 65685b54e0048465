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
from pathlib import Path
from typing import IO, Any

from citewarden.errors import StateError
from citewarden.model import Probe
from citewarden.tables import write_text

_FIELDS = tuple(f.name for f in dataclasses.fields(Probe))
_DEFAULTS = {f.name: f.default for f in dataclasses.fields(Probe) if f.default is not dataclasses.MISSING}
_PAIRS = ("redirects", "history")


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
    rows = sorted(probes, key=lambda probe: probe.url)
    write_text(path, "".join(_line(probe) for probe in rows))
    journal(path).unlink(missing_ok=True)


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
        self._file.write(_line(probe))


def _ragged(path: Path) -> bool:
    """Does the file end in the middle of a line?"""
    if not path.exists() or path.stat().st_size == 0:
        return False
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) != b"\n"


def _line(probe: Probe) -> str:
    row: dict[str, Any] = {}
    for name in _FIELDS:
        value = getattr(probe, name)
        if name not in _DEFAULTS or value != _DEFAULTS[name]:
            row[name] = value
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _lines(path: Path, *, strict: bool) -> Iterator[Probe]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield _probe(json.loads(line))
            except (ValueError, TypeError, AttributeError) as error:
                if strict:
                    remedy = "delete it: the links are asked again"
                    raise StateError("not a link state file", where=f"{path}:{number}", remedy=remedy) from error


def _probe(row: Mapping[str, Any]) -> Probe:
    values: dict[str, Any] = {name: value for name, value in row.items() if name in _FIELD_SET}
    for name in _PAIRS:
        if name in values:
            values[name] = tuple(tuple(pair) for pair in values[name])
    return Probe(**values)


_FIELD_SET = frozenset(_FIELDS)
