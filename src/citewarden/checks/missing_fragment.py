"""A link points at a place in a page that is not there.

## What it does
Flags an address with a "#place" when the page answers but has no such place.

## Why it matters
The reader lands at the top and has to search. Often the section cited was renamed or removed.

## What to do
Find the section and correct the part after "#", or leave it out. Read whether the section still says what it is
cited for.

## When it is wrong
When scripts make the place after the page has loaded.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.WEB_TEAM


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per address whose place in the page is missing."""
    for reference, probe in links.probed(audit, "fragment-missing"):
        page, _, place = reference.URL.partition("#")
        yield links.finding(
            "missing-fragment",
            audit,
            reference,
            probe,
            f"The page {links.whose(reference)}, {links.shown(page)}, has no place named #{place[:60]}. Find the"
            " section it meant and correct the address, or leave the part after # out.",
            level=LEVEL,
            owner=OWNER,
            fix=page,
            confidence=0.8,
        )
