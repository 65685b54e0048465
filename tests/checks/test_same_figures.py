"""Which figures of an article are those of its source, whatever they are called there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import _made
from citewarden.checks._same_figures import is_same, missing
from citewarden.text.quantities import find
from citewarden.text.sentences import spans


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("2,000 units a day", "2,000 IU a day", True),
        ("800 IU of vitamin D", "800 units of vitamin D", True),
        ("20 units of insulin daily", "20 IU a day", True),
        ("2,000 units a day", "1,000 IU a day", False),
        ("2,000 units a day", "2,000 mg a day", False),
        ("2,000 mg a day", "2,000 IU a day", False),
    ],
)
def test_international_units_by_either_name(mine: str, theirs: str, same: bool) -> None:
    assert is_same(find(mine)[0], find(theirs)[0]) is same


def test_figures_within_their_rounding_and_just_beyond() -> None:
    rows = [
        ("0.7 to 1.2 grams a day", "700 to 1,200 mg a day", True),
        ("700 to 1,200 mg", "0.7 to 1.2 grams", True),
        ("7 to 12 grams", "7 to 12 litres", False),
        ("2 to 4 g", "2,015 to 4,030 mg", True),
        ("2 to 4 weeks", "14 to 28 days", True),
        ("one to two months", "four to eight weeks", True),
        ("one to two months", "30 to 60 days", True),
        ("every 12 months", "once a year", True),
        ("twice a day", "three times a day", False),
        ("three times a week", "every 2 days", False),
        ("more than a third", "36%", True),
        ("more than a third", "20%", False),
        ("less than half", "40%", True),
        ("less than half", "37%", False),
        ("at least 50 mg", "60 mg", True),
        ("at least 50 mg", "70 mg", False),
        ("up to 10%", "10%", True),
        ("5 mg/dL of uric acid", "297 micromol/L", True),
        ("5 mg/dL of uric acid", "400 micromol/L", False),
        ("one in four", "25%", True),
        ("two thirds", "67.4%", True),
        ("2.4 times", "a hazard ratio of 2.4", True),
        ("2.4 times", "a hazard ratio of 2.42", False),
        ("2.4 times", "a hazard ratio of 2.5", False),
        ("28%", "a relative risk of 0.72", True),
        ("27%", "a relative risk of 0.72", False),
        ("40%", "an odds ratio of 1.4", True),
        ("aged 40 to 59", "40 to 59 years old", True),
        ("aged 40 to 59", "40 to 60 years old", False),
        ("100 degrees", "100 °F", True),
        ("37 °C", "37 degrees", True),
        ("25%", "25.4%", True),
        ("25%", "25.6%", False),
        ("25.4%", "25.42%", True),
        ("25.4%", "25.3%", False),
        ("1,200 people", "1,204 people", True),
        ("1,200 people", "1,260 people", False),
        ("about 1,200 people", "1,260 people", True),
        ("about 1,200 people", "1,400 people", False),
        ("300 people", "300 women", True),
        ("4.8 kg", "4.83 kg", True),
        ("4.8 kg", "4.9 kg", False),
        ("lowered by 25 points", "-25.3 points", True),
        ("4 weeks", "28 days", True),
        ("two years", "24 months", True),
        ("8 hours", "480 minutes", True),
        ("3 to 5 days", "3 to 5 days", True),
        ("30 to 50 mg", "30 to 52 mg", True),
        ("30 to 50 mg", "30 to 55 mg", False),
        ("0.7 to 1.2 grams a day", "700 to 1,200 mg", True),
        ("0.7 to 1.2 grams a day", "700 to 1,300 mg", False),
        ("0.7 to 1.2 grams a day", "0.7 to 1.2 litres", False),
        ("2 to 4 g a day", "2,015 to 4,030 mg", True),
        ("2 to 4 g a day", "2,030 to 4,000 mg", False),
        ("2 to 4 g a day", "2,000 to 4,060 mg", False),
        ("700 to 1,200 mg a day", "0.7 to 1.2 grams", True),
    ]
    assert [(mine, theirs, is_same(find(mine)[0], find(theirs)[0])) for mine, theirs, _ in rows] == rows


@pytest.mark.parametrize(
    ("mine", "theirs", "lacks"),
    [
        ("The stitches stay for two to four months.", "Stitches stay for two to four weeks.", True),
        ("It takes three to five weeks.", "It takes three to five days, in some one to two months.", True),
        ("Come back after 6 to 8 days.", "Come back after 6 to 8 weeks.", True),
        ("Come back after 6 to 8 weeks.", "Come back after 6 to 8 weeks.", False),
        ("Come back after 4 to 8 weeks.", "Come back after one to two months.", False),
        ("Come back after 6 to 8 weeks.", "Come back after 6 to 8 weeks; it lasts 6 to 8 days.", False),
    ],
)
def test_a_time_in_another_unit_is_missing(mine: str, theirs: str, lacks: bool) -> None:
    audit: Any = SimpleNamespace(read_of={"w": (SimpleNamespace(text=theirs, sentences=()),)})
    assert bool(missing(audit, find(mine), ("w",))) is lacks


VERY_LOW = "It may be called so with no more than 100 mg per kilogram, and free of it with 20 mg per kilogram."
GROUPS = "The main reason was pain in 600 (50%), anaemia in 300 (25%) and a relative in 180 (15%)."
TRAINED = "Falls occurred in 12% with training and 15% without."


@pytest.mark.parametrize(
    ("mine", "theirs", "lacks"),
    [
        ("Three out of four of those hurt were men.", "There were 240 injuries (180 in men, 60 in women).", False),
        (
            "Three in five of them were men.",
            "In all, 840 (4.2%) fell: 504 of 9,000 men and 336 of 11,000 women.",
            False,
        ),
        ("Two in five of them were women.", "Some 840 people fell: 504 men and 336 women.", False),
        ("Four in five of them were men.", "In all, 840 (4.2%) fell: 504 of 9,000 men and 336 of 11,000 women.", True),
        ("Three in five of them were men.", "We saw 840 people. Of 504 scans 100 were clear; 336 were not read.", True),
        ("About 43% of the children had it.", "It was found in 86 of the 200 children.", False),
        ("A third of them were smokers.", "Among the 90 men, 30 smoked.", False),
        ("About 30% of the patients had anaemia.", GROUPS, True),
        ("Half of those hurt were men.", "There were 240 injuries (180 in men, 60 in women).", True),
        ("23% knew of it.", "Of the 200 people, 64 (32%) had known about it.", True),
        ("About nine in ten were free of cough.", "A cough was still there in 32 (11%).", False),
        ("In 70% the rash had gone.", "The rash lasted in 30% of the children.", False),
        ("Four in five no longer limped.", "A limp was seen in 21%.", False),
        ("Nine in ten still coughed.", "A cough was seen in 10%.", True),
        ("In 60% the rash had gone.", "The rash lasted in 30% of the children.", True),
        ("In 70% the rash had gone.", "The rash was gone in 30% of the children.", True),
        ("Falls occurred in 12% and 15%, a relative reduction of 20%.", TRAINED, False),
        ("There were 20% fewer falls with training.", TRAINED, False),
        ("There were 35% fewer falls with training.", TRAINED, True),
        ("In 20% there was a fall.", "Falls occurred in 12% with training.", True),
        ("Take 10 micrograms of vitamin D a day.", "Adults took 400 IU of vitamin D a day.", False),
        ("Take 10 micrograms of vitamin D a day.", "Adults took 10 IU of vitamin D a day.", True),
        ("Take 20 micrograms of vitamin B12 a day.", "Adults took 800 IU a day.", True),
        ("A dose of 300 micrograms of retinol is enough.", "The dose was 1,000 IU.", False),
        ("Very low means no more than 100 parts per million.", VERY_LOW, False),
        ("It holds 20 ppm at most.", VERY_LOW, False),
        ("It holds 60 parts per million.", VERY_LOW, True),
        (
            "There were 7.2 strokes per 1,000 users, and 5.1 in others.",
            "It was 7.2 against 5.1 per 1,000 a year.",
            False,
        ),
        ("There were 7.4 strokes per 1,000 users.", "It was 7.2 against 5.1 per 1,000 a year.", True),
        ("In all 84 were ill.", "It was found in 84 of 600 aged 75 and over.", False),
        ("In all 48 were ill.", "It was found in 84 of 600 aged 75 and over.", True),
        ("One glass a day is fine.", "A single glass did no harm; four glasses raised pressure.", False),
        ("One glass a day is fine.", "Four glasses raised pressure.", True),
    ],
)
def test_a_figure_that_a_source_makes_is_not_missing(mine: str, theirs: str, lacks: bool) -> None:
    audit: Any = SimpleNamespace(read_of={"w": (SimpleNamespace(text=theirs, sentences=tuple(spans(theirs))),)})
    assert bool(missing(audit, find(mine), ("w",), mine)) is lacks


@pytest.mark.parametrize(
    ("mine", "source", "made"),
    [
        ("60%", "In all, 840 (4.2%) fell: 504 of 9,000 men and 336 of 11,000 women.", True),
        ("40%", "Of 500 people 200 slept well.", True),
        ("64%", "Some rash was seen in 1,500 (60%), mostly on the arm: 960 women (64%) and 540 men (54%).", False),
        ("70%", "Of 300 people 210 (70%) slept well.", False),
    ],
)
def test_a_share_that_is_printed_is_not_worked_out(mine: str, source: str, made: bool) -> None:
    assert _made.of_counts(find(mine)[0], [source]) is made


def test_a_dose_for_a_weight() -> None:
    rows = [
        ("10 mg/kg", "30 kg", "300 mg", True),
        ("10 mg/kg", "30 kg", "306 mg", True),  # rounded
        ("10 mg/kg", "30 kg", "307 mg", False),
        ("10 mg/kg", "30 kg", "295 mg", True),
        ("10 mg/kg", "30 kg", "294 mg", False),
        ("10 mg/kg", "30 kg", "300 g", False),
        ("0.1 mg/kg", "5 kg", "0.5 mg", True),
        ("0.1 mg/kg", "5 kg", "0.52 mg", False),
        ("10 mg/kg a day", "30 kg", "300 mg a day", True),
        ("10 mg", "30 kg", "300 mg", False),
    ]
    for rate, weight, dose, worked_out in rows:
        own = [find(text)[0] for text in (rate, weight, dose)]
        assert [_made.of_weight(mine, own) for mine in own] == [False, worked_out, worked_out], rows
