"""Abbreviations a passage explains."""

from __future__ import annotations

import pytest

from citewarden.nlp.verdict.sentence import read
from citewarden.nlp.verdict.short_forms import defined, explained
from citewarden.text.abbreviations import find

LONG = "Motivational interviewing (MI) was offered to every patient."


def test_either_order_is_read() -> None:
    assert dict(defined((LONG,)))["mi"] == dict(defined(("MI (motivational interviewing) was offered.",)))["mi"]


def test_letters_must_be_those_of_the_words() -> None:
    assert defined(("The clinic (Leeds) was offered to every patient (or not).",)) == ()


def test_a_sentence_is_read_again_only_where_it_uses_one() -> None:
    known = defined((LONG,))
    assert read("It lowered blood pressure.", known) is read("It lowered blood pressure.")
    assert "mi" in read("MI lowered blood pressure.").keys
    assert dict(known)["mi"] in read("MI lowered blood pressure.", known).keys


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("People with atrial fibrillation (AF) were seen.", "AF", "atrial fibrillation"),
        ("Tumour necrosis factor (TNF) is raised.", "TNF", "Tumour necrosis factor"),
        ("Selective serotonin inhibitors (SSIs) help.", "SSIs", "Selective serotonin inhibitors"),
        ("Chronic obstructive pulmonary disease (COPD) is common.", "COPD", "Chronic obstructive pulmonary disease"),
        ("BMI (body mass index) was measured.", "BMI", "body mass index"),
        ("Doctors (in Leeds) saw them (or not).", "", ""),
        ("Patients (aged over 60) had a fall (see page 4).", "", ""),
    ],
)  # fmt: skip
def test_claims_and_passages_read_the_same_explanations(text: str, short: str, long: str) -> None:
    expected = {short: long} if short else {}
    assert {item.short: item.long for item in find(text)} == expected
    assert {k for k, _ in explained(text)} == {k.lower() for k in expected}
