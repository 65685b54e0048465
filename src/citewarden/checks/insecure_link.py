"""Browsers warn readers before they open a linked page.

## What it does
Flags addresses whose certificate has expired, is made out to another name, is signed by nobody browsers trust, or
whose site offers only outdated encryption. The page behind it was not read.

## Why it matters
Readers meet a full-page warning, and many turn back. The page is not dead: the site's owner may renew the certificate
any day.

## What to do
Open the address. If the warning stays for weeks, write to the site, or link an archived copy or another source.

## When it is wrong
When your own network stands between (a company proxy with its own certificate): name its bundle in
`REQUESTS_CA_BUNDLE`.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.WEB_TEAM


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per address with a certificate that browsers refuse."""
    for reference, probe in links.probed(audit, "tls"):
        yield links.finding(
            "insecure-link",
            audit,
            reference,
            probe,
            f"Browsers warn before opening the address {links.whose(reference)}, {links.shown(reference.URL)}:"
            f" {probe.note}. Look whether the warning lasts; if it does, write to the site or use another source.",
            level=LEVEL,
            kind=Kind.REVIEW,
            owner=OWNER,
        )
