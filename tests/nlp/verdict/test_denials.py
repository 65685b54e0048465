"""Words that deny and how far they reach."""

from __future__ import annotations

import pytest

from citewarden.nlp.verdict.reading import read


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
