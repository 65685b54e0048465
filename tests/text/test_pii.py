"""The check character of identifiers in DOIs: right ones, slips, and what has none."""

import pytest

from citewarden.text.pii import is_torn

RIGHT = [
    "10.1016/S0140-6736(97)11096-0",
    "10.1016/s0140-6736(22)01843-8",
    "10.1016/S0016-5085(97)70155-0",
    "10.1016/S0140-6736(10)60175-4",
    "10.1016/S01406736(16)30272-0",
]
OTHER = [
    "10.1016/j.neuropharm.2006.10.016",
    "10.1016/S0140-6736(95)91931-8",
    "10.1056/NEJMoa052434",
    "10.1016/S0140-6736(97)1109-0",
    "",
]


@pytest.mark.parametrize("doi", [*RIGHT, *OTHER])
def test_right_ones_and_others_are_not_torn(doi: str) -> None:
    assert not is_torn(doi)


@pytest.mark.parametrize("doi", RIGHT)
def test_each_digit_that_is_wrong_tears_it(doi: str) -> None:
    places = [n for n, sign in enumerate(doi) if sign.isdigit() and n > len("10.1016/s")]
    for place in places:
        slip = f"{doi[:place]}{(int(doi[place]) + 1) % 10}{doi[place + 1 :]}"
        assert is_torn(slip) or slip.partition("(")[2][:2] in ("94", "95"), slip
