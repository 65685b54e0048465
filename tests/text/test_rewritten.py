"""What changed between two versions: sentence by sentence, word by word."""

from __future__ import annotations

import pytest

from citewarden.text.rewritten import sentences, words

A, B, C = "Most twitches pass within days.", "Stress can cause twitches.", "Clonus may occur in MS."


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([A, B, C], [A, B, C], []),
        ([A, B, C], [C, A, B], []),  # only moved
        ([A, B], [A, "Stress will cause twitches."], [(B, "Stress will cause twitches.")]),
        ([A, B], [A, B, C], [("", C)]),
        ([A, B, C], [A, C], [(B, "")]),
        ([A, B], ["Rest helps many people with tremor.", A], [("", "Rest helps many people with tremor."), (B, "")]),
        ([], [A], [("", A)]),
    ],
)
def test_sentences(before: list[str], after: list[str], changes: list[tuple[str, str]]) -> None:
    assert list(sentences(before, after)) == changes


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (B, "Stress will cause twitches.", "Stress[- can][+ will] cause twitches."),
        ("Take 50 mg.", "Take 25 mg daily.", "Take[- 50 mg.][+ 25 mg daily.]"),
        ("", "New.", "[+New.]"),
        ("Gone.", "", "[-Gone.]"),
    ],
)
def test_words(old: str, new: str, told: str) -> None:
    signs = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    assert "".join(signs[kind].format(part) for kind, part in words(old, new)) == told
