"""Nouns as plain data and JSON, and files that appear whole or not at all."""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from citewarden.errors import InputError, StateError

T = TypeVar("T")

UNFINISHED = ".unfinished"
"""How the names of files end that are being written."""

_ATOMS = frozenset({str, int, float, bool, NoneType})


def plain(value: Any) -> Any:
    """`value` as JSON knows it: dataclasses become objects, tuples arrays, enums their value."""
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    if names := _names(kind):
        return {name: v if type(v := getattr(value, name)) in _ATOMS else plain(v) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(k): v if type(v) in _ATOMS else plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        rows = sorted(value) if isinstance(value, (set, frozenset)) else value
        return [v if type(v) in _ATOMS else plain(v) for v in rows]
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; () for any other type."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: Any, *, indent: int | None = None) -> str:
    """JSON text, key order as declared, the same bytes for the same value."""
    return json.dumps(plain(value), ensure_ascii=False, indent=indent) if indent else _compact(plain(value))


def build(cls: type[T], data: Mapping[str, Any]) -> T:
    """The dataclass `cls` from JSON-like `data`; unknown keys are ignored, missing ones take the default."""
    hint: Any = cls
    return _builder(hint)(data)  # type: ignore[no-any-return]


@cache
def _builder(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        names = frozenset(hints)
        makers = [(f.name, make) for f in dataclasses.fields(hint) if (make := _builder(hints[f.name])) is not _same]

        def whole(data: Any) -> Any:
            values = dict(data) if data.keys() <= names else {k: v for k, v in data.items() if k in names}
            for name, make in makers:
                if name in values:
                    values[name] = make(values[name])
            return hint(**values)

        return whole
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return lambda value: members[value] if value in members else hint(value)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        inner = _builder(next(a for a in args if a is not NoneType))
        if inner is _same:
            return _same
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            item = _builder(args[0])
            return tuple if item is _same else lambda data: tuple([item(v) for v in data])
        items = [_builder(a) for a in args]
        return lambda data: tuple(make(v) for make, v in zip(items, data, strict=True))
    return _same


def _same(value: Any) -> Any:
    return value


def atomic(path: Path, put: Callable[[Path], object]) -> None:
    """Let `put` write a temporary file beside `path`, then move it into place."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=UNFINISHED, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            put(temporary)
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        remedy = "check free space and permissions"
        raise StateError(f"cannot be written ({_first_line(error)})", where=str(path), remedy=remedy) from error


def remove_unfinished(folder: Path) -> None:
    """Remove what processes that were killed had begun to write below a folder. Nobody else may write there now."""
    for path in folder.rglob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    atomic(path, lambda temporary: temporary.write_bytes(data))


def objects(lines: Iterable[str], *, where: str = "standard input") -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(line number, object) of JSON Lines; blank lines are skipped.

    Raises:
        InputError: a line is not a JSON object.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep, or a number too long"
            raise InputError(
                f"not JSON ({why})", where=f"{where}:{number}", remedy="give one JSON object a line"
            ) from error
        if not isinstance(data, dict):
            raise InputError("not a JSON object", where=f"{where}:{number}", remedy="give one JSON object a line")
        yield number, data


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
