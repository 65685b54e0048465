"""CSL-JSON items as people and programs write them, made valid: dates and names as text, identifiers in a note."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citewarden.text import csl, dates, identifiers, names

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a bibliography: the key it is cited by, the line it begins on, and its CSL variables as found."""

    key: str
    line: int
    item: Item


def lines(text: str) -> Iterator[str]:
    """As `text.splitlines()`, one at a time: a list of short lines takes five times the text."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield from text[at:end].splitlines() or [""]
        at = end + 1


_NOTED = {
    "PMID": re.compile(r"\bPMID:?\s*(\d{1,9})\b", re.IGNORECASE),
    "PMCID": re.compile(r"\b(?:PMCID:?\s*)?(PMC\d{3,9})\b", re.IGNORECASE),
    "DOI": re.compile(r"\bDOI:\s*(10\.\d{4,9}/\S+)", re.IGNORECASE),
}


def identifying(notes: str) -> str:
    """What of somebody's notes names a work: its identifiers. The other words are for the one who wrote them."""
    return "; ".join(match[0] for pattern in _NOTED.values() for match in pattern.finditer(notes))


_FAMILY_FIRST = re.compile(r"(?:[\w'’-]+ ){0,3}(?=[^ ]*[a-zß-ÿ])[\w'’-]+ [A-ZÀ-Þ]{1,3}")
""" "van den Berg AB": initials without points stand behind the family name."""
_WORDED = ("title", "container-title", "publisher", "abstract")
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]{0,80})?>", re.IGNORECASE)
"""What CSL, and exports of web pages, write for italics and the like."""
_NOTHING = ("null", "none", "n/a", "undefined", "nan", "-", "--")
"""What programs write for what they do not know."""
_TRANSLATED = re.compile(r"\[([^\[\]]{4,})\]\.?")


def normal(item: Mapping[str, Any]) -> Item:
    """Valid CSL-JSON without "id" from what a person or a reference manager wrote.

    Dates may be text, a year or a mapping of parts, names text; an identifier that stands in the note, or in an address
    of PubMed, is one; the brackets of a translated title are none of its words.
    """
    made: Item = {}
    for key, value in item.items():
        if key in csl.DATES:
            value = date(value)
        elif key in csl.NAMES:
            value = people(value)
        if not (isinstance(value, str) and value.strip().lower() in _NOTHING):
            made[key] = value
    made = {key: str(value) if isinstance(value, (int, float)) else value for key, value in csl.clean(made).items()}
    for key in _WORDED:
        if key in made and ("<" in made[key] or "&" in made[key]):
            made[key] = _MARKUP.sub("", html.unescape(made[key]))
    for name, pattern in _NOTED.items():
        found = pattern.search(str(made.get("note") or "")) if not made.get(name) else None
        if found:
            made[name] = found[1]
    seen = dates.accessed(str(made.get("note") or "")) if not made.get("accessed") else None
    if seen:
        made["accessed"] = dict(seen.csl)
    address = str(made.get("URL") or "")
    if "nlm.nih.gov" in address or "europepmc.org" in address:
        for name, read in (("PMID", identifiers.pmid), ("PMCID", identifiers.pmcid)):
            if not made.get(name) and read(address):
                made[name] = read(address)
    translated = _TRANSLATED.fullmatch(str(made.get("title") or ""))
    if translated:
        made["title"] = translated[1].rstrip(".")
    return _identified(made)


def _identified(made: Item) -> Item:
    """An item with its identifiers in normal form; an address in the place of a DOI, or an ISBN in that of an ISSN, is
    put where it belongs, and what is none is left out."""
    doi = str(made.pop("DOI", "") or "")
    if identifiers.doi(doi):
        made["DOI"] = identifiers.doi(doi)
    elif doi and identifiers.url(doi):
        made.setdefault("URL", doi)
    for name, read in (("PMID", identifiers.pmid), ("PMCID", _pmcid)):
        if made.get(name) and read(str(made[name])):
            made[name] = read(str(made[name]))
    number = re.sub(r"[^0-9Xx]", "", str(made.get("ISSN") or ""))
    if identifiers.isbn13(number.upper()):
        made.setdefault("ISBN", made.pop("ISSN"))
    if str(made.get("URL") or "").startswith("<"):  # EndNote's "<Go to ISI>://..."
        del made["URL"]
    return made


def _pmcid(text: str) -> str:
    return f"PMC{text}" if text.isdecimal() else identifiers.pmcid(text)


def contradictions(item: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """What an item says twice and not alike, or says where it cannot: `made` is `normal(item)`."""
    out = []
    printed = str(item.get("DOI") or "")
    if printed and not made.get("DOI"):
        out.append(f"{printed[:80]!r} is no DOI")
    address = str(made.get("URL") or "")
    other = identifiers.doi(address) if "doi.org/" in address else ""
    if made.get("DOI") and other and other not in identifiers.readings(printed or str(made["DOI"])):
        out.append(f"its DOI is {made['DOI']}, its address leads to {other}")
    return out


def date(value: Any) -> dict[str, Any]:
    """A CSL date of text ("3 May 2012", "2012-05"), a year, a day, a CSL date, or {year, month, day}; {} of others."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        if isinstance(value.get("date-parts"), list | tuple):
            rows = [row for row in value["date-parts"] if isinstance(row, list | tuple)]
            parts = [csl.date_parts(row) for row in rows]
            if any(parts):
                return {**value, "date-parts": [row for row in parts if row]}
            return dates.parse(str(rows[0][0])) if rows and rows[0] else {}
        if value.get("year"):
            value = "-".join(f"{int(value[p]):02d}" for p in _held(value))
        else:
            value = value.get("raw") or value.get("literal") or ""
    if isinstance(value, datetime.datetime):
        value = value.date()
    words = str(value) if isinstance(value, str | int | datetime.date) and not isinstance(value, bool) else ""
    made = dates.from_iso(words) or dates.parse(words)
    if "date-parts" in made:
        made = {**made, "date-parts": [row for part in made["date-parts"] if (row := csl.date_parts(part))]}
    return made


def _held(value: Mapping[str, Any]) -> list[str]:
    """The parts of a written-out date that are there in a row: year, month, day."""
    parts = ("year", "month", "day")
    missing = next((i for i, p in enumerate(parts) if not str(value.get(p, "")).isdecimal()), len(parts))
    return list(parts[:missing])


def person(text: str) -> dict[str, str]:
    """The CSL name of one person or body as reference managers write it: "Family, Given", "Family, Jr, Given", "Family,
    Given, Jr" or "Given Family", or with bare initials "Family AB"; the name of an organisation is kept whole."""
    text = re.sub(r"\s+", " ", text).strip()
    if "," in text:
        parts = [part.strip() for part in text.split(",")]
        if not parts[-1]:  # "World Health Organization,": the comma says that it is one name
            return {"literal": text.rstrip(", ")}
        if len(parts) > 2 and names.is_degree(parts[-1]) and not names.is_suffix(parts[1]):
            parts.pop()
        suffix = parts.pop(_suffix_at(parts)) if len(parts) > 2 else ""
        made = {"family": parts[0], "given": parts[-1], "suffix": suffix}
        return {name: value for name, value in made.items() if value}
    if _FAMILY_FIRST.fullmatch(text) and not names.is_organisation(text):
        family, _, given = text.rpartition(" ")
        return {"family": family, "given": given}
    given, _, family = text.rpartition(" ")
    return {"family": family, "given": given} if given and not names.is_organisation(text) else {"literal": text}


def _suffix_at(parts: list[str]) -> int:
    """Which of three parts is the suffix: the last if it alone reads as one ("Roe, J. T., Jr."), else the second as
    BibTeX has it; a lone letter ("V.") is an initial beside another suffix."""
    second, last = parts[1], parts[-1]
    if names.is_suffix(last) and (not names.is_suffix(second) or len(second.rstrip(".")) < len(last.rstrip("."))):
        return len(parts) - 1
    return 1


def persons(listed: Iterable[str]) -> list[dict[str, str]]:
    """CSL names of names as reference managers list them; one that holds semicolons is several ("Roe, J; Poe, A")."""
    return [person(one) for text in listed for one in text.split(";") if one.strip()]


def people(value: Any) -> list[Mapping[str, Any]]:
    """CSL names of text ("Doe J, Roe B"), a name, or a list of either."""
    rows = value if isinstance(value, list | tuple) else [value]
    out: list[Mapping[str, Any]] = []
    for row in rows:
        if isinstance(row, Mapping):
            out.append(row)
        elif isinstance(row, str):
            out += names.parse(row).names
    return out
