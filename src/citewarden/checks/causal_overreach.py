"""The article tells a cause where the source found an association.

## What it does
Fires when a claim uses the language of cause ("causes", "prevents", "lowers") and the listed source that speaks of it
reports an association, or is an observational study. "May cause" never fires.

## Why it matters
People who do one thing differ in many others. A third of press releases turned correlation into cause, and the news
followed them (Sumner and others 2014).

## What to do
Write "is linked to" or "people who ... had fewer ...", or cite a trial.

## When it is wrong
When cause is settled by other evidence (smoking and lung cancer): cite that. When the study is a trial whose record
does not say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Claim, Evidence, Finding, Level, Owner, Passage
from citewarden.text import ladders

LEVEL = Level.WARNING
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim of cause that rests on association."""
    for claim in audit.claims:
        rows = [e for e in audit.evidence_of.get(claim.id, ()) if e.passage in audit.passage_of]
        if ladders.causal(claim.standalone)[1] < ladders.top("causal") or claim.hypothetical:
            continue
        if ladders.modality(claim.standalone)[1] in (0, 1):
            continue
        shown = next(
            ((e, audit.passage_of[e.passage]) for e in rows if _weaker(claim, e, audit.passage_of[e.passage])), None
        )
        stronger = any(
            e.label == "SUPPORT"
            and audit.passage_of[e.passage].design.get("kind") in ("trial", "systematic review", "guideline")
            for e in rows
        )
        if shown is None or stronger:
            continue
        row, passage = shown
        word = ladders.causal(claim.standalone)[0]
        kind = str(passage.design.get("kind", "")) or "an association"
        yield ev.finding(
            audit,
            "causal-overreach",
            claim,
            f"“{word}” tells a cause; {ev.source_name(audit, row.work)} reports"
            f" {'an observational study' if kind == 'observational' else 'an association'}:"
            f" {ev.quoted(ev.sentence(row, passage))}. Write “is linked to”, or cite a trial.",
            level=LEVEL,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
        )


def _weaker(claim: Claim, row: Evidence, passage: Passage) -> bool:
    if row.issue == "causal":
        return True
    return row.label == "SUPPORT" and passage.design.get("kind") == "observational" and passage.reach != "note"
