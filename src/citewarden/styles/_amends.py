"""What the finished variables of an entry show to have been read wrongly, and what it is instead."""

from __future__ import annotations

import re
from typing import Any, Protocol

from citewarden.model import FieldSpan
from citewarden.styles import _fields, _imprints
from citewarden.text import dates, names

_DATED_BODY = re.compile(r"(?P<body>[^()]{3,200}?)\s?\((?P<date>[^()]{4,24})\)\Z")
_ISSUE = re.compile(r"(?:issue|iss\.|heft|nummer)\s(?P<issue>\d{1,4})", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:article|art\.)\s(?:(?:no|number|id)\.?:?\s)?(?P<page>(?=[a-z-]{0,9}\d)[\w-]{2,20})", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z]{1,6}[ /-]?\d[\w/.-]*")
"""A number under which a body lists what it publishes, and no name of a house: "CG161", "EUR/5512"."""
_IN_IT = re.compile(
    r"(?P<place>(?:paras?|paragraphs?|sect?|section|chap|chapter|rec|recommendation|table|box|fig|annex|appendix)\b\.?\s?[\d.–-]*\d)",
    re.IGNORECASE,
)
"""A place in a work that is no page of what holds it."""
_HOUSE_AND_PLACE = re.compile(r"(?P<house>[^:]{4,120}):\s(?P<place>[A-ZÀ-Þ][^:\d]{2,40})\Z")
_YEAR_BEHIND = re.compile(r"[.,;]{0,2}\s\(?(?P<year>(?:19|20)\d\d)\)?(?=[.,;]|\Z)")
_IN_BRACKETS = re.compile(r"\s\((?P<place>[A-ZÀ-Þ][\w .’'-]{2,40})\)")
_ONLINE = re.compile(
    r"(?P<title>[^\[\]]{4,300}?)\s\[(?P<medium>[^\[\]]{3,40})\]\.\s(?P<place>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?):\s(?P<house>[A-ZÀ-Þ][^:()\[\].]{2,90})\Z"
)
_EDITORS_NEXT = re.compile(r"[.,]{0,2}\s[\[(]?(?:editors?|eds?\.)[\])]?(?:[.,:]|\s(?=[A-Z(]))")
_KIND_LAST = re.compile(
    r"\s(?:guidelines?|guidance|reports?|fact\s?sheet|position\s(?:paper|statement)|recommendations?|statement|handbook|factsheet|leaflet)\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?P<number>\d{1,4})\s?pp?\.?\s(?P<language>[A-Z][a-z]{3,12})")
_YEAR_AND_COLON = re.compile(r"(?:19|20)\d\d:\s\Z")
_BEGINS = re.compile(r"\bet\sal\b\.?,?\s\Z")


class Read(Protocol):
    """What is known of one entry so far."""

    raw: str
    csl: dict[str, Any]
    fields: list[FieldSpan]


def amended(reading: Read) -> None:
    """Correct, in place, what cannot be meant as it was read."""
    for amend in (
        _undated,
        _edited,
        _unnumbered,
        _online,
        _shortened,
        _issue,
        _article,
        _coded,
        _placed,
        _thesis,
        _held,
        _bracketed,
        _named_by_kind,
        _counted,
        _behind_year,
        *_imprints.AMENDS,
    ):
        amend(reading)


def _undated(reading: Read) -> None:
    """The date in brackets that was read as the end of a body's name: "Committee on Sleep (15 January 2020)"."""
    csl = reading.csl
    for name in csl.get("author", ()):
        match = _DATED_BODY.match(name.get("literal", ""))
        found = dates.find(match["date"]) if match else []
        if match and len(found) == 1 and found[0].end - found[0].start == len(match["date"]):
            name["literal"] = match["body"]
            csl.setdefault("issued", dict(found[0].csl))


def _edited(reading: Read) -> None:
    """Authors whom the word behind them calls editors ("Wister, Andrew, et al., editors."), and beside editors a sign
    that was read as a name."""
    csl, raw = reading.csl, reading.raw
    authors = csl.get("author", ())
    if "editor" in csl:
        named = [name for name in authors if any(map(str.isalpha, name.get("family") or name.get("literal", "")))]
        if len(named) == len(authors):
            return
        csl["author"] = named
        if not named:
            del csl["author"]
            reading.fields = [f for f in reading.fields if f.name != "author"]
        return
    last = max((f.end for f in reading.fields if f.name == "author"), default=-1)
    if last >= 0 and "container-title" not in csl and _EDITORS_NEXT.match(raw, last):
        csl["editor"] = authors
        _renamed(reading, "author", "editor")


def _unnumbered(reading: Read) -> None:
    """A title that was read as a person's name: "Roe Drug Review 2022/2023. 37th ed."."""
    csl = reading.csl
    authors = csl.get("author", ())
    if len(authors) != 1 or "title" in csl or any(map(str.isalpha, authors[0].get("family", "a"))):
        return
    span = next((f for f in reading.fields if f.name == "author"), None)
    if span is not None:
        csl["title"] = _fields.value(reading.raw, span.start, span.end)
        del csl["author"]
        reading.fields[reading.fields.index(span)] = FieldSpan("title", span.start, span.end, span.confidence)


def _online(reading: Read) -> None:
    """A title that ran on over its medium into its imprint: "Kostråd [nettdokument]. Oslo: Helsedirektoratet"."""
    csl = reading.csl
    match = _ONLINE.match(str(csl.get("title", "")))
    if match and csl.keys().isdisjoint(("publisher", "publisher-place", "container-title")):
        csl["title"], csl["publisher-place"], csl["publisher"] = match["title"], match["place"], match["house"]


def _shortened(reading: Read) -> None:
    """What stands behind "et al." and before a colon begins the title: no body follows there without a sign."""
    csl, raw = reading.csl, reading.raw
    authors, title = csl.get("author", []), csl.get("title")
    body = str(authors[-1].get("literal", "")) if len(authors) > 1 and isinstance(title, str) else ""
    at = raw.find(f"{body}: {title}") if body else -1
    if at < 0 or not _BEGINS.search(raw, max(0, at - 9), at):
        return
    csl["title"], csl["author"] = f"{body}: {title}", authors[:-1]
    kept = [f for f in reading.fields if not (f.name == "author" and f.start >= at) and f.name != "title"]
    reading.fields = [*kept, FieldSpan("title", at, at + len(csl["title"]), 0.5)]


def _issue(reading: Read) -> None:
    """The issue of a journal that was read as a remark: "Sleep, Issue 12"."""
    csl = reading.csl
    match = _ISSUE.fullmatch(str(csl.get("note", "")).strip(" .,"))
    if match and "issue" not in csl and "container-title" in csl:
        csl["issue"] = match["issue"]
        _renamed(reading, "note", "issue")


def _article(reading: Read) -> None:
    """The number of an article that was read as a remark: "BMJ, vol. 346, 2013, article f174"."""
    csl = reading.csl
    match = _ARTICLE.fullmatch(str(csl.get("note", "")).strip(" .,"))
    if match and "page" not in csl and "container-title" in csl:
        csl["page"] = match["page"]
        _renamed(reading, "note", "page")


def _coded(reading: Read) -> None:
    """The number of a work read as its house or as what holds it: "Falls in older people (CG161, June 2013)"."""
    csl = reading.csl
    if "number" in csl or "publisher-place" in csl:
        return
    for name in ("publisher", "container-title"):
        if name == "container-title" and csl.keys() & {"volume", "page"}:
            return
        if _CODE.fullmatch(str(csl.get(name, ""))) and f"In {csl[name]}" not in reading.raw:
            csl["number"] = csl[name]
            _renamed(reading, name, "number")
            return


def _placed(reading: Read) -> None:
    """The place in a work that was read as pages: "para. 1.1"."""
    csl = reading.csl
    match = _IN_IT.fullmatch(str(csl.get("page", "")))
    if match:
        csl.setdefault("locator", match["place"])
        _renamed(reading, "page", "locator")


def _held(reading: Read) -> None:
    """The day a meeting was held, where the year its house published the paper stands behind the house."""
    csl, raw = reading.csl, reading.raw
    issued = next((f for f in reading.fields if f.name == "issued"), None)
    house = next((f for f in reading.fields if f.name == "publisher"), None)
    if (
        not issued
        or not house
        or not issued.end < house.start
        or not _fields.is_meeting(str(csl.get("container-title")))
    ):
        return
    year = _YEAR_BEHIND.match(raw, house.end)
    if year:
        csl["event-date"], csl["issued"] = csl["issued"], dates.parse(year["year"])
        at = reading.fields.index(issued)
        reading.fields[at] = FieldSpan("event-date", issued.start, issued.end, issued.confidence)
        reading.fields.append(FieldSpan("issued", *year.span("year"), house.confidence))


def _thesis(reading: Read) -> None:
    """Where a thesis was written stands as houses do: "Albert-Ludwigs-Universität: Freiburg"."""
    csl = reading.csl
    match = _HOUSE_AND_PLACE.match(str(csl.get("container-title", ""))) if csl.get("genre") else None
    free = csl.keys().isdisjoint(("publisher", "publisher-place", "volume", "page"))
    if match and free and names.is_organisation(match["house"]):
        csl["publisher"], csl["publisher-place"] = match["house"], match["place"]
        _renamed(reading, "container-title", "publisher")


def _bracketed(reading: Read) -> None:
    """The place in brackets that is part of a journal's name: "Arthritis Care Res (Hoboken)"."""
    csl, raw = reading.csl, reading.raw
    held = next((f for f in reading.fields if f.name == "container-title"), None)
    if held is None or "volume" not in csl or "publisher" in csl or not isinstance(csl.get("container-title"), str):
        return
    match = _IN_BRACKETS.match(raw, held.end)
    if match and match["place"] == csl.get("publisher-place"):
        csl["container-title"] += match[0]
        del csl["publisher-place"]
        kept = [f for f in reading.fields if f.name != "publisher-place" and f is not held]
        reading.fields = [*kept, FieldSpan("container-title", held.start, match.end(), held.confidence)]


def _named_by_kind(reading: Read) -> None:
    """What a work is, which was read as its author: "WHO guideline: Daily iron supplementation"."""
    csl, raw = reading.csl, reading.raw
    authors = csl.get("author", ())
    body, title = (str(authors[0].get("literal", "")) if len(authors) == 1 else ""), csl.get("title")
    if not isinstance(title, str) or not _KIND_LAST.search(body) or not raw.startswith(f"{body}: {title}"):
        return
    csl["title"] = f"{body}: {title}"
    del csl["author"]
    kept = [f for f in reading.fields if f.name not in ("author", "title")]
    reading.fields = [*kept, FieldSpan("title", 0, len(csl["title"]), 0.5)]


def _counted(reading: Read) -> None:
    """How many pages a work has and its language, which were read as its pages: "112 p. Portuguese"."""
    csl = reading.csl
    match = _COUNTED.fullmatch(str(csl.get("page", "")))
    if match and "number-of-pages" not in csl:
        csl["number-of-pages"] = match["number"]
        csl.setdefault("language", match["language"])
        _renamed(reading, "page", "language")


def _behind_year(reading: Read) -> None:
    """The part that is meant, behind the year of a book and no book that holds it: "2023: paracetamol, dose"."""
    csl, raw = reading.csl, reading.raw
    held = next((f for f in reading.fields if f.name == "container-title"), None)
    if held and "publisher" in csl and raw[held.start].islower() and _YEAR_AND_COLON.search(raw, 0, held.start):
        csl.setdefault("locator", csl["container-title"])
        _renamed(reading, "container-title", "locator")
        csl["type"] = "book"


def _renamed(reading: Read, old: str, new: str) -> None:
    """Give the span of one variable, which is gone, to another."""
    reading.csl.pop(old, None)
    reading.fields = [FieldSpan(new, f.start, f.end, f.confidence) if f.name == old else f for f in reading.fields]
