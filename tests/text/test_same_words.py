"""Titles that are one in all but how their words are written."""

from __future__ import annotations

import pytest

from citewarden.text.same_words import are_same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ear wax: a guide (v4)", "Ear wax: a guide (version 4)", True),
        ("Ear wax, version 2", "Ear wax V2", True),
        ("Ear wax, version II", "Ear wax (v2)", True),
        ("Ear wax (v4)", "Ear wax (version 3)", False),
        ("Ear wax (v4)", "Ear wax", False),
        ("Factor V10 and wax", "Factor 9 and wax", False),
    ],
)
def test_numbers_of_versions(one: str, other: str, same: bool) -> None:
    assert are_same(one, other) is same
