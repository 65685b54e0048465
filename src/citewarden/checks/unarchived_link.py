"""No archived copy of a living page is known.

## What it does
Points out linked web pages of which the Wayback Machine says that it holds no copy, with the address at which a copy
can be asked for. Pages with a DOI are left out: their publishers keep them.

## Why it matters
Once such a page is gone, nobody can show what it said.

## What to do
Open the save address, or have Citewarden ask for copies if your house allows it.

## When it is wrong
When another archive holds a copy, or the page forbids archiving.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.WEB_TEAM
SAVE = "https://web.archive.org/save/"


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per living page of which the web archive says that it has no copy."""
    for reference, probe in links.probed(audit, "ok", "moved", "redirected", "fragment-missing"):
        if probe.archive != "none" or reference.DOI:
            continue
        yield links.finding(
            "unarchived-link",
            audit,
            reference,
            probe,
            f"The web archive holds no copy of the page {links.whose(reference)}, {links.shown(probe.url)}. Open"
            f" {SAVE} with this address to have one taken.",
            level=LEVEL,
            kind=Kind.INFORMATIONAL,
            owner=OWNER,
            fix=SAVE + probe.url,
        )
