"""A linked domain has lapsed and is offered for sale.

## What it does
Flags addresses that led to a page on which a domain is offered for sale, or to a known parking service, in at least two
runs at least a day apart (`links.dead_after_runs`, `links.dead_after_hours`).

## Why it matters
Whoever buys the domain decides what your readers see: advertisements, a shop for medicines, or malware.

## What to do
Remove the link now, or link the archived copy; tell the web team if other pages link there too.

## When it is wrong
When a page on another subject says that a domain is for sale.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Level, Owner

LEVEL = Level.WARNING
OWNER = Owner.WEB_TEAM


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per address on a lapsed domain."""
    for reference, probe in links.probed(audit, "parked"):
        if not probe.dead:
            continue
        yield links.finding(
            "parked-link",
            audit,
            reference,
            probe,
            f"The address {links.whose(reference)}, {links.shown(reference.URL)}, no longer belongs to its site:"
            f" {probe.note}. Remove the link. {links.advice(audit, reference, probe)}.",
            level=LEVEL,
            owner=OWNER,
            fix=links.instead(audit, reference, probe),
            confidence=0.9,
        )
