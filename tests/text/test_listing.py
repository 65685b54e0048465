"""How references are named in a sentence."""

import pytest

from citewarden.text.listing import references


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        (["4"], "reference 4"),
        (["2", "1"], "references 1 and 2"),
        (["1", "2", "3"], "references 1–3"),
        ([str(n) for n in range(1, 63)], "references 1–62"),
        (["9", "1", "2", "3", "9", "7"], "references 1–3, 7 and 9"),
        (["Doe", "2", "3"], "references 2, 3 and Doe"),
        (["Doe"], "reference Doe"),
    ],
)
def test_numbers_in_a_row_are_a_range(numbers: list[str], shown: str) -> None:
    assert references(numbers) == shown
