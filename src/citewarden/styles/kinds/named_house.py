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
    *("münchen", "berlin", "stuttgart", "heidelberg", "hamburg", "wien", "zürich", "bern", "basel", "köln", "leipzig"),
    *(
        "göttingen",
        "frankfurt",
        "freiburg",
        "bonn",
        "weinheim",
        "wiesbaden",
        "tübingen",
        "paris",
        "milano",
        "roma",
        "torino",
    ),
    *("madrid", "barcelona", "lisboa", "amsterdam", "utrecht", "warszawa", "kraków", "praha"),
)

_HOUSE = re.compile(
    r"[,.]\s(?P<publisher>(?:Wydawnictwo|Edizioni|Éditions|Editorial|Ediciones|Editora|Edições|Uitgeverij)\s[A-ZÀ-ÞŚŁŻŹĆ][^,.;:()]{1,60}"
    r"|[A-ZÀ-Þ][^,.;:()]{1,40}\s(?:Verlag|Edizioni)),\s(?P<place>[A-ZÀ-ÞŚŁŻŹĆ][^,.;:()\d]{2,30}?),?\s(?P<date>(?:19|20)\d\d)(?=[,.]|$)"
)


_CITY = (
    r"München|Berlin|Stuttgart|Heidelberg|Hamburg|Wien|Zürich|Bern|Basel|Köln|Leipzig|Göttingen|Frankfurt(?:\sam\sMain)?|Freiburg"
    r"|Bonn|Düsseldorf|Hannover|Jena|Mainz|Weinheim|Wiesbaden|Tübingen|Ulm|Paris|Lyon|Milano|Roma|Torino|Bologna|Madrid|Barcelona"
    r"|Lisboa|Amsterdam|Utrecht|Warszawa|Kraków|Praha|London|Oxford|New\sYork"
)
_PLACED = re.compile(
    rf"(?<=[^\W\d_][.?!]\s)(?P<publisher>[A-ZÀ-Þ][\w'’-]+(?:\s(?:&|und|et|e|y|[A-ZÀ-Þ][\w'’-]*)){{0,3}}),\s(?P<place>(?:{_CITY})(?:[/,]\s?(?:{_CITY}))*),?\s(?P<date>(?:19|20)\d\d)\W*\Z"
)
"""A house of any name before a well-known city: "Update Schlaf. Urban & Fischer, München 2018."."""


def read(raw: str) -> Known | None:
    """The house, its place and the year."""
    match = _HOUSE.search(raw)
    if match is None and (placed := _PLACED.search(raw)) and placed.start() > 12:
        held = groups(placed, [(name, name) for name in ("publisher", "place", "date")])
        return Known(held, drops=frozenset({"publisher", "place", "date"}))
    if match is None:
        return None
    fields = groups(match, [(name, name) for name in ("publisher", "place", "date")])
    return Known(
        (("aside", match.start(), match.start() + 1), *fields), drops=frozenset({"publisher", "place", "date"})
    )
