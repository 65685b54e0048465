"""What a note says of its source's silence is no passage."""

from __future__ import annotations

import pytest

from citewarden.text.silence import told


@pytest.mark.parametrize(
    "sentence",
    [
        "The abstract does not mention fasciculations.",
        "This note says nothing of doses.",
        "Side effects are not reported in the abstract.",
        "The source itself is silent on children.",
        "Only the abstract was open to me.",
        "I could not find a figure for this.",
    ],
)
def test_of_the_source(sentence: str) -> None:
    assert told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The vaccine does not prevent colds.",
        "The study did not find an effect.",
        "This article reviews treatments of pain.",
        "Patients did not mention side effects.",
        "Doses were not reported by most patients.",
    ],
)
def test_of_the_matter(sentence: str) -> None:
    assert not told(sentence)
