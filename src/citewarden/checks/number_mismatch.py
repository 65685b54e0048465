"""A number in the article differs from the source's beyond rounding.

## What it does
Compares every number of a claim with the numbers the listed source gives for the same thing, in one unit: "seven in
ten" equals 70 %, 2.3 g equals 2,300 mg, 23 weeks are a little over five months. Rounding as printed is allowed for.

## Why it matters
Readers act on numbers: doses, risks, how long to wait. A slipped unit or digit is the kind of fault that harms.

## What to do
Correct the number or the unit, or cite the source it came from. Where one number stands against one, the article's
sentence with the source's number is proposed. Where the same source also gives the article's number, both sentences are
shown as a note.

## When it is wrong
When the source gives several numbers for several groups and the wrong one was set beside the claim, or when the
article counts something else (people asked, not people ill). Both sentences are shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.checks._figures import figures, rounded_by
from citewarden.checks._reword import proposal
from citewarden.model import Audit, Claim, Finding, Level, Owner, Passage
from citewarden.text import quantities

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER
LEAST = 0.4
"""Calibrated chance below which a difference is a note, not a warning; a policy may set `least`."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim whose number a listed source gives otherwise; a dose is an error."""
    least = float(audit.policy.setting("number-mismatch", "least", LEAST))
    for claim, row, passage in ev.decided(audit, ("CONTRADICT",), ev.NUMERIC):
        idle = claim.quantities and not figures(claim)
        if idle or any(s.score >= row.score and s.work != row.work for s in ev.supported(audit, claim)):
            continue
        if _is_rounded(claim, passage):
            continue
        reason, both = ev.why(row), ev.said_too(audit, row)
        level = Level.ERROR if claim.kind == "dose" else LEVEL if row.score >= least else Level.NOTE
        yield ev.finding(
            audit,
            "number-mismatch",
            claim,
            f"The number differs from {ev.source_read(audit, passage)}:"
            f" {reason or ev.quoted(ev.sentence(row, passage))}.{both} Check it against the source and correct it, or"
            " cite where it comes from.",
            level=Level.NOTE if both else level,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
            fix="" if both else proposal(claim, row, passage),
        )


def _is_rounded(claim: Claim, passage: Passage) -> bool:
    """Whether all that differs is that the article counts in tens or fewer: "6 in 10" of 62 percent."""
    shares = [q for q in quantities.find(passage.text) if q.unit == "%"]
    said = [q for q in figures(claim) if q.denominator != "age"]
    step = rounded_by(said[0]) if len(said) == 1 else 0.0
    return step > 0 and any(abs(said[0].low - share.low) <= step for share in shares)
