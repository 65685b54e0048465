"""What is said of the thing under the pointer: a mark or claim and the passage nearest to it, or an entry of the list.

Plain text: nothing that an article or a source says becomes a link or a picture.
"""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from citewarden.model import Audit, Claim, Evidence, Passage, Reference, SpecificResource
from citewarden.servers._diagnostics import Page
from citewarden.text.citing import cited
from citewarden.text.hidden import shown

_CLAIMS = 8
"""Claims listed under a reference."""
_SAYS = {"SUPPORT": "agrees", "CONTRADICT": "disagrees", "NEI": "does not decide"}
_OUTCOMES = {
    "not_found": "nobody asked knows this work",
    "ambiguous": "several works fit this entry",
    "unavailable": "nobody could be asked which work this is",
}


def hover(page: Page, position: Position) -> Hover | None:
    """What is known of what stands at a position."""
    judged = page.told.judged
    found = _said(page, judged.audit, position) if judged else None
    if found is None:
        return None
    lines, place = found
    text = shown("\n".join(lines))
    return Hover(MarkupContent(MarkupKind.PlainText, text), page.places.range(place))


def _said(page: Page, audit: Audit, position: Position) -> tuple[list[str], SpecificResource] | None:
    for reference in audit.references:
        if reference.listed and page.places.within(position, reference.target):
            return list(of_reference(audit, reference)), reference.target
    for mark in audit.citations:
        if page.places.within(position, mark.target):
            claims = [c for c in audit.claims if mark.id in c.citations]
            return [line for claim in claims for line in of_claim(audit, claim)] or [
                "No claim rests on it."
            ], mark.target
    return None


def of_reference(audit: Audit, reference: Reference) -> Iterator[str]:
    """The work it is, what became of it, what was read of it, and what rests on it."""
    resolution = audit.resolution_of.get(reference.id)
    if resolution is not None and resolution.outcome == "matched":
        yield f"Record ({resolution.registry}): {cited(resolution.csl, reference.style)}"
    else:
        yield f"Record: {_OUTCOMES.get(resolution.outcome if resolution else '', 'not looked up')}"
    yield f"Status: {_status(audit, reference)}"
    read = sorted({p.reach for p in audit.passages_of.get(reference.id, ()) if p.text})
    yield f"Text read: {', '.join(read) or 'none'}"
    resting = audit.cited_by.get(reference.id, ())
    yield f"Claims that rest on it: {len(resting) or 'none'}"
    yield from (f"- {claim.text}" for claim in resting[:_CLAIMS])
    if len(resting) > _CLAIMS:
        yield f"- and {len(resting) - _CLAIMS} more"


def _status(audit: Audit, reference: Reference) -> str:
    notices = audit.notices_of.get(reference.id, ())
    told = [n for n in notices if n.type not in ("none", "unavailable") and not n.cancelled_by]
    if told:
        return "; ".join(" ".join(x for x in (n.type.replace("_", " "), n.updated) if x) for n in told)
    if audit.offline or not notices or any(n.type == "unavailable" for n in notices):
        return "not known: not every registry was asked"
    return "no notice found"


def of_claim(audit: Audit, claim: Claim) -> Iterator[str]:
    """A claim as it was read, and the nearest passage of its sources."""
    yield f"Claim: {claim.standalone}"
    row = next((r for r in audit.evidence_of.get(claim.id, ()) if r.passage in audit.passage_of), None)
    if row is None:
        yield "No passage of a source that was read speaks of it."
        return
    passage = audit.passage_of[row.passage]
    place = ", ".join(x for x in (passage.reach.replace("_", " "), passage.section, passage.locator) if x)
    yield f"The nearest passage ({place}) {_SAYS[row.label]}" + (f" on the {row.issue}:" if row.issue else ":")
    yield f"“{_sentence(row, passage)}”"
    if other := audit.opposed(row):
        yield f"Another passage of the same source {_SAYS[other.label]}; read both:"
        yield f"“{_sentence(other, audit.passage_of[other.passage])}”"


def _sentence(row: Evidence, passage: Passage) -> str:
    mark = next((r for r in row.rationale if r.side == "passage" and r.why == "sentence"), None)
    return passage.text[mark.start : mark.end] if mark else passage.text[:300]
