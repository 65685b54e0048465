"""A dose without its unit: "500 twice a day" of what the source gives as 500 mg."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage

_BARE = re.compile(
    r"(?<![\d.,/])(?P<number>\d[\d,]*(?:\.\d+)?) (?:(?:once|twice|(?:two|three|four|\d) times) (?:a|per|each) day|daily"
    r"|a day|every (?:\w+ )?hours?|at night|at bedtime|in the morning)\b",
    re.I,
)
_UNITS = frozenset(("mg", "ug", "g", "ml", "IU", "unit"))


def without_unit(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A bare number that is taken so often, where the source gives the same number of an amount."""
    for bare in _BARE.finditer(claim.standalone):
        number = float(bare["number"].replace(",", ""))
        for passage, sentence in sentences(read):
            for there in quantities_of(sentence):
                if there.unit.partition("/")[0] in _UNITS and there.low == there.high == number:
                    return beside(audit, bare[0], there.text, passage, sentence, "Give the unit.")
    return None
