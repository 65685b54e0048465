"""The article says it more surely, or of more people, than the source does.

## What it does
Compares the strength of the wording on two scales, how often (never, rarely, sometimes, often, mostly, always) and
how surely (may, is associated, likely, will), and notes where the article stands higher than the listed source on the
same statement, or tells a question or a belief as a finding. A sentence without a mark, in an article that has marks,
is held only against a source that uses most of its words.

## Why it matters
Overstatement starts in summaries and grows with each retelling (Sumner and others 2014). "Can lead to" and "will lead
to" are different messages to a patient.

## What to do
Take the source's strength: "can" for "will", "some" for "most". The finding shows both wordings and, where one
word does it, the article's sentence with that word exchanged: a proposal, no more.

## When it is wrong
When another source says it as strongly (then cite it), or when "can" means ability rather than possibility.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.amounts import is_no_amount
from citewarden.checks._closest import hedges_it, told_flatly
from citewarden.checks._reword import proposal
from citewarden.model import Audit, Finding, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim stronger than its source; a warning where readers may act on it."""
    for claim, row, passage in ev.decided(audit, ("NEI",), ("hedge", "quantifier")):
        if ev.supported(audit, claim) or any(e.label == "CONTRADICT" for e in audit.evidence_of[claim.id]):
            continue
        if audit.citations and not ev.on_the_same(claim, row, passage):
            continue
        if row.issue == "quantifier" and is_no_amount(claim, row, ev.sentence(row, passage)):
            continue
        if row.issue == "hedge" and (claim.modality[1] == 0 or not hedges_it(claim, ev.sentence(row, passage))):
            continue  # that it can be so is said of no more than the source says
        if row.issue == "hedge" and told_flatly(audit, claim, (row.work,)):
            continue  # the hedge is of another sentence than the one that has its figures
        yield ev.finding(
            audit,
            "overstated-claim",
            claim,
            f"Says more than {ev.source_read(audit, passage)}: {ev.why(row)}. The source's"
            f" words: {ev.quoted(ev.sentence(row, passage))}. Use its strength, or cite a source for the stronger one.",
            level=Level.WARNING if claim.kind in ("dose", "treatment-effect") else LEVEL,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
            fix=proposal(claim, row, passage),
        )
