"""All fields of the comparison together: what they count is what the scorer was fitted on."""

from __future__ import annotations

from citewarden.nlp.verdict import scorer
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.protocol import Pair
from citewarden.nlp.verdict.rules import judge

PAIRS = [
    Pair("", ()),
    Pair("The pills raise blood pressure in women by 5%.", ("In men the pills lowered blood pressure by 7%.",)),
    Pair("Only garlic never causes heartburn for years.", ("It may.", "Garlic, unlike others, was not associated.")),
]


def test_every_pair_has_every_feature_of_the_scorer() -> None:
    for pair in PAIRS:
        c = compare(pair)
        assert sorted(scorer.row(c, judge(c))) == sorted(scorer.load().features)


def test_fields_name_what_differs() -> None:
    kinds = [s.kind for s in compare(PAIRS[1]).signals]
    assert {"number", "direction", "subgroup"} <= set(kinds)


def test_a_repeated_comparison_adds_nothing() -> None:
    first, again = compare(PAIRS[1]), compare(PAIRS[1])
    assert (first.features, first.signals) == (again.features, again.signals)
