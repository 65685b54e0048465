"""A statement about people rests on animals or cells alone.

## What it does
Fires when a claim that names no animal agrees only with studies of animals or of cells, by their index terms (Animals
without Humans, as the Cochrane filter has it) or by their own words. A study of patients and mice is mixed and never
fires. What showed it is part of the message. A claim that names people, or tells what something does to an illness,
fires too when all it cites studied none, whatever their passages say; one that owns up to it does not.

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

import re
from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Claim, Evidence, Finding, Level, Owner, Passage
from citewarden.text.design import names_animals

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER
_PEOPLE = re.compile(
    r"\b(?:people|persons?|humans?|patients?|(?:wo)?m[ae]n|adults?|child(?:ren)?|babies|infants?|teenagers?)\b",
    re.I,
)
_NOT_TRIED = re.compile(
    r"\b(?:not|never|no(?:body|ne)?|yet to be)\b[^.;]{0,30}\b(?:tried|tested|studied|shown|proven|known|confirmed"
    r"|data|trials?|stud(?:y|ies))\b",
    re.I,
)
"""What owns up that people were not studied."""
_LABORATORY = re.compile(
    r"\b(?:laborator\w+|lab|cells?|test tubes?|dish(?:es)?|in vitro|experiments?|so far only|binds?|receptors?"
    r"|enzymes?|genes?|proteins?"
    r"|molecules?|pathways?)\b",
    re.I,
)
_Found = tuple[Passage, Evidence | None, float]
"""A passage on animals or cells, the evidence that set it beside a claim, and how sure that is."""
_NOT_PEOPLE = {"ANIMAL": "animals", "INVITRO": "cells in the laboratory"}


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim about people with animal or cell evidence only."""
    for claim in audit.claims:
        if found := _beyond(audit, claim):
            yield _finding(audit, claim, *found)


def is_told(audit: Audit, claim: Claim) -> bool:
    """Whether this check tells of a claim."""
    return _beyond(audit, claim) is not None


def _beyond(audit: Audit, claim: Claim) -> _Found | None:
    if names_animals(claim.text) or names_animals(claim.standalone) or _NOT_TRIED.search(claim.standalone):
        return None
    return _judged(audit, claim) or _cited(audit, claim)


def _cited(audit: Audit, claim: Claim) -> _Found | None:
    """A claim that names people, or tells what something does to an illness, and cites nothing that studied any."""
    works = ev.cited(audit, claim) if _PEOPLE.search(claim.standalone) or _tells_effect(claim) else ()
    read = ev.read_of(audit, works)
    studied = {str(p.design.get("population", "")) for p in read}
    if not read or not studied <= set(_NOT_PEOPLE):
        return None
    rows = [e for e in audit.evidence_of.get(claim.id, ()) if e.passage in audit.passage_of and e.work in works]
    return read[0], rows[0] if rows else None, 0.8


def _tells_effect(claim: Claim) -> bool:
    """Whether a claim tells what something does, and not how it works in a cell."""
    plain = claim.kind not in ("mechanism", "definition") and not claim.negated and not claim.hypothetical
    return plain and not _LABORATORY.search(claim.standalone)


def _judged(audit: Audit, claim: Claim) -> _Found | None:
    rows = [
        (e, audit.passage_of[e.passage])
        for e in audit.evidence_of.get(claim.id, ())
        if e.passage in audit.passage_of
        and (e.label == "SUPPORT" or (e.issue == "population" and not ev.is_elsewhere(audit, claim, e)))
    ]
    if not rows or any(e.label == "SUPPORT" and p.design.get("population") not in _NOT_PEOPLE for e, p in rows):
        return None
    found = next(((e, p) for e, p in rows if p.design.get("population") in _NOT_PEOPLE), None)
    return None if found is None else (found[1], found[0], found[0].score)


def _finding(audit: Audit, claim: Claim, passage: Passage, row: Evidence | None, confidence: float) -> Finding:
    who = _NOT_PEOPLE[str(passage.design["population"])]
    shown = str(passage.design.get("population_by", ""))
    return ev.finding(
        audit,
        "population-mismatch",
        claim,
        f"{'Found' if row and row.label == 'SUPPORT' else 'Studied'} only in {who}:"
        f" {ev.source_name(audit, passage.work)} studied no people{f' ({shown})' if shown else ''}."
        " Say so in the sentence, or cite a study in people.",
        level=LEVEL,
        owner=OWNER,
        related=[ev.beside(audit, row, audit.passage_of[row.passage])] if row else (),
        confidence=confidence,
    )
