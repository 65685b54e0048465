"""Books of several volumes: "Goldman-Cecil medicine (26th ed., Vols. 1–2)", "2nd ed., vol. 1"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("vol",)

_BOTH = re.compile(
    r"\b(?P<edition>\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised|\.))(?P<ed>\sed(?:n|ition)?\b\.?[,;.]?\s[Vv]ol(?:ume)?s?\b\.?\s?)(?P<volume>\d{1,2}(?:\s?(?:[-–]|and|&|to)\s?\d{1,2})?)(?=[).,;]{1,2}(?:\s|$)|$)"
)


def read(raw: str) -> Known | None:
    """The edition and the volumes behind it."""
    match = _BOTH.search(raw)
    if not match:
        return None
    fields = groups(match, [("edition", "edition"), ("aside", "ed"), ("volume", "volume")])
    return Known(fields, drops=frozenset({"edition", "volume"}))
