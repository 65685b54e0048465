"""Books set with commas throughout: "Roe A. (a cura di), Il dolore. Diagnosi e terapia, 2a ed., Bologna, Edizioni Poe,
2016", "OCDE, Health at a Glance 2023, Paris, OECD Publishing, 2023"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (", 19", ", 20")

_NAME = (
    r"(?:(?:De|Di|Da|Del|Della|La|Lo|Le|Van|Von)\s)?[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?,?\s(?:[A-Z]\.[\s-]?){1,3}"
)
_HEAD = (
    rf"(?:(?P<body>[A-ZÀ-Þ]{{3,8}})|(?P<editor>{_NAME}(?:(?:,\s|\se\s|\set\s|\sy\s){_NAME}){{0,20}}),?\s?"
    r"(?P<role>\(?(?:a\scura\sdi|dirs?\.|eds?\.|coords?\.|éds?\.)\)?)),\s"
)
_BOOK = re.compile(
    rf"{_HEAD}(?P<title>[A-ZÀ-Þ“«][^,;\[\]]{{5,240}}?),\s"
    r"(?:(?P<edition>(?:\d{1,2}(?:[aªeº]|ème|ª)?|[IVX]{1,4})\s(?:ed|éd|edizione|edición|édition)\.?),\s)?"
    r"(?P<place>[A-ZÀ-Þ][\w'’-]+(?:[\s-][A-ZÀ-Þ][\w'’-]+){0,2}),\s(?P<publisher>[A-ZÀ-Þ][^,;:\[\]()]{2,60}),\s"
    r"(?:(?P<aside>coll\.\s)«?\s?(?P<collection>[^,»]{3,60}?)\s?»?,\s)?(?P<date>(?:19|20)\d\d)"
    r"(?P<part>,\s(?:cap|chap)\.\s(?P<chapter>\d{1,3}))?(?=[.,]|\s|\Z)"
)
"""One title without a comma, then edition, place, house and year."""

_SIGNED = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?,?\s(?:[A-Z]{1,3}|(?:[A-Z]\.-?\s?){1,3})(?:,\s|\set\s|\se\s|\sy\s|;\s)?){1,8}(?<=\w|\.)\.?\s"
    r"(?P<title>[A-ZÀ-Þ“«][^.,;\[\]]{5,200})\.\s(?P<place>[A-ZÀ-Þ][\w'’-]+(?:[\s-][A-ZÀ-Þ][\w'’-]+){0,2}),\s(?P<publisher>[A-ZÀ-Þ][^,;:.\[\]()\d]{2,60}),\s"
    r"(?P<aside>coll(?:ection|\.)\s)«?\s?(?P<collection>[^,»]{3,60}?)\s?»?,\s(?P<date>(?:19|20)\d\d)(?=[.,]|\s|\Z)"
)
"""Place, house and series behind a stop: "Durand C. Le diabète. Paris, Flammarion, coll. « Santé », 2016"."""


def read(raw: str) -> Known | None:
    """A body by its initials or the editors, the whole title, edition, place, house, year and the chapter meant."""
    match = _BOOK.match(raw)
    if match is None and (signed := _SIGNED.match(raw)):
        own = ("title", "place", "publisher", "collection", "date")
        fields = groups(signed, [("aside", "aside"), *((name, name) for name in own)])
        return Known(fields, "book", drops=frozenset({*own, "journal", "booktitle", "note"}))
    if match is None:
        return None
    labels = ("body", "title", "edition", "place", "publisher", "collection", "date")
    fields = groups(match, [(name, name) for name in labels])
    fields += groups(match, [("aside", "aside"), ("aside", "part")])
    fields += (("editor", match.start("editor"), match.end("role")),) if match["editor"] else ()
    made = {"chapter-number": match["chapter"]} if match["chapter"] else {}
    drops = {"author", "title", "booktitle", "journal", "place", "publisher", "edition", "volume", "issue", "date"}
    return Known(
        fields, "report" if match["body"] else "book", made, frozenset(drops | {"editor", "collection", "note"})
    )
