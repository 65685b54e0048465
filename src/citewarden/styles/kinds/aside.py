"""Words of a reference that are no field of it: licence lines, "available from" in other languages, notices."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("licen", "lizenz", "creative commons", "cc by", "cc0", "verfügbar", "disponib", "disponív", "beschikbaar",
         "tillgänglig", "dostępn", "dostupn", "tilgjengelig", "tilgængelig", "hämtad", "hentet",
         "[published", "[correct", "[errat", "[corrig", "[retract", "[comment", "[expression",
         "[j", "[m", "[d", "[n]", "[c]", "[r", "[s]", "[eb", "[z]",
         "en ligne", "en línea", "in linea", "en linea", "online:", "on-line",
         "at the following", "consultable", "accessible", "abrufbar", "режим доступа")  # fmt: skip

_LICENCE = re.compile(
    r"[(\[]?(?:\b(?:Licen[cs]ed?|Lizenz|Licencia|Licença)(?:\sunder)?:?\s)?(?:the\s)?\b(?:CC(?:\s?BY(?:[-\s](?:NC|SA|ND))*|0)|Creative\sCommons\sAttribution(?:[-\s]\w+){0,4})"
    r"(?:\s\d\.\d)?(?:\s(?:IGO|International|Unported|DEED))*(?:\s[Ll]icen[cs]e)?[)\]]?\.?",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(
    r"[\[(]?\b(?:[Vv]erfügbar\s(?:unter|über)|[Aa]brufbar\sunter|[Dd]isponible\s(?:en|sur|à)(?:\s(?:l[’']adresse(?:\ssuivante)?|ligne))?|[Ee]n\s(?:ligne|l[ií]nea)|[Ii]n\slinea|[Oo]n-?line|[Aa]vailable\s(?:at|from)\sthe\sfollowing\s(?:address|link|URL)|[Dd]isponível\sem|[Dd]isponibile\s(?:su|al?|all[’']indirizzo|online|in\slinea)"
    r"|[Bb]eschikbaar\s(?:op|via)|[Tt]illgänglig\s(?:på|via|från)|[Dd]ostępn[ey]\s(?:w|na|pod)|[Dd]ostupné\s(?:z|na)|[Tt]ilgjengelig\s(?:fra|på)|[Tt]ilgængelig\s(?:fra|på|via)|[Hh]ämtad\sfrån|[Hh]entet\sfra|(?:Consultable|Accessible)\s(?:sur|à)|Режим\sдоступа|URL)\s?:?\s?(?=https?:|www\.)"
)


_NOTICE = re.compile(
    r"\s?\[(?:[Pp]ublished\s)?(?:[Cc]orrect(?:ion|ed)|[Ee]rrat(?:um|a)|[Cc]orrigend(?:um|a)|[Rr]etract(?:ed|ion)|[Cc]omment|[Ee]xpression\sof\s[Cc]oncern)"
    r"\b[^\[\]]{0,30}\b(?:in|at|appears|published)\b[^\[\]]{4,160}\]"
)
"""A notice of the work in brackets, with a place of its own: "[correction published in J Sleep. 2018;7(1):2]"."""
_CODE = re.compile(r"\s?\[(?:[JMDNCRSPGZA]|EB|DB|CP)(?:/(?:OL|CD|DK|MT))?\](?=[.,:]|\s)")
"""What kind of work it is by the code of GB/T 7714: "[J]", "[EB/OL]"."""


def read(raw: str) -> Known | None:
    """Where they stand."""
    fields = tuple(
        ("aside", *m.span()) for pattern in (_LICENCE, _AVAILABLE, _CODE, _NOTICE) for m in pattern.finditer(raw)
    )
    return Known(fields) if fields else None
