"""Quantities: what is found, and that equal statements have equal normal forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewarden.text.quantities import agree, find, value


def rows(text: str) -> list[tuple[float, float, str, str]]:
    return [(q.low, q.high, q.unit, q.comparator) for q in find(text)]


@pytest.mark.parametrize(
    "text", ["70 % of people", "seven in ten people", "seventy percent of people", "7 out of 10 people", "70 per cent"]
)
def test_shares_have_one_normal_form(text: str) -> None:
    assert rows(text) == [(70.0, 70.0, "%", "=")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lasts 2-3 months.", [(2, 3, "month", "=")]),
        ("It lasts two to three months.", [(2, 3, "month", "=")]),
        ("take 15 mg per kg per day", [(15, 15, "mg/kg/day", "=")]),
        ("take 15 mg/kg/day", [(15, 15, "mg/kg/day", "=")]),
        ("500 mg twice daily", [(500, 500, "mg", "="), (2, 2, "/day", "=")]),
        ("between 70 mg/dL and 100 mg/dL", [(70, 100, "mg/dl", "=")]),
        ("between 1 month and 1 year after it", [(1, 1, "month", "="), (1, 1, "year", "=")]),
        ("About half of all pregnant women", [(50, 50, "%", "~")]),
        ("three times more common in women", [(3, 3, "fold", "=")]),
        ("three times a day", [(3, 3, "/day", "=")]),
        ("weighing less than 5.5 pounds", [(5.5, 5.5, "lb", "<")]),
        ("lower than 39 degrees Fahrenheit", [(39, 39, "°F", "<")]),
        ("5 per 100,000 people each year", [(0.005, 0.005, "%", "=")]),
        ("p < 0.001", [(0.001, 0.001, "p", "<")]),
        ("OR 2.3 (95% CI 1.2–3.4)", [(2.3, 2.3, "OR", "="), (1.2, 3.4, "CI", "=")]),
        ("blood pressure of 120/80 mm Hg", [(120, 120, "mmHg", "="), (80, 80, "mmHg", "=")]),
        (
            "1½ cups, 2 1/2 teaspoons or half a cup",
            [(1.5, 1.5, "cup", "="), (2.5, 2.5, "teaspoon", "="), (0.5, 0.5, "cup", "=")],
        ),
        ("1.6 million adults aged 20 years or older", [(1.6e6, 1.6e6, "1", "="), (20, 20, "year", ">=")]),
        ("may double their risk", [(2, 2, "fold", "=")]),
        ("a sixfold increased risk", [(6, 6, "fold", "=")]),
        ("two hundred and fifty people", [(250, 250, "1", "=")]),
        ("$3.5 billion", [(3.5e9, 3.5e9, "$", "=")]),
    ],
)
def test_normal_forms(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "type 2 diabetes, vitamin B12, COVID-19, H1N1 and omega-3",
        "see Figure 2 and Table 10 in 2019",
        "call (877) 448-7848 between 8:00 a.m. and 8:00 p.m.",
        "one of the most common, in one study, no one",
        "as shown before [3-5], (Smith et al., 2020), 10.1000/182",
        "from 1985 through 1994",
        "the half-life, the first half",
    ],
)
def test_names_dates_and_marks_are_no_quantities(text: str) -> None:
    assert find(text) == []


def test_ages_denominators_and_time_frames() -> None:
    age, share = find("In men over 45, 12% of cases recurred within the first year.")[:2]
    assert (age.unit, age.denominator, age.comparator) == ("year", "age", ">")
    assert share.denominator.startswith("cases")
    assert find("In 2010, 40 percent of adults smoked.")[0].time_frame == "2010"
    assert find("Woodchucks accounted for 86% of cases from 1985 through 1994.")[0].time_frame == "1985/1994"


def test_offsets_are_code_points_of_the_text() -> None:
    text = "β-blockers lower it by about 10–15 % 🙂 in 3 weeks"
    for quantity in find(text):
        assert text[quantity.start : quantity.end] == quantity.text
    assert [q.text for q in find(text)] == ["about 10–15 %", "3 weeks"]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("70 %", "seven in ten", True),
        ("2 weeks", "14 days", True),
        ("1 g/day", "1,000 mg a day", True),
        ("98.6°F", "37°C", True),
        ("more than 10 percent", "12%", True),
        ("more than 10 percent", "6%", False),
        ("2-3 months", "6 months", False),
        ("70 %", "70 mg", None),
    ],
)
def test_agreement(a: str, b: str, same: bool | None) -> None:
    assert agree(find(a)[0], find(b)[0]) is same


@given(st.integers(min_value=1, max_value=99))
def test_any_percentage_survives(number: int) -> None:
    assert rows(f"{number} percent of adults") == [(number, number, "%", "=")]


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for quantity in find(text):
        assert text[quantity.start : quantity.end] == quantity.text


def test_spelled_values() -> None:
    assert value("two thousand three hundred") == 2300
    assert value("three quarters") == 0.75
