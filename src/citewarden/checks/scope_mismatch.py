"""The article speaks of more, or of others, than the source studied.

## What it does
Notes where a claim says it of everyone, of another sex or age, or of a whole class, and the listed source says it of a
part: women after menopause, one strain of bacteria, those who finished the programme.

## Why it matters
What holds for one group may not hold for the reader.

## What to do
Name the group the source studied, or cite a source for the wider statement.

## When it is wrong
When the source's wider group stands in another sentence than the one shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Finding, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim wider than its source; a warning where the source rules it out."""
    for claim, row, passage in ev.decided(audit, ("NEI", "CONTRADICT"), ("scope", "subgroup")):
        if ev.supported(audit, claim) or (row.label == "CONTRADICT" and row.issue == "subgroup"):
            continue
        if row.label == "NEI" and ev.is_elsewhere(audit, claim, row):
            continue
        yield ev.finding(
            audit,
            "scope-mismatch",
            claim,
            f"Speaks of more than {ev.source_read(audit, passage)}: {ev.why(row)}. Name the"
            f" group of the source ({ev.quoted(ev.sentence(row, passage), 120)}), or cite another.",
            level=Level.WARNING if row.label == "CONTRADICT" else LEVEL,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
        )
