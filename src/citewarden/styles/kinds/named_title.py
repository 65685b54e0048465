"""Titles that are known by their words: numbered papers of a body, programmes with a year, vitamins and viruses.

"ACOG Practice Bulletin No. 222: gestational ..." names no author before it, "Healthy People 2030" no date, and
"Vitamin D" no author whose initial is D.
"""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = (
    "bulletin n", "opinion n", "guideline n", "statement n", "update n", "series n",
    "healthy people", "agenda", "vision", "horizon", "health 20", "strategy 20", "plan 20", "target", "goals",
    "roadmap", "europe 20", "health for all", "estrategia", "stratégie", "strategie",
    "vitamin ", "vitamine ", "vitamina ", "hepatitis ", "hépatite ", "hepatite ", "influenza ", "interferon ",
)  # fmt: skip

_NUMBERED = re.compile(
    r"(?P<title>(?:(?:ACOG|RCOG|SOGC|AAP|ACR|SMFM|ASRM|ACOG['’]s|The)\s)?(?:[A-Z][\w-]{1,60}\s){0,3}?(?i:(?:practice|technical|educational)\sbulletin|committee\sopinion"
    r"|(?:green-top|clinical(?:\spractice)?|practice)\sguideline|(?:position|scientific|consensus|policy)\sstatement|practice\supdate|consult\sseries)"
    r"\s(?:[Nn]o\.?|[Nn]umber|\#)\s?\d{1,4}[a-z]?[:.,]\s[^.?!]{5,300}\??)(?=\.\s[A-Z]|\s[A-Z])"
)
_PROGRAMME = re.compile(
    r"(?:^|(?<=[.?!:]\s))(?:Healthy\sPeople|(?:The\s)?(?:\d{4}\s)?Agenda|Vision|Horizon(?:\sEurope)?|Health|Europe|Health\sfor\sAll(?:\sby(?:\sthe\sYear)?)?"
    r"|(?:[A-Z][\w-]+\s(?:(?:and|for|of|on|the)\s)?){1,5}(?:Strategy|Plan|Targets?|Goals?|Roadmap|Framework|Vision|Agenda|Estrategia|Stratégie|Strategie))"
    r"\s20[0-9][05](?:[-–]20\d\d)?(?=[.:,]\s)"
)
_SUBTITLE = re.compile(r":\s[^.]{3,200}(?=\.\s|$)")
_LETTERED = re.compile(
    r"(?<=[.)?!]\s)(?P<title>(?:Vitamin[ae]?s?|Hepatitis|Hépatite|Hepatite|Influenza|Interferon)"
    r"\s[A-EK](?:\d{1,2})?(?:(?:,\s[A-EK])*,?\s(?:and|und|et|e|y)\s(?:vitamin\s)?[A-EK])?)(?=\.\s)"
)


_PEOPLE = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+,?\s(?:[A-Z]{1,3}|(?:[A-Z]\.\s?){1,3})"
    r"(?:[,;]\s(?:and\s|&\s)?[A-ZÀ-Þ][\w'’-]+,?\s(?:[A-Z]{1,3}|(?:[A-Z]\.\s?){1,3})){0,60}(?:,?\set\sal)?\.?\s"
)
"""Nothing but people with initials."""


def read(raw: str) -> Known | None:
    """The title; nobody is the author of a numbered paper that begins with its number."""
    if numbered := _NUMBERED.match(raw):
        fields = (("title", *numbered.span("title")),)
        return Known(fields, drops=frozenset({"author", "editor", "title"}))
    if lettered := _LETTERED.search(raw):
        head = (("author", 0, lettered.start("title")),) if _PEOPLE.fullmatch(raw[: lettered.start("title")]) else ()
        return Known((*head, ("title", *lettered.span("title"))), drops=frozenset({"title"}))
    programme = _PROGRAMME.search(raw)
    if not programme:
        return None
    subtitle = _SUBTITLE.match(raw, programme.end())
    return Known((("title", programme.start(), subtitle.end() if subtitle else programme.end()),))
