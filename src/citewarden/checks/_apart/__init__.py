"""What sets a sentence apart from the source it cites, told without a verdict: a way a module. Each is a question with
the source's own words."""

from __future__ import annotations

from citewarden.checks import _evidence as ev
from citewarden.checks._apart import bodies, certainty, comparisons, effects, groups
from citewarden.checks._apart.asked import Apart, is_short
from citewarden.model import Audit, Claim

_WAYS = (
    groups.another_group,
    comparisons.compared,
    effects.denied,
    certainty.surer,
    effects.other_way,
    comparisons.turned,
)


def apart(audit: Audit, claim: Claim, works: tuple[str, ...]) -> Apart | None:
    """The first thing that sets a claim apart from all the sources it rests on, if all were read; of a long source only
    the passages nearest to the claim are asked."""
    read = ev.read_of(audit, works)
    if not read:
        return None
    if found := bodies.another_body(audit, claim, works, read):
        return found
    nearest = {row.passage for row in audit.evidence_of.get(claim.id, ())}
    asked = [p for p in read if p.id in nearest or is_short(audit, p.work)]
    return next((found for way in _WAYS if (found := way(audit, claim, asked))), None)
