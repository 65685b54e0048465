"""Bodies that stand before the title as one name: "GBD 2016 ... Collaborators. Title.", "Haute Autorité de Santé."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.text import names

SIGNS = ()

_HEAD = re.compile(
    r"(?P<who>(?:[A-ZÀ-ÞŚŁČŠŽА-ЯΑ-ΩΆΈΉΊΌΎΏ(]|\d{4}\s[A-Z])(?:[^.;:?!\[\]“”\"«»*†‡]|(?<=\b[A-Z])\.){4,260}?(?:\se\.\s?V)?)"
    r"(?:(?<!\b[A-ZÀ-ÞА-ЯΑ-ΩΆΈΉΊΌΎΏ])|(?<=e\.V)|(?<=e\.\sV))"
    r"[*†‡]?(?:\.\s+(?=[\"“„«]|\(?[A-ZÀ-ÞŚŁČŠŽА-ЯΑ-ΩΆΈΉΊΌΎΏ0-9])(?!\([A-Z]{2,8}\))|:\s+(?=[\"“„«]?[A-ZÀ-ÞА-ЯΑ-ΩΆΈΉΊΌΎΏ0-9])|\s(?=\((?:(?:19|20)\d\d[a-z]?[,)]|www\.|https?:)))"
)
BODIES = (
    r"Collaborators|Investigators|Group|Consortium|Committees?|Network|Commission|Panel|Force|Collaboration|Association|Society"
    r"|Institutes?|Organi[sz]ation|Academy|Academies|College|Agency|Department|Administration|Council|Foundation|Ministry|Centers?|Centres?"
    r"|Federation|Union|Alliance|Initiative|Trialists|Team|Authority|Bureau|Secretariat|Register|Registry|Working\sParty"
)
_LAST = re.compile(
    rf"(?:{BODIES})(?:\s\([A-Z][A-Za-z0-9/&-]{{1,9}}\))?(?:\s\((?:US|U\.S\.|UK|AU|Australia|Canada|Japan|India|Ireland|New\sZealand|South\sAfrica)\))?$"
    r"|\([A-Z]{2,8}\)\sProgram(?:me)?$"
)
_FIRST = re.compile(
    rf"^(?:The\s|\d{{4}}\s)?(?:[A-Z][\w'’-]*\s){{0,4}}(?:{BODIES}|Office|Division|Board)\s(?:of|for|on|in|to)\s"
)
_COUNTRY = re.compile(
    r"(?i:Brasil|Brazil|España|Spain|Portugal|France|Italia|Italy|Argentina|Chile|Colombia|México|Mexico|Perú|Peru|Ecuador|Uruguay"
    r"|Schweiz|Österreich|Deutschland|Germany|Australia|Canada|India|Ireland|New\sZealand|South\sAfrica|Great\sBritain|England|Scotland"
    r"|United\sKingdom|United\sStates|Россия|Україна)(?:\s\([^)]{2,20}\))?\.\s(?=[A-ZÀ-ÞА-ЯΑ-ΩΆΈΉΊΌΎΏ])"
)
"""A country in front of its ministry: "Brasil. Ministério da Saúde."."""
_OFFICE = re.compile(
    r"\.\s(?:Secretar[ií]a|Departamento|Coordena[cç][aã]o|Instituto|Dirección|Direção|Diretoria|Subsecretaría|Agência|Department|Office|Ministry)"
    r"(?:-\w{1,20})?(?:\s[\w-]{1,30}){0,9}(?=\.\s)"
)
"""An office of a country's body: "Brasil. Ministério da Saúde | . Secretaria de Vigilância em Saúde"."""
_ADDRESSED = re.compile(
    r"\s\((?:www\.|https?://)[^()\s]{3,80}\)[.:]?\s(?P<title>[A-Z][^;]{5,260}?)"
    r"(?=,\s(?:[A-Z][\w'’-]+\s){0,4}(?:Institute|Organi[sz]ation|Office|Bureau|Agency|Centers?|Department)\b|,\sreleased\b|(?<=[a-z)\d])\.\s|\.?$)"
)
"""What a body calls its own, behind its address: "... (SEER) Program (www.seer.cancer.gov) SEER*Stat Database: ..."."""
_CAPITALS = re.compile(rf"(?i)\b(?:{BODIES})\b")
_SMALL = frozenset("of for on and the in to at a by de & with".split())  # noqa: SIM905
_NO_BODY = re.compile(
    r"\b(?:Guidelines?|Reports?|Statements?|Recommendations?|Survey|Handbook|Manual|Guide|Standards?|Review|Position|Study\sof|Role\sof"
    r"|Proceedings|Textbook|Principles|Journal|Annals|Archives|Bulletin|Press|Release|University\sPress)\b"
)
_STRONG = re.compile(
    r"\b(?:Committee|Collaborators|Investigators|Group|Panel|Task\sForce|Working\sParty|Commission)(?:\s\([^)]{2,12}\))?$"
)
_WRITTEN = re.compile(
    r"(?:\S+\s){0,4}(?:Reports?|Statements?|Recommendations?|Position|Proceedings|Handbook|Manual|Textbook)\b"
)
"""Words with which titles begin that name a body at their end."""
_PERSON = re.compile(
    r"(?:^|[,;&]\s|\band\s)[A-ZÀ-Þ][\w'’-]+(?:,\s(?:[A-Z]\.[\s-]?){1,3}|\s[A-Z]{1,3}(?=,|$|\sand|\s&))"
)


_LISTING = re.compile(
    r"(?P<who>[A-Z]{3,8})\.\s(?P<title>[A-Z][^.()\[\]]{2,120}\((?:[^().;]{2,40},\s){2,40}[^().;]{2,60}\)[^.]{3,300})\.\s(?=[A-Z])"
)
"""A body by its initials and a title that lists names in brackets: "MHRA. Valproate (Belvo, Depakote, Epilim): ..."."""
_OF_FIELDS = re.compile(
    r"(?:The\s)?(?:Ministry|Department|Office|Secretariat|Directorate)\s(?:of|for)\s(?:[A-Z][\w-]+(?:\s[A-Z][\w-]+)?,\s){1,4}[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2},?\s(?:and|&)\s"
    r"[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}(?:\s\([A-Z][\w\s]{2,20}\))?"
)
"""One body for several fields: "Ministry of Health, Labour and Welfare (Japan)"."""
_ROLE_LAST = re.compile(r",\s(?:Hrsg|Hg|Hgg|[Ee]ds?|[Ee]ditors?|dir|red)\Z")
"""What says that the body edited the work: "Robert Koch-Institut, | Hrsg"."""


def read(raw: str) -> Known | None:
    """The body before the title, as one name, or as many as brackets with their initials part."""
    if listing := _LISTING.match(raw):
        return Known(groups(listing, [("body", "who"), ("title", "title")]), drops=frozenset({"author", "title"}))
    country = _COUNTRY.match(raw)
    match = _HEAD.match(raw[country.end() :] if country else raw)
    if match and country and is_body(match["who"]):
        return Known((("body", 0, _offices(raw, country.end() + match.end("who"))),))
    if not match or not is_body(match["who"]):
        return None
    colon = raw[match.end("who") : match.end("who") + 1] == ":"
    if colon and not match["who"].endswith(")") and not names.is_foreign_body(match["who"]):
        return None  # "Sleep in the Department of Health: a survey"
    addressed = _ADDRESSED.match(raw, match.end("who"))
    if addressed:
        fields = (("body", *match.span("who")), ("title", *addressed.span("title")))
        return Known(
            fields, drops=frozenset({"author", "title", "journal", "booktitle", "volume", "issue", "pages", "note"})
        )
    if role := _ROLE_LAST.search(match["who"]):
        at = match.start("who") + role.start()
        return Known((("editor", match.start("who"), at), ("aside", at, match.end("who"))), drops=frozenset({"author"}))
    if names.is_foreign_body(match["who"]) and (end := _offices(raw, match.end("who"))) > match.end("who"):
        return Known((("body", match.start("who"), end),))
    sign = re.compile("[*†‡]").match(raw, match.end("who"))
    return Known((("body", *match.span("who")), *((("aside", *sign.span()),) if sign else ())))


def _offices(raw: str, end: int) -> int:
    """Where the name of a country's body ends: behind the offices it names, each with a stop before it."""
    while office := _OFFICE.match(raw, end):
        end = office.end()
    return end


def is_body(words: str) -> bool:
    """Whether words name an organisation and nothing else."""
    if _PERSON.search(words):
        return False
    if (
        names.is_foreign_body(words)
        or names.is_of_country(words)
        or (words.isupper() and " " in words and _CAPITALS.search(words))
    ):
        return True
    strong = _STRONG.search(words) and not _WRITTEN.match(words)
    if (_NO_BODY.search(words) and not strong) or not (_LAST.search(words) or _FIRST.match(words)):
        return False
    parts = words.split(", ")
    if _OF_FIELDS.fullmatch(words):
        return True
    named = re.search(r"\([A-Z]{2,8}\)$", words) is not None
    serial = len(parts) > 2 and parts[-1].startswith("and ") and all(part.count(" ") < 7 for part in parts[1:])
    if (
        not _LAST.search(words)
        and not named
        and not serial
        and any(not re.search(rf"\b(?:{BODIES})\b", part) for part in parts[1:])
    ):
        return False
    return all(w[0].isupper() or w in _SMALL or not w[0].isalpha() for w in words.split())
