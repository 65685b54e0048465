"""No regular expression of the program explodes: each is tried on strings of its own letters (`testing/patterns.py`).

CPU time is measured, as in `test_linear.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from citewarden.testing.patterns import BAR, attacks, foreseen, measured, patterns

SHARE = 12
"""Parts that the expressions are tried in."""
EXEMPT = {
    "citewarden.readers._words._LEFT_BEHIND": "tried on the last 60 characters of an entry",
    "citewarden.text.rows._MEASURED": "tried on the last 40 characters of a row's name",
}


def everywhere(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _ in pattern.finditer(text))


@pytest.fixture(scope="module")
def expressions() -> list[tuple[tuple[str, int], tuple[str, bool]]]:
    """All of them, gathered from the source once."""
    return sorted(patterns().items())


@pytest.mark.parametrize("part", range(SHARE))
def test_no_expression_explodes(part: int, expressions: list[tuple[tuple[str, int], tuple[str, bool]]]) -> None:
    slow = []
    for (pattern, flags), (where, anywhere) in expressions[part::SHARE]:
        made = re.compile(pattern, flags)
        call = everywhere(made) if anywhere else made.match
        for make in attacks(made):
            if where not in EXEMPT and measured(call, make) > BAR:
                slow.append(f"{where}: {pattern[:60]!r} on {make(40)!r}")
                break
    assert not slow, "\n".join(slow)


def test_the_test_finds_those_that_do() -> None:
    def explodes(pattern: str) -> bool:
        made = re.compile(pattern)
        return any(foreseen(everywhere(made), make) > BAR for make in attacks(made))

    for pattern in (r"(a+)+$", r"\s+x", r"(?:\w+\s?)*:", r"[\s,]*\Z", r"(?:a|aa)+$", r"\S+@\S+"):
        assert explodes(pattern), pattern
    for pattern in (r"\d{4}", r"(?<!\s)\s+x", r"\b(?:one|two)\b", r"[a-z]{1,40}:"):
        assert not explodes(pattern), pattern
