"""The sentences of a long passage that a claim is set beside."""

from __future__ import annotations

from citewarden.nlp.verdict.window import window

SENTENCES = [
    "Sleep matters to everybody.",
    "Ginger tea eased nausea in women who were pregnant.",
    "The weather was fine.",
    "Nausea passed within a day.",
    "Nobody was paid.",
    "Ginger was given as tea.",
]


def test_a_short_passage_is_taken_whole() -> None:
    for number in range(4):
        assert window("Ginger tea eases nausea.", SENTENCES[:number]) == tuple(range(number))


def test_of_a_long_one_the_sentences_that_hold_most_of_the_claim_in_their_order() -> None:
    assert window("Ginger tea eases nausea.", SENTENCES) == (1, 3, 5)
    assert window("Ginger tea eases nausea.", SENTENCES, top=1) == (1,)
    assert window("Ginger tea eases nausea.", SENTENCES[::-1]) == (0, 2, 4)
    assert window("Sleep matters.", SENTENCES, top=1) == (0,)


def test_of_equals_the_first_are_taken() -> None:
    assert window("Ginger", ["No word of it."] * 6, top=2) == (0, 1)


def test_a_rare_word_counts_more_than_a_frequent_one() -> None:
    passage = ["Tea was drunk daily."] * 5 + ["Ginger was chewed daily."]
    assert 5 in window("Tea with ginger", passage, top=1)
