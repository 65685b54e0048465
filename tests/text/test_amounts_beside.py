"""Degrees without their sign, amounts in a volume, ages of groups, and values said again in another unit."""

from __future__ import annotations

import pytest

from citewarden.text.quantities import find

Row = tuple[float, float, str, str]


def rows(text: str) -> list[Row]:
    return [(q.low, q.high, q.unit, q.comparator) for q in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keep the room warmer than 18C.", [(18, 18, "°C", "=")]),
        ("Store it in a fridge at 2 to 8C.", [(2, 8, "°C", "=")]),
        ("A fever of 38.5C needs care.", [(38.5, 38.5, "°C", "=")]),
        ("Cook it to 165F.", [(165, 165, "°F", "=")]),
        ("The strains of group 5C were 3.", [(3, 3, "1", "=")]),
        ("A cold lasts 7 days.", [(7, 7, "day", "=")]),
    ],
)
def test_degrees_without_their_sign(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The syrup is 250 mg/5 mL.", [(50, 50, "mg/ml", "=")]),
        ("Give 125mg/5ml twice a day.", [(25, 25, "mg/ml", "="), (2, 2, "/day", "=")]),
        ("It holds 5 g per 100 mL.", [(0.05, 0.05, "g/ml", "=")]),
        ("It is 100 units/mL.", [(100, 100, "unit/ml", "=")]),
        ("Take 80 mg/25 mg tablets.", [(80, 80, "mg", "="), (25, 25, "mg", "=")]),
        ("Take 10 mg in 5 mL.", [(10, 10, "mg", "="), (5, 5, "ml", "=")]),
        ("Take 10 mg/kg.", [(10, 10, "mg/kg", "=")]),
    ],
)
def test_an_amount_in_a_volume_is_one_quantity(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adults 50+ can have the vaccine.", [(50, 50, "year", ">=")]),
        ("It is for those 75+ only.", [(75, 75, "year", ">=")]),
        ("Girls 9 to 14: two doses", [(9, 14, "year", "="), (2, 2, "dose", "=")]),
        ("Men 31 to 50 should eat more.", [(31, 50, "year", "=")]),
        ("Give children 3 to 4 portions.", [(3, 4, "serving", "=")]),
        ("We saw 200+ people.", [(200, 200, "1", ">=")]),
        ("It had women 300 to 400 strong.", [(300, 400, "1", "=")]),
    ],
)
def test_ages_of_groups(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is 39 °C (102.2 °F) or higher.", [(39, 39, "°C", ">="), (102.2, 102.2, "°F", ">=")]),
        ("Lose at least 5 kg (11 lb).", [(5, 5, "kg", ">="), (11, 11, "lb", ">=")]),
        ("Keep about 2 m (6 feet) away.", [(2, 2, "m", "~"), (6, 6, "foot", "~")]),
        ("below 5.6 mmol/L (100 mg/dL)", [(5.6, 5.6, "mmol/l", "<"), (100, 100, "mg/dl", "<")]),
        ("less than 6 g (2 g) of salt", [(6, 6, "g", "<"), (2, 2, "g", "=")]),
        ("after at least 2 weeks (500 mg)", [(2, 2, "week", ">="), (500, 500, "mg", "=")]),
        ("It is 39 °C (102.2 °F).", [(39, 39, "°C", "="), (102.2, 102.2, "°F", "=")]),
    ],
)
def test_a_value_said_again_shares_the_bound(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
