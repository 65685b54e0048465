"""What the imprint of an entry shows to have been read wrongly: places, houses, editions, and what is none of them."""

from __future__ import annotations

import re
from typing import Any, Protocol

from citewarden.model import FieldSpan
from citewarden.styles import _fields
from citewarden.text import dates, names

_PLACE_AND_YEAR = re.compile(
    r"(?P<place>[A-ZÀ-ÞŚŁŻŹĆČŘŠŽ][\w’'-]+(?:[\s-][A-ZÀ-ÞŚŁŻŹĆ][\w’'-]+){0,2}),?\s(?P<year>(?:19|20)\d\d)"
)
_EDITED = re.compile(
    r"(?:\d{1,2}\.,?\s)?(?:(?:völlig|vollständig|vollst\.|neu|durchgesehene|unveränderte|und|aktualisierte|aktual\.|überarbeitete|überarb\."
    r"|ergänzte|erweiterte|erw\.|revidierte|korrigierte|herziene|uitgebreide|uppdaterad|reviderad|poprawione|uzupełnione),?\s){1,4}"
    r"(?:Ausgabe|Auflage|Aufl\.?|Fassung|Nachdruck|druk|uitgave|upplagan?|utgåva|utgave|wydanie)"
)
"""What an edition is, which no house is called: "7. aktualisierte Ausgabe"."""
_REPORT = re.compile(
    r"(?:[A-Z][\w-]+\s){0,3}(?:[Rr]eport|[Gg]uidelines?|[Ss]tatement|[Pp]osition\s[Pp]aper|[Ww]hite\s[Pp]aper|[Pp]olicy\s[Bb]rief|[Ff]act\s?[Ss]heet)"
)
_BODY_LAST = re.compile(
    r"(?P<title>.{12,}[^\W\d_])\.\s(?P<body>(?:[\w’'-]+\s){0,4}?(?:Ministry|Department|Division|Directorate|Office|Institute|Agency|Bureau|Council|Commission)\b[^.:;]{3,200})\Z"
)
_SEVERAL_TOWNS = re.compile(r",?\s(?:u\.\s?a\.?|usw\.?|etc\.?|\[u\.\s?a\.\]|et\sal\.?)\Z")
_DAY = re.compile(rf"\d{{1,2}}(?:\.|º|er)?\s(?:de\s)?(?:{dates.MONTH})\.?", re.IGNORECASE)
_MEDIUM = re.compile(r"\[(?:Internet|Online|Web)\]", re.IGNORECASE)
_LINK = re.compile(r"Link|Links?\s(?:zum|to)\s\w+|Full\s[Tt]ext|PDF|Abstract|Enlace|Lien|Zum\s(?:Artikel|Text)|Volltext|Download|View\s\w+")
_DATED_END = re.compile(r",\s\Z")
_UPDATED_LAST = re.compile(
    r",?\s\(?(?:last\s)?(?:updated|revised|reviewed|amended)(?:\sin|\son)?:?\s(?P<date>(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2},\s)?(?:19|20)\d\d)\)?\Z"
)


class Read(Protocol):
    """What is known of one entry so far."""

    raw: str
    csl: dict[str, Any]
    fields: list[FieldSpan]


def _placed(reading: Read) -> None:
    """Place and year that were read as a remark: "... w Polsce. Warszawa 2023"."""
    csl = reading.csl
    match = _PLACE_AND_YEAR.fullmatch(str(csl.get("note", "")).strip(" .,;"))
    if not match or not csl.keys().isdisjoint(("publisher-place", "publisher", "volume", "container-title")):
        return
    if dates.parse(match["year"]) == csl.get("issued"):
        _moved(reading, "note", "publisher-place", match["place"])


def _republished(reading: Read) -> None:
    """What an edition is, which was read as the house: "2. Auflage, 7. aktualisierte Ausgabe, Bonn 2021"."""
    csl = reading.csl
    if not _EDITED.fullmatch(str(csl.get("publisher", ""))):
        return
    number = str(csl.get("note", "")).strip(" .")
    printed = f"{number}. {csl['publisher']}" if number.isdecimal() else str(csl["publisher"])
    if printed != csl["publisher"]:
        _dropped(reading, "note")
    _moved(reading, "publisher", "note" if "edition" in csl else "edition", printed)


def _reported(reading: Read) -> None:
    """What kind of work it is, which holds none: "Valproate. Public Assessment Report. London: MHRA; 2023"."""
    csl = reading.csl
    if not csl.keys() >= {"container-title", "publisher", "title"} or csl.keys() & {"volume", "page", "editor", "genre"}:
        return
    if _REPORT.fullmatch(str(csl["container-title"])) and "In: " not in reading.raw:
        _moved(reading, "container-title", "genre", csl["container-title"])
        csl["type"] = "report"


def _housed(reading: Read) -> None:
    """The body behind a title, where its place follows: "Guidelines. Ministry of Health; New Delhi: 2018"."""
    csl, raw = reading.csl, reading.raw
    if "publisher-place" not in csl or not csl.keys().isdisjoint(("publisher", "container-title", "volume", "page")):
        return
    span = next((f for f in reading.fields if f.name == "title"), None)
    match = _BODY_LAST.match(str(csl.get("title", ""))) if span else None
    at = raw.find(match["body"], span.start, span.end) if match and span else -1
    if match is None or span is None or at < 0 or not names.is_organisation(match["body"]):
        return
    csl["title"], csl["publisher"] = match["title"], match["body"]
    kept = [f for f in reading.fields if f is not span]
    cut = span.start + len(match["title"])
    reading.fields = [*kept, FieldSpan("title", span.start, cut, span.confidence),
                      FieldSpan("publisher", at, at + len(match["body"]), span.confidence)]  # fmt: skip


def _towns(reading: Read) -> None:
    """One town of several: "Stuttgart u. a.: Thieme"."""
    place = str(reading.csl.get("publisher-place", ""))
    if cut := _SEVERAL_TOWNS.search(place):
        reading.csl["publisher-place"] = place[: cut.start()]


def _day(reading: Read) -> None:
    """A day of the month that was read as a volume: "OMS, 1 de mayo de 2023"."""
    if _DAY.fullmatch(str(reading.csl.get("volume", ""))):
        _dropped(reading, "volume")


def _linked(reading: Read) -> None:
    """What a link says, which is no house: "N Engl J Med 2019; 380: 33-44. Link."."""
    if _LINK.fullmatch(str(reading.csl.get("publisher", ""))) and "volume" in reading.csl:
        _dropped(reading, "publisher")


def _online(reading: Read) -> None:
    """The medium, which holds no work, and a day before it that ends the title, where the year is printed behind the
    house: "Living guideline, 18 August 2023 [Internet]. Geneva: WHO; 2023"."""
    csl, raw = reading.csl, reading.raw
    if not _MEDIUM.fullmatch(str(csl.get("container-title", ""))):
        return
    _dropped(reading, "container-title")
    if csl.get("type") == "chapter":
        csl["type"] = "report" if any("literal" in name for name in csl.get("author", ())) else "book"
    spans = {f.name: f for f in reading.fields}
    title, issued, house = (spans.get(name) for name in ("title", "issued", "publisher"))
    if not (title and issued and house) or not _DATED_END.fullmatch(raw[title.end : issued.start]):
        return
    year = re.compile(r"[;,]\s(?P<year>(?:19|20)\d\d)\b").match(raw, house.end)
    if year and title.end < issued.start < house.start:
        csl["title"], csl["issued"] = _fields.value(raw, title.start, issued.end), dates.parse(year["year"])
        kept = [f for f in reading.fields if f not in (title, issued)]
        reading.fields = [*kept, FieldSpan("title", title.start, issued.end, title.confidence),
                          FieldSpan("issued", *year.span("year"), issued.confidence)]  # fmt: skip


def _updated(reading: Read) -> None:
    """When a page was last changed, which is no end of its title: "Ovarian cancer (CG122), last updated October 2023"."""
    title = reading.csl.get("title")
    match = _UPDATED_LAST.search(title) if isinstance(title, str) else None
    if match and match.start() > 8 and dates.parse(match["date"]):
        reading.csl["title"] = title[: match.start()]
        reading.csl.setdefault("issued", dates.parse(match["date"]))
        reading.csl.setdefault("custom", {})["updated"] = dates.to_iso(dates.parse(match["date"]))


def _moved(reading: Read, old: str, new: str, value: str) -> None:
    """Give a value and its span to another variable."""
    reading.csl.pop(old, None)
    reading.csl[new] = value
    reading.fields = [FieldSpan(new, f.start, f.end, f.confidence) if f.name == old else f for f in reading.fields]


def _dropped(reading: Read, name: str) -> None:
    """Take a variable away."""
    del reading.csl[name]
    reading.fields = [f for f in reading.fields if f.name != name]


AMENDS = (_placed, _republished, _reported, _housed, _towns, _day, _linked, _online, _updated)
"""In the order in which they are asked."""
