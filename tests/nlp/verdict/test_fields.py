"""What single fields of a comparison call, and how surely: each condition by itself, with what stands beside it."""

from __future__ import annotations

import pytest

from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.events import Event
from citewarden.nlp.verdict.fields.comparatives import paired
from citewarden.nlp.verdict.protocol import Pair


def signals(claim: str, *sentences: str) -> dict[str, float]:
    """Kind -> weight of what differs."""
    return {signal.kind: signal.weight for signal in compare(Pair(claim, sentences)).signals}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The gel eases itching in adults.", "The gel may ease itching in adults."),
        ("Ginger stops vomiting.", "Ginger could stop vomiting."),
        ("Ginger stops vomiting.", "Ginger might stop vomiting in women who are pregnant."),
    ],
)
def test_a_fact_where_the_source_says_may(claim: str, source: str) -> None:
    assert set(signals(claim, source)) == {"hedge"}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Folic acid prevents spina bifida.", "Folic acid, for women who may become pregnant, prevents spina bifida."),
        ("The gel eases itching in adults.", "The gel eases itching in adults that could be allergic to wool."),
        ("Iodine helps women.", "Iodine helps women who might become pregnant."),
        ("The cream helps skin.", "The cream helps skin, which may be cracked and sore."),
        ("Take iron tablets with juice.", "Take iron tablets with juice, for those who may lack it are many."),
        ("Sleeping tablets are for two weeks.", "A sleeping tablet may be considered, for no more than two weeks."),
        ("Rye bread holds gluten.", "Rye bread holds gluten and may be sold loose."),
        ("Some feel dizzy at first.", "Some people feel dizzy at first."),
    ],
)
def test_a_may_of_an_aside_says_nothing_of_the_fact(claim: str, source: str) -> None:
    assert signals(claim, source) == {}


@pytest.mark.parametrize("hedge", ["may", "might", "could"])
def test_may_not_is_a_denial_and_no_hedge(hedge: str) -> None:
    assert set(signals("Ginger stops vomiting.", f"Ginger {hedge} not stop vomiting.")) == {"negation"}


@pytest.mark.parametrize(
    ("claim", "within", "other"),
    [
        (
            "Migraine affects 30% of adults.",
            "Migraine affects 20% to 40% of adults.",
            "Migraine affects 70% of adults.",
        ),
        ("Headache lasts 12 hours.", "Headache lasts 4 to 72 hours.", "Headache lasts 96 hours."),
        ("The course takes 8 weeks.", "The course takes 6 to 12 weeks.", "The course takes 20 weeks."),
    ],
)
def test_a_number_within_the_sources_range_differs_less_than_another(claim: str, within: str, other: str) -> None:
    """One that lies within is told, and is never enough for a contradiction by itself (0.5)."""
    assert 0.3 < signals(claim, within)["number"] < 0.5 < max(signals(claim, other).values())


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Migraine affects 20% to 40% of adults.", "Migraine affects 30% of adults."),
        ("Migraine affects 30% of adults.", "Migraine affects 30% of adults."),
    ],
)
def test_a_range_around_the_sources_number_is_no_difference(claim: str, source: str) -> None:
    assert signals(claim, source) == {}


def comparison(sign: int, word: str, left: str, right: str) -> Event:
    return Event(sign, 0, 0, 1, word, left=frozenset(left), right=frozenset(right))


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        (comparison(1, "higher", "a", "b"), comparison(-1, "lower", "a", "b"), True),
        (comparison(1, "higher", "a", "b"), comparison(-1, "lower", "b", "a"), True),
        (comparison(2, "better", "a", "b"), comparison(0, "same", "a", "b"), True),  # a verdict on the same two
        (comparison(1, "higher", "a", "b"), comparison(-2, "worse", "a", "b"), True),
        (comparison(1, "higher", "a", "b"), comparison(0, "same", "a", "b"), False),  # of another kind
        (comparison(1, "higher", "a", "b"), comparison(2, "healthier", "a", "b"), False),
        (comparison(1, "higher", "a", "b"), comparison(1, "higher", "a", "c"), False),  # another partner
        (comparison(1, "higher", "a", "b"), comparison(1, "higher", "a", ""), False),  # none
    ],
)
def test_the_same_two_are_compared_in_the_same_kind(mine: Event, theirs: Event, same: bool) -> None:
    assert paired(mine, theirs) is same
    assert paired(theirs, mine) is same


@pytest.mark.parametrize(
    ("claim", "source", "causal"),
    [
        ("Ginger prevents vomiting.", "Vomiting was less common with ginger than with placebo.", False),
        ("The patch lowers pain.", "In this randomised trial pain was lower with the patch than without.", False),
        ("Zinc shortens colds.", "Colds were shorter with zinc than with dummy pills.", False),
        ("Coffee prevents gout.", "Gout was less common in coffee drinkers than in others.", True),
        (
            "Tea lowers the risk of stroke.",
            "Tea was associated with a lower risk of stroke; it was no randomised trial.",
            True,
        ),
    ],
)
def test_what_was_set_against_placebo_is_no_mere_association(claim: str, source: str, causal: bool) -> None:
    assert ("causal" in signals(claim, source)) is causal


@pytest.mark.parametrize(
    "claim",
    [
        "Those who slept six hours had more dementia in later life.",
        "Two years later stroke was more frequent in smokers.",
        "Children born early had more asthma in later childhood.",
    ],
)
def test_later_is_a_time_and_no_less(claim: str) -> None:
    source = (
        "The rate of dementia, stroke and asthma was higher in those who slept six hours, in smokers and in children."
    )
    assert "direction" not in signals(claim, source)
