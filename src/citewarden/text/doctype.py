"""The document type declaration of XML: where it stands, and whether it declares entities (XML 1.0, section 2.8).

Read sign by sign as XML says, so that neither a comment, a quoted string nor a parameter entity hides a declaration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASIDE = r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
_BEFORE = re.compile(rf"(?:[\ufeff\s]+|{_ASIDE})*", re.DOTALL)
_PART = re.compile(
    rf"{_ASIDE}|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|(?P<entity><!ENTITY)|(?P<sign>[\[\]<>])|[^\"'\[\]<>]+|<",
    re.DOTALL | re.IGNORECASE,
)
_OPENS = "<!DOCTYPE"


@dataclass(frozen=True, slots=True)
class DocType:
    """A document type declaration: its code points, and where it declares an entity (-1: nowhere)."""

    start: int
    end: int
    entity: int = -1


def find(source: str) -> DocType | None:
    """The declaration before the first element of `source`; None if there is none. One that never closes ends with the
    text."""
    before = _BEFORE.match(source)
    start = before.end() if before else 0
    if source[start : start + len(_OPENS)].upper() != _OPENS:
        return None
    entity, depth, inside = -1, 0, False
    for part in _PART.finditer(source, start + len(_OPENS)):
        if part["entity"]:
            entity = part.start() if entity < 0 else entity
            depth += 1
        elif part["sign"] == "[" and not depth:
            inside = True
        elif part["sign"] == "]" and not depth:
            inside = False
        elif part["sign"] == "<":
            depth += 1
        elif part["sign"] == ">":
            if depth:
                depth -= 1
            elif not inside:
                return DocType(start, part.end(), entity)
    return DocType(start, len(source), entity)


def without(data: bytes) -> bytes:
    """The bytes of an XML file in an encoding that is ASCII where XML is, without the declaration."""
    text = data.decode("latin-1")
    found = find(text)
    return data if found is None else data[: found.start] + data[found.end :]
