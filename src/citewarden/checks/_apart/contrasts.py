"""Words of which one excludes the other: "viral" of what the source calls bacterial."""

from __future__ import annotations

import re
from functools import cache

from citewarden.checks import _opposed
from citewarden.checks._apart.asked import Apart, beside, closest, sentences, telling, titles
from citewarden.checks._figures import quantities_of
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage

_CASE = re.compile(r"\b(?:if|when|unless|in case|during|while|once)\b", re.I)
"""What tells of a case, as a sentence on one does."""
_DENIES = re.compile(r"\b(?:no|not|never|neither|nor|avoid)\b", re.I)


def other_word(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence has one word of a set, the closest one of the source another of it, and neither has both."""
    text = claim.standalone
    mine = [(words, own) for words in _sets() if (own := _only(words, text))]
    found = closest(telling(text), read, titles(audit, read[0].work), claim.standalone) if mine else None
    for words, own in mine if found else ():
        there = _only(words, found[1]) if found else None
        if found and there and there[0] != own[0] and (_figure(claim, found[1]) or not _of(words[own[0]], read)):
            return beside(audit, own[1], there[1], *found)
    return None


def other_side(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence advises on one of two sides, the closest one of the source on the other."""
    found = closest(telling(claim.standalone), read, titles(audit, read[0].work), claim.standalone)
    if claim.hypothetical and found and not _CASE.search(found[1]):
        return None
    for sides in _opposed.opposites() if found else ():
        own, there = _opposed.stand(sides, claim.standalone), _opposed.stand(sides, found[1]) if found else None
        if found and own and there and own[0] != there[0]:
            return beside(audit, own[1][0], there[1][0], *found)
    return None


def _figure(claim: Claim, text: str) -> bool:
    """Whether a sentence gives two figures of a claim: it tells of the same."""
    mine = {(q.low, q.unit) for q in claim.quantities if re.search(r"\d", q.text)}
    return len(mine & {(q.low, q.unit) for q in quantities_of(text)}) >= 2


def _only(words: tuple[re.Pattern[str], ...], text: str) -> tuple[int, str] | None:
    """Which one word of a set a text has, and as written; None where it has several or none."""
    hits = [(n, hit[0]) for n, word in enumerate(words) if (hit := word.search(text))]
    return hits[0] if len(hits) == 1 else None


def _of(word: re.Pattern[str], read: list[Passage]) -> bool:
    """Whether a source has a word, too, in a sentence that denies nothing."""
    return any(word.search(text) and not _DENIES.search(text) for _, text in sentences(read))


@cache
def _sets() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(
        tuple(re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in str(one).split('|'))})\b", re.I) for one in row)
        for row in lexicon("comparing")["contrasts"]
    )
