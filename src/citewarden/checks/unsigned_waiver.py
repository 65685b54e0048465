"""A decision on a finding lacks a signature, a reason or an end.

## What it does
Flags every decision in `config/suppressions.yaml` without a name, a role or a reason, and every waiver without an end.
Such an entry silences nothing.

## Why it matters
A finding that vanished without a name and a reason cannot be explained to a reader, an auditor or the next editor.

## What to do
Add `signer`, `role`, `reason` and, for a waiver, `expires`; or remove the entry.

## When it is wrong
Never by itself: the entry does not say who decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text.bindings import subject, suppressions

LEVEL = Level.ERROR
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each decision that nobody signed properly."""
    for decision in suppressions(audit):
        parts = {
            "a name (signer)": decision.signer,
            "a role (role)": decision.role,
            "a reason (reason)": decision.justification,
        }
        missing = [words for words, value in parts.items() if not value.strip()]
        if decision.decision == "waive" and not decision.expires:
            missing.append("an end (expires)")
        if missing:
            about, place, words = subject(audit, decision)
            yield Finding(
                "unsigned-waiver",
                audit.document.id,
                about,
                LEVEL,
                Kind.FAIL,
                f"The decision on {decision.rule_id} for {words} lacks {' and '.join(missing)}, so it silences"
                " nothing. Complete the entry in config/suppressions.yaml or remove it.",
                place,
                owner=OWNER,
                properties={"key": decision.fingerprint},
            )
