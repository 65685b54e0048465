"""A linked page has moved for good.

## What it does
Flags an address that redirects permanently (301, 308) to a living page, and gives the new address. A change from http
to https alone counts too.

## Why it matters
The redirect works today; sites drop old redirects sooner or later, and then the link is dead.

## What to do
Replace the address with the new one, after a look at the page: is it the same text?

## When it is wrong
When the site redirects permanently to something else than the page cited. Many addresses swept to one page, or a deep
page led to the front page, a topic's home, a list or a search page, have not moved: `soft-404` flags them.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.WEB_TEAM


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per address that redirects for good."""
    for reference, probe in links.probed(audit, "moved"):
        if not probe.replacement or probe.replacement == reference.URL:
            continue
        secure = probe.replacement.removeprefix("https") == reference.URL.removeprefix("http")
        what = "is now served over a secure connection" if secure else "has moved for good"
        yield links.finding(
            "moved-link",
            audit,
            reference,
            probe,
            f"The page {links.whose(reference)}, {links.shown(reference.URL)}, {what}. Use its new address,"
            f" {links.shown(probe.replacement)}.",
            level=LEVEL,
            owner=OWNER,
            fix=probe.replacement,
        )
