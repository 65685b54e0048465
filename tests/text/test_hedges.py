"""What a hedge is of."""

from __future__ import annotations

import pytest

from citewarden.text import hedges


@pytest.mark.parametrize(
    ("text", "hedge", "clause"),
    [
        ("The gel may ease itching, but it was dear.", "may", " ease itching"),
        ("Zinc might help when it is taken early.", "might", " help"),
        ("Rest could heal the bone; walking did not.", "could", " heal the bone"),
        ("It may cause nausea, vomiting and rash.", "may", " cause nausea, vomiting and rash."),
        ("An attack may last a day, and pain is often on both sides.", "may", " last a day"),
        ("It may last a week, and most people were well by then.", "may", " last a week"),
        ("It may cause nausea, and vomiting in a few.", "may", " cause nausea, and vomiting in a few."),
    ],
)
def test_a_hedge_governs_its_clause(text: str, hedge: str, clause: str) -> None:
    assert hedges.governed(text, text.index(hedge) + len(hedge)) == clause


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("Give iron to people who may lack it.", True),
        ("A drug that possibly may harm was stopped.", True),
        ("The drug may harm those who take it.", False),
    ],
)
def test_a_hedge_of_whom_is_spoken(text: str, relative: bool) -> None:
    assert hedges.in_relative(text, text.index("may")) is relative


@pytest.mark.parametrize(
    ("text", "allows"),
    [
        ("The cream may be used for a week.", True),
        ("Food may only be called so if it is free of it.", True),
        ("You may drink water.", True),
        ("The cream may help for a week.", False),
        ("It may be harmful.", False),
        ("It may be caused by a virus.", False),
    ],
)
def test_what_allows_doubts_nothing(text: str, allows: bool) -> None:
    at = text.index("may")
    assert hedges.allows(text, at, at + 3) is allows
