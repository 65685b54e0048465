"""Slips of the pen: which are found, and the way back to the places of what was written."""

import pytest

from citewarden.text import slips

ARTICLE = [
    "Amitriptylin has been used for nerve pain for decades.",
    "The dose of metfornin is raised slowly.",
    "Hypertention is treated with tablets.",
]


def test_the_terms_meant_are_found() -> None:
    assert slips.find(ARTICLE) == {
        "amitriptylin": "amitriptyline",
        "metfornin": "metformin",
        "hypertention": "hypertension",
    }


@pytest.mark.parametrize(
    "texts",
    [
        ["The drug was developed by Metfornin and others."],  # a name
        ["Amitriptyline has been used for nerve pain."],
        ["Die Behandlung mit Amitriptylin erfolgt abends und wird langsam gesteigert."],  # another language
        [],
    ],
)
def test_what_is_no_slip(texts: list[str]) -> None:
    assert slips.find(texts) == {}


def test_a_word_of_the_sources_is_right() -> None:
    assert slips.find(["Metfornin lowers sugar in the blood."], {"metfornin"}) == {}


def test_places_lead_back_to_what_was_written() -> None:
    text = "Amitriptylin and metfornin were used for years against hypertention in adults."
    mended, shifts = slips.mend(text, slips.find([text]))
    assert mended == "Amitriptyline and metformin were used for years against hypertension in adults."
    slipped = {"metformin": "metfornin", "hypertension": "hypertention"}
    for word in ("and", "metformin", "used", "hypertension", "adults"):
        start = mended.index(word)
        back = slips.back(start, shifts), slips.back(start + len(word), shifts)
        assert text[slice(*back)] == slipped.get(word, word)


def test_nothing_to_mend_is_the_same_text() -> None:
    assert slips.mend("Nothing here.", {}) == ("Nothing here.", ())
    assert slips.mend("Nothing here.", {"metfornin": "metformin"}) == ("Nothing here.", ())
