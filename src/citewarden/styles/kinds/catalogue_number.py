"""Numbers under which bodies list their works: "Kostråd. IS-2170. Oslo: ...", "... Artikelnummer 22098. Solna: ..."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    ". is-",
    "nummer ",
    "artikelnr",
    "publicatienr",
    "best.-nr",
    "catalogue n",
    "order n",
    "cat. n",
    "cat no",
    "leaflet ",
    "pl ",
    "plgb ",
    "rvg ",
    "eu/1/",
    "zul.",
    "ndc ",
    "ema/",
)

_NUMBER = re.compile(
    r"(?<=[^\s.][.;,])\s(?P<number>IS-\d{3,5}|(?:(?:[Aa]rtikel|[Pp]ublika(?:tions|sjons)|[Pp]ublicatie|[Bb]estell)-?(?:nummer|nr\.?)"
    r"|Best\.-Nr\.|(?:[Cc]at(?:alogue|\.)?|[Oo]rder)\s(?:[Nn]o\.?|[Nn]umber)):?\s(?=[\w./-]*\d)[\w./-]*\w)(?=[.;,]\s|\.?$)"
)

_LICENCE = re.compile(
    r"(?<=[^\s.][.;,]\s)(?P<number>PL(?:GB|NI)?\s\d{4,5}/\d{3,4}|RVG\s\d{4,6}|EU/1/\d\d/\d{2,4}(?:/\d{3}(?:-\d{3})?)?"
    r"|Zul\.-?\s?Nr\.:?\s(?=[\w.]*\d)[\w.]*\w|NDC\s\d[\d-]+\d|EMA/[A-Z]{2,6}(?:/[A-Z]{2,6})?/\d[\d/-]*\d(?:\s[Rr]ev\.?\s?\d{1,2})?)(?=[.;,]|\Z)"
)
"""The licence of a medicine, or the paper of its agency."""
_LEAFLET = re.compile(
    r"(?<=[.;,]\s)(?P<genre>(?:[Pp]atient\s)?[Ll]eaflet|[Ff]act\s?[Ss]heet|[Bb]ooklet)\s(?:(?:[Nn]o\.?|[Nn]umber|[Cc]ode|[Rr]ef\.?):?\s)?"
    r"(?P<number>(?=[\w./-]*\d)[A-Z\d][\w./-]*\w)(?=[.;,]\s|\.?\Z)"
)
"""The number a leaflet bears."""


def read(raw: str) -> Known | None:
    """The number, which is no end of the title and no name of what the work stands in."""
    match = _NUMBER.search(raw) or _LICENCE.search(raw)
    if match:
        return Known(groups(match, [("number", "number")]))
    leaflet = _LEAFLET.search(raw)
    if leaflet is None or (leaflet["number"].isdecimal() and len(leaflet["number"]) == 4):
        return None  # "Leaflet 2019"
    return Known(groups(leaflet, [("genre", "genre"), ("number", "number")]), "pamphlet",
                 unless=frozenset({"volume", "page"}))  # fmt: skip
