"""Entries of drug databases and living handbooks: "Melatonin. In: Drugs and Lactation Database [Internet]."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.text import names

SIGNS = (
    "lexi-", "lexicomp", "micromedex", "drugdex", "drugs.com", "lactmed", "lactation database", "statpearls",
    "uptodate", "dynamed", "endotext", "genereviews", "natural medicines", "british national formulary",
    "bnf", "epocrates",
    "rxlist", "pubchem", "clinical pharmacology", "ahfs", "best practice", "access pharmacy", "drugbank", "livertox",
    "dailymed", "drugs@fda", "medicines compendium", "medscape",
)  # fmt: skip

_NAME = (
    r"(?:Lexi-?(?:Drugs|[Cc]omp)(?:\s(?:Online|Multinational|Database))*|Lexicomp(?:\sOnline|\sDrug\sReference\sHandbooks)?(?:®|™)?"
    r"|(?:IBM\s|Truven\s(?:Health\s)?|Merative\s)?Micromedex(?:®|™)?(?:\sSolutions|\s2\.0|\s\(R\))?|DRUGDEX(?:®)?(?:\sSystem)?|Drugs\.com"
    r"|Drugs\sand\sLactation\sDatabase(?:\s\(LactMed(?:®|\(R\))?\))?|LactMed(?:®)?|StatPearls|UpToDate(?:®)?|DynaMed(?:\sPlus)?"
    r"|Endotext|GeneReviews(?:®)?|LiverTox(?:®)?(?::\sClinical\sand\sResearch\sInformation\son\sDrug-Induced\sLiver\sInjury)?"
    r"|Natural\sMedicines(?:\sComprehensive\sDatabase|\sDatabase)?|British\sNational\sFormulary(?:\s\(BNF\))?|BNF|Epocrates"
    r"|RxList|PubChem|Clinical\sPharmacology(?:\spowered\sby\sClinicalKey)?|AHFS\sDrug\sInformation|BMJ\sBest\sPractice|DrugBank(?:\sOnline)?|DailyMed"
    r"|Drugs@FDA|[Ee]lectronic\s[Mm]edicines\s[Cc]ompendium(?:\s\(emc\))?)"
)
_MEDIUM = r"(?:\s?\[[^\]]{3,60}\]|\s(?:website|database)\b)?"
_PEOPLE = r"(?:(?P<author>(?:[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?\s[A-Z]{1,3}(?:,\s|\.\s)(?:et\sal\.\s)?)+))?"
_UPDATED = r"(?:\[?(?:[Ll]ast\s)?[Uu]pdated:?\s(?P<date>[^\].]{4,20})\]?[.;]?\s)?"
_PART = re.compile(
    rf"^{_PEOPLE}(?P<title>[A-ZÀ-Þ][^\[\]]{{1,200}}?)[.?!]\s{_UPDATED}(?P<in>In:?\s)(?P<book>{_NAME}|Medscape)(?P<medium>{_MEDIUM})[.,:;]?(?=\s|$)"
)
_HOUSE = (
    r"(?P<publisher>(?:(?:U\.?S\.?\s)?National\sLibrary\sof\sMedicine|US\sFood\sand\sDrug\sAdministration"
    r"|National\sCenter\sfor\sBiotechnology\sInformation)(?:\s\([A-Z]{2,4}\))?)[.,;]"
)
_LISTED = re.compile(
    rf"^(?P<title>(?!(?:{_NAME}))[A-ZÀ-Þ][^.\[\]]{{1,120}})\.\s(?P<book>{_NAME}(?:[.,]\s{_NAME})?)(?P<medium>{_MEDIUM}(?:\s(?:Compound|Substance)\sSummary(?:\sfor\s[^.;]{{2,40}})?)?)[.,;](?=\s|$)(?:\s{_HOUSE})?"
)
_WHOLE = re.compile(
    rf"^(?P<title>{_NAME}(?:,\s{_NAME})?)(?P<medium>{_MEDIUM})[.,;]\s(?!\()(?!.{{0,120}}\d{{4}}\s?[-–—]\s?\.)"
)
_FIRST = re.compile(
    rf"^(?P<book>{_NAME})(?P<medium>{_MEDIUM})\.\s(?P<title>[A-Z][^.;\[\]]{{2,120}}?)(?:\s\[(?P<what>[^\[\]]{{3,40}})\])?\.\s(?=[A-Z][^.]{{2,80}};\s(?:19|20|\[))"
)
_LABEL = re.compile(
    rf"^(?P<book>{_NAME}|Medscape)(?P<medium>{_MEDIUM})[.:]\s"
    r"(?P<title>[A-Z][^.\[\]]{2,120}?)\.\s"
    rf"(?:{_HOUSE}\s)?{_PEOPLE}(?=[A-Z][a-z]+,\s[A-Z]{{2}}:\s|\(?(?:[Ll]ast\s)?[Uu]pdated|[Rr]evised|[Aa]ccessed|Published|Available|https?:|\[)"
)
_WITHIN = re.compile(
    rf"^(?P<author>{_NAME})\.\s(?P<title>[A-Z][^.;\[\]]{{2,120}})\.\s(?P<book>{_NAME}|Medscape)(?P<medium>{_MEDIUM})[.,]"
)
"""An entry that one database wrote and another holds: "Lexicomp. Zinc: drug information. UpToDate."."""
_ENTRY = re.compile(
    rf"^(?P<book>{_NAME})(?P<medium>{_MEDIUM})[.:]\s(?:(?P<place>[^:.]{{3,60}}):\s(?P<publisher>.{{3,120}}?)[.;]\s)?(?P<begun>\d{{4}}\s?[-–—]\s?\.?\s*+(?:Label:\s|Record\sfor\s)?|Label:\s)"
    r"\s*+(?P<title>[^;\[\]]{3,200}?)[;.]\s(?=\[|[Uu]pdated|[Aa]ccessed|Available|http)"
)
_REVISED = re.compile(
    r"(?:[Ll]ast\s)?(?:[Uu]pdated|[Rr]evised|[Uu]pdate)\s(?P<date>(?:19|20)\d\d[^;\]]{0,8}|[A-Z][a-z]+\s[^;\].]{4,12})"
)
_SINCE = re.compile(r";\s(?P<since>\d{4}(?:\s[A-Z][a-z]{2})?\s?[-–—])(?=[\s.;]|$)")
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’-]+\s[A-Z]{1,3}(?:,|$|\set\b)")


def read(raw: str) -> Known | None:
    """The entry's title and the database it stands in, in the four orders they are printed in."""
    match = (
        _ENTRY.match(raw)
        or _WITHIN.match(raw)
        or _LABEL.match(raw)
        or _PART.match(raw)
        or _FIRST.match(raw)
        or _LISTED.match(raw)
        or _WHOLE.match(raw)
    )
    if not match or _PERSON.match(match["title"]) or (names.is_organisation(match["title"]) and match.re is _LISTED):
        return None
    found = match.groupdict()
    who = "body" if match.re is _WITHIN else "author"
    labels = ((who, "author"), ("title", "title"), ("booktitle", "book"), ("place", "place"),
              ("publisher", "publisher"), ("aside", "in"), ("aside", "medium"), ("aside", "begun"),
              ("genre", "what"))  # fmt: skip
    fields = groups(match, [(label, name) for label, name in labels if found.get(name)])
    since = _SINCE.search(raw, match.end("title"))
    revised = _REVISED.search(raw)
    if revised:
        fields += (("date", *revised.span("date")),)
        if since:
            fields += (("aside", *since.span("since")),)
    web = "webpage" if match.re in (_LABEL, _LISTED, _WHOLE, _FIRST, _WITHIN) else "chapter"
    dropped = {"author", "title"} | ({"editor"} if "UpToDate" not in raw else set())
    return Known(fields, web, drops=frozenset(dropped), unless=frozenset({"volume"}))
