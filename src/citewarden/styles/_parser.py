"""From a printed reference to CSL-JSON.

Three readers share the work: the tagger labels every token; patterns decide what patterns decide better (identifiers,
addresses, dates, the day of access, and whole kinds of reference: `kinds`); and what both found is trimmed, joined and
typed. Spans are kept throughout, so
that every variable can be shown where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from citewarden.model import FieldSpan
from citewarden.styles import _detect, _fields, _known, _tagger
from citewarden.styles._account import is_label
from citewarden.styles._amends import amended
from citewarden.styles._stretches import Stretch, mended
from citewarden.styles._stretches import stretches as stretches_of
from citewarden.styles._years import DAY_APART, titled, yearly
from citewarden.text import containers, dates, identifiers, names
from citewarden.text.shapes import LONGEST_ENTRY

_VARIABLES = {
    "author": "author", "editor": "editor", "translator": "translator", "title": "title",
    "journal": "container-title", "booktitle": "container-title", "collection": "collection-title", "date": "issued",
    "volume": "volume", "issue": "issue", "pages": "page", "publisher": "publisher", "place": "publisher-place",
    "edition": "edition", "genre": "genre", "note": "note", "body": "author", "number": "number", "version": "version",
}  # fmt: skip
_CHUNK = 2560
_NAMES = ("author", "editor", "translator")
_NAMED_BY_LABEL = ("publisher", "publisher-place", "container-title")
_SITE = re.compile(r"(?i)(?<![\s,])[\s,]*\(?\b(?:the\s)?(?:web\s?site|web\s?page)\b\)?[\s.]*$")
_OPEN_BRACKET = re.compile(r"(?<!\s)\s*\[(?:[Uu]pdated|[Ii]nternet|[Oo]nline)[^\[\]]*$")
_ONLINE_END = re.compile(r"(?<!\s)\s*\[(?:Internet|serial online|online)\]$", re.IGNORECASE)
_SITE_FIRST = re.compile(r"^(?P<site>[^.]{3,120}?)\s+[Ww]eb\s?site\.\s+(?P<title>\S.+)$", re.DOTALL)
_NEXT_TITLE = re.compile(r"(?:[,.;?!][\"”][,;]?|[\"”][,;])\s(?:and\s)?[\"“](?=[^\W_])")
"""Where one title in quotation marks ends and the next begins."""
_CLOSED = re.compile(r"(?P<title>[^«»“”\"]{4,}?)\s?[»”],\s(?P<rest>[a-zà-ÿ][^«»“”\"]{2,40})\Z")
_BRACKETED = re.compile(r"(?<!\s)\s*\[([^\][]{3,60})\]\s*$")
_MEDIUM = re.compile(
    r"(?i)^(?:internet|online|web|electronic resource|e-?book|serial online|homepage on the internet|nettdokument"
    r"|nettside|internett|netdokument|elektronisk (?:ressurs|resurs|ressource)|nätdokument|elektronicky"
    r"|dokument elektroniczny"
    r"|pdf(?:[,;]? [\d.,]+ ?[kmg]b)?)$"
)
_LANGUAGE = re.compile(
    r"(?i)^(?:in\s)?(?:german|ger|french|fr|fre|spanish|spa|italian|ita|japanese|jpn|chinese|chi|russian|rus|polish|portuguese|por"
    r"|dutch|korean|kor|turkish|hungarian|czech|swedish|danish|norwegian|hebrew|croatian|finnish|ukrainian|english"
    r"|article in \w+)(?:[,;]\s(?:english|german|french|spanish|portuguese|russian|italian))*$"
)
_VOLUMES = re.compile(r"(\d{1,2})\s?(?:vols?|volumes|Bde|t|tomes)\b\.?", re.IGNORECASE)
_VOLUMES_NAMED = re.compile(r"[Vv]ol(?:ume)?s?\.?\s?(\d{1,3}(?:\s?[-–]\s?\d{1,3})?)")
_VOLUMES_END = re.compile(r"[.,]\s(\d{1,2})\s(?:vols|volumes|Bde|tomes)\.?$", re.IGNORECASE)
_ISSUE_NAMED = re.compile(r"(?:issue|iss\.|no\.|heft|h\.|zesz(?:yt|\.)|fasc\.)\s?(\d+(?:[-–/]\d+)?)\b", re.IGNORECASE)
_LINK_NAMES = re.compile(
    r"(?:\W*\b(?:(?:free )?PMC(?: free)?(?: article)?|PubMed(?: Central)?|Medline|Cross ?Ref|Google Scholar)\b"
    r"(?:\W{0,3}(?:PMC)?\d{5,9}\b)?)+\W*",
    re.IGNORECASE,
)
"""What databases print around the identifiers of an entry: "[PMC free article: PMC5760000] [PubMed: 29304922]"."""
_GENRE_WORD = re.compile(
    r"dossier|fiche(?:\s(?:d[’']information|pratique|santé|info))?|rapport|brochure|communiqué(?:\sde\spresse)?|infographie"
    r"|informe|folleto|ficha|opuscolo|scheda|comunicato\sstampa|folder|Merkblatt|Broschüre|Flyer|Faltblatt|Pressemitteilung"
    r"|leaflet|fact\s?sheet|news\srelease|press\srelease|blog\spost"
)
"""What a work is, which holds none: "« Insomnie », dossier, 2 juin 2021"."""
_SAYS_LANGUAGE = ("note", "genre", "publisher", "publisher-place", "collection-title")
_NOT_YET = re.compile(
    r"(?i)\b(?:in press|forthcoming|in preparation|submitted|to appear|epub ahead of print|ahead of print)\b"
)
_DAY_BEFORE = re.compile(
    r"\b(?:vom|am|den|updated|revised|published|posted|issued|dated|on|le|du|del|el|di|em|af|z)\s(?P<day>\d{1,2}(?:\.|º|er)?\s)\Z"
    r"|[.,;(]\s?(?P<ordinal>\d{1,2}(?:\.\s|º?\sde\s))\Z",
    re.IGNORECASE,
)
"""A day that was parted from its month: "Nr. 065/2020 vom 1. | Dezember 2020"."""
_COMPANY = re.compile(
    r"\s(?:Corp|Corporation|Inc|Ltd|Limited|LLC|GmbH|plc|A/S|Oy|Oyj|S\.?p\.A|SpA|Sarl|(?:Company|Healthcare|Pharma\w*|Laborator\w+"
    r"|Medical|Diagnostics|International)\s(?:AG|AB|BV|NV|SA|SE|KG))\.?$"
)
"""How companies end. What persons have as initials, too ("Weber AG"), ends one only behind a word no person bears."""
_ARTICLED = re.compile(r"The\s[A-ZÀ-Þ]\w")
"""No person's name begins with an article."""
_NAMED_BY_INITIALS = re.compile(r"[A-Z]{3,8}(?:\s(?:[A-Z][a-z]{2,}|and|for|of)){2,}\Z")
"""The initials of a body in front of several words, which no family name has: "NICE Clinical Knowledge Summaries"."""
_EDITORS = re.compile(
    r"(?:,|\()\s?(?:editores|red|a cura di|orgs?|coords?|Hrsg|eds?|editors?|dirs?)\.?\)?[\s,.:]*\Z", re.IGNORECASE
)
"""What names of editors end with in other languages."""
_YEARS = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d")
_CHAPTER = re.compile(r"(?:[Cc]ap|[Cc]h|[Kk]ap|[Cc]hap|[Cc]hapter|[Rr]ozdz)\.?\s(\d{1,3})")
_EDITION_ALONE = re.compile(r"\(?(?:\d{1,3}(?:st|nd|rd|th)|[Rr]ev(?:ised|\.))\s[Ee]d(?:ition|n|\.)?\.?\)?")
_OPENING_QUOTES = " \"“„«‘`'(["
_DOI_HOST = re.compile(r"https?://(?:dx\.|www\.)?doi[./]")
_EDITION_END = re.compile(
    r"(?<![\s.,(])[\s.,(]+(\d{1,2}e(?=$)|(?:revised|rev\.|(?:\d+(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:\srev\.)?)\s?(?:edition|edn?)\b)[^()]*\)?$",
    re.IGNORECASE,
)
_TRANSLATORS = re.compile(
    r"(?:\A|[.?!]\s+)((?:[A-ZÀ-Þ][\w'’-]+\s){1,3}[A-Z]{1,3}(?:,\s(?:[A-ZÀ-Þ][\w'’-]+\s){1,3}[A-Z]{1,3}){0,4}),?\s"
    r"\(?(?:trans|transl|translators?)\.?\)?\Z"
)
_TRANSLATED_BY = re.compile(
    r"\s\((?P<who>(?:(?:[A-ZÀ-Þ]\.[\s-]?){1,3}[A-ZÀ-Þ][\w'’-]{1,30}(?:,?\s&\s|,\s)?){1,4}?),?\s(?:[Tt]rans|Übers)\.?(?:\s&\sEds?\.)?\)?\Z"
)
"""Who translated a work, as APA sets it: "Mourning and melancholia (J. Strachey, Trans.)"."""
_TRANSLATED = re.compile(r"(?<![\s.,(])[\s.,(]+(?:translated|trans\.)\s(?:by\s)?[^()]+\)?$", re.IGNORECASE)
_PAGES_LAST = re.compile(r",\s(?:pp?\.\s?)?(\d+\s?[-–]\s?\d+)[.,]?\s*$")
_PUBLICATION = re.compile(
    r"\bWHO/[A-Z]{2,}(?:/[\w.-]*\w)+|\b(?:NIH|DHHS|HHS|DHEW|CDC|WHO|AHRQ|NCHS|PHS|FDA|EPA|CRD)(?:\s\([A-Z]+\))?\sPublication\s(?:No\.?|Number|\#)?\s?"
    r"(?:\([A-Z]+\)\s?)?[\w-]*\d[\w-]*"
)
_REPORT = re.compile(
    r"(?<=[.;,(\[]\s|.[(\[])(?P<genre>(?:Technical\s|Research\s|Final\s|Discussion\s|Working\s)?(?:[Rr]eport|Rep\.|Paper))\s(?:No\.?|Number):?\s?"
    r"(?P<number>(?=[\w./-]{0,40}\d)[A-Z\d][\w./-]{0,40}\w)(?=[.,;)\]]|\Z)"
)
"""The number of a report: "Report No. EPA-600/R-12-034"."""
_GUIDELINE = re.compile(
    r"\b((?:NICE\s)?(?:[Cc]linical\s|[Pp]ublic\s[Hh]ealth\s|[Tt]echnology\sappraisal\s|[Dd]iagnostics?\s)?[Gg]uid(?:eline|ance))"
    r",?\s(?:[Nn]o\.?\s)?[\[(]?((?:NG|CG|PH|TA|QS|DG|IPG|MTG|SG|CSG)\s?\d+)\b[\])]?"
)
_NUMBERED = re.compile(r"^(?:[Nn]os?\b\.?|[Nn]r\b\.?|n°|N°|№)\s*(\d\S*)")
_VOLUME_ISSUE = re.compile(
    r"(?i)(\d+)\.?\s?(?:Jg|Jahrg(?:ang)?)?\.?\W*\b(?:Heft|H|no|nr|n|num|issue|iss)\.?\s?(\d+(?:[-–/]\d+)?)"
)
_LANGUAGE_LAST = re.compile(r"\d\.?\s+([A-Z][a-z]+)$")
_PAGES_TAIL = re.compile(r"(?i)(?<![\s,])[\s,]*\b(?:vol\.?\s?\d+|see)$")
_LINK_WORD = re.compile(r"(?<=\d)[.;,]?\s\[?(?:link|doi|pdf|html|abstract|full text|free)\]?\Z", re.IGNORECASE)
"""The name of a link behind the pages."""
_PAGE_CITED = re.compile(
    r"(?P<pages>[^\s,]{1,20}),?\s(?:at|esp\.?|here|hier|ici|aquí|qui)\s(?:(?:pp?|S|s)\.\s?)?(?P<page>\d+(?:-\d+)?)"
)
"""The pages of an article and the one that is meant: "791-813, at 797"."""
_PAGED = re.compile(r"\d|^[ivxlcdm]+\b", re.IGNORECASE)
_MONTH_NEXT = re.compile(r"\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,?\s(?:1[89]|20)\d{2}\b")
_GERMAN_ISSUE = re.compile(r"(?i)^(?:jg|jahrg|jahrgang)?\.?\W*(?:h|heft)\.?\s?(?=\d)")
_SAID_VOLUME = re.compile(r"\b[Vv]ol(?:ume|\.)\s?(\d{1,4}|[IVX]{1,6})\b")
_SAID_ISSUE = re.compile(r"\b(?:Heft|H\.)\s?(\d{1,3}(?:[-–/]\d{1,3})?)\b")
_SAID_PAGES = re.compile(r"(?:\bpp?\.\s?|\b[Pp]ages?\s)((?:[A-Z]|e)?\d+(?:\s?[-–]\s?[A-Z]?\d+)?)\b")
_SAID = (("volume", "ol", _SAID_VOLUME), ("issue", "H", _SAID_ISSUE), ("page", "", _SAID_PAGES))
"""What is printed with its name: the variable, letters that are there if it is, and how it is printed."""
_EAST_ASIAN = re.compile(r"^[第제]\s*(?=\d)|(?<=\d)\s*[권卷巻호號号期집輯辑券月]+$")
_VOLUME = re.compile(r"\d|^[IVXLCDMivxlcdm]+\b|(?i:suppl|spring|summer|autumn|winter|fall|spec)|^[A-Z]$")
_MONTH_AFTER = re.compile(
    r"(?<![\s,(])[\s,(]+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b[\w\s.,–-]{0,40}$", re.IGNORECASE
)
_STATUTE = re.compile(
    r"(?<!\d)(?P<volume>\d+)\s(?P<container>U\.?\s?S\.?\s?C\.?|Stat\.|C\.?F\.?R\.?|Fed\.\sReg\.|FR(?=\s\d))\s(?P<page>(?:§*|[Pp]arts?|[Pp]ts?\.)\s?[\d.,–-]*\d)"
)
_CASE = re.compile(
    r"(?P<name>[A-Z][^,;]{0,150}?\sv(?:s)?\.?\s[A-Z][^,;]{0,150}?),\s(?P<volume>\d+)\s(?P<court>U\.\s?S\.|S\.\s?Ct\.|F\.(?:\s?(?:\dd|Supp\.?)(?:\s\dd)?)?)"
    r"\s(?P<page>\d+)"
)
_JOURNAL_LAST = re.compile(
    r"(?<=[.?!])\s(?P<journal>(?:J|Am|Ann|Arch|Acta|Br|BMC|BMJ|Clin|Curr|Dtsch|Eur|Exp|Int|JAMA|Nat|Neuro|Proc|Rev)\.?"
    r"(?:\s[A-Z][a-z]{0,9}\.?){1,6})$"
)
_LAW_NUMBER = re.compile(r"\bPub(?:lic)?\.?\s?L(?:aw)?\.?\s(?:No\.?\s?)?\d+[-–]\d+")
_COUNTED_PAGES = re.compile(
    r"(?:[–—-]\s?|[ivxlcIVXLC]{1,8},\s)?(?P<number>\d{1,4})\s?(?:pp?|pages?|pgs|[Ss]|Seiten|sid(?:or|er)?|págs?|páginas|pagine|с|стр|str)\b\.?"
)
_ORG_SITE = re.compile(r"https?://(?:www\.)?(?P<name>[\w-]{4,60})\.(?:org(?:\.\w{2})?|ngo|charity)(?=[/:?#]|$)")
_NATIONS = ("U.S.", "U.K.", "E.U.", "N.Z.")
"""What looks like initials in front of a body's name."""
_SUPPLEMENT = re.compile(r"(?i)supp?l(?:ement\w{0,2}|\.)?\s?(?:\d{1,3}|[A-Z])(?:\s(?:pt|part)\.?\s?\d)?")
_PLACE_LAST = re.compile(r"(?P<title>.{5,}),\s(?P<place>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)\Z")
_IN = re.compile(r"\b(?:[Ii]n|IN|[Dd]ans|[Ee]n)\b:?\s")
_STATE = re.compile(
    r"(?i:united\s(?:states|kingdom)\b.*|.*\bislands|.*\brepublic)|[A-Z]{2}|[A-Z]\.\s?[A-Z]\.|USA|U\.S\.A\.?|UAE|Washington|Calif|Mass|(?:Inc|Ltd|LLC)\.?"
)
"""What else stands behind a place."""
_INITIALS_OF_BODY = re.compile(r"[A-ZÀ-Þ]{3,8}|I[A-Z][a-z]{2,6}|[A-Z][a-z]{0,3}[A-Z]{2,5}")
_ROMAN = re.compile(r"[ivxlc]+|[IVXLC]+")
_LEADING_NUMBER = re.compile(
    r"^(?:[•●▪◦‣·*–—-]\s*)?[\s\[(]*+(?:\d{1,4}[\]).]*+|[a-h]\)|(?:[a-k]\s){2,10}(?=[A-ZÀ-Þ]))?\s*+(?=[^\W\d_])"
)
_TRIAL_SITE = "ClinicalTrials.gov"
_BY_BODIES = (
    "webpage", "report", "dataset", "software", "document", "post", "post-weblog", "pamphlet", "motion_picture",
    "broadcast",
)  # fmt: skip
"""Types whose author, if it is one word, is an organisation."""
_BYLINE = re.compile(
    r"(?<=[.?!])\s+(?:[Ww]ritten\s)?[Bb]y:?\s(?P<who>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]*){1,3}(?:,\s[A-Z][\w.]{1,5})*)\W*$"
)
_SITE_NAMED = re.compile(
    r"\b(?:Info|Manual|Version|People|Online|Today|Wiki|Blog|Magazine|Portal|Hub|Guide|Handbook)\b"
)
"""Words that sites have in their names and people have not."""
_TURNED = ("apa", "ama", "vancouver", "magazine")
"""Styles that print the family name of a person first."""
_ARCHIVES = re.compile(
    r"(?i)zenodo|dryad|(?:dryad )?digital repository|figshare|dataverse|harvard dataverse|mendeley data|icpsr"
)
_PLACED_STATE = re.compile(r"^[A-Z]{2,4}$")


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """A reference as read.

    `raw` is kept to the byte, `csl` is valid CSL-JSON without id, `fields` say where in `raw` each variable stands and
    how sure the parser is, `style` names the reference-list style ("" unknown), `confidence` (0 to 1) is that of the
    whole. `tagged` is what the tagger said, by which `doubt` judges the reading, None if patterns settled what kind of
    reference it is. `apart` is where words stand that are known to be no field.
    """

    raw: str
    csl: Mapping[str, Any]
    fields: tuple[FieldSpan, ...] = ()
    style: str = ""
    confidence: float = 0.0
    tagged: _tagger.Tagged | None = field(default=None, repr=False, compare=False)
    apart: tuple[tuple[int, int], ...] = field(default=(), repr=False, compare=False)


def parse_reference(raw: str) -> ParsedReference:
    """Read one printed reference."""
    return parse_references([raw])[0]


def parse_references(raws: Sequence[str], tagger: _tagger.Tagger | None = None) -> list[ParsedReference]:
    """Read printed references, one result each, in order. Many at a time are read several times faster than singly.

    `tagger` is another model than the shipped one (for measuring).
    """
    tagger = tagger or _tagger.shipped()
    out: list[ParsedReference] = []
    for at in range(0, len(raws), _CHUNK):
        part = [raw[:LONGEST_ENTRY] for raw in raws[at : at + _CHUNK]]
        seen = [raw if raw.isascii() else raw.replace("\u2011", "-") for raw in part]
        read = (_read(raw, tagged) for raw, tagged in zip(part, tagger.tag(seen), strict=True))
        out.extend(_whole(parsed, raw) for parsed, raw in zip(read, raws[at : at + _CHUNK], strict=True))
    return out


def _whole(parsed: ParsedReference, raw: str) -> ParsedReference:
    """What was read of the first part of an overlong entry, with the DOI that the rest of it prints."""
    if len(raw) <= LONGEST_ENTRY:
        return parsed
    doi = "" if "DOI" in parsed.csl else identifiers.doi(raw[LONGEST_ENTRY:])
    return replace(parsed, raw=raw, csl={**parsed.csl, "DOI": doi} if doi else parsed.csl)


class _Reading:
    """What is known of one reference so far."""

    __slots__ = ("csl", "fields", "raw")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.csl: dict[str, Any] = {}
        self.fields: list[FieldSpan] = []

    def put(self, name: str, value: Any, start: int, end: int, confidence: float = 1.0) -> None:
        self.csl[name] = value
        self.fields.append(FieldSpan(name, start, end, round(min(1.0, confidence), 3)))


def _read(raw: str, tagged: _tagger.Tagged) -> ParsedReference:
    reading = _Reading(raw)
    said = _known.known(raw)
    stretches = _known.applied(raw, titled(raw, mended(raw, titled(raw, stretches_of(tagged)))), said)
    closed = _identify(reading)
    accessed = dates.accessed(raw)
    if accessed:
        reading.put("accessed", dict(accessed.csl), accessed.start, accessed.end)
    closed += [(f.start, f.end) for f in reading.fields]
    closed += filter(None, [dates.archived(raw)])
    for stretch in stretches:
        _take(reading, stretch, closed)
    _fall_back(reading, closed)
    _said(reading)
    _settle(reading)
    csl = reading.csl
    seen = frozenset(s.label for s in stretches)
    csl["type"] = _fields.kind(raw, csl, seen)
    for one in said:
        if one.fits(csl):
            csl["type"] = one.type or csl["type"]
            _make(csl, one.made)
    if csl["type"] in ("webpage", "report", "pamphlet") and csl.get("genre") == "":
        del csl["genre"]
    if csl["type"] in ("legislation", "regulation"):
        _enacted(reading)
    elif csl["type"] == "legal_case":
        _tried(reading)
    style = _detect.style_of(raw)
    if csl["type"] in _BY_BODIES:
        _by_body(reading, style)
    _by_company(reading)
    amended(reading)
    _place(reading)
    ordered = {"type": csl.pop("type"), **csl}
    confidence = min((f.confidence for f in reading.fields), default=0.0)
    fields = tuple(sorted(reading.fields, key=lambda f: (f.start, f.end, f.name)))
    settled = any(map(_known.settles, said))
    apart = tuple((start, end) for one in said for label, start, end in one.fields if label == "aside")
    return ParsedReference(raw, ordered, fields, style, round(confidence, 3), None if settled else tagged, apart)


def _make(csl: dict[str, Any], made: Mapping[str, Any]) -> None:
    """Add what a kind says beside the printed fields; `custom` is joined."""
    for name, value in made.items():
        if name == "custom":
            csl.setdefault("custom", {}).update(value)
        else:
            csl[name] = value


def _place(reading: _Reading) -> None:
    """Let every span hold its value and no more, where the value stands in it as printed; give those found late one."""
    raw, csl = reading.raw, reading.csl
    kept: list[FieldSpan] = []
    for f in reading.fields:
        value = csl.get(f.name)
        if value is None:
            continue
        if isinstance(value, str) and f.end - f.start != len(value):
            at = raw.find(value, f.start, f.end)
            if at >= 0:
                f = FieldSpan(f.name, at, at + len(value), f.confidence)
        kept.append(f)
    named = {f.name for f in kept}
    for name, value in csl.items():
        if isinstance(value, str) and name not in named and name not in ("type", "number-of-pages"):
            at = raw.find(value)
            if at >= 0:
                kept.append(FieldSpan(name, at, at + len(value), 0.5))
    reading.fields = kept


def _by_body(reading: _Reading, style: str) -> None:
    """A sole author in one word, or in words that the style would have turned round in a person, is an organisation."""
    csl = reading.csl
    authors = csl.get("author", ())
    if len(authors) != 1 or "literal" in authors[0] or csl.get("custom", {}).get("et-al"):
        return
    printed = _printed_author(reading)
    plain = re.fullmatch(r"[A-Z]\w{2,}(?:\s[A-Z&]\w*)+", printed) and not re.search(r"\s[A-Z]{1,3}(?:\s|$)", printed)
    if authors[0].keys() == {"family"} or (plain and (style in _TURNED or _SITE_NAMED.search(printed))):
        csl["author"] = [{"literal": printed}]


def _by_company(reading: _Reading) -> None:
    """A sole author that bears a company's form, that is a newspaper ("The Guardian"), or that published the work
    itself: "StataCorp. ... StataCorp LLC"."""
    csl = reading.csl
    authors = csl.get("author", ())
    if len(authors) != 1 or "literal" in authors[0] or csl.get("custom", {}).get("et-al"):
        return
    printed = _printed_author(reading)
    if (
        _COMPANY.search(printed)
        or str(csl.get("publisher", "")).startswith(printed)
        or _fields.is_newspaper(printed)
        or _ARTICLED.match(printed)
        or _NAMED_BY_INITIALS.match(printed)
        or _is_its_site(printed, str(csl.get("URL", "")))
    ):
        csl["author"] = [{"literal": printed}]


def _is_its_site(printed: str, address: str) -> bool:
    """Whether a name is that of the charity whose site the work stands on: "Young Minds", youngminds.org.uk."""
    site = _ORG_SITE.match(address)
    return site is not None and "," not in printed and names.fold(printed) == names.fold(site["name"])


def _printed_author(reading: _Reading) -> str:
    """The words that the first author stands in."""
    span = next(f for f in reading.fields if f.name == "author")
    return _fields.value(reading.raw, span.start, span.end)


def _identify(reading: _Reading) -> list[tuple[int, int]]:
    """Identifiers and addresses, which patterns find; where those stand that are no variable (a second ISBN)."""
    csl = reading.csl
    more: list[tuple[int, int]] = []
    for found in identifiers.find(reading.raw):
        if found.kind in ("DOI", "PMID", "PMCID"):
            if found.kind not in csl:
                reading.put(found.kind, found.value, found.start, found.end)
                if found.readings:
                    csl.setdefault("custom", {})["DOI-readings"] = list(found.readings)
        elif found.kind in ("ISBN", "ISSN"):
            if found.valid and found.kind not in csl:
                reading.put(found.kind, found.value, found.start, found.end)
            else:
                more.append((found.start, found.end))
        elif found.kind == "URL":
            if "URL" not in csl and not _DOI_HOST.match(found.value):
                reading.put("URL", found.value, found.start, found.end)
        elif found.kind in ("NCT", "ISRCTN", "arXiv") and "number" not in csl:
            prefix = "arXiv:" if found.kind == "arXiv" else ""
            reading.put("number", prefix + found.value, found.start, found.end)
    guideline = _GUIDELINE.search(reading.raw) if "NICE" in reading.raw or "guid" in reading.raw else None
    if guideline and "number" not in csl:
        reading.put("genre", guideline[1], *guideline.span(1))
        reading.put("number", guideline[2], *guideline.span(2))
    numbered = _REPORT.search(reading.raw) if "No" in reading.raw or "Number" in reading.raw else None
    if numbered and "number" not in csl:
        reading.put("genre", numbered["genre"], *numbered.span("genre"))
        reading.put("number", numbered["number"], *numbered.span("number"))
    series = _PUBLICATION.search(reading.raw) if "ublication" in reading.raw or "WHO/" in reading.raw else None
    if series and "number" not in csl:
        reading.put("number", series[0], series.start(), series.end())
    return more


def _take(reading: _Reading, stretch: Stretch, closed: list[tuple[int, int]]) -> None:
    """One labelled stretch into its variable."""
    name = _VARIABLES.get(stretch.label)
    if name == "title":  # a trial's number stands in many titles
        numbers = {(f.start, f.end) for f in reading.fields if f.name == "number"}
        closed = [span for span in closed if span not in numbers]
    overlaps = closed and name != "author" and any(a < stretch.end and stretch.start < b for a, b in closed)
    if name is None or (overlaps and name not in ("note", "genre", "title")):
        _salvage(reading, stretch, closed)
        return
    if overlaps:
        stretch = _beside(stretch, closed)
        if stretch.end - stretch.start < 3:
            return
    if stretch.label == "body":
        _take_bodies(reading, stretch)
    elif name in _NAMES:
        _take_names(reading, name, stretch)
    elif name == "issued":
        _dated(reading, stretch)
    else:
        _take_words(reading, name, stretch)


def _take_bodies(reading: _Reading, stretch: Stretch) -> None:
    """Organisations among the authors."""
    start, end = _fields.trim_names(reading.raw, stretch.start, stretch.end)
    bodies = names.bodies(_fields.value(reading.raw, start, end))
    reading.csl["author"] = [*reading.csl.get("author", ()), *bodies]
    reading.fields.append(FieldSpan("author", start, end, round(stretch.confidence, 3)))


def _take_names(reading: _Reading, name: str, stretch: Stretch) -> None:
    """People, after those of the same part who were read before."""
    raw, csl = reading.raw, reading.csl
    words = dates.UNDATED_END.sub("", _fields.value(raw, stretch.start, stretch.end))
    paged = _PAGES_LAST.search(words) if name == "editor" and "page" not in csl else None
    if paged:
        at = raw.rfind(paged[1], stretch.start, stretch.end)
        if at >= 0:
            reading.put("page", _fields.pages(paged[1]), at, at + len(paged[1]), stretch.confidence)
        words = words[: paged.start()]
    if name == "author" and _EDITORS.search(words):
        name = "editor"
    listed = names.parse(_LEADING_NUMBER.sub("", words).rstrip(_OPENING_QUOTES))
    if not listed.names:
        return
    start, end = _fields.trim_names(raw, stretch.start, stretch.end)
    if name in csl:
        csl[name] = [*csl[name], *listed.names]
        reading.fields.append(FieldSpan(name, start, end, round(stretch.confidence, 3)))
    else:
        reading.put(name, list(listed.names), start, end, stretch.confidence)
    if listed.et_al and name == "author":
        csl.setdefault("custom", {})["et-al"] = True


def _take_words(reading: _Reading, name: str, stretch: Stretch) -> None:
    """Words into the variable that they turn out to be of: "vol. 3" labelled as an issue is a volume."""
    raw, csl = reading.raw, reading.csl
    start, end = _fields.trim(name, raw, stretch.start, stretch.end)
    if end <= start:
        return
    words = _fields.value(raw, start, end)
    if name in _NAMED_BY_LABEL and raw[end : end + 1] == ":" and is_label(words):
        return  # "Published: 3 May 2021"
    meant = _meant(reading, name, words)
    if meant == "volume" and "issue" not in csl and not _ISSUE_NAMED.match(words):
        words, end = _without_issue(reading, stretch, words, start, end)
    said = _value_of(reading, meant, words, end)
    if said is None:
        return
    name, words = said
    if name not in csl:
        reading.put(name, words, start, end, stretch.confidence)
    elif name == "container-title" and stretch.label == "booktitle" and "collection-title" not in csl:
        reading.put("collection-title", words, start, end, stretch.confidence)
    elif name == "note" and not is_label(words):
        csl["note"] = f"{csl['note']}; {words}"


def _meant(reading: _Reading, name: str, words: str) -> str:
    """The variable that words labelled `name` are of, by what they say."""
    if name == "note" and _EDITION_ALONE.fullmatch(words):
        name = "edition"
    if name == "note" and _supplements(words, reading.raw) and reading.csl.keys() & {"volume", "container-title"}:
        name = "issue"
    if name in _SAYS_LANGUAGE and _LANGUAGE.match(words):
        return "language"
    if name == "container-title" and _GENRE_WORD.fullmatch(words) and "genre" not in reading.csl:
        return "genre"
    if name == "page" and _fields.is_preprint_server(words):
        if reading.csl.get("container-title") == "Preprint":
            _rename(reading, "container-title", "genre")
            reading.csl["genre"] = reading.csl.pop("container-title")
        return "container-title"
    return name


def _supplements(words: str, raw: str) -> bool:
    """Whether a note is the issue: "(Suppl E)"."""
    return _SUPPLEMENT.fullmatch(words) is not None and f"({words})" in raw


def _value_of(reading: _Reading, name: str, words: str, end: int) -> tuple[str, str] | None:
    """(variable, its value) of words that end at `end`, None where they say nothing to keep."""
    if chapter := _CHAPTER.fullmatch(words) if words[:1] in "cCkKrR" else None:
        return "chapter-number", chapter[1]
    if name == "page":
        return _pages_of(reading, words)
    if name in ("volume", "note") and (several := _VOLUMES.fullmatch(words)):
        return "number-of-volumes", several[1]
    if name == "volume":
        return _volume_of(reading, words, end)
    if name == "issue":
        return _issue_of(reading, words)
    if name == "edition":
        return name, _fields.edition(words)
    if name == "genre":
        return None if _MEDIUM.match(words.strip("[] .")) else (name, words.replace("[", "").replace("]", ""))
    return None if name == "note" and (_LINK_NAMES.fullmatch(words) or is_label(words)) else (name, words)


def _pages_of(reading: _Reading, words: str) -> tuple[str, str] | None:
    csl = reading.csl
    language = _LANGUAGE_LAST.search(words) if words[-1:].isalpha() else None
    if language and _LANGUAGE.match(language[1]):
        csl.setdefault("language", language[1])
    words = _LINK_WORD.sub("", _fields.pages(words)).rstrip("頁页쪽")
    if cited := _PAGE_CITED.fullmatch(words):
        words = cited["pages"]
        csl.setdefault("locator", cited["page"])
    if words[-1:].isalpha() or "ol" in words:
        words = _PAGES_TAIL.sub("", words)
    number = _NUMBERED.match(words) if words[:1] in "Nn" else None
    if number and "issue" not in csl:
        return "issue", number[1]
    if not _PAGED.search(words):
        return None
    if "page" in csl and "volume" in csl and "issue" not in csl and "-" in words and csl["page"].isdecimal():
        _rename(reading, "page", "issue")  # "36, 3 (1988), 454-469"
        csl["issue"] = csl.pop("page")
    return "page", words


def _without_issue(reading: _Reading, stretch: Stretch, words: str, start: int, end: int) -> tuple[str, int]:
    """A volume and where it ends, without the issue that stands in it ("12(3)"), which is taken."""
    both = None if _VOLUMES.fullmatch(words) else _VOLUME_ISSUE.fullmatch(words)
    if not both:
        return words, end
    at = start + reading.raw[start:end].rfind(both[2])
    reading.put("issue", both[2], at, at + len(both[2]), stretch.confidence)
    return both[1], at


def _volume_of(reading: _Reading, words: str, end: int) -> tuple[str, str] | None:
    unheard = "issue" not in reading.csl
    if unheard and (issue := _ISSUE_NAMED.match(words)):
        return "issue", issue[1]
    number = _NUMBERED.match(words) if unheard else None
    name, words = ("issue", number[1]) if number else ("volume", words)
    if not words.isdecimal():
        words = _EAST_ASIAN.sub("", re.sub(r"(?i)(?<!\s)\s+pp?$", "", words))
    return None if not _VOLUME.search(words) or _MONTH_NEXT.match(reading.raw, end) else (name, words)


def _issue_of(reading: _Reading, words: str) -> tuple[str, str] | None:
    csl = reading.csl
    if several := _VOLUMES.fullmatch(f"{csl.get('volume')} {words}"):
        csl["number-of-volumes"] = several[1]
        del csl["volume"]
        _rename(reading, "volume", "number-of-volumes")
        return None
    if "volume" not in csl and (volumes := _VOLUMES_NAMED.fullmatch(words)):
        return "volume", volumes[1]
    words = _EAST_ASIAN.sub("", _MONTH_AFTER.sub("", words))
    return "issue", _GERMAN_ISSUE.sub("", words) if words[:1] in "HhJj" else words


def _beside(stretch: Stretch, closed: list[tuple[int, int]]) -> Stretch:
    """The part of a stretch before the identifiers in it."""
    first = min((a for a, b in closed if a < stretch.end and stretch.start < b), default=stretch.end)
    return Stretch(stretch.label, stretch.start, max(stretch.start, first), stretch.confidence)


def _salvage(reading: _Reading, stretch: Stretch, closed: list[tuple[int, int]]) -> None:
    """A stretch that runs into an identifier: keep what stands before it, if it is a field of its own."""
    name = _VARIABLES.get(stretch.label)
    if name in ("container-title", "publisher", "page", "volume", "issue", "issued", "publisher-place"):
        kept = _beside(stretch, closed)
        if kept.end - kept.start > 1 and kept.end < stretch.end:
            _take(reading, kept, [])


def _dated(reading: _Reading, stretch: Stretch) -> None:
    raw, csl = reading.raw, reading.csl
    text = raw[stretch.start : stretch.end]
    if "issued" not in csl:
        year = text.strip(" ().,;:[]\n\t")
        plain = dates.parse(year) if len(year) == 4 and year.isdecimal() else {}
        if plain and _is_later(plain, csl):
            return
        if plain:
            at = stretch.start + text.index(year)
            day = DAY_APART.search(raw, max(0, at - 24), at) if raw[at - 2 : at - 1].isalpha() else None
            whole = dates.find(raw[day.start() : at + 4]) if day else []
            start = day.start() + whole[0].start if day and len(whole) == 1 else at
            reading.put("issued", dict(whole[0].csl) if start < at else plain, start, at + 4, stretch.confidence)
            return
    found = dates.find(text)
    if not found:
        if _NOT_YET.search(text) and "status" not in csl:
            start, end = _fields.trim("edition", raw, stretch.start, stretch.end)
            reading.put("status", _fields.value(raw, start, end), start, end, stretch.confidence)
        return
    best = found[0]
    span = (stretch.start + best.start, stretch.start + best.end)
    of_month = len(best.csl.get("date-parts", [[]])[0]) == 2
    day = _DAY_BEFORE.search(raw, max(0, span[0] - 24), span[0]) if of_month else None
    at = max(day.start("day"), day.start("ordinal")) if day else -1
    if day and (whole := dates.find(raw[at : span[1]])) and len(whole[0].csl.get("date-parts", [[]])[0]) == 3:
        best, span = whole[0], (at, span[1])
        if csl.get("volume") == re.split(r"\D", raw[at : at + 3])[0]:  # "Die Zeitung. 12. | März 2019"
            del csl["volume"]
            reading.fields = [f for f in reading.fields if f.name != "volume"]
    if "issued" in csl:
        before = raw[max(0, stretch.start - 14) : span[0]]
        if re.search(r"(?i)epub|online|ahead|print", before):
            return
        known = csl["issued"].get("date-parts")
        fresh = best.csl.get("date-parts")
        if known and fresh and len(fresh[0]) > len(known[0]) and fresh[0][0] == known[0][0]:
            csl["issued"] = dict(best.csl)
        return
    reading.put("issued", dict(best.csl), *span, stretch.confidence)
    if best.suffix:
        csl["year-suffix"] = best.suffix


def _is_later(issued: Mapping[str, Any], csl: Mapping[str, Any]) -> bool:
    """Whether a date lies years behind the day of access: it belongs to a name ("Agenda 2030"), not to the work."""
    seen, printed = dates.year(csl.get("accessed")), dates.year(issued)
    return bool(seen and printed and printed > seen + 1)


def _fall_back(reading: _Reading, closed: list[tuple[int, int]]) -> None:
    """The year, when the tagger saw none: the first that is in no identifier, title or page range."""
    csl, raw = reading.csl, reading.raw
    if "issued" in csl or "status" in csl:
        return
    spans = [*closed, *((f.start, f.end) for f in reading.fields if f.name in ("page", "container-title", "volume"))]
    titles = [(f.start, f.end) for f in reading.fields if f.name == "title"]
    for inside in (False, True):
        for found in reversed(dates.find(raw)) if inside else dates.find(raw):
            taken = any(a <= found.start < b for a, b in (spans if inside else [*spans, *titles]))
            if inside and not raw[found.end : found.end + 2].strip(" .)"):
                taken = taken or found.end < len(raw.rstrip(" .)")) - 1
            elif inside:
                taken = True
            if not taken and not _is_later(found.csl, csl):
                reading.put("issued", dict(found.csl), found.start, found.end, 0.5)
                return
    for start, end in titles:
        year = yearly(raw, start, end)
        if year and not _is_later(dates.parse(raw[slice(*year)]), csl):
            reading.put("issued", dates.parse(raw[slice(*year)]), *year, 0.5)
            return


def _said(reading: _Reading) -> None:
    """Volume and pages that are printed with their names, where the tagger passed them over."""
    csl, raw = reading.csl, reading.raw
    for name, sign, pattern in _SAID:
        if name in csl or sign not in raw or (name == "issue" and not csl.keys() & {"volume", "page"}):
            continue
        match = pattern.search(raw)
        if not match:
            continue
        inside = [f for f in reading.fields if f.start < match.end() and match.start() < f.end]
        if any(f.name not in ("container-title", "edition", "note", "genre", "collection-title") for f in inside):
            continue
        value = _fields.pages(match[1]) if name == "page" else match[1]
        reading.put(name, value, match.start(1), match.end(1), 0.5)
        held = csl.get("container-title")
        if isinstance(held, str):
            cut = re.sub(r"[\s,.(]*" + re.escape(match[0]) + r"[\s,.)]*$", "", held)
            if len(cut) > 3:
                csl["container-title"] = cut


def _settle(reading: _Reading) -> None:
    """What the variables say of each other: sites, genres in brackets, languages, trial numbers."""
    csl, raw = reading.csl, reading.raw
    if "title" not in csl and "URL" not in csl and "issued" not in csl:
        _bare(reading)
    _unbracketed(reading)
    _translators(csl)
    for name in ("title", "container-title"):
        if isinstance(csl.get(name), str):
            _unedited(csl, name)
    _websites(reading)
    bodies = [name for name in csl.get("author", ()) if "literal" in name]
    if bodies and "publisher" in csl and csl.keys().isdisjoint(("title", "container-title", "publisher-place")):
        csl["title"] = csl.pop("publisher")  # "Santé publique France. Grippe. 2020."
        _rename(reading, "publisher", "title")
    if bodies and "container-title" in csl and csl.keys().isdisjoint(("title", "volume", "issue")):
        _entitle(reading)
    if not bodies and "publisher" in csl:
        _headed_by_house(reading)
    if "issued" not in csl and re.fullmatch(r"(?:19|20)\d\d", str(csl.get("volume", ""))) and "issue" not in csl:
        csl["issued"] = dates.parse(str(csl.pop("volume")))  # "ACM; 2021:1-12"
        _rename(reading, "volume", "issued")
    _imprint(reading)
    _housed(reading)
    _in_series(reading)
    _sited(reading)
    _signed(reading)
    _untitled(reading)
    _by_website(reading)
    if str(csl.get("number", "")).startswith("NCT") and csl.keys().isdisjoint(("volume", "page")):
        csl.setdefault("genre", "Clinical trial registration")
        csl["container-title"] = _TRIAL_SITE
    _extent(reading)
    if "issued" not in csl and _NOT_YET.search(raw) and "status" not in csl:
        csl["status"] = "in press"


def _entitle(reading: _Reading) -> None:
    """What a body published, and nothing that could hold it, is the work: "Helsedirektoratet. Kostråd. Oslo: ...", "...
    SEER Cancer Statistics Review, 1975-2017."."""
    csl = reading.csl
    years = _YEARS.fullmatch(str(csl.get("page", "")))
    if "editor" in csl or ("page" in csl and not years):
        return
    if "publisher" not in csl and ("DOI" in csl or containers.is_journal(str(csl["container-title"]))):
        return
    csl["title"] = csl.pop("container-title")
    _rename(reading, "container-title", "title")
    if years:
        csl["title"] = f"{csl['title']}, {csl.pop('page')}"
        reading.fields = [f for f in reading.fields if f.name != "page"]


def _extent(reading: _Reading) -> None:
    """How many pages a book has ("xii, 410 p.", "284 S.") is no place in it, and the Roman number before no volume."""
    raw, csl = reading.raw, reading.csl
    span = next((f for f in reading.fields if f.name == "page" and "page" in csl), None)
    counted = _COUNTED_PAGES.match(raw, span.start) if span else None
    if not span or not counted or counted.end() < span.end or raw[: span.start].endswith(("p. ", "pp. ")):
        return
    del csl["page"]
    csl["number-of-pages"] = counted["number"]
    reading.fields.remove(span)
    reading.fields.append(FieldSpan("number-of-pages", *counted.span("number"), span.confidence))
    for one in reading.fields:
        adjoins = one.end <= span.start and not raw[one.end : span.start].strip(", ")
        if adjoins and one.name in ("volume", "publisher") and _ROMAN.fullmatch(str(csl.get(one.name))):
            del csl[one.name]
            reading.fields.remove(one)
            return


def _several_titles(csl: dict[str, Any]) -> None:
    """Several titles in quotation marks that were read as one ('"Nosebleed," "Dry nose"'), and one that ran on behind
    its closing mark."""
    title = csl.get("title")
    if isinstance(title, str) and _NEXT_TITLE.search(title):
        csl["title"] = title = _NEXT_TITLE.sub("; ", title)
    closed = _CLOSED.match(title) if isinstance(title, str) else None
    if closed:
        csl["title"] = closed["title"]
        if _GENRE_WORD.fullmatch(closed["rest"]):
            csl.setdefault("genre", closed["rest"])


def _unbracketed(reading: _Reading) -> None:
    """Take out of the title the site before it, and what stands in brackets behind it: language, genre, medium."""
    csl, raw = reading.csl, reading.raw
    if "StatPearls" in raw and "container-title" not in csl:
        at = raw.index("StatPearls")
        reading.put("container-title", "StatPearls", at, at + 10, 0.9)
    _several_titles(csl)
    title = csl.get("title")
    if not isinstance(title, str):
        return
    if csl.get("container-title") == "StatPearls":
        title = csl["title"] = re.sub(r"(?<=[.?!])\s+StatPearls(?:\s\[Internet\])?$", "", title).rstrip(".")
    site = _SITE_FIRST.match(title) if "eb" in title else None
    if site and "container-title" not in csl:
        csl["container-title"], csl["title"] = site["site"], site["title"].strip(" .")
        _cut_title(reading, site)
        title = csl["title"]
    opened = _OPEN_BRACKET.search(title) if "[" in title else None
    if opened and opened.start() > 0:
        title = csl["title"] = title[: opened.start()]
    while (match := _BRACKETED.search(title) if "[" in title else None) and match.start() > 0:
        inside = match[1]
        title = csl["title"] = title[: match.start()].rstrip(" .") or title
        if _LANGUAGE.match(inside):
            csl.setdefault("language", inside)
        elif not _MEDIUM.match(inside):
            csl.setdefault("genre", inside)
    if title[:1] == "[" or (title[-1:] == "]" and "[" not in title):
        csl["title"] = re.sub(r"^\[([^\][]+)\]?$|^([^\][]+)\]$", r"\1\2", title).strip(" .") or title


def _unedited(csl: dict[str, Any], name: str) -> None:
    """Take off the end of a title which edition it is, in how many volumes, and who translated it."""
    text = csl[name]
    several = _VOLUMES_END.search(text)
    if several and "number-of-volumes" not in csl:
        csl["number-of-volumes"] = several[1]
        text = csl[name] = text[: several.start()]
    edition = _EDITION_END.search(text) if "ed" in text or text[-1:] == "e" or "Ed" in text else None
    if edition and edition.start() > 3:
        csl.setdefault("edition", _fields.edition(edition[1]))
        text = csl[name] = text[: edition.start()]
    by = _TRANSLATED_BY.search(text) if "rans" in text and name == "title" else None
    if by and "translator" not in csl and (listed := names.parse(by["who"]).names):
        csl["translator"] = list(listed)
        text = csl[name] = text[: by.start()]
    translated = _TRANSLATED.search(text) if "rans" in text and name == "title" else None
    if translated and translated.start() > 3:
        csl[name] = text[: translated.start()]


def _translators(csl: dict[str, Any]) -> None:
    """Make the translators of a book of what was read as the name of what it stands in or as the end of its title: "Poe
    AM, trans"."""
    for name in ("container-title", "title"):
        held = str(csl.get(name) or "")
        match = _TRANSLATORS.search(held) if "trans" in held else None
        listed = names.parse(match[1]).names if match else ()
        if not match or not listed or "translator" in csl or "publisher" not in csl:
            continue
        csl["translator"] = list(listed)
        csl[name] = held[: match.start()]
        if not csl[name]:
            del csl[name]
            csl["type"] = "book" if csl.get("type") == "chapter" else csl.get("type")


def _websites(reading: _Reading) -> None:
    """Take "web site" off the names of containers and publishers; a publisher that is one is the container."""
    csl = reading.csl
    for name in ("container-title", "publisher"):
        text = csl.get(name)
        if not isinstance(text, str):
            continue
        cut = _SITE.sub("", text) if "eb" in text or "WEB" in text else text
        cut = _ONLINE_END.sub("", cut) if cut[-1:] == "]" else cut
        if cut and cut != text:
            csl[name] = cut
            if name == "publisher" and "container-title" not in csl and "publisher-place" not in csl:
                csl["container-title"] = csl.pop("publisher")
                _rename(reading, "publisher", "container-title")


def _by_website(reading: _Reading) -> None:
    """A site as the author is the container, too: "Mayo Clinic Web site. Insomnia."."""
    csl = reading.csl
    author = csl.get("author")
    if not author or len(author) != 1 or "literal" not in author[0]:
        return
    cut = _SITE.sub("", author[0]["literal"])
    if not cut or cut == author[0]["literal"]:
        return
    csl["author"] = [{"literal": cut}]
    if "container-title" not in csl:
        csl["container-title"] = cut
        span = next(f for f in reading.fields if f.name == "author")
        reading.fields.append(FieldSpan("container-title", span.start, span.end, span.confidence))


def _imprint(reading: _Reading) -> None:
    """Part what runs together: "Geneva: World Health Organization", "Title. The New York Times"."""
    csl = reading.csl
    spans = {f.name: f for f in reading.fields}
    place, container = spans.get("publisher-place"), spans.get("container-title")
    if container and place and "container-title" in csl and _is_house(reading, place, container):
        _publish(reading, container)
    if container and _ARCHIVES.fullmatch(str(csl.get("container-title", ""))) and "publisher" not in csl:
        _publish(reading, container)
        csl.setdefault("genre", "dataset")
    if container and "container-title" in csl and "Web" not in reading.raw and "web" not in reading.raw:
        authors = csl.get("author", ())
        own = csl.keys().isdisjoint(("URL", "volume", "page", "publisher", "accessed", "editor"))
        if own and len(authors) == 1 and authors[0].get("literal") == csl["container-title"]:
            _publish(reading, container)
    _run_on(reading)
    _journal_in_title(reading)
    _newspaper_in_title(reading)


def _run_on(reading: _Reading) -> None:
    """Join to a title what goes on behind one blank, where a house and nothing of a journal or book
    follows: "The U.S. Surgeon | General's Report. Department of Health; 2023"."""
    csl, raw = reading.csl, reading.raw
    if "publisher" not in csl or not csl.keys().isdisjoint(("volume", "issue", "page", "editor", "collection-title")):
        return
    title = next((f for f in reversed(reading.fields) if f.name == "title"), None)
    container = next((f for f in reading.fields if f.name == "container-title"), None)
    if not title or not container or raw[title.end : container.start] != " " or not isinstance(csl.get("title"), str):
        return
    csl["title"] = f"{csl['title']} {csl.pop('container-title')}"
    at = reading.fields.index(title)
    reading.fields[at] = FieldSpan("title", title.start, container.end, min(title.confidence, container.confidence))
    reading.fields.remove(container)


def _headed_by_house(reading: _Reading) -> None:
    """A house that stands in front of what it published, too, wrote it: "Zorgcentrum. Zout. ...: Zorgcentrum"."""
    csl = reading.csl
    lead = f"{csl['publisher']}. "
    name = next((n for n in ("title", "container-title") if str(csl.get(n, "")).startswith(lead)), "")
    if not name or "author" in csl or (name == "container-title" and "title" in csl):
        return
    span = next(f for f in reading.fields if f.name == name)
    csl["author"] = [{"literal": lead[:-2]}]
    csl["title"] = csl.pop(name)[len(lead) :]
    reading.fields.remove(span)
    at = span.start + len(lead)
    reading.fields.append(FieldSpan("author", span.start, at - 2, span.confidence))
    reading.fields.append(FieldSpan("title", at, span.end, span.confidence))


def _housed(reading: _Reading) -> None:
    """Part a place from the house behind it, where commas part the imprint: "Saint-Denis, HAS, 2012"."""
    csl = reading.csl
    authors = [str(name.get("literal", "")) for name in csl.get("author", ())]
    placed = _PLACE_LAST.match(str(csl.get("title", ""))) if csl.get("publisher") in authors else None
    if placed and "publisher-place" not in csl and f"{placed['place']}, {csl['publisher']}" in reading.raw:
        csl["title"], csl["publisher-place"] = placed["title"], placed["place"]
    place, comma, house = str(csl.get("publisher-place") or "").rpartition(", ")
    if not comma or "publisher" in csl or _STATE.fullmatch(house):
        return
    if not (house in authors or names.is_organisation(house) or _INITIALS_OF_BODY.fullmatch(house)):
        return
    span = next(f for f in reading.fields if f.name == "publisher-place")
    at = reading.raw.find(house, span.start + len(place), span.end)
    csl["publisher-place"], csl["publisher"] = place, house
    reading.fields[reading.fields.index(span)] = FieldSpan(
        "publisher-place", span.start, span.start + len(place), span.confidence
    )
    if at > 0:
        reading.fields.append(FieldSpan("publisher", at, at + len(house), span.confidence))


def _in_series(reading: _Reading) -> None:
    """What stands behind the title of a work that its editor signs in front is no book that holds it but its series:
    "Robert Koch-Institut (Hrsg.) (2015) Gesundheit. Berichterstattung des Bundes. ..."."""
    csl, raw = reading.csl, reading.raw
    if not csl.keys() >= {"editor", "title", "container-title"} or not csl.keys().isdisjoint(
        ("author", "page", "volume", "collection-title", "issue")
    ):
        return
    spans = {f.name: f for f in reversed(reading.fields)}
    editor, title, held = (spans.get(name) for name in ("editor", "title", "container-title"))
    if not (editor and title and held) or not editor.start < title.start < held.start:
        return
    if not _IN.search(raw, title.end, held.start + 4) and not _fields.is_meeting(str(csl["container-title"])):
        csl["collection-title"] = csl.pop("container-title")
        _rename(reading, "container-title", "collection-title")


def _is_house(reading: _Reading, place: FieldSpan, container: FieldSpan) -> bool:
    """Whether what was taken for a container is the publisher whose place stands before or behind it."""
    csl, raw = reading.csl, reading.raw
    between = raw[place.end : container.start]
    if "publisher" not in csl and "volume" not in csl and len(between) < 4 and ":" in between:
        return True
    return (
        csl.keys().isdisjoint(("publisher", "volume", "issue", "page", "editor"))
        and not re.search(r"\w", raw[container.end : place.start])
        and place.start >= container.end
        and names.is_organisation(str(csl["container-title"]))
        and not _fields.is_meeting(str(csl["container-title"]))
    )


def _publish(reading: _Reading, container: FieldSpan) -> None:
    """Make the container the publisher."""
    reading.csl["publisher"] = reading.csl.pop("container-title")
    at = reading.fields.index(container)
    reading.fields[at] = FieldSpan("publisher", container.start, container.end, container.confidence)


def _journal_in_title(reading: _Reading) -> None:
    csl, fields = reading.csl, reading.fields
    title, span = csl.get("title"), next((f for f in reversed(fields) if f.name == "title"), None)
    journal = _JOURNAL_LAST.search(title) if isinstance(title, str) and "container-title" not in csl else None
    if not journal or span is None or "publisher" in csl:
        return
    at = reading.raw.rfind(journal["journal"], span.start, span.end)
    if at > 0:
        csl["title"] = str(title)[: journal.start()].rstrip(".")
        csl["container-title"] = journal["journal"]
        fields[fields.index(span)] = FieldSpan("title", span.start, span.start + journal.start(), span.confidence)
        fields.append(FieldSpan("container-title", at, at + len(journal["journal"]), span.confidence))


def _newspaper_in_title(reading: _Reading) -> None:
    csl, fields = reading.csl, reading.fields
    title, span = csl.get("title"), next((f for f in reversed(fields) if f.name == "title"), None)
    if not isinstance(title, str) or "container-title" in csl or span is None:
        return
    head, _, last = title.rpartition(". ")
    if head and _fields.is_newspaper(last):
        csl["title"], csl["container-title"] = head, last
        at = reading.raw.rfind(last, span.start, span.end)
        fields[fields.index(span)] = FieldSpan("title", span.start, max(span.start + 1, at - 2), span.confidence)
        fields.append(FieldSpan("container-title", at, span.end, span.confidence))


def _sited(reading: _Reading) -> None:
    """Health magazines set "Author. (June 2014). Site. Title." or the other way round: tell the site by its name."""
    csl = reading.csl
    title = csl.get("title")
    if (
        not isinstance(title, str)
        or title.count(". ") != 1
        or not csl.keys().isdisjoint(("container-title", "publisher", "volume", "page"))
        or _detect.style_of(reading.raw) != "magazine"
    ):
        return
    one, _, other = title.partition(". ")
    first, second = names.is_organisation(one), names.is_organisation(other)
    if first == second:
        return
    site, title = (one, other) if first else (other, one)
    csl["title"], csl["container-title"] = title, site
    span = next(f for f in reading.fields if f.name == "title")
    reading.fields.remove(span)
    for name, words in (("title", title), ("container-title", site)):
        at = reading.raw.find(words, span.start)
        reading.fields.append(FieldSpan(name, at, at + len(words), span.confidence))


def _signed(reading: _Reading) -> None:
    """ "Site. Title. By Jane Roe, MD.": the person wrote it, the organisation before is the site."""
    csl, raw = reading.csl, reading.raw
    title, authors = csl.get("title"), csl.get("author", ())
    match = _BYLINE.search(title) if isinstance(title, str) and "y" in title else None
    if not match or len(authors) > 1 or (authors and "literal" not in authors[0]):
        return
    people = names.parse(match["who"]).names
    if not people or "literal" in people[0]:
        return
    span = next(f for f in reading.fields if f.name == "title")
    at = raw.find(match["who"], span.start)
    csl["title"] = str(title)[: match.start()].rstrip(".")
    kept = [f for f in reading.fields if f.name != "title"]
    kept.append(FieldSpan("title", span.start, span.start + match.start(), span.confidence))
    if authors and "container-title" not in csl:
        csl["container-title"] = authors[0]["literal"]
        kept = [FieldSpan("container-title", f.start, f.end, f.confidence) if f.name == "author" else f for f in kept]
    kept.append(FieldSpan("author", at, at + len(match["who"]), span.confidence))
    csl["author"] = list(people)
    if _PLACED_STATE.match(str(csl.get("publisher-place", ""))):
        del csl["publisher-place"]
        kept = [f for f in kept if f.name != "publisher-place"]
    reading.fields = kept


def _untitled(reading: _Reading) -> None:
    """Journal references without a title of the article, or with bare numbers for volume and issue."""
    csl = reading.csl
    for name in ("volume", "issue"):
        value = str(csl.get(name, ""))
        both = re.fullmatch(r"(\d+)\s?\.\s?(\d+)", value) if "." in value else None
        if both and not ("volume" in csl and "issue" in csl):
            csl["volume"], csl["issue"] = both[1], both[2]
    located = "volume" in csl and "page" in csl
    if located and "container-title" not in csl and "publisher" not in csl:
        title, authors = csl.get("title"), csl.get("author", ())
        if isinstance(title, str):
            head, stop, last = title.rpartition(". ")
            _rename(reading, "title", "container-title")
            csl["container-title"] = last
            if stop and len(head) > 3:
                csl["title"] = head
            else:
                del csl["title"]
        elif len(authors) == 1 and not names.initials(str(authors[0].get("given", "")))[1:] and "editor" not in csl:
            span = next(f for f in reading.fields if f.name == "author")
            csl["container-title"] = _fields.value(
                reading.raw, *_fields.trim("title", reading.raw, span.start, span.end)
            )
            del csl["author"]
            _rename(reading, "author", "container-title")
    authors = csl.get("author")
    for name in ("container-title", "title"):
        text = csl.get(name)
        dotted = isinstance(text, str) and text[1:2] == "."
        lead = re.match(r"((?:[A-Z]\.[\s-]?){1,3})\s(?=[A-Z]\w+\s)", str(text)) if dotted else None
        if lead and authors and "given" not in authors[-1]:
            if lead[1].replace(" ", "") in _NATIONS:
                continue
            person = authors[-1].get("family") or authors[-1].get("literal")
            csl["author"] = [*authors[:-1], {"family": str(person), "given": lead[1].strip()}]
            csl[name] = str(text)[lead.end() :]
            break


def _rename(reading: _Reading, old: str, new: str) -> None:
    reading.fields = [FieldSpan(new, f.start, f.end, f.confidence) if f.name == old else f for f in reading.fields]


def _enacted(reading: _Reading) -> None:
    """A statute or regulation: its name is what stands before its number; the tagger knows no such references."""
    csl, raw = reading.csl, reading.raw
    number, statute = _LAW_NUMBER.search(raw), _STATUTE.search(raw)
    first = min((m.start() for m in (number, statute) if m), default=-1)
    if first < 0:
        return
    name = re.sub(r"(?<!\s)\s*\((?:19|20)\d{2}\)\.?$", "", raw[:first].strip(" ,.;"))
    kept = ("issued", "accessed", "URL", "DOI", "type")
    reading.fields = [f for f in reading.fields if f.name in kept]
    for key in [k for k in csl if k not in kept]:
        del csl[key]
    dated = re.search(r"\b(?:of|\()\s?((?:1[789]|20)\d{2})\b", raw[:first]) or re.search(
        r"\(((?:1[789]|20)\d{2})\)", raw
    )
    if dated:
        csl.pop("issued", None)
        reading.fields = [f for f in reading.fields if f.name != "issued"]
        reading.put("issued", {"date-parts": [[int(dated[1])]]}, dated.start(1), dated.end(1))
    body, stop, rest = name.partition(". ")
    if stop and len(rest) > 5 and body == "Federal Register":
        name = rest
    elif stop and len(rest) > 5 and names.is_organisation(body):
        at = raw.find(body)
        reading.put("author", [{"literal": body}], at, at + len(body))
        name = rest
    if len(name) > 3:
        at = raw.find(name)
        reading.put("title", name, at, at + len(name))
    if number:
        reading.put("number", number[0], number.start(), number.end())
    if statute:
        for key, group in (("volume", "volume"), ("container-title", "container"), ("page", "page")):
            reading.put(key, statute[group].strip(), statute.start(group), statute.end(group))


def _tried(reading: _Reading) -> None:
    """A case: "Roe v. Wade, 410 U.S. 113 (1973)"."""
    match = _CASE.search(reading.raw)
    if not match:
        return
    kept = ("issued", "accessed", "URL", "type")
    reading.fields = [f for f in reading.fields if f.name in kept]
    for key in [k for k in reading.csl if k not in kept]:
        del reading.csl[key]
    for key, group in (("title", "name"), ("volume", "volume"), ("container-title", "court"), ("page", "page")):
        reading.put(key, match[group], *match.span(group))


def _bare(reading: _Reading) -> None:
    """An organisation and a title and nothing else."""
    match = re.match(r"^(?P<who>[A-Z][^.?!]{4,80})\.\s+(?P<title>[^.]{3,120}?)[.\s]*$", reading.raw)
    if not match:
        return
    listed = names.parse(match["who"]).names
    if len(listed) == 1 and "literal" in listed[0]:
        reading.csl.clear()
        reading.fields = []
        reading.put("author", list(listed), *match.span("who"), 0.6)
        reading.put("title", match["title"], *match.span("title"), 0.6)


def _cut_title(reading: _Reading, match: re.Match[str]) -> None:
    """Part a title's span where the site's name ends."""
    kept = []
    for f in reading.fields:
        if f.name == "title":
            at = reading.raw.find(match["title"].split()[0], f.start + len(match["site"]))
            if at > f.start:
                kept.append(FieldSpan("container-title", f.start, f.start + len(match["site"]), f.confidence))
                kept.append(FieldSpan("title", at, f.end, f.confidence))
                continue
        kept.append(f)
    reading.fields = kept
