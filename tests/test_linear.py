"""Time grows in proportion to the input: no expression of the program explodes, no reader or parser is quadratic.

CPU time is measured, never the clock on the wall. A string of 1,500 characters and one four times as long tell how the
time grows; by that, 100,000 characters may take two seconds.
"""

from __future__ import annotations

import math
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from patterns import attacks, cost, patterns

SMALL, LARGE, WHOLE = 1_500, 6_000, 100_000
BAR = 2.0
"""CPU seconds for 100,000 characters."""
SHARE = 12
"""Parts that the expressions are tried in."""
EXEMPT = {
    "citewarden.text.quantities._reading._GROWN": "tried on the 80 characters before a number",
}


class Late(BaseException):
    """Too much CPU time is gone."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    def late(*_: object) -> None:
        raise Late

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def foreseen(call: Callable[[str], object], make: Callable[[int], str]) -> float:
    """The CPU seconds that `call` is likely to take over 100,000 characters, by how it grows from few to four times as
    many; infinity where it does not end in time."""
    try:
        with within(2.0):
            small = cost(call, make(SMALL))
            if small < BAR / WHOLE * SMALL / 64:
                return 0.0
            large = cost(call, make(LARGE))
    except Late:
        return math.inf
    power = max(1.0, math.log(large / small, LARGE / SMALL))
    return float(large * (WHOLE / LARGE) ** power)


@pytest.mark.parametrize("part", range(SHARE))
def test_no_expression_explodes(part: int) -> None:
    slow = []
    for (pattern, flags), (where, anywhere) in sorted(patterns().items())[part::SHARE]:
        made = re.compile(pattern, flags)
        call: Callable[[str], object] = made.match
        if anywhere:
            call = lambda text, made=made: sum(1 for _ in made.finditer(text))  # type: ignore[misc]  # noqa: E731
        for make in attacks(made):
            if foreseen(call, make) > BAR and foreseen(call, make) > BAR and where not in EXEMPT:
                slow.append(f"{where}: {pattern[:60]!r} on {make(40)!r}")
                break
    assert not slow, "\n".join(slow)


def test_the_test_finds_those_that_do() -> None:
    for pattern in (r"(a+)+$", r"\s+x", r"(?:\w+\s?)*:", r"\(.*\)\Z", r"(?:a|aa)+$", r"\S+@\S+"):
        made = re.compile(pattern)
        found = [foreseen(lambda text, m=made: sum(1 for _ in m.finditer(text)), make) for make in attacks(made)]  # type: ignore[misc]
        assert max(found) > BAR, pattern
    for pattern in (r"\d{4}", r"(?<!\s)\s+x", r"\b(?:one|two)\b", r"[a-z]{1,40}:"):
        made = re.compile(pattern)
        found = [foreseen(lambda text, m=made: sum(1 for _ in m.finditer(text)), make) for make in attacks(made)]  # type: ignore[misc]
        assert max(found) < BAR, pattern
