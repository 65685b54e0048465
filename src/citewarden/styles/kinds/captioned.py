"""Sources of magazines under what they back: "Sunscreen slows ageing: Roe AB, Poe C. Skin. BMJ. 2013;1:2"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (": ",)

_NAME = r"(?:(?:van|von|de|der|di|la)\s){0,2}[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?\s[A-Z]{1,3}"
_CAPTIONED = re.compile(
    rf"(?P<caption>[A-Z][^.:;?!,\[\]()]{{6,120}}:)\s(?P<author>{_NAME}(?:,\s{_NAME}){{1,20}}(?:,?\set\sal\.?)?|{_NAME},?\set\sal\.?)"
    r"(?:(?<=al\.)|\.)\s(?P<title>[A-ZÀ-Þ0-9][^.?!\[\]]{11,300}?)[.?!]\s(?=[A-Z][\w .&-]{2,60}[.,]?\s\(?(?:19|20)?\d)"
)
_WORDS = re.compile(r"\s[a-z]+\s[a-z]+")
"""Two small words in a row, which no journal and no body has before its colon."""


def read(raw: str) -> Known | None:
    """The names and the title behind the caption, which is neither."""
    match = _CAPTIONED.match(raw)
    if match is None or not _WORDS.search(f"{match['caption'][:-1]} "):
        return None
    fields = groups(match, [("aside", "caption"), ("author", "author"), ("title", "title")])
    return Known(fields, drops=frozenset({"author", "title", "booktitle"}))
