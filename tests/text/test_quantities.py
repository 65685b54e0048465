"""Quantities: what is found, and that equal statements have equal normal forms."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shares import share

from citewarden.text.quantities import agree, find, value
from citewarden.text.quantities._words import last_words


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
        ("for two and a half years", [(2.5, 2.5, "year", "=")]),
        ("about three and a half times as likely", [(3.5, 3.5, "fold", "~")]),
        ("four to four and a half hours", [(4, 4.5, "hour", "=")]),
        ("one and three quarters pints, or 2 and a half litres", [(1.75, 1.75, "pint", "="), (2.5, 2.5, "l", "=")]),
        ("one and a half million men", [(1.5e6, 1.5e6, "1", "=")]),
        ("10.1 crore people, about 25 lakh of them", [(1.01e8, 1.01e8, "1", "="), (2.5e6, 2.5e6, "1", "~")]),
        ("1.2 g of protein per kilogram a day", [(1.2, 1.2, "g/kg/day", "=")]),
        ("3 mg of caffeine per kilogram of body weight daily", [(3, 3, "mg/kg/day", "=")]),
        ("30 ml of rehydration salts per kg", [(30, 30, "ml/kg", "=")]),
        ("5 g of table salt a day", [(5, 5, "g/day", "=")]),
        ("two lakhs and 3 crores", [(2e5, 2e5, "1", "="), (3e7, 3e7, "1", "=")]),
        ("5.7%-6.4% points to prediabetes", [(5.7, 6.4, "%", "=")]),
        ("it fell by 3 % points", [(3, 3, "percentage point", "=")]),
        (
            "one in ten and a third of them",
            [(10, 10, "%", "="), (pytest.approx(100 / 3), pytest.approx(100 / 3), "%", "=")],
        ),
        ("between a quarter and a half", [(25, 50, "%", "=")]),
        ("in about 3 children in 100", [(3, 3, "%", "~")]),
        ("fewer than 2 adults in 20", [(10, 10, "%", "<")]),
        (
            "in two in every 100 men between 30 and 44 and in six in every 100 of the others",
            [(2, 2, "%", "="), (30, 44, "year", "="), (6, 6, "%", "=")],
        ),
        ("in women between 20 and 39 and in 2 per 100 men", [(20, 39, "year", "="), (2, 2, "%", "=")]),
        ("from 40 to 30 per 1,000", [(4, 4, "%", "="), (3, 3, "%", "=")]),
        ("600 pupils, all of them over 12, came", [(600, 600, "1", "="), (12, 12, "year", ">")]),
        ("80 nurses, none of whom were under 30, came", [(80, 80, "1", "="), (30, 30, "year", "<")]),
        ("40 readings, all of them over 140, came", [(40, 40, "1", "="), (140, 140, "1", ">")]),
        ("90 letters, most of them over 20 pages", [(90, 90, "1", "="), (20, 20, "1", ">")]),
        ("It lasts 2-3 months.", [(2, 3, "month", "=")]),
        ("It lasts at least two to three months.", [(2, 3, "month", ">=")]),
        ("Drink at least 6 to 8 glasses.", [(6, 8, "glass", ">=")]),
        ("It lasts up to 2 to 3 months.", [(2, 3, "month", "=")]),
        ("Avoid it at 20 weeks of pregnancy or later.", [(20, 20, "week", ">=")]),
        ("After 3 days of treatment, or more, stop.", [(3, 3, "day", ">=")]),
        ("It comes at 20 weeks of pregnancy or in labour.", [(20, 20, "week", "=")]),
        ("It starts before age 5 and seldom after age 50.", [(5, 5, "year", "<"), (50, 50, "year", ">")]),
        ("It starts before 5 years of work.", [(5, 5, "year", "=")]),
        ("Give it from 6 months of age.", [(6, 6, "month", ">=")]),
        ("Give it from age 5.", [(5, 5, "year", ">=")]),
        ("Give it from 6 months of age to 2 years of age.", [(6, 6, "month", "="), (2, 2, "year", "=")]),
        ("Give it from ages 5 to 11.", [(5, 11, "year", "=")]),
        (
            "It is 18 mg a day for women aged 19–50 and 8 mg a day for men.",
            [(18, 18, "mg/day", "="), (19, 50, "year", "="), (8, 8, "mg/day", "=")],
        ),
        ("Boys aged 9 to 13 and 60 mg of zinc.", [(9, 13, "year", "="), (60, 60, "mg", "=")]),
        ("Girls aged 5 and 6 years", [(5, 5, "year", "="), (6, 6, "year", "=")]),
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
        ("aged 54.3 (SD 12.1) years", [(54.3, 54.3, "year", "=")]),
        ("by 3.2 kg (standard deviation 1.1 kg)", [(3.2, 3.2, "kg", "=")]),
        ("an SD card of 32 dollars", [(32, 32, "$", "=")]),
        ("RR was 0.78 [0.66; 0.92]", [(0.78, 0.78, "RR", "="), (0.66, 0.92, "CI", "=")]),
        ("mix in a 1:4 ratio, diluted 1:1000", []),
        ("2:1 for 3 days", [(3, 3, "day", "=")]),
        ("adults ≥65 y who slept 5 y", [(65, 65, "year", ">="), (5, 5, "year", "=")]),
        ("children aged 6 mo to 5 y, for 7-10 d", [(6, 6, "month", "="), (5, 5, "year", "="), (7, 10, "day", "=")]),
        ("sent home within 3 days, at best within a month", [(3, 3, "day", "<="), (1, 1, "month", "<=")]),
        ("the scan must follow within 90 minutes", [(90, 90, "minute", "<=")]),
        ("scores rose from 11 to 19 over 8 weeks", [(11, 19, "1", "="), (8, 8, "week", "=")]),
        ("give the drip over 20 minutes", [(20, 20, "minute", "=")]),
        ("Over 2 years, they gained 4 kg", [(2, 2, "year", "="), (4, 4, "kg", "=")]),
        ("nurses tracked 900 women over 6 years", [(900, 900, "1", "="), (6, 6, "year", "=")]),
        ("a cough lasting over 3 weeks", [(3, 3, "week", ">")]),
        ("they had smoked for over 10 years", [(10, 10, "year", ">")]),
        ("babies over 6 months", [(6, 6, "month", ">")]),
        ("call if you are under 5 or over 60", [(5, 5, "year", "<"), (60, 60, "year", ">")]),
        ("for anyone under 2 or over 75", [(2, 2, "year", "<"), (75, 75, "year", ">")]),
        ("men younger than 18 or older than 64 were left out", [(18, 18, "year", "<"), (64, 64, "year", ">")]),
        ("you're over 40 and smoke", [(40, 40, "year", ">")]),
        ("a BMI over 30 or under 18", [(30, 30, "1", ">"), (18, 18, "1", "<")]),
        ("you are over 3 times as likely", [(3, 3, "fold", ">")]),
        ("by day 90 they had healed", [(90, 90, "day", "<=")]),
        ("by week 12, pain had gone", [(12, 12, "week", "<=")]),
        ("by year 5, 3% had moved", [(5, 5, "year", "<="), (3, 3, "%", "=")]),
        ("on day 5 the drain comes out", []),
        ("by day 3-5 it fades", []),
        ("within the first 3 hours", [(3, 3, "hour", "<=")]),
        ("within the next two days", [(2, 2, "day", "<=")]),
        ("within the last 6 months", [(6, 6, "month", "<=")]),
        ("over the last 6 months", [(6, 6, "month", "=")]),
        ("HPV 6, 11, 16 and 18 are covered", []),
        ("omega 3, 6 and 9 fats", []),
        ("serotypes 1 and 5", []),
        ("types 1, 2 and 3", []),
        ("in stage 2, 40 women died", [(40, 40, "1", "=")]),
        ("with a 95% confidence interval of 0.7 to 0.9", [(0.7, 0.9, "CI", "=")]),
        ("95% CI between 1.2 and 3.4", [(1.2, 3.4, "CI", "=")]),
        ("95% CrI 2–4", [(2, 4, "CI", "=")]),
        ("wide 95% CIs", []),
        ("95% confident", [(95, 95, "%", "=")]),
        ("Age, Under 12: 4 doses", [(12, 12, "year", "<"), (4, 4, "dose", "=")]),
        ("sodium less than 120 or more than 160 mmol/L", [(120, 120, "1", "<"), (160, 160, "mmol/l", ">")]),
        ("people below 18 or above the age of 65", [(18, 18, "year", "<"), (65, 65, "year", ">")]),
        ("anyone 65 or over who smokes", [(65, 65, "year", ">=")]),
        ("Over 9 hours is too much", [(9, 9, "hour", ">")]),
        ("dogs over 10 years old", [(10, 10, "year", ">")]),
        ("apply once or twice a week", [(1, 2, "/week", "=")]),
        ("inhale once or twice daily", [(1, 2, "/day", "=")]),
        ("rinse twice or three times a day", [(2, 3, "/day", "=")]),
        ("3e5 units, not 2.5e-3 g", [(3e5, 3e5, "unit", "="), (0.0025, 0.0025, "g", "=")]),
        ("scales accurate to ±0.5 kg", [(-0.5, 0.5, "kg", "=")]),
        ("the shots halved hospital stays", [(0.5, 0.5, "fold", "=")]),
        ("Smoking triples heart risk", [(3, 3, "fold", "=")]),
        ("stir in the halved olives, peel two halves", [(2, 2, "1", "=")]),
        ("he doubled over in pain", []),
        ("the price is a quarter lower", [(25, 25, "%", "=")]),
        ("5 per 10,000 patient-years", [(0.0005, 0.0005, "/person-year", "=")]),
        ("1.5 falls per 1,000 bed days", [(0.0015, 0.0015, "/bed-day", "=")]),
        ("6 per 1,000 women years", [(0.006, 0.006, "/woman-year", "=")]),
        ("6 per 1,000 women", [(0.6, 0.6, "%", "=")]),
        ("adults 60 and over, Canadians over 70", [(60, 60, "year", ">="), (70, 70, "year", ">")]),
        ("settles inside a month, rests a couple of weeks", [(1, 1, "month", "<="), (2, 2, "week", "~")]),
        ("the odds rose by a factor of 4", [(4, 4, "fold", "=")]),
        ("adults over the age of 70, girls under the age of 12", [(70, 70, "year", ">"), (12, 12, "year", "<")]),
        ("it lowered pressure by 8/5 mmHg", [(8, 8, "mmHg", "="), (5, 5, "mmHg", "=")]),
        ("rinse at least twice a day, no more than once a week", [(2, 2, "/day", ">="), (1, 1, "/week", "<=")]),
        ("from £4 to €5 a pack", [(4, 4, "£", "="), (5, 5, "€", "=")]),
        ("lost weight (from 80 to 76.6 kg)", [(80, 80, "kg", "="), (76.6, 76.6, "kg", "=")]),
        (
            "from 12.4 to 8.1 per 1,000 (HR: 0.65)",
            [(1.24, 1.24, "%", "="), (0.81, 0.81, "%", "="), (0.65, 0.65, "HR", "=")],
        ),
        ("at pH 7.4, and 5% salt", [(5, 5, "%", "=")]),
        ("vitamin d 3 times", [(3, 3, "1", "=")]),
        ("blood pressure below 130/80 mmHg", [(130, 130, "mmHg", "<"), (80, 80, "mmHg", "<")]),
        ("a blood pressure of 140/90 mm Hg or higher", [(140, 140, "mmHg", ">="), (90, 90, "mmHg", ">=")]),
        ("a target of <130/80 mmHg", [(130, 130, "mmHg", "<"), (80, 80, "mmHg", "<")]),
        ("1 g/kg (max 30 g)", [(1, 1, "g/kg", "="), (30, 30, "g", "<=")]),
        ("a maximum daily dose of 4 g", [(4, 4, "g", "<=")]),
        ("drink min. 2 l a day", [(2, 2, "l/day", ">=")]),
        ("wait 5 min 30 seconds", [(5, 5, "minute", "="), (30, 30, "second", "=")]),
        ("drink ≤ 1 500 ml a day", [(1500, 1500, "ml/day", "<=")]),
        ("no more than 2 500 ml daily", [(2500, 2500, "ml/day", "<=")]),
        ("up to 1 500 mg per day", [(1500, 1500, "mg/day", "<=")]),
        ("born with 3 500 g", [(3500, 3500, "g", "=")]),
        ("take 2 500 mg tablets", [(2, 2, "tablet", "="), (500, 500, "mg", "=")]),
        ("take 2 500 mg paracetamol tablets", [(2, 2, "1", "="), (500, 500, "mg", "=")]),
        ("take 2 325 mg of aspirin", []),
        ("two hundred and fifty people", [(250, 250, "1", "=")]),
        ("$3.5 billion", [(3.5e9, 3.5e9, "$", "=")]),
        ("between 1 and 2 million cases", [(1e6, 2e6, "1", "=")]),
        ("between 5 and 10 thousand beds", [(5000, 10000, "1", "=")]),
        ("5 to 10 thousand beds", [(5000, 10000, "1", "=")]),
        ("from 3 to 4 billion doses", [(3e9, 4e9, "dose", "=")]),
        ("1 to 2,000,000 cases", [(1, 2e6, "1", "=")]),
        ("between 300 thousand and 2 million cases", [(3e5, 2e6, "1", "=")]),
        ("between 900 and 2 thousand cases", [(900, 2000, "1", "=")]),
        ("an hour and a half", [(1.5, 1.5, "hour", "=")]),
        ("for more than a year and a half", [(1.5, 1.5, "year", ">")]),
        ("two days and a half, a cup and a half of rice", [(2.5, 2.5, "day", "="), (1.5, 1.5, "cup", "=")]),
        ("about a week and a half", [(1.5, 1.5, "week", "~")]),
        ("half an hour and a half tablet", [(0.5, 0.5, "hour", "="), (0.5, 0.5, "tablet", "=")]),
        ("a third as likely to fall", [(pytest.approx(1 / 3), pytest.approx(1 / 3), "fold", "=")]),
        ("two-thirds as many falls", [(pytest.approx(2 / 3), pytest.approx(2 / 3), "fold", "=")]),
        ("a quarter as common, half as many", [(0.25, 0.25, "fold", "="), (0.5, 0.5, "fold", "=")]),
        ("They slept a third less.", [(pytest.approx(100 / 3), pytest.approx(100 / 3), "%", "=")]),
        ("nurses made a fifth fewer errors", [(20, 20, "%", "=")]),
        ("a third larger trial, a third less common cause", []),
        ("People 50 and older, people 70 or above", [(50, 50, "year", ">="), (70, 70, "year", ">=")]),
        ("patients 65 years and over", [(65, 65, "year", ">=")]),
        ("4 per hundred thousand", [(0.004, 0.004, "%", "=")]),
        ("5 per 10 thousand, 3 per 1 million", [(0.05, 0.05, "%", "="), (0.0003, 0.0003, "%", "=")]),
        ("1 in a hundred thousand", [(0.001, 0.001, "%", "=")]),
        ("one nurse in 10 thousand", [(0.01, 0.01, "%", "=")]),
        ("one nurse in a hundred thousand", [(0.001, 0.001, "%", "=")]),
        ("one in a million people", [(0.0001, 0.0001, "%", "=")]),
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
        "a half-finished course, a quarter-century ago, a one-third-full bottle",
        "at 8/10 Harley Street, 221B Baker Street or 1600 Amphitheatre Road",
        "tel. 0161 496 0123, phone: (020) 7946 0018, fax +49 30 901820 44, call 0800 1111",
        "call 911, dial 999 or ring 111",
        "updated 14.02.2021, 2021-02-14 and 14-02-2021",
        "the 80/20 rule and the 60/40 split",
        "EN 14683:2019, ISO 13485:2016 and BS EN ISO 10993-1",
        "charity 207994, GMC no. 7654321, lot 55321",
    ],
)
def test_names_dates_and_marks_are_no_quantities(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 Foods To Eat", 1),
        ("9 Healthy Ways down Memory Road-like paths", 1),
        ("call 50 patients", 1),
        ("up by +10 000 000 people", 1),
        ("1 000 000 people", 1),
        ("from 0.250 to 0.375 mg", 1),
        ("the lot of 12 children", 1),
    ],
)
def test_quantities_beside_what_looks_like_an_address_or_a_telephone_number(text: str, expected: int) -> None:
    assert len(find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a three- to fourfold rise", [(3, 4, "fold", "")]),
        ("a two- or threefold rise", [(2, 3, "fold", "")]),
        ("a 2- to 3-fold increase", [(2, 3, "fold", "")]),
        ("five-to-tenfold higher", [(5, 10, "fold", "")]),
        ("a 10fold rise", [(10, 10, "fold", "")]),
        ("a 6- to 12-month course", [(6, 12, "month", "")]),
        ("5- to 10-mg doses", [(5, 10, "mg", "")]),
        ("a fourfold rise", [(4, 4, "fold", "")]),
    ],
)
def test_a_hanging_hyphen_joins_two_ends_of_a_range(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    assert [(low, high, unit, "") for low, high, unit, _ in rows(text)] == expected


def test_ages_denominators_and_time_frames() -> None:
    age, share = find("In men over 45, 12% of cases recurred within the first year.")[:2]
    assert (age.unit, age.denominator, age.comparator) == ("year", "age", ">")
    assert share.denominator.startswith("cases")
    assert find("In 2010, 40 percent of adults smoked.")[0].time_frame == "2010"
    for text in ("50 years and up", "People 50 and older", "those aged 65 and over"):
        assert find(text)[0].denominator == "age"
    assert find("walked for 5 years and over")[0].denominator == ""
    for text, times in (
        ("12 per 100,000 a year and 5 cases per million", ["year", ""]),
        ("Those with two falls a year had 12% more pain", ["year", ""]),
        ("3 mumps cases a month, but 4% of cases of measles", ["month", ""]),
        ("Each year, 5% of men and 3% of women fall", ["year", "year"]),
        ("5% of men and 3% of women fall each year", ["year", "year"]),
        ("3% a week in 2011", ["week"]),
    ):
        assert [q.time_frame for q in find(text)] == times
    assert find("Five or more coffees a day raise it.")[0].time_frame == "day"
    assert find("Every day, 300 people are diagnosed.")[0].time_frame == "day"
    assert find("About 20 people die every day.")[0].time_frame == "day"
    assert find("40% of people drink tea every day.")[0].time_frame == ""
    assert find("30% of patients who take it once weekly improve.")[0].time_frame == ""
    assert find("300 people ate more than one meal every day.")[0].time_frame == ""
    assert find("It was 30% in rural China.")[0].denominator == ""
    assert find("It was 7% in northern Spain and 9% in Italy.")[0].denominator == ""
    assert find("It was 30% of adults in rural China.")[0].denominator == "adults in rural China"
    assert find("It was 30% in Asian women.")[0].denominator == "Asian women"
    assert find("Those with two falls a year did worse.")[0].time_frame == "year"
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
        ("4 in 1,000", "four in 10,000", False),
        ("2 per 1,000", "2 per 100,000", False),
        ("3 in 1,000", "5 in 1,000", False),
        ("12 per 100,000", "21 per 100,000", False),
        ("1 in 400", "1 in 700", False),
        ("one in 5,000", "one in 50,000", False),
        ("0.1 %", "0.4 %", False),
        ("3 per million", "3 per hundred thousand", False),
        ("2 per 1,000 person-years", "20 per 1,000 person-years", False),
        ("2 per 1,000 person-years", "2.2 per 1,000 patient years", True),
        ("4 in 1,000", "0.4 %", True),
        ("4 in 1,000", "4.2 per 1,000", True),
        ("4.2 per 1,000", "4 in 1,000", True),
        ("2 %", "2.4 %", True),
        ("2.4 %", "2 %", True),
        ("one in 40", "2.5 %", True),
        ("one in 40", "3 %", True),
        ("one in 40", "2.8 %", False),
        ("by a third", "33 %", True),
        ("by a third", "30 %", False),
        ("0.3 %", "0.28 %", True),
        ("0.3 %", "0.36 %", False),
        ("1 in 250", "4 per thousand", True),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # thin and no-break blanks: thousands, and before units
        ("take 1\u202f500\u202fmg", [(1500, 1500, "mg", "=")]),
        ("12\u2009000 women", [(12000, 12000, "1", "=")]),
        ("about 250\u00a0000\u00a0people", [(250000, 250000, "1", "~")]),
        ("take 1 000 mg", [(1000, 1000, "mg", "=")]),
        ("10\u2009–\u200915\u2009mg", [(10, 15, "mg", "=")]),
        ("no more than 2 325 mg pills", [(2, 2, "tablet", "<="), (325, 325, "mg", "=")]),
        # fractions
        ("1⁄4 teaspoon", [(0.25, 0.25, "teaspoon", "=")]),
        ("3 1⁄2 cups", [(3.5, 3.5, "cup", "=")]),
        ("11⁄2 cups", [(1.5, 1.5, "cup", "=")]),
        ("¹⁄₃ cup and ⅜ inch", [(0.3333333333, 0.3333333333, "cup", "="), (0.375, 0.375, "inch", "=")]),
        # minus signs
        ("a T-score of −2.5 or lower", [(-2.5, -2.5, "1", "<=")]),
        ("kept at –20 °C", [(-20, -20, "°C", "=")]),
        ("the change was -3.2 mmHg", [(-3.2, -3.2, "mmHg", "=")]),
        ("(95% CI −0.62% to −0.23%)", [(-0.62, -0.23, "CI", "=")]),
        ("ages 5–7 and 10-12", [(5, 7, "year", "="), (10, 12, "1", "=")]),
        # powers of ten
        ("below 150 × 10⁹/L", [(150e9, 150e9, "/l", "<")]),
        ("2.6 × 10^15 cm-3", [(2.6e15, 2.6e15, "/cm3", "=")]),
        ("1.5 x 10(9)/L", [(1.5e9, 1.5e9, "/l", "=")]),
        ("4.5 × 109/L", [(4.5e9, 4.5e9, "/l", "=")]),
        ("a count of 10³ cells", [(1000, 1000, "1", "=")]),
        ("10⁻³ mol/L", [(0.001, 0.001, "mol/l", "=")]),
        # products are never another number
        ("2×325 mg a day", [(2, 2, "1", "="), (325, 325, "mg", "=")]),
        ("a 3 × 4 cm lump", [(3, 3, "1", "="), (4, 4, "cm", "=")]),
        ("2 × 1000 mg", [(2, 2, "1", "="), (1000, 1000, "mg", "=")]),
        # units
        ("0.4–4.0 mIU/L", [(0.4, 4.0, "mIU/l", "=")]),
        ("below 60 mL/min/1.73 m²", [(60, 60, "ml/minute/1.73 m2", "<")]),
        ("75 mg/m² or 5 mg kg⁻¹ day⁻¹", [(75, 75, "mg/m2", "="), (5, 5, "mg/kg/day", "=")]),
        ("30 kg/m2 or more", [(30, 30, "kg/m2", ">=")]),
        ("1.7 m² of skin, 2 cm³", [(1.7, 1.7, "m2", "="), (2, 2, "cm3", "=")]),
        ("5 μg/L and 5 µg/L", [(5, 5, "ug/l", "="), (5, 5, "ug/l", "=")]),
        ("48 mmol/mol (6.5%) or above", [(48, 48, "mmol/mol", ">="), (6.5, 6.5, "%", "=")]),
        ("126 mg/dL (7.0 mmol/L) or higher", [(126, 126, "mg/dl", ">="), (7, 7, "mmol/l", ">=")]),
        ("up to 3,000 mg in 24 hours", [(3000, 3000, "mg/day", "<=")]),
        # one unit for several numbers
        ("5 and 6 mg", [(5, 5, "mg", "="), (6, 6, "mg", "=")]),
        ("5, 10 and 20 mg/day", [(5, 5, "mg/day", "="), (10, 10, "mg/day", "="), (20, 20, "mg/day", "=")]),
        ("after 4 and 16 weeks", [(4, 4, "week", "="), (16, 16, "week", "=")]),
        ("between 5 and 6 mg a day", [(5, 6, "mg/day", "=")]),
        ("two 325-mg tablets", [(2, 2, "tablet", "="), (325, 325, "mg", "=")]),
        # a second bound that is no more than that
        ("a BMI of 25 to <30 kg/m2", [(25, 30, "kg/m2", "=")]),
        ("a waist of 94 to < 102 cm", [(94, 102, "cm", "=")]),
        ("18.5 to <25 kg/m²", [(18.5, 25, "kg/m2", "=")]),
        # parts of a whole
        ("Deaths dropped by a quarter.", [(25, 25, "%", "=")]),
        ("cut by half", [(50, 50, "%", "=")]),
        ("Deaths halved.", [(0.5, 0.5, "fold", "=")]),
        ("a third of adults", [(33.33333333, 33.33333333, "%", "=")]),
        ("HR 0.75 (0.64–0.89)", [(0.75, 0.75, "HR", "="), (0.64, 0.89, "CI", "=")]),
    ],
)
def test_what_word_processors_and_papers_print(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2,5 mg a day", "12 345,6 mg", "3,4-dihydroxy acid", "a third dose", "the fourth quarter", "5⁄0 teaspoon"],
)
def test_what_can_be_read_in_two_ways_is_left_out(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1 in 4 people die of it", "people"),
        ("Without treatment, 1 in 4 die.", ""),
        ("One to two percent of users stop.", "users"),
        ("12% of infected adults recover", "infected adults"),
        ("3 in 10 women get better", "women"),
        ("half of all patients improved", "patients"),
        ("40 % of the energy comes from fat", "energy"),
        ("20 case studies", "case studies"),
        ("5 % of women of childbearing age", "women of childbearing age"),
        ("A quarter of bouts of gout start at night.", "bouts of gout"),
        ("Half of users of statins stop.", "users of statins"),
        ("60% of strokes worldwide", "strokes"),
        ("6 per 1000 live births", "live births"),
        ("2 in 10 live alone", ""),
        ("fell by a third between May and June", ""),
        ("lost 4% of bone mass in 12 months", "bone mass"),
        ("three or more coffees a day", "coffees"),
        ("in adults 60 or more it works", ""),
    ],
)
def test_wholes_hold_no_verbs(text: str, whole: str) -> None:
    assert find(text)[0].denominator == whole


def test_odd_blanks_keep_their_offsets() -> None:
    text = "Iron: ≥\u200950\u202fµg/L, 1\u202f000\u202fmg"
    first, second = find(text)
    assert (first.text, first.low, first.unit) == ("≥\u200950\u202fµg/L", 50, "ug/l")
    assert text[second.start : second.end] == second.text == "1\u202f000\u202fmg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use 2-1/2 cups.", [(2.5, 2.5, "cup", "=")]),
        ("1-1/2 to 2 cups", [(1.5, 2, "cup", "=")]),
        ("take 3-3/4 teaspoons", [(3.75, 3.75, "teaspoon", "=")]),
        ("P = ·03", [(0.03, 0.03, "p", "=")]),
        ("a dose of ·5 mg", [(0.5, 0.5, "mg", "=")]),
        ("a mean of 20 ± 3 mg", [(20, 20, "mg", "=")]),
        ("5 +/- 2 kg", [(5, 5, "kg", "=")]),
        ("aged 45 ± 10 years", [(45, 45, "year", "=")]),
        ("within ±2 SD of it", []),
        ("the change was – 1.29 mmol/L", [(-1.29, -1.29, "mmol/l", "=")]),
        ("fell by − 0.5 kg", [(-0.5, -0.5, "kg", "=")]),
        ("between – 5 and 3 kg", [(-5, 3, "kg", "=")]),
        ("95% CI –0.60 to –0.10", [(-0.6, -0.1, "CI", "=")]),
        ("95% CI, –0.60, –0.10", [(-0.6, -0.1, "CI", "=")]),
        ("a BMI of 27⋅5 kg/m²", [(27.5, 27.5, "kg/m2", "=")]),
        ("2⋅5 mg and 3∙5 mg", [(2.5, 2.5, "mg", "="), (3.5, 3.5, "mg", "=")]),
        ("2⋅10⁵ cells", [(2e5, 2e5, "1", "=")]),
        ("1/10 000 people", [(0.01, 0.01, "%", "=")]),
        ("<1/1000", [(0.1, 0.1, "%", "<")]),
        ("about 0.5‰", [(0.05, 0.05, "%", "~")]),
        ("25.000 patients", []),
        ("25.000 mg", [(25, 25, "mg", "=")]),
        (
            "1/2 teaspoon and 120/80 mmHg",
            [
                (0.5, 0.5, "teaspoon", "="),
                (120, 120, "mmHg", "="),
                (80, 80, "mmHg", "="),
            ],
        ),
    ],
)
def test_fractions_spreads_and_signs_apart(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sleep – 7 hours or more – is vital", [(7, 7, "hour", ">=")]),
        ("Dose: – 5 mg", [(5, 5, "mg", "=")]),
        ("5 - 10 mg", [(5, 10, "mg", "=")]),
        ("take 2 - 3 tablets", [(2, 3, "tablet", "=")]),
        ("chapter 2-1/2010", []),
    ],
)
def test_dashes_that_are_no_sign(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "words",
    share(["5 ", "5, ", "100 000 ", "12 345 ", "1/2 ", "5-6 ", "½ ", "10 mg 20 mg ", "a 5 ", "10^5 ", "1 x 2 "], 6),
)
def test_figures_alone_take_no_longer_than_their_number_asks(words: str) -> None:
    begun = time.process_time()
    find(words * (12_000 // len(words)))
    assert time.process_time() - begun < 0.8


@pytest.mark.parametrize(
    ("text", "start"), [("", 0), ("more than ", 0), ("no more than ", 3), ("  a b ", 2), ("a  b ", 2), (" ", 0)]
)
def test_the_last_two_words_begin_where_they_do(text: str, start: int) -> None:
    assert last_words(text, 2) == start


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("no more than an estimated 5 mg", "~"),
        ("for as many as the 5 weeks", "<="),
        ("with a maximum of the 5 mg", "<="),
        ("not exceeding 5 mg", "<="),
        ("in excess of every 5 mg", ">"),
        ("more  than 5 mg", "="),
    ],
)
def test_what_bounds_a_number_is_said_right_before_it(text: str, comparator: str) -> None:
    assert [q.comparator for q in find(text)] == [comparator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one person in 29 has it", [(100 / 29, "%", "=")]),
        ("two out of every 9 women", [(200 / 9, "%", "=")]),
        ("two of every 9 women", [(200 / 9, "%", "=")]),
        ("12 of 60 patients", [(20.0, "%", "=")]),
        ("twelve of 60 patients", [(20.0, "%", "=")]),
        ("12 of the 60 men", [(20.0, "%", "=")]),
        ("9 of these 24 children", [(37.5, "%", "=")]),
        ("one of the 20 million people", [(20_000_000.0, "1", "=")]),
        ("3 of 2,000 births", [(0.15, "%", "=")]),
        ("a mark of 5.5 of 10", [(5.5, "1", "="), (10.0, "1", "=")]),
        ("7 of 9.5 points", [(7.0, "1", "="), (9.5, "1", "=")]),
        ("5.5 in 10 people", [(55.0, "%", "=")]),
        ("It lasts about a week.", [(1.0, "week", "~")]),
        ("It lasts less than a year.", [(1.0, "year", "<")]),
        ("They are half as likely to fall.", [(0.5, "fold", "=")]),
        ("8 or more glasses of water per day", [(8.0, "glass/day", ">=")]),
        ("more than one meal every day", [(1.0, "meal/day", ">")]),
        ("at most two meals a day", [(2.0, "meal/day", "<=")]),
        ("10 g of fat per meal", [(10.0, "g/meal", "=")]),
        ("7 or more hours of sleep per night", [(7.0, "hour/day", ">=")]),
        ("It lasts a week.", []),
        ("It is as likely to fall.", []),
    ],
)
def test_numbers_said_around_a_number_or_without_one(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(pytest.approx(q.low), q.unit, q.comparator) for q in find(text)] == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2 oz", "57 g", True),
        ("5 ug", "5,000 ng", True),
        ("1 g/day", "7,000 mg a week", True),
        ("100 mg/dl", "1 g/L", True),
        ("98.6 °F", "37 °C", True),
        ("2 decades", "20 years", True),
        ("500 mg", "500 ml", None),
        ("500 mg", "500 mg/day", None),
        ("3 tablets", "3 g", None),
        ("1 kg", "100 g", False),
    ],
)
def test_units_are_turned_into_one_another_by_the_list(one: str, other: str, same: bool | None) -> None:
    assert agree(find(one)[0], find(other)[0]) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 mg twice a day with warfarin in 18,201 people", [(5, 5, "mg"), (2, 2, "/day"), (18201, 18201, "1")]),
        ("once a week or placebo in 300 women", [(1, 1, "/week"), (300, 300, "1")]),
        ("a woman of color in 20", [(5, 5, "%")]),
    ],
)
def test_how_often_is_no_share_of_those_who_took_part(text: str, expected: list[tuple[float, float, str]]) -> None:
    assert [(q.low, q.high, q.unit) for q in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("The HR was 0.75 (0.64–0.89).", (0.64, 0.89)),
        ("The RR was 1.0 (1.0–1.4).", (1.0, 1.4)),
        ("The OR was 0.8 [0.6, 0.8].", (0.6, 0.8)),
        ("The HR was 0.5 (0.5 to 0.5).", (0.5, 0.5)),
        ("The HR was 0.75 (0.80–0.89).", None),
        ("The OR was 2.5 (1.1 to 2.4).", None),
    ],
)
def test_a_range_behind_a_ratio_is_its_interval_where_it_holds_the_ratio(
    text: str, interval: tuple[float, float] | None
) -> None:
    found = [(q.low, q.high) for q in find(text) if q.unit == "CI"]
    assert found == ([interval] if interval else [])


ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = [*ONES, *(word for ten in TENS for word in (ten, *(f"{ten}-{one}" for one in ONES[1:10])))]
PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}


def test_numbers_in_words_are_worth_what_they_say() -> None:
    assert [value(word) for word in WORDS] == list(range(100))
    assert [value(f"one {scale}") for scale in ("hundred", "thousand", "million", "billion", "trillion")] == [
        10**2, 10**3, 10**6, 10**9, 10**12,
    ]  # fmt: skip
    assert [value(f"{word} thousand") for word in WORDS[1:]] == list(range(1000, 100_000, 1000))


@pytest.mark.parametrize(("part", "name"), PARTS.items())
def test_parts_in_words_are_worth_what_they_say(part: int, name: str) -> None:
    assert value(f"one {name}") == pytest.approx(1 / part)
    if part > 2:
        assert value(f"two {name}s") == value(f"two-{name}s") == pytest.approx(2 / part)


@pytest.mark.parametrize("glyph", "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
def test_signs_of_parts_are_worth_what_unicode_says(glyph: str) -> None:
    assert value(glyph) == pytest.approx(unicodedata.numeric(glyph))
    assert value(f"2{glyph}") == value(f"2 {glyph}") == pytest.approx(2 + unicodedata.numeric(glyph))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It fell from 12 to 8 percent.", [("1", 12.0), ("%", 8.0)]),
        ("Deaths fell from 40 to 30 per 1,000.", [("%", 4.0), ("%", 3.0)]),
        ("It fell from 150 to 140 mm Hg.", [("mmHg", 150.0), ("mmHg", 140.0)]),
        ("About one person in nine felt dizzy.", [("%", 11.111)]),
        ("One child in five has it.", [("%", 20.0)]),
        ("Two women in three agreed.", [("%", 66.667)]),
    ],
)
def test_two_ends_of_a_fall_are_two_quantities_and_one_person_in_nine_is_a_share(
    text: str, values: list[tuple[str, float]]
) -> None:
    found = find(text)
    assert [q.low for q in found] == pytest.approx([value for _, value in values], abs=0.01)
    assert [q.unit for q in found][-1] == values[-1][0]


@pytest.mark.parametrize(
    "text", ["It takes 2 to 3 weeks.", "They are 12 to 18 years old.", "Take one tablet in two doses."]
)
def test_ranges_and_doses_stay_what_they_are(text: str) -> None:
    assert all(q.unit != "%" for q in find(text))


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("adds 0·6 mmol·L⁻¹ in all", "mmol/l"),
        ("takes 10 mg · day⁻¹ at most", "mg/day"),
        ("runs 5 km · 3 days", "km"),
        ("takes 10 mg · 3 times", "mg"),
    ],
)
def test_units_with_a_raised_dot(words: str, unit: str) -> None:
    assert find(words)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Common: 1 in 100 to 1 in 10.", [(1, 10)]),
        ("It takes 2.5 mg to 5 mg.", [(2.5, 5)]),
        ("It lasts 2 hours to 3 hours.", [(2, 3)]),
        ("between 1 in 1,000 and 1 in 100 people", [(0.1, 1)]),
        ("Give 1 g to 2 g a day.", [(1, 2)]),
        ("girls of 12--13 years", [(12, 13)]),
        ("It fell from 1 in 10 to 1 in 100.", [(10, 10), (1, 1)]),
        ("We compared 5 mg to 10 mg.", [(5, 5), (10, 10)]),
        ("5 mg and 10 mg", [(5, 5), (10, 10)]),
        ("Footnote 4 and § 18-20 say so (Roe, Poe, and Loe 3).", []),
        ("The two must not be combined.", []),
        ("The two drugs were compared.", [(2, 2)]),
    ],
)
def test_the_ends_of_a_range_and_numbers_that_are_none(text: str, ends: list[tuple[float, float]]) -> None:
    assert [(q.low, q.high) for q in find(text)] == ends
