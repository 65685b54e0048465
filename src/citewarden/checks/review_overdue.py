"""The page's medical review is overdue.

## What it does
Compares the review dates an article states with the day of the audit. It fires when the next review was due earlier, or
when the last review is longer ago than the policy allows (as shipped three years), whichever comes first.

## Why it matters
A reader sees "reviewed by ..." and takes every sentence for current. House styles such as those of the NHS and the HSE
ask for a review every three years at the latest.

## What to do
Have the article reviewed, then put the new dates. Take the references that are reported as outdated or superseded
first.

## When it is wrong
When the review took place and the page does not say so: put its date. Age alone does not block in the policies that
are shipped. Knob: `years` after the last review (0: only the page's own next date counts).
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text import dates

LEVEL = Level.WARNING
OWNER = Owner.SECTION_EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding if a date the article states says that a review is due; an open one if that date lies ahead."""
    document = audit.document
    reviewed, due = (dates.to_iso(dates.from_iso(text)) for text in (document.reviewed, document.next_review))
    years = int(audit.policy.setting("review-overdue", "years", 0))
    if not audit.calendar.reached(reviewed):
        yield _finding(
            audit,
            f"The page says it was last reviewed {dates.spoken(reviewed, at=True)}, which is yet to come, so"
            " whether a review is due cannot be told. Correct the date.",
            open=True,
        )
    elif due and audit.calendar.passed(due) and not (reviewed and due < reviewed[: len(due)]):
        last = f"; the last was {dates.spoken(reviewed, at=True)}" if reviewed else ""
        yield _finding(
            audit,
            f"The next review was due {dates.spoken(due, at=True)}{last}. Have the article reviewed and put new dates.",
        )
    elif reviewed and years and audit.calendar.years(reviewed) >= years:
        yield _finding(
            audit,
            f"The article was last reviewed {dates.spoken(reviewed, at=True)}, and {years}"
            f" year{' is' if years == 1 else 's are'} allowed between reviews. Have it reviewed and put the new date.",
        )


def _finding(audit: Audit, message: str, *, open: bool = False) -> Finding:
    return Finding(
        "review-overdue",
        audit.document.id,
        audit.document.id,
        Level.NONE if open else LEVEL,
        Kind.OPEN if open else Kind.FAIL,
        message,
        owner=Owner.EDITOR if open else OWNER,
        properties={"key": "ahead"} if open else {},
    )
