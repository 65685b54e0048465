"""The source passes the statement on from another work.

## What it does
Notes where the passage that says a claim itself cites someone for it: bibliography marks in the paragraph of a full
text, or words such as "according to" and "et al." in the deciding sentence.

## Why it matters
Statements change in retelling. Cite what you have read, and the work that found it.

## What to do
Follow the source's own reference, read it, and cite it as well or instead.

## When it is wrong
When the paragraph gives the source's own result and cites others beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Evidence, Finding, Level, Owner, Passage

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
_PASSED_ON = re.compile(
    r"\b[Aa]ccording to (?:the )?[A-Z]|\bet al\b"
    r"|\(\s*[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+)?,? (?:19|20)\d\d[a-z]?\s*\)|\[\d+(?:[,–-] ?\d+)*\]"
)
_OWN = re.compile(r"\b(?:we|our|this study|the present study|here we)\b", re.I)
_BACKGROUND = re.compile(r"introduction|background|discussion", re.I)


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim whose only backing is second hand."""
    for claim in audit.claims:
        rows = [(e, audit.passage_of[e.passage]) for e in ev.supported(audit, claim) if e.passage in audit.passage_of]
        if not rows or not all(_second_hand(e, p) for e, p in rows):
            continue
        row, passage = rows[0]
        yield ev.finding(
            audit,
            "secondary-citation",
            claim,
            f"{ev.capital(ev.source_name(audit, row.work))} cites another work for this:"
            f" {ev.quoted(ev.sentence(row, passage))}. Read and cite that work.",
            level=LEVEL,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
        )


def _second_hand(row: Evidence, passage: Passage) -> bool:
    words = ev.sentence(row, passage)
    if _OWN.search(words):
        return False
    marked = passage.locator == "cites others" and bool(_BACKGROUND.search(passage.section))
    return marked or bool(_PASSED_ON.search(words))
