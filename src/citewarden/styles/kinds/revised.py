"""Days of the last change in other languages: "Aktualisiert am 12.07.2021.", "Mis à jour le 8 octobre 2020."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known
from citewarden.text import dates

SIGNS = ("aktualisier", "mis à jour", "mise à jour", "actualizad", "actualización", "aggiorna", "atualiza",
         "bijgewerkt", "uppdaterad", "opdateret", "oppdatert", "обновлен", "stand der info", "herzien", "herziening",
         "aktualizac", "revisione", "revisión", "révision", "päivitetty", "tarkistettu", "on emc", "of the text",
         "reviderad", "revidert")  # fmt: skip

_CHANGED = re.compile(
    r"[\[(]?\b(?:(?:zuletzt\s)?aktualisiert|(?:letzte\s)?aktualisierung|(?:date\sde\s(?:la\s)?)?(?:dernière\s)?mise?\sà\sjour|(?:fecha\sde\s)?(?:última\s)?actualización|actualizad[oa]"
    r"|(?:ultimo\s)?aggiornamento|aggiornat[oa]|(?:última\s)?atualização|atualizad[oa]|(?:laatst\s)?(?:bijgewerkt|herzien)|(?:datum\s)?(?:laatste\s)?herziening"
    r"|(?:senast\s)?(?:uppdaterad|reviderad)|(?:senest\s)?opdateret|(?:sist\s(?:faglig\s)?)?(?:oppdatert|revidert)|обновлено"
    r"|stand\sder\sinformation(?:en)?|(?:data\s)?(?:ostatniej\s)?aktualizac(?:ja|ji)|(?:data\sdell[’']|fecha\sde\s(?:la\s)?)?(?:ultima\srevisione|última\srevisión)"
    r"|(?:date\sde\s)?dernière\srévision|(?:viimeksi\s)?(?:päivitetty|tarkistettu)|last\s(?:updated|revised)\son\s(?:the\s)?emc"
    r"|date\sof\s(?:the\s)?(?:last\s|partial\s)?revision\sof\sthe\stext)\s?:?\s(?:(?:am|vom|le|el|il|al|em|op|den|d\.)\s)?",
    re.IGNORECASE,
)


def read(raw: str) -> Known | None:
    """The day, without the words for it."""
    for match in _CHANGED.finditer(raw):
        found = dates.find(raw[match.end() : match.end() + 40])
        if found and found[0].start == 0:
            end = match.end() + found[0].end
            return Known((("aside", *match.span()), ("date", match.end(), end)), drops=frozenset())
    return None
