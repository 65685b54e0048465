"""Which figures of an article are those of its source, whatever they are called there."""

from __future__ import annotations

import pytest

from citewarden.checks._same_figures import is_same
from citewarden.text.quantities import find


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("2,000 units a day", "2,000 IU a day", True),
        ("800 IU of vitamin D", "800 units of vitamin D", True),
        ("20 units of insulin daily", "20 IU a day", True),
        ("2,000 units a day", "1,000 IU a day", False),
        ("2,000 units a day", "2,000 mg a day", False),
        ("2,000 mg a day", "2,000 IU a day", False),
    ],
)
def test_international_units_by_either_name(mine: str, theirs: str, same: bool) -> None:
    assert is_same(find(mine)[0], find(theirs)[0]) is same
