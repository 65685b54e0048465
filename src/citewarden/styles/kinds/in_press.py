"""Works that are not out yet: "Poe A. Title. Journal. In press 2024.", "Roe B. Title. Forthcoming."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("in press", "forthcoming", "in preparation", "submitted", "to appear", "unpublished", "no prelo", "en prensa",
         "im druck", "sous presse", "in stampa")  # fmt: skip

_ENTRY = re.compile(
    r"(?P<author>(?:[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}\s[A-Z]{1,3}(?:,\s(?:et\sal)?|(?=\.)))+)\.\s"
    r"(?P<title>[^.?!]{2,300}(?:\.\d[^.?!]{0,200})?[.?!])\s(?:(?P<journal>[A-Z](?:[^.;:\d]|\.(?=\s[A-Z][a-z]{1,9}\.?\s)){1,80}?)[.,;]?\s)??"
    r"(?P<status>\(?(?i:in\spress|forthcoming|in\spreparation|submitted(?:\sfor\spublication)?|to\sappear|no\sprelo|en\sprensa|im\sdruck"
    r"|sous\spresse|in\sstampa)\)?)(?:[,;.]?\s\(?(?P<date>(?:19|20)\d\d)\)?)?(?=[.;]?\s*(?:$|doi|https?:|DOI))"
)


def read(raw: str) -> Known | None:
    """What stands before the words for it is the journal, or the title alone; a year beside them is the year."""
    match = _ENTRY.match(raw)
    if match is None:
        return None
    fields = groups(match, [("author", "author"), ("title", "title"), ("journal", "journal"), ("date", "date")])
    made = {"status": match["status"].strip("()").lower()}
    drops = frozenset({"author", "title", "journal", "booktitle", "publisher", "note", "date", "place"})
    return Known(
        (*fields, ("aside", *match.span("status"))), "article-journal" if match["journal"] else "", made, drops
    )
