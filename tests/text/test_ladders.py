"""Ladders order what articles say about frequency, certainty and cause."""

import pytest

from citewarden.text import ladders


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("It never happens", "It rarely happens"),
        ("MS rarely involves these cells", "MS sometimes involves these cells"),
        ("It sometimes recurs", "It often recurs"),
        ("It often recurs", "Most people have a recurrence"),
        ("It usually recurs", "It always recurs"),
    ],
)
def test_quantifiers_are_ordered(weaker: str, stronger: str) -> None:
    assert 0 <= ladders.quantifier(weaker)[1] < ladders.quantifier(stronger)[1]


def test_the_word_is_kept_as_written() -> None:
    assert ladders.quantifier("Multiple sclerosis Very rarely involves them.") == ("Very rarely", 1)


def test_very_moves_outwards() -> None:
    assert ladders.quantifier("very common")[1] > ladders.quantifier("common")[1]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Stress may cause it", 0),
        ("It is linked to stress", 1),
        ("It is likely to return", 2),
        ("Weakness will occur", 3),
        ("Grass is green", -1),
    ],
)
def test_modality(text: str, step: int) -> None:
    assert ladders.modality(text)[1] == step


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Tea is associated with calm", 0),
        ("Smoking may cause cancer", 1),
        ("Smoking causes cancer", 2),
        ("The sky is blue", -1),
    ],
)
def test_causal(text: str, step: int) -> None:
    assert ladders.causal(text)[1] == step


def test_words_inside_words_do_not_count() -> None:
    assert ladders.quantifier("The almost-allergic answer") == ladders.NONE
    assert ladders.modality("cannery dismay") == ladders.NONE


def test_step_names_follow_the_lexicon() -> None:
    assert ladders.names("quantifiers")[0] == "never"
    assert ladders.names("quantifiers")[ladders.top("quantifiers")] == "always"
