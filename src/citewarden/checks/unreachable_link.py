"""Whether a linked page is still there could not be learnt.

## What it does
Says which addresses did not give a clear answer in this run, and why: the site keeps robots out or asks for a sign-in,
was too slow or busy, had a fault of its own, asks something of its readers first, was not asked since its robots.txt
forbids it, or the page was missing, misplaced or for sale for the first time. It is never a failure: a page that robots
may not see is often there for readers, and one bad night is no death.

## Why it matters
A gap in what is known should be visible, so that "no dead links" is not read as "all links checked".

## What to do
Nothing, most of the time: the next run asks again. Open an address yourself when it has stayed unclear for weeks.

## When it is wrong
It claims nothing about the page. A site that always keeps robots out can be left out in `network.hosts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.NONE
OWNER = Owner.WEB_TEAM

_UNCLEAR = (
    "restricted",
    "blocked",
    "rate-limited",
    "disallowed",
    "server-error",
    "unreachable",
    "reset",
    *links.SILENT,
    *links.GONE,
    *links.MISPLACED,
)


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one open finding per address that gave no clear answer."""
    for reference, probe in links.probed(audit, *_UNCLEAR):
        if probe.dead:
            continue
        lost = probe.outcome in (*links.GONE, *links.MISPLACED)
        why = probe.note or probe.outcome
        then = " A second run a day later decides." if lost else ""
        when = f" The site asks to be left alone until {links.day(probe.next_try)}." if probe.next_try else ""
        again = "" if probe.outcome == "disallowed" else ", or wait for the next run"
        yield links.finding(
            "unreachable-link",
            audit,
            reference,
            probe,
            f"Whether the address {links.whose(reference)} still works is not known: {why}.{then}{when} Open"
            f" {links.shown(reference.URL)} to see for yourself{again}.",
            level=LEVEL,
            kind=Kind.OPEN,
            owner=OWNER,
        )
