"""A sentence is never called against its neighbours: what takes it back, narrows it, doubts it, says the opposite."""

from __future__ import annotations

import pytest

from citewarden.config import Verify
from citewarden.model.evidence import TORN
from citewarden.nlp.verifier import Pair, load

VERIFIER = load(Verify())
CLAIM = "Peppermint oil relieves stomach cramps."


@pytest.mark.parametrize(
    ("behind", "issue"),
    [
        (("However, it may only help some people.",), "hedge"),
        (("This may be a placebo effect.",), "hedge"),
        (("Experts dispute this.",), "hedge"),
        (("Whether this holds in the long run is unclear.",), "hedge"),
        (("The study was small.",), "hedge"),
        (("These findings should be treated with caution.",), "hedge"),
        (("Only some people were helped.",), "scope"),
        (("It works in some people only.",), "scope"),
        (("It does not work in children.",), "scope"),
        (("This claim was debunked in 2019.",), "negation"),
        (("Later trials did not confirm this.",), "negation"),
        (("The trial has since been retracted.",), "negation"),
        (("It is sold everywhere.", "But the effect was not seen again."), "negation"),
        (("That is a myth.",), "negation"),
        (("The experiments were done in mice.",), "population"),
        (("Peppermint oil does not relieve stomach cramps.",), "negation"),
        (("It is cheap.", "It is sold.", "It smells.", "Peppermint oil does not relieve stomach cramps."), "negation"),
    ],
)
def test_what_stands_behind_takes_a_call_back(behind: tuple[str, ...], issue: str) -> None:
    (verdict,) = VERIFIER.verify([Pair(CLAIM, (CLAIM, *behind))])
    assert (verdict.label, verdict.issue, verdict.method, verdict.best) == ("NEI", issue, TORN, 0)
    assert f"“{behind[-1]}”" in verdict.note
    (mark,) = verdict.marks
    assert (mark.sentence, mark.start, mark.end) == (len(behind), 0, len(behind[-1]))


@pytest.mark.parametrize(
    "behind",
    [
        ("Coffee may keep people awake.",),
        ("It is not sold in shops.",),
        ("Some shops sell it.",),
        ("Mice eat nearly everything.",),
        ("The oil is pressed from leaves.", "No machine is needed."),
        ("It was first described in 1892.",),
        ("Doctors know this.",),
    ],
)
def test_a_neighbour_that_speaks_of_something_else_does_not(behind: tuple[str, ...]) -> None:
    (verdict,) = VERIFIER.verify([Pair(CLAIM, (CLAIM, *behind))])
    assert verdict.label == "SUPPORT"


@pytest.mark.parametrize(
    "more",
    [
        {"before": "A common myth goes like this."},
        {"before": "Many people once believed the following."},
        {"heading": "Myths about peppermint"},
        {"after": ("But later trials found no effect.",)},
        {"after": ("Shops sell it.", "However, it may be a placebo effect.")},
    ],
)
def test_what_stands_around_the_stretch_counts_too(more: dict[str, object]) -> None:
    (verdict,) = VERIFIER.verify([Pair(CLAIM, (CLAIM,), **more)])  # type: ignore[arg-type]
    assert (verdict.label, verdict.method) == ("NEI", TORN)


def test_two_numbers_for_one_thing_are_both_named() -> None:
    said = "Peppermint oil relieves stomach cramps in {}% of patients."
    (verdict,) = VERIFIER.verify([Pair(said.format(40), (said.format(40), said.format(20)))])
    assert (verdict.label, verdict.issue) == ("NEI", "number")
    assert "says both" in verdict.note
    assert "40%" in verdict.note
    assert "20%" in verdict.note


def test_a_contradiction_can_be_taken_back_as_well() -> None:
    claim, source = "Liquorice raises blood pressure.", "Liquorice does not raise blood pressure."
    sure, doubted = VERIFIER.verify([Pair(claim, (source,)), Pair(claim, (source, "This was later disproved."))])
    assert (sure.label, doubted.label, doubted.method) == ("CONTRADICT", "NEI", TORN)
