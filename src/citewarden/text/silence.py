"""Sentences of a note that say what its source leaves out ("the abstract does not mention ..."): no passage on it."""

from __future__ import annotations

import re
from functools import lru_cache

_THIS = r"(?:the|this|its|our) (?:abstract|note|summary|excerpt|paper|article|page|source|full text|record)"
_TOLD = re.compile(
    rf"\b{_THIS} (?:itself )?(?:does|do|did|says?|gives?|mentions?|is|was|has)(?: not|n[’']t| no| nothing| silent)\b"
    rf"|\bnot (?:mentioned|stated|reported|given|covered|discussed) (?:in|by) {_THIS}\b"
    r"|\b(?:only|just) the abstract (?:was|is|could be)\b|\bi (?:could|did|have) not (?:find|see|read)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def told(sentence: str) -> bool:
    """Whether a sentence speaks of the note or the source itself, and of what is not in it."""
    return bool(_TOLD.search(sentence))
