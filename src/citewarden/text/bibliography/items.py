"""CSL-JSON items as people and programs write them, made valid: dates and names as text, identifiers in a note."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from citewarden.text import csl, dates, identifiers, names

Item = dict[str, Any]

_NOTED = {
    "PMID": re.compile(r"\bPMID:?\s*(\d{1,9})\b", re.IGNORECASE),
    "PMCID": re.compile(r"\b(?:PMCID:?\s*)?(PMC\d{3,9})\b", re.IGNORECASE),
    "DOI": re.compile(r"\bDOI:\s*(10\.\d{4,9}/\S+)", re.IGNORECASE),
}


def normal(item: Mapping[str, Any]) -> Item:
    """Valid CSL-JSON without "id" from what a person or a reference manager wrote.

    Dates may be text, a year or a mapping of parts, names text; an identifier that stands in the note is one.
    """
    made: Item = {}
    for key, value in item.items():
        if key in csl.DATES:
            value = date(value)
        elif key in csl.NAMES:
            value = people(value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        made[key] = value
    made = csl.clean(made)
    for name, pattern in _NOTED.items():
        found = pattern.search(str(made.get("note") or "")) if not made.get(name) else None
        if found:
            made[name] = found[1]
    if made.get("DOI"):
        made["DOI"] = identifiers.doi(str(made["DOI"])) or made["DOI"]
    if made.get("PMCID"):
        made["PMCID"] = identifiers.pmcid(str(made["PMCID"])) or made["PMCID"]
    return made


def date(value: Any) -> dict[str, Any]:
    """A CSL date of text ("3 May 2012", "2012-05"), a number, a day, a CSL date, or {year, month, day}; {} of others."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        if value.get("date-parts"):
            parts = [
                [int(n) for n in p if str(n).isdecimal()] for p in value["date-parts"] if isinstance(p, list | tuple)
            ]
            return {**value, "date-parts": [p for p in parts if p]} if any(parts) else {}
        if value.get("year"):
            value = "-".join(f"{int(value[p]):02d}" for p in _held(value))
        else:
            value = value.get("raw") or value.get("literal") or ""
    if isinstance(value, datetime.datetime):
        value = value.date()
    words = str(value) if isinstance(value, str | int | datetime.date) and not isinstance(value, bool) else ""
    return dates.from_iso(words) or dates.parse(words)


def _held(value: Mapping[str, Any]) -> list[str]:
    """The parts of a written-out date that are there in a row: year, month, day."""
    parts = ("year", "month", "day")
    missing = next((i for i, p in enumerate(parts) if not str(value.get(p, "")).isdecimal()), len(parts))
    return list(parts[:missing])


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
