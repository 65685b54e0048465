"""The words of a weighty statement agree with an abstract alone.

## What it does
Notes statistics, doses, effects of treatments and risks whose only supporting passage is an abstract: the full text of
the source was not read.

## Why it matters
Abstracts leave out who was studied and what went wrong; some give results the paper does not.

## What to do
Have someone with access read the full text, and keep a note on it in `references/`.

## When it is wrong
When the abstract is all there is (a conference abstract): note that in `references/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Finding, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each weighty claim that only an abstract supports."""
    for claim in audit.claims:
        rows = [(e, audit.passage_of[e.passage]) for e in ev.supported(audit, claim) if e.passage in audit.passage_of]
        if claim.kind not in ev.WEIGHTY or not rows or any(p.reach != "abstract" for _, p in rows):
            continue
        row, passage = rows[0]
        yield ev.finding(
            audit,
            "evidence-only-in-abstract",
            claim,
            f"Said in the abstract of {ev.source_name(audit, row.work)} only; its full text was not read. Have it"
            " read, and keep a note in references/.",
            level=LEVEL,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
        )
