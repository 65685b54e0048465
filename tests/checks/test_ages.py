"""The ages of people that a text states, one by one, among other spans of time."""

from __future__ import annotations

import pytest

from citewarden.checks._ages import NOT_THEMSELVES, _stated


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("A trial of children aged 3 months to 10 years.", [(0.25, 10)]),
        ("Children aged 3 months to 10 years, and adults aged 65 to 80 years.", [(0.25, 10), (65, 80)]),
        ("Participants aged 18 to 40 years were followed for 5 years.", [(18, 40)]),
        ("For 12 weeks, men aged 40 to 60 years and women aged 50 to 70 years took it.", [(40, 60), (50, 70)]),
        ("Adults aged 65 and older took part for 2 years.", [(65, 120)]),
        ("Over 5 years, 3% of adults aged 20 to 30 years fell ill.", [(20, 30)]),
    ],
)
def test_each_span_of_ages_by_its_own_ends(text: str, spans: list[tuple[float, float]]) -> None:
    assert [(ages.low, ages.high) for ages in _stated(text)] == spans


@pytest.mark.parametrize(
    "text",
    [
        "Women aged 20 years took it for 3 years.",  # one age is no span
        "It worked in women 3 to 5 years after the menopause.",
        "The tablets were taken for 3 to 5 years.",
        "Symptoms lasted 3 months to 2 years.",
        "Of adults aged 40 to 20 years nothing is known.",  # the wrong way round
    ],
)
def test_other_spans_of_time_are_no_ages(text: str) -> None:
    assert _stated(text) == ()


@pytest.mark.parametrize(
    ("before", "themselves"),
    [
        ("Of the women hoping for a ", False),
        ("Couples trying for another ", False),
        ("Those who have given birth to their ", False),
        ("Men who wanted ", False),
        ("Before you adopt a ", False),
        ("It calms a ", True),
        ("Give water to thirsty ", True),
        ("Many ", True),
    ],
)
def test_of_whom_a_sentence_only_tells_that_others_want_or_have_them(before: str, themselves: bool) -> None:
    assert (NOT_THEMSELVES.search(before) is None) is themselves
