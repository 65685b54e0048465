"""The article has changed since it was signed off.

## What it does
Compares the article's file with the newest sign-off in `config/suppressions.yaml`, which holds the digest of the text
that was reviewed.

## Why it matters
A reader sees "medically reviewed by ..." under every sentence, also under those written after the review.

## What to do
Show the reviewer what changed, and record a new sign-off (`citewarden sign-off ARTICLE`).

## When it is wrong
When only a comma changed. The digest cannot tell; the reviewer can, in a minute.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text.bindings import sign_offs

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding if the newest sign-off was for another text; none if there never was one."""
    signed = sign_offs(audit)
    if signed and signed[-1].sha256 != audit.document.sha256:
        last = signed[-1]
        yield Finding(
            "changed-after-sign-off",
            audit.document.id,
            audit.document.id,
            LEVEL,
            Kind.FAIL,
            f"The article has changed since {last.signer or 'somebody'} ({last.role or 'role unknown'}) signed it off"
            f" on {last.signed_on or 'an unknown day'}. Show the reviewer what changed and record a new sign-off.",
            owner=OWNER,
            properties={"key": last.sha256},
        )
