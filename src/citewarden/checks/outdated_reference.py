"""A source is old for what the article uses it for.

## What it does
Compares the age of each reference with a clock. The clock depends on what the sentences say that rest on the source
(treatment, dose, risk and figures five years; mechanism, anatomy and definitions have none) and on what the source is
(guideline three years, systematic review and web page five). Which sentences rest on it is told by the marks in the
text, or by the passages that were found to back them; where neither is known, ten years are allowed.

## Why it matters
Of guideline recommendations about one in five no longer holds after four years, and half of systematic reviews have a
signal for an update after five and a half. Facts about how the body is built last.

## What to do
Look for a newer source that says the same. If there is none, or the old one is the classic, keep it: age is a question,
not a fault. This check never blocks by itself.

## When it is wrong
For seminal works, and for pages kept up to date under an old date. Knobs: `clocks` (years by claim kind, or by
"guideline", "systematic review", "webpage", "unlinked"; 0 is no clock) and `seminal` (DOIs to leave out).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citewarden.checks._reference import issued, kind, number, record
from citewarden.model import Audit, Claim, Finding, Kind, Level, Owner, Reference, Related
from citewarden.text import dates

LEVEL = Level.NOTE
OWNER = Owner.SECTION_EDITOR

CLOCKS: Mapping[str, int] = {
    "treatment-effect": 5,
    "dose": 5,
    "risk": 5,
    "statistic": 5,
    "epidemiology": 5,
    "diagnosis": 5,
    "prognosis": 5,
    "advice": 5,
    "guideline": 3,
    "systematic review": 5,
    "webpage": 5,
    "unlinked": 10,
}
"""Years after which a source is called old; kinds that are not named have no clock."""

_SAID = {
    "treatment-effect": "treatment",
    "dose": "doses",
    "risk": "risks",
    "statistic": "figures",
    "epidemiology": "how common something is",
    "diagnosis": "diagnosis",
    "prognosis": "the course of a disease",
    "advice": "advice",
}
_GUIDELINE = re.compile(
    r"\bguidelines?\b|\brecommendations?\b|\bconsensus (?:statement|report)\b|\bposition statement\b", re.IGNORECASE
)
_SYNTHESIS = re.compile(
    r"\bsystematic review\b|\bmeta-?\s?analys[ie]s\b|\bcochrane (?:database|review)\b", re.IGNORECASE
)


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference older than the shortest clock that applies to it."""
    clocks = {**CLOCKS, **dict(audit.policy.setting("outdated-reference", "clocks", {}))}
    seminal = {str(doi).lower() for doi in audit.policy.setting("outdated-reference", "seminal", ())}
    linked = bool(audit.citations) or any(row.label == "SUPPORT" for row in audit.evidence)
    undated: list[Reference] = []
    for reference in audit.references:
        known = record(audit, reference)
        if not reference.listed or {reference.DOI.lower(), str(known.get("DOI") or "").lower()} & seminal - {""}:
            continue
        source, years = _source(audit, reference, known), 0
        claims = _claims(audit, reference)
        reasons = {source: int(clocks.get(source, 0))} if source else {}
        reasons |= {c.kind: int(clocks.get(c.kind, 0)) for c in claims}
        if not claims and not source and not linked:
            reasons["unlinked"] = int(clocks.get("unlinked", 0))
        ticking = sorted((limit, reason) for reason, limit in reasons.items() if limit > 0)
        if not ticking:
            continue
        date = issued(reference, known)
        if not date:
            if source in ("guideline", "webpage"):
                undated.append(reference)
            continue
        years = _age(date, audit.as_of)
        limit, reason = ticking[0]
        if years < limit:
            continue
        yield Finding(
            "outdated-reference",
            audit.document.id,
            reference.id,
            LEVEL,
            Kind.REVIEW if reason == "unlinked" else Kind.FAIL,
            f"{number(reference)} is dated {date[:7]} and so at least {years} years old; {_why(reason, limit)}."
            " See whether a newer source says the same; if it is the classic, keep it.",
            reference.target,
            related=tuple(Related("rests on it", c.text, c.id, target=c.target) for c in claims if c.kind == reason)[
                :3
            ],
            owner=OWNER,
            confidence=0.9 if reason != "unlinked" else 0.5,
            properties={"years": years, "clock": limit, "reason": reason},
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


def _why(reason: str, limit: int) -> str:
    if reason == "unlinked":
        return f"nothing shows which sentences rest on it, and {limit} years are allowed then"
    if reason in _SAID:
        return f"the article rests statements about {_SAID[reason]} on it, for which {limit} years are allowed"
    plural = {"guideline": "guidelines", "systematic review": "systematic reviews", "webpage": "web pages"}
    return f"for {plural.get(reason, reason)} {limit} years are allowed"


def _source(audit: Audit, reference: Reference, known: Mapping[str, Any]) -> str:
    """ "guideline", "systematic review", "webpage" or ""."""
    for passage in audit.passages_of.get(reference.id, ()):
        design = str(passage.design.get("kind") or "")
        if design in ("guideline", "systematic review"):
            return design
    title = str(known.get("title") or reference.csl.get("title") or reference.raw)
    if _GUIDELINE.search(title):
        return "guideline"
    if _SYNTHESIS.search(title) or "Cochrane Database" in reference.raw:
        return "systematic review"
    return "webpage" if kind(reference, known) == "webpage" else ""


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


def _age(date: str, as_of: str) -> int:
    """Whole years that have surely passed since `date`, which may be a year or a month."""
    year, *rest = (int(part) for part in date.split("-"))
    late = (year, *rest) + ((12, 31) if not rest else (31,) if len(rest) == 1 else ())
    now = tuple(int(part) for part in (dates.to_iso(dates.from_iso(as_of)) or as_of).split("-"))
    return max(0, now[0] - late[0] - (now[1:] < late[1:]))
