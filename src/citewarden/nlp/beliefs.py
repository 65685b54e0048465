"""Beliefs that a page sets out in order to refute them: what stands under "Myth" or over "FALSE" it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from citewarden.config import lexicon

if TYPE_CHECKING:
    from citewarden.nlp.units import Unit

_COUNT = re.compile(r" (?:no\.? ?|nr\.? ?|# ?)?\d{1,3}\Z", re.IGNORECASE)
_SIGNS = ' "“”.!:–—-#'
_LABEL = re.compile(r"([A-Za-z' ’]{4,30}?)\s?(?:(?:no\.?\s?|#\s?)?\d{1,2}\s?)?[:–—]\s?(?=\S)")


@cache
def _names() -> frozenset[str]:
    return frozenset(lexicon("beliefs")["names"])


@cache
def _verdicts() -> frozenset[str]:
    return frozenset(lexicon("beliefs")["verdicts"])


def is_named(words: str) -> bool:
    """Whether a heading or a column's name says that what stands under it is not true: "Myth #2", "What you hear"."""
    return len(words) < 60 and _plain(words) in _names()


def states_one(heading: str) -> bool:
    """Whether a heading states what is refuted under it: "Myth 2: Antibiotics cure a cold"."""
    label = _LABEL.match(heading)
    return label is not None and label[1].strip().casefold() in _names()


def refuted(units: Sequence[Unit]) -> frozenset[int]:
    """The places of the units that state what the page refutes: labelled as a myth, under such a heading, or with the
    verdict in a line of its own right behind."""
    out = set()
    for place, unit in enumerate(units):
        if unit.kind == "row":
            continue
        if is_named(unit.section) or (unit.first and states_one(unit.clean)):
            out.add(place)
        elif unit.first and place and _plain(unit.clean) in _verdicts() and units[place - 1].headings == unit.headings:
            out |= {at for at in (place - 1, place) if units[at].block in (unit.block, units[place - 1].block)}
    return frozenset(out)


def _plain(words: str) -> str:
    """The words in lower case, without outer signs and the number behind them."""
    bare = " ".join(words.replace("’", "'").split()).strip(_SIGNS)
    return _COUNT.sub("", bare).rstrip(_SIGNS).casefold()
