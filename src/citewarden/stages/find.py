"""Which articles there are, and whether the bytes of each, and of what it takes its sources from, have changed."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from citewarden.errors import InputError
from citewarden.folders import Contents, one, printable, walk
from citewarden.plugins import discover

EMPTY = "put articles there, name others, or make a project with `citewarden init`"
"""What to do where there is nothing to audit."""


def articles(folder: Path) -> list[Path]:
    """Every usable file that `found` finds."""
    return list(found(folder).files)


def found(folder: Path) -> Contents:
    """Every file under `folder` that some reader knows by its suffix; hidden files and README are left out.

    Raises:
        InputError: there is no such folder.
    """
    if folder.is_file():
        return one(folder)
    if not folder.is_dir():
        raise InputError("no such folder or file", where=str(folder), remedy=EMPTY)
    suffixes = tuple({s for module in discover("citewarden.readers").values() for s in module.SUFFIXES})
    return walk(folder, lambda name: name.lower().endswith(suffixes) and name.rpartition(".")[0] != "README")


def links_left_out(paths: Sequence[str]) -> str:
    """The line that says which links lead to articles that are audited already."""
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0]}{more}: left out, a link to an article that is audited under its own name"


Known = Mapping[str, tuple[str, str, str]]
"""Path -> (mark, digest, files it leans on) of a file as a run found it."""

RACE = 2_000_000_000
"""Nanoseconds after its last change within which a file may change again without its time showing it."""


class Files:
    """Digests of files; one of the same size, time and inode as when it was last `known` is not read again.

    A copy, a checkout or an edit changes one of the three, and then the bytes decide: the same bytes lean on the same.
    `fresh` holds those that are new or changed, `seen` all that were asked about.
    """

    def __init__(self, known: Known, *, root: Path, references: Path | None = None) -> None:
        self.known, self.root, self.references = known, root, references
        self.fresh: dict[str, tuple[str, str, str]] = {}
        self.seen: set[str] = set()
        self._now = time.time_ns()

    def article(self, path: Path) -> str:
        """The digest of an article and of what it leans on (`read.leans_on`), "" if it cannot be read."""
        own, leans = self._row(path, self._leaning)
        if not leans:
            return own
        parts = (self.library if Path(name) == self.references else self.file(Path(name)) for name in leans)
        return _sha256("\n".join((own, *parts)).encode())

    def leans(self, path: Path) -> list[Path]:
        """The files besides its own that decide what is read of an article."""
        return [Path(name) for name in self._row(path, self._leaning)[1]]

    def file(self, path: Path) -> str:
        """The digest of a file, "" if it cannot be read."""
        return self._row(path, lambda path, data: [])[0]

    @cached_property
    def library(self) -> str:
        """The digest of the files of the source library that articles cite from by key."""
        from citewarden.registries import library

        files = library.files(self.references) if self.references else []
        return _sha256("\n".join(f"{path} {self.file(path)}" for path in files).encode())

    def whole(self, folder: Path) -> str:
        """The digest of all files below a folder, and of their names."""
        paths = sorted(p for p in folder.rglob("*") if p.is_file())
        return _sha256("\n".join(f"{printable(str(p))}\t{self.file(p)}" for p in paths).encode())

    def _leaning(self, path: Path, data: bytes) -> list[str]:
        from citewarden.stages.read import leans_on

        return [str(file) for file in leans_on(path, data, root=self.root, references=self.references)]

    def _row(self, path: Path, more: Callable[[Path, bytes], list[str]]) -> tuple[str, list[str]]:
        """(digest, what it leans on)."""
        name = printable(str(path))
        self.seen.add(name)
        if name in self.fresh:
            return self.fresh[name][1], json.loads(self.fresh[name][2])
        try:
            held = path.stat()
            mark = f"{held.st_size} {held.st_mtime_ns} {held.st_ino}"
            row = self.known.get(name)
            if row is None or row[0] != mark:
                data = path.read_bytes()
                sha256 = _sha256(data)
                sure = held.st_mtime_ns < self._now - RACE
                leans = row[2] if row is not None and row[1] == sha256 else json.dumps(more(path, data))
                row = self.fresh[name] = (mark if sure else "", sha256, leans)
        except OSError:
            return "", []
        return row[1], [] if row[2] == "[]" else json.loads(row[2])


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
