"""The article cites a work that was retracted and replaced, or corrected and republished.

## What it does
Flags every reference whose journal published a corrected version in its place, and names the new one.

## Why it matters
The figures of the first version no longer stand; the new version often reaches other conclusions.

## What to do
Cite the new version, and compare every sentence that rests on the old one with it. The line offered can be pasted into
the list.

## When it is wrong
When the article means the first version as history: say so in the sentence and waive the finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per replaced reference."""
    for reference in audit.references:
        notices = works.proven(works.standing(audit, reference, *works.REPLACED))
        if not notices:
            continue
        fullest = works.fullest(notices)
        what = works.what(notices, works.REPLACED)
        new = f" by {works.named(fullest.replacement)}" if fullest.replacement.get("title") else ""
        yield works.finding(
            "replaced-reference", audit, reference,
            f"{works.number(reference)} was {what}{works.since(notices)}{new} ({works.sources(notices)}). Cite the new"
            f" version and compare the sentences that rest on the old one.{works.address(notices)}",
            level=LEVEL, kind=Kind.FAIL, owner=OWNER, related=works.evidence(notices),
            fix=works.pasted(fullest.replacement, reference),
        )  # fmt: skip
