"""Rates in time lived: "2 per 1,000 person-years", "4.1 per 1,000 catheter days" are shares of no whole."""

from __future__ import annotations

import re

_LIVED = re.compile(
    r" (?:(?P<one>person|patient|participant|subject|people)|(?P<other>wom[ae]n|m[ae]n|child|infant|bed|catheter|device"
    r"|ventilator|line|hospital|resident|exposure|pregnancy))[- ](?P<time>year|month|week|day|hour)s?\b"
    r"(?: (?:of (?:follow-up|observation|exposure|use)|at risk|followed))?",
    re.IGNORECASE,
)


def at(text: str, end: int) -> tuple[str, int] | None:
    """The time that stands at `end`, in its normal form, with its end: ("person-year", ...) for "patient years"."""
    found = _LIVED.match(text, end)
    if found is None:
        return None
    who = "person" if found["one"] else found["other"].lower().replace("women", "woman").replace("men", "man")
    return f"{who}-{found['time'].lower()}", found.end()
