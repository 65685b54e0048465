"""The check character of a publisher item identifier, which stands in many DOIs: 10.1016/S0140-6736(97)11096-0."""

from __future__ import annotations

import re

_PII = re.compile(
    r"10\.1016/S(?P<issn>\d{4}-?\d{3}[\dX])\((?P<year>\d\d)\)(?P<item>\d{5})-(?P<check>[\dX])\Z", re.IGNORECASE
)
_WEIGHTS = (53, 47, 43, 41, 37, 31, 29, 23, 19, 17, 13, 7, 5, 3, 2)
"""Primes for the digits of ISSN, year and number, 11 left out; their sum modulo 11 is the check character."""
_OTHERWISE = frozenset({"94", "95"})
"""Years in which some numbers were given by another rule: of 428 retracted works all others agree with this one."""


def is_torn(doi: str) -> bool:
    """Whether the check character of a DOI that holds such an identifier says that one of its signs is wrong."""
    found = _PII.match(doi)
    if found is None or found["year"] in _OTHERWISE:
        return False
    digits = found["issn"].replace("-", "") + found["year"] + found["item"]
    return sum(w * _value(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 != _value(found["check"])


def _value(sign: str) -> int:
    return 10 if sign in "Xx" else int(sign)
