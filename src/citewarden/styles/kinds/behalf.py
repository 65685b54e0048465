"""Groups for which the authors wrote: "Roe A, Poe B, et al., for the RISE Investigators. Title."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known
from citewarden.styles.kinds.corporate_author import BODIES

SIGNS = (" group", "investigators", "collaborat", "consortium", "network", "trialists", "committee", " team", "society",
         "groupe", "gruppe", "grupo", "gruppo", "groep")  # fmt: skip

_WORDS = (
    *("; ", " for ", "behalf of", " from the ", "representing ", "pour l", "nom d", "für die ", "namen de"),
    *("representación d", "nombre de", "representação d", "nome de", "per il ", "per conto d", "namens ", "voor de "),
)
_NAME = r"[A-ZÀ-Þ][\w'’-]{1,40}(?:\s[A-ZÀ-Þ][\w'’-]{1,40})?\s[A-Z]{1,3}"
_PEOPLE = (
    rf"(?:\[?\d{{1,3}}[\].)]{{0,2}}\s)?{_NAME}(?:(?:,\s(?:and\s|&\s)?|\s(?:and|&)\s){_NAME}){{0,60}}(?:,?\set\sal\.?)?"
)
_BEHALF = re.compile(
    rf"{_PEOPLE}(?P<for>;\s(?=[A-Z])|[,;.]?\s?(?:(?:writing|and)\s)?(?:on\sbehalf\sof|for|from|representing)\s(?:all\s)?(?:the\s)?)"
    rf"(?P<who>[A-ZÀ-Þ](?:[^.;:?!]|\.(?=\d)){{2,160}}?(?:{BODIES})(?:\s\([A-Z][\w/-]{{1,16}}\))?)(?P<stop>[.:])\s(?=[\"“]?[A-ZÀ-Þ0-9])"
)
_ABROAD = re.compile(
    rf"{_PEOPLE}(?P<for>[,;.]?\s(?:pour\s(?:le\s|l[’'])|au\snom\s(?:du\s|de\sl[’'])|für\sdie\s|im\sNamen\sder\s|en\srepresentación\sdel?\s"
    r"|en\snombre\sdel?\s|em\s(?:representação|nome)\sd[eo]\s|a\snome\sdel\s|per\sil\s|per\sconto\sdel\s|namens\sde\s|voor\sde\s))"
    r"(?P<who>(?=[^.:]{0,60}(?:[Gg]roupe|[Gg]ruppe|[Gg]rupo|[Gg]ruppo|[Gg]roep))[^.;:?!]{6,120})(?P<stop>[.:])\s(?=[\"“„«]?[A-ZÀ-Þ0-9])"
)
"""The same in other languages: "Roe A, et al., pour le groupe RISE. Title."."""


def read(raw: str) -> Known | None:
    """The group, as one more author; the title begins behind it."""
    match = (_BEHALF.match(raw) or _ABROAD.match(raw)) if any(map(raw.__contains__, _WORDS)) else None
    if not match:
        return None
    return Known((("aside", *match.span("for")), ("body", *match.span("who")), ("aside", *match.span("stop"))))
