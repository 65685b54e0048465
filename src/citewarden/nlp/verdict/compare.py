"""Claim beside passage, field by field: what is shared, what is missing, what differs.

Everything here comes from the two `Reading`s; nothing is learned. `align` finds each word's counterpart, then every
field adds its signals (each one difference, with the words). A new field is a module of `fields/` with such a function
and a line in `FIELDS`.
"""

from __future__ import annotations

from collections.abc import Callable

from citewarden.nlp.verdict.alignment import align
from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.fields import (
    antonyms,
    causality,
    certainty,
    comparatives,
    direction,
    duration,
    effects,
    negation,
    numbers,
    populations,
    quantifiers,
    scope,
)
from citewarden.nlp.verdict.protocol import Pair

FIELDS: tuple[Callable[[Comparison], None], ...] = (
    numbers.compare,
    quantifiers.shares,
    direction.compare,
    comparatives.unmade,
    effects.compare,
    negation.compare,
    antonyms.compare,
    quantifiers.compare,
    certainty.hedges,
    causality.compare,
    certainty.questions,
    certainty.beliefs,
    duration.compare,
    comparatives.by_numbers,
    populations.compare,
    scope.compare,
)
"""In this order: of two signals that weigh the same the first is named, and some fields look at signals before them."""


def compare(pair: Pair) -> Comparison:
    """Read and align a pair, then compare every field."""
    c = align(pair)
    for field in FIELDS:
        field(c)
    return c
