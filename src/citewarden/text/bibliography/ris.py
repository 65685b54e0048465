"""RIS, as reference managers and publishers export it: tags of two characters, from TY to ER."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.errors import InputError
from citewarden.text import csl, dates, identifiers
from citewarden.text.bibliography.items import Item, Record, identifying, persons

_FIRST = re.compile(r"^[^\S\n]*TY[ \t]{0,2}-", re.MULTILINE)
_TAG = re.compile(r"^[ \t]*([A-Z][A-Z0-9])[ \t]{0,2}-[ \t]?", re.MULTILINE)
_BEGINS = re.compile(r"^[ \t]*TY[ \t]{0,2}-", re.MULTILINE)
_ENDS = re.compile(r"^ER {2}-", re.MULTILINE)
_MEDLINE = re.compile(r"pubmed|medline", re.IGNORECASE)
_PMID = re.compile(r"\d{7,8}")
_TOLD_BY_GENRE = ("thesis", "report", "speech", "pamphlet", "manuscript")
"""Types of work whose M3 says what they are ("MSc thesis"); of an article it is "Journal Article" or a DOI."""


def records(text: str, where: str) -> Iterator[Record | InputError]:
    """The entries of a RIS file; one whose ER is missing ends where the next begins."""
    text = text.removeprefix("\ufeff")
    first = _FIRST.search(text)
    if first is None:
        line = next((n for n, said in enumerate(text.splitlines(), 1) if said.strip()), 1)
        raise InputError("not RIS: no entry begins with TY", where=f"{where}:{line}")
    starts = [match.start() for match in _BEGINS.finditer(text)]
    line, counted = 1, 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        line, counted = line + text.count("\n", counted, start), start
        part = _TAG.sub(r"\1  - ", text[start:end])
        closed = _ENDS.search(part)
        item = _read(part[: closed.start()] if closed else part)
        if item is None:
            yield InputError(f"entry {number} is not RIS", where=f"{where}:{line}", remedy="check its tags")
        elif item[1].get("title"):
            yield Record(item[0] or str(number), line, item[1])
        else:
            yield InputError(f"entry {number} has no title", where=f"{where}:{line}")


def _read(part: str) -> tuple[str, Item] | None:
    """(key, item) of one entry without its ER, None if it cannot be read."""
    import rispy

    try:
        entries = rispy.loads(f"{part.rstrip()}\nER  - \n")
    except Exception:  # the parser raises many kinds on broken entries
        return None
    return (str(entries[0].get("id") or ""), _item(entries[0])) if entries else None


def _item(entry: Mapping[str, Any]) -> Item:
    def one(*keys: str) -> str:
        for key in keys:
            value = entry.get(key)
            value = value[0] if isinstance(value, list) and value else value
            if value:
                return re.sub(r"\s+", " ", str(value)).strip()
        return ""

    start, end = one("start_page"), one("end_page")
    if start.isdecimal() and end.isdecimal() and len(end) < len(start):  # "2103", "16"
        end = start[: -len(end)] + end
    when = one("date", "publication_year", "year")
    own: Mapping[str, Any] = entry.get("unknown_tag") or {}  # tags that publishers add
    custom = " ".join(one(key) for key in ("custom1", "custom2", "custom7", "type_of_work", "note"))
    people = entry.get("authors") or entry.get("first_authors") or []
    kind = csl.FROM_RIS.get(str(entry.get("type_of_reference", "")), "document")
    what = one("type_of_work")
    return {
        "type": kind,
        "genre": what if kind in _TOLD_BY_GENRE and not re.search(r"\d", what) else "",
        "title": one("title", "primary_title", "translated_title"),
        "author": persons(str(name) for name in people),
        "editor": persons(str(name) for name in entry.get("secondary_authors") or own.get("ED") or []),
        "container-title": one(
            "alternate_title3", "journal_name", "secondary_title", "alternate_title1", "alternate_title2"
        )
        or next(iter(own.get("BT", ())), ""),
        "volume": one("volume"),
        "issue": one("number"),
        "page": f"{start}-{end}" if start and end and end != start and "-" not in start else start,
        "publisher": one("publisher"),
        "publisher-place": one("place_published"),
        "edition": one("edition"),
        "issued": _slashed(when) or _slashed(one("publication_year", "year")),
        "accessed": _slashed(one("access_date")),
        "DOI": identifiers.doi(one("doi")) or identifiers.doi(custom),
        "PMCID": identifiers.pmcid(custom),
        "PMID": _pmid(one("name_of_database", "database_provider"), one("accession_number"), one("custom2"), one("id")),
        "ISSN" if len(re.sub(r"\D", "", one("issn"))) < 9 else "ISBN": one("issn"),
        "URL": one("urls", "url", "link1"),
        "abstract": one("abstract", "notes_abstract"),
        "language": one("language"),
        "note": identifying(" ".join(str(note) for note in entry.get("notes") or [])),
    }


def _pmid(database: str, accession: str, custom: str, key: str) -> str:
    """The PMID among the numbers of an entry: what MEDLINE calls it, or a number of a PMID's length where the entry
    names no other database; the key only where it repeats such a number or MEDLINE is named."""
    if _MEDLINE.search(database):
        return identifiers.pmid(accession) or (key if _PMID.fullmatch(key) else "")
    return next((n for n in (accession, custom) if _PMID.fullmatch(n)), "") if not database else ""


def _slashed(text: str) -> dict[str, Any]:
    worded = re.match(r"(\d{4})/{1,3}[^\W\d_]", text) or re.match(r"(\d{4})///\d", text)
    if (
        worded
        and len(spelt := dates.parse(f"{text[worded.end() - 1 :].rstrip('/')} {worded[1]}").get("date-parts", [[]])[0])
        > 1
    ):
        return {"date-parts": [spelt]}  # "2023///March 16"
    found = re.match(r"(\d{4})(?:[/.-](\d{1,2})\b)?(?:[/.-](\d{1,2})\b)?(?!/[A-Za-z])", text)
    if not found and (named := re.fullmatch(r"(\d{4})/([A-Za-z]{3,9})(?:/(\d{1,2}))?/*", text)):
        return dates.parse(f"{named[3] or ''} {named[2]} {named[1]}".strip())
    if not found:
        return dates.parse(text) if text else {}
    return {"date-parts": [[int(p) for p in found.groups() if p and int(p)]]}
