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
    ("text", "said"),
    [
        ("Rest eases panic. ¹ Sleep eases it by 20%.", ["Rest eases panic. ¹", "Sleep eases it by 20%."]),
        ("Rest eases panic. <sup>1</sup> Sleep eases it by 20%.", ["Rest eases panic. 1", "Sleep eases it by 20%."]),
        ("Panic fell by 9%. [1] Sleep rose by 20%.", ["Panic fell by 9%. [1]", "Sleep rose by 20%."]),
        ("Rest eases panic. 3 of 10 adults sleep badly.", ["Rest eases panic.", "3 of 10 adults sleep badly."]),
    ],
)
def test_a_mark_behind_a_full_stop_is_of_the_sentence_before(text: str, said: list[str], tmp_path: Path) -> None:
    assert [c.text for c in claims_in(f"# Panic\n\n{text}{LISTED}", tmp_path)] == said


@pytest.mark.parametrize(
    "text",
    ["I slept better after CBT-I, and my panic was gone [1].", "When I have CBT-I, my nights are calm."],
)
def test_what_one_tells_of_himself_is_none(text: str, tmp_path: Path) -> None:
    assert not claims_in(f"# Panic\n\n{text}{LISTED}", tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Go to the Emergency Department if it still bleeds after 15 minutes of pressure [1].", True),
        ("Go to the nearest hospital if the pain lasts more than 20 minutes [1].", True),
        ("Call the ward at once if your calf is hot, swollen and painful.", True),
        ("Go to our shop for more drops.", False),
        ("Call the clinic on 01234 567 890 to book.", False),
        ("Go to page 4 for the list.", False),
    ],
)
def test_orders_of_what_to_do_at_once(text: str, said: bool, tmp_path: Path) -> None:
    assert bool(claims_in(f"# Nosebleeds\n\n{text}{LISTED}", tmp_path)) == said


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        (
            "Does every fever need treatment?",
            "A: No. Rest is enough for most children. [1] Fever helps. [1]",
            "Not every",
        ),
        ("Can aspirin harm children?", "A: Yes. It can cause Reye syndrome. [1] Fever helps. [1]", "Aspirin can harm"),
        ("Is fever dangerous?", "No! It rarely harms children [1]. It often lasts 3 days [1].", "Fever is not"),
    ],
)
def test_a_verdict_has_the_source_of_what_explains_it(question: str, answer: str, said: str, tmp_path: Path) -> None:
    found = claims_in(f"# Fever\n\n## {question}\n\n{answer}{LISTED}", tmp_path)
    assert [len(c.citations) for c in found if c.standalone.startswith(said)] == [1]
    assert not any(c.standalone.startswith("A:") for c in found)


@pytest.mark.parametrize("answer", ["A: Go by weight.", "Answer: Call 555-0142 after 8 a.m.", "A: Ask your nurse."])
@pytest.mark.parametrize("question", ["How much should I give?", "How many visits do you have open today?"])
def test_an_order_is_no_amount(question: str, answer: str, tmp_path: Path) -> None:
    found = claims_in(f"# Fever\n\n## {question}\n\n{answer}{LISTED}", tmp_path)
    assert not any(c.standalone.startswith("You ") for c in found)
