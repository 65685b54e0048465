"""All or some, only or also: a claim on all of something wider, a closed list, a rank the source does not give."""

from __future__ import annotations

import re
from itertools import pairwise

from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.protocol import Mark
from citewarden.nlp.verdict.terms import Term

_SUPERLATIVE = re.compile(
    r"\b(?:most|least) (?:common|prevalent|frequent|often|likely|effective|severe|important|abundant|deadly|dangerous|"
    r"widespread|costly|accurate|powerful)(?:ly)?\b|\bthe (?:best|worst|leading|commonest|largest|highest|lowest)\b",
    re.I,
)
_TOP = re.compile(
    r"\b(?:(?<!at )most|(?<!at )least|\w{3,}est|best|worst|leading|main|chief|primary|predominant\w*|top|peak\w*|"
    r"majority|first|than|usual(?:ly)?|typical(?:ly)?|nearly all|almost all|all|only)\b",
    re.I,
)
"""Words by which a source ranks one thing above the others."""
_PART_OF = re.compile(
    r"\b(?:of|in|among) (?:those|them|the (?:people|patients|adults|women|men)) (?:who|with|without|that)\b", re.I
)
_OF_ALL = re.compile(r"\b(?:of|from|in) all\b", re.I)
_BOTH = re.compile(r"\bboth (?:groups|sexes|kinds|types|arms|trials|studies)\b", re.I)
_EACH = re.compile(r"\b(?:both|each|either|neither)\b", re.I)
_ONLY_SO_MANY = re.compile(r"\bonly (?:about|a|\d|watched|observed|looked|advised|given advice|told)\b", re.I)
_THAN_ALONE = re.compile(
    r"\b(?:than|over|against|versus|vs\.?|compared (?:with|to)|added to|plus|and) (?:\w+ ){1,3}alone\b", re.I
)
"""What names the lesser of two treatments: "better than exercise alone"."""
_ONLY_FEW = re.compile(
    r"\bonly (?:about|around|nearly|some|one|two|three|four|\d|(?:a|an) (?:(?:very )?(?:small|tiny|slight|little)|few"
    r"|handful|minority|fraction|third|quarter|fifth|tenth|couple|half))\b",
    re.I,
)
"""An "only" that calls an amount small and shuts nothing out."""
_CLOSED = re.compile(r"\bonly:|\bonly (?:the )?(?:following|these|two|three|four)\b|\b(?:two|three|four|five) \w+ only")
_ALL = re.compile(r"\b(?:all|every|any|everyone|each)\b", re.I)


def compare(c: Comparison) -> None:
    """Every way in which the claim is said of more than the source says it of."""
    _ranked(c)
    _only(c)
    _closed(c)
    _parts(c)
    if c.claim.every:
        _narrowed(c)


def _ranked(c: Comparison) -> None:
    top = c.claim.search(_SUPERLATIVE)
    if top and not any(c.sentences[i].search(_TOP) for i in c.order[:3]):
        why = f"“{top.group()}” in the article; the source does not rank it"
        c.against("scope", 0.45, why, Mark(-1, top.start(), top.end(), "scope"))


def _only(c: Comparison) -> None:
    if not c.claim.only or c.closest.only or c.claim.search(_THAN_ALONE):
        return
    if c.claim.search(_ONLY_FEW):
        return
    if c.closest.every:
        c.against("scope", 0.85, "“only” in the article, “all” in the source")
    elif not c.claim.search(_ONLY_SO_MANY):
        c.against("scope", 0.5, "“only” in the article, not in the source")


def _closed(c: Comparison) -> None:
    """A list the source closes, without what the claim names."""
    if c.closest.only and c.missing_terms and c.near >= 0.35 and c.closest.search(_CLOSED):
        lost = c.missing_terms[0]
        word = c.claim.text[lost.start : lost.end]
        c.against("closed", 0.75, f"the source's list is closed and does not hold “{word}”")


def _parts(c: Comparison) -> None:
    """ "Of all" and "both", where the source speaks of a part, or of one."""
    nearest = [c.sentences[i] for i in c.order[:3]]
    if c.claim.search(_OF_ALL) and any(s.search(_PART_OF) for s in nearest):
        same_share = any("%" in a or "share" in a for a in c.agreements)
        c.against("scope", 0.75 if same_share else 0.55, "“all” in the article, a part of them in the source")
    if c.claim.search(_BOTH) and not any(s.search(_EACH) for s in nearest):
        c.against("scope", 0.5, "“both” in the article, the source speaks of one")


def _narrowed(c: Comparison) -> None:
    narrower = _modifier(c)
    if narrower is not None:
        why = f"the source speaks of “{c.closest.text[narrower.start : narrower.end]}” only"
        c.against("scope", 0.5, why, Mark(c.best, narrower.start, narrower.end, "scope"))


def _modifier(c: Comparison) -> Term | None:
    """A word that narrows, in the source, what the claim says of all."""
    match = c.claim.search(_ALL)
    head = next((t for t in c.claim.terms if t.start >= match.end()), None) if match else None
    if head is None:
        return None
    for before, t in pairwise(c.closest.terms):
        if (
            t.key == head.key
            and before.key not in c.claim.keys
            and before.weight >= 0.5
            and c.closest.text[before.end : t.start] == " "
        ):
            return before
    return None
