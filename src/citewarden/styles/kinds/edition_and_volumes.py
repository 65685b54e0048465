"""Which edition, in words that one field does not hold, or in another language: "(26th ed., Vols. 1–2)", "3., überarb.
Aufl.", "5. ed. rev.", "wyd. 2 popr.", "3e éd."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    "vol",
    "aufl",
    ". ed.",
    "ª ed",
    "º ed",
    "a ed",
    "e ed",
    "e éd",
    "wyd. ",
    "e dr",
    " uppl",
    "edição",
    "edición",
    "edizione",
)

_BOTH = re.compile(
    r"\b(?P<edition>\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised|\.))(?P<ed>\sed(?:n|ition)?\b\.?[,;.]?\s[Vv]ol(?:ume)?s?\b\.?\s?)(?P<volume>\d{1,2}(?:\s?(?:[-–]|and|&|to)\s?\d{1,2})?)(?=[).,;]{1,2}(?:\s|$)|$)"
)
_GERMAN = re.compile(
    r"(?<=[.,;?!]\s)(?P<edition>\d{1,3})(?P<ed>\.,?\s(?:[A-Za-zäöüß-]+\.?,?\s){0,6}Aufl(?:age\b\.?|\.))"
)

_ELSEWHERE = tuple(
    re.compile(r"(?:(?<=[.,;?!]\s)|(?<=\())" + pattern)
    for pattern in (
        r"(?P<edition>\d{1,3})(?P<ed>(?:\.[ªºa°]?|[ªºa°e])\s?(?:ed\b\.?|éd\b\.?|[eé]di[cçtz]\w{2,5})"
        r"(?:,?\s(?:e\s|y\s)?(?:rev|ampl|atual|aum|act|corr|riv|aggiorn)[\w]{0,9}\.?){0,3})",
        r"(?P<ed>[Ww]yd\.\s)(?P<edition>\d{1,3}|[IVX]{1,4})\b(?P<more>\.?,?(?:\s(?:i\s)?(?:popr|zm|rozsz|uzup|uaktual|przer)\w{0,9}\.?){0,3})",
        r"(?P<edition>\d{1,3})(?P<ed>e\sdr(?:uk)?\b|[.:]a?\s?uppl\b\.?)",
    )
)
"""How other languages set it."""


def read(raw: str) -> Known | None:
    """The edition, and the volumes behind it."""
    match = _BOTH.search(raw)
    if not match:
        other = next((m for p in (_GERMAN, *_ELSEWHERE) if (m := p.search(raw))), None)
        if other is None:
            return None
        labels = [("edition", "edition"), *(("aside", name) for name in ("ed", "more") if name in other.re.groupindex)]
        return Known(groups(other, labels), drops=frozenset({"edition"}))
    fields = groups(match, [("edition", "edition"), ("aside", "ed"), ("volume", "volume")])
    return Known(fields, drops=frozenset({"edition", "volume"}))
