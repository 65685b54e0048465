"""Two limits of one thing, and those that are of two things."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import _doses, _limits
from citewarden.text import quantities


def claim(text: str) -> Any:
    return SimpleNamespace(standalone=text, quantities=tuple(quantities.find(text)), hypothetical=False)


def words(text: str) -> frozenset[str]:
    return frozenset(w.strip(".,").lower() for w in text.split() if len(w) > 4)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Never take more than two tablets of ibulin.", "You may take up to 6 tablets of ibulin.", True),
        ("Do not use more than 20 ml of syrup.", "Children may have up to 40 ml of syrup.", True),
        ("Give at most 3 puffs of the spray.", "Give up to 8 puffs of the spray.", True),
        ("Never take more than six tablets of ibulin.", "You may take up to 6 tablets of ibulin.", False),
        ("Never take more than two tablets of ibulin.", "You may take up to 6 tablets of codaxin.", False),
        ("Do not use it for more than two days.", "Symptoms may last up to 10 days.", False),
    ],
)
def test_two_limits(one: str, other: str, told: bool) -> None:
    assert bool(list(_limits.clashes([claim(one), claim(other)], words))) is told


@pytest.mark.parametrize(
    ("said", "source", "apart"),
    [
        ("The dose is 35 mg a day.", "Risenor 35 mg is taken once a week.", True),
        ("Take 150 mg daily.", "150 mg is given once a month.", True),
        ("Take 2 g a day.", "Adults took 2 g twice a day.", True),
        ("The dose is 35 mg a day.", "Risenor 35 mg is taken once a day.", False),
        ("Take 70 mg a day.", "Risenor 35 mg is taken once a week.", False),
        ("Take 1,000 mg a day.", "Aim at 1,000 mg a day.", False),
    ],
)
def test_an_amount_that_says_itself_how_often(said: str, source: str, apart: bool) -> None:
    assert (_doses.taken_otherwise(said, [source]) is not None) is apart
