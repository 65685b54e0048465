"""A reference does not say where its source is to be found.

## What it does
Flags web references without an address (and undated ones without a date of access), journal articles with neither
pages or article number nor DOI, chapters without pages, and entries with nothing to find them by at all. What kind of
source it is, is told from the record found for it, or from the entry.

## Why it matters
A reader cannot check what cannot be found, and neither can this audit: without address or identifier nothing can be
said about dead links, retractions or newer versions.

## What to do
Web page: add the address and the day you read it. Article: add pages and DOI. If a record was found, the message names
what is missing.

## When it is wrong
For sources that have no locator, such as leaflets and letters. Knob `access_date`: "undated" (default: only pages
without a date need one), "always" or "never".
Entries that may have been misread are asked about by unread-part instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.checks._reference import in_doubt, kind, number, record
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference
from citewarden.text import dates

LEVEL = Level.NOTE
OWNER = Owner.EDITOR

_PAGES = re.compile(
    r"\bpp?\.?\s?[A-Z]?\d+|[:,]\s?[A-Za-z]{0,3}\d+(?:\s?[-–]\s?[A-Za-z]?\d+)?\b|\b(?:e|art(?:icle)?\.?\s?(?:no\.?\s?)?)\d{3,}\b",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"\b(?:h?tt?ps?|htps?|http?s?|hhtps?|https?s|hxxps?)(?::/{0,3}|;//|//|:\\\\)[\w-]\S{3,200}|\bwww(?:[.,]{2}|,)\w\S{3,200}",
    re.IGNORECASE,
)
"""What was meant for an address and is none: "htps:/www.example.org"."""
_AWAITED = re.compile(r"\bin press\b|\bonline ahead\b|\bepub ahead\b|\bforthcoming\b|\badvance online\b", re.IGNORECASE)
_UNPRINTED = re.compile(r"\bpersonal communication\b|\bunpublished\b|\bleaflet\b|\binterview\b", re.IGNORECASE)


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference that lacks what its kind of source is found by."""
    wish = str(audit.policy.setting("missing-locator", "access_date", "undated"))
    for reference in audit.references:
        if not reference.listed or _UNPRINTED.search(reference.raw):
            continue
        known = record(audit, reference)
        if not known and in_doubt(reference):
            continue
        missing, sort, certain = _missing(reference, known, wish)
        if not missing:
            continue
        offer = _offer(missing, known) or ("Add it." if len(missing) == 1 else "Add them.")
        broken = _BROKEN.search(reference.raw) if "address" in missing else None
        said = f"gives no {' and no '.join(missing)}"
        if broken:
            said = f"gives “{broken[0].rstrip('.,;')}”, which is no address that can be opened"
            offer = offer.replace("Add it.", "Correct it.").replace("Add them.", "Correct it.")
        yield Finding(
            "missing-locator",
            audit.document.id,
            reference.id,
            LEVEL,
            Kind.FAIL if certain else Kind.REVIEW,
            f"{number(reference)} {sort} and {said}. {offer}",
            reference.target,
            owner=OWNER,
            confidence=0.9 if certain else 0.6,
            properties={"missing": list(missing)},
        )


def _missing(reference: Reference, known: Mapping[str, Any], wish: str) -> tuple[tuple[str, ...], str, bool]:
    """(what is missing, what the reference is, whether that is certain)."""
    identified = bool(reference.DOI or reference.PMID or reference.PMCID)
    sort = kind(reference, known)
    csl = reference.csl
    if sort == "webpage":
        if identified:
            return (), "", True
        accessed = reference.accessed or dates.accessed(reference.raw) is not None
        undated = not dates.to_iso(csl.get("issued")) and not dates.find(reference.raw)
        wanted = not accessed and (wish == "always" or (wish == "undated" and (undated or not reference.URL)))
        missing = [
            *(["address"] if not reference.URL else []),
            *(["date of access"] if wanted and wish != "never" else []),
        ]
        return tuple(missing), "is a web page", True
    if sort == "article":
        found = identified or csl.get("page") or csl.get("number") or reference.URL or _awaited(reference)
        return (() if found or _pages(reference) else ("pages", "DOI")), "is a journal article", True
    if sort == "chapter":
        found = identified or reference.URL or csl.get("page") or _pages(reference)
        return (() if found else ("pages",)), "is a book chapter", bool(known)
    if sort == "book" or identified or reference.URL or reference.ISBN or csl.get("page") or csl.get("publisher"):
        return (), "", True
    if (
        known
        or _pages(reference)
        or _awaited(reference)
        or str(csl.get("type") or "document") not in ("document", "article")
    ):
        return (), "", True
    return ("address, pages or identifier",), "does not show what kind of source it is", False


def _pages(reference: Reference) -> bool:
    """Whether the entry prints pages or an article number: a figure after the volume, not the year and not a place."""
    tail = re.split(r"\b(?:19|20)\d{2}\b", reference.raw, maxsplit=1)
    return any(_PAGES.search(part) for part in tail[1:]) or bool(re.search(r"\bpp?\.\s?\d", reference.raw))


def _awaited(reference: Reference) -> bool:
    return bool(_AWAITED.search(reference.raw))


def _offer(missing: tuple[str, ...], known: Mapping[str, Any]) -> str:
    """What the record holds of what is missing."""
    if not known:
        return ""
    if known.get("DOI") and "DOI" in missing:
        pages = f"{known['page']}; " if known.get("page") else ""
        return f"On record: {pages}doi:{known['DOI']}. Add it."
    if known.get("URL") and "address" in missing:
        return f"On record: {known['URL']} (say when you read it). Add it."
    return f"On record: pages {known['page']}. Add them." if known.get("page") and "pages" in missing else ""
