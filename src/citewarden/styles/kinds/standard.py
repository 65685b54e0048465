"""Technical standards by their number: "ISO 14971:2019. Medical devices — Application of risk management ..."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.text import names

SIGNS = (
    "iso",
    "iec",
    "en ",
    "din",
    "bs ",
    "astm",
    "ansi",
    "önorm",
    "une",
    "uni ",
    "gb/t",
    "clsi",
    "as/nzs",
    "as ",
    "nzs ",
    "гост",
)

_NUMBER = (
    r"(?:ISO|IEC|EN|DIN|BS|ASTM|ANSI|ÖNORM|NF|UNE|UNI|JIS|GB/T|CSA|AAMI|IEEE|NISO|AS|NZS|ГОСТ)"
    r"(?:[\s/-](?:ISO|IEC|EN|NZS|TS|TR|PAS|AAMI|ANSI|ADA|Р))*(?:\s[Ss]tandard(?:\s[Nn]o\.|\s[Nn]umber)?)?\s?[A-Z]{0,2}-?\d[\d.]{0,9}(?:-\d{1,3}){0,3}(?:[:-](?P<year>(?:19|20)\d\d)(?:[-(]\d\d\)?)?)?(?:\s?[+/]A\w*:\d{4})?"
)
_FIRST = re.compile(
    rf"(?:(?P<body>[A-ZÀ-Þ][^.;:]{{5,100}})\.\s)?(?P<number>{_NUMBER})(?:[.,:]|\s[—–-])?\s(?P<title>[A-ZÀ-ÞА-Я“\"][^.]{{5,300}}?)(?=\.\s|\.?$|;\s)"
)
_LAST = re.compile(
    rf"(?:(?P<body>[A-ZÀ-Þ][^.;:]{{5,100}})\.\s)?(?P<title>[A-ZÀ-Þ][^.]{{8,300}}?)\.?,?\s[(\[]?(?:[Ss]tandard\s(?:[Nn]o\.?\s)?)?(?P<number>{_NUMBER})[)\]]?(?=[.;,]|$)"
)


def read(raw: str) -> Known | None:
    """Number, title and whoever set it; the year in the number is the date where no other is printed."""
    match = _FIRST.match(raw) or _LAST.match(raw)
    if not match or re.search(r"\d\s?\(\d+\)\s?:|;\s?\d+\s?[(:]", raw):
        return None
    if match["body"] and not names.is_organisation(match["body"]):
        return None
    if not re.search(r"\d{3}|\d-\d|:\d{4}", match["number"]):
        return None  # "NF 1: a guide"
    fields = groups(match, [("body", "body"), ("number", "number"), ("title", "title")])
    drops = frozenset({"author", "editor", "title", "journal", "booktitle", "collection"})
    return Known(fields, "standard", drops=drops, unless=frozenset({"volume", "page"}))
