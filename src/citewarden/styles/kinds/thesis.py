"""Theses: the number a publisher of theses gave one, and what it is, where that stands as a sentence."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("thesis", "dissertation", "tesis", "thèse", "tesi ", "tesi]", "habilitation", "proefschrift", "avhandling")

_NUMBER = re.compile(
    r"\s?\((?:Publication|Order|UMI|ProQuest|Document|Accession)\s(?:Publication\s|Document\s)?(?:No\.?|Number|ID:?)\s?[\w-]+\)"
)
_GENRE = re.compile(
    r"(?<=[.)?!]\s)(?P<genre>(?:Unpublished\s)?(?:Ph\.?\s?D\.?|D\.?Phil\.?|M\.?Sc\.?|M\.?D\.?|MA|MPH|(?i:doctoral|master['’]?s|bachelor['’]?s))\s"
    r"(?:thesis|dissertation))(?=[.,;:]\s)"
)
_BRACKETED = re.compile(
    r"\s?\[(?P<genre>[^\[\],]{0,30}\b(?:thesis|dissertation|tesis|thèse|tesi|habilitationsschrift|proefschrift|\w*avhandling)\b[^\[\],]{0,40})\]"
    r"(?=[.,;:]|\s\(|\s?$)",
    re.IGNORECASE,
)
"""What it is, in brackets behind the title: "[dissertation on the Internet]"."""


def read(raw: str) -> Known | None:
    """Number and genre; the number is no part of the title."""
    number, genre, bracketed = _NUMBER.search(raw), _GENRE.search(raw), _BRACKETED.search(raw)
    fields = [("aside", *number.span())] if number else []
    if genre:
        fields.append(("genre", *genre.span("genre")))
    elif bracketed:
        fields += [("aside", bracketed.start(), bracketed.end()), ("genre", *bracketed.span("genre"))]
    return Known(tuple(fields), "thesis", unless=frozenset({"volume", "page"})) if fields else None
