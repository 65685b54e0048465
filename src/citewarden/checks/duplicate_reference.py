"""The same source stands in the reference list twice.

## What it does
Flags an entry whose DOI, PMID, PMCID or address stands in an earlier entry too, whose record is the same, or that
agrees with an earlier one in first author, year and title. Entries that only look alike are left to a person.

## Why it matters
Two numbers for one source make a claim look better backed than it is, and a correction is made in one place only.

## What to do
Keep the better entry, point all marks to it, and number the list anew.

## When it is wrong
For two chapters of one book, two versions of one review, or two pages under one address: give each its own title or
version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks._reference import issued, number, record
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference, Related
from citewarden.text import names

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per entry that repeats an earlier one."""
    for reference, other, reason, certain in _pairs(audit):
        verdict = "is the same source as" if certain else "may be the same source as"
        advice = "Keep one of them." if certain else "Compare the two, and keep one if they are."
        yield Finding(
            "duplicate-reference",
            audit.document.id,
            reference.id,
            LEVEL,
            Kind.FAIL if certain else Kind.REVIEW,
            f"{number(reference)} {verdict} {number(other).lower()}: {reason}. {advice}",
            reference.target,
            related=(Related("earlier entry", other.raw, other.id, target=other.target),),
            owner=OWNER,
            confidence=1.0 if certain else 0.6,
        )


def repeated(audit: Audit) -> frozenset[str]:
    """The ids of the entries that surely stand twice: those that repeat, and those that are repeated."""
    return frozenset(r.id for one, other, _, certain in _pairs(audit) if certain for r in (one, other))


def _pairs(audit: Audit) -> Iterator[tuple[Reference, Reference, str, bool]]:
    """Each listed entry that repeats an earlier one: (entry, earlier one, why, certain)."""
    earlier: list[Reference] = []
    for reference in audit.references:
        if not reference.listed:
            continue
        found = next(((other, *why) for other in earlier if (why := _same(audit, other, reference))), None)
        earlier.append(reference)
        if found is not None:
            yield reference, *found


def _same(audit: Audit, one: Reference, other: Reference) -> tuple[str, bool] | None:
    """(why, certain) if both entries are one source, None if not."""
    if one.raw.casefold().split() == other.raw.casefold().split():
        return "both entries read the same", True
    titles = _titles_agree(one, other)
    for name in ("DOI", "PMID", "PMCID"):
        first, second = str(getattr(one, name)), str(getattr(other, name))
        if first and first == second:
            return f"both have the {name} {first}", True
        if name == "DOI" and first and second:
            return None
    if one.URL and one.URL == other.URL and not (one.DOI or other.DOI):
        return f"both lead to {one.URL}", titles is not False
    if one.ISBN and one.ISBN == other.ISBN and titles and "chapter" not in (one.csl.get("type"), other.csl.get("type")):
        return f"both have the ISBN {one.ISBN}", True
    records = record(audit, one).get("DOI"), record(audit, other).get("DOI")
    if records[0] and records[0] == records[1]:
        return f"both were found as doi:{records[0]}", True
    if not titles or (records[0] and records[1]):
        return None
    years = issued(one)[:4], issued(other)[:4]
    if _first_author(one) and _first_author(one) == _first_author(other) and years[0] and years[0] == years[1]:
        same_place = bool(_pages(one) and _pages(one) == _pages(other))
        exact = _title(one) == _title(other) or same_place
        if not exact and _pages(one) and _pages(other):
            return None
        alike = "author and year agree and the titles begin alike"
        return ("author, title and year agree" if exact else alike), exact
    return None


def _titles_agree(one: Reference, other: Reference) -> bool | None:
    """Whether the titles are the same or one continues the other; None if an entry has none to speak of."""
    first, second = sorted((_title(one), _title(other)), key=len)
    if not first:
        return None
    return first == second or (len(first) > 2 and second[: len(first)] == first)


def _title(reference: Reference) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", str(reference.csl.get("title") or "").casefold()))


def _pages(reference: Reference) -> tuple[str, str] | None:
    volume, page = str(reference.csl.get("volume") or ""), str(reference.csl.get("page") or "")
    return (volume, page) if volume and page else None


def _first_author(reference: Reference) -> str:
    people = reference.csl.get("author") or ()
    return names.fold(names.family(people[0])) if people else ""
