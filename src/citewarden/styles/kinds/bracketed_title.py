"""Pages as health sites list them, the title in brackets behind whose it is: "RCGP (Gallstones)"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.styles.kinds.corporate_author import is_body
from citewarden.text import containers

SIGNS = (" (",)
YIELDS = True

_WHOLE = re.compile(
    r"(?P<who>[A-ZÀ-Þ][^()\[\].;:,]{1,90}?)\s(?P<open>\()(?P<title>[^\W\d_][^()\[\];]{3,240}(?:\([^()]{1,40}\)[^()\[\];]{0,120})?)(?P<close>\))\.?"
    r"(?P<rest>\s*(?:https?://\S+|www\.\S+)?)"
)
_SHORT = re.compile(r"(?:[A-Z]{2,6}\s)?(?:[A-Z]{2,8}|[A-Z]\w*[a-z][A-Z]\w*)")
_NO_TITLE = re.compile(
    r"[A-Z]{2,8}\b[^a-z]*|.*\b(?:19|20)\d\d|(?i:ed|eds|editor|editors|hrsg|uk|us|usa|online|internet)\.?"
)
"""What else stands in brackets behind a body: its initials, a year, "ed."."""


def read(raw: str) -> Known | None:
    """The body, or the journal, and the title, where nothing else is printed."""
    match = _WHOLE.fullmatch(raw.strip()) if len(raw) < 400 else None
    if match is None or _NO_TITLE.fullmatch(match["title"]) or raw != raw.strip():
        return None
    journal = containers.is_journal(match["who"])
    if not (journal or _SHORT.fullmatch(match["who"]) or is_body(match["who"])):
        return None
    labels = (("journal" if journal else "body", "who"), ("aside", "open"), ("title", "title"), ("aside", "close"))
    every = frozenset({"author", "editor", "title", "journal", "booktitle", "publisher", "place", "note", "genre"})
    return Known(groups(match, labels), "article-journal" if journal else "webpage", drops=every)
