"""Articles as magazines cite them, by author, journal and date: "Tarr, D. Head and Neck Surgery, January 2020."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.text import containers

SIGNS = ("20", "19")
YIELDS = True

_NAME = r"[A-ZÀ-Þ][\w'’-]{1,30}(?:,\s(?:[A-Z]\.\s?){1,3}|\s[A-Z]{1,3}\b)"
_WHOLE = re.compile(
    rf"(?P<author>{_NAME}(?:(?:[,;]\s(?:and\s|&\s)?|\s(?:and|&)\s){_NAME}){{0,6}}(?:,?\s(?:et\sal|and\sothers))?)[.,]?\s"
    r"(?P<journal>[A-ZÀ-Þ][^.;:()\d\"“]{2,110}?)[,.;]\s(?P<online>(?:published\sonline|published|online)\s)?"
    r"(?P<date>(?:[A-Z][a-z]{2,8}\.?(?:\s\d{1,2},)?\s)?(?:19|20)\d\d)\.?"
)


def read(raw: str) -> Known | None:
    """Author, journal and date, where nothing else is printed and the words between are a journal's name."""
    match = _WHOLE.fullmatch(raw) if len(raw) < 300 else None
    if match is None or not containers.is_journal(match["journal"]):
        return None
    labels = (("author", "author"), ("journal", "journal"), ("aside", "online"), ("date", "date"))
    every = frozenset({"author", "title", "journal", "booktitle", "publisher", "place", "note", "date"})
    return Known(groups(match, labels), "article-journal", drops=every)
