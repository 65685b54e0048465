"""Several works fit the printed reference as well.

## What it does
Flags references for which the registries hold more than one work with the same printed title, authors and year, so that
none can be accepted.

## Why it matters
A reader cannot know which one is meant, and neither can a check on retractions or on what the source says.

## What to do
Print what tells them apart: volume and pages, or the DOI. The candidates are listed with the finding.

## When it is wrong
When the registries hold two records of one work. Name its DOI in the reference, or keep the work in `references/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner, Related

LEVEL = Level.WARNING
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference with rivals."""
    for reference in audit.references:
        resolution = audit.resolution_of.get(reference.id)
        if resolution is None or resolution.outcome != "ambiguous":
            continue
        told = [str(c.get("DOI") or works.named(c)) for c in resolution.candidates]
        which = f" ({' or '.join(told)})" if told else ""
        yield works.finding(
            "ambiguous-reference", audit, reference,
            f"{works.number(reference)} fits more than one work{which}. Print its volume and pages or its DOI.",
            level=LEVEL, kind=Kind.REVIEW, owner=OWNER,
            related=[
                Related("candidate", works.pasted(c, reference) or works.named(c), id=str(c.get("DOI") or ""))
                for c in resolution.candidates
            ],
        )  # fmt: skip
