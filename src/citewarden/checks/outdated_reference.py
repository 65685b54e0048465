"""Sources are old for what the article uses them for.

## What it does
Compares the age of each reference with the clocks of the policy. One clock depends on what the sentences say that rest
on the source (as shipped: treatment, dose, risk and figures five years; mechanism, anatomy and definitions none), one
on what the source is (guideline three years, systematic review and web page five). Which sentences rest on it is told
by the marks in the text, or by the passages that were found to say the same; where neither is known, ten years are
allowed. The year on record counts before the printed one. A source that was retracted, replaced or superseded is left
to the checks that say so. Statements of a kind that needs newer evidence, and that rest on nothing newer, are
one line an article, with the list of them and of all other old sources behind it.

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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citewarden.checks import _clock as clock
from citewarden.checks import _says_itself
from citewarden.checks import _versions as versions
from citewarden.checks import _works as works
from citewarden.checks._reference import number, record
from citewarden.model import Audit, Claim, Finding, Kind, Level, Owner, Reference, Related
from citewarden.text import dates

LEVEL = Level.NOTE
OWNER = Owner.SECTION_EDITOR

SHOWN = 5
"""Sources that a message names one by one; the others stand behind it."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A listed reference of known date, with what it is ("guideline", ..., "") and the claims that rest on it;
    `against` are those it speaks against."""

    reference: Reference
    date: str
    years: int
    source: str
    claims: tuple[Claim, ...]
    against: tuple[Claim, ...] = ()

    @property
    def named(self) -> str:
        return f"{number(self.reference).lower()} ({dates.spoken(self.date[:7])})"


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for what rests on old sources alone and for all other old sources."""
    older = versions.newer_listed(audit.references)
    standing = [r for r in audit.references if r.id not in older and not _fallen(audit, r)]
    linked = bool(audit.citations) or any(row.label == "SUPPORT" for row in audit.evidence)
    dated, undated = [], []
    for reference in standing:
        if not reference.listed or clock.seminal(audit, reference):
            continue
        known = record(audit, reference)
        source, date = clock.source(audit, reference, known), _issued(reference, known)
        if date:
            years = audit.calendar.years(date)
            dated.append(_Dated(reference, date, years, source, *_claims(audit, reference)))
        elif source in ("guideline", "webpage"):
            undated.append(reference)
    undecided = {c.id for r in standing if r.id not in {d.reference.id for d in dated} for c in _claims(audit, r)[0]}
    resting = _nothing_newer(audit, dated, undecided)
    told = {one.reference.id for _, _, sources in resting for one in sources}
    others = list(_others(audit, dated, told, linked=linked))
    if resting:
        yield _summary(audit, resting, others)
    elif others:
        yield _list(audit, others)
    if undated:
        yield _undated(audit, undated)


def _fallen(audit: Audit, reference: Reference) -> bool:
    """Whether a check of its own says that the source no longer stands: then its age is no question any more."""
    noted = works.standing(audit, reference, *works.RETRACTED, *works.REPLACED, *works.SUPERSEDED)
    told = _says_itself.retracted(audit, reference) or _says_itself.replaced(audit, reference)
    return bool(works.proven(noted) or told)


def _issued(reference: Reference, known: Mapping[str, Any]) -> str:
    """When the source appeared: the year on record proves it, the printed entry may know month and day of that year."""
    printed, proven = dates.to_iso(reference.csl.get("issued")), dates.to_iso(known.get("issued"))
    return proven if proven and (proven[:4] != printed[:4] or len(proven) > len(printed)) else printed


def _nothing_newer(
    audit: Audit, dated: Sequence[_Dated], undecided: set[str]
) -> list[tuple[Claim, int, tuple[_Dated, ...]]]:
    """The claims that rest on sources beyond their clocks alone, each with the years allowed and those sources.

    A source without a date may be newer: a claim that rests on one, too, is left out (`undecided`).
    """
    resting: dict[str, list[_Dated]] = {}
    for one in dated:
        for claim in one.claims:
            resting.setdefault(claim.id, []).append(one)
    out = []
    for claim in audit.claims:
        sources, ticking = resting.get(claim.id, ()), clock.shortest(audit, [claim.kind])
        if not sources or ticking is None or claim.id in undecided or any(o.years < ticking.limit for o in sources):
            continue
        out.append((claim, ticking.limit, tuple(sources)))
    return out


def _summary(
    audit: Audit,
    resting: Sequence[tuple[Claim, int, tuple[_Dated, ...]]],
    others: Sequence[tuple[_Dated, clock.Clock]],
) -> Finding:
    """One line for an article: how many statements rest on old sources alone; the list stands behind it."""
    told = list({c.target.position: c for c, _, _ in resting}.values())  # a sentence is told once
    sources = list({one.reference.id: one for _, _, own in resting for one in own}.values())
    one, limits = len(told) == 1, sorted({limit for _, limit, _ in resting})
    allowed = f"{limits[0]} years are" if len(limits) == 1 else f"{limits[0]} to {limits[-1]} years are"
    also = f" Old for what they are, too: {_grouped(others)}." if others else ""
    more = [old for old, _ in others]
    return Finding(
        "outdated-reference",
        audit.document.id,
        audit.document.id,
        LEVEL,
        Kind.FAIL,
        f"{'A statement rests' if one else f'{len(told)} statements rest'} on nothing newer than"
        f" {_shown([o.named for o in sources])}; {allowed} allowed.{also} See whether"
        f" {'a newer source says' if len(sources) + len(more) == 1 else 'newer sources say'} the same.",
        told[0].target,
        related=(
            *(Related("rests on it", c.text, c.id, target=c.target) for c in told),
            *(_printed(o.reference) for o in (*sources, *more)),
        ),
        owner=OWNER,
        confidence=0.9,
        properties={
            "key": "statements",
            "clock": limits[0],
            "years": min(o.years for o in sources),
            "references": [o.reference.id for o in (*sources, *more)],
        },
    )


def _others(
    audit: Audit, dated: Sequence[_Dated], told: set[str], *, linked: bool
) -> Iterator[tuple[_Dated, clock.Clock]]:
    """The old sources that no finding of a kind names, each with the clock that says so."""
    for one in dated:
        compared = (*one.claims, *one.against)
        unlinked = () if compared or one.source or linked else ("unlinked",)
        ticking = clock.shortest(audit, (one.source, *(c.kind for c in compared), *unlinked))
        if ticking is not None and one.years >= ticking.limit and one.reference.id not in told:
            yield one, ticking


def _list(audit: Audit, others: Sequence[tuple[_Dated, clock.Clock]]) -> Finding:
    single = len(others) == 1
    return Finding(
        "outdated-reference",
        audit.document.id,
        audit.document.id,
        LEVEL,
        Kind.REVIEW,
        f"{'A source is' if single else f'{len(others)} sources are'} older than the policy allows:"
        f" {_grouped(others)}. See whether {'a newer one says' if single else 'newer ones say'} the same.",
        others[0][0].reference.target,
        related=tuple(
            Related("old source", one.reference.raw, one.reference.id, target=one.reference.target) for one, _ in others
        ),
        owner=OWNER,
        confidence=0.5 if all(ticking.reason == "unlinked" for _, ticking in others) else 0.9,
        properties={
            "key": "list",
            "years": max(one.years for one, _ in others),
            "references": [one.reference.id for one, _ in others],
        },
    )


def _grouped(others: Sequence[tuple[_Dated, clock.Clock]]) -> str:
    """ "references 1 (2003) and 4 (2011) (web pages: 5 years)": old sources by the clocks that say so."""
    groups: dict[clock.Clock, list[_Dated]] = {}
    for one, ticking in others:
        groups.setdefault(ticking, []).append(one)
    return "; ".join(f"{_shown([o.named for o in old])} ({ticking.words(len(old))})" for ticking, old in groups.items())


def _printed(reference: Reference) -> Related:
    return Related("old source", reference.raw, reference.id, target=reference.target)


def _shown(names: Sequence[str]) -> str:
    """ "reference 1 (2003), 4 (May 2011) and 12 more"."""
    first, *others = names[:SHOWN]
    more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []
    shown = [first, *(name.removeprefix("reference ") for name in others), *more]
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return listed if len(names) == 1 else f"references {listed.removeprefix('reference ')}"


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


def _claims(audit: Audit, reference: Reference) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims that rest on the reference, by their marks or by passages that back them, and those that its passages
    speak against."""
    work = audit.work_of.get(reference.id)
    said = {
        label: [c for c in audit.claims if work is not None and _decided(audit, c, work.id, label)]
        for label in ("SUPPORT", "CONTRADICT")
    }
    resting = dict.fromkeys((*audit.cited_by.get(reference.id, ()), *said["SUPPORT"]))
    return tuple(resting), tuple(c for c in said["CONTRADICT"] if c not in resting)


def _decided(audit: Audit, claim: Claim, work: str, label: str) -> bool:
    return any(row.work == work and row.label == label for row in audit.evidence_of.get(claim.id, ()))
