"""The printed DOI does not exist.

## What it does
Asks the DOI system itself, not the publisher's page, whether a printed DOI is registered with any agency. Flags those
that are not, and proposes the right DOI where the work is found. Where a line end, a blank or a bracket leaves open
where the DOI ends, every reading is asked about, and only a DOI that exists in none of them is flagged.

## Why it matters
The link leads nowhere. Most such DOIs are slips of typing; some belong to references that were made up.

## What to do
Put the proposed DOI in its place. If none is proposed, look for slips (a letter O for a nought, a lost bracket, a
stray full stop), then look for the work by its title.

## When it is wrong
In the days before a new article's DOI is registered. Run the audit again later.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text import mending

LEVEL = Level.ERROR
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per DOI that is registered nowhere."""
    for reference in audit.references:
        resolution = audit.resolution_of.get(reference.id)
        fields = {d.field: d for d in resolution.differences} if resolution is not None else {}
        if resolution is None or "DOI registration" not in fields:
            continue
        right = fields["DOI"].registered if "DOI" in fields else ""
        todo = f" The work's DOI is {right}." if right else " Check it for slips, or look for the work by its title."
        first, *others = fields["DOI registration"].printed.split(" or ")
        read = f" (also read as {' and as '.join(others)})" if others else ""
        yield works.finding(
            "unregistered-doi", audit, reference,
            f"The DOI {first}{read} of {works.number(reference).lower()} is registered nowhere: the link cannot"
            f" work.{todo}",
            level=LEVEL, kind=Kind.FAIL, owner=OWNER,
            fix=mending.corrected(reference, resolution) if right else "",
        )  # fmt: skip
