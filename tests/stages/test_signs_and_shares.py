"""Signs that entries under a heading are called by, and numbers in round brackets behind percentages and calls."""

from __future__ import annotations

import pytest

from citewarden.readers import html, markdown, plain_text
from citewarden.stages.cite import cite

A = "Roe A, Poe B. Iron and legs in adults. Lancet. 2012;380(9838):219-229."
B = "Vogt J. Sleep and legs. BMJ. 2009;66:310-315."
C = "Local survey, Hill Clinic, 2019 (unpublished)."


def bound(words: str, listed: str) -> list[list[int]]:
    page = f"<html><body><h1>Legs</h1><p>{words}</p><h2>References</h2>{listed}</body></html>"
    return _bound(html.read(page.encode(), name="a.html"))


def _bound(document: object) -> list[list[int]]:
    references, citations = cite(document)  # type: ignore[arg-type]
    at = {r.id: n for n, r in enumerate(references, 1)}
    return [[at.get(item.id, 0) for item in c.items] for c in citations]


@pytest.mark.parametrize(
    "listed",
    [
        f"<p>* {A}<br>† {C}<br>‡ {B}</p>",
        f"<p>* {A}</p><p>† {C}</p><p>‡ {B}</p>",
        f"<ul><li>* {A}</li><li>†{C}</li><li>‡{B}</li></ul>",
    ],
)
def test_signs_are_labels_under_a_heading(listed: str) -> None:
    assert bound("Iron helps legs.* It helps sleep.† It is cheap.‡", listed) == [[1], [2], [3]]


def test_signs_in_plain_text() -> None:
    source = f"Legs\n\nIron helps legs.† It is cheap.‡\n\nReferences\n\n† {A}\n\n‡ {B}\n"
    assert _bound(plain_text.read(source.encode(), name="a.txt")) == [[1], [2]]


def test_stars_that_are_bullets() -> None:
    source = f"# Legs\n\nIron helps legs\\*.\n\n## References\n\n\\* {A}\n\n\\* {B}\n"
    assert _bound(markdown.read(source.encode(), name="a.md")) == []


LISTED = f"<ol><li>{A}</li><li>{B}</li></ol>"
ROUNDS = "Iron helps legs (1). It is cheap (1)."


@pytest.mark.parametrize(
    "words",
    ["It cut falls by 58% (2) in women.", "Pain fell by 3.5 % (2) and rest rose.", "Half, or 50% (2), got well."],
)
def test_the_only_mark_of_its_number_behind_a_share(words: str) -> None:
    assert bound(f"{ROUNDS} {words}", LISTED) == [[1], [1], [2]]


@pytest.mark.parametrize("words", ["Of all, 5% (1) had pain in bed.", "Then 12% (34) of women fell."])
def test_cases_behind_a_share(words: str) -> None:
    assert bound(f"{ROUNDS} {words}", LISTED) == [[1], [1]]


@pytest.mark.parametrize(
    "words",
    [
        "Call (555) 010-0199 to book (1) a visit or (2) a call.",
        "Ring (020) 7946 0991 to ask for (1) a leaflet or (2) a nurse.",
        "Phone (212)555-0100 and say (1) your name and (2) your age.",
    ],
)
def test_what_a_number_to_call_stands_before(words: str) -> None:
    assert bound(f"{ROUNDS}</p><p>{words}", LISTED) == [[1], [1]]
