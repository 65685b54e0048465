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
    rf"^(?P<who>{_NAME}(?:(?:,\s(?:and\s|&\s)?|;\s|\sand\s|\s&\s){_NAME})*(?:,\set\sal\.?)?,?\s(?P<of>\(Çev\.\s)?[\[(]?(?:editors?|eds?|Eds?|Hrsg|Hg|dirs?|coords?|coordinador(?:es|as?)?|red)\.?[\])]?)"
    r"[.,:]?\s(?=[A-ZÀ-ÞİŞĞ0-9“\"])"
)


_TITLE = re.compile(
    r"[.,:]?\s(?P<title>[A-ZÀ-ÞİŞĞ0-9“\"][^.]{5,240}?)\.\s"
    r"(?:(?P<collection>[A-ZÀ-Þ][^.:;\[\]]{7,90})\.\s(?=[A-ZÀ-Þ][\w ,()'’-]{2,40}\s?:\s[A-ZÀ-Þ]))?"
    r"(?=\d+(?:st|nd|rd|th)\sed|\d{1,2}\.\s(?:[Bb]ask|udg|utg|uppl|vyd)|[Rr]ev(?:ised|\.)\sed"
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
    end = match.start("of") if match["of"] else match.end("who")  # editors of a translation
    who = (("editor", match.start("who"), end), ("aside", end, match.end("who")))[: 1 + bool(match["of"])]
    if not title:
        return Known(who, drops=frozenset({"author"}))
    fields = (*who, *groups(title, (("title", "title"), ("collection", "collection"))))
    return Known(fields, drops=frozenset({"author", "title", "booktitle", "journal"}))
