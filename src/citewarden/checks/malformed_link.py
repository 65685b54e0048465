"""An address cannot be opened by any reader.

## What it does
Flags addresses that are no addresses (no site, impossible host, far too long), that name a computer of a local network
instead of a public site, or that hold a user name and password.

## Why it matters
No reader can follow such a link, and a password in print is a password lost.

## What to do
Correct the address. If it held a password, change that password too.

## When it is wrong
When the article is for readers inside your own network: name those hosts in `network.allow_hosts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _links as links
from citewarden.model import Audit, Finding, Level, Owner, Probe

LEVEL = Level.WARNING
OWNER = Owner.EDITOR

_LOGIN = re.compile(r"^https?://[^/?#\s]*@", re.IGNORECASE)


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per address that no reader can open."""
    seen = {reference.id: probe for reference, probe in links.probed(audit, "malformed")}
    for reference in audit.references:
        probe = seen.get(reference.id)
        if _LOGIN.match(reference.URL):
            what = "holds a user name or password. Remove it, and change the password"
            probe = probe or Probe(links.shown(reference.URL), "malformed")
        elif probe is not None:
            what = f"cannot be opened by readers: {probe.note}. Correct it"
        else:
            continue
        yield links.finding(
            "malformed-link",
            audit,
            reference,
            probe,
            f"The address {links.whose(reference)}, {links.shown(reference.URL)}, {what}.",
            level=LEVEL,
            owner=OWNER,
        )
