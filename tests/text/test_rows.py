"""Tables as readers write them: names of columns, groups, empty cells, and what cannot be told."""

from __future__ import annotations

import pytest

from citewarden.text.rows import Row, table


def stated(*lines: str) -> list[Row]:
    return [row for row in table(lines) if row is not None]


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["| 2019 cases | 2020 cases", "Measles | | 7"], ("Measles", "", "7")),
        (["Drug | Low dose | High dose | Placebo", "Itching | | | 3%"], ("Itching", "", "", "3%")),
        (["Drug | Low dose | High dose", "Itching | 4% |"], ("Itching", "4%", "")),
        (["Test | Change | Range", "Score | -4.2 | −8.1 to 0.3"], ("Score", "-4.2", "−8.1 to 0.3")),
        (["Test | Change", "Score | –"], ("Score", "–")),
        (["| Drug | Dose |", "| Aspirin | 75 mg |"], ("Aspirin", "75 mg")),
        (["Drug\tDose\tTimes", "Aspirin\t\t2 a day"], ("Aspirin", "", "2 a day")),
        (["Drug\t\tDose", "Aspirin\t\t75 mg"], ("Aspirin", "75 mg")),
    ],
)
def test_cells(lines: list[str], cells: tuple[str, ...]) -> None:
    assert stated(*lines)[-1].cells == cells


def test_an_empty_cell_keeps_the_names_of_those_behind_it() -> None:
    (row,) = stated("| Women | Men | All", "Gout | | 12 | 15")
    assert dict(zip(row.heads, row.cells, strict=True)) == {"": "Gout", "Women": "", "Men": "12", "All": "15"}


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        (["| Asthma | COPD", "Cough | 20 | 30", "| Gout | Lupus", "Pain | 70 | 60"], ("", "Gout", "Lupus")),
        (["Sign | Asthma | COPD", "Cough | 20 | 30", "Sign | Gout | Lupus", "Pain | 70 | 60"],
         ("Sign", "Gout", "Lupus")),
        (["Sign | Adults | Children", "Cough | 2 | 3", "Sign | Adults | Children", "Pain | 7 | 6"],
         ("Sign", "Adults", "Children")),
    ],
)  # fmt: skip
def test_names_in_the_middle_of_a_table(lines: list[str], heads: tuple[str, ...]) -> None:
    assert stated(*lines)[-1].heads == heads


@pytest.mark.parametrize(
    "lines",
    [
        ["Drug | Dose (mcg) | Cost", "Low | High", "Budesonide | 200 | 800 | 12.50", "Mometasone | 200 | n/a"],
        ["Food | Cost | Iron (mg)", "Raw | Cooked", "Lentils | 2.10 | 6.5 | 3.3", "Tofu | 1.80 | 2.7"],
        ["Group | Weight | Age", "Before | After", "Women | 71 | 68 | 44", "Men | 84 | 50"],
    ],
)
def test_a_row_with_a_merged_cell_has_no_names_where_one_name_spans_both_lines(lines: list[str]) -> None:
    assert [(row.heads, row.told) for row in stated(*lines)] == [((), False), ((), False)]


def test_a_second_line_of_names_stands_under_the_first() -> None:
    (row,) = stated("Sign | Adults | Children", "Low | High | Low | High", "Cough | 1 | 2 | 3 | 4")
    assert row.heads == ("Sign", "Adults, Low", "Adults, High", "Children, Low", "Children, High")


def test_words_in_the_middle_of_a_table_are_no_names() -> None:
    rows = stated("| Symptom | Severity", "Flu | Fever | High", "| Cough | Mild", "Cold | Sneezing | Mild")
    assert [row.cells for row in rows] == [
        ("Flu", "Fever", "High"),
        ("Flu", "Cough", "Mild"),
        ("Cold", "Sneezing", "Mild"),
    ]
    rows = stated("Drug | Use | Taken", "Aspirin | Pain | 3 a day", "Senna | Constipation | At night")
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("lower", "row", "heads"),
    [
        ("| OR (95% CI) | P | OR (95% CI) | P", "Age | 1.2 (1.0, 1.4) | 0.04 | 1.1 (0.9, 1.3) | 0.3",
         ("", "Women, OR (95% CI)", "Women, P", "Men, OR (95% CI)", "Men, P")),
        ("| n = 40 | n = 38", "Gout | 3 | 4", ("", "Women", "Men")),
        ("| Mean | SD | Mean | SD", "Weight | 70 | 12 | 80 | 14",
         ("", "Women, Mean", "Women, SD", "Men, Mean", "Men, SD")),
        ("| Mean | SD | Range", "Weight | 70 | 12 | 40 to 90", ("", "Mean", "SD", "Range")),
    ],
)  # fmt: skip
def test_a_second_line_of_names(lower: str, row: str, heads: tuple[str, ...]) -> None:
    (found,) = stated("| Women | Men", lower, row)
    assert (found.heads, found.told) == (heads, True)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| Odds ratio | P | Adjusted", "Women | 0.93"),
        ("Drug | Dose | Times a day | Most", "Aspirin | 75 mg | 300 mg"),
        ("Sign | Adults | Children", "Fever | 20 | 30 | 40"),
    ],
)
def test_which_column_a_cell_stands_in_is_not_guessed(head: str, row: str) -> None:
    (found,) = stated(head, row)
    assert (found.heads, found.told) == ((), False)


@pytest.mark.parametrize("label", ["2", "30–49", "85+", "<65 years", "Never", "65 and older", "Unknown"])
def test_a_name_that_says_nothing_alone_takes_its_group_or_is_not_told(label: str) -> None:
    row = f"{label} | 1.10 | 0.2"
    assert stated("| Odds ratio | P", row)[0].told is False
    assert stated("Variable | Odds ratio | P", row)[0].told is False
    grouped = stated("| Odds ratio | P", "Deprivation | |", row)[0]
    assert (grouped.group, grouped.told) == ("Deprivation", True)
    headed = stated("Stage | Odds ratio | P", row)[0]
    assert (headed.group, headed.told) == ("Stage", True)


def test_rows_that_name_themselves_take_no_group() -> None:
    lines = (
        "| Cases | Others",
        "Sex | |",
        "Women | 20 | 30",
        "Mean age (years) | 50 | 51",
        "Diabetes | 3 | 4",
        "2 | 5 | 6",
    )
    assert [(row.group, row.told) for row in stated(*lines)] == [("", True), ("", True), ("", True), ("", False)]


def test_the_same_name_twice_takes_the_group_it_stands_under() -> None:
    lines = ("| Gout | Lupus", "Per cent", "Women | 20 | 30", "Number", "Women | 200 | 300")
    assert [row.group for row in stated(*lines)] == ["Per cent", "Number"]


def test_tables_without_names() -> None:
    assert [row.heads for row in stated("Fever | 38 degrees", "Cough | 3 days")] == [(), ()]
    assert table(["alone"]) == [None]
    assert stated("") == [Row(("",), (), "", False)]
