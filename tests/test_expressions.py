"""No regular expression of the program explodes: each is tried on strings of its own letters (`testing/patterns.py`).

CPU time is measured, as in `test_linear.py`. Those of `tried_expressions.txt` have been tried, and are tried anew by a
long test only; a new or changed one always is. `python -m tests.test_expressions` writes the list, once all are good.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from citewarden.testing import patterns as tried
from citewarden.testing.patterns import BAR, attacks, foreseen, measured, patterns, steep

SHARE = 12
"""Parts that the expressions are tried in."""
LIST = Path(__file__).with_name("tried_expressions.txt")
EXEMPT = {
    "citewarden.readers._words._LEFT_BEHIND": "tried on the last 60 characters of an entry",
    "citewarden.text.rows._MEASURED": "tried on the last 40 characters of a row's name",
}


def everywhere(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _ in pattern.finditer(text))


Expression = tuple[tuple[str, int], tuple[str, bool]]


def explosive(some: Iterable[Expression]) -> list[str]:
    """What takes too long: where it stands, how it begins, and on which string."""
    slow = []
    for (pattern, flags), (where, anywhere) in some:
        made = re.compile(pattern, flags)
        call = everywhere(made) if anywhere else made.match
        for make in attacks(made):
            if where not in EXEMPT and measured(call, make) > BAR:
                slow.append(f"{where}: {pattern[:60]!r} on {make(40)!r}")
                break
    return slow


def digest(expression: Expression) -> str:
    """Of an expression, of how it is tried, and of what tries it: this Python, and the strings made for it."""
    (pattern, flags), (_, anywhere) = expression
    ways = (sys.version_info[:2], Path(str(tried.__file__)).read_bytes(), pattern, flags, anywhere)
    return hashlib.sha256(repr(ways).encode()).hexdigest()[:16]


@pytest.mark.long
@pytest.mark.parametrize("part", range(SHARE))
def test_no_expression_explodes(part: int) -> None:
    assert not explosive(sorted(patterns().items())[part::SHARE])


def test_no_new_expression_explodes() -> None:
    known = set(LIST.read_text(encoding="utf-8").split())
    new = [e for e in sorted(patterns().items()) if digest(e) not in known]
    assert not explosive(new)


@pytest.mark.long
def test_the_test_finds_those_that_do() -> None:
    def tries(pattern: str) -> list[tuple[Callable[[str], object], Callable[[int], str]]]:
        made = re.compile(pattern)
        return [(everywhere(made), make) for make in attacks(made)]

    def explodes(pattern: str) -> bool:
        return any(foreseen(call, make) > BAR for call, make in tries(pattern))

    for pattern in (r"(a+)+$", r"\s+x", r"(?:\w+\s?)*:", r"[\s,]*\Z", r"(?:a|aa)+$", r"\S+@\S+"):
        # on a busy machine the few letters' time may tell less than it would
        assert explodes(pattern) or any(steep(call, make) for call, make in tries(pattern)), pattern
    for pattern in (r"\d{4}", r"(?<!\s)\s+x", r"\b(?:one|two)\b", r"[a-z]{1,40}:"):
        assert not explodes(pattern), pattern


if __name__ == "__main__":
    everything = sorted(patterns().items())
    if slow := explosive(everything):
        sys.exit("\n".join(slow))
    LIST.write_text("".join(f"{digest(e)}\n" for e in everything), encoding="utf-8")
