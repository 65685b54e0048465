"""Signs that mark a note: "*", "†", "‡", "§", "¶", "‖", and doubled ones; the note begins with the same sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = ("*", "†", "‡", "§", "¶", "‖")
_SIGN = r"(?:[†‡§¶‖]{1,2}|\*{1,3})"
_NOTE = re.compile(rf"\s*(?P<sign>{_SIGN})\s?(?=[\"“'(\[]?[^\W_])")
_MARK = re.compile(rf"(?<=[^\s*†‡§¶‖(\[|])(?P<sign>{_SIGN})(?=[\s.,;:!?)\]]|\Z)")
_SOURCE = re.compile(
    r"\b(?:19|20)\d{2}\b[^.]{0,12}[;:)]|[;,]\s(?:19|20)\d{2}\.?\s*\Z|\.\s(?:19|20)\d{2}\b|https?://|\b(?:published|updated|accessed|revised|reviewed)\s(?:on\s)?[^.]{0,20}\b(?:19|20)\d{2}\b|\b[a-z][\w-]{1,40}\.(?:org|gov|edu|ac|nhs)(?:\.[a-z]{2})?/\S|\bdoi\b|\bPM(?:C?ID|C\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign behind a word, [start, end) of the text."""

    symbol: str
    start: int
    end: int


def marks(text: str) -> Iterator[Sign]:
    """The signs that stand behind a word, in order."""
    for match in _MARK.finditer(text) if any(sign in text for sign in _SIGNS) else ():
        yield Sign(match["sign"], match.start(), match.end())


def note(text: str) -> tuple[str, int]:
    """The sign a note begins with and where its words begin; ("", 0) if the text is no such note."""
    match = _NOTE.match(text)
    return (match["sign"], match.end()) if match else ("", 0)


def names_source(text: str) -> bool:
    """Whether a note under a sign names a source, not only a remark: an imprint's year, an address, an identifier."""
    if not text.lstrip().startswith(_SIGNS):
        return False
    sign, begins = note(text)
    return bool(sign) and _SOURCE.search(text, begins) is not None
