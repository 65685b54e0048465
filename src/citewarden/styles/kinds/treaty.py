"""Treaties by their names: "Convention on ... (adopted 13 December 2006) 2515 UNTS 3"."""

from __future__ import annotations

import re

from citewarden.styles._known import WHOLE, Known, groups
from citewarden.text import dates

SIGNS = (
    " unts ",
    " lnts ",
    "ets no",
    "ets, no",
    "opened for signature",
    "united nations treaty",
    " ilm ",
    "entered into force",
)

_NAMED = re.compile(
    r"(?P<title>[A-ZÀ-Þ][^.;()\[\]]{8,200}?(?:Convention|Treaty|Protocol|Covenant|Agreement|Charter|Statute|Constitution)\b[^.;()\[\]]{0,200}?"
    r"|(?:Convention|Treaty|Protocol|Covenant|Agreement|Charter|Statute|Constitution)\b[^.;()\[\]]{3,250}?)"
    r"(?=,?\s?[(\[,]?\s?(?:adopted|opened\sfor\ssignature|signed|concluded|done|open\sfor|entered\sinto|\d{1,4}\s(?:UNTS|LNTS|ILM)\b|C?ETS\b))"
)
_SERIES = re.compile(
    r"\b(?P<volume>\d{1,4})\s(?P<journal>UNTS|LNTS|ILM|United\sNations\sTreaty\sSeries)"
    r"\s(?P<pages>\d{1,5})\b"
)
_NUMBERED = re.compile(r"\b(?P<journal>C?ETS),?\sNo\.?\s(?P<number>\d{1,3})\b")
_ASIDE = re.compile(
    r"(?i:opened for signature|open for signature|adopted|signed|concluded|done|entered into force|entry into force)\b"
)
_DROPS = WHOLE | {"date", "genre"}


def read(raw: str) -> Known | None:
    """The treaty by its name, the day it was made, and where its text stands."""
    match = _NAMED.match(raw)
    if not match:
        return None
    fields = groups(match, [("title", "title")])
    series = _SERIES.search(raw, match.end())
    numbered = None if series else _NUMBERED.search(raw, match.end())
    fields += groups(series, [(n, n) for n in ("volume", "journal", "pages")]) if series else ()
    fields += groups(numbered, [("journal", "journal"), ("number", "number")]) if numbered else ()
    said = list(_ASIDE.finditer(raw, match.end()))
    if not (series or numbered or said):
        return None
    days = dates.find(raw[match.end() :])
    made = {"issued": dict(days[0].csl)} if days else {}
    for one in said:
        day = next((d for d in days if d.start + match.end() >= one.end()), None)
        fields += (("aside", one.start(), day.end + match.end() if day else one.end()),)
    return Known(fields, "treaty", made, _DROPS)
