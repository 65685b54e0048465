"""A figure, dose, effect or risk stands without a source.

## What it does
Looks at claims a reader may act on (statistics, doses, effects of treatments, risks, advice with an amount) that no
mark in the text covers and no listed source was found to say the same. A mark at the end of the paragraph counts for
the whole paragraph, one in the text for the same figures in a table. An article that lists no sources at all gets one
finding for all of them. In articles without any marks the sources were matched by content; where not all of them
could be read, one open question says so for the article.

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
from citewarden.text import quantities

LEVEL = Level.WARNING
_DOSE = re.compile(r"(?:[mµu]c?g|g|m?l|IU|units?|tablets?)/", re.I)
"""A quantity of a substance over something: mg/day, mg/kg/day, ml/day."""
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per weighty claim without a source; one for the article if it has no marks or sources."""
    bare = [c for c in audit.claims if _weighty(c) and not _covered(audit, c) and not _matched(audit, c)]
    marked = {(q.low, q.high) for c in audit.claims if c.citations for q in c.quantities}
    bare = [c for c in bare if not _repeats(audit, c, marked)]
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
    if not audit.references:
        yield _no_sources(audit, bare)
        return
    for claim in bare:
        what = "This dose" if claim.kind == "dose" else "This figure" if claim.quantities else "This claim"
        yield ev.finding(
            audit,
            "uncited-claim",
            claim,
            f"{what} has no mark, and no listed source was found to give it: {ev.quoted(claim.standalone)}. Cite a"
            " source for it, or take it out.",
            level=LEVEL,
            owner=OWNER,
            confidence=max(0.5, min(0.95, claim.confidence)),
        )


def _no_sources(audit: Audit, bare: list[Claim]) -> Finding:
    """One finding for the whole article: what it lacks is a list of sources."""
    first = ev.quoted(bare[0].standalone)
    stand = f"{_count(len(bare))} stand{'s' if len(bare) == 1 else ''} without one"
    return Finding(
        "uncited-claim",
        audit.document.id,
        audit.document.id,
        LEVEL,
        Kind.FAIL,
        f"The article lists no sources, and {stand}, first of all {first}. Add the sources they come from.",
        bare[0].target,
        owner=OWNER,
        confidence=max(0.5, min(0.95, max(c.confidence for c in bare))),
        properties={"key": "no sources", "claims": [c.id for c in bare]},
    )


def _weighty(claim: Claim) -> bool:
    counts = all(q.unit == "1" and q.high < 100 for q in claim.quantities)
    if (claim.hypothetical and not claim.quantities) or (not claim.resolved and counts):
        return False  # of what cannot be read on its own only a figure is sure to want a source
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


def _repeats(audit: Audit, claim: Claim, marked: set[tuple[float, float]]) -> bool:
    """Whether a row of a table gives only figures that sentences with a mark give, too."""
    start = claim.target.position.start
    if not any(b.kind == "row" and b.start <= start < b.end for b in audit.document.blocks):
        return False
    mine = quantities.find(claim.text)
    return bool(mine) and all((q.low, q.high) in marked for q in mine)


def _matched(audit: Audit, claim: Claim) -> bool:
    return any(row.label != "NEI" for row in audit.evidence_of.get(claim.id, ()))


def _count(number: int) -> str:
    return "the one figure or effect it gives" if number == 1 else f"the {number} figures and effects it gives"
