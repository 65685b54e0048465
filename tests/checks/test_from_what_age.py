"""From what age on something holds: a source that tells another age is asked about, one that tells a span is not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks._closest import _from_another_age
from citewarden.text import quantities


@pytest.mark.parametrize(
    ("said", "source", "apart"),
    [
        ("The pump is for girls from the age of 6.", "From the age of 14 years consider a pump.", True),
        ("Screening is for women from age 40.", "Offer screening from the age of 50 years.", True),
        ("It is meant for people aged 30 and older.", "From the age of 60 years it may be used.", True),
        ("The pump is for girls from the age of 14.", "From the age of 14 years consider a pump.", False),
        ("The pump is for girls from the age of 6.", "Children aged 5 to 11 years may use a pump.", False),
        ("Pain fell from 6 to 4 points.", "From the age of 14 years consider a pump.", False),
    ],
)
def test_from_what_age_on(said: str, source: str, apart: bool) -> None:
    claim: Any = SimpleNamespace(standalone=said, quantities=tuple(quantities.find(said)))
    near: Any = SimpleNamespace(issue="number")
    assert _from_another_age(claim, near, source) is apart
