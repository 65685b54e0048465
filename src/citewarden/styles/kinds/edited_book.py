"""Books under their editors' names: "Kryger MH, Roth T, Goldstein CA, editors. Principles and practice of ..."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("ed.", "eds", "editor", "éd", "hrsg", "hg.", "dir.", "coord", "(ed)", "red.")

_NAME = (
    r"(?:(?:de|van|von|der|den|la|le|di|da|del)\s)*[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?"
    r"\s[A-Z]{1,3}(?:\s(?:Jr|Sr|[23]rd|2nd))?"
)
_EDITORS = re.compile(
    rf"^(?P<who>{_NAME}(?:(?:,\s(?:and\s|&\s)?|;\s|\sand\s|\s&\s){_NAME})*(?:,\set\sal\.?)?,?\s[\[(]?(?:editors?|eds?|Hrsg|Hg|dirs?|coords?|red)\.?[\])]?)"
    r"[.,:]?\s(?=[A-ZÀ-Þ0-9“\"])"
)


_TITLE = re.compile(
    r"[.,:]?\s(?P<title>[A-ZÀ-Þ0-9“\"][^.]{5,240}?)\.\s"
    r"(?:(?P<collection>[A-ZÀ-Þ][^.:;\[\]]{7,90})\.\s(?=[A-ZÀ-Þ][\w ,()'’-]{2,40}\s?:\s[A-ZÀ-Þ]))?"
    r"(?=\d+(?:st|nd|rd|th)\sed|[Rr]ev(?:ised|\.)\sed"
    r"|[A-ZÀ-Þ][\w .,()'’-]{2,40}\s?:\s[A-ZÀ-Þ])"
)
"""The book's own title, and its series: what follows is the edition or imprint."""
_PART = re.compile(
    rf"(?P<in>\b(?:In|Dans|En)\s?:\s)(?P<who>{_NAME}(?:(?:,\s(?:and\s|&\s)?|;\s|\sand\s|\s&\s|\set\s){_NAME}){{0,40}}(?:,\set\sal\.?)?"
    r",?\s[\[(]?(?:editors?|eds?|éditeurs?|éds?|Hrsg|dirs?|coords?)\.?[\])]?)[.,]?\s(?P<book>[A-ZÀ-Þ0-9][^.\[\]]{3,240})\.\s"
    r"(?=[Vv]ol(?:ume|\.)?\s|\d{1,2}(?:st|nd|rd|th|e|ª)?\.?\s(?:[Rr]ev\.?\s)?(?:[Ee]d|[Éé]d|[Aa]ufl)"
    r"|[A-ZÀ-Þ][\w .,()'’-]{2,40}\s?:\s[A-ZÀ-Þ])"
)
"""A part of a book: "In: Roe A, Poe B, editors. Sleep and brain. 3rd ed."."""


def read(raw: str) -> Known | None:
    """Names up to the word for editors are the editors', all of them; the title after them is the book's."""
    match = _EDITORS.match(raw)
    part = None if match else _PART.search(raw)
    if part:
        inside = groups(part, (("aside", "in"), ("editor", "who"), ("booktitle", "book")))
        return Known(inside, "chapter", drops=frozenset({"editor", "booktitle", "journal"}))
    if not match:
        return None
    title = _TITLE.match(raw, match.end("who"))
    if not title:
        return Known((("editor", *match.span("who")),), drops=frozenset({"author"}))
    fields = (("editor", *match.span("who")), *groups(title, (("title", "title"), ("collection", "collection"))))
    return Known(fields, drops=frozenset({"author", "title", "booktitle", "journal"}))
