"""Programmes and plans that have a year in their names: "Healthy People 2030", "Agenda 2030": no date of anything."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = (
    "healthy people", "agenda", "vision", "horizon", "health 20", "strategy 20", "plan 20", "target", "goals",
    "roadmap", "europe 20", "health for all", "estrategia", "stratégie", "strategie",
)  # fmt: skip

_NAME = re.compile(
    r"(?:^|(?<=[.?!:]\s))(?:Healthy\sPeople|(?:The\s)?(?:\d{4}\s)?Agenda|Vision|Horizon(?:\sEurope)?|Health|Europe|Health\sfor\sAll(?:\sby(?:\sthe\sYear)?)?"
    r"|(?:[A-Z][\w-]+\s(?:(?:and|for|of|on|the)\s)?){1,5}(?:Strategy|Plan|Targets?|Goals?|Roadmap|Framework|Vision|Agenda|Estrategia|Stratégie|Strategie))"
    r"\s20[0-9][05](?:[-–]20\d\d)?(?=[.:,]\s)"
)
_SUBTITLE = re.compile(r":\s[^.]{3,200}(?=\.\s|$)")


def read(raw: str) -> Known | None:
    """The name with its year, as the title where it stands as a sentence of its own."""
    match = _NAME.search(raw)
    if not match:
        return None
    subtitle = _SUBTITLE.match(raw, match.end())
    return Known((("title", match.start(), subtitle.end() if subtitle else match.end()),))
