"""A linked page is gone.

## What it does
Flags an address that answered "not found" or "gone", or whose host no longer exists, in at least two runs at least a
day apart (`links.dead_after_runs`, `links.dead_after_hours`), with no sign of life between. Proposes the work's address
in its registry (by DOI, where it has one), else the archived copy nearest to the access date.

## Why it matters
A reader cannot look at the source, and neither can the next reviewer. About one in five scholarly articles has such
links (Klein and others 2014); pages of public authorities are no exception.

## What to do
Link the address or the archived copy proposed, or look for the page's present address. If the source cannot be had any
more, cite another.

## When it is wrong
When the site moved its pages and will redirect later, or came back after a removal. A page that answers again is alive
in the next run, whatever was said before.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Level, Owner, Probe

LEVEL = Level.WARNING
OWNER = Owner.WEB_TEAM

_LOST = ("gone", "no-host", "doi-unregistered")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per address that is dead over time, not merely tonight."""
    for reference, probe in links.probed(audit, *_LOST):
        if not probe.dead or (probe.outcome == "doi-unregistered" and _told(audit, reference.id)):
            continue
        what = {
            "no-host": "names a site that no longer exists",
            "doi-unregistered": "names a DOI that is not registered",
        }.get(probe.outcome, f"leads to a page that is gone ({probe.status or 404})")
        last = links.day(probe.asked_at)
        yield links.finding(
            "dead-link",
            audit,
            reference,
            probe,
            f"The address {links.whose(reference)}, {links.shown(reference.URL)}, {what}, seen first on"
            f" {links.day(_first(probe))} and last on {last}. {links.advice(audit, reference, probe)}.",
            level=LEVEL,
            owner=OWNER,
            fix=links.instead(audit, reference, probe),
        )


def _first(probe: Probe) -> str:
    """When the present absence was first seen."""
    first = probe.asked_at
    for asked_at, was in reversed(probe.history):
        if was in ("ok", "moved", "redirected", "fragment-missing"):
            break
        if was in _LOST:
            first = asked_at
    return first


def _told(audit: Audit, reference: str) -> bool:
    """Does unregistered-doi speak of it already?"""
    resolution = audit.resolution_of.get(reference)
    return resolution is not None and any(d.field == "DOI registration" for d in resolution.differences)
