"""The cited work is itself a notice: a retraction notice, an erratum, an expression of concern.

## What it does
Notes references whose record says that it retracts, corrects or questions another work.

## Why it matters
A notice holds no evidence of its own. Where a search led to the notice in place of the paper, readers look in vain for
what the article says. An entry with the paper's title and the notice's identifier is a warning.

## What to do
If the article means the paper, cite the paper (and heed the notice). If it means the notice, nothing is to be done.

## When it is wrong
When the article speaks of the retraction or correction itself: then the notice is the right source.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference, Resolution
from citewarden.text import names

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference that is a notice."""
    for reference in audit.references:
        notices = works.proven(works.standing(audit, reference, "is_notice"))
        if notices:
            label = next((n.label for n in notices if n.label), "notice").lower()
            about = next((n.DOI or f"PMID {n.PMID}" for n in notices if n.DOI or n.PMID), "")
            meant = about and _has_the_papers_title(reference, audit.resolution_of.get(reference.id))
            yield works.finding(
                "notice-cited", audit, reference,
                f"{works.number(reference)} is itself a notice ({label}{f' about {about}' if about else ''};"
                f" {works.sources(notices)}), not a study. "
                + (f"Its title is the paper's: cite that, {about}, in place of the notice." if meant
                   else "If the article means the work it is about, cite that work."),
                level=Level.WARNING if meant else LEVEL, kind=Kind.REVIEW, owner=OWNER, related=works.evidence(notices),
            )  # fmt: skip


def _has_the_papers_title(reference: Reference, resolution: Resolution | None) -> bool:
    """Whether the entry prints what is left of the notice's title without the words that make it one."""
    if resolution is None or resolution.outcome != "matched":
        return False
    own, theirs = (names.fold(str(item.get("title") or "")).strip() for item in (reference.csl, resolution.csl))
    return len(own) >= _TELLING and own != theirs and (theirs.endswith(own) or theirs.startswith(own))


_TELLING = 12
"""Letters of a title that tells of one paper."""
