"""All fields of the comparison together."""

from __future__ import annotations

from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.protocol import Pair
from citewarden.nlp.verdict.sentence import kept, read

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


def test_a_sentence_is_read_once_for_all_claims_in_bounded_memory() -> None:
    passage = ("Ginger eased nausea in a trial of 60 adults.", "Nobody was harmed by it.")
    compare(Pair("Ginger eases nausea.", passage))
    before = kept.cache_info().misses
    compare(Pair("Ginger eases nausea in adults.", passage))
    assert kept.cache_info().misses == before + 1, "the new claim, and neither sentence again"
    assert 10_000 <= (kept.cache_info().maxsize or 0) <= 20_000, "a long article's sources; at 15 kB each, 300 MB"


def test_a_sentence_that_points_back_says_so() -> None:
    assert read("It eased nausea in most of them.").anaphoric
    assert not read("Ginger eased nausea in most adults.").anaphoric
    assert read("The disease is rare in adults.").refers
    assert not read("Ginger eased nausea in most adults.").refers
