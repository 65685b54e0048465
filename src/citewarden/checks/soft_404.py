"""A link seems to work, but the page cited is not behind it.

## What it does
Flags addresses that answered "all is well" with something else in at least two runs at least a day apart
(`links.dead_after_runs`, `links.dead_after_hours`): a page that says nothing but "not found", the same page the site
shows for an address that cannot exist, the front page, a topic's home or a search page instead of the page, or one page
to which many addresses are swept together. The site itself is the witness: it is asked for a made-up neighbour of the
address (Bar-Yossef and others 2004). A page that keeps robots out or asks for a sign-in, cookies, age or profession is
never flagged here: it was not seen.

## Why it matters
To a link checker such a link is fine. To a reader the source is gone.

## What to do
Link the archived copy, or look for the page's present address with the site's search.

## When it is wrong
When a site led its readers elsewhere for more than a day, or when the front page itself was cited. Write to the web
team if a site is judged wrongly again and again; `links.soft_404: false` switches the neighbour off.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.WARNING
OWNER = Owner.WEB_TEAM


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per address that answers with something other than the page cited."""
    for reference, probe in links.probed(audit, "soft-404", "moved-to-home"):
        if not probe.dead:
            continue
        yield links.finding(
            "soft-404",
            audit,
            reference,
            probe,
            f"The address {links.whose(reference)}, {links.shown(reference.URL)}, answers, but the page cited is not"
            f" there: {probe.note}. {links.advice(audit, reference, probe)}.",
            level=LEVEL,
            kind=Kind.REVIEW if probe.outcome == "soft-404" else Kind.FAIL,
            owner=OWNER,
            fix=links.instead(audit, reference, probe),
            confidence=0.9,
        )
