""" "Over" in front of a time: how long something took ("fell over 12 weeks"), or more than it ("for over 3 hours")."""

from __future__ import annotations

import re

from citewarden.text.quantities._words import last_words

_EXCEEDS = re.compile(
    r"(?:\b(?:for|of|after|than|to|with|in|until|at|by|from|just|well|slightly|little|aged?|every|not|or|and|is|are|was"
    r"|were|be|been|has|have|had|last(?:s|ed|ing)?|persist(?:s|ed|ing)?|tak(?:es?|ing)|took|spen[dt](?:s|ing)?"
    r"|wait(?:s|ed|ing)?|stay(?:s|ed|ing)?|liv(?:es?|ed|ing)|surviv(?:es?|ed|ing)|needs?|needed|requir(?:es?|ed|ing)"
    r"|sle(?:eps?|pt|eping)|sits?|sat|sitting|stor(?:ed|ing)|kept|keep(?:s|ing)?|delay(?:s|ed)?|smok(?:ed?|es|ing))"
    r"|[(\[:;–—|])\s?\Z",
    re.IGNORECASE,
)
"""What of its own takes a time: "lasting over 6 weeks"."""
_PEOPLE = re.compile(
    r"\b(?:people|adults?|children|kids?|persons?|women|men|girls?|boys?|patients?|those|anyone|infants|babies|pupils"
    r"|adolescents|teenagers|smokers|females?|males?|dogs?|cats?)\s?\Z",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"\b(?:follow|track|stud(?:y|i)|monitor|observ|watch|survey|treat|test|screen)\w*\b", re.IGNORECASE
)
_AGES = re.compile(r"[- ](?:olds?\b|of\b|ago\b|or\b|and (?:over|older|above)\b)", re.IGNORECASE)
_AT_ONCE = re.compile(r"\s?,")


def is_span(text: str, start: int, end: int) -> bool:
    """Whether "over" at `start` of `text`, whose time ends at `end`, says how long something took."""
    left = text[max(0, start - 80) : start]
    if _AGES.match(text, end) or (text[start] == "O" and left.strip() and left.rstrip()[-1] not in ".!?"):
        return False  # a capital within a line begins the cell of a table: "Age, Over 12 years"
    if not left.strip() or left.rstrip()[-1] in ".!?":
        return _AT_ONCE.match(text, end) is not None
    if _PEOPLE.search(left, last_words(left, 1)):
        return _FOLLOWED.search(left) is not None
    return _EXCEEDS.search(left, last_words(left, 1)) is None
