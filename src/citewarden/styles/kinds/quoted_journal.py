"""Articles whose journal stands in quotation marks behind "in": "Neri A., Il sonno, in «Quaderni», a. XII, n. 2"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (", in «", ", in “", ', in "', ", «", " in «")

_ONE = r"(?:(?:[A-ZÀ-Þ]\.[\s-]?){1,3}[A-ZÀ-Þ][\w'’-]{1,30}|[A-ZÀ-Þ][\w'’-]{1,30}\s(?:[A-ZÀ-Þ]\.\s?){1,3})"
_SIGNED = re.compile(rf"(?P<author>{_ONE}(?:(?:,\s|\se\s){_ONE}){{0,8}}),?\s")
_JOURNAL = re.compile(
    r"(?P<in>,?\sin\s[«“\"])(?P<journal>[^«»“”\"]{3,120})(?P<close>[»”\"]),"
    r"(?:\s(?:a\.|anno|vol\.|v\.)\s(?P<volume>[\dIVXLC]{1,8}),)?(?:\s(?:n\.|nr\.?|fasc\.)\s(?P<issue>[\d/-]{1,8}),)?"
)


def read(raw: str) -> Known | None:
    """The journal; the title is what stands before it, behind the names."""
    match = _JOURNAL.search(raw)
    signed = _SIGNED.match(raw) if match else None
    if match is None or (signed and signed.end() > match.start()):
        return None
    fields = groups(
        match, [("aside", "in"), ("journal", "journal"), ("aside", "close"), ("volume", "volume"), ("issue", "issue")]
    )
    drops = {"journal", "booktitle"}
    if signed:
        fields = (("author", *signed.span("author")), ("title", signed.end(), match.start()), *fields)
        drops |= {"author", "title", "editor"}
    return Known(fields, "article-journal", drops=frozenset(drops))
