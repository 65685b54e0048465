"""Parts of books without an editor: "Zoster. In: Australian Immunisation Handbook. Canberra: Department; 2023"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("in: ",)

_PART = re.compile(
    r"(?:^|(?<=[.?!]\s))(?P<title>[A-ZÀ-Þ][^.?!\[\]]{2,200})[.?!]\s(?P<in>In:\s)(?P<book>[A-ZÀ-Þ0-9][^.:;\[\]]{6,200})\.\s"
    r"(?:(?P<edition>\d{1,2}(?:st|nd|rd|th)\sed)(?:n|ition)?\.\s)?"
    r"(?P<place>[A-ZÀ-Þ][^.:;\[\]\d]{2,40}?)\s?:\s(?P<publisher>[A-ZÀ-Þ][^:;\[\]]{2,140}?)[;,]\s(?P<date>(?:19|20)\d\d)(?=[.,;:]|\s|\Z)"
)
_EDITED = re.compile(r"\b(?:[Ee]ds?|[Ee]ditors?|Hrsg)\b|\b[A-Z][\w'’-]+\s[A-Z]{1,3},\s")


def read(raw: str) -> Known | None:
    """The book that holds the part, its place, house and year."""
    match = _PART.search(raw)
    if match is None or _EDITED.search(match["book"]):
        return None
    labels = (
        ("aside", "in"),
        ("booktitle", "book"),
        *((n, n) for n in ("title", "edition", "place", "publisher", "date")),
    )
    drops = {"title", "booktitle", "journal", "place", "publisher", "date", "collection"}
    drops |= set() if match.start() else {"author"}
    return Known(groups(match, labels), "chapter", drops=frozenset(drops), unless=frozenset({"volume"}))
