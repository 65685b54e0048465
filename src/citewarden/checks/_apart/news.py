"""Told as new: the sentence calls new what the source dates years back."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, closest, sentences, telling
from citewarden.model import Audit, Claim, Passage

_NEW = re.compile(
    r"\b(?P<said>(?:a |the )?(?:brand[- ])?new(?:ly (?:approved|developed|discovered|licensed))?"
    r" (?:drug|medicine|medication|vaccine|treatment|test|therapy|device|method|pill|tablet|option)s?|this (?:year"
    r"|month)"
    r"|last (?:year|month)|(?:just|recently|newly) (?:been )?(?:approved|licensed|launched|introduced|developed"
    r"|discovered)"
    r"|(?:latest|newest) (?:drug|medicine|treatment|vaccine)s?)\b",
    re.I,
)
_SINCE = re.compile(
    r"\b(?P<said>(?:since|(?:approved|licensed|introduced|available|launched|marketed|on the market|in use|used)"
    r"(?: \w+){0,4}? in) (?:\w+ )?(?P<year>(?:19|20)\d\d))\b",
    re.I,
)
MANY = 1_000
"""From which a count is one of a country's people."""
YEARS = 5
"""Years after which nothing is new."""


_TODAY = re.compile(r"\b(?P<said>today|now|nowadays|currently|at present|at the moment|these days)\b", re.I)
_OF_YEARS = re.compile(
    r"\b(?P<said>(?:(?:in|of|from|between|during|since) )?(?:the )?(?:years? )?(?:19|20)\d\d(?: ?(?:to|and"
    r"|[-–]) ?(?:(?:19|20)?\d\d))?)\b"
)
FAR = 8
"""Years after which a count says nothing of today; the policy's clock for figures is shorter and has a check."""


def no_longer_today(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells a figure as today's that its source counted years ago."""
    own = _TODAY.search(claim.standalone) if any(q.unit == "%" or q.high >= MANY for q in claim.quantities) else None
    found = closest(telling(claim.standalone), read) if own else None
    years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", found[1])] if found else []
    if own is None or found is None or not years or audit.calendar.years(str(max(years))) < FAR:
        return None
    counted = _OF_YEARS.search(found[1])
    return beside(audit, own["said"], counted["said"] if counted else str(max(years)), *found, "Put the years.")


def not_new(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence calls new what its source has been there for years."""
    own = _NEW.search(claim.standalone)
    for passage, sentence in sentences(read) if own else ():
        since = _SINCE.search(sentence)
        old = since is not None and audit.calendar.years(since["year"]) >= YEARS
        if own and since and old and telling(claim.standalone) & telling(sentence):
            return beside(audit, own["said"], since["said"], passage, sentence, "Put the year.")
    return None
