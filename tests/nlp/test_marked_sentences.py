"""Sentences with a mark that tell a figure or a study's result are claims, in however lively words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in

LISTED = "\n\n## References\n\n1. Doe J, Roe P. A trial. Example J Med. 2019;4(2):11-18.\n"


@pytest.mark.parametrize(
    "text",
    [
        "In a trial of 300 adults with panic disorder, 44% of those given CBT-P were well at ten weeks [1].",
        "People given ACT-I slept 22 minutes longer than those on a waiting list [1].",
        "Cheaper is DBT-I, which may be offered when CBT-I has failed [1].",
        "Copper bracelets are back, for good reason: three in four wearers have less pain [1].",
        "Here is good news: 62% of those who had the course no longer wake at night [1].",
    ],
)
def test_a_marked_sentence_with_a_result_is_a_claim(text: str, tmp_path: Path) -> None:
    assert [c.text for c in claims_in(f"# Panic\n\n{text}{LISTED}", tmp_path)] == [text]


@pytest.mark.parametrize(
    "text",
    ["I slept better after CBT-I, and my panic was gone [1].", "When I have CBT-I, my nights are calm."],
)
def test_what_one_tells_of_himself_is_none(text: str, tmp_path: Path) -> None:
    assert not claims_in(f"# Panic\n\n{text}{LISTED}", tmp_path)
