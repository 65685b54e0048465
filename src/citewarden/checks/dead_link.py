"""A linked page is gone.

## What it does
Flags an address that answered "not found" or "gone", or whose host no longer exists, in at least two runs at least a
day apart (`links.dead_after_runs`, `links.dead_after_hours`), with no sign of life between; and one whose host refused,
did not answer in time, sent no web page or redirected in circles in at least five runs over at least thirty days
(`links.silent_after_runs`, `links.silent_after_days`). Proposes the work's address in its registry (by DOI, where it
has one), else the archived copy nearest to the access date.

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
from citewarden.model import Audit, Finding, Level, Owner

LEVEL = Level.WARNING
OWNER = Owner.WEB_TEAM

_WHAT = {
    "no-host": "names a site that no longer exists",
    "doi-unregistered": "names a DOI that is not registered",
    "refused": "names a site that refuses connections",
    "timed-out": "names a site that does not answer in time",
    "not-http": "names a site that sends no web page",
    "bad-redirect": "leads to no page, only to other addresses",
}


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per address that is dead over time, not merely tonight."""
    for reference, probe in links.probed(audit, *links.GONE, *links.SILENT):
        if not probe.dead or (probe.outcome == "doi-unregistered" and _told(audit, reference.id)):
            continue
        what = _WHAT.get(probe.outcome, f"leads to a page that is gone ({probe.status or 404})")
        first = links.first_seen(probe, *links.GONE, *links.SILENT, *links.MISPLACED)
        last = links.day(probe.asked_at)
        yield links.finding(
            "dead-link",
            audit,
            reference,
            probe,
            f"The address {links.whose(reference)}, {links.shown(reference.URL)}, {what}, seen first on"
            f" {first} and last on {last}. {links.advice(audit, reference, probe)}.",
            level=LEVEL,
            owner=OWNER,
            fix=links.instead(audit, reference, probe),
        )


def _told(audit: Audit, reference: str) -> bool:
    """Does unregistered-doi speak of it already?"""
    resolution = audit.resolution_of.get(reference)
    return resolution is not None and any(d.field == "DOI registration" for d in resolution.differences)
