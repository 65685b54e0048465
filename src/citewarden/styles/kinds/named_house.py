"""Houses that say what they are, in other languages: "Żywienie seniora, Wydawnictwo Wzorcowe, Kraków 2013."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    "wydawnictwo",
    "edizioni",
    "éditions",
    "editorial ",
    "ediciones",
    "editora ",
    "edições",
    "uitgeverij",
    "verlag",
)

_HOUSE = re.compile(
    r",\s(?P<publisher>(?:Wydawnictwo|Edizioni|Éditions|Editorial|Ediciones|Editora|Edições|Uitgeverij)\s[A-ZÀ-ÞŚŁŻŹĆ][^,.;:()]{1,60}"
    r"|[A-ZÀ-Þ][^,.;:()]{1,40}\s(?:Verlag|Edizioni)),\s(?P<place>[A-ZÀ-ÞŚŁŻŹĆ][^,.;:()\d]{2,30}?),?\s(?P<date>(?:19|20)\d\d)(?=[,.]|$)"
)


def read(raw: str) -> Known | None:
    """The house, its place and the year."""
    match = _HOUSE.search(raw)
    if match is None:
        return None
    fields = groups(match, [(name, name) for name in ("publisher", "place", "date")])
    return Known(
        (("aside", match.start(), match.start() + 1), *fields), drops=frozenset({"publisher", "place", "date"})
    )
