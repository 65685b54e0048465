"""The page and its data, or two of its lines, give different dates; or its next review lies before its last.

## What it does
Compares the dates a reader sees ("Medically reviewed on May 2, 2025") with those in the page's data (JSON-LD, meta
elements, front matter): last review, next review, publication; the days of its last review that several lines give,
with one another; and the next review with the last one, before which it cannot be due. A date that is less exact agrees
with every day in it, and a day more or less is a matter of time zones.

## Why it matters
Search engines and assessors read the data, readers the page. One of the two tells a review that did not take place
then.

## What to do
Find out when it was, and make both say so.

## When it is wrong
When the line in the text is about another page or an earlier version: say which.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text import dates

LEVEL = Level.NOTE
OWNER = Owner.WEB_TEAM
_NAMES = {"reviewed": "its last review", "next_review": "its next review", "published": "its publication"}
SLACK = 1
"""Days two dates may lie apart and mean one day somewhere."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per date that the text shows otherwise than the page's data have it."""
    yield from _before_review(audit)
    yield from _two_reviews(audit)
    for field, name in _NAMES.items():
        said = dates.to_iso(dates.from_iso(getattr(audit.document, field)))
        shown = [dates.to_iso(dates.from_iso(day)) for what, day in audit.document.shown if what == field]
        shown = [day for day in shown if day]
        if said and shown and not any(_agree(said, day) for day in shown):
            yield Finding(
                "conflicting-date",
                audit.document.id,
                audit.document.id,
                LEVEL,
                Kind.FAIL,
                f"The page shows {dates.spoken(shown[0])} as the day of {name}, and its data or its foot say "
                f"{dates.spoken(said)}."
                " Make both say the same.",
                owner=OWNER,
                properties={"key": field},
            )


def _before_review(audit: Audit) -> Iterator[Finding]:
    """The next review was due before the last one."""
    last, due = (dates.to_iso(dates.from_iso(d)) for d in (audit.document.reviewed, audit.document.next_review))
    if last and due and due < last and not last.startswith(due):
        yield Finding(
            "conflicting-date",
            audit.document.id,
            audit.document.id,
            LEVEL,
            Kind.FAIL,
            f"The page gives {dates.spoken(due)} for its next review and {dates.spoken(last)} for its last, which is"
            " later. Correct one.",
            owner=OWNER,
            properties={"key": "order"},
        )


def _two_reviews(audit: Audit) -> Iterator[Finding]:
    """Two lines of the page give two days of its last review."""
    days = [dates.to_iso(dates.from_iso(day)) for what, day in audit.document.shown if what == "reviewed"]
    other = next((day for day in days if day and days[0] and not _agree(days[0], day)), "")
    if other:
        yield Finding(
            "conflicting-date",
            audit.document.id,
            audit.document.id,
            LEVEL,
            Kind.FAIL,
            f"The page says that it was last reviewed on {dates.spoken(days[0])}, and elsewhere on"
            f" {dates.spoken(other)}. Correct one.",
            owner=OWNER,
            properties={"key": "twice"},
        )


def _agree(one: str, other: str) -> bool:
    if one.startswith(other) or other.startswith(one):
        return True
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= SLACK
    except ValueError:
        return False
