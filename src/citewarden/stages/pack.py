"""Group articles into shards, the workflow's unit of scheduling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

from citewarden.errors import InputError
from citewarden.folders import Contents, one, printable, walk
from citewarden.formats import Row
from citewarden.plugins import discover
from citewarden.stages.report import file_names
from citewarden.tables import write_text

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
    return walk(folder, lambda name: name.lower().endswith(suffixes) and Path(name).stem != "README")


def links_left_out(paths: Sequence[str]) -> str:
    """The line that says which links lead to articles that are audited already."""
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0]}{more}: left out, a link to an article that is audited under its own name"


def count(articles: int, size: int) -> int:
    """How many shards so many articles are spread over: a power of two, about `size` articles in each at most.

    There are never more than `MOST`: beyond, shards grow.
    """
    number = 1
    while articles > number * size and number < MOST:
        number *= 2
    return number


def shard(document: str, number: int) -> str:
    """The shard of an article, by its id alone."""
    return f"{crc32(document.encode('utf-8', 'surrogateescape')) % number:05d}"


def pack(paths: Iterable[Path], *, root: Path, folder: Path, size: int, references: Path | None = None) -> list[str]:
    """Write a manifest `<shard>.jsonl` per shard into `folder` and return the shard names.

    A line is {"id", "path", "sha256", "name"}: the article's id, where it is, the digest of its bytes and of the files
    it takes its sources from (its bibliographies, the library in `references`), the name of its reports.

    An article's shard depends on its path alone; a manifest is rewritten only when its content changes, so a night
    without changes leaves every later job alone. A file of the same size, time and inode as last time is not read
    again (`folder`/known.json); a copy, a checkout or an edit changes one of the three, and then the bytes decide.
    """
    rows = [(path, path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name) for path in paths]
    number = count(len(rows), size)
    shards: dict[str, list[str]] = {}
    names = file_names([name for _, name in rows])
    digests = _digests([path for path, _ in rows], folder / "known.json", root=root, references=references)
    for path, name in rows:
        line = {"id": name, "path": str(path), "sha256": digests[str(path)], "name": names[name]}
        shards.setdefault(shard(name, number), []).append(json.dumps(line, ensure_ascii=False))
    for place, lines in shards.items():
        text = "".join(f"{line}\n" for line in lines)
        manifest = folder / f"{place}.jsonl"
        if not manifest.exists() or manifest.read_text(encoding="utf-8") != text:
            write_text(manifest, text)
    for stale in set(manifests(folder)) - shards.keys():
        (folder / f"{stale}.jsonl").unlink()
    return sorted(shards)


def listing(folder: Path, file: Path) -> str:
    """Write every file below `folder` with its digest into `file`, anew only where something changed; its path."""
    rows = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            rows.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}\t{printable(str(path))}\n")
        except OSError as error:
            rows.append(f"{error.strerror}\t{printable(str(path))}\n")
    if not file.exists() or file.read_text(encoding="utf-8") != "".join(rows):
        write_text(file, "".join(rows))
    return str(file)


def manifests(folder: Path) -> list[str]:
    """The shards that have a manifest in `folder`."""
    return sorted(path.stem for path in folder.glob("*.jsonl"))


def _digests(paths: Sequence[Path], memory: Path, *, root: Path, references: Path | None) -> dict[str, str]:
    """Path -> sha256 of its bytes and of the files it leans on (`read.leans_on`), "" if it cannot be read (the read
    stage then says why)."""
    files = _Files(memory, root, references)
    digests = {str(path): files.article(path) for path in paths}
    files.remember()
    return digests


class _Files:
    """Digests of files, remembered from night to night; one of the same size, time and inode is not read again.

    A row is size, time, inode and digest, and for an article the files it leans on.
    """

    def __init__(self, memory: Path, root: Path, references: Path | None) -> None:
        self.memory, self.root, self.references = memory, root, references
        self.fresh: dict[str, list[Any]] = {}
        self.doubted = False
        try:
            self.known = dict(json.loads(memory.read_text(encoding="utf-8")))
            self.sure = memory.stat().st_mtime_ns - RACE
        except (OSError, ValueError, TypeError):
            self.known, self.sure = {}, 0

    def article(self, path: Path) -> str:
        """The digest of an article and of what it leans on."""
        own, *leans = self._row(path, self._leans)[3:]
        parts = [self._library if Path(name) == self.references else self.file(Path(name)) for name in chain(*leans)]
        return _sha256("\n".join([own, *parts]).encode()) if parts else own

    def file(self, path: Path) -> str:
        """The digest of a file, "" if it cannot be read."""
        return str(self._row(path, lambda path, data: [])[3])

    def remember(self) -> None:
        """Keep what is known now, if it is more or less than before."""
        if self.doubted or self.fresh.keys() != self.known.keys():
            write_text(self.memory, json.dumps(self.fresh, ensure_ascii=False))

    @cached_property
    def _library(self) -> str:
        from citewarden.registries import library

        files = library.files(self.references) if self.references else []
        return _sha256("\n".join(f"{path} {self.file(path)}" for path in files).encode())

    def _leans(self, path: Path, data: bytes) -> list[list[str]]:
        from citewarden.stages.read import leans_on

        return [[str(file) for file in leans_on(path, data, root=self.root, references=self.references)]]

    def _row(self, path: Path, more: Callable[[Path, bytes], list[list[str]]]) -> list[Any]:
        if str(path) in self.fresh:
            return self.fresh[str(path)]
        try:
            held = path.stat()
            mark = [held.st_size, held.st_mtime_ns, held.st_ino]
            row = self.known.get(str(path))
            if not row or row[:3] != mark or held.st_mtime_ns >= self.sure:
                data = path.read_bytes()
                row = [*mark, _sha256(data), *more(path, data)]
                self.doubted = True
        except (OSError, TypeError):
            return [0, 0, 0, ""]
        self.fresh[str(path)] = row
        return list(row)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


MOST = 4096
"""Most shards, and how many files hold what is remembered of articles from night to night (`_page_state.py`)."""

RACE = 2_000_000_000
"""Nanoseconds after its last change within which a file may change again without its time showing it."""


def rows(folder: Path) -> list[Row]:
    """All articles of the manifests in `folder`, by id."""
    told = [row for shard in manifests(folder) for row in unpack(folder / f"{shard}.jsonl")]
    return sorted((Row(r["id"], r["name"], r["path"], r["sha256"]) for r in told), key=lambda row: row.document)


def unpack(manifest: Path) -> list[dict[str, str]]:
    """The lines of one shard's manifest."""
    return [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
