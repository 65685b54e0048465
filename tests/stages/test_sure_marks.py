"""Which marks are marks where no list has what they point at: each form by itself, and how many it takes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.stages import _marks


def mark(form: str, label: str = "1", bound: bool = False, at: int = 14, end: int = 17) -> Any:
    targets = ((f"ref-{label}" if bound else "", label),)
    return SimpleNamespace(form=form, targets=targets, bound=bound, start=at, end=end)


def sure(*found: Any, numbered: bool = False, listed: bool = False, text: str = "(Sleep) helps [1]. " * 4) -> int:
    """How many of the marks are kept."""
    targets: Any = SimpleNamespace(numbered=numbered, any=listed)
    document: Any = SimpleNamespace(text=text)
    return len(_marks._sure(found, targets, document))


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        *(([mark(form)], 1) for form in ("note", "raised", "named", "worded")),
        *(([mark(form)], 0) for form in ("bracket", "flat", "braced", "careted", "round", "inner", "naming")),
        *(([mark(form), mark(form, "2")], 2) for form in ("bracket", "flat", "braced", "careted")),
        ([mark("flat", "2"), mark("flat", "3")], 0),  # no first one
        ([mark("flat", bound=True), mark("flat", "7")], 2),
        ([mark("bracket", bound=True), mark("bracket", "7")], 2),
        ([mark("braced", bound=True), mark("braced", "7")], 2),
        ([mark("careted", bound=True), mark("careted", "7")], 1),
        ([mark("naming", "Ash 2019"), mark("naming", "Bay 2020")], 2),
        ([mark("naming", "Ash 2019"), mark("naming", "Ash 2019")], 0),
        ([mark("named", "Ash 2019", bound=True), mark("naming", "Bay 2020")], 2),
        ([mark("round", bound=True), mark("round", "2", bound=True), mark("round", "7")], 3),
        ([mark("round", bound=True), mark("round", "7")], 2),  # both end a sentence
        ([mark("inner", bound=True)], 0),
        ([mark("round", bound=True), mark("round", "2", bound=True), mark("inner", bound=True)], 3),
        ([mark("round", bound=True), *(mark("raised", str(n), bound=True) for n in range(3))], 4),
        ([mark("round", bound=True), *(mark("raised", str(n), bound=True) for n in range(4))], 4),
    ],
)
def test_where_there_is_no_list(found: list[Any], kept: int) -> None:
    assert sure(*found) == kept


@pytest.mark.parametrize(
    ("form", "kept"), [("bracket", 1), ("braced", 1), ("careted", 1), ("flat", 0), ("round", 0), ("naming", 0)]
)
def test_where_a_numbered_list_lacks_it(form: str, kept: int) -> None:
    assert sure(mark(form), numbered=True, listed=True) == kept


def test_numbers_in_round_brackets_are_marks_where_two_bind() -> None:
    assert sure(mark("round", bound=True), mark("round", "7"), listed=True) == 1
    assert sure(mark("round", bound=True), mark("round", "2", bound=True), mark("round", "7"), listed=True) == 3


@pytest.mark.parametrize("form", ["bracket", "braced", "careted", "flat"])
def test_two_where_a_list_has_no_numbers(form: str) -> None:
    assert sure(mark(form), mark(form, "2"), listed=True) == 0


@pytest.mark.parametrize(
    ("text", "kept"),
    [("It grew to 2⁵ in all", 0), ("It grew to x⁵ in all", 1)],
)
def test_a_power_is_no_mark(text: str, kept: int) -> None:
    at = text.index("⁵")
    assert sure(mark("raised", "5", at=at, end=at + 1), text=text) == kept
    assert sure(mark("raised", "5", at=at, end=at + 1), mark("bracket", bound=True, at=0, end=1), text=text) == kept + (
        1 if kept else 2
    )
