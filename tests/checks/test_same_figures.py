"""Which figures of an article are those of its source, whatever they are called there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks._same_figures import is_same, missing
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


@pytest.mark.parametrize(
    ("mine", "theirs", "lacks"),
    [
        ("The stitches stay for two to four months.", "Stitches stay for two to four weeks.", True),
        ("It takes three to five weeks.", "It takes three to five days, in some one to two months.", True),
        ("Come back after 6 to 8 days.", "Come back after 6 to 8 weeks.", True),
        ("Come back after 6 to 8 weeks.", "Come back after 6 to 8 weeks.", False),
        ("Come back after 4 to 8 weeks.", "Come back after one to two months.", False),
        ("Come back after 6 to 8 weeks.", "Come back after 6 to 8 weeks; it lasts 6 to 8 days.", False),
    ],
)
def test_a_time_in_another_unit_is_missing(mine: str, theirs: str, lacks: bool) -> None:
    audit: Any = SimpleNamespace(read_of={"w": (SimpleNamespace(text=theirs, sentences=()),)})
    assert bool(missing(audit, find(mine), ("w",))) is lacks
