"""What is asked without a verdict: figures of another group, shares that come to too much, advice on two sides."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import _opposed, _pairs, _shares
from citewarden.checks._apart import bodies
from citewarden.text import quantities

PAIN = (
    "Pain fell by half in 37.8% of patients in the low-dose group, 32.7% in the high-dose group and 15.5% on placebo."
)
ANAEMIA = "It affects 40% of all children aged 6–59 months, 37% of pregnant women and 30% of women 15–49 years of age."
SALT = "In people with hypertension the fall was 5.39 mm Hg; in people with normal blood pressure it was 2.42 mm Hg."
IRON = "The rise was 2.00 g/dL with iron tablets plus vitamin C and 1.84 g/dL with iron tablets alone."
HOMES = "Home visits reduce the rate of falls by 26% overall and by 38% in people at high risk of falls."
KEEP = "Keep taking the tablets after your blood count is normal."
STONES = (
    "Stones returned in 12 of the 60 men on the normal-calcium diet and in 23 of the 60 men on the low-calcium diet."
)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Of those on the low dose 32.7 percent got better, and 37.8 percent of those on the high dose.", PAIN),
        ("Among people on the low dose, 15.5 percent got better.", PAIN),
        ("About 30% of pregnant women have it.", ANAEMIA),
        ("It affects 30% of pregnant women and 40% of children.", ANAEMIA),
        ("Looking at the home lowers the rate of falls by 26 percent in those at high risk.", HOMES),
        ("In people with normal blood pressure it fell by 5.39 mm Hg.", SALT),
        ("Iron alone raised it by 2.00 g/dL, and iron with vitamin C by 1.84 g/dL.", IRON),
        (
            "Stones returned in 23 of 60 with normal calcium and in 12 of 60 with low calcium.",
            STONES,
        ),
    ],
)
def test_a_figure_of_another_group_is_seen(said: str, source: str) -> None:
    assert _pairs.swapped(said, source) is not None


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Of those on the low dose 37.8 percent got better, and 32.7 percent of those on the high dose.", PAIN),
        ("Compared with placebo, 37.8 percent got better.", PAIN),
        ("Of those on placebo, 15.5 percent got better.", PAIN),
        ("About 30% of women of childbearing age have it.", ANAEMIA),
        ("In people with high blood pressure it fell by 5.39 mm Hg.", SALT),
        ("Iron with vitamin C raised it by 2.00 g/dL, iron alone by 1.84 g/dL.", IRON),
        ("Of those treated 12% got better.", "It helped 20% of women and 35% of men."),
        ("It helped 20% of women who got placebo.", "It helped 37% of women treated early, and 20% of controls."),
        ("Two or three of them got better.", PAIN),
        ("Looking at the home lowers the rate of falls by 38 percent in those at high risk.", HOMES),
    ],
)
def test_a_figure_of_its_group_is_left_alone(said: str, source: str) -> None:
    assert _pairs.swapped(said, source) is None


def claim(text: str, **more: Any) -> Any:
    found = tuple(quantities.find(text))
    return SimpleNamespace(
        standalone=text, quantities=found, hypothetical=False, population=(), negated=False, citations=("1",), **more
    )


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            "80 percent are made of calcium, 10 percent of uric acid, 10 percent of struvite and 7 percent of cystine.",
            107,
        ),
        ("Of all strokes 87% are due to a clot, 13% to a bleed and 10% to other causes.", 110),
        ("Cases fall into mild (62%), moderate (31%) and severe (17%).", 0),
        ("Falls were caused by dizziness in 45%, by loose rugs in 40% and by poor light in 25%.", 110),
        ("The cancers were classed as stage I in 50%, stage II in 30% and stage III in 20%.", 0),
        ("With flu 90% have fever, 80% a cough and 60% aching limbs.", 0),
        ("It is due to a virus in 33%, to bacteria in 33% and to a fungus in 34%.", 0),
        ("Type 1 was caused by genes in 70%.", 0),
    ],
)
def test_shares_of_one_whole(text: str, total: float) -> None:
    found = _shares.too_many(claim(text))
    assert (found[1] if found else 0) == total


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", text.lower()))


@pytest.mark.parametrize(
    ("one", "other", "fires"),
    [
        (
            KEEP,
            "Stop the tablets once your blood count is normal.",
            True,
        ),
        ("Take the iron capsules on an empty stomach.", "Swallow the iron capsules with food.", True),
        ("The statin tablet is taken at bedtime.", "Take the statin tablet in the morning.", True),
        ("The herb lavender is safe in pregnancy.", "In pregnancy the herb lavender should be avoided.", True),
        ("Do not stop the tablets on your own.", "Never stop the tablets on your own.", False),
        (
            KEEP,
            "Stop the tablets if your blood count is normal.",
            False,
        ),
        ("Take the iron capsules on an empty stomach.", "Swallow the zinc drops with food.", False),
        ("The herb lavender is safe in pregnancy.", "The herb lavender is safe in childhood.", False),
    ],
)
def test_advice_on_two_sides(one: str, other: str, fires: bool) -> None:
    assert bool(list(_opposed.pairs([claim(one), claim(other)], words))) is fires


@pytest.mark.parametrize(
    ("body", "text", "named"),
    [
        ("American College of Cardiology", "Whelton PK. 2017 ACC/AHA guideline.", True),
        ("World Health Organization", "WHO. Hypertension. 2023.", True),
        ("American Heart Association", "US Preventive Services Task Force. Screening. 2024.", False),
        ("Food and Drug Administration", "The U.S. Food and Drug Administration warns", True),
        ("National Health Service", "National Institute for Health and Care Excellence. NG136.", False),
    ],
)
def test_a_body_is_named_by_its_words_or_letters(body: str, text: str, named: bool) -> None:
    assert bodies.is_named(body, text) is named
