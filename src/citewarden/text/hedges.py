"""What a hedge is of: "may" doubts what its own clause says, not the sentence around it, and allows more than it doubts
where something "may be used"."""

from __future__ import annotations

import re

_RELATIVE = re.compile(r"\b(?:who|whom|that|which)\s+(?:\w+ly\s+)?\Z", re.I)
"""What stands before a hedge that only says of whom or what the sentence speaks."""
_ENDS = re.compile(
    r"[;:()]|[.!?]\s|,\s+(?:for|when|where|which|who|but|so|because|although|though|while|whereas|if|as|with|in|at|on"
    r"|by|up to|until|preferably|especially|and (?:it|they|the|this|these|people|those|an?)|at (?:least|most))\b"
    r"|,\s+and\b(?=[^,;.]{1,40}\b(?:is|are|was|were|has|have)\b)"
    r"|\s(?:because|although|though|while|whereas|when|if|unless|until|but|once|since)\s",
    re.I,
)
"""Where the clause of a hedge ends."""
_ALLOWS = re.compile(
    r"\W*(?:only |also |then |safely )*(?:be (?:\w+ly )?(?:called|labell?ed|named|sold|used|taken|given|added"
    r"|considered|offered|repeated|continued|eaten|prescribed|started)|take|use|eat|drink|continue)\b",
    re.I,
)
"""What follows "may" where it allows something and doubts nothing."""
_MAY = re.compile(r"(?:may|can)\Z", re.I)


def governed(text: str, end: int) -> str:
    """The words of its clause that a hedge which ends at `end` governs."""
    stop = _ENDS.search(text, end)
    return text[end : stop.start() if stop else len(text)]


def in_relative(text: str, start: int) -> bool:
    """Whether the hedge at `start` only says of whom or what a sentence speaks: "people who may lack it"."""
    return _RELATIVE.search(text[max(0, start - 40) : start]) is not None


def allows(text: str, start: int, end: int) -> bool:
    """Whether the word at [start, end) allows something and doubts nothing: "may be used"."""
    return _MAY.match(text[start:end]) is not None and _ALLOWS.match(text, end) is not None
