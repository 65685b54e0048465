"""Group articles into shards, the workflow's unit of scheduling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from citewarden.errors import InputError
from citewarden.plugins import discover
from citewarden.stages.report import file_names
from citewarden.tables import write_text


def articles(folder: Path) -> list[Path]:
    """Every file under `folder` that some reader knows by its suffix, sorted; hidden files and README are left out.

    Raises:
        InputError: there is no such folder.
    """
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise InputError("no such folder or file", where=str(folder), remedy="name a folder of articles")
    suffixes = {s for module in discover("citewarden.readers").values() for s in module.SUFFIXES}
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in suffixes
        and path.is_file()
        and path.stem != "README"
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def pack(paths: Iterable[Path], *, root: Path, folder: Path, size: int) -> list[str]:
    """Write a manifest `<shard>.jsonl` per shard into `folder` and return the shard names.

    A line is {"id", "path", "sha256", "name"}: the article's id, where it is, its bytes, the name of its reports.

    An article's shard depends on its path alone; a manifest is rewritten only when its content changes, so a night
    without changes leaves every later job alone.
    """
    rows = [(path, path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name) for path in paths]
    number = 1
    while len(rows) > number * size:
        number *= 2
    shards: dict[str, list[str]] = {}
    names = file_names([name for _, name in rows])
    for path, name in rows:
        shard = f"{crc32(name.encode()) % number:05d}"
        line = {"id": name, "path": str(path), "sha256": _digest(path), "name": names[name]}
        shards.setdefault(shard, []).append(json.dumps(line, ensure_ascii=False))
    for shard, lines in shards.items():
        text = "".join(f"{line}\n" for line in lines)
        manifest = folder / f"{shard}.jsonl"
        if not manifest.exists() or manifest.read_text(encoding="utf-8") != text:
            write_text(manifest, text)
    for stale in set(_manifests(folder)) - shards.keys():
        (folder / f"{stale}.jsonl").unlink()
    return sorted(shards)


def _manifests(folder: Path) -> Iterator[str]:
    return (path.stem for path in folder.glob("*.jsonl"))


def _digest(path: Path) -> str:
    """sha256 of a file's bytes, "" if it cannot be read (the read stage then says why)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def unpack(manifest: Path) -> list[dict[str, str]]:
    """The lines of one shard's manifest."""
    return [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
