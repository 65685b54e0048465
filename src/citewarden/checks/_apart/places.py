"""Where: the sentence speaks of the world, the source of one country or place."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, is_brief, sentences, telling
from citewarden.model import Audit, Claim, Passage

_WORLD = re.compile(
    r"\b(?:worldwide|world-wide|globally|(?:in|around|across|all over) the world|everywhere|internationally|global)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:(?i:nationwide|national survey|(?:one|a single) (?:hospital|clinic|cent(?:re|er)|town|city|region|country"
    r"|practice))"
    r"|[Ii]n (?!In\b|The\b|A\b)(?:the )?[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)\b"
)


def everywhere(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence speaks of the world, the source of one country or place."""
    own = _WORLD.search(claim.standalone)
    if own is None or _WORLD.search(" ".join(p.text for p in read)) or not all(is_brief(audit, p.work) for p in read):
        return None
    for passage, sentence in sentences(read):
        there = _PLACE.search(sentence)
        if there and telling(claim.standalone) & telling(sentence):
            return beside(audit, own[0], there[0], passage, sentence, "Name the place of the source.")
    return None
