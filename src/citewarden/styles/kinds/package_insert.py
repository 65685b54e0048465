"""Drug labels: "Zoloft [package insert]. New York, NY: Pfizer; 2016.", "Zithromax. Prescribing information. Pfizer"."""

from __future__ import annotations

import re
from typing import Any

from citewarden.styles._account import is_label
from citewarden.styles._known import Known, groups

SIGNS = (
    "package insert", "package leaflet", "prescribing information", "product information", "product monograph",
    "product label", "drug label", "drug facts", "product characteristics",
    "smpc", "medication guide", "information leaflet",
    "fachinformation", "gebrauchsinformation", "ficha técnica", "caractéristiques du produit", "bijsluiter",
    "foglio illustrativo", "instructions for use", "productkenmerken", "características del producto",
    "características do medicamento", "caratteristiche del prodotto", "pakningsvedlegg", "indlægsseddel", "bipacksedel",
    "pakkausseloste", "preparatomtale", "produktresum", "charakterystyka produktu",
    "souhrn údajů", "příbalová informace", "valmisteyhteenveto", "kısa ürün bilgisi",
    "sammanfattning av produktens egenskaper",
)  # fmt: skip
_GENRE = (
    r"(?:(?:US|U\.S\.|EU|UK|FDA|full|highlights\sof|approved)\s){0,3}(?:package\s(?:insert|leaflet)|prescribing\sinformation"
    r"|product\s(?:information|monograph|label(?:l?ing)?)|drug\s(?:facts\s)?label(?:l?ing)?|summary\sof\sproduct\scharacteristics|smpc"
    r"|medication\sguide|patient\s(?:information\sleaflet|package\sinsert)|instructions\sfor\suse|fachinformation"
    r"|gebrauchsinformation|ficha\stécnica|résumé\sdes\scaractéristiques\sdu\sproduit|bijsluiter|foglio\sillustrativo"
    r"|samenvatting\svan\sde\sproductkenmerken|resumen\sde\s(?:las\s)?características\sdel\sproducto"
    r"|resumo\sdas\scaracterísticas\sdo\smedicamento|riassunto\sdelle\scaratteristiche\sdel\sprodotto|pakningsvedlegg"
    r"|indlægsseddel|bipacksedel|pakkausseloste|preparatomtale|produktresumé?|charakterystyka\sproduktu\sleczniczego|souhrn\súdajů\so\s(?:léčivém\s)?přípravku|příbalová\sinformace|valmisteyhteenveto|kısa\sürün\sbilgisi"
    r"|sammanfattning\sav\sproduktens\segenskaper)"
    r"(?:\s\((?:SmPC|SPC|PI|USPI|RCP)\))?"
)
_BODY_AND_COMMA = re.compile(
    rf"(?P<body>[A-ZÀ-Þ][^,;:\[\]()]{{2,80}}),\s(?P<genre>(?i:{_GENRE})),\s(?P<title>[A-ZÀ-Þ][^,;:\[\]]{{2,100}}),\s(?=(?i:ultimo\saggiornamento|última\s(?:actualización|revisión)|mis(?:e)?\sà\sjour|stand|last\supdated|revised|https?:|consultato)|(?:19|20)\d\d)"
)
"""As lists with commas set it: "AIFA, Riassunto delle caratteristiche del prodotto, Tachipirina 500 mg, 2022"."""
_MAKER = (
    r"(?:(?P<maker>[A-ZÀ-Þ][^.\[\]()]{2,60}?(?:\s(?:Inc|Ltd|Co|Corp|LLC|plc|GmbH|AG|SA|Pharma\w*|Laborator\w+)\.?)?)"
    r"\.\s(?:\((?P<date>(?:19|20)\d\d[^)]{0,20})\)\.\s)?)?"
)
_TITLE = (
    r"(?P<title>(?!The\s)(?:[A-ZÀ-Þ]|emc\b|electronic\s[Mm]ed)(?:[^\[\]()]|\((?!(?:19|20)\d\d)[^()]{1,80}\)){1,200}?)"
)
_BRACKETED = re.compile(rf"{_MAKER}{_TITLE}\.?,?\s[\[(](?P<genre>(?i:{_GENRE}))(?:[;,][^\])]*)?[\])]\s?[.,;:]")
_SENTENCE = re.compile(rf"{_TITLE}(?:[.,:]|\s[-–—])\s(?P<genre>(?i:{_GENRE}))\s?[.;,]")
_SHORT = re.compile(
    rf"(?P<title>[A-Z][\w®™-]{{2,60}}(?<!ing)(?:\s\([^)]{{3,60}}\))?(?:\s[\w®™/-]{{1,60}}){{0,3}}?),?\s(?P<genre>(?i:{_GENRE}))\."
)
_FIRST = re.compile(
    rf"(?:(?P<maker>[A-ZÀ-Þ][^.:\[\]()]{{1,80}})[.:]\s)?(?P<genre>(?i:{_GENRE}))(?::|\.|\s[-–—]|\sfor|\sof|\szu)?\s"
    r"(?:(?:Information\s(?:für|for)|Información\spara|Information\sde)\s[^.:]{3,40}[.,:]\s)?"
    r"(?P<title>[A-ZÀ-Þ][^.\[\]]{2,120}?)\.\s"
)
_OWN = re.compile(
    rf"(?:(?:The\s)?[Mm]anufacturer['’]?s?['’]?\s)(?P<genre>(?i:{_GENRE})),\s(?P<title>[A-ZÀ-Þ][^.;\[\]]{{3,120}})[;.]\s(?P<site>(?:[Tt]he\s)?[Ee]lectronic\s[Mm]edicines\s[Cc]ompendium|emc|eMC|[A-Z][^.;]{{3,60}})(?=[.,;]|\s\()"
)
"""As patient leaflets of British sites set it: "Manufacturer's SmPC, Macrobid Capsules 100mg; The electronic ...".)"""
_COMPANY_FIRST = re.compile(
    r"(?:[^.]*\b(?:Corp|Corporation|Inc|Ltd|LLC|GmbH|AG|plc|Company|Pharm\w*|Laborator\w+|Therapeutics|Biotech\w*))\.\s(?=[A-Z])"
)
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w'’-]{1,60}(?:,?\s[A-Z]\.?){1,3}(?:,|\.|\s&|$)|[A-ZÀ-Þ][\w'’-]{1,60}\s[A-Z]{1,3}(?:,|\.|$)"
)
_COMPANY = re.compile(
    r"(?:^|[.\])]\s)(?P<publisher>(?:U\.[SK]\.\s)?[A-ZÀ-Þ](?:[^.:;,\[\]()]|,\s(?=Inc|Ltd|LLC|L\.?P)){1,60}?(?:\s(?:Inc|Ltd|GmbH|LLC|AG|SA|plc|LP|Administration))?)"
    r"(?:\.|;)?\s(?:(?:Stand|[Rr]evised|[Uu]pdated|[Ll]ast\supdated):?\s)?(?=\(?(?:\d{1,2}\s)?(?:[A-ZÄ][a-zä]+\s|\d{1,2}[./])?(?:19|20)\d\d\b|https?:)"
)
_STAND = re.compile(
    r"\b(?:Stand|[Rr]evised|[Ll]ast\s(?:revised|updated)|[Uu]pdated|[Rr]evision\sdate|Gültig\sab|Dated|(?:Data|Fecha)\s(?:zatwierdzenia\stekstu|(?:częściowej\s)?zmiany\stekstu|de\s(?:la\s)?(?:última\s)?revisión(?:\sdel\stexto)?|de\srevisão\sdo\stexto)|Oppdatert|Uppdaterad|Opdateret|Laatst\s(?:herzien|bijgewerkt)|Mise\sà\sjour|Aggiornamento|Poslední\srevize\stextu|Datum\srevize(?:\stextu)?)(?:\sin|\son\s(?:the\s)?emc)?:?\s(?=\w)"
)
_NEXT = re.compile(
    r"\s?(?P<publisher>[A-ZÀ-Þ][^.,;:\[\]()]{1,60}(?:,\s(?:Inc|LLC|L\.?P)\b)?)(?:[.;]\s(?=[A-ZÀ-Þ]|\(?\d)|,\s(?=(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d))"
)
"""What stands right behind the product and its kind, as a house does."""
_HOUSED = re.compile(
    r"\s?(?P<publisher>[A-ZÀ-Þ][^.,;:\[\]()]{1,60}?(?:\s&\sCo\.\sKG)?),\s(?P<place>[A-ZÀ-Þ][\w’'-]+(?:[\s/-][A-ZÀ-Þ][\w’'-]+){0,2})\.(?=\s(?!(?:19|20)\d\d)|\Z)"
)
"""The same with the town of the house: "GlaxoSmithKline GmbH & Co. KG, München."."""
_PRINTED = re.compile(
    r"(?i:^(?:available|accessed|retrieved|revised|updated|last|laatst|stand|version|verfügbar|published|from|text|date)\b)|\d"
)
"""What leads to an address or a date, or is a number."""
_REVISED = re.compile(
    r"(?:\d{1,2}[./\s]\s?)?(?:\d{1,2}[./]\s?|[A-ZÄ][a-zä]{2,8}\.?\s(?:\d{1,2},\s)?)(?:19|20)\d\d|(?:19|20)\d\d\b"
)
_MONTH = re.compile(r"(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?:\sr\.)?(?=[.,;\s]|\Z)")
"""Month and year as Polish and German labels set them: "03.2023 r."."""
_SITE = re.compile(
    r"(?P<site>[Ee]lectronic\s[Mm]edicines\s[Cc]ompendium(?:\s\(emc\))?|emc|DailyMed|Drugs@FDA|European\sMedicines\sAgency|Drugs\.com|RxList)"
    r"(?:\s\[[^\]]{3,30}\])?[.:]\s"
)
"""Where labels are collected, in front of the product."""


def read(raw: str) -> Known | None:
    """The product is the title, what kind of label it is the genre; whoever made the drug published it."""
    if own := _OWN.match(raw):
        return _collected(raw, own)
    if by := _BODY_AND_COMMA.match(raw):
        fields = groups(by, [("body", "body"), ("genre", "genre"), ("title", "title")])
        return Known(fields, "pamphlet", drops=frozenset({"author", "title", "journal", "booktitle"}))
    match = _SENTENCE.match(raw) or _BRACKETED.match(raw) or _FIRST.match(raw) or _SHORT.match(raw)
    if not match or _PERSON.match(match["title"]) or _PERSON.match(match.groupdict().get("maker") or ""):
        return None
    if match.re is _SENTENCE and re.search(r"\b(?:and|the|of)\b", match["title"]) and "(" not in match["title"]:
        return None
    found = match.groupdict()
    labels = [("genre", "genre")]
    labels += [(label, name) for label, name in (("body", "maker"), ("date", "date")) if name in found]
    company_first = _COMPANY_FIRST.match(match["title"])
    at = match.start("title") + (company_first.end() if company_first else 0)
    site = _SITE.match(match["title"])
    at += site.end() if site else 0
    fields = (*groups(match, labels), ("title", at, match.end("title")))
    if company_first:
        fields += (("body", match.start("title"), at),)
    if site:
        label = "body" if site["site"] == "European Medicines Agency" else "booktitle"
        fields += ((label, match.start("title"), match.start("title") + site.end("site")),)
    if match["title"].endswith("EPAR"):  # "Shingrix: EPAR – Product information" is one title
        fields = (*(f for f in fields if f[0] not in ("title", "genre")), ("title", at, match.end("genre")))
    housed = _HOUSED.match(raw, match.end()) if match.re in (_SENTENCE, _FIRST) else None
    company = None if housed else _COMPANY.search(raw, match.end() - 2)
    company = None if company and _PRINTED.search(company["publisher"]) else company
    if company and ":" not in raw[match.end() : company.start("publisher")]:
        fields += groups(company, [("publisher", "publisher")])
    elif housed and not is_label(housed["publisher"]) and not _PRINTED.search(housed["publisher"]):
        fields += groups(housed, [("publisher", "publisher"), ("place", "place")])
    elif not company and match.re in (_SENTENCE, _FIRST):
        fields += _made_by(raw, match.end())
    stand = _STAND.search(raw, match.end() - 2)
    made: dict[str, Any] = {}
    if stand:
        fields += (("aside", *stand.span()),)
        revised = _REVISED.match(raw, stand.end())
        month = _MONTH.match(raw, stand.end())
        if month:
            made = {"issued": {"date-parts": [[int(month["year"]), int(month["month"])]]}}
            fields += (("aside", *month.span()),)
        elif revised and "date" not in {label for label, _, _ in fields}:
            fields += (("date", *revised.span()),)
    return Known(fields, "pamphlet", made, drops=frozenset({"author", "title"}), unless=frozenset({"volume", "issue"}))


def _collected(raw: str, own: re.Match[str]) -> Known:
    """A label by the place where it is collected."""
    fields = groups(own, [("genre", "genre"), ("title", "title"), ("booktitle", "site")])
    fields += (("aside", 0, own.start("genre")),)
    stand = _STAND.search(raw, own.end())
    revised = _REVISED.match(raw, stand.end()) if stand else None
    if stand and revised:
        fields += (("aside", *stand.span()), ("date", *revised.span()))
    return Known(fields, "pamphlet", drops=frozenset({"author", "title", "publisher", "place", "journal", "booktitle"}))


def _made_by(raw: str, at: int) -> tuple[tuple[str, int, int], ...]:
    """The house that stands right behind the product and its kind."""
    maker = _NEXT.match(raw, at)
    if maker is None or is_label(maker["publisher"]) or _PRINTED.search(maker["publisher"]):
        return ()
    return groups(maker, [("publisher", "publisher")])
