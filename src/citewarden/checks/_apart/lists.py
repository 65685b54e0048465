"""What does not belong: the sentence counts among reasons, signs or causes what the source says is none."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.model import Audit, Claim, Passage

_NONE = re.compile(
    r"\b(?:(?:is|are|was|were|need) (?:by itself |by themselves |in itself |on its own |usually |generally )?"
    r"(?:not(?: (?:by itself|by themselves|in itself|on its own|usually|generally|necessarily))?(?: an?| the)?|no"
    r"|never an?) "
    r"|(?:does|do|did) not count as (?:an? )?|(?:is|are) not (?:counted )?among (?:the )?)"
    r"(?P<what>(?:\w+[ -]){0,2}?(?:signs?|reasons?|symptoms?|causes?|triggers?|contraindications?|risk factors?"
    r"|grounds?"
    r"|emergenc(?:y|ies)|obstacles?|bar|criteri(?:on|a)|side effects?|complications?|indications?|source))\b",
    re.I,
)
_DENIES = re.compile(r"\b(?:no|not|never|nor|neither|without|rarely|except)\b|n['’]t\b", re.I)
HALF = 0.5
"""Share of the telling words of what the source calls none that the sentence must have."""
_SAYS = re.compile(r"\b(?:is|are) (?!\w+(?:ed|en)\b)", re.I)
"""Where what a sentence speaks of ends, and what it says of it begins."""
_BEFORE = telling("history having presence long recent past previous earlier")


def not_one(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence takes for a reason, a sign or a cause what the source says is none."""
    if _DENIES.search(claim.standalone):
        return None
    words = telling(claim.text)
    for passage, sentence in sentences(read):
        found = _NONE.search(sentence)
        if found is None:
            continue
        subject = telling(_SAYS.split(re.split(r"[;:]", sentence[: found.start()])[-1])[0]) - _BEFORE
        if subject and len(subject & words) >= HALF * len(subject) and not _is_question(claim, sentence):
            return beside(audit, claim.text.strip(" .;"), found[0], passage, sentence)
    return None


def _is_question(claim: Claim, sentence: str) -> bool:
    """Whether the sentence says of the thing what the source says of it besides: all telling words are the source's."""
    return telling(claim.text) <= telling(sentence) and bool(claim.quantities)
