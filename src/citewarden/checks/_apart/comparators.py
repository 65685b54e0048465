"""With what: the sentence sets something against what the source did not compare it with."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, closest, is_brief, sentences, telling, titles
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage

_PLACEBO = re.compile(
    r"\b(?:placebos?|dumm(?:y|ies)|sham|sugar (?:pills?|tablets?|water)|salt water|inactive|inert|mock|vehicle)\b", re.I
)
_AGAINST = re.compile(
    r"\b(?:(?:as )?compared (?:with|to)|(?:tested|tried|pitted|set) against|versus|vs\.?|than(?: (?:with|on|after))?"
    r"|(?:better|worse|more effective|safer|superior|inferior)(?: than| to))\s+(?P<what>[^,;.:()]{3,60})",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:before|expected|thought|usual|average|normal|others?|last|ever|once|ago|years?|days?|weeks?|months?|half|third"
    r"|one|two|\d+)\b",
    re.I,
)
"""What a sentence compares with that is no treatment."""
_PEOPLE = telling(
    "women girls females mothers boys males fathers children adults babies older younger smokers everybody"
)
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|versus|vs\.?|than (?:with|on|after|in)|against)\s+(?P<what>[^,;.:()]{3,60})", re.I
)
_THAN = re.compile(r"\bthan (?P<what>(?!the\b|those\b|that\b|in\b)[a-z][\w-]{4,}(?: [a-z][\w-]{4,})?)", re.I)
"""A treatment that a source's sentence names bare: "fewer than alendronate"."""
LONGEST = 4
"""Words of a treatment, at most; more are a clause."""
FEWEST = 1
"""Words that say that both speak of one thing, at least."""


def other(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence compares with a placebo where the source names none, or with a thing that it
    does not name."""
    own = _AGAINST.search(claim.standalone)
    if own is None or not all(is_brief(audit, p.work) for p in read):
        return None
    whole = " ".join([*(p.text for p in read), *(titles(audit, work) for work in {p.work for p in read})])
    placebo = _PLACEBO.search(own["what"]) is not None
    if placebo:
        if _PLACEBO.search(whole):
            return None
        pattern = _COMPARED
    else:
        same = telling(claim.standalone) - telling(own["what"])
        strange = telling(own["what"]) - _PEOPLE
        long = len(own["what"].split()) > LONGEST or len(same & telling(whole)) < FEWEST
        if not strange or strange & telling(whole) or long or _WHEN.search(own["what"]):
            return None
        pattern = _PLACEBO if _PLACEBO.search(whole) else _COMPARED
    near = [closest(telling(claim.standalone), read)] if pattern is _COMPARED and not placebo else sentences(read)
    for passage, sentence in filter(None, near):
        there = pattern.search(sentence) or (_bare(claim, sentence) if placebo else None)
        if there:
            said = there["what"] if pattern is _COMPARED else there[0]
            return Apart(
                f"Compared with “{own['what'].strip()}” in the article; {ev.source_read(audit, passage)} compared with"
                f" “{said.strip()}”: {ev.quoted(sentence)}. Name what it was compared with.",
                passage,
                sentence,
            )
    return None


def _bare(claim: Claim, sentence: str) -> re.Match[str] | None:
    """What a sentence that gives a figure of the claim compares with by "than" alone."""
    there = _THAN.search(sentence)
    same = {(q.low, q.unit) for q in claim.quantities} & {(q.low, q.unit) for q in quantities_of(sentence)}
    return there if there and same and not (_WHEN.search(there["what"]) or telling(there["what"]) & _PEOPLE) else None
