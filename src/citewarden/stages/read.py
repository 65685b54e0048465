"""File -> Document: pick the reader, guard what it is fed, name the article by its path."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

from citewarden.errors import InputError
from citewarden.folders import is_endless
from citewarden.model import Document
from citewarden.plugins import discover
from citewarden.stages import _project_settings
from citewarden.stages._places import Places, project

_HEAD = 4096
_MAY_LEAN = re.compile(
    rb"bib|cit(?:e|ation|ing)|@|^[ \t\"']*(?:sources|references|refs|works[ _-]?cited)[\"']?[ \t]*[:=]",
    re.IGNORECASE | re.MULTILINE,
)
"""Without these nothing is cited by key and no file of sources is named: "References" is a heading as a rule, and the
name of a list in few. A reader takes a hundred times as long to find that out."""


def read(
    path: Path,
    *,
    root: Path,
    max_bytes: int = 20_000_000,
    references: Path | None = None,
    data: bytes | None = None,
) -> Document:
    """The article in the file `path`, its id the path below `root`. What it cites by key is looked up in the
    bibliographies it names and in the library's folder `references`. `data` is what the file would hold if it were
    saved now: it then need not be there.

    The reader is chosen by the file's ending; where several readers share one (".xml"), and for files without an
    ending, by the first bytes.

    Raises:
        InputError: the file is missing, larger than `max_bytes`, empty, binary, wrongly encoded, of a format no reader
            knows, or holds no article text. One line: where, what, remedy.
    """
    from citewarden.stages._bibliographies import with_cited
    from citewarden.stages._language import with_language

    where = path.as_posix()
    data = _bytes(path, where, max_bytes) if data is None else _fitting(data, where, max_bytes)
    document: Document = with_language(_reader(path, data, where).read(data, name=where))
    if not any(block.kind not in ("furniture", "title") for block in document.blocks):
        raise InputError(
            "no article text was found in it", where=where, remedy="check that the article itself is in the file"
        )
    document = replace(document, id=_id(path, root), source=where)
    return with_cited(document, Places(path, project(root), references))


def leans_on(path: Path, data: bytes, *, root: Path, references: Path | None = None) -> list[Path]:
    """The files besides its own that decide what is read of an article, there or not: its bibliographies and, if it
    cites by key, the project's settings and the library's folder."""
    if not _MAY_LEAN.search(data):
        return []
    try:
        document = _reader(path, data, path.as_posix()).read(data, name=path.as_posix())
    except InputError:
        return []
    places = Places(path, project(root), references)
    keyed = any(link.rel in ("key", "handle") for link in document.links)
    settings = _project_settings.files(path, places.project) if keyed else []
    further = _project_settings.named(path, places.project) if keyed else []
    names = [_project_settings.scholars(name, path, places.project) for name in document.bibliographies]
    named = [file for name in (*names, *(f.path for f in further)) if (file := places.of(name)) is not None]
    return [*named, *settings, *([references] if keyed and references is not None else [])]


def suffixes() -> tuple[str, ...]:
    """Every file ending a reader is registered for, sorted."""
    return tuple(sorted(_by_suffix()))


@cache
def _by_suffix() -> dict[str, tuple[ModuleType, ...]]:
    out: dict[str, tuple[ModuleType, ...]] = {}
    for module in discover("citewarden.readers").values():
        for suffix in module.SUFFIXES:
            out[suffix] = (*out.get(suffix, ()), module)
    return out


def _bytes(path: Path, where: str, max_bytes: int) -> bytes:
    try:
        if path.is_dir():
            raise InputError("this is a folder", where=where, remedy="name the articles in it")
        if is_endless(path):
            raise InputError("this is no file but a pipe or a device", where=where, remedy="save the article as a file")
        _fits(path.stat().st_size, where, max_bytes)
        return _fitting(path.read_bytes(), where, max_bytes)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror or error})", where=where, remedy="check the path and its permissions"
        ) from error


def _fitting(data: bytes, where: str, max_bytes: int) -> bytes:
    _fits(len(data), where, max_bytes)
    if not data:
        raise InputError("the file is empty", where=where, remedy="give a file with the article's text")
    return data


def _fits(size: int, where: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise InputError(
            f"the file is {size / 1e6:.1f} MB, more than the {max_bytes / 1e6:.1f} MB allowed",
            where=where,
            remedy="split it, or raise max_article_bytes in config.yaml",
        )


def _reader(path: Path, data: bytes, where: str) -> ModuleType:
    known = _by_suffix()
    candidates = known.get(path.suffix.lower(), ())
    if len(candidates) == 1:
        return candidates[0]
    head = data[:_HEAD]
    if not candidates and not path.suffix:
        candidates = tuple(
            sorted(discover("citewarden.readers").values(), key=lambda m: (".txt" in m.SUFFIXES, m.__name__))
        )
    for module in candidates:
        if module.recognises(head):
            return module
    if candidates:
        raise InputError(
            f"this {path.suffix.lower() or 'file'} is in no article format that can be read",
            where=where,
            remedy="XML articles must be JATS (<article>) or CNXML (<document>)",
        )
    raise InputError(
        f"no reader for files ending in {path.suffix}", where=where, remedy=f"use one of {', '.join(suffixes())}"
    )


def _id(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.name
