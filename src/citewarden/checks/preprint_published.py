"""The article cites a preprint that has since been published.

## What it does
Flags references to preprints for which Crossref, Europe PMC, PubMed or DataCite names the published version.

## Why it matters
The published version has been through peer review and may differ in figures and conclusions.

## What to do
Cite the published version and compare the sentences that rest on the preprint with it. The line offered can be pasted
into the list.

## When it is wrong
When the point is what the preprint said at the time: say "preprint" in the sentence and waive the finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.WARNING
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per preprint with a published version."""
    for reference in audit.references:
        notices = works.proven(works.standing(audit, reference, "published_version"))
        if not notices:
            continue
        fullest = max(notices, key=lambda n: (bool(n.replacement.get("title")), len(n.replacement), n.source))
        journal = str(fullest.replacement.get("container-title") or "")
        where = f" in {journal}" if journal else ""
        yield works.finding(
            "preprint-published", audit, reference,
            f"{works.number(reference)} is a preprint that has been published{where} ({works.sources(notices)})."
            f" Cite the published version and check that it still says the same.{works.address(notices)}",
            level=LEVEL, kind=Kind.FAIL, owner=OWNER, related=works.evidence(notices),
            fix=works.pasted(fullest.replacement, reference),
        )  # fmt: skip
