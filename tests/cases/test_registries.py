"""Shared cases about registries: what is known of a reference never hangs on chance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_157_library_title_differs(run: Callable[[], Any]) -> None:
    ran = run()
    assert [row["outcome"] for row in ran.rows] == ["not_found"] * 3


def test_155_notice_side_of_comma_doi(run: Callable[[], Any]) -> None:
    ran = run()
    assert ran.status == 1
    for number in (1, 2):
        assert f"Reference {number} was retracted" in ran.out
