"""A book is cited without edition or ISBN.

## What it does
Flags references to books that print neither an edition ("3rd ed.") nor an ISBN nor a DOI. If the book was found, the
ISBN and edition on record are named.

## Why it matters
Books change from edition to edition. Without either, a reader cannot tell which one the sentence rests on, and this
audit cannot tell whether a newer one has appeared.

## What to do
Add the edition and the ISBN, and the pages or the chapter that are meant.

## When it is wrong
For books that had only one edition, where the ISBN is a courtesy.
Entries that may have been misread are asked about by unread-part instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.checks._reference import in_doubt, kind, number, record
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference

LEVEL = Level.NOTE
OWNER = Owner.EDITOR

_EDITION = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th|e|\.)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|rev(?:ised)?\.?"
    r"|updated|new)\s*(?:ed\b|edn\b|edition\b|Aufl|éd\b)|\bed(?:ition)?\.?\s?\d{1,2}\b|\bvol(?:ume)?\.?\s?\d",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:guideline|report|statement|fact ?sheet|recommendations?|leaflet|bulletin|working paper|press release"
    r"|dissertation|thesis|capstone)\b",
    re.IGNORECASE,
)


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per book without edition and ISBN."""
    for reference in audit.references:
        if not reference.listed or reference.ISBN or reference.DOI or reference.PMID or reference.URL:
            continue
        known = record(audit, reference)
        if not known and in_doubt(reference):
            continue
        if kind(reference, known) != "book" or reference.csl.get("edition") or _EDITION.search(reference.raw):
            continue
        if not known and _REPORT.search(reference.raw):
            continue
        yield Finding(
            "missing-edition",
            audit.document.id,
            reference.id,
            LEVEL,
            Kind.FAIL,
            f"{number(reference)} is a book and names neither edition nor ISBN, so which text is meant cannot be told."
            f" {_offer(known) or 'Add both, and the pages.'}",
            reference.target,
            owner=OWNER,
            confidence=0.9 if known or _is_printed(reference) else 0.7,
        )


def _is_printed(reference: Reference) -> bool:
    return str(reference.csl.get("type")) == "book" and bool(reference.csl.get("publisher"))


def _offer(known: Mapping[str, Any]) -> str:
    edition = f"edition {known['edition']}" if known.get("edition") else ""
    isbn = f"ISBN {known['ISBN']}" if known.get("ISBN") else ""
    held = ", ".join(filter(None, (edition, isbn)))
    return f"On record: {held}; make sure it is the one you used, and add the pages." if held else ""
