"""Lists that a conversion has run into one line: "Symptoms include: - fever - rash - cough".

A spaced hyphen parts items only where it does so three times, or after a colon, or after ends of sentences; a pair of
hyphens around an aside does not. Text before the first hyphen is prose whose last sentence introduces the items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASH = re.compile(r"(?:(?<=\s)|\A)[-–•*][ \u00a0]+(?=\S)")
_AFTER = re.compile(r"[:.;?!,][\"”)]?(?:\d{1,3}(?:,\d{1,3})?)?\s*\Z")
_MARKED = re.compile(r"(?:\A|\n)[ \t]*[-–•*][ \u00a0]+\Z")
"""The mark of a list's first item, which a reader left before the block."""
_SECOND = re.compile(
    r"(?<=[a-z)]) (?=(?:People|Persons|Children|Adults|Men|Women|Patients|Infants|Babies|Boys|Girls|Symptoms|Signs"
    r"|Causes|Complications|Side effects|Risk factors|Treatments?|Do|Call|See|Seek|Avoid|Tell|Ask|The|These|This|You|If"
    r"|When|Other|Some|To|In|It|They|He|She) [a-z(])"
    r"|(?<=[a-z)]) (?=[A-Z][\w-]{2,30}(?: [a-z][\w-]{0,30}){1,8} (?:includes?|are):?\s*\Z)"
)
"""What introduces a second list, behind the last item of the first without a stop between them."""
LEAST = 3
"""Hyphens that make a line a list whatever stands before them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block: an item, or the prose that introduces the next ones."""

    start: int
    end: int
    item: bool


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The prose and the items of a block from `start` to `end`; [] if no list is run in."""
    dashes = [m for m in _DASH.finditer(text, start, end) if text[m.start()] != "–" or m.start() == start]
    inner = [m for m in dashes if text[start : m.start()].strip()]
    if not inner:
        return []
    marked = [m for m in inner if _AFTER.search(text, max(start, m.start() - 10), m.start())]
    before = _MARKED.search(text, max(0, start - 8), start)
    opens = len(dashes) > len(inner) or before is not None
    hyphens = len(dashes) + (before is not None and "-" in before.group())
    if hyphens < LEAST and not (opens and len(marked) == len(inner)):
        first = text[start : inner[0].start()].rstrip()
        if not first.endswith(":") or len(marked) < len(inner):
            return []
    cuts = dashes
    out: list[Piece] = []
    if text[start : cuts[0].start()].strip():
        out.append(Piece(start, cuts[0].start(), False))
    for here, after in zip(cuts, [*cuts[1:], None], strict=True):
        stop = after.start() if after is not None else end
        second = _lead_in(text, here.end(), stop) if after is not None else stop
        out.append(Piece(here.end(), second, True))
        if second < stop:
            out.append(Piece(second, stop, False))
    return [piece for piece in out if text[piece.start : piece.end].strip()]


def _lead_in(text: str, start: int, stop: int) -> int:
    """Where an item that begins small goes over into a sentence that introduces what follows; `stop` if it does not."""
    if not text[start : start + 1].islower():
        return stop
    words = text[start:stop].rstrip()
    match = _SECOND.search(text, start + 1 + max(words.rfind(mark) for mark in ".!?"), stop)
    return match.end() if match else stop
