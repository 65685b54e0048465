"""The passage whose words agreed with a claim is gone from today's page.

## What it does
Remembers the sentence of a web page whose words agreed with a claim, and looks for it each time the page is read
again. When the page was read today and the sentence is no longer there, it says so, with the old words and their
date.

## Why it matters
Three of four cited pages change (Jones and others 2016), and the link still works: nobody notices.

## What to do
Read the page again. Link the archived copy of the day it was read, or bring the article up to date.

## When it is wrong
When the page only moved the sentence into a part that is not main content, or into another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Finding, Kind, Level, Owner, Related
from citewarden.text import dates

LEVEL = Level.WARNING
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each remembered passage that is gone; open where the page could not be read today.

    `Audit.previous["evidence"]` holds rows {claim (standalone text), source (address), quote, retrieved_at}.
    """
    claims = {c.standalone: c for c in audit.claims}
    pages: dict[str, str] = {}
    for p in audit.passages:
        if p.reach == "page":
            pages[p.source] = pages.get(p.source, "") + " " + p.text
    listed = {r.URL for r in audit.references if r.URL}
    for row in audit.previous.get("evidence", ()):
        claim, address = claims.get(str(row.get("claim", ""))), str(row.get("source", ""))
        if claim is None or address not in listed:
            continue
        when = dates.spoken(str(row.get("retrieved_at", ""))[:10])
        old = Related("earlier passage", str(row.get("quote", "")), url=address, properties={"retrieved_at": when})
        if address not in pages:
            if not audit.offline:
                yield ev.finding(
                    audit,
                    "source-drift",
                    claim,
                    f"The page that said this on {when or 'an earlier run'} could not be read today; whether it still"
                    f" says {ev.quoted(old.text, 100)} is not known.",
                    level=Level.NONE,
                    kind=Kind.OPEN,
                    owner=OWNER,
                    related=[old],
                    key=address,
                )
        elif _folded(old.text) not in _folded(pages[address]):
            yield ev.finding(
                audit,
                "source-drift",
                claim,
                f"The page changed: {ev.quoted(old.text)} stood there on {when or 'an earlier run'} and is gone."
                " Read it again, or link the archived copy.",
                level=LEVEL,
                owner=OWNER,
                related=[old],
                key=address,
            )


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
