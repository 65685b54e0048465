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


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Lasting pain (postherpetic neuralgia, or PHN) after shingles.", "PHN", "postherpetic neuralgia"),
        ("Magnetic resonance imaging or MRI shows it.", "MRI", "Magnetic resonance imaging"),
        ("Irritable bowel syndrome (also known as IBS) is common.", "IBS", "Irritable bowel syndrome"),
        ("A mini-stroke (transient ischaemic attack; TIA).", "TIA", "transient ischaemic attack"),
        (
            "Selective serotonin reuptake inhibitors, known as SSRIs, help.",
            "SSRIs",
            "Selective serotonin reuptake inhibitors",
        ),
    ],
)
def test_a_short_form_after_a_word_or_two(text: str, short: str, long: str) -> None:
    assert [(a.short, a.long) for a in find(text)] == [(short, long)]
    (found,) = find(text)
    assert (text[found.short_start : found.short_end], text[found.long_start : found.long_end]) == (short, long)


@pytest.mark.parametrize(
    "text",
    [
        "Take aspirin or NSAIDs.",
        "A stroke, or TIA.",
        "Blood tests or CT scans.",
        "Doctors (physicians, PAs).",
        "A scan, called MRI.",
    ],
)
def test_another_thing_after_or_is_no_short_form(text: str) -> None:
    assert find(text) == []


def test_a_definition_that_breaks_off_gives_way_to_the_whole_one() -> None:
    text = "Angiotensin-Converting (ACE) Enzyme Inhibitors. An angiotensin-converting enzyme (ACE) inhibitor helps."
    assert definitions(text)["ACE"] == "angiotensin-converting enzyme"
    other = "Magnetic resonance (MR) imaging is safe. Mitral regurgitation (MR) is common."
    assert definitions(other)["MR"] == "Magnetic resonance"
