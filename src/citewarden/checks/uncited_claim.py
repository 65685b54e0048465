"""A figure, dose, effect or risk stands without a source.

## What it does
Looks at claims a reader may act on (statistics, doses, effects of treatments, risks, advice with an amount) that no
mark in the text covers and no listed source was found to say the same. A mark at the end of the paragraph counts for
the whole paragraph, one in the text for the same figures in a table. An article that lists no sources at all gets one
finding for all of them. In articles without any marks the sources were matched by content; where not all of them
could be read, one open question says so for the article. A research paper is the source of its own methods, results,
tables, abstract and limitations; it is asked for what its introduction and discussion say about the work of others.

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
from collections.abc import Iterator, Sequence

from citewarden.checks import _evidence as ev
from citewarden.model import Audit, Claim, Finding, Kind, Level, Owner, Quantity
from citewarden.text import imrad, quantities

LEVEL = Level.WARNING
_DOSE = re.compile(r"(?:[mµu]c?g|g|m?l|IU|units?|tablets?)/", re.I)
"""A quantity of a substance over something: mg/day, mg/kg/day, ml/day."""
OWNER = Owner.EDITOR
_NAMED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?) [A-Z][a-z]+ (?:\d{1,4})(?= [a-z])"
    r"|(?<!\w)(?!(?:Wom|M)en|Children|Boys|Girls|Adults|Age|People|Total)[A-Z][a-z]+ \d{1,4}(?=:)"
)
"""A number that is part of a name: "the Whole 30 diet", "Omega 3: ..."."""
_EFFECT = re.compile(
    r"\b(?:reduc|lower|decreas|increas|improv|reliev|eas(?:e|es|ing)\b|prevent|protect|cur(?:e|es|ed|ing)\b|effective"
    r"|help|work(?:s|ed)\b|stop|slow|shorten|lengthen|prolong|rais(?:e|es|ed|ing)\b|controls\b|surviv|respon|benefi|harm"
    r"|worsen|safe|better|best|recommend|first[- ]line|side effect|no (?:\w+ )?treatment|revers|remov|kill|heal"
    r"|treats\b|treated (?:with|by)|used to treat)",
    re.I,
)
"""Words that say what a treatment does, not only that there is one ("the doctor may do tests")."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per weighty claim without a source; one for the article if it has no marks or sources."""
    bare = [c for c in audit.claims if _weighty(c) and not _covered(audit, c) and not _matched(audit, c)]
    marked = {(q.low, q.high) for c in audit.claims if c.citations for q in c.quantities}
    bare = [c for c in bare if not _repeats(audit, c, marked)]
    if bare and (paper := imrad.find(audit.document)):
        bare = [c for c in bare if not paper.tells_own(c.target.position.start, c.text)]
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
                f" sources could not be read whole, so nobody can tell whether {_count(bare)} can be"
                " relied on. Add marks, or notes on the sources to references/.",
                owner=OWNER,
                properties={"claims": [c.id for c in bare]},
            )
            return
    telling = [c for c in bare if _figures(c) or c.kind != "treatment-effect" or _EFFECT.search(c.standalone)]
    if not audit.references:
        yield _no_sources(audit, telling or bare)
        return
    for claim in telling:
        what = "This dose" if claim.kind == "dose" else "This figure" if _figures(claim) else "This statement"
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
    strongest = min(bare, key=_strength)
    stand = f"{_count(bare)} stand{'s' if len(bare) == 1 else ''} without one"
    such = "" if len(bare) == 1 else ", such as"
    return Finding(
        "uncited-claim",
        audit.document.id,
        audit.document.id,
        LEVEL,
        Kind.FAIL,
        f"The article lists no sources, and {stand}{such or ':'} {ev.quoted(strongest.standalone)}. Add the sources"
        f" {'it comes' if len(bare) == 1 else 'they come'} from.",
        strongest.target,
        owner=OWNER,
        confidence=max(0.5, min(0.95, max(c.confidence for c in bare))),
        properties={"key": "no sources", "claims": [c.id for c in bare]},
    )


def _figures(claim: Claim) -> tuple[Quantity, ...]:
    """The quantities that say how much or how many; a number in a name ("the Whole 30 diet") says neither."""
    text = claim.standalone
    names = [m.span() for m in _NAMED.finditer(text)] if claim.quantities else []
    return tuple(
        q
        for q in claim.quantities
        if not any(a <= q.start and q.end <= b and text[a:b].endswith(q.text) for a, b in names)
    )


def _strength(claim: Claim) -> tuple[bool, bool, int]:
    """Shares and doses before other figures, these before words without a figure, each in reading order."""
    figures = _figures(claim)
    return not any(q.unit == "%" or "/" in q.unit for q in figures), not figures, claim.target.position.start


def _weighty(claim: Claim) -> bool:
    figures = _figures(claim)
    counts = all(q.unit == "1" and q.high < 100 for q in figures)
    if (claim.hypothetical and not figures) or (not claim.resolved and counts):
        return False  # of what cannot be read on its own only a figure is sure to want a source
    if claim.priority == "high" and any(_DOSE.match(q.unit) for q in figures):
        return True
    if claim.priority != "high":
        return False
    if claim.kind in {"treatment-effect", "risk", "dose"}:
        return True
    return claim.kind in {"statistic", "prognosis", "epidemiology", "advice"} and bool(figures)


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


def _count(bare: Sequence[Claim]) -> str:
    """ "the one statement a reader may act on", "12 figures", "4 figures and 7 statements of effects or risks"."""
    figures = sum(1 for c in bare if _figures(c))
    words = len(bare) - figures
    if len(bare) == 1:
        return "one figure" if figures else "one statement of an effect or a risk"
    said = [f"{figures} statement{'s' if figures > 1 else ''} with figures"] if figures else []
    said += [f"{words} statement{'s' if words > 1 else ''} of effects or risks"] if words else []
    return " and ".join(said)
