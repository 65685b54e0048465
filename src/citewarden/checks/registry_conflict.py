"""Registries disagree on whether a cited work has been retracted.

## What it does
Flags references that one registry calls retracted and another, which holds the work too, does not; and those that only
OpenAlex calls retracted, whose mark is a hint.

## Why it matters
Registries lag behind each other and make mistakes: some thousand corrected papers once stood as retracted in one of
them. Neither silence nor a mark settles it.

## What to do
Open the journal's page of the work. If a retraction notice stands there, treat the reference as retracted; if not, note
in the waiver when you looked.

## When it is wrong
In the first weeks after a retraction, when one registry simply has not heard of it yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Notice, Owner, Reference
from citewarden.plugins import services

LEVEL = Level.WARNING
OWNER = Owner.EDITOR

_TAKEN_BACK = ("retraction", "withdrawal", "removal", "retract_and_replace", "partial_retraction")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference on which registries disagree."""
    for reference in audit.references:
        against = works.standing(audit, reference, *_TAKEN_BACK)
        silent = _silent(audit, reference, against)
        hint_only = bool(against) and not works.proven(against)
        if not against or not (silent or hint_only):
            continue
        if hint_only:
            others = f"; {works.sources(silent)} {'do' if len(silent) > 1 else 'does'} not" if silent else ""
            said = f"only {works.sources(against)} marks it as retracted{others}"
        else:
            verb = "record" if len(against) > 1 else "records"
            said = f"{works.sources(against)} {verb} a retraction, {works.sources(silent)} none"
        yield works.finding(
            "registry-conflict", audit, reference,
            f"Registries disagree about {works.number(reference).lower()}: {said}. Look at the journal's own page."
            f"{works.address(against)}",
            level=LEVEL, kind=Kind.REVIEW, owner=OWNER, related=works.evidence([*against, *silent]), confidence=0.7,
        )  # fmt: skip


def _silent(audit: Audit, reference: Reference, against: list[Notice]) -> list[Notice]:
    """Rows of registries that hold the work and record no retraction, one each."""
    told = {n.source.split("/")[0] for n in against}
    rows: dict[str, Notice] = {}
    for notice in audit.notices_of.get(reference.id, ()):
        source = notice.source.split("/")[0]
        service = services().get(source)
        if source in told or service is None or not service.vouches:
            continue
        if notice.type not in ("unavailable", "reinstatement") and not notice.cancelled_by:
            rows.setdefault(source, notice)
    return [rows[name] for name in sorted(rows)]
