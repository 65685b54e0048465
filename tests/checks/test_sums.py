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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Visits were halved, from 100 to 58 a year.", "“halved” of “100” and “58”, which is 58% of it"),
        ("Visits were nearly halved, from 100 to 70 a year.", "“halved” of “100” and “70”, which is 70% of it"),
        ("Visits more than doubled, from 100 to 170 a year.", "“doubled” of “100” and “170”, which is 1.7 times"),
        (
            "Visits fell by more than half, from 100 to 60 a year.",
            "“by more than half” of “100” and “60”, which is 60% of it",
        ),
        ("Visits rose by half, from 120 to 60 a year.", "“by half” of “120” and “60”, which is 50% of it"),
        ("Visits quadrupled from 120 to 360 a year.", "“quadrupled” of “120” and “360”, which is 3 times"),
        ("Visits tripled from 120 to 480 a year.", "“tripled” of “120” and “480”, which is 4 times"),
        (
            "Twice as many were ill: 26 percent against 10 percent.",
            "“Twice as many” of “26 percent” and “10 percent”, which is 2.6 times",
        ),
        (
            "The share fell from 12.5 to 8.5 percent, a drop of 4.3 points.",
            "“4.3” of “12.5” and “8.5 percent”, which differ by 4",
        ),
        ("Weight fell from 80 kg to 72 kg, a loss of 10 kg.", "“10 kg” of “80 kg” and “72 kg”, which differ by 8"),
        ("Weight fell from 80 kg to 72 kg, a loss of 12%.", "“12%” of “80 kg” and “72 kg”, which differ by 10%"),
        (
            "A loss of 10 kg: weight fell by itself from 80 kg to 72 kg.",
            "“10 kg” of “80 kg” and “72 kg”, which differ by 8",
        ),
        (
            "After a year 80 percent were well, and the remaining 22 percent were better.",
            "“80 percent” and the rest “22 percent” come to 102%",
        ),
        (
            "After a year 80 percent were well, and the remaining 18 percent were better.",
            "“80 percent” and the rest “18 percent” come to 98%",
        ),
        (
            "Take an 80 mg tablet twice a day, 120 mg a day in all.",
            "“an 80 mg tablet” twice a day and “120 mg a day”, but that is 160 mg a day",
        ),
        (
            "Take four 20 mg tablets a day, which makes 60 mg a day.",
            "“four 20 mg tablets” and “60 mg a day”, but that is 80 mg a day",
        ),
        (
            "Take five 20 mg tablets a day, which makes 60 mg a day.",
            "“five 20 mg tablets” and “60 mg a day”, but that is 100 mg a day",
        ),
        (
            "Take six 20 mg tablets a day, which makes 60 mg a day.",
            "“six 20 mg tablets” and “60 mg a day”, but that is 120 mg a day",
        ),
        (
            "Take half an 80 mg tablet twice a day, 160 mg a day in all.",
            "“half an 80 mg tablet” twice a day and “160 mg a day”, but that is 80 mg a day",
        ),
        (
            "Take two 80 mg tablets a day, at most 120 mg a day.",
            "“two 80 mg tablets” and “at most 120 mg a day”, but that is 160 mg a day",
        ),
        ("Each of the two visits costs £30, so both come to £50.", "two at £30 make £60, not £50"),
        ("Each of the 12 visits costs $1,000, so all of them come to $12,001.", "12 at $1000 make $12000, not $12001"),
        (
            "A box of 60 tablets, with one tablet in the morning and one tablet at night, lasts 34 days.",
            "60 tablets at 2 a day last 30 days, not 34",
        ),
        (
            "A box of 60 tablets, with 2 tablets each morning, lasts 60 days.",
            "60 tablets at 2 a day last 30 days, not 60",
        ),
        (
            "A pack of 80 strips, with four strips every evening, lasts 40 days.",
            "80 strips at 4 a day last 20 days, not 40",
        ),
        (
            "Visits fell by over a third, from 120 to 100 a year.",
            "“by over a third” of “120” and “100”, which is 83% of it",
        ),
        (
            "Visits rose by more than half, from 100 to 120 a year.",
            "“by more than half” of “100” and “120”, which is 1.2 times",
        ),
        ("Visits fell by about half, from 100 to 25 a year.", "“by about half” of “100” and “25”, which is 25% of it"),
        ("Weight fell by about 5 kg, from 80 kg to 72 kg.", "“about 5 kg” of “80 kg” and “72 kg”, which differ by 8"),
    ],
)
def test_what_is_told_in_whole(text: str, told: str) -> None:
    assert list(_sums.wrong(claim(text))) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Visits were halved, from 100 to 56 a year.",
        "Visits were nearly halved, from 100 to 62 a year.",
        "Visits more than doubled, from 100 to 250 a year.",
        "Visits fell by more than half, from 100 to 20 a year.",
        "Visits fell by half, from 120 to 60 a year.",
        "Visits fell by a third, from 120 to 80 a year.",
        "Visits fell by one third, from 120 to 80 a year.",
        "Visits fell by two thirds, from 120 to 40 a year.",
        "Visits fell by a quarter, from 120 to 90 a year.",
        "Visits fell by one quarter, from 120 to 90 a year.",
        "Visits fell by three quarters, from 120 to 30 a year.",
        "Visits rose by a third, from 120 to 160 a year.",
        "Visits rose by two thirds, from 120 to 200 a year.",
        "Visits rose by three quarters, from 120 to 210 a year.",
        "Visits rose by half, from 120 to 180 a year.",
        "Visits doubled from 120 to 240 a year.",
        "Visits tripled from 120 to 360 a year.",
        "Visits trebled from 120 to 360 a year.",
        "Visits quadrupled from 120 to 480 a year.",
        "Half as many were ill: 20 percent against 10 percent.",
        "Twice as many were ill: 20 percent against 10 percent.",
        "Three times as many were ill: 30 percent against 10 percent.",
        "Four times as many were ill: 40 percent against 10 percent.",
        "A third as many were ill: 10 percent against 30 percent.",
        "Twice as many were ill: 24 percent against 10 percent.",
        "Twice as many were ill: 26 percent against 0 percent.",
        "Twice as many were ill: 26 percent against 10 percent, and 3 percent died.",
        "Twice as many were ill and half as many died: 30 percent against 10 percent.",
        "The share fell from 12.5 to 8.5 percent, a drop of 4 points.",
        "Weight fell from 80 kg to 72 kg, a loss of 8 kg.",
        "Weight fell from 80 kg to 72 kg, a loss of 9 kg.",
        "Weight fell from 80 kg to 72 kg, a loss of 11%.",
        "After a year 80 percent were well, and the remaining 21 percent were better.",
        "After a year 80 percent were well, 10 percent left, and the remaining 30 percent were better.",
        "Take one tablet of 500 mg three times a day, 1.5 g a day in all.",
        "Take 3 tablets of 20 mg a day, which makes 60 mg a day.",
        "Take 12 tablets of 20 mg a day, which makes 60 mg a day.",
        "Take two 80 mg tablets a day, later 120 mg a day in all.",
        "Take two tablets of 80 mg twice a day and one at night, with 500 mg of salt, making 100 mg a day.",
        "Each of the 12 visits costs $1,000, so all of them come to $12,000.",
        "Each of the six visits costs €2.50, so all of them come to €15.",
        "Each of the four visits costs €2.50, so all of them come to €10.50.",
        "A box of 60 tablets, with one tablet in the morning and one tablet at night, lasts 30 days.",
        "A box of 60 tablets, with one tablet in the morning and one tablet at night, lasts 33 days.",
        "A box of 60 tablets, with one or two tablets at night, lasts 60 days.",
        "Visits fell by over a third, from 120 to 40 a year.",
        "Visits rose by more than half, from 100 to 250 a year.",
        "Visits fell by almost half, from 100 to 60 a year.",
        "Weight fell by more than 5 kg, from 80 kg to 72 kg.",
    ],
)
def test_what_lies_as_near_as_words_may_is_left_alone(text: str) -> None:
    assert list(_sums.wrong(claim(text))) == []
