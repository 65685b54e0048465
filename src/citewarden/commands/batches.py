"""A batch: some articles and all that a step needs of them, in one file; what the step made of them, in another.

Both are zip files. `batch.json` holds the rows, the other members files: articles and their bibliographies on the way
out, pages on the way back. A job lays the files out in a folder of its own and works there, so that it does not matter
which machine it runs on: it needs its batch and the same version of Citewarden, and nothing else. A batch is named by
its content.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from citewarden import __version__
from citewarden import config as settings
from citewarden.commands.session import Session
from citewarden.config import Config
from citewarden.errors import StateError
from citewarden.model import Policy
from citewarden.store import codec
from citewarden.tables import dumps, write_bytes

ROWS = "batch.json"
"""The member that holds the rows."""

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The same content, the same bytes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What travels: plain rows, and files by their path (relative to the project's folder)."""

    rows: Any
    files: Mapping[str, bytes]

    def bytes(self) -> bytes:
        """The batch as the bytes of a file."""
        import io

        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            for name, data in sorted({**self.files, ROWS: msgspec.json.encode(self.rows)}.items()):
                entry = zipfile.ZipInfo(name, _WHEN)
                entry.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(entry, data)
        return out.getvalue()

    def write(self, path: Path) -> None:
        """Write it, whole or not at all."""
        write_bytes(path, self.bytes())


def read(path: Path, kind: Any = Any) -> Batch:
    """A batch from its file, its rows as `kind`.

    Raises:
        StateError: it is none.
    """
    try:
        with zipfile.ZipFile(path) as file:
            files = {_inside(name): file.read(name) for name in file.namelist()}
        return Batch(msgspec.json.decode(files.pop(ROWS), type=kind), files)
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise StateError(f"not a batch ({error})", where=str(path), remedy="delete it and run again") from error


def _inside(name: str) -> str:
    """A member's name, if it lies below the folder it is laid out in."""
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
        raise ValueError(f"{name} lies outside")
    return name


def plan(folder: Path, batches: Iterator[Batch]) -> list[str]:
    """Write batches into `folder`, in the place of those of earlier runs; their names."""
    names = []
    for batch in batches:
        data = batch.bytes()
        name = hashlib.sha256(data).hexdigest()[:16]
        path = folder / f"{name}.zip"
        if not path.exists():
            write_bytes(path, data)
        names.append(name)
    kept = {f"{name}{end}" for name in names for end in (".zip", ".made.zip")}
    for path in folder.glob("*.zip"):
        if path.name not in kept:
            path.unlink()
    return names


def split(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The rows in even groups of at most `size`."""
    number = -(-len(rows) // size)
    for n in range(number):
        yield rows[n * len(rows) // number : (n + 1) * len(rows) // number]


# What every batch holds of the session ------------------------------------------------------------------------------


def told(session: Session, **more: Any) -> dict[str, Any]:
    """The settings of a session as rows; folders that must be on the job's machine by their whole path.

    No job asks a registry.
    """
    config = replace(session.config, network=replace(session.config.network, registries={}))
    verify = replace(config.verify, judge=_whole(config.verify.judge))
    state = str(Path(config.state).resolve())  # what a judge of one's own said, where the job can reach it
    config = replace(config, models=tuple(map(_whole, config.models)), verify=verify, state=state)
    plain = {"config": dumps(config), "policy": dumps(session.policy), "quiet": session.quiet}
    return {"version": __version__, **plain, **more}


def _whole(name: str) -> str:
    return str(Path(name).resolve()) if name and Path(name).is_dir() else name


def own_settings() -> dict[str, bytes]:
    """The files of the project's `config/` that differ from the shipped ones."""
    files = (path for path in sorted(Path("config").rglob("*")) if path.is_file())
    found = {path.as_posix(): path.read_bytes() for path in files}
    shipped = {name: settings.ROOT / Path(name).relative_to("config") for name in found}
    return {n: data for n, data in found.items() if not (shipped[n].exists() and shipped[n].read_bytes() == data)}


def session(
    rows: Mapping[str, Any], *, now: str = "", as_of: str = "", moved: Mapping[str, str] | None = None
) -> Session:
    """The session of a batch.

    Raises:
        StateError: another version of Citewarden made the batch.
    """
    if rows["version"] != __version__:
        problem = f"made by citewarden {rows['version']}, but this is {__version__}"
        raise StateError(problem, where=ROWS, remedy="use the same version on both machines")
    config, policy = codec.decode(Config, rows["config"]), codec.decode(Policy, rows["policy"])
    return Session(config, policy, now, as_of, rows["quiet"], False, moved or {})


@contextmanager
def laid_out(batch: Batch) -> Iterator[Path]:
    """Work in a folder of one's own in which the batch's files lie."""
    before, folder = Path.cwd(), Path(tempfile.mkdtemp(prefix="citewarden-"))
    try:
        for name, data in batch.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        os.chdir(folder)
        yield folder
    finally:
        os.chdir(before)
        shutil.rmtree(folder, ignore_errors=True)
