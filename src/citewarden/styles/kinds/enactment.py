"""Laws of the Union and of countries but the US: "Regulation (EU) No 1169/2011 of ...", "Mental Capacity Act 2005"."""

from __future__ import annotations

import re
from typing import Any

from citewarden.styles._known import Known, groups
from citewarden.text import dates, names

SIGNS = (
    "regulation (e", "decision (e", "beschluss (e", "décision (", "directive ", "verordnung", "richtlinie ",
    "règlement", "reglamento",
    "regolamento", "loi n",
    "décret", "arrêté",
    "real decreto", "ley ", "legge ", "decreto", "gesetz", " act 1", " act 2", "regulations 1", "regulations 2",
    " order 1", " order 2",
    "ustawa z",
    "lei ",
    "lei n",
    "portaria",
    "despacho n",
    "resolução",
    "orden ",
    "loi du",
    "rozporządzenie", "zákon č", "vyhláška č", "федеральный закон", "wet van",
)  # fmt: skip

_UNION = (
    r"(?:(?:Commission|Council)\s)?(?:(?:Delegated|Implementing)\s)?(?:Regulation|Directive|Decision|Beschluss|Décision|Verordnung|Richtlinie|Règlement|Reglamento|Regolamento)"
    r"\s(?:\((?:EU|EC|EEC|CE|UE|EG)(?:,\s?Euratom)?\)\s)?(?:(?:No\.?|Nr\.|n[°º.])\s?)?\d{2,4}/\d{1,4}(?:/(?:EU|EC|EEC|CE|UE|EG|EWG))?\b"
)
_NATIONAL = (
    r"(?:Loi|Décret|Arrêté|Ordonnance)\s(?:n[°º]\s?\d[\d-]*|du\s\d{1,2}(?:er)?\s[a-zéû]+\s\d{4})|Orden\s[A-Z]{2,4}/\d+/\d{4}"
    r"|(?:Lei(?:\sComplementar)?|Decreto(?:-Lei)?|Portaria|Despacho|Resolução|Deliberação)(?:\s[A-Z][\w/.-]{1,20}){0,2}\sn\.?[º°]?\s?\d[\d./-]*\d(?:/[A-Z]+)?|(?:Real\s)?Decreto(?:-[Ll]ey|\s[Ll]egislativo|-[Ll]egge)?\s(?:n\.?\s?)?\d+/\d{4}|Ley\s(?:Orgánica\s)?\d+/\d{4}"
    r"|Decreto(?:\s[Mm]inisteriale)?\s\d{1,2}\s[a-z]{4,10}\s\d{4}(?=\.)|Arrêté\s(?:royal|ministériel)\sdu\s\d|(?:Legge|Decreto(?:\s[Ll]egislativo)?)\s\d{1,2}\s[a-z]+\s\d{4},?\sn\.\s?\d+|Ustawa\sz\sdnia|Rozporządzenie\s|Zákon\sč\.\s?\d|Vyhláška\sč\.\s?\d"
    r"|Федеральный\sзакон\b|Wet\svan\s\d|(?:Gesetz|Verordnung)\s(?:über|zur|zum|gegen)\s|[A-ZÄÖÜ][a-zäöüß]+(?:gesetz|verordnung)(?:buch)?\s[(\[–-]"
)
_BEHIND = (
    r"(?=(?:;|(?<!\s\d)(?<!\s\d\d)\.)\s+(?=OJ|Off(?:icial|\.)\sJ|ABl|JO|BGBl|BOE|GU|Gazzetta|Journal\s[Oo]fficiel|https?:|[A-ZÀ-Þ\[(])"
    r"|,?\s\(?(?:OJ\s|ABl\.|BGBl\.?|BOE\s|JORF\s|GU\s|G\.U\.|Bundesgesetzblatt|Boletín\sOficial|Gazzetta\sUfficiale|Journal\s[Oo]fficiel|Diário\s(?:da\sRepública|Oficial)|Dz\.\s?U\.|Dziennik\sUstaw)|[.;]?\s*$|\s\[|\.?\shttps?:)"
)
_UNION_NUMBER = re.compile(r"\b\d{2,4}/\d{1,4}(?:/(?:EU|EC|EEC|CE|UE|EG|EWG))?\b")
_INSIDE = (
    r"(?:(?<!\.)[^;]|\.(?!\s)|(?<=\b[A-Za-zč]\.)[^;]|(?<=\bNo\.)[^;]|(?<=\b(?:Nr|Sb)\.)[^;]|(?<=\bart\.)[^;]"
    r"|(?<=\s\d\.)[^;]|(?<=\s\d\d\.)[^;])"
)
"""A sign of a title: no stop with a blank behind it but that of an abbreviation."""
_FIRST = re.compile(
    rf"(?:(?P<state>BRASIL|Brasil|Portugal|PORTUGAL|España|ESPAÑA|ČESKO|Česko|Česká\srepublika|SLOVENSKO|Slovensko)\.\s)?(?P<title>(?:{_UNION}|{_NATIONAL}){_INSIDE}{{0,400}}?){_BEHIND}"
)
_ACT = re.compile(
    r"(?:(?P<body>[A-Z][^.;:]{5,100})\.\s)?(?P<title>(?:[A-Z(][\w'’,()&-]*\s(?:(?:and|of|for|in|the|to|on|with|etc\.)\s)*){1,12}(?:Act|Regulations|Order)\s(?P<year>(?:1[89]|20)\d\d)"
    r"(?:\s\((?:UK|Cth|NSW|Vic|Qld|NZ|Ireland|Scotland|Wales|England)\))?)(?=[.,;]|\s\(|\s?$)"
)
_GAZETTE = re.compile(
    r"\b(?P<journal>OJ|Off(?:icial|\.)\sJ(?:ournal|\.)(?:\sof\sthe\sEuropean\s(?:Union|Communit(?:y|ies))|\sEur\sUnion)?|ABl\.?(?:\sEU)?|JORF|JO|BGBl\.?"
    r"|Bundesgesetzblatt|Amtliche\sSammlung|AS(?=\s(?:19|20)\d\d)|BOE|Bolet[ií]n\sOficial\sdel?\s(?:Estado|la\s[A-ZÀ-Þ][\w\s]{3,40}?(?=[,.]))|G\.\s?U\.|GU|Gazzetta\sUfficiale(?:\sdella\sRepubblica(?:\s[Ii]taliana)?)?"
    r"|Journal\s[Oo]fficiel(?:\sde\sla\sRépublique\sfrançaise)?|Diário\s(?:da\sRepública|Oficial\sda\sUnião)|DR|DOU|Moniteur\sbelge|Dziennik\sUstaw|Dz\.\s?U\.)"
    r",?\s?(?:[Ss]erie\s[Gg]enerale,?\s|\d\.ª\ssérie,?\s|(?:Jahrgang\s\d{4}\s)?Teil\s|\d{1,2}\s[a-z]{4,10}\s\d{4}(?=,\sn)|\(BOE\),?\s)?"
    r"(?P<volume>(?:[LC]\b\s?\d{0,4}(?:/\d+)?|I{1,3})(?=[\s,.;:]|$))?(?:\s?(?:z\s)?(?:19|20)\d\d(?:\sr\.)?(?=,?\s(?:[Nn]r|poz)))?(?:,?\s?(?:n[úu]m\.|n\.\s?[º°o]|n[º°]\.?|n\.|[Nn]r\.?|poz\.)\s?(?P<issue>\d[\d/-]*))?"
)
_INSTRUMENT = re.compile(
    r"\b(?P<number>S{1,2}\.?\s?I\.?\s(?:No\.?\s?)?(?:(?:19|20)\d\d/\d{1,5}|\d{1,4}\sof\s(?:19|20)\d\d)|(?:19|20)\d\d\sNo\.?\s\d{1,5})\b"
    r"|\b(?:c\.?|ch\.|chapter)\s?(?P<chapter_number>\d{1,3})\b"
)
"""The number of a statutory instrument, or an act's chapter: "SI 2012/1916", "c. 7"."""
_STATE = re.compile(
    r"(?:República|Repubblica|République|Republik|Royaume|Reino)\s\w+|Belgique|Belgium|France|Italia|Deutschland|Schweiz"
)
_PAGES = re.compile(
    r"(?:\b(?:pp?|S|poz|págs?)\.\s?|\b(?:páginas|pages|Seiten?|pagine)\s|(?<=\d,\s)(?=\d+[-–]))(?P<pages>\d+(?:\s?[-–]\s?\d+|\s(?:a|to|à|bis)\s\d+)?)"
)
_BOE = re.compile(r"\b(?:BOE|BOJA|BOCM|DOGC)-[A-Z]-(?:19|20)\d\d-\d{1,6}\b")
"""The number under which a gazette keeps a text."""
_IN_ACT = re.compile(
    r",\s(?P<locator>(?:regs?|ss?|arts?|sch|paras?|section|article|regulation|schedule)\b\.?\s\d{1,4}[\w()]{0,12})(?=[.,;]|\s?\Z)"
)
"""The part of an act that is meant: "SI 2012/1916, reg 214"."""


def _issued_by(raw: str) -> re.Match[str] | None:
    """The act behind the body that issued it, where a gazette follows: "Ministerio de Sanidad. Orden SSI/1640/2012"."""
    body, stop, _ = raw.partition(". ")
    if not stop or len(body) > 100 or not (names.is_organisation(body) or _STATE.fullmatch(body)):
        return None
    match = _FIRST.match(raw, len(body) + 2)
    return match if match and _GAZETTE.search(raw, match.end("title")) else None


def _day(words: str) -> dates.Dated | None:
    """The first date with its day."""
    return next((d for d in dates.find(words) if len(d.csl.get("date-parts", [[]])[0]) == 3), None)


def read(raw: str) -> Known | None:
    """The act by its full name, the gazette it stands in, and its date."""
    match = _FIRST.match(raw) or _issued_by(raw)
    act = None if match else _ACT.match(raw)
    if act and act["body"] and not names.is_organisation(act["body"]):
        return None
    found = match or act
    if not found or re.search(r"\d\s?\(\d+\)\s?:", raw):
        return None
    fields: tuple[tuple[str, int, int], ...] = (("title", *found.span("title")),)
    drops = {"author", "editor", "title", "booktitle", "number"}
    if act:
        fields += groups(act, [("body", "body")])
    if match:
        fields += groups(match, [("body", "state")])
        fields += (("body", 0, match.start() - 2),) if match.start() else ()
    gazette = _GAZETTE.search(raw, found.end("title"))
    if gazette:
        fields += (("aside", *gazette.span()),)
        fields += groups(gazette, [("journal", "journal"), ("volume", "volume"), ("issue", "issue")])
        drops |= {"journal", "volume", "issue", "pages", "publisher"}
        pages = _PAGES.search(raw, gazette.end())
        fields += groups(pages, [("pages", "pages")]) if pages else ()
        kept = _BOE.search(raw, gazette.end())
        fields += (("aside", *kept.span()),) if kept else ()
    made: dict[str, Any] = {"issued": {"date-parts": [[int(act["year"])]]}} if act else {}
    instrument = _INSTRUMENT.search(raw, found.end("title")) if act else None
    if instrument:
        made |= {name.replace("_", "-"): value for name, value in instrument.groupdict().items() if value}
        fields += (("aside", *instrument.span()),)
        drops |= {"volume", "issue", "pages", "place", "publisher", "journal", "note"}
    if match:
        passed = _day(match["title"]) or (_day(raw[gazette.end() :]) if gazette else None)
        number = _UNION_NUMBER.search(match["title"])
        made |= {"issued": dict(passed.csl)} if passed else {}
        made |= {"number": number[0]} if number else {}
    if inside := _IN_ACT.search(raw, found.end("title")):
        made["locator"] = inside["locator"]
        fields += (("aside", *inside.span()),)
        drops |= {"note", "place", "publisher"}
    return Known(fields, "legislation", made, frozenset(drops))
