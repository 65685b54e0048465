"""The reference list names a health body by a name it no longer had when the source was published.

## What it does
Compares the bodies an entry names with `config/lexicons/organisations.yaml`, which says from when to when each name was
in use. A former name is flagged only if the entry's date lies after the name's last day; the former name of an old
document is the right one.

## Why it matters
A wrong name shows that the entry was not copied from the source, and readers searching for the body find nothing.

## What to do
Use the name the source itself bears. Add bodies and names your house meets to the lexicon.

## When it is wrong
When an old document was put on the web again and the entry carries only the later date, or when a body in another
country has the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from citewarden.checks._reference import issued, number, place, record
from citewarden.config import lexicon
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference
from citewarden.text import dates

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per former name in an entry; open ones where the entry has no date to judge by."""
    former, pattern = _names()
    for reference in audit.references:
        if not reference.listed:
            continue
        date = issued(reference, record(audit, reference)) or reference.accessed
        for printed in _named(reference, pattern):
            if _key(printed) not in former:
                continue
            body, name = former[_key(printed)]
            finding = _judged(audit, reference, printed, body, name, date)
            if finding is not None:
                yield finding


def _judged(
    audit: Audit, reference: Reference, printed: str, body: Mapping[str, Any], name: Mapping[str, Any], date: str
) -> Finding | None:
    current, last = str(body["current"]), str(name.get("to") or "")
    about = f"{number(reference)} names the {printed!r}".replace("the 'The ", "'The ")
    years = _years(name)
    if date:
        if not last or not _after(date, last):
            return None
        at_the_time = _name_at(body, date)
        message = (
            f"{about}, a name in use {years}; the source is dated {dates.spoken(date)}, when the"
            f" body was called {at_the_time!r}."
            " Use the name the source bears."
        )
        kind, level, fix = Kind.FAIL, LEVEL, reference.raw.replace(printed, at_the_time, 1)
    else:
        message = (
            f"{about}, a name in use {years}; today it is {current!r}. The entry has no date, so whether the name was"
            " right for the source cannot be told. Add the date."
        )
        kind, level, fix = Kind.OPEN, Level.NONE, ""
    return Finding(
        "outdated-organisation-name",
        audit.document.id,
        reference.id,
        level,
        kind,
        message,
        place(audit, reference, printed),
        fix=fix,
        owner=OWNER,
        properties={"key": _key(printed), "current": current, "last": last},
    )


@cache
def _names() -> tuple[dict[str, tuple[Any, Any]], re.Pattern[str]]:
    """Former names by their folded form, and a pattern that finds any name, longest first, former or current."""
    bodies = lexicon("organisations")
    former = {_key(str(name["name"])): (body, name) for body in bodies for name in body.get("former", ())}
    every = {str(body["current"]) for body in bodies} | {str(n["name"]) for b in bodies for n in b.get("former", ())}
    words = sorted(every, key=lambda name: (-len(name), name))
    forms = "|".join(_loose(name) for name in words)
    return former, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)


def _loose(name: str) -> str:
    """A pattern for a name as printed: any blanks, "and" for "&", commas and apostrophes either way."""
    parts = []
    for word in name.split():
        bare = word.rstrip(",")
        if bare in ("and", "&", "+"):
            parts.append(r"(?:and|&|\+)")
        else:
            parts.append(re.escape(bare).replace("'", "['’]") + ",?")
    return r"\s+".join([*parts[:-1], parts[-1].removesuffix(",?")])


def _key(name: str) -> str:
    return re.sub(r"[^\w&+]+", " ", re.sub(r"\s(?:&|\+)\s", " and ", name.replace("’", "'"))).strip().casefold()


def _named(reference: Reference, pattern: re.Pattern[str]) -> Iterator[str]:
    """Names in the entry, each once; those within a work's title left out: titles are quoted as they are."""
    title = str(reference.csl.get("title") or "")
    people = [str(n.get("literal") or n.get("family") or "") for n in reference.csl.get("author") or ()]
    held = " ".join([*people, *(str(reference.csl.get(k) or "") for k in ("publisher", "container-title"))])
    seen: set[str] = set()
    for match in pattern.finditer(reference.raw):
        inside_title = match[0] in title and match[0] not in held and len(title) > len(match[0]) + 12
        if match[0] not in seen and not inside_title:
            seen.add(match[0])
            yield match[0]


def _after(date: str, last: str) -> bool:
    """Whether `date` is surely later than `last`; where one is less precise, the same period does not count."""
    length = min(len(date), len(last))
    return date[:length] > last[:length]


def _name_at(body: Mapping[str, Any], date: str) -> str:
    """The body's name at `date`."""
    for name in body.get("former", ()):
        begun, last = str(name.get("from") or "0"), str(name.get("to") or "9999")
        if not _after(date, last) and (begun == "0" or not _after(begun, date)):
            return str(name["name"])
    return str(body["current"])


def _years(name: Mapping[str, Any]) -> str:
    begun, last = str(name.get("from") or "")[:4], str(name.get("to") or "")[:4]
    if begun and last:
        return f"from {begun} to {last}"
    return f"until {last}" if last else f"from {begun}"
