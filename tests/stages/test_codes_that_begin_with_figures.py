"""Entries that begin with a figure that is no label: "21 C.F.R. § 101.9"."""

from __future__ import annotations

import pytest

from citewarden.stages import _entries


@pytest.mark.parametrize(
    "raw",
    ["21 C.F.R. § 101.9 (2023).", "42 CFR § 482.13 (2020).", "21 U.S.C. § 321 (2018).", "81 Fed. Reg. 33742 (2016)."],
)
def test_the_volume_of_a_code_is_no_label(raw: str) -> None:
    assert [raw[start:end] for start, end in _entries.parts(raw)] == [raw]


@pytest.mark.parametrize("raw", ["3 Centers for Disease Control. Flu. 2020.", "12. Federal Register. Rules. 2016."])
def test_a_figure_before_a_body_is_a_label(raw: str) -> None:
    assert [raw[start:end] for start, end in _entries.parts(raw)] == [raw.split(" ", 1)[1]]
