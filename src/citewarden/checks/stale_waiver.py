"""A decision on a finding was about words or sources that have changed since.

## What it does
Flags every decision in `config/suppressions.yaml` that is bound to a sentence, a reference, a source's text or a set of
published notices that is no longer the same. What it silenced counts again.

## Why it matters
Whoever signed looked at one sentence and one source. A signature does not pass on to words its owner never saw, nor to
a source that was retracted after it was given. Decisions to reword or replace are left out: they end with the change.

## What to do
Look at the finding anew, if it is still there, and record a new decision. Remove the old entry.

## When it is wrong
When only the wording around the point changed; the words that did are shown. The signature still has to be given
again; that takes a minute.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.model import Audit, Finding, Kind, Level, Owner, Related, Suppression
from citewarden.text import dates, rewritten
from citewarden.text.bindings import SILENCING, changed, subject, suppressions

LEVEL = Level.WARNING
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each decision whose grounds have changed; what could not be asked is no change."""
    for decision in suppressions(audit):
        what = changed(audit, decision.bound) if decision.decision in SILENCING else ""
        if what:
            about, place, words = subject(audit, decision)
            yield Finding(
                "stale-waiver",
                audit.document.id,
                about,
                LEVEL,
                Kind.FAIL,
                f"The decision of {decision.signer or 'nobody'} on {decision.rule_id} for {words} no longer counts:"
                f" {what} since {dates.spoken(decision.decided_on) or 'it was taken'}. Look again, and remove"
                " or renew the entry in config/suppressions.yaml.",
                place,
                related=_beside(audit, decision, what),
                owner=OWNER,
                properties={"key": decision.fingerprint},
            )


def _beside(audit: Audit, decision: Suppression, what: str) -> tuple[Related, ...]:
    """What was decided on, as it was and as it is now."""
    if not decision.quote or not what.endswith(("sentence has changed", "reference has changed")):
        return ()
    rows = [c.standalone for c in audit.claims] if "claim" in decision.bound else [r.raw for r in audit.references]
    now = rewritten.nearest(decision.quote, [" ".join(row.split()) for row in rows])
    return (Related("changed", now or decision.quote, properties={"before": decision.quote, "after": now}),)
