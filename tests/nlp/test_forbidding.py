"""What stands under "Don't" is never told as advice to do it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in

from citewarden.nlp import prohibitions


@pytest.mark.parametrize(
    ("heading", "item", "told", "resolved"),
    [
        ("Don't", "have hot baths for the first 2 days", "Do not have hot baths for the first 2 days", True),
        (
            "What not to do",
            "Use heat on a sprain in the first 3 days",
            "Do not use heat on a sprain in the first 3 days",
            True,
        ),
        ("Don’ts", "Pull a tick out with your fingers.", "Do not pull a tick out with your fingers.", True),
        ("Never:", "give aspirin to children under 16", "Do not give aspirin to children under 16", True),
        ("Please don't", "put butter on a burn for any reason", "Do not put butter on a burn for any reason", True),
        (
            "What you should never do",
            "cut the blister in the first 2 days",
            "Do not cut the blister in the first 2 days",
            True,
        ),
        ("Do not do any of these", "rub the eye for 24 hours", "Do not rub the eye for 24 hours", True),
        ("Please avoid the following", "drink alcohol for 48 hours", "Do not drink alcohol for 48 hours", True),
        (
            "What not to eat after surgery",
            "Aged cheese, as it can cause headaches",
            "Avoid aged cheese, as it can cause headaches",
            True,
        ),
        ("❌ Don't", "lift more than 5 kg for 6 weeks", "Do not lift more than 5 kg for 6 weeks", True),
        ("Things to avoid", "Alcohol, as it can cause gout", "Avoid alcohol, as it can cause gout", True),
        ("Don't", "Never burst a blister, as it may become infected.", "", True),
        ("Do not", "Do not take more than 8 tablets in 24 hours.", "", True),
        ("Foods to avoid", "Choose plain rice instead, which rarely upsets the stomach.", "", True),
        ("Do", "rest the joint for 2 to 3 days", "Rest the joint for 2 to 3 days", True),
        ("Why people do not sleep", "Drink a cup of warm milk 2 hours before bedtime.", "", True),
    ],
)
def test_an_item_under_a_heading(heading: str, item: str, told: str, resolved: bool, tmp_path: Path) -> None:
    text = f"# Sprains and burns\n\nMost sprains heal within 6 weeks.\n\n## {heading}\n\n- {item}\n- use 2 pillows\n"
    found = {c.text: c for c in claims_in(text, tmp_path)}
    claim = found[item]
    assert (claim.standalone, claim.resolved) == (told or item, resolved)
    assert claim.negated == (told.startswith("Do not") or item.startswith(("Never", "Do not")))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("You must not:\n\n- drive for 24 hours", "You must not drive for 24 hours."),
        ("DO NOT\n\n- give more than 2 sachets in 24 hours", "Do not give more than 2 sachets in 24 hours."),
        ("**NEVER**\n\n- share a pen with 1 other person", "Never share a pen with 1 other person."),
        ("WARNING: do not\n\n- Drink grapefruit juice for 3 days", "do not drink grapefruit juice for 3 days."),
        ("Patients must NOT\n\n- eat within 6 hours of the scan", "Patients must NOT eat within 6 hours of the scan."),
        ("**Don't**\n\n- Stop the tablets if you feel well [1]", "Don't stop the tablets if you feel well."),
        (
            "DO NOT:\n\n- use it for 7 days\n- Heat packs within 3 days of the fall",
            "DO NOT: Heat packs within 3 days of the fall",
        ),
        ("**DON'T**\n\n- drive for 24 hours\n- Take ibuprofen for 10 days.", "Don't take ibuprofen for 10 days."),
        ("## NOT FOR:\n\n- children under 2 years, who can choke", "NOT FOR: children under 2 years, who can choke"),
        ("Not suitable for:\n\n- Children under 2 years", "Not suitable for: Children under 2 years"),
        ("It is not safe to:\n\n- Drive for 24 hours", "It is not safe to drive for 24 hours."),
        (
            "## How not to catch it\n\n- Wash your hands for 20 seconds",
            "How not to catch it: Wash your hands for 20 seconds",
        ),
        ("Things you should avoid:\n\n- lift more than 5 kg", "Do not lift more than 5 kg"),
        ("- ✗ Run for 8 weeks\n- ✓ Walk from day 2", "Do not run for 8 weeks"),
        ("❌ Put heat on it for 72 hours", "Do not put heat on it for 72 hours"),
        (
            "| Do | Don't |\n|---|---|\n| Rest it for 2 days | Take hot baths for 3 days |",
            "Rest it for 2 days; do not take hot baths for 3 days",
        ),
        (
            "| Never | Instead |\n|---|---|\n| Give aspirin to children under 16 | Give paracetamol every 6 hours |",
            "do not give aspirin to children under 16; Give paracetamol every 6 hours",
        ),
    ],
)
def test_lead_ins_signs_and_columns(lines: str, told: str, tmp_path: Path) -> None:
    claims = claims_in(f"# Sprains\n\nMost sprains heal within 6 weeks.\n\n{lines}\n", tmp_path)
    (found,) = [c for c in claims if c.standalone.casefold().endswith(told.casefold())]
    assert found.negated


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Stop if:\n\n- Give it for more than 3 days", "Stop if: Give it for more than 3 days"),
        ("AVOID\n\n- Alcohol within 12 hours of a dose", "Avoid alcohol within 12 hours of a dose"),
        (
            "## When not to take it\n\n- Take it within 2 hours of milk",
            "When not to take it: Take it within 2 hours of milk",
        ),
        ("## Stop smoking\n\n- Nicotine patches double the chance.", "Nicotine patches double the chance."),
        ("You can do 2 things:\n\n- Rest for 20 minutes", "You should rest for 20 minutes."),
    ],
)
def test_what_bars_without_a_denial_and_what_bars_nothing(lines: str, told: str, tmp_path: Path) -> None:
    claims = claims_in(f"# Sprains\n\nMost sprains heal within 6 weeks.\n\n{lines}\n", tmp_path)
    assert [c.standalone for c in claims if not c.negated][1:] == [told]


@pytest.mark.parametrize(
    "heading",
    [
        "Don't miss",
        "Never too late",
        "Do not resuscitate orders",
        "Avoiding colds",
        "How to avoid colds",
        "What to take",
        "Things you can do",
    ],
)
def test_headings_that_forbid_nothing(heading: str) -> None:
    assert not prohibitions.is_named(heading)


def test_what_cannot_be_joined_is_not_read_as_if_it_were() -> None:
    assert prohibitions.is_named("DON'T")
    assert not prohibitions.is_named("Don't miss")
    assert not prohibitions.is_named("Do not resuscitate orders")
