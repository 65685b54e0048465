"""What the imprint of an entry shows to have been read wrongly: places, houses, editions, and what is none of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Protocol

from citewarden.config import lexicon
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
_GOVERNED = re.compile(
    r",\s(?:Government|State|Kingdom|Province|Republic|City|County)\sof\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}(?=[;,.:])"
)
_TOWN = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:[\s-][A-ZÀ-Þ][\w’'-]+){0,2}")
_PAGES_LETTER = re.compile(r",\sS\Z")
_SERIES = re.compile(
    r"(?P<series>(?:[A-ZÀ-Þ][\w-]+\s){1,4}(?:[A-Za-zÀ-ÿ]+\s)?)(?:[Nn](?:o|r|°|º)\.?\s?|[Nn]úm\.\s)?(?P<number>\d{1,4}(?:[/-]\d{1,4})?)"
)
_STATE = re.compile(
    r"(?:Stand|Mise?\sà\sjour|Actualizado|Aggiornato|Atualizado|Bijgewerkt|Oppdatert|Uppdaterad|Opdateret|Aktualizacja):?\s(?P<date>[^:;]{4,24})"
)
_DAY = re.compile(rf"\d{{1,2}}(?:\.|º|er)?\s(?:de\s)?(?:{dates.MONTH})\.?", re.IGNORECASE)
_MEDIUM = re.compile(r"\[(?:Internet|Online|Web)\]", re.IGNORECASE)
_LINK = re.compile(
    r"Link|Links?\s(?:zum|to)\s\w+|Full\s[Tt]ext|PDF|Abstract|Enlace|Lien|Zum\s(?:Artikel|Text)|Volltext|Download|View\s\w+"
)
_DATED_END = re.compile(r",\s\Z")
_UPDATED_LAST = re.compile(
    r"(?:,?\s\(?(?:last\s)?(?:updated|revised|reviewed|amended)(?:\sin|\son)?|\.\sStand|\.\sMis(?:e)?\sà\sjour):?\s(?P<date>(?:\d\d?[./])?(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2},\s)?(?:19|20)\d\d)\)?\Z"
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
    if not csl.keys() >= {"container-title", "publisher", "title"} or csl.keys() & {
        "volume",
        "page",
        "editor",
        "genre",
    }:
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
    """One town of several ("Stuttgart u. a.: Thieme"), and the letter of the pages behind it ("Heidelberg, S 112")."""
    place = str(reading.csl.get("publisher-place", ""))
    if (cut := _SEVERAL_TOWNS.search(place)) or ("page" in reading.csl and (cut := _PAGES_LETTER.search(place))):
        reading.csl["publisher-place"] = place[: cut.start()]


def _subtitled(reading: Read) -> None:
    """A title with a blank before its colon that was read as place and house: "Canicule : bilan de l'été 2022"."""
    csl, raw = reading.csl, reading.raw
    spans = {f.name: f for f in reading.fields}
    title, place, house = (spans.get(name) for name in ("title", "publisher-place", "publisher"))
    if not (title and place and house) or not raw[house.start].islower() or raw[place.end : house.start] != " : ":
        return
    if raw[title.end : place.start] != ". ":
        return
    end = raw.find(". ", house.end)
    end = house.end if end < 0 else end
    _dropped(reading, "publisher-place")
    _dropped(reading, "publisher")
    csl["title"] = _fields.value(raw, title.start, end)
    reading.fields = [f for f in reading.fields if f is not title]
    reading.fields.append(FieldSpan("title", title.start, end, title.confidence))


def _serial(reading: Read) -> None:
    """A numbered series that was read as what holds the work: "Rapporti ISTISAN 20/7. Roma: ISS; 2020"."""
    csl = reading.csl
    if not csl.keys() >= {"container-title", "publisher", "publisher-place", "title"} or "In: " in reading.raw:
        return
    match = _SERIES.fullmatch(str(csl["container-title"]))
    if match and csl.keys().isdisjoint(("volume", "issue", "page", "editor", "collection-title")):
        _moved(reading, "container-title", "collection-title", match["series"].rstrip())
        csl["collection-number"] = match["number"]
        csl["type"] = "report"


def _editors_house(reading: Read) -> None:
    """The house of a book that was read as what holds it: "Kowalski J. (red.): Geriatria. PZWL, Warszawa 2019"."""
    csl, raw = reading.csl, reading.raw
    spans = {f.name: f for f in reading.fields}
    held, place = spans.get("container-title"), spans.get("publisher-place")
    if not held or not place or "editor" not in csl or csl.keys() & {"author", "publisher", "volume", "issue"}:
        return
    if raw[held.end : place.start] == ", ":
        _moved(reading, "container-title", "publisher", csl["container-title"])
        csl["type"] = "book"


def _named_persons(reading: Read) -> None:
    """A product that was read as part of a person's name: "Vidal. Doliprane 1000 mg cp. Mis à jour"."""
    csl, raw = reading.csl, reading.raw
    authors = csl.get("author", ())
    span = next((f for f in reading.fields if f.name == "author"), None)
    if len(authors) != 1 or "title" in csl or span is None or not any(map(str.isdigit, authors[0].get("given", ""))):
        return
    body, stop, rest = raw[span.start : span.end].partition(". ")
    if stop and len(rest) > 5:
        at = span.start + len(body) + 2
        csl["author"], csl["title"] = [{"literal": body}], _fields.value(raw, at, span.end).rstrip(".")
        kept = [f for f in reading.fields if f is not span]
        reading.fields = [*kept, FieldSpan("author", span.start, at - 2, span.confidence),
                          FieldSpan("title", at, span.end, span.confidence)]  # fmt: skip


@cache
def _towns_of_houses() -> frozenset[str]:
    """Where the bodies and houses sit that lists name most."""
    return frozenset(map(str, lexicon("towns")["houses"]))


def _town(reading: Read) -> None:
    """A town that was read as the house: "Fact sheet. Copenhagen; 2014"."""
    if "publisher-place" not in reading.csl and str(reading.csl.get("publisher", "")) in _towns_of_houses():
        _moved(reading, "publisher", "publisher-place", reading.csl["publisher"])


def _day(reading: Read) -> None:
    """A day of the month that was read as a volume or a remark: "OMS, 1 de mayo de 2023"."""
    for name in ("volume", "note"):
        if _DAY.fullmatch(str(reading.csl.get(name, ""))):
            _dropped(reading, name)


def _governed(reading: Read) -> None:
    """Whose department the house is: "Department of Health, Government of Kerala; Kochi: 2019"."""
    span = next((f for f in reading.fields if f.name == "publisher"), None)
    more = _GOVERNED.match(reading.raw, span.end) if span else None
    if span and more:
        reading.csl["publisher"] = _fields.value(reading.raw, span.start, more.end())
        kept = [f for f in reading.fields if f is not span]
        reading.fields = [*kept, FieldSpan("publisher", span.start, more.end(), span.confidence)]


def _held_by_town(reading: Read) -> None:
    """A town before its house that was read as what holds the work: "Silver Spring: Food and Drug Administration"."""
    csl = reading.csl
    spans = {f.name: f for f in reading.fields}
    held, house = spans.get("container-title"), spans.get("publisher")
    if not held or not house or csl.keys() & {"publisher-place", "volume", "issue", "page", "editor"}:
        return
    if reading.raw[held.end : house.start] == ": " and _TOWN.fullmatch(str(csl["container-title"])):
        _moved(reading, "container-title", "publisher-place", csl["container-title"])
        csl["type"] = "report" if csl.get("type") == "chapter" else csl.get("type", "book")


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
    """When a page was last changed, which is no end of its title: "Ovarian cancer, last updated May 2023"."""
    title = str(reading.csl.get("title", ""))
    match = _UPDATED_LAST.search(title)
    if (
        match
        and match.start() > 8
        and reading.csl.keys().isdisjoint(("volume", "issue", "container-title"))
        and dates.parse(match["date"])
    ):
        reading.csl["title"] = title[: match.start()]
        reading.csl.setdefault("issued", dates.parse(match["date"]))
        reading.csl.setdefault("custom", {})["updated"] = dates.to_iso(dates.parse(match["date"]))


def _state(reading: Read) -> None:
    """The state of a page that was read as what holds it: "Harnsäure. Stand 04/2019"."""
    for name in ("container-title", "publisher", "note"):
        match = _STATE.fullmatch(str(reading.csl.get(name, "")))
        if match and (found := dates.parse(match["date"])):
            _dropped(reading, name)
            reading.csl.setdefault("issued", found)
            return


def _moved(reading: Read, old: str, new: str, value: str) -> None:
    """Give a value and its span to another variable."""
    reading.csl.pop(old, None)
    reading.csl[new] = value
    reading.fields = [FieldSpan(new, f.start, f.end, f.confidence) if f.name == old else f for f in reading.fields]


def _dropped(reading: Read, name: str) -> None:
    """Take a variable away."""
    del reading.csl[name]
    reading.fields = [f for f in reading.fields if f.name != name]


AMENDS = (
    _placed, _republished, _reported, _housed, _towns, _subtitled, _serial, _editors_house, _named_persons, _town,
    _held_by_town, _governed, _state, _day, _linked, _online, _updated,
)  # fmt: skip
"""In the order in which they are asked."""
