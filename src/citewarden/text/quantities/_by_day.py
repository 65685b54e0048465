"""The day, week or month by which something has come about: "by day 90" is a bound, "on day 5" a name."""

from __future__ import annotations

import re

from citewarden.model import Quantity

_BY = re.compile(
    r"\b[Bb]y (?:study |the end of )?(?P<unit>hour|day|week|month|year) (?P<number>\d{1,3})(?![\w%/]|[.,-]\d| ?[-–]\d)"
)


def find(masked: str) -> list[Quantity]:
    """The times of `masked` that are counted from a beginning and stand behind "by"."""
    if "y " not in masked:
        return []
    return [
        Quantity(m[0], float(m["number"]), float(m["number"]), m["unit"], m.start(), m.end(), "<=")
        for m in _BY.finditer(masked)
    ]
