"""Figures of one sentence that do not add up, and those that do."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import _sums
from citewarden.text import quantities


def claim(text: str) -> Any:
    return SimpleNamespace(standalone=text, quantities=tuple(quantities.find(text)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The number of falls was halved, from 60 to 45 a year.", "75% of it"),
        ("Visits doubled from 10 to 15 a month.", "1.5 times"),
        ("Deaths fell by half, from 20 percent to 15 percent.", "75% of it"),
        ("The share fell from 12 to 8 percent, a drop of 6 points.", "differ by 4"),
        ("Weight rose by 5 kg, from 70 kg to 78 kg.", "differ by 8"),
        ("After a year 80 percent were well, and the remaining 30 percent were better.", "110%"),
        ("It helped 70 percent; the other 40 percent felt nothing.", "110%"),
        ("Take two tablets of 500 mg three times a day, 2 g a day in all.", "3000 mg a day"),
        ("They took one 80 mg tablet twice a day, 120 mg a day in all.", "160 mg a day"),
        ("Half a tablet of 10 mg twice a day makes 20 mg a day.", "10 mg a day"),
        ("Half as many were ill: 12 percent against 9 percent.", "1.3 times"),
        ("Each of the three visits costs £50, so all of them come to £120.", "not £120"),
        ("A spray with 120 puffs, used for one puff in the morning and one puff at night, lasts 30 days.", "not 30"),
        ("A box of 90 tablets, with three tablets at night, will last 90 days.", "not 90"),
        ("Three capsules of 400 mg make 1 g a day.", "1200 mg a day"),
    ],
)
def test_what_does_not_add_up_is_told(text: str, told: str) -> None:
    found = list(_sums.wrong(claim(text)))
    assert len(found) == 1
    assert found[0].endswith(told)


@pytest.mark.parametrize(
    "text",
    [
        "The number of falls was halved, from 60 to 30 a year.",
        "The number of falls was nearly halved, from 60 to 33 a year.",
        "Falls were more than halved, from 60 to 20 a year.",
        "Deaths fell by a third, from 12 to 8 percent.",
        "The share fell from 12 to 8 percent, a drop of 4 points.",
        "The share fell from 12 to 8 percent, a drop of 33 percent.",
        "Weight rose by 8 kg, from 70 kg to 78 kg.",
        "After a year 80 percent were well, and the remaining 20 percent were better.",
        "It helped 70 percent of the men and 40 percent of the women.",
        "Take two tablets of 500 mg three times a day, 3 g a day in all.",
        "Take one 80 mg tablet twice a day.",
        "Each of the three visits costs £50, so all of them come to £150.",
        "Each of the two visits costs £50 or £80, which comes to £130.",
        "A spray with 120 puffs, used for one puff in the morning and one puff at night, lasts 60 days.",
        "A spray with 120 puffs, used for up to two puffs in the morning and one puff at night, lasts 90 days.",
        "Take two tablets of 500 mg; children take 500 mg a day.",
        "The risk was halved in women from 40 to 50 years of age.",
        "It takes from 2 to 3 weeks.",
        "Half as many were ill: 12 percent against 6 percent.",
        "Twice as often as in men, 31 percent of women, 16 percent of men.",
        "Start with one tablet of 5 mg. The usual dose is 10 mg a day.",
    ],
)
def test_what_adds_up_is_left_alone(text: str) -> None:
    assert list(_sums.wrong(claim(text))) == []
