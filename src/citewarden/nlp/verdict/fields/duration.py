""" "For years" in the article, a stated, shorter time in the source."""

from __future__ import annotations

import re

from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.protocol import Mark

_LASTING = re.compile(
    r"\bfor (?:many |several )?(?:years|decades|life|good)\b|\blong[- ]term\b|\blifelong\b|\bpermanent\w*|"
    r"\bfor ever\b",
    re.I,
)
SHORT = 700
"""Days below which a stated time is no long one."""


def compare(c: Comparison) -> None:
    """A long time in the claim, where the longest the passage states is short and it speaks of no long one."""
    found = c.claim.search(_LASTING)
    if not found or any(s.search(_LASTING) for s in c.sentences):
        return
    stated = [a for s in c.sentences for a in s.amounts if a.dimension == "time"]
    if stated and max(a.high for a in stated) < SHORT:
        c.against(
            "temporal",
            0.5,
            f"“{found.group()}” in the article, {stated[0].quantity.text} in the source",
            Mark(-1, found.start(), found.end(), "temporal"),
        )
