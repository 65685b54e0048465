"""Group articles into shards, the workflow's unit of scheduling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

from citewarden.errors import InputError
from citewarden.folders import Contents, one, printable, walk
from citewarden.plugins import discover
from citewarden.stages.report import file_names
from citewarden.tables import write_text


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
        raise InputError("no such folder or file", where=str(folder), remedy="name a folder of articles")
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


def pack(paths: Iterable[Path], *, root: Path, folder: Path, size: int) -> list[str]:
    """Write a manifest `<shard>.jsonl` per shard into `folder` and return the shard names.

    A line is {"id", "path", "sha256", "name"}: the article's id, where it is, its bytes, the name of its reports.

    An article's shard depends on its path alone; a manifest is rewritten only when its content changes, so a night
    without changes leaves every later job alone. A file of the same size, time and inode as last time is not read
    again (`folder`/known.json); a copy, a checkout or an edit changes one of the three, and then the bytes decide.
    """
    rows = [(path, path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name) for path in paths]
    number = count(len(rows), size)
    shards: dict[str, list[str]] = {}
    names = file_names([name for _, name in rows])
    digests = _digests([path for path, _ in rows], folder / "known.json")
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


def _digests(paths: Sequence[Path], memory: Path) -> dict[str, str]:
    """Path -> sha256 of its bytes, "" if it cannot be read (the read stage then says why)."""
    try:
        known = dict(json.loads(memory.read_text(encoding="utf-8")))
        sure = memory.stat().st_mtime_ns - RACE
    except (OSError, ValueError, TypeError):
        known, sure = {}, 0
    fresh: dict[str, list[int | str]] = {}
    doubted = False
    for path in paths:
        try:
            held = path.stat()
            mark: list[int | str] = [held.st_size, held.st_mtime_ns, held.st_ino]
            before = known.get(str(path))
            if before and before[:3] == mark and held.st_mtime_ns < sure:
                fresh[str(path)] = before
            else:
                fresh[str(path)] = [*mark, hashlib.sha256(path.read_bytes()).hexdigest()]
                doubted = True
        except (OSError, TypeError):
            continue
    if doubted or fresh.keys() != known.keys():
        write_text(memory, json.dumps(fresh, ensure_ascii=False))
    return {str(path): str(fresh[str(path)][3]) if str(path) in fresh else "" for path in paths}


MOST = 4096
"""Most shards, and how many files hold what is remembered of articles from night to night (`_page_state.py`)."""

RACE = 2_000_000_000
"""Nanoseconds after its last change within which a file may change again without its time showing it."""


def unpack(manifest: Path) -> list[dict[str, str]]:
    """The lines of one shard's manifest."""
    return [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
