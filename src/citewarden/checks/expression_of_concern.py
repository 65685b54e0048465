"""The article cites a work under an expression of concern.

## What it does
Flags every reference whose journal has published an expression of concern that has been neither lifted nor followed by
a retraction.

## Why it matters
The editors of the journal doubt the work but have not finished looking into it. What rests on it alone may have to be
withdrawn later.

## What to do
Have a medical reviewer read the notice and decide: keep the reference, add a second source, or take it out.

## When it is wrong
When the concern was settled and the registries have not been told. Link the outcome in the waiver.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference under concern."""
    for reference in audit.references:
        notices = works.proven(works.standing(audit, reference, "expression_of_concern"))
        over = works.proven(
            works.standing(audit, reference, "retraction", "withdrawal", "removal", "retract_and_replace")
        )
        if notices and not over:
            yield works.finding(
                "expression-of-concern", audit, reference,
                f"{works.number(reference)} is under an expression of concern published{works.since(notices)}"
                f" ({works.sources(notices)}). Have a medical reviewer decide whether to keep it."
                f"{works.address(notices)}",
                level=LEVEL, kind=Kind.REVIEW, owner=OWNER, related=works.evidence(notices),
            )  # fmt: skip
