"""Entries as EndNote's own style sets them: "..., Sleep in old age. Sleep, 2017. 21(3): p. 2-44." and "..., Pills, in
Drugs in old age, H. Poe, Editor. 2014, Roe Press: Berlin. p. 211-29."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.text import names

SIGNS = (": p. ", ". p. ")

_GIVEN = r"(?:[A-ZÀ-Þ]\.[\s-]?){1,4}"
_FAMILY = r"(?:(?:van|von|de|der|den|da|di|du|la|le|zu)\s){0,3}[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?"
_AUTHORS = (
    rf"(?P<author>{_FAMILY},\s{_GIVEN}"
    rf"(?:(?:,?\s(?:and|und|et|y|e|en|och|og)\s|,\s){_GIVEN}\s?{_FAMILY}){{0,20}}(?:,\set\sal\.)?),\s"
)
_ARTICLE = re.compile(
    r"(?P<title>[^\s,].{8,300}?)(?:,\s(?P<aside>Update\s(?:19|20)\d\d))?\.\s(?P<journal>[A-ZÀ-Þ][^.,;:\d]{2,80}),\s(?P<date>(?:19|20)\d\d)\.\s"
    r"(?P<volume>\d{1,4})(?:\((?P<issue>[^()]{1,15})\))?:\sp\.\s(?P<pages>[A-Za-z]?\d[\w–-]*)"
)
_PART = re.compile(
    rf"{_AUTHORS}(?P<title>[^\s,][^,]{{6,200}}?),\s(?P<in>in\s)(?P<book>[A-ZÀ-Þ0-9][^,;]{{4,160}}?),\s"
    rf"(?P<editor>{_GIVEN}{_FAMILY}(?:(?:,?\s(?:and|und|et|y|e)\s|,\s){_GIVEN}{_FAMILY}){{0,8}}),?\s(?P<role>Editors?)\.\s"
    r"(?P<date>(?:19|20)\d\d),\s(?P<publisher>[^.:;]{2,80}):\s(?P<place>[^.:;\d]{2,50})\.\sp\.\s(?P<pages>\d+(?:\s?[-–]\s?\d+)?)"
)
_NUMBERED = re.compile(r"\s\((?P<words>AWMF[\s-]?(?:Register)?[\w-]*\s)?\d{3}-\d{3}\)\Z")


def read(raw: str) -> Known | None:
    """A part of a book by its authors and editors, or an article of a body whose name a comma ends."""
    if match := _PART.match(raw):
        names_of = ("author", "title", "editor", "date", "publisher", "place", "pages")
        fields = groups(match, [("aside", "in"), ("booktitle", "book"), ("aside", "role"), *((n, n) for n in names_of)])
        return Known(fields, "chapter", drops=frozenset({*names_of, "booktitle", "journal", "note", "genre"}))
    body, comma, _ = raw.partition("), ")
    if not comma or not (names.is_foreign_body(body) or names.is_organisation(body)) or "(" not in body:
        return None
    match = _ARTICLE.match(raw, len(body) + 3)
    if match is None:
        return None
    start, end = match.span("title")
    numbered = _NUMBERED.search(raw, start, end)
    fields = groups(match, [(n, n) for n in ("journal", "date", "volume", "issue", "pages", "aside")])
    fields += (("body", 0, len(body) + 1), ("title", start, numbered.start() if numbered else end))
    drops = {"author", "title", "booktitle", "journal", "date", "volume", "issue", "pages", "place", "publisher"}
    return Known(fields, "article-journal", drops=frozenset(drops))
