"""The page does not say who reviewed it.

## What it does
Fires when neither the article's data (front matter, JSON-LD, meta tags) nor a line of its text names a reviewer. By
default only pages that say when they were reviewed are asked: whoever prints the date of a review can print whose it
was. A plain text is left alone.

## Why it matters
A review without a name cannot be asked about. Readers and search engines look for a qualified person behind medical
statements.

## What to do
Add name and qualification of the person who reviewed the article (`reviewer:` in front matter, `reviewedBy` in
JSON-LD).

## When it is wrong
When the house names its reviewers on one page for the whole site, or the template prints the name and the file does
not hold it: turn the check off in the policy. Knob: `required` ("dated" as described, "always" or "never").
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _making as making
from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text import dates

LEVEL = Level.NOTE
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding if a reviewer's name is asked for and there is none."""
    document = audit.document
    required = str(audit.policy.setting("missing-reviewer", "required", "dated"))
    if document.reviewer or not making.asked(document, required, "reviewed", "next_review"):
        return
    yield Finding(
        "missing-reviewer",
        document.id,
        document.id,
        LEVEL,
        Kind.FAIL,
        f"The page says it was reviewed ({dates.spoken(document.reviewed)}) and not by whom."
        " Add a name and a qualification."
        if document.reviewed
        else "The page does not say who reviewed it. Add the reviewer's name and qualification.",
        owner=OWNER,
    )
