"""The review date is newer, and the text is word for word the old one.

## What it does
Remembers with each sign-off (`citewarden sign-off ARTICLE`) the review date the article gave and a digest of what it
said, without the lines about its own making. Fires when the article now gives a later review date, its words are those
of an earlier sign-off, and nobody has signed the new review.

## Why it matters
A new date over an old text tells the reader that somebody looked, and search engines that the page is fresh. House
styles ask that the date is changed for a review only.

## What to do
If the article was reviewed and nothing had to change, record it: `citewarden sign-off ARTICLE`. If not, put the old
date back.

## When it is wrong
When the review took place and was recorded elsewhere: sign it off here too. Sign-offs from before this was remembered,
and articles nobody ever signed off, cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.model import Audit, Finding, Kind, Level, Owner, SignOff
from citewarden.text import dates
from citewarden.text.bindings import said, sign_offs

LEVEL = Level.NOTE
OWNER = Owner.SECTION_EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding if the review date moved on, the text did not, and no sign-off says why."""
    document = audit.document
    now = dates.to_iso(dates.from_iso(document.reviewed))
    alike = [s for s in sign_offs(audit) if s.text and s.text == said(document)]
    if not now or not alike or any(_signed_anew(s, audit, now) for s in alike):
        return
    last = alike[-1]
    before = dates.to_iso(dates.from_iso(last.reviewed))
    if not before or now[: len(before)] <= before[: len(now)]:
        return
    yield Finding(
        "review-date-bumped",
        document.id,
        document.id,
        LEVEL,
        Kind.REVIEW,
        f"The review date went from {before} to {now}, and the text is word for word what {last.signer or 'somebody'}"
        f" signed off on {last.signed_on or 'an unknown day'}. If it was reviewed again, record a sign-off; if not, put"
        " the old date back.",
        owner=OWNER,
        properties={"key": now},
    )


def _signed_anew(signed: SignOff, audit: Audit, reviewed: str) -> bool:
    """Whether a sign-off vouches for the review date the article gives now."""
    document = audit.document
    return document.sha256 == signed.sha256 or document.reviewed == signed.reviewed or signed.signed_on >= reviewed
