"""Recipes: what to take and what to do with it is no statement that a source could back.

A recipe tells itself by what it yields or how long it takes ("Serves 4", "Makes 1 bath", "Ready in 20 minutes").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citewarden.nlp.units import Unit

_YIELD = re.compile(
    r"(?:makes|serves|yields?|servings?|portions?|prep(?:aration)?(?: time)?|cook(?:ing)?(?: time)?"
    r"|total time|ready in)\b\s?:?\s*(?:about |around |up to )?\d[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_PART = re.compile(r" ?[|·•;] ?")
"""What parts the short lines over a recipe: "Makes 1 bath · Ready in 20 minutes"."""


def steps(units: Sequence[Unit]) -> frozenset[int]:
    """The places of the lines of recipes: the yield, and the items under its heading."""
    told = {place for place, unit in enumerate(units) if unit.first and _is_yield(unit.clean)}
    under = {units[place].headings for place in told}
    return frozenset({*told, *(p for p, u in enumerate(units) if u.headings in under and u.kind == "item")})


def _is_yield(line: str) -> bool:
    """Whether all that a line says is what a recipe yields and how long it takes."""
    return len(line) < 120 and all(
        _YIELD.match(part.rstrip(" .")) for part in _PART.split(" ".join(line.split())) if part
    )
