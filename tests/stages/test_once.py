"""What another check has told of a claim is not told again; what stands on the article is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from citewarden.model import Finding, Kind, Level
from citewarden.stages.check import _once


def told(rule: str, subject: str, message: str = "Something.", kind: Kind = Kind.FAIL, **more: Any) -> Finding:
    return Finding(rule, "a.md", subject, Level.WARNING, kind, message, properties=more)


TABLE = told("inconsistent-statement", "a.md#1", "“66%” here, “62%” there.")
AGAIN = told("inconsistent-statement", "a.md#1", kind=Kind.OPEN, differs=True)


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (told("overstated-claim", "a.md#1"), told("causal-overreach", "a.md#1"), False),
        (told("overstated-claim", "a.md#1"), told("causal-overreach", "a.md#2"), True),
        (told("uncited-claim", "a.md"), told("inconsistent-statement", "a.md"), True),
        (told("uncited-claim", "a.md#1"), AGAIN, False),
        (told("unsupported-claim", "a.md#1", "“66%” stands nowhere."), TABLE, False),
        (told("unsupported-claim", "a.md#1", "“5 mg” stands nowhere."), TABLE, True),
    ],
)
def test_a_card_a_claim(first: Finding, second: Finding, both: bool) -> None:
    assert _once([first, second]) == ([first, second] if both else [second])
