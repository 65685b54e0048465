"""The article speaks of more, or of others, than the source studied.

## What it does
Notes where a claim says it of everyone, of another sex or age, or of a whole class, and the listed source says it of a
part: women after menopause, one strain of bacteria, those who finished the programme. Warns where the article names an
age ("teenagers", "adults over 65") and every source it cites for it gives other ages for those it studied.

## Why it matters
What holds for one group may not hold for the reader.

## What to do
Name the group the source studied, or cite a source for the wider statement.

## When it is wrong
When the source's wider group stands in another sentence than the one shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _ages as ages
from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Claim, Finding, Level, Owner, Passage

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim wider than its source; a warning where the source rules it out."""
    of_another_age: set[str] = set()
    for claim in audit.claims:
        if (found := ages.beyond(audit, claim)) and not ev.supported(audit, claim):
            of_another_age.add(claim.id)
            yield _of_another_age(audit, claim, *found)
    for claim, row, passage in ev.decided(audit, ("NEI", "CONTRADICT"), ("scope", "subgroup")):
        if (
            claim.id in of_another_age
            or ev.supported(audit, claim)
            or (row.label == "CONTRADICT" and row.issue == "subgroup")
        ):
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


def _of_another_age(audit: Audit, claim: Claim, own: ages.Ages, theirs: ages.Ages, passage: Passage) -> Finding:
    return ev.finding(
        audit,
        "scope-mismatch",
        claim,
        f"Speaks of “{own.text}”; {ev.source_read(audit, passage)} studied people of other ages (“{theirs.text}”). Name"
        " the group of the source, or cite another.",
        level=Level.WARNING,
        owner=OWNER,
        related=[ev.excerpt(audit, passage, _around(passage, theirs.text))],
        confidence=0.8,
    )


def _around(passage: Passage, words: str) -> str:
    """The sentence of a passage that holds some words."""
    spans = passage.sentences or ((0, len(passage.text)),)
    return next((s for a, b in spans if words in (s := passage.text[a:b])), passage.text)
