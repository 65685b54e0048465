"""Reviews of the Cochrane Library, whose old entries name an issue and an article number in words."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("cochrane",)

_BOOK = re.compile(
    r"(?<=[.?!)\]:”\"]\s)(?P<in>In:?\s)?(?P<book>(?:The\s)?Cochrane\s(?:Database(?:\sof\sSystematic\sReviews|\sSyst(?:ematic)?\.?\sRev(?:iews|\.)?)"
    r"|Library)(?:\s\[(?:Internet|database on disk and CD[ -]?ROM)\]|\s\(Online\))?)"
    r"(?=[\s.,;:(])",
)
_ISSUE = re.compile(r"\b(?P<word>Iss(?:ue|\.)?\s?)(?P<issue>\d{1,2})\b")
_NUMBER = re.compile(
    r"(?<![\w.])(?P<words>(?:Art(?:icle|\.)?\s?(?:No|Number)\.?:?\s?|p\.\s?)?"
    r")(?P<page>CD\d{6}(?:\.pub\d+)?)\b", re.IGNORECASE)  # fmt: skip


def read(raw: str) -> Known | None:
    """The name of the database, "Issue 2" and "Art. No.: CD000011" as printed."""
    book = _BOOK.search(raw)
    if not book:
        return None
    fields = groups(book, [("aside", "in"), ("journal", "book")])
    issue = _ISSUE.search(raw, book.end())
    if issue:
        fields += (("aside", *issue.span("word")), ("issue", *issue.span("issue")))
    number = _NUMBER.search(raw, book.end())
    if number:
        if number["words"]:
            fields += (("aside", *number.span("words")),)
        fields += (("pages", *number.span("page")),)
    return Known(fields, "article-journal" if number else "")
