"""A source is listed but nothing in the text points to it.

## What it does
In articles that use marks in the text ("[3]", "(Vogt 2009)", raised figures), flags entries of the reference list no
mark points to. Lists for further reading are left out, and so are entries that an article lists
uncited on purpose (`nocite`) and articles without any marks. An entry that repeats
another is left to the check that says so.

## Why it matters
Either a mark was lost in editing, and a claim has lost its source, or the source backs nothing and only decorates.

## What to do
Put the mark back where the source was used, or take the entry out.

## When it is wrong
When marks are of a kind that is not recognised. If most entries seem uncited, one finding for the whole list says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks._reference import number
from citewarden.checks.duplicate_reference import repeated
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
_READING = ("further reading", "suggested reading", "recommended reading", "bibliography")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per entry without a mark; one for the article if most entries seem to have none."""
    cited = {item.id for citation in audit.citations for item in citation.items}
    listed = [r for r in audit.references if r.listed and not (_for_reading(audit, r) or _on_purpose(audit, r))]
    bare = [r for r in listed if r.id not in cited]
    if not bare or len(bare) == len(listed):
        return
    if len(listed) > 3 and len(bare) > 0.6 * len(listed):
        yield Finding(
            "uncited-reference",
            audit.document.id,
            audit.document.id,
            LEVEL,
            Kind.REVIEW,
            f"Marks in the text point to {len(listed) - len(bare)} of {len(listed)} listed sources only. Either the"
            " others are not used, or their marks are of a kind that was not recognised. Check the list.",
            owner=OWNER,
            confidence=0.5,
            properties={"uncited": [r.id for r in bare]},
        )
        return
    twice = repeated(audit)
    for reference in bare:
        if reference.id in twice:
            continue
        yield Finding(
            "uncited-reference",
            audit.document.id,
            reference.id,
            LEVEL,
            Kind.FAIL,
            f"{number(reference)} is listed, but no mark in the text points to it. Put the mark where the source was"
            " used, or take the entry out.",
            reference.target,
            owner=OWNER,
            confidence=0.9,
        )


def _on_purpose(audit: Audit, reference: Reference) -> bool:
    nocite = audit.document.nocite
    return bool(reference.label) and (reference.label in nocite or "*" in nocite)


def _for_reading(audit: Audit, reference: Reference) -> bool:
    start = reference.target.position.start
    title = next((s.title for s in reversed(audit.document.sections) if s.start <= start), "")
    return any(words in title.casefold() for words in _READING)
