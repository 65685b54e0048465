"""Words that deny and how far they reach."""

from __future__ import annotations

import pytest

from citewarden.nlp import context
from citewarden.nlp.verdict.sentence import read


def reach(text: str) -> list[tuple[str, str]]:
    found = read(text)
    return [(found.tokens[a].word, found.tokens[b].word) for a, b in found.scopes]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The drug does not relieve pain but helps sleep.", [("not", "pain")]),
        ("Patients without fever were sent home.", [("without", "fever")]),
        ("It didn't help.", [("didn't", "help")]),
        ("The trial failed to show a benefit.", [("failed", "benefit")]),
        ("The heart failed in two patients.", []),
        ("It is not only safe.", []),
        ("No more than two tablets.", []),
    ],
)
def test_reach(text: str, found: list[tuple[str, str]]) -> None:
    assert reach(text) == found


@pytest.mark.parametrize(
    ("text", "negated", "reached"),
    [
        ("Zinc hardly shortens a cold.", True, "cold"),
        ("The pill doesn’t cause weight gain.", True, "gain"),  # a typographic apostrophe
        ("Trials refuted the claim that garlic cures colds.", True, "colds"),
        ("The drug was unable to lower the pressure.", True, "pressure"),
        ("Mothers recover without surgery.", False, "surgery"),
        ("Blood pressure was unchanged after zinc.", False, "zinc"),
        ("Relapse is unlikely after treatment.", False, "treatment"),
        ("Nausea is not uncommon after surgery.", False, None),
        ("Doses are no higher than 5 mg.", False, None),
        ("Heart damage cannot be ruled out.", False, None),
        ("People with or without diabetes took part.", False, None),
        ("It is sold by a not-for-profit group.", False, None),
        ("Not all women have symptoms.", False, None),
        ("The cream is free from perfume.", True, "perfume"),
    ],
)
def test_claims_and_passages_read_the_same_denials(text: str, negated: bool, reached: str | None) -> None:
    assert context.of(text).negated is negated
    found = read(text)
    assert [found.tokens[b].word for _, b in found.scopes] == ([reached] if reached else [])
