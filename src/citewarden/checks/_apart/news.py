"""Told as new: the sentence calls new what the source dates years back."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, closest, sentences, telling
from citewarden.checks._apart.effects import told
from citewarden.checks._figures import TIMES
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


_IS = re.compile(r"\b(?:is|are|has|have|takes?|lasts?|costs?|stays?|affects?|kills?|occurs?|die)\b", re.I)
_DATED = re.compile(
    r"\b(?P<said>(?:in|between|from|during|since|of|over)? ?(?:the )?(?:years? )?(?:19|20)\d\d"
    r"(?:(?: and | to | ?[-–] ?)(?:19|20)?\d\d)?)\b"
)
_TIMED = re.compile(r"\b(?:averages?|median|means?|takes?|lasts?|stays?|wait(?:s|ing)?|lives?|typical(?:ly)?)\b", re.I)
"""What tells of a time that it was measured: "a stay lasts nine days", and not "after three months of treatment"."""
_OF_A_TEXT = re.compile(
    r"\b(?:replac\w+|supersed\w+|withdrawn|updat\w+|publish\w+|(?:statements?|guidelines?|guidance|editions?|versions?"
    r"|reports?|texts?|leaflets?) (?:of|from) (?:\w+ )?(?:19|20)\d\d)\b",
    re.I,
)
"""What dates a text and nothing that was counted: "replaces the statement of 1998"."""
OLD = 20
"""Years after which a count that is told as a fact of now is none."""


def as_of_now(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence gives a figure as a fact of now that all its sources counted decades ago."""
    said = claim.standalone
    counted = [
        q
        for q in claim.quantities
        if q.denominator != "age" and (q.unit not in TIMES or _TIMED.search(claim.standalone))
    ]
    tells = _IS.search(said) and counted and not told(claim)
    tells = tells and claim.kind not in ("dose", "advice", "definition")
    if not tells or claim.hypothetical or re.search(r"\b(?:19|20)\d\d\b|\b(?:was|were|had)\b", said):
        return None
    dated = [
        (int(year), passage, text)
        for passage, text in sentences(read)
        for year in re.findall(r"\b(?:19|20)\d\d\b", text)
        if not _OF_A_TEXT.search(text)
    ]
    if not dated or audit.calendar.years(str(max(year for year, *_ in dated))) < OLD:
        return None
    _, passage, text = max(dated, key=lambda row: row[0])
    there = _DATED.search(text)
    return beside(audit, counted[0].text, (there["said"] if there else "").strip(), passage, text, "Say of when it is.")
