"""Raised figures: which are exponents, and which may be citation marks."""

import re

import pytest

from citewarden.text.raised import exponent_end, is_exponent, is_mark, written


def raised(text: str) -> tuple[int, int]:
    run = re.search(r"[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+", text)
    assert run is not None
    return run.span()


@pytest.mark.parametrize(
    "text",
    [
        "an index of 30 kg/m² or higher",
        "take ¹⁄₂ tablet",
        "take 1¹⁄2 tablets",
        "60 mL/min/1.73 m² for 3 months",
        "a body surface of 1.7 m²",
        "75 mg per m² of skin",
        "a room of 20 square m²",
        "a tumour of 3 cm³",
        "kept 25 kg m⁻² apart",
        "2.6 × 10¹⁵ cells",
        "5.2×10⁹/L",
        "a count of 10³ cells",
        "found in 10⁶ cells",
        "in 10² litres",
        "doses of mg kg⁻¹",
        "an acceleration of 9.8 m/s²",
        "R² = 0.8",
        "heterogeneity was high (I² 75%)",
        "χ² was 3.2",
        "the ¹³C-urea breath test",
        "[¹⁸F]FDG",
        "treated with ¹³¹I",
    ],
)
def test_exponents_are_told(text: str) -> None:
    assert is_exponent(text, *raised(text))


@pytest.mark.parametrize(
    "text",
    [
        "common in adults.¹",
        "about 1 in 10² of them",
        "nine out of 10³ adults",
        "one in 10¹ is affected",
        "take 5 mg² a day",
        "walked 400 m.²",
        "for ten days³",
        "vitamin D³ helps",
        "aged 110² or so",
        "the film² was",
        "at home³",
        "10.³",
        "see him² first",
        "walk 5 miles² a day",
        "¹Mayo Clinic",
        "² Heart Association",
        "in 2010²",
        "by item² and",
    ],
)
def test_marks_are_left(text: str) -> None:
    start, _ = raised(text)
    assert exponent_end(text, start) == start


def test_a_mark_behind_an_exponent_is_left_over() -> None:
    text = "30 kg/m²³"
    assert exponent_end(text, 7) == 8
    assert not is_exponent(text, 7, 9)


def test_figures_that_only_markup_raises() -> None:
    assert is_exponent("30 kg/m2 or more", 7, 8)
    assert is_exponent("about 1015 cells", 8, 10)
    assert is_exponent("kept at 5 cm-3", 12, 14)
    assert not is_exponent("in adults.2", 10, 11)


def test_ions_keep_their_charge() -> None:
    assert exponent_end("Ca²⁺ flows", 2) == 4
    assert exponent_end("Mg²⁺", 2) == 4
    assert exponent_end("Fe³⁺", 2) == 4
    assert exponent_end("shown²⁻⁴", 5) == 5


@pytest.mark.parametrize(
    ("before", "words", "shown"),
    [
        ("2.6 × 10", "15", "¹⁵"),
        ("30 kg/m", "2", "²"),
        ("per cm", "-3", "⁻³"),
        ("Ca", "2+", "²⁺"),
        ("in adults.", "15", "15"),
        ("treatment", "2", "2"),
        ("at night", "a", "[a]"),
        ("12.5", "a,b", "[a,b]"),
        ("la 2", "e", "e"),
        ("au XIX", "e", "e"),
        ("D", "r", "r"),
        ("", "a", "a"),
        ("fell to 20", "2", "²"),
        ("in 1995", "5,7", "⁵,⁷"),
        ("a score of 3.5", "1–3", "¹⁻³"),
        ("in 20 ", "2", "2"),
        ("the 3", "rd", "rd"),
    ],
)
def test_raised_exponents_are_written_raised(before: str, words: str, shown: str) -> None:
    assert written(before, words) == shown


@pytest.mark.parametrize(
    "before",
    [
        "lasts one day", "treats the flu", "in older men", "approved by the FDA", "in the UK", "since 2019",
        "after COVID-19", "with omega-3", "given B12", "or vitamin D", "vitamins C and E", "hepatitis B", "la santé",
        "лечение", "in adults.", "(75%)", "25%", "on May", "walked for ten min",
    ],
)  # fmt: skip
def test_what_a_raised_number_can_be_a_mark_behind(before: str) -> None:
    assert is_mark(before, "4")
    assert is_mark(f"an earlier line\n{before}", "4")


@pytest.mark.parametrize(
    ("before", "figures"),
    [
        ("20 ft", "2"), ("5 square meters", "2"), ("30 kg/m", "2"), ("R", "2"), ("x", "2"), ("less CO", "2"),
        ("Na", "1"), ("CD", "4"), ("2.6 x10", "9"), ("about 10", "6"), ("a dose of 12", "3"), ("3 mi", "2"), ("", "1"),
        ("an earlier word\n", "1"), ("per mL", "3"),
    ],
)  # fmt: skip
def test_what_a_raised_number_is_no_mark_behind(before: str, figures: str) -> None:
    assert not is_mark(before, figures)


def test_ten_with_a_list_of_marks_is_no_power() -> None:
    assert exponent_end("a dose of 10¹,² helps", 12) == 12
    assert exponent_end("a count of 10⁹, then", 13) == 14
