"""Articles as German journals list them, their title behind a colon: "Roe T, Poe H: Schlaf. Dtsch. Ärztebl. 2005"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (": ",)

_NAME = (
    r"(?:(?:von|van|de|der|den|zu)\s){0,2}[A-ZÀ-Þ][\w'’-]{1,30}(?:\s[A-ZÀ-Þ][\w'’-]{1,30})?,?\s"
    r"(?:[A-Z]{1,3}\b|(?:[A-Z]\.-?\s?){1,3})"
)
_WHOLE = re.compile(
    rf"(?P<author>{_NAME}(?:[,;]\s(?:u\.\s|und\s)?{_NAME}){{0,20}}(?:,?\s(?:et\sal\.?|u\.\s?a\.))?):\s"
    r"(?P<title>[A-ZÀ-Þ0-9][^.?!]{2,240}[.?!])\s(?P<journal>[A-ZÀ-Þ][\w’'-]*\.?(?:\s(?:[A-ZÀ-Þ][\w’'-]*\.?|für|der|of|and|&)){0,6})[,.]?\s"
    r"(?=\(?(?:19|20)\d\d\)?\s?[;,:]\s?\d)"
)


def read(raw: str) -> Known | None:
    """Names, title and journal, where year and volume follow."""
    match = _WHOLE.match(raw)
    if match is None or len(match["title"]) < 12:
        return None  # a short word with a stop begins the journal's name: "Roe A: Phys. Rev. 2001"
    fields = groups(match, [("author", "author"), ("title", "title"), ("journal", "journal")])
    return Known(fields, drops=frozenset({"author", "title", "journal", "booktitle", "editor"}))
