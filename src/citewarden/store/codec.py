"""Nouns as JSON text and back: a row of the store is what the noun's class says, whole."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec

from citewarden.tables import dumps

T = TypeVar("T")

_encode = msgspec.json.Encoder().encode


def encode(value: Any) -> str:
    """JSON text of a noun or of plain values, the same bytes for the same value.

    Half of a surrogate pair, which a registry's answer may bring, is written as "?".
    """
    try:
        return _encode(value).decode("utf-8")
    except UnicodeEncodeError:
        return dumps(value).encode("utf-8", "replace").decode("utf-8")


def decode(cls: type[T], text: str) -> T:
    """The noun of a row.

    Raises:
        ValueError: it is another one's.
    """
    kind: Any = cls
    found: T = _decoder(kind).decode(text)
    return found


@cache
def _decoder(kind: Any) -> Any:
    return msgspec.json.Decoder(kind)
