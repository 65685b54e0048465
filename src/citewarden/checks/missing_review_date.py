"""The page does not say when it was reviewed.

## What it does
Fires when neither the article's data (front matter, JSON-LD, meta tags) nor a line of its text gives the date of a
review. By default only pages that do say other things about their making are asked: when they were published or
changed, who reviewed them, when the next review is due. A plain text without any of this is left alone.

## Why it matters
Without a date nobody can tell whether a page on health is current; seals of quality for health information ask for the
date of the last review on every page.

## What to do
Add the date of the last review (`reviewed: 2026-01-05` in front matter, `lastReviewed` in JSON-LD), and of the next.

## When it is wrong
When the template of the site prints the date and the file does not hold it: turn the check off in the policy. Knob:
`required` ("dated" as described, "always" or "never").
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _making as making
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.NOTE
OWNER = Owner.EDITOR

_STATED = ("published", "modified", "next_review", "reviewer")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding if a review date is asked for and there is none."""
    document = audit.document
    required = str(audit.policy.setting("missing-review-date", "required", "dated"))
    if document.reviewed or not making.asked(document, required, *_STATED):
        return
    yield Finding(
        "missing-review-date",
        document.id,
        document.id,
        LEVEL,
        Kind.FAIL,
        f"The page names {document.reviewer} as reviewer and does not say when the review was. Add its date."
        if document.reviewer
        else "The page does not say when it was last reviewed. Add the date of the review.",
        owner=OWNER,
    )
