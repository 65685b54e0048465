"""Numbers under which bodies list their works: "Kostråd. IS-2170. Oslo: ...", "... Artikelnummer 22098. Solna: ..."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (". is-", "nummer ", "artikelnr", "publicatienr", "best.-nr", "catalogue n", "order n")

_NUMBER = re.compile(
    r"(?<=[^\s.][.;,])\s(?P<number>IS-\d{3,5}|(?:(?:[Aa]rtikel|[Pp]ublika(?:tions|sjons)|[Pp]ublicatie|[Bb]estell)-?(?:nummer|nr\.?)"
    r"|Best\.-Nr\.|(?:[Cc]atalogue|[Oo]rder)\s(?:[Nn]o\.|[Nn]umber)):?\s(?=[\w./-]*\d)[\w./-]*\w)(?=[.;,]\s|\.?$)"
)


def read(raw: str) -> Known | None:
    """The number, which is no end of the title and no name of what the work stands in."""
    match = _NUMBER.search(raw)
    return Known(groups(match, [("number", "number")])) if match else None
