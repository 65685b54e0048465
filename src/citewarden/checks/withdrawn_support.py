"""A claim agrees only with a source that no longer stands.

## What it does
Looks at each claim that passages of its sources support, and asks what became of those sources. If every one of them
was retracted, withdrawn or removed, replaced by a corrected version or superseded by a newer one, the claim itself
gets a finding, with the new source to cite where one is known. Where several sources agree, the one that fell least
far decides how grave it is. Age is no fall: `outdated-reference` speaks of it.

## Why it matters
A retracted source in the list is one fault; the sentence that has nothing else to rest on is what the reader takes
home.

## What to do
Find a source that still stands and says the same, and cite it; the line offered can be pasted into the list. If there
is none, change the sentence or take it out.

## When it is wrong
When the sentence is right and another listed source says so in words that were not recognised as support: point to it.
Sentences that speak of the retraction themselves are left alone. While a registry is silent about one of the sources,
the question stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citewarden.checks import _evidence as ev
from citewarden.checks import _works as works
from citewarden.model import Audit, Claim, Finding, Kind, Level, Notice, Owner, Reference, Related

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER

_STATES = ("superseded", "replaced", "retracted")
"""What may have become of a source, mildest first."""

_ADVICE = {
    "retracted": "Find a source that still stands, or take the sentence out.",
    "replaced": "Compare the sentence with the new version, and cite that.",
    "superseded": "Compare the sentence with the newer one, and cite that.",
}


@dataclass(frozen=True, slots=True)
class _Fall:
    """What became of one source of a claim: `state` is "" if it stands, "unknown" if nobody could say."""

    reference: Reference
    state: str
    said: str = ""
    notices: tuple[Notice, ...] = ()


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim none of whose supporting sources still stands."""
    entry = {work.id: r for r in reversed(audit.references) if (work := audit.work_of.get(r.id)) is not None}
    for claim in audit.claims:
        backing = {row.work: entry.get(row.work) for row in ev.supported(audit, claim)}
        if claim.hypothetical or _on_the_retraction(audit, claim):
            continue
        falls = [_fall(audit, reference) for reference in backing.values() if reference is not None]
        known = [fall for fall in falls if fall.state in _STATES]
        if not known or len(falls) < len(backing) or any(fall.state == "" for fall in falls):
            continue
        if len(known) == len(falls):
            yield _finding(audit, claim, known)
        else:
            yield _open(audit, claim, known, [fall for fall in falls if fall.state == "unknown"])


def _fall(audit: Audit, reference: Reference) -> _Fall:
    gone = works.proven(works.standing(audit, reference, *works.RETRACTED))
    swapped = works.proven(works.standing(audit, reference, *works.REPLACED))
    newer = works.proven(works.standing(audit, reference, *works.SUPERSEDED))
    if gone and not any(n.type == "retract_and_replace" for n in swapped):
        what = works.what(gone, works.RETRACTED)
        return _Fall(reference, "retracted", f"{what}{works.since(gone)} ({works.sources(gone)})", (*gone, *newer))
    if swapped:
        what = works.what(swapped, works.REPLACED)
        return _Fall(reference, "replaced", f"{what}{works.since(swapped)} ({works.sources(swapped)})", tuple(swapped))
    if newer:
        newest = works.latest(newer)
        said = f"replaced by a newer one{works.since([newest])} ({works.sources([newest])})"
        return _Fall(reference, "superseded", said, (newest,))
    silent = audit.offline or any(n.type == "unavailable" for n in audit.notices_of.get(reference.id, ()))
    return _Fall(reference, "unknown" if silent else "")


def _finding(audit: Audit, claim: Claim, falls: Sequence[_Fall]) -> Finding:
    mildest = min((fall.state for fall in falls), key=_STATES.index)
    named = [(fall, notice) for fall in falls for notice in fall.notices if notice.replacement.get("title")]
    at, new = max(named, key=lambda pair: works.newness(pair[1])) if named else (falls[0], None)
    again = works.replaced_again([new]) if new else ""
    proposed = f" The new one is {again or works.named(new.replacement)}." if new else ""
    found = ev.finding(
        audit,
        "withdrawn-support",
        claim,
        f"The words agree, but only with {_kinds(falls)}: {_told(audit, falls)}. {_ADVICE[mildest]}{proposed}",
        level=_level(mildest, claim),
        kind=Kind.FAIL if mildest in ("retracted", "replaced") else Kind.REVIEW,
        owner=OWNER,
        related=_beside(audit, claim, falls),
        confidence=max(row.score for row in ev.supported(audit, claim)),
        key=_key(falls),
        fix=works.pasted(new.replacement, at.reference) if new and not again else "",
    )
    return replace(found, properties={**found.properties, "references": [fall.reference.id for fall in falls]})


def _open(audit: Audit, claim: Claim, known: Sequence[_Fall], unknown: Sequence[_Fall]) -> Finding:
    others = ", ".join(_name(audit, fall) for fall in unknown)
    return ev.finding(
        audit,
        "withdrawn-support",
        claim,
        f"Supported by {_kinds(known)}: {_told(audit, known)}. What became of {others} could not be asked. Run again"
        " later, or see whether that source alone is enough.",
        level=Level.NONE,
        kind=Kind.OPEN,
        owner=OWNER,
        related=_beside(audit, claim, known),
        key=_key(known),
    )


def _level(state: str, claim: Claim) -> Level:
    return Level.ERROR if state == "retracted" and claim.priority == "high" else LEVEL


def _on_the_retraction(audit: Audit, claim: Claim) -> bool:
    """Whether the sentence says that something was retracted: then the source is its subject, not its support."""
    text, marks = audit.document.text, set(claim.citations)
    covered = [text[c.covers_start : c.covers_end] for c in audit.citations if c.id in marks]
    return any(works.speaks_of_retraction(words) for words in (claim.text, claim.standalone, *covered))


def _kinds(falls: Sequence[_Fall]) -> str:
    """ "a retracted source", "retracted and superseded sources"."""
    states = [state for state in reversed(_STATES) if any(fall.state == state for fall in falls)]
    if len(falls) == 1:
        return f"a {states[0]} source"
    return f"{' and '.join((', '.join(states[:-1]), states[-1])) if states[1:] else states[0]} sources"


def _told(audit: Audit, falls: Sequence[_Fall]) -> str:
    return "; ".join(f"{_name(audit, fall)}, {fall.said}" for fall in falls[:3]) + (" and others" if falls[3:] else "")


def _name(audit: Audit, fall: _Fall) -> str:
    return ev.source_name(audit, audit.work_of[fall.reference.id].id)


def _beside(audit: Audit, claim: Claim, falls: Sequence[_Fall]) -> tuple[Related, ...]:
    rows = [row for row in ev.supported(audit, claim) if row.passage in audit.passage_of]
    passages = [ev.beside(audit, row, audit.passage_of[row.passage]) for row in rows]
    return (*passages, *(shown for fall in falls for shown in works.evidence(fall.notices)))


def _key(falls: Sequence[_Fall]) -> str:
    """A decision about a superseded source does not hold for a retracted one."""
    return " ".join(sorted({fall.state for fall in falls}))
