"""The only reader and writer of tables: dataclass <-> Parquet (between stages), JSON Lines (at the command line).

A column for each field of the noun. Text, whole numbers, floats and booleans are themselves; anything nested
(selectors, tuples, mappings) is one JSON text column, so that a schema never depends on the rows. Files appear whole
or not at all.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from citewarden.errors import InputError, StateError

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

_PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool_"}


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


@cache
def _columns(cls: Any) -> tuple[tuple[str, str, bool], ...]:
    """(field, Arrow type name, is it JSON text) of a noun."""
    hints = get_type_hints(cls)
    out = []
    for f in dataclasses.fields(cls):
        hint = hints[f.name]
        if isinstance(hint, type) and issubclass(hint, Enum):
            out.append((f.name, "string", False))
        else:
            out.append((f.name, _PLAIN.get(hint, "string"), hint not in _PLAIN))
    return tuple(out)


def schema(cls: Any) -> pa.Schema:
    """The explicit Arrow schema of a noun's table."""
    import pyarrow as pa

    return pa.schema([pa.field(name, getattr(pa, kind)()) for name, kind, _ in _columns(cls)])


def to_table(cls: Any, rows: Iterable[Any]) -> pa.Table:
    """`rows` as an Arrow table with the noun's schema."""
    import pyarrow as pa

    rows = list(rows)
    columns = [
        column([dumps(getattr(r, name)) if nested else plain(getattr(r, name)) for r in rows], kind)
        for name, kind, nested in _columns(cls)
    ]
    return pa.Table.from_arrays(columns, schema=schema(cls))


def column(values: Sequence[Any], kind: str = "string") -> pa.Array:
    """`values` as an Arrow column of a kind `string`, `int64`, `float64` or `bool_`.

    Like `pyarrow.array`, which however imports pandas first: a third of what a short job of the workflow costs.
    """
    import pyarrow as pa

    type_ = getattr(pa, kind)()
    try:
        return pa.Array.from_buffers(type_, len(values), [None, *map(pa.py_buffer, _buffers(values, kind))])
    except (TypeError, AttributeError, OverflowError):  # a missing value, or more text than 32-bit places can hold
        return pa.array(values, type_)


def _buffers(values: Sequence[Any], kind: str) -> list[Any]:
    if kind == "string":
        texts = [value.encode("utf-8") for value in values]
        return [array("i", accumulate(map(len, texts), initial=0)), b"".join(texts)]
    if kind == "bool_":
        import numpy as np

        return [np.packbits(np.array(values, bool), bitorder="little").tobytes()]
    return [array("q" if kind == "int64" else "d", values)]


def from_table(cls: type[T], table: pa.Table) -> list[T]:
    """The nouns of an Arrow table, in row order."""
    noun: Any = cls
    names = [(name, nested) for name, _, nested in _columns(noun) if name in table.column_names]
    columns = [table.column(name).to_pylist() for name, _ in names]
    return [
        build(cls, {n: json.loads(v) if nested else v for (n, nested), v in zip(names, row, strict=True)})
        for row in zip(*columns, strict=True)
    ]


def nested(cls: Any) -> tuple[str, ...]:
    """The columns of a noun's table that hold JSON text."""
    return tuple(name for name, _, text in _columns(cls) if text)


def write(path: Path, cls: type[T], rows: Iterable[T]) -> None:
    """Write a noun's Parquet table; the file appears whole or not at all."""
    put(path, to_table(cls, rows))


def write_stream(path: Path, cls: type[T], rows: Iterable[T], *, group: int = 8192) -> None:
    """As `write`, without holding more than `group` rows at a time (each becomes a row group of the file)."""
    import pyarrow.parquet as pq

    def put(temporary: Path) -> None:
        left = iter(rows)
        with pq.ParquetWriter(temporary, schema(cls), compression="zstd") as file:
            while part := list(islice(left, group)):
                file.write_table(to_table(cls, part))

    atomic(path, put)


def put(path: Path, table: pa.Table) -> None:
    """Write an Arrow table as Parquet; the file appears whole or not at all."""
    import pyarrow.parquet as pq

    atomic(path, lambda temporary: pq.write_table(table, temporary, compression="zstd"))


def renew(path: Path, table: pa.Table) -> bytes:
    """Write an Arrow table as Parquet unless the file holds it already, which is then left alone; its sha256."""
    import io

    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    data = buffer.getvalue()
    if not path.exists() or path.read_bytes() != data:
        atomic(path, lambda temporary: temporary.write_bytes(data))
    return hashlib.sha256(data).digest()


def merged(kept: pa.Table, new: pa.Table, key: str, order: Sequence[str]) -> pa.Table:
    """The rows of two tables whose `key` is in `order`, in that order; rows of one value keep theirs.

    A value in both comes from `new` alone.
    """
    import pyarrow as pa

    place = {value: number for number, value in enumerate(order)}
    fresh = set(new.column(key).to_pylist())
    rows = [(place[v], 0, n) for n, v in enumerate(kept.column(key).to_pylist()) if v in place and v not in fresh]
    shift = kept.num_rows
    rows += [(place[v], 1, n + shift) for n, v in enumerate(new.column(key).to_pylist()) if v in place]
    return pa.concat_tables([kept, new]).take(column([n for _, _, n in sorted(rows)], "int64"))


def read(path: Path, cls: type[T]) -> list[T]:
    """Read a noun's Parquet table."""
    return from_table(cls, table(path, cls))


def read_stream(path: Path, cls: type[T], *, batch: int = 8192) -> Iterator[T]:
    """As `read`, without holding more than `batch` rows at a time.

    Raises:
        InputError: it is no Parquet file, or one of another noun.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for part in file.iter_batches(batch):
                yield from from_table(cls, pa.Table.from_batches([part]).cast(schema(cls)))
    except (OSError, ValueError, pa.ArrowInvalid) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> InputError:
    remedy = "delete it and run again"
    return InputError(f"not a readable table ({_first_line(error)})", where=str(path), remedy=remedy)


def table(path: Path, cls: Any, *, columns: Sequence[str] = ()) -> pa.Table:
    """Read a noun's Parquet file, or some columns of it, as an Arrow table.

    Raises:
        InputError: it is no Parquet file, or one of another noun.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            found = file.read(list(columns) or None)
        wanted = schema(cls) if not columns else pa.schema([schema(cls).field(name) for name in columns])
        return found if found.schema.equals(wanted) else found.select(wanted.names).cast(wanted)
    except (OSError, ValueError, pa.ArrowInvalid) as error:
        raise _unreadable(path, error) from error


def atomic(path: Path, put: Callable[[Path], object]) -> None:
    """Let `put` write a temporary file beside `path`, then move it into place."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", dir=path.parent)
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
        except json.JSONDecodeError as error:
            message = f"not JSON ({error.msg})"
            raise InputError(message, where=f"{where}:{number}", remedy="give one JSON object a line") from error
        if not isinstance(data, dict):
            raise InputError("not a JSON object", where=f"{where}:{number}", remedy="give one JSON object a line")
        yield number, data


def merge(paths: Sequence[Path], cls: type[T]) -> list[T]:
    """The rows of several tables, in path order."""
    return [row for path in paths for row in read(path, cls)]


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
