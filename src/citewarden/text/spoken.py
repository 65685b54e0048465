"""What somebody said or wrote to the author: "(A. Roe, personal communication, May 4, 2023)", "[interview with Roe]".

No register holds it and few lists do, so it is named in the text and can be asked of nobody but the author.
"""

from __future__ import annotations

import re

TYPES = frozenset(["personal_communication", "interview"])
"""CSL types of such a source."""
HINTS = ("comm", "nterview", "onversation")
"""One of these is in every text that names one."""
_SAID = (
    r"(?:(?:pers(?:onal|\.)?|oral|verbal|written|private|e-?mail)\scomm(?:unications?\b|s?\.|s?\b)"
    r"|(?:(?:(?:tele)?phone|e-?mail|personal|author['’]s|own|unpublished)\s)?(?:interview|conversation)(?:ed)?\s(?:with|by|of)\s)"
)
BRACKETED = re.compile(rf"[(\[]((?:[^()\[\];]{{2,80}},\s)?{_SAID}[^()\[\];]{{0,80}})[)\]]", re.IGNORECASE)
_HOLDS = re.compile(_SAID, re.IGNORECASE)


def is_spoken(words: str) -> bool:
    """Whether the words of a mark name what was said or written to the author."""
    return any(map(words.__contains__, HINTS)) and _HOLDS.search(words) is not None
