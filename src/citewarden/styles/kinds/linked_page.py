"""A page in the words of a link, whose it is and where: "NHS: Insomnia – https://www.nhs.uk/conditions/insomnia/",
"NIH MedlinePlus: LDL: The "Bad" Cholesterol"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.styles.kinds.corporate_author import is_body
from citewarden.text import names

SIGNS = (": ", " (20", " (19", " – ", " — ", " - ")
YIELDS = True

_LINKED = re.compile(
    r"(?P<who>[A-ZÀ-Þ][^.:;\[\]()–—]{1,80}?)(?::\s|\s[–—-]\s)(?P<title>[A-ZÀ-Þ0-9][^.;\[\]]{2,160}?[?!]?)"
    r"(?P<gap>\s?(?:\s[–—-]|[.,:;])?\s(?:Available\s(?:at|from|online):?\s)?)(?=https?://|www\.)"
)
_YEAR_LAST = re.compile(
    r"(?P<who>[A-ZÀ-Þ][^.:;\[\]()]{1,80})\.\s(?P<title>[A-ZÀ-Þ0-9][^.;\[\]()]{2,160})\s\((?P<date>(?:19|20)\d\d)\)\.?"
    r"(?:\s(?:Available\s(?:at|from):?\s)?(?=https?://|www\.|[a-z0-9-]{2,40}\.[a-z.]{2,30}(?:/|\s|\Z))|\Z)"
)
"""The year in brackets behind the title: "Board of Health. Knee pain (2019). board.example"."""
_ALONE = re.compile(r"(?P<who>[A-ZÀ-Þ][^.:;\[\]()–—]{1,80}?):\s(?P<title>[A-ZÀ-Þ0-9][^.;\[\]]{2,200}?[?!]?)\.?")
"""Nothing else, as a link's words are where its address stands in none of them."""
_OF_SITE = re.compile(
    r"(?P<site>(?:www\.)?(?:[a-z0-9-]{2,40}\.){1,3}(?:de|org|com|net|gov|info|at|ch|fr|es|it|nl|co\.uk|org\.uk|nhs\.uk)):\s"
    r"(?P<title>[A-ZÀ-Þ][^.:;,]{3,160})(?:[.,]\s(?:Stand:?\s|[Ss]tatus:?\s|[Uu]pdated\s)?(?P<date>[^,;:]{0,16}(?:19|20)\d\d))?\.?"
)
"""A page by its site's address: "www.board.example: Sleep, 3.5.2021"."""
_IMPRINT = re.compile(r"\b(?:19|20)\d\d\b|\d\s?[:(]\s?\d|[“”]|^\"")
_SHORT = re.compile(
    r"(?:[A-Z]{2,8}\s)?[A-Z]{2,8}|(?:[A-Z]{2,8}\s)?[A-Z]\w*[a-z][A-Z]\w*|(?:[A-Z][\w’'-]+\s){1,4}(?:Clinic|Health|Hospital|Medicine|Trust)"
)


def _is_one_body(words: str) -> bool:
    """Whether words of more than one are a body's name where names stand, and no title."""
    listed = names.parse(words).names
    return " " in words and len(words.split()) < 5 and words.istitle() and len(listed) == 1 and "literal" in listed[0]


def read(raw: str) -> Known | None:
    """The organisation and the title, where nothing else stands before the address."""
    if site := _OF_SITE.fullmatch(raw):
        fields = groups(site, (("booktitle", "site"), ("title", "title"), ("date", "date")))
        drops = frozenset({"author", "title", "booktitle", "journal", "note", "publisher", "place", "date"})
        return Known(fields, "webpage", drops=drops)
    dated = _YEAR_LAST.match(raw)
    if dated and (is_body(dated["who"]) or _is_one_body(dated["who"])):
        fields = groups(dated, (("body", "who"), ("title", "title"), ("date", "date")))
        return Known(fields, "webpage", drops=frozenset({"author", "title", "booktitle", "journal", "date"}))
    linked = _LINKED.match(raw)
    match = linked or (None if _IMPRINT.search(raw) else _ALONE.fullmatch(raw))
    if not match or not (_SHORT.fullmatch(match["who"]) or is_body(match["who"]) or _is_one_body(match["who"])):
        return None
    fields = groups(match, (("body", "who"), ("title", "title")))
    fields += (("aside", *linked.span("gap")),) if linked else ()
    return Known(fields, "webpage", drops=frozenset({"author", "title", "note", "booktitle", "url"}))
