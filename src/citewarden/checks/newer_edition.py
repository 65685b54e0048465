"""The article cites an edition of a book of which a catalogue lists a newer one.

## What it does
Notes references to books for which Open Library lists a later edition of the same work.

## Why it matters
Textbooks of medicine change with their editions; readers will find the newest one in libraries and shops.

## What to do
Look the newer edition up at the publisher's. If it says the same, cite it with its edition number and pages.

## When it is wrong
The catalogue is kept by volunteers: reprints, translations and e-books may be listed as editions. This is a hint and
never more than a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per book with a newer edition."""
    for reference in audit.references:
        notices = works.standing(audit, reference, "new_edition")
        if not notices:
            continue
        newest = works.latest(notices)
        yield works.finding(
            "newer-edition", audit, reference,
            f"{works.number(reference)}: {works.sources(notices)} lists a {newest.label or 'newer edition'}. Look it up"
            f" at the publisher's and cite it if it says the same.{works.address([newest])}",
            level=LEVEL, kind=Kind.REVIEW, owner=OWNER, related=works.evidence(notices),
            fix=works.pasted(newest.replacement, reference), confidence=0.6,
        )  # fmt: skip
