"""Articles as lawyers cite them: "A Roe and B Poe, ‘Title’ (2019) 27(3) Medical Law Review 401, 410"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("’ (", "' (", "” (", '" (', "’ [", "' [", "” [", '" [')

_ARTICLE = re.compile(
    r"(?:(?P<author>[^‘“\"':;()\[\]]{3,240}?),\s)?(?P<title>[‘“\"'][^“”\"\[\]]{4,300}?[’”\"']),?\s"
    r"(?:\((?P<date>(?:19|20)\d\d)\)|\[(?P<dated>(?:19|20)\d\d)\])\s(?:(?P<volume>\d{1,4})\s?(?:\((?P<issue>[\w./–-]{1,12})\))?\s)?"
    r"(?P<journal>[A-ZÀ-Þ](?:[^\d;:()\[\]]|\([A-Z][a-z]+\)){1,90}?)\s(?P<pages>[A-Za-z]?\d{1,6}(?:[-–]\d{1,6})?)(?P<locator>(?:,\s(?:at\s|paras?\s)?\[?\d{1,5}(?:[-–]\d{1,5})?\]?){0,3})"
    r"(?=[.;\s<(]|\Z)"
)
_OTHERS = frozenset({"booktitle", "place", "publisher", "genre", "note", "number", "collection"})
"""What no such article has."""


def read(raw: str) -> Known | None:
    """The year, the volume before the journal, its first page, and the page that is meant."""
    match = _ARTICLE.match(raw)
    if match is None:
        return None
    fields = groups(
        match,
        [(name, name) for name in ("author", "title", "date", "volume", "issue", "journal", "pages")],
    )
    fields += groups(match, [("date", "dated"), ("aside", "locator")])
    locator = match["locator"].strip(", ")
    return Known(
        fields,
        "article-journal",
        {"locator": locator} if locator else {},
        _OTHERS | {label for label, _, _ in fields} - {"aside"},
    )
