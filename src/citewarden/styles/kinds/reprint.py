"""Reprints that name the first edition before their imprint: "Facsimile of the 1st ed., London, Harrison, 1860."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known
from citewarden.text import dates

SIGNS = ("facsimile", "reprint of", "reissue of", "reprint. original")

_OF = re.compile(
    r"(?<=[.?!]\s)\(?(?:Facsimile|Reprint|Reissue)(?:\s(?:edition|ed\.))?\s?(?:of|\.\sOriginal(?:ly)?(?:\spublished)?:?)\s(?:[^.;]|(?<=\bed)\.){2,90}?"
    r"\b(?P<year>(?:1[5-9]|20)\d\d)(?:\s(?:edition|ed))?\)?[.;]\s?(?=[A-ZÀ-Þ][^.;]{2,80};?\s)"
)


def read(raw: str) -> Known | None:
    """What is said of the first edition is no title; its year is the original date, not that of the book at hand."""
    match = _OF.search(raw)
    if match is None or not re.search(r"(?:19|20)\d\d", raw[match.end() :]):
        return None
    return Known((("aside", *match.span()),), "book", {"original-date": dates.parse(match["year"])})
