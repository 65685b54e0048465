"""A step of the workflow on a machine that shares no disk with this one.

A parcel is a zip file: the step's command line and every file it reads. `run` lays them out in the folder it is called
in, which is the job's own, carries the command out, and packs what became new or different; `open` puts that in place
at home. Paths are relative to both folders, so that a step never knows where it runs. What is remembered (the memo,
`state/pages`) travels there and back: nothing is kept elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any

from citewarden import __version__
from citewarden.commands.session import start
from citewarden.errors import InputError, StateError

LABEL = "parcel.json"
"""The member that holds the command, the version that packed it, and the files that the command took away."""
LOG = "parcel.log"
"""What the command said on its standard error."""

_SETTINGS = Path("config")
_NOT_MADE = frozenset({".snakemake", "__pycache__"})


def add_parcel(parser: argparse.ArgumentParser) -> None:
    """`citewarden parcel pack|run|open`."""
    ways = parser.add_subparsers(metavar="WAY", title="ways", required=True)
    pack = ways.add_parser("pack", help="a step's command and what it reads, in one file")
    run = ways.add_parser("run", help="carry a parcel's command out in this folder, and pack what it made")
    unpack = ways.add_parser("open", help="put in place what a command made elsewhere")
    for way in (pack, run):
        way.add_argument("parcel", type=Path, metavar="PARCEL", help="the command and its files")
    for way in (run, unpack):
        way.add_argument("made", type=Path, metavar="MADE", help="what the command made")
    pack.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="citewarden table STEP ...")
    unpack.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="the one carried out elsewhere")
    for way, call in ((pack, _pack), (run, _run), (unpack, _open)):
        way.set_defaults(run=call)


def _pack(options: argparse.Namespace) -> int:
    command = [part for part in options.command if part != "--"][1:]
    files, marks = _wanted(command)
    label = {"version": __version__, "command": command}
    _write(options.parcel, {LABEL: _json(label), **{_inside(p): b"" for p in marks if p.exists()}}, files)
    return 0


def _run(options: argparse.Namespace) -> int:
    label, _ = _lay_out(options.parcel)
    if label["version"] != __version__:
        problem = f"packed by citewarden {label['version']}, but this is {__version__}"
        raise StateError(problem, where=str(options.parcel), remedy="use the same version on both machines")
    before = _seen()
    done = subprocess.run([sys.executable, "-m", "citewarden", *label["command"]], stderr=subprocess.PIPE, check=False)
    sys.stderr.write(done.stderr.decode("utf-8", "replace"))
    if done.returncode == 0:
        after = _seen()
        made = [Path(path) for path, mark in after.items() if before.get(path) != mark]
        label["gone"] = sorted(before.keys() - after.keys())
        _write(options.made, {LABEL: _json(label), LOG: done.stderr}, made)
    return done.returncode


def _open(options: argparse.Namespace) -> int:
    label, said = _lay_out(options.made)
    for path in label["gone"]:
        Path(_inside(Path(path))).unlink(missing_ok=True)
    sys.stderr.write(said)
    return 0


# What a step reads --------------------------------------------------------------------------------------------------


def _wanted(command: Sequence[str]) -> tuple[list[Path], list[Path]]:
    """The files that a command of the workflow reads, and those of which it only asks whether they are there."""
    from citewarden.commands import reports
    from citewarden.commands.tables import add_table
    from citewarden.stages import _page_state as page_state
    from citewarden.stages.pack import unpack

    parser = argparse.ArgumentParser(prog="citewarden")
    add_table(parser.add_subparsers().add_parser("table"))
    options = parser.parse_args(command)
    rows = unpack(options.manifest)
    files = [options.manifest, *_tree(options.memo), *_tree(_SETTINGS), *([options.config] if options.config else [])]
    if command[1] == "analyse":
        return [*files, *_articles(options, [Path(row["path"]) for row in rows if row["sha256"]])], []
    session = start(options)
    remembered = page_state.files(Path(session.config.state) / "pages", [row["id"] for row in rows])
    pages = [path for row in rows for path in reports.files(session, row["name"])]
    return [*files, *_tree(options.analysis), *_tree(options.corpus), *(p for p in remembered if p.exists())], pages


def _articles(options: argparse.Namespace, paths: Sequence[Path]) -> Iterator[Path]:
    """The articles that are there, and the files they take their sources from."""
    from citewarden.registries import library
    from citewarden.stages.read import leans_on

    references = Path(start(options).config.references)
    leans: set[Path] = set()
    for path in paths:
        if path.is_file():
            yield path
            leans |= set(leans_on(path, path.read_bytes(), root=options.root, references=references))
    for lean in sorted(leans):
        files = library.files(lean) if lean == references else [lean] if lean.is_file() else []
        yield from (file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file for file in files)


def _tree(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# Files --------------------------------------------------------------------------------------------------------------


def _inside(path: Path) -> str:
    """`path` as it is in this folder and in the other one."""
    name = os.path.normpath(path).replace(os.sep, "/")
    if path.is_absolute() or name.split("/")[0] == "..":
        remedy = "without a shared disk, name folders below the one the audit is started in, and without it"
        raise InputError("lies outside the audit's folder", where=str(path), remedy=remedy)
    return name


def _seen() -> dict[str, tuple[int, int, int]]:
    """Every file of this folder, and what is another when it is written anew."""
    marks = {path: path.stat() for path in _walk(Path())}
    return {_inside(path): (held.st_ino, held.st_mtime_ns, held.st_size) for path, held in marks.items()}


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if not entry.is_dir():
            yield entry
        elif entry.name not in _NOT_MADE:
            yield from _walk(entry)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def _write(path: Path, members: Mapping[str, bytes], files: Iterable[Path]) -> None:
    """A zip file of `members` and `files`; the same content, the same bytes."""
    from citewarden.tables import atomic

    def put(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "w") as parcel:
            for name, data in members.items():
                parcel.writestr(_entry(name), data)
            for file in sorted(set(files)):
                with file.open("rb") as source, parcel.open(_entry(_inside(file)), "w") as member:
                    shutil.copyfileobj(source, member)

    atomic(path, put)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _lay_out(path: Path) -> tuple[dict[str, Any], str]:
    """Put a parcel's files in place, each whole or not at all; its label, and what the command said."""
    from citewarden.tables import atomic

    try:
        with zipfile.ZipFile(path) as parcel:
            label = dict(json.loads(parcel.read(LABEL)))
            said = parcel.read(LOG).decode("utf-8", "replace") if LOG in parcel.namelist() else ""
            for name in sorted(set(parcel.namelist()) - {LABEL, LOG}):
                with parcel.open(name) as member:
                    atomic(Path(_inside(Path(name))), partial(_copy, member))
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise StateError(f"not a parcel ({error})", where=str(path), remedy="delete it and run again") from error
    return label, said


def _copy(member: IO[bytes], place: Path) -> None:
    with place.open("wb") as file:
        shutil.copyfileobj(member, file)
