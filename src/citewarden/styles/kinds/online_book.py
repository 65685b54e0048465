"""Books and pages on the internet as NLM sets them: "In: InformedHealth.org [Internet]. Cologne: IQWiG; 2006-."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("[internet]", "[online]")

_IMPRINT = re.compile(
    r"(?:\bIn:\s(?P<book>[A-ZÀ-Þ](?:[^.\[\]:;]|\.(?!\s)){2,120}?)\s)?\[(?:[Ii]nternet|[Oo]nline)\][.;]\s(?P<place>\[?[A-ZÀ-Þ][^:;\[\]]{2,50}\]?)\s?:\s"
    r"(?P<publisher>[^;:\[\]]{2,140}?)\s?[;,]\s(?=\[?c?(?:19|20)\d\d)"
)


def read(raw: str) -> Known | None:
    """The book, the place and the publisher."""
    match = _IMPRINT.search(raw)
    if not match or re.search(r"\d", match["place"]):
        return None
    fields = groups(match, (("booktitle", "book"), ("place", "place"), ("publisher", "publisher")))
    drops = {"place", "publisher"} | ({"booktitle", "journal"} if match["book"] else set())
    return Known(fields, drops=frozenset(drops))
