"""Scales order what articles say about frequency, certainty and cause."""

import pytest

from citewarden.text import scales


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
    assert 0 <= scales.quantifier(weaker)[1] < scales.quantifier(stronger)[1]


def test_the_word_is_kept_as_written() -> None:
    assert scales.quantifier("Multiple sclerosis Very rarely involves them.") == ("Very rarely", 1)


def test_very_moves_outwards() -> None:
    assert scales.quantifier("very common")[1] > scales.quantifier("common")[1]


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
    assert scales.modality(text)[1] == step


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
    assert scales.causal(text)[1] == step


@pytest.mark.parametrize("text", ["than with usual care", "on their usual diet", "beside normal treatment"])
def test_what_others_are_given_is_no_step(text: str) -> None:
    assert scales.quantifier(text) == scales.NONE
    assert scales.quantifier("That is usual.") == ("usual", scales.quantifier("That is usually so.")[1])


@pytest.mark.parametrize(
    "text", ["The danger is that it bleeds.", "The worry is that it spreads.", "The risk is that it tears."]
)
def test_what_is_feared_is_no_fact(text: str) -> None:
    assert scales.modality(text)[1] == 0
    assert scales.modality("The risk is 5 percent.") == scales.NONE


def test_words_inside_words_do_not_count() -> None:
    assert scales.quantifier("The almost-allergic answer") == scales.NONE
    assert scales.modality("cannery dismay") == scales.NONE


def test_step_names_follow_the_lexicon() -> None:
    assert scales.names("quantifiers")[0] == "never"
    assert scales.names("quantifiers")[scales.top("quantifiers")] == "always"
