"""Lists that a conversion has run into one line: "Symptoms include: - fever - rash - cough".

A spaced hyphen parts items only where it does so three times, or after a colon, or after ends of sentences; a pair of
hyphens around an aside does not. Text before the first hyphen is prose whose last sentence introduces the items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASH = re.compile(r"(?:(?<=\s)|\A)[-–•*][ \u00a0]+(?=\S)")
_AFTER = re.compile(r"[:.;?!,][\"”)]?\s*\Z")
LEAST = 3
"""Hyphens that make a line a list whatever stands before them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block: an item, or the prose before the first one."""

    start: int
    end: int
    item: bool


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The prose and the items of a block from `start` to `end`; [] if no list is run in."""
    dashes = [m for m in _DASH.finditer(text, start, end) if text[m.start()] != "–" or m.start() == start]
    inner = [m for m in dashes if text[start : m.start()].strip()]
    if not inner:
        return []
    marked = [m for m in inner if _AFTER.search(text, max(start, m.start() - 4), m.start())]
    opens = len(dashes) > len(inner)
    if len(dashes) < LEAST and not (opens and len(marked) == len(inner)):
        first = text[start : inner[0].start()].rstrip()
        if not first.endswith(":") or len(marked) < len(inner):
            return []
    cuts = dashes
    out: list[Piece] = []
    if text[start : cuts[0].start()].strip():
        out.append(Piece(start, cuts[0].start(), False))
    for here, after in zip(cuts, [*cuts[1:], None], strict=True):
        out.append(Piece(here.end(), after.start() if after is not None else end, True))
    return [piece for piece in out if text[piece.start : piece.end].strip()]
