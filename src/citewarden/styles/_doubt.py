"""Whether an entry may have been misread: how sure the tagger was, what was placed nowhere, and what cannot be.

The chance is that of a small logistic model whose weights are data (`benchmarks/fit_doubt.py` makes them from corpora
whose fields are known). A value that cannot be, or several words placed nowhere, decide by themselves; an entry that is
laid out as the styles prescribe is not doubted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from citewarden import learned
from citewarden.styles._account import unplaced
from citewarden.styles._known import SURE
from citewarden.styles._oddities import oddities
from citewarden.styles._regular import is_regular
from citewarden.text import shapes

if TYPE_CHECKING:
    from citewarden.styles._parser import ParsedReference

MODEL = Path(__file__).with_name("doubt_weights.json")
_STEPS = (0.3, 0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96, 0.97, 0.98, 0.99, 0.995)
_ARTICLE = frozenset(("author", "title", "container-title", "issued", "volume", "page"))
_LENGTHS = (150, 200, 300, 400)
_MANY = 3
"""Words placed nowhere that are told however sure the rest is."""
_MOST = 4
"""Words placed nowhere that are told apart by their number."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against the reading of one entry: `told` whether that is enough to ask the editor, `unplaced` the
    words that stand in no field."""

    told: bool
    unplaced: tuple[str, ...] = ()


def doubt(parsed: ParsedReference) -> Doubt:
    """How much an entry's reading is to be doubted."""
    if shapes.is_address(parsed.raw):
        return Doubt(False)
    model = learned.card(MODEL)
    left, odd = unplaced(parsed.raw, parsed.csl, parsed.fields, parsed.apart), oddities(parsed.raw, parsed.csl)
    if not left and not odd and is_regular(parsed.raw, parsed.csl, parsed.fields):
        return Doubt(False)
    chance = learned.chance(features(parsed, left), model["weights"])
    return Doubt(bool(odd) or len(left) >= _MANY or chance >= model["least"], left)


def features(parsed: ParsedReference, left: Sequence[str]) -> Iterator[str]:
    """The features of the model: how sure the reading of the words is, in steps, how many were placed nowhere, how
    long the entry is, and whether an article is whole, a title is missing or words were taken for a remark."""
    yield "any"
    sure = certainty(parsed)
    yield from (f"sure below {step}" for step in _STEPS if sure < step)
    yield from (f"{number} placed nowhere" for number in range(1, min(len(left), _MOST) + 1))
    yield from (f"longer than {length}" for length in _LENGTHS if len(parsed.raw) > length)
    if parsed.csl.keys() >= _ARTICLE:
        yield "whole article"
    if "title" not in parsed.csl:
        yield "no title"
    if "note" in parsed.csl:
        yield "a note"


def certainty(parsed: ParsedReference) -> float:
    """How sure the label of an entry's mean word or sign is, 0 to 1; what a pattern placed is as sure as that."""
    tagged = parsed.tagged
    if tagged is None or not tagged.tokens:
        return 1.0
    placed = [(f.start, f.end) for f in parsed.fields if f.confidence >= SURE]
    total = 0.0
    for start, sure in zip(tagged.starts, tagged.confidences, strict=True):
        known = sure < SURE and any(a <= start < b for a, b in placed)
        total += SURE if known else sure
    return total / len(tagged.tokens)
