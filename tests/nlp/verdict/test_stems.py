# ruff: noqa: E501
"""Forms of a word have one stem, and words that only end like forms keep their own."""

from __future__ import annotations

from citewarden.nlp.verdict.terms import stem


def test_stems() -> None:
    rows = {
        "studies": "studi", "study": "studi", "dies": "die", "die": "die", "glasses": "glass", "glass": "glass", "wishes": "wish",
        "matches": "match", "boxes": "box", "legs": "leg", "virus": "virus", "basis": "basis", "increasingly": "increas",
        "increases": "increas", "increased": "increas", "supposedly": "suppos", "running": "run", "runs": "run", "needed": "need",
        "need": "need", "seed": "seed", "fed": "fed", "stopped": "stop", "falling": "fall", "missed": "miss", "buzzing": "buzz",
        "fitted": "fit", "quickly": "quick", "fly": "fly", "use": "use", "eye": "eye", "sing": "sing", "bring": "bring",
        "happy": "happi", "babies": "babi", "ies": "ies", "sleeping": "sleep", "eating": "eat", "added": "add", "erring": "err",
    }  # fmt: skip
    assert {word: stem(word) for word in rows} == rows
