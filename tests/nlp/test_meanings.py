"""What a statement is about, as numbers; kinds of words that training never saw."""

from __future__ import annotations

import numpy as np
import pytest

from citewarden.nlp import kinds, meanings, priorities
from citewarden.text import quantities


@pytest.mark.parametrize(
    ("one", "alike", "other"),
    [
        ("The tablets ease the pain.", "The pills soothe the ache.", "Bats carry the virus."),
        ("A swab finds the germ.", "A smear shows the bacteria.", "Walk for an hour a day."),
        ("The rash itches.", "The skin burns.", "The insurer pays."),
    ],
)
def test_like_statements_have_like_vectors(one: str, alike: str, other: str) -> None:
    assert meanings.of(one) @ meanings.of(alike) > meanings.of(one) @ meanings.of(other)


def test_words_nobody_knows_mean_nothing() -> None:
    assert not np.any(meanings.of("Zxqvj wqzzk."))
    assert meanings.of("").shape == (meanings.SIZE,)
    assert np.linalg.norm(meanings.of("Rest helps.")) == pytest.approx(meanings.SCALE)


@pytest.mark.parametrize(
    ("statement", "section", "kind", "priority"),
    [
        ("Gargling with brine soothes a raw throat.", "What helps", "treatment-effect", "high"),
        ("The mite brings on the itch.", "Causes", "causal", "normal"),
        ("A bunion is a bump at the base of the big toe.", "What is it?", "definition", "normal"),
        ("Some 30 % of nurses have sore backs.", "Facts", "statistic", "high"),
    ],
)  # fmt: skip
def test_the_kind_of_statements_of_our_own(statement: str, section: str, kind: str, priority: str) -> None:
    numbers = quantities.find(statement)
    names = kinds.features(statement, section, numbers)
    assert kinds.kind(names, statement) == kind
    assert priorities.priority(names, statement, kind, numbers) == priority
