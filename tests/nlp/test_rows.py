"""Table rows as statements: signs and numbers stay, columns keep their names, what cannot be told is said to be so."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.nlp import topics
from citewarden.nlp.units import Unit, clean, units
from citewarden.stages.cite import cite
from citewarden.stages.read import read


def rows(article: str, folder: Path, name: str = "article.md") -> list[Unit]:
    path = folder / name
    path.write_text(article, encoding="utf-8")
    return [unit for unit in units(read(path, root=folder)) if unit.kind == "row"]


def table(*lines: str) -> str:
    head, *body = (f"| {line} |" for line in lines)
    bars = "|---" * (head.count("|") - 1) + "|"
    return "\n".join(["# Scores", "", head, bars, *body, ""])


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Scale | Change | Range", "Pain | -5.6 | -37.9 to 26.7"], "Pain: Change: -5.6; Range: -37.9 to 26.7"),
        (["Scale | Change", "Mood | −2 points"], "Mood: Change: −2 points"),
        (["Scale | Change", "Sleep | –0.4"], "Sleep: Change: –0.4"),
        (["Scale | Change", "Weight | +3 kg"], "Weight: Change: +3 kg"),
        (["Week | Dose", "Start | 1. 5 mg"], "Start: Dose: 1. 5 mg"),
        (["Scale | Men | Women", "Pain | – | 12"], "Pain: Women: 12"),
        (["Scale | Men | Women | All", "Pain | | | 12"], "Pain: All: 12"),
        (["Drug | Effect", "Senna | • cramps in 3%"], "Senna: Effect: cramps in 3%"),
        (["Body | Value", "Index (kg m⁻²) | 25.5"], "Index (kg m⁻²): Value: 25.5"),
        (["Stage | Odds", "2 | 1.10"], "Stage 2: Odds: 1.10"),
        (["Age | Dose", ">70 years | 20 mcg"], "Age >70 years: Dose: 20 mcg"),
        (["Stage | Odds", "Low | 1.10"], "Stage, Low: Odds: 1.10"),
    ],
)  # fmt: skip
def test_rows_say_what_their_cells_say(lines: list[str], said: str, tmp_path: Path) -> None:
    assert [unit.clean for unit in rows(table(*lines), tmp_path)] == [said]


def test_a_row_whose_columns_or_name_cannot_be_told_says_so(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>Scores</h1><table><tr><td></td><th>Odds ratio</th><th>P</th></tr>"
        "<tr><td>Women</td><td>0.93</td></tr><tr><td>Men</td><td>0.95</td><td>0.04</td></tr>"
        "<tr><td>2</td><td>1.10</td><td>0.2</td></tr></table></body></html>"
    )
    found = rows(page, tmp_path, "article.html")
    assert [(unit.clean, unit.told) for unit in found] == [
        ("Women: 0.93", False),
        ("Men: Odds ratio: 0.95; P: 0.04", True),
        ("2: Odds ratio: 1.10; P: 0.2", False),
    ]


@pytest.mark.parametrize(
    ("over", "under", "named"),
    [
        ("Table 2. Cough by age", "Figure 1. A map of the clinics", "Cough by age"),
        ("", "Figure 1. A map of the clinics", ""),
        ("", "Table 2. Cough by age", "Cough by age"),
        ("Table 3. Association between sex, income and age and late diagnosis by cancer (a model for each) (n = 9)",
         "Figure 4. Late diagnosis", "Association between sex, income and age and late diagnosis by cancer"),
        ("Table 3. " + "Long words that go on " * 8, "Table 4. Another", ""),
        ("Figure 3. A tree", "", ""),
    ],
)  # fmt: skip
def test_a_table_has_its_own_name_or_none(over: str, under: str, named: str, tmp_path: Path) -> None:
    over, under = (said and f"<figure><figcaption>{said}</figcaption></figure>" for said in (over, under))
    page = (
        f"<html><body><h1>Scores</h1><p>Coughs were counted.</p>{over}"
        "<table><tr><th>Age</th><th>Cough</th></tr><tr><td>Adults</td><td>20%</td></tr></table>"
        f"{under}<p>They were many.</p></body></html>"
    )
    assert [unit.caption for unit in rows(page, tmp_path, "article.html")] == [named]


def test_bullets_and_numbers_of_items_are_still_no_words() -> None:
    assert clean("- Take 5 mg") == "Take 5 mg"
    assert clean("2. Rest") == "Rest"
    assert clean("Endometrial[†] and renal (women)[a]") == "Endometrial and renal (women)"
    assert clean("He said [sic] so.") == "He said [sic] so."


def test_a_mark_is_no_figure_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    mark = '<sup><a href="#fn{0}"><span class="{1}">Footnote </span>{0}</a></sup>'
    path.write_text(
        "<h1>Levels</h1><table><caption>Homes above it" + mark.format(2, "wb-inv") + "</caption>"
        "<tr><th>Region</th><th>Share (%)</th></tr><tr><td>North</td><td>15.7" + mark.format(1, "quiet") + "</td></tr>"
        "<tr><td>South</td><td>9.3</td></tr></table><h2>Footnotes</h2>"
        '<ol><li id="fn1">Roe A. Homes. BMJ 2012;1:2-3.</li><li id="fn2">Poe B. Levels. BMJ 2013;1:4-5.</li></ol>',
        encoding="utf-8",
    )
    document = read(path, root=tmp_path)
    stated = [(u.clean, u.caption) for u in units(document, cite(document)[1]) if u.kind == "row"]
    assert stated == [("North: Share (%): 15.7", "Homes above it"), ("South: Share (%): 9.3", "Homes above it")]


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Methotrexate for psoriasis: side effects", "Methotrexate for psoriasis"),
        ("Metformin for diabetes", "Metformin for diabetes"),
        ("Naproxen to treat gout", "Naproxen to treat gout"),
        ("Help for arthritis", ""),
        ("Arthritis", ""),
    ],
)
def test_what_a_title_says_is_given(title: str, about: str) -> None:
    text = f"{title}. " + 3 * "Methotrexate, metformin and naproxen. "
    assert topics.care_named(title, text) == about
