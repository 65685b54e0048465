"""Pages as patient sites list them, whose they are behind a semicolon: "Tinea Corporis; DermNet NZ, March 2019."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.styles.kinds.corporate_author import is_body
from citewarden.text import shapes

SIGNS = ("; ",)
YIELDS = True

_WHOLE = re.compile(
    r"(?P<title>[A-ZÀ-Þ0-9][^;\[\]]{3,200});\s(?P<publisher>[A-ZÀ-Þ][^;.,\d\[\]]{1,80}?)"
    r"(?:,\s(?:last\supdated\s|updated\s)?(?P<date>(?:[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d))?(?P<note>\s\([^()]{3,40}\))?\.?"
)
_SHORT = re.compile(r"[A-Z]{2,8}(?:\s[A-Z]{2,5})?|(?:[A-Z][\w’'-]+\s){0,3}\w*[a-z][A-Z]\w*(?:\s[A-Z]{2,8})?")


def read(raw: str) -> Known | None:
    """Title, body and date, where nothing else is printed and nobody stands in front."""
    match = _WHOLE.fullmatch(raw) if len(raw) < 320 else None
    if match is None or shapes.begins_with_authors(raw):
        return None
    if not (_SHORT.fullmatch(match["publisher"]) or is_body(match["publisher"])):
        return None
    labels = [("title", "title"), ("publisher", "publisher"), ("date", "date"), ("note", "note")]
    every = frozenset({"author", "title", "journal", "booktitle", "publisher", "place", "note", "date"})
    return Known(groups(match, labels), "webpage", drops=every)
