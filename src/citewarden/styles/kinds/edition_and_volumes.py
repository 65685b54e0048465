"""Which edition, in words that one field does not hold: "(26th ed., Vols. 1–2)", "3., überarb. Aufl."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("vol", "aufl")

_BOTH = re.compile(
    r"\b(?P<edition>\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised|\.))(?P<ed>\sed(?:n|ition)?\b\.?[,;.]?\s[Vv]ol(?:ume)?s?\b\.?\s?)(?P<volume>\d{1,2}(?:\s?(?:[-–]|and|&|to)\s?\d{1,2})?)(?=[).,;]{1,2}(?:\s|$)|$)"
)
_GERMAN = re.compile(
    r"(?<=[.,;?!]\s)(?P<edition>\d{1,3})(?P<ed>\.,?\s(?:[A-Za-zäöüß-]+\.?,?\s){0,6}Aufl(?:age\b\.?|\.))"
)


def read(raw: str) -> Known | None:
    """The edition, and the volumes behind it."""
    match = _BOTH.search(raw)
    if not match:
        german = _GERMAN.search(raw)
        fields = groups(german, [("edition", "edition"), ("aside", "ed")]) if german else ()
        return Known(fields, drops=frozenset({"edition"})) if german else None
    fields = groups(match, [("edition", "edition"), ("aside", "ed"), ("volume", "volume")])
    return Known(fields, drops=frozenset({"edition", "volume"}))
