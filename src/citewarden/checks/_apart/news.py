"""Told as new: the sentence calls new what the source dates years back."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences, telling
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
YEARS = 5
"""Years after which nothing is new."""


def not_new(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence calls new what its source has been there for years."""
    own = _NEW.search(claim.standalone)
    for passage, sentence in sentences(read) if own else ():
        since = _SINCE.search(sentence)
        old = since is not None and audit.calendar.years(since["year"]) >= YEARS
        if own and since and old and telling(claim.standalone) & telling(sentence):
            return beside(audit, own["said"], since["said"], passage, sentence, "Put the year.")
    return None
