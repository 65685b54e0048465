"""All fields of the comparison together."""

from __future__ import annotations

from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.protocol import Pair

PAIRS = [
    Pair("", ()),
    Pair("The pills raise blood pressure in women by 5%.", ("In men the pills lowered blood pressure by 7%.",)),
    Pair("Only garlic never causes heartburn for years.", ("It may.", "Garlic, unlike others, was not associated.")),
]


def test_fields_name_what_differs() -> None:
    kinds = [s.kind for s in compare(PAIRS[1]).signals]
    assert {"number", "direction", "subgroup"} <= set(kinds)


def test_a_repeated_comparison_adds_nothing() -> None:
    first, again = compare(PAIRS[1]), compare(PAIRS[1])
    assert first.signals == again.signals
