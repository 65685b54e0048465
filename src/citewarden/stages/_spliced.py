"""A long file of which little changed: what stands in the last one is copied from there, the rest is written.

The last one is a second name of the same file (a hard link), so that it costs no room; where there is none, or somebody
wrote to it, all is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from citewarden.tables import atomic

_CHUNK = 1 << 20


def write(path: Path, pieces: Iterable[tuple[str, Iterable[str]]], last: Path, layout: str) -> str:
    """Write a file whose `pieces` are (key, text), and link it to `last`; the text of a piece that is there is not
    asked for. `layout` is what was given back when `last` was written, "" if nothing was; given back is the new one.

    Raises:
        StateError: it cannot be written.
    """
    places = _places(last, layout)
    made: list[tuple[str, int]] = []

    def put(temporary: Path) -> None:
        with temporary.open("wb") as out, (last if places else Path(os.devnull)).open("rb") as held:
            for key, text in pieces:
                begun = out.tell()
                if key in places:
                    _copy(held, *places[key], out)
                else:
                    out.writelines(piece.encode("utf-8", "replace") for piece in text)
                made.append((key, out.tell() - begun))

    atomic(path, put)
    with suppress(OSError):  # a disk without links keeps none
        last.parent.mkdir(parents=True, exist_ok=True)
        last.unlink(missing_ok=True)
        os.link(path, last)
        return json.dumps([_mark(last), made])
    return ""


def _places(last: Path, layout: str) -> dict[str, tuple[int, int]]:
    """Key -> (where, how many bytes) of what stands in the last file."""
    mark, made = json.loads(layout) if layout else ("", [])
    if not mark or mark != _mark(last):
        return {}
    found, at = {}, 0
    for key, size in made:
        if key:
            found[key] = (at, size)
        at += size
    return found


def _mark(file: Path) -> str:
    """What changes when somebody writes to a file, "" where there is none."""
    with suppress(OSError):
        held = file.stat()
        return f"{held.st_size} {held.st_mtime_ns} {held.st_ino}"
    return ""


def _copy(held: BinaryIO, at: int, size: int, out: BinaryIO) -> None:
    held.seek(at)
    while size and (data := held.read(min(size, _CHUNK))):
        out.write(data)
        size -= len(data)
