"""Text cut into stretches, those that matter marked, every word escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

ISSUES: Mapping[str, str] = {
    "number": "a number differs",
    "unit": "a unit differs",
    "negation": "one says it is so, the other that it is not",
    "quantifier": "how many or how often differs",
    "hedge": "stated more strongly than the source does",
    "causal": "a cause is claimed where the source reports a link",
    "population": "the source studied others",
    "subgroup": "the source speaks of part of the group",
    "direction": "the source points the other way",
    "scope": "wider than the source",
    "temporal": "the time differs",
    "dose": "a dose differs",
}


class Piece(NamedTuple):
    """A stretch of text in one dress: `mark` is "" or the reason it is marked."""

    text: str
    mark: str = ""


def pieces(text: str, spans: Iterable[tuple[int, int, str]], window: int = 0) -> list[Piece]:
    """`text` cut where it is marked. With a `window`, only about that much around the marks, with "…" for the rest.

    Where spans overlap, what differs shows over what is shared, and that over the deciding sentence.
    """
    ordered = sorted({s for s in spans if 0 <= s[0] < s[1] <= len(text)})
    low, high = 0, len(text)
    if window and len(text) > window:
        first = ordered[0][0] if ordered else 0
        last = max((s[1] for s in ordered), default=0)
        room = max(window - (last - first), window // 3)
        low, high = max(0, first - room // 2), min(len(text), last + room // 2 if ordered else window)
        if low:
            low = text.rfind(" ", 0, low) + 1 or low
        if high < len(text):
            high = text.find(" ", high) if text.find(" ", high) > 0 else high
    edges = sorted({low, high, *(min(max(e, low), high) for s in ordered for e in s[:2])})
    at = {edge: n for n, edge in enumerate(edges)}
    marks = [""] * len(edges)
    ordered.sort(key=lambda span: LAYERS.get(span[2], -1))
    for start, end, why in reversed(ordered):
        first, last = (at[min(max(edge, low), high)] for edge in (start, end))
        marks[first:last] = [why or "decisive words"] * (last - first)
    out = [Piece("… ")] if low else []
    for mark, (start, end) in zip(marks, pairwise(edges), strict=False):
        if out and out[-1].mark == mark and (mark or not low):
            out[-1] = Piece(out[-1].text + text[start:end], mark)
        else:
            out.append(Piece(text[start:end], mark))
    return [p for p in [*out, Piece(" …" if high < len(text) else "")] if p.text]


LAYERS = {"shared": 1, "sentence": 2}
"""Marks other marks show over, the deeper the higher the number."""


def marked(cut: Iterable[Piece], tone: str) -> Any:
    """Pieces as HTML, every word escaped."""
    from markupsafe import Markup

    out = []
    for piece in cut:
        words = escape(piece.text)
        if piece.mark:
            why = escape(_MARKS.get(piece.mark) or ISSUES.get(piece.mark, piece.mark))
            words = f'<mark class="{piece.mark if piece.mark in LAYERS else tone}" title="{why}">{words}</mark>'
        out.append(words)
    return Markup("".join(out))


_MARKS = {"sentence": "the sentence compared", "shared": "the same words as in the article"}

_NOT = re.compile(
    r"(?:\b(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|will|would|should)\s+)?"
    r"(?:\b(?:not|never|no|cannot)|(?<!\w)\w+n[’']t)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)


def marks_of_denials(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Marks of a denial with the "not" before them: the word an editor looks for."""
    out = []
    for start, end, why in spans:
        if why in ("negation", "direction") and (before := _NOT.search(text[max(0, start - 40) : start])):
            start -= len(before[0])
        out.append((start, end, why))
    return out
