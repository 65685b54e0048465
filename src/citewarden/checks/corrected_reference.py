"""The article cites a work that has been corrected, or retracted in part.

## What it does
Notes every reference with a correction, erratum, corrigendum, addendum or partial retraction. It becomes a warning when
the notice's own words hold a number that a sentence citing the work uses, and for every partial retraction.

## Why it matters
Most corrections mend a name or a table. Some change the very figure an article quotes.

## What to do
Open the notice and compare it with the sentence. If the figure changed, change the sentence; if not, nothing is to be
done.

## When it is wrong
A number in the notice may be a page or a year that the sentence happens to share. The check leaves out years and the
notice's own volume and pages where it can tell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Notice, Owner, Reference

LEVEL = Level.NOTE
OWNER = Owner.EDITOR

_TYPES = ("correction", "erratum", "corrigendum", "addendum", "partial_retraction")
_PLACE = re.compile(r"\b(?:19|20)\d\d\b[^.;]*;[^.]*|\bdoi:\s*\S+|\b10\.\d{4,9}/\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?:\s?%)?")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per corrected reference."""
    for reference in audit.references:
        notices = works.proven(works.standing(audit, reference, *_TYPES))
        taken = works.proven(
            works.standing(audit, reference, "retraction", "withdrawal", "removal", "retract_and_replace")
        )
        if not notices or taken:
            continue
        touched = _touched(audit, reference, notices)
        partial = any(n.type == "partial_retraction" for n in notices)
        what = "retracted in part" if partial else "corrected"
        message = f"{works.number(reference)} was {what}{works.since(notices)} ({works.sources(notices)})."
        if touched:
            message += f" The notice speaks of {touched}, which a sentence citing it uses: compare the two."
        else:
            message += " Check that the notice does not touch what the article takes from it."
        yield works.finding(
            "corrected-reference", audit, reference, message + works.address(notices),
            level=Level.WARNING if touched or partial else LEVEL, kind=Kind.REVIEW,
            owner=Owner.MEDICAL_REVIEWER if touched or partial else OWNER, related=works.evidence(notices),
        )  # fmt: skip


def _touched(audit: Audit, reference: Reference, notices: list[Notice]) -> str:
    """A number that the notice's words and a citing sentence share, "" if none."""
    told = {re.sub(r"\s", "", n) for notice in notices for n in _NUMBER.findall(_PLACE.sub(" ", notice.note))}
    texts = works.contexts(audit, reference) + [c.text for c in audit.cited_by.get(reference.id, ())]
    used = {re.sub(r"\s", "", n) for text in texts for n in _NUMBER.findall(text)}
    shared = sorted(n for n in told & used if len(n) > 1)
    return shared[0] if shared else ""
