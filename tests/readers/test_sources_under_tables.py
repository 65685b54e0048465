"""A note under a table that says where its figures are from is told where no list holds it."""

from __future__ import annotations

import pytest

from citewarden.readers import html

PAGE = (
    "<body><h1>Zinc</h1><p>Zinc is found in meat.</p><table><tr><th>Food</th><th>Zinc</th></tr>"
    "<tr><td>Beef</td><td>8 mg<sup>a</sup></td></tr><tr><td>Beans</td><td>2 mg<sup>b</sup></td></tr></table>"
    "<p><sup>a</sup> {}</p><p><sup>b</sup> Cooked.</p>{}</body>"
)
LIST = "<h2>References</h2><ol><li>Food Composition Office. Tables of foods. Oslo: FCO; 2019.</li></ol>"


def told(note: str, behind: str = "") -> list[str]:
    document = html.read(PAGE.format(note, behind).encode(), name="a.html")
    return [part.what for part in document.unread if "table" in part.why]


@pytest.mark.parametrize(
    ("note", "what"),
    [
        ("Source: Food Composition Office, 2019.", "“Food Composition Office, 2019.”"),
        ("Sources: National Nutrient Database, 2021–2022.", "“National Nutrient Database, 2021–2022.”"),
        ("Data were taken from the Nordic Food Survey.", "“Nordic Food Survey.”"),
        ("Adapted from the British Formulary, 81st edition.", "“British Formulary, 81st edition.”"),
    ],
)
def test_a_source_in_a_note(note: str, what: str) -> None:
    assert told(note) == [what]


@pytest.mark.parametrize(
    ("note", "behind"),
    [
        ("Source: Food Composition Office, 2019.", LIST),
        ('Source: <a href="https://fco.example/tables">Food Composition Office</a>', ""),
        ("Source: https://fco.example/tables", ""),
        ("Sources of zinc differ.", ""),
        ("Source: meat from one farm.", ""),
        ("Adapted from person to person.", ""),
    ],
)
def test_notes_that_name_none_or_a_listed_one(note: str, behind: str) -> None:
    assert told(note, behind) == []
