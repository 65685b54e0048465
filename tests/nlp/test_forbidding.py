"""What stands under "Don't" is never told as advice to do it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in

from citewarden.nlp import forbidding


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


def test_what_cannot_be_joined_is_not_read_as_if_it_were() -> None:
    assert forbidding.is_named("DON'T")
    assert not forbidding.is_named("Don't miss")
    assert not forbidding.is_named("Do not resuscitate orders")
