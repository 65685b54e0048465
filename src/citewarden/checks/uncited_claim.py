"""A figure, dose, effect or risk stands without a source.

## What it does
Looks at claims a reader may act on (statistics, doses, effects of treatments, risks, advice with an amount) that no
mark in the text covers and no listed source was found to back. A mark at the end of the paragraph counts for the whole
paragraph. In articles without any marks the sources were matched by content; where not all of them could be read,
one open question says so for the article.

## Why it matters
A number without a source cannot be checked by anyone, and is the first thing a reader asks about.

## What to do
Cite the source that gives the figure, or take the figure out.

## When it is wrong
When the paragraph before carries the mark for this one too, or the figure is the writer's own count. Then put the mark
where the figure stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Claim, Finding, Kind, Level, Owner

LEVEL = Level.WARNING
_DOSE = re.compile(r"(?:[mµu]c?g|g|m?l|IU|units?|tablets?)/", re.I)
"""A quantity of a substance over something: mg/day, mg/kg/day, ml/day."""
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per weighty claim without a source; one open finding where the article has no marks at all."""
    bare = [c for c in audit.claims if _weighty(c) and not _covered(audit, c) and not _matched(audit, c)]
    if not bare:
        return
    if audit.references and not audit.citations:
        unread = [w.id for w in audit.works if not ev.fully_read(audit, w.id)]
        if unread:
            yield Finding(
                "uncited-claim",
                audit.document.id,
                audit.document.id,
                Level.NONE,
                Kind.OPEN,
                f"No mark in the text says which source backs what, and {len(unread)} of {len(audit.works)} listed"
                f" sources could not be read whole, so nobody can tell whether {_count(len(bare))} can be "
                f"relied on. Add"
                " marks, or notes on the sources to references/.",
                owner=OWNER,
                properties={"claims": [c.id for c in bare]},
            )
            return
    for claim in bare:
        what = "This dose" if claim.kind == "dose" else "This figure" if claim.quantities else "This claim"
        sources = "no listed source was found to give it" if audit.references else "the article lists no sources"
        yield ev.finding(
            audit,
            "uncited-claim",
            claim,
            f"{what} has no mark, and {sources}: {ev.quoted(claim.standalone)} Cite a source for it, or take it out.",
            level=LEVEL,
            owner=OWNER,
            confidence=max(0.5, min(0.95, claim.confidence)),
        )


def _weighty(claim: Claim) -> bool:
    if claim.hypothetical and not claim.quantities:
        return False
    if claim.priority == "high" and any(_DOSE.match(q.unit) for q in claim.quantities):
        return True
    if claim.kind in ev.WEIGHTY or claim.kind in {"prognosis", "epidemiology"}:
        return claim.priority == "high" and (
            bool(claim.quantities) or claim.kind in {"treatment-effect", "risk", "dose"}
        )
    return claim.kind == "advice" and claim.priority == "high" and bool(claim.quantities)


def _covered(audit: Audit, claim: Claim) -> bool:
    """Whether a mark covers the claim, or one at the end of its paragraph does for the whole paragraph."""
    if claim.citations:
        return True
    start, end = claim.target.position.start, claim.target.position.end
    block = next((b for b in audit.document.blocks if b.start <= start < b.end), None)
    if block is None or block.kind != "paragraph":
        return False
    tail = audit.document.text[: block.end].rstrip()
    return any(
        end <= c.target.position.start < block.end and c.target.position.end >= len(tail) - 2 for c in audit.citations
    )


def _matched(audit: Audit, claim: Claim) -> bool:
    return any(row.label != "NEI" for row in audit.evidence_of.get(claim.id, ()))


def _count(number: int) -> str:
    return "the one figure or effect it gives" if number == 1 else f"the {number} figures and effects it gives"
