"""A statement about people rests on animals or cells alone.

## What it does
Fires when a claim that names no animal agrees only with studies of animals or of cells, by their index terms (Animals
without Humans, as the Cochrane filter has it) or by their own words. A study of patients and mice is mixed and never
fires. What showed it is part of the message.

## Why it matters
Most findings in mice do not hold in people. A third of press releases on animal studies spoke of humans (Sumner and
others 2014).

## What to do
Say "in mice" or "in the laboratory", or cite a study in people.

## When it is wrong
When the index terms are machine-made and wrong (since 2022 they are assigned automatically), or the animal work is the
point of the sentence and its paragraph says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Claim, Finding, Level, Owner
from citewarden.text.design import names_animals

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim about people with animal or cell evidence only."""
    for claim in audit.claims:
        if names_animals(claim.standalone):
            continue
        yield from _judged(audit, claim)


def _judged(audit: Audit, claim: Claim) -> Iterator[Finding]:
    rows = [
        (e, audit.passage_of[e.passage])
        for e in audit.evidence_of.get(claim.id, ())
        if e.passage in audit.passage_of and (e.label == "SUPPORT" or e.issue == "population")
    ]
    if not rows or any(
        e.label == "SUPPORT" and p.design.get("population") not in ("ANIMAL", "INVITRO") for e, p in rows
    ):
        return
    found = next(((e, p) for e, p in rows if p.design.get("population") in ("ANIMAL", "INVITRO")), None)
    if found is None:
        return
    row, passage = found
    who = "animals" if passage.design.get("population") == "ANIMAL" else "cells in the laboratory"
    shown = str(passage.design.get("population_by", ""))
    yield ev.finding(
        audit,
        "population-mismatch",
        claim,
        f"Found only in {who}: {ev.source_name(audit, row.work)} studied no people"
        f"{f' ({shown})' if shown else ''}. Say so in the sentence, or cite a study in people.",
        level=LEVEL,
        owner=OWNER,
        related=[ev.beside(audit, row, passage)],
        confidence=row.score,
    )
