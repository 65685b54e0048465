"""Nouns as JSON text and back: a row of the store is what the noun's class says, whole; a long one is compressed."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any, TypeVar

import msgspec

from citewarden.tables import dumps

T = TypeVar("T")

Stored = str | bytes
"""A row as it is stored: text, or compressed text."""

LONG = 500
"""Characters from which on a row in a file is compressed: JSON of nouns shrinks to some two fifths."""

_encode = msgspec.json.Encoder().encode


def encode(value: Any) -> str:
    """JSON text of a noun or of plain values, the same bytes for the same value.

    Half of a surrogate pair, which a registry's answer may bring, is written as "?".
    """
    try:
        return _encode(value).decode("utf-8")
    except UnicodeEncodeError:
        return dumps(value).encode("utf-8", "replace").decode("utf-8")


def decode(cls: type[T], row: Stored) -> T:
    """The noun of a row, as text or as it is stored.

    Raises:
        ValueError: it is another one's.
    """
    kind: Any = cls
    found: T = _decoder(kind).decode(zlib.decompress(row) if isinstance(row, bytes) else row)
    return found


def packed(row: str) -> Stored:
    """A row as a file stores it: bytes are compressed text."""
    return row if len(row) < LONG else zlib.compress(row.encode("utf-8"), 1)


def text(row: Stored) -> str:
    """A stored row as text."""
    return zlib.decompress(row).decode("utf-8") if isinstance(row, bytes) else row


@cache
def _decoder(kind: Any) -> Any:
    return msgspec.json.Decoder(kind)
