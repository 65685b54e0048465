"""Books under their editors' names: "Kryger MH, Roth T, Goldstein CA, editors. Principles and practice of ..."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("ed.", "eds", "editor", "hrsg", "hg.", "dir.", "coord", "(ed)", "red.")

_NAME = (
    r"(?:(?:de|van|von|der|den|la|le|di|da|del)\s)*[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?"
    r"\s[A-Z]{1,3}(?:\s(?:Jr|Sr|[23]rd|2nd))?"
)
_EDITORS = re.compile(
    rf"^(?P<who>{_NAME}(?:(?:,\s(?:and\s|&\s)?|;\s|\sand\s|\s&\s){_NAME})*(?:,\set\sal\.?)?,?\s[\[(]?(?:editors?|eds?|Hrsg|Hg|dirs?|coords?|red)\.?[\])]?)"
    r"[.,:]?\s(?=[A-ZÀ-Þ0-9“\"])"
)


_TITLE = re.compile(
    r"[.,:]?\s(?P<title>[A-ZÀ-Þ0-9“\"][^.]{5,240}?)\.\s(?=\d+(?:st|nd|rd|th)\sed|[Rr]ev(?:ised|\.)\sed"
    r"|[A-ZÀ-Þ][\w .,()'’-]{2,40}\s?:\s[A-ZÀ-Þ])"
)
"""The book's own title: what follows it is its edition or imprint."""


def read(raw: str) -> Known | None:
    """Names up to the word for editors are the editors', all of them; the title after them is the book's."""
    match = _EDITORS.match(raw)
    if not match:
        return None
    title = _TITLE.match(raw, match.end("who"))
    if not title:
        return Known((("editor", *match.span("who")),), drops=frozenset({"author"}))
    fields = (("editor", *match.span("who")), ("title", *title.span("title")))
    return Known(fields, drops=frozenset({"author", "title", "booktitle", "journal"}))
