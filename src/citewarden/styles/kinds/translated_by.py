"""Translators as other languages than English name them: "Die Traumdeutung. Übers. v. M. Meier. Frankfurt: Fischer"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    "übers", "aus dem ", "trad. ", "traduc", "traduit", "traduz", "tradu", "vertaald", "vertaling",
    "översatt", "översättning", "oversatt", "oversat ", "przeł", "tłum", "přel", "пер.", "suom.",
)  # fmt: skip

_NAME = (
    r"(?:(?:[A-ZÀ-ÞŁŚŠŽА-Я]\.[\s-]?){1,3}(?:[A-ZÀ-ÞŁŚŠŽ][\w'’-]+\s)?|(?:[A-ZÀ-ÞŁŚŠŽ][\w'’-]+\s){1,2})"
    r"(?:(?:van|von|de|der|den|da|di|du|la|le)\s){0,2}[A-ZÀ-ÞŁŚŠŽА-Я][\w'’-]+"
)
_BY = re.compile(
    r"(?<=[.,;?!)]\s)(?P<by>\(?(?:(?:[Üü]bers(?:etzt|etzung|\.)|[Dd]eutsch)\s(?:von|v\.|durch)|[Aa]us\sdem\s\w+\s(?:von|v\.|übersetzt\svon)"
    r"|[Tt]rad(?:uit|\.)(?:\s(?:de|du)\s(?:l['’])?\w+)?\spar|[Tt]rad(?:ucción|ucido|\.)?(?:\sdel\s\w+)?\s(?:de|por)|[Tt]radu(?:ção|zido|zione|zido)(?:\sde)?(?:\spor|\sdi)?"
    r"|[Tt]rad(?:otto|\.)\s(?:da|di)|[Vv]ertaald\s(?:uit\shet\s\w+\s)?door|[Vv]ertaling:?|[ÖOöo]versatt\sav|[Öö]versättning:?|[Oo]versat\s(?:af|av)"
    r"|[Pp]rzeł(?:ożył[aw]?|\.)|[Tt]łum(?:aczenie|\.)|[Pp]řel(?:ožil[a]?|\.)|[Пп]ер\.\sс\s\w+\.?|[Ss]uom\.)\s)"
    rf"(?P<translator>{_NAME}(?:(?:,\s|\s(?:und|et|y|e|en|i|och|og|и)\s){_NAME}){{0,3}})(?=[.,;)])"
)


def read(raw: str) -> Known | None:
    """Who translated the work, which is no container and no house."""
    match = _BY.search(raw, 8)
    if match is None:
        return None
    return Known(groups(match, [("aside", "by"), ("translator", "translator")]))
