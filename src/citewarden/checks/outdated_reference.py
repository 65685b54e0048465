"""A source is old for what the article uses it for.

## What it does
Compares the age of each reference with a clock of the policy. The clock depends on what the sentences say that rest
on the source (as shipped: treatment, dose, risk and figures five years; mechanism, anatomy and definitions none) and
on what the source is (guideline three years, systematic review and web page five). Which sentences rest on it is told
by the marks in the text, or by the passages that were found to say the same; where neither is known, ten years are
allowed.

## Why it matters
Of guideline recommendations about one in five no longer holds after four years, and half of systematic reviews have a
signal for an update after five and a half. Facts about how the body is built last.

## What to do
Look for a newer source that says the same. If there is none, or the old one is the classic, keep it: age is a question,
not a fault. This check never blocks by itself.

## When it is wrong
For seminal works, and for pages kept up to date under an old date. Knobs, all written out in
`config/policies/default.yaml`: `clocks` (years by kind of claim, or by "guideline", "systematic review", "webpage",
"unlinked"; 0 is no clock) and `seminal` (DOI or PMID of a work to leave out, with the reason).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citewarden.checks import _clock as clock
from citewarden.checks._reference import issued, number, record
from citewarden.model import Audit, Claim, Finding, Kind, Level, Owner, Reference, Related
from citewarden.text import dates

LEVEL = Level.NOTE
OWNER = Owner.SECTION_EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference older than the shortest clock that applies to it."""
    linked = bool(audit.citations) or any(row.label == "SUPPORT" for row in audit.evidence)
    undated: list[Reference] = []
    for reference in audit.references:
        if not reference.listed or clock.seminal(audit, reference):
            continue
        known = record(audit, reference)
        source, claims = clock.source(audit, reference, known), _claims(audit, reference)
        unlinked = () if claims or source or linked else ("unlinked",)
        ticking = clock.shortest(audit, (source, *(c.kind for c in claims), *unlinked))
        if ticking is None:
            continue
        date = issued(reference, known)
        if not date:
            if source in ("guideline", "webpage"):
                undated.append(reference)
            continue
        years, reason = clock.passed(date, audit.as_of), ticking.reason
        if years < ticking.limit:
            continue
        yield Finding(
            "outdated-reference",
            audit.document.id,
            reference.id,
            LEVEL,
            Kind.REVIEW if reason == "unlinked" else Kind.FAIL,
            f"{number(reference)} is dated {dates.spoken(date[:7])} and so at least {years} years old; {_why(ticking)}."
            " See whether a newer source says the same; if it is the classic, keep it.",
            reference.target,
            related=tuple(Related("rests on it", c.text, c.id, target=c.target) for c in claims if c.kind == reason)[
                :3
            ],
            owner=OWNER,
            confidence=0.9 if reason != "unlinked" else 0.5,
            properties={"years": years, "clock": ticking.limit, "reason": reason},
        )
    if undated:
        yield _undated(audit, undated)


def _undated(audit: Audit, references: Sequence[Reference]) -> Finding:
    shown = ", ".join(number(r).removeprefix("Reference ") for r in references)
    subject = f"Reference {shown} has" if len(references) == 1 else f"References {shown} have"
    return Finding(
        "outdated-reference",
        audit.document.id,
        audit.document.id,
        Level.NONE,
        Kind.OPEN,
        f"{subject} no date, so whether it is out of date cannot be told. Add the date of the last review."
        if len(references) == 1
        else f"{subject} no date, so whether they are out of date cannot be told. Add the dates of the last review.",
        owner=OWNER,
        properties={"references": [r.id for r in references]},
    )


def _why(ticking: clock.Clock) -> str:
    if ticking.reason == "unlinked":
        return f"nothing shows which sentences rest on it, and {ticking.limit} years are allowed then"
    if ticking.reason in clock.SAID:
        said = clock.SAID[ticking.reason]
        return f"the article rests statements about {said} on it, for which {ticking.limit} years are allowed"
    return ticking.words


def _claims(audit: Audit, reference: Reference) -> tuple[Claim, ...]:
    """The claims that rest on the reference: those whose marks point to it, and those its passages back."""
    marked = audit.cited_by.get(reference.id, ())
    work = audit.work_of.get(reference.id)
    backed = [
        claim
        for claim in audit.claims
        if work is not None
        and any(row.work == work.id and row.label == "SUPPORT" for row in audit.evidence_of.get(claim.id, ()))
    ]
    return tuple(dict.fromkeys((*marked, *backed)))
