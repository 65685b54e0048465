"""Which of two did better: the sentence ranks what the source calls equal, or ranks the two the other way round."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks import _pairs
from citewarden.checks._apart.asked import Apart, above, context, on_one, sentences, telling, words_of
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage

_GROUPS = re.compile(
    r"\b(?:between|among|in) (?:the |both |all |these )?(?:two |three |four |treatment |study )*(?:groups|arms)\b"
)
_TIMES_AS = re.compile(r"\b(?:times|twice|half|thrice) \Z", re.I)
"""What stands before "as often as" that calls nothing equal."""
_AS_MANY = re.compile(r"\bas (?:many|much) [^.;]{0,40}?\bas\b(?! (?:possible|well)\b)", re.I)
_NEITHER = re.compile(r"\bneither\b[^.;]{0,60}?\b(?:better|superior|more effective|differ\w*)\b", re.I)


_AMOUNT = re.compile(
    r"\bas (?:much|many)(?: \w+){0,2} as (?:there is )?(?:in )?(?:about |around |roughly |some )?(?:\d|an? |one\b"
    r"|two\b|three\b|four\b|five\b|six\b"
    r"|half\b|several\b)",
    re.I,
)
"""What tells an amount by another one and sets no two results beside each other: "as much as in two cups"."""


def _equal(text: str) -> re.Match[str] | None:
    """What calls two things equal in a text."""
    text = _AMOUNT.sub(lambda m: " " * len(m[0]), text)
    found = words_of("equal").search(text)
    if found and not _TIMES_AS.search(text[: found.start()]):
        return found
    return _NEITHER.search(text) or _AS_MANY.search(text)


def compared(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence sets one thing above another, and the source calls them equal; or the other way round."""
    equal = _equal(claim.standalone)
    here = equal or (None if claim.negated else above().search(claim.standalone))
    if here is None or claim.hypothetical:
        return None
    words = ev.stems(claim.standalone)
    ranking = (text for _, text in sentences(read) if above().search(text) and not _equal(text))
    if not equal and any(on_one(words, ev.stems(text)) for text in ranking):
        return None  # at one time, or in one thing, the source sets one above the other, too
    if not equal and _gives_rates(claim, here.start(), read):
        return None
    for passage, sentence in sentences(read):
        there = _equal(sentence)
        if equal:
            there = None if there else above().search(sentence)
        told_of = sentence if equal else context(audit, passage) if _GROUPS.search(sentence) else passage.text
        named = equal or _GROUPS.search(sentence) or telling(sentence) & words
        if there and named and on_one(words, ev.stems(told_of)):
            return Apart(
                f"“{here[0]}” in the article; {ev.source_read(audit, passage)} says “{there[0]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def _gives_rates(claim: Claim, ranks: int, read: list[Passage]) -> bool:
    """Whether a sentence of a source that calls nothing equal gives two figures for what a claim ranks."""
    thing = telling(claim.standalone[:ranks]) | telling(claim.standalone.rpartition(" and ")[2])
    rated = (text for _, text in sentences(read) if not _equal(text) and len(quantities_of(text)) > 1)
    return any(len(thing & telling(text)) >= RATED for text in rated)


RATED = 2
"""Telling words of what is ranked that a sentence with its figures has."""


def turned(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that one thing did worse than another; the source that it did better."""
    own = _rank(claim.standalone)
    if own is None or claim.negated or claim.hypothetical:
        return None
    for passage, sentence in sentences(read):
        theirs = _rank(sentence)
        if theirs and theirs[0] != own[0] and own[2] & theirs[2] and not own[2] & theirs[3]:
            return Apart(
                f"“{own[1]}” in the article; {ev.source_read(audit, passage)} says “{theirs[1]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def _rank(text: str) -> tuple[str, str, set[str], set[str]] | None:
    """How a text ranks one thing ("winner" or "loser"), by which words, and the stems of the thing and of the other."""
    beside = _pairs.BESIDE.search(text)
    other = ev.stems(beside[0]) if beside else set()
    rest = _pairs.BESIDE.sub(" ", text)
    hits = [(rank, m) for rank in ("winner", "loser") if (m := words_of(rank).search(rest))]
    if len(hits) != 1:
        return None
    rank, found = hits[0]
    return (
        rank,
        found[0],
        ev.stems(rest[: found.start()]) - other,
        other | ev.stems(re.split(r"[,:;]", rest[found.end() :])[0]),
    )
