"""A decision on a finding has run out.

## What it does
Flags every decision in `config/suppressions.yaml` whose `expires` date lies before the date the audit judges by. What
it silenced counts again.

## Why it matters
A waiver says "not now". When its date has passed nobody has said anything any more, and the problem is still there.

## What to do
Look at the finding anew: deal with it, or record a new decision with a new date. Then remove the old entry.

## When it is wrong
When the problem was dealt with meanwhile; then only the entry is left to remove.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text import dates
from citewarden.text.bindings import SILENCING, changed, subject, suppressions

LEVEL = Level.WARNING
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each decision that has run out and is not out of date for another reason."""
    for decision in suppressions(audit):
        if (
            decision.decision in SILENCING
            and decision.expires
            and audit.calendar.passed(decision.expires)
            and not changed(audit, decision.bound)
        ):
            about, place, words = subject(audit, decision)
            yield Finding(
                "expired-waiver",
                audit.document.id,
                about,
                LEVEL,
                Kind.FAIL,
                f"The decision of {decision.signer or 'nobody'} on {decision.rule_id} for {words} ended on"
                f" {dates.spoken(decision.expires)}, so the finding counts again. Decide anew, or deal"
                " with it and remove the entry from config/suppressions.yaml.",
                place,
                owner=OWNER,
                properties={"key": decision.fingerprint},
            )
