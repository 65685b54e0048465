"""Which sentence speaks of the claim, and how much of the claim the passage holds."""

from __future__ import annotations

from citewarden.nlp.verdict.alignment import align
from citewarden.nlp.verdict.protocol import Pair

PASSAGE = (
    "Forty nurses took part.",
    "Garlic capsules lowered blood pressure in the nurses.",
    "The capsules were sold in pharmacies.",
)


def test_the_sentence_that_holds_most_comes_first() -> None:
    c = align(Pair("Garlic capsules lower blood pressure.", PASSAGE))
    assert (c.best, c.closest.text) == (1, PASSAGE[1])
    assert c.near > 0.9
    assert not c.missing_terms


def test_what_is_held_nowhere_is_missing() -> None:
    c = align(Pair("Garlic capsules relieve migraine.", PASSAGE))
    assert [c.claim.text[t.start : t.end] for t in c.missing_terms] == ["relieve", "migraine"]


def test_a_heading_is_context() -> None:
    claim, sentences = "Turmeric lowers blood pressure.", ("It lowered blood pressure.",)
    bare, headed = align(Pair(claim, sentences)), align(Pair(claim, sentences, heading="Trials of turmeric"))
    assert headed.near > bare.near
    assert headed.missing < bare.missing


def test_a_word_is_not_its_own_opposite_with_a_prefix() -> None:
    c = align(Pair("Prediabetes harms the kidneys.", ("Diabetes harms the kidneys.",)))
    assert c.strength[0][0] == 0.0


def test_equal_sentences_are_taken_in_reading_order() -> None:
    same = "Honey soothes a cough."
    assert align(Pair("Honey soothes a cough.", (same, same, same))).order == [0, 1, 2]


def test_nothing_beside_nothing() -> None:
    assert align(Pair("", ())).near == 0.0
