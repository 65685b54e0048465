"""A listed source argues against what the article says.

## What it does
Puts the article's sentence beside the sentence of a listed source that says the opposite: it happens where the article
says it does not, less where the article says more, often where the article says rarely. It is a candidate, found by
comparing wordings; which of the two is right is not said. Differences of numbers are `number-mismatch`.

## Why it matters
A reader who follows the reference finds the contrary. About one quotation in twelve in medical papers misstates its
source badly (Baethge and Jergas 2025).

## What to do
Read both sentences. Reword the article, or cite a source that supports it, or keep it: a medical reviewer then signs
why.

## When it is wrong
When the two sentences speak of different people, times or measures (how often against how much), or when the source
reports an opinion that it later refutes. The source may have been read in part only; the finding says which part.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Finding, Level, Owner

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER
LEAST = 0.4
"""Calibrated chance below which a conflict is a note, not a warning; a policy may set `least`."""
ISSUES = ("", "negation", "direction", "quantifier", "hedge", "temporal", "causal", "subgroup")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim a listed source contradicts."""
    least = float(audit.policy.setting("contradicted-claim", "least", LEAST))
    for claim, row, passage in ev.decided(audit, ("CONTRADICT",), ISSUES):
        backed = [s for s in ev.supported(audit, claim) if s.work != row.work and s.score > row.score]
        other = f" {ev.capital(ev.source_name(audit, backed[0].work))} says the same." if backed else ""
        other += ev.said_too(audit, row)
        why = ev.why(row)
        yield ev.finding(
            audit,
            "contradicted-claim",
            claim,
            f"Conflicts with the listed source: {ev.source_read(audit, passage)} says"
            f" {ev.quoted(ev.sentence(row, passage))}{why and f' ({why})'}.{other} Reword, cite another source,"
            " or have a medical reviewer sign that it stands.",
            level=Level.NOTE if backed or row.score < least else LEVEL,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
        )
