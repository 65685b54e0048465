"""Rows come back in order, however few are held."""

from __future__ import annotations

import random

import pytest

from citewarden.stages._sorted_rows import SortedRows


@pytest.mark.parametrize("order", ["rising", "falling", "mixed"])
@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 1000])
def test_rows_come_back_by_key_and_in_the_order_they_came(order: str, count: int) -> None:
    keys = [f"{n // 3:04d}" for n in range(count)]
    if order == "falling":
        keys.reverse()
    elif order == "mixed":
        random.Random(7).shuffle(keys)
    given = [(key, number) for number, key in enumerate(keys)]
    with SortedRows[int](in_memory=10) as rows:
        for key, number in given:
            rows.add(key, number)
        assert list(rows) == sorted(given)
        assert list(rows) == sorted(given), "and again"
        rows.add("0000", -1)
        assert sorted(rows) == sorted([*given, ("0000", -1)])
        assert [key for key, _ in rows] == sorted([*keys, "0000"])
