"""A linked page says something else than it did.

## What it does
Compares the main text of a page with what it was: the archived copy nearest to the access date where there is one,
else the first time it was seen. Flags pages of which less than half is the same (the share of common word runs; the
setting `below` changes the mark).

## Why it matters
Three of four cited web pages change after they are cited (Jones and others 2016). The link works, and the source may
no longer say what it was cited for.

## What to do
Read the page again with the claims that rest on it in mind. Link the archived copy, or renew the access date once it
has been read: drift then counts from that day.

## When it is wrong
When a page is mostly news, comments or dates around a text that stayed. `source-drift` watches the very sentences that
agreed with a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Kind, Level, Owner, Probe, Reference

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
BELOW = 0.5
NEAR = 183
"""Days between an access date and an archived copy that stands for it."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per living page that is no longer like the one cited."""
    below = float(audit.policy.setting("link-drift", "below", BELOW))
    for reference, probe in links.probed(audit, "ok", "moved", "redirected", "fragment-missing"):
        if not 0 <= probe.similarity < below or _was_read_since(reference, probe):
            continue
        claims = len(audit.cited_by.get(reference.id, ()))
        rests = f" {claims} claim{'s rest' if claims > 1 else ' rests'} on it." if claims else ""
        yield links.finding(
            "link-drift",
            audit,
            reference,
            probe,
            f"The page {links.whose(reference)}, {links.shown(reference.URL)}, has changed: {probe.similarity:.0%} of"
            f" its text is as it was on {links.day(probe.sketch_at)}.{rests} Read it again, and renew the access date"
            " or link the archived copy.",
            level=LEVEL,
            kind=Kind.REVIEW,
            owner=OWNER,
            fix=probe.memento,
            confidence=0.7,
        )


def _was_read_since(reference: Reference, probe: Probe) -> bool:
    """Whether this article's author read the page after the day it is compared with, which is another article's day.

    An archived copy is that of a day if it is the nearest and at most half a year off.
    """
    was = probe.sketch_at[:10]
    if not was or reference.accessed <= was:
        return False
    return was != probe.memento_at[:10] or (_day(reference.accessed) - _day(was)).days > NEAR


def _day(text: str) -> date:
    return date.fromisoformat(text + "0000-01-01"[len(text) :])
