"""Blanks that part thousands in front of a dose's unit, told from those between how many and how strong."""

from __future__ import annotations

import re

from citewarden.text.quantities._numerals import STRENGTH, THIN

_FORM = (
    r"(?:tablet|capsule|caplet|pill|bottle|dose|vial|ampoule|sachet|packet|injection|bag|pack|portion|glass|bolus"
    r"|syringe|patch|puff|spray|drop)(?:e?s)?"
)
_SPACED = re.compile(
    rf"(?<![\w.,/⁄-])(?<!\d )(?P<number>\d{{1,3}}(?: \d{{3}})+) ?(?P<unit>{STRENGTH})\b"
    rf"(?P<form>(?: [a-z-]{{2,20}}){{0,3}}? {_FORM}\b)?"
)
_THOUSANDS = re.compile(r"\d \d{3} ?[mgIuµμ]")
"""What every such number holds."""
_BOUND = re.compile(
    r"(?:[<>≤≥~≈=]|\b(?:than|to|least|most|over|under|below|above|exceed(?:s|ing)?|about|approximately|around|nearly"
    r"|almost|of|limit)) ?\Z",
    re.I,
)
_EXACT = ("mg", "mcg", "µg", "μg")
"""Units of single doses, of which people take several hundred."""


def parted(text: str) -> str:
    """`text` with "≤ 1 500 ml" parted as `legible` parts thousands; every character keeps its place.

    Where a form of medicine follows ("2 500 mg tablets") the first number counts, and stays. In "2 325 mg of it" it
    cannot be told, and the number is left out.
    """

    def one(match: re.Match[str]) -> str:
        number = match["number"]
        if match["form"] or " 0" in number:
            return match[0]
        if match["unit"] in _EXACT and not _BOUND.search(text, max(0, match.start() - 16), match.start()):
            return " " * len(match[0])
        return number.replace(" ", THIN) + match[0][len(number) :]

    return _SPACED.sub(one, text) if _THOUSANDS.search(text) else text
