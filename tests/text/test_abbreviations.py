"""Abbreviations an article defines."""

import pytest

from citewarden.text.abbreviations import definitions, find, is_short_form


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("people with multiple sclerosis (MS) and", "MS", "multiple sclerosis"),
        ("non-steroidal anti-inflammatory drugs (NSAIDs)", "NSAIDs", "non-steroidal anti-inflammatory drugs"),
        ("the UNHS (universal newborn hearing screening)", "UNHS", "universal newborn hearing screening"),
        ("World Health Organization [WHO]", "WHO", "World Health Organization"),
        ("transient ischemic attack (TIA; mini-stroke)", "TIA", "transient ischemic attack"),
        ("multiple\u00a0sclerosis\u00a0(MS)", "MS", "multiple sclerosis"),
        ("H2 receptor antagonists (H2RAs)", "H2RAs", "H2 receptor antagonists"),
    ],
)
def test_definitions_are_found(text: str, short: str, long: str) -> None:
    assert [(a.short, a.long) for a in find(text)] == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "an often-forgotten population (ANA, 2020)",
        "as shown (see Smith)",
        "pain (low HDL)",
        "in the first year (2019)",
        "nothing here",
        "and environmental health (ANA)",
    ],
)
def test_brackets_that_define_nothing(text: str) -> None:
    assert find(text) == []


def test_offsets_point_at_both_forms() -> None:
    text = "If you have multiple sclerosis (MS), rest."
    (found,) = find(text)
    assert text[found.short_start : found.short_end] == "MS"
    assert text[found.long_start : found.long_end] == "multiple sclerosis"


def test_plural_short_forms_give_their_singular() -> None:
    table = definitions("fetal alcohol spectrum disorders (FASDs)")
    assert table == {"FASDs": "fetal alcohol spectrum disorders", "FASD": "fetal alcohol spectrum disorder"}


def test_words_are_no_short_forms() -> None:
    assert not is_short_form("the")
    assert not is_short_form("1234")
    assert is_short_form("mRNA")
