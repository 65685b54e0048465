"""What something does: the sentence tells an effect where the source finds none, or finds the contrary."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, above, context, on_one, sentences, words_of
from citewarden.model import Audit, Claim, Passage
from citewarden.text import scales

_BARE = re.compile(r"(?:there (?:was|were)|no |it (?:did|had|was)|neither)\b", re.I)
"""How a sentence begins that leaves it to the others what had no effect."""


def denied(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect of something; a sentence of the source on both finds none."""
    sides = _effect(claim)
    if sides is None:
        return None
    cause, effect = sides
    for passage, sentence in sentences(read):
        null, there = words_of("none").search(sentence), ev.stems(sentence)
        if null and _BARE.match(sentence):
            there = there | (cause & ev.stems(context(audit, passage)))
        both = cause & there and effect & there and on_one(cause | effect, there)
        if null and both and not above().search(sentence[: null.start()]):
            return Apart(
                f"The article tells an effect; {ev.source_read(audit, passage)} says “{null[0]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def other_way(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that something lowers what the source says it raised, or the other way round."""
    sides = _effect(claim)
    ways = [name for name in ("lowering", "raising") if words_of(name).search(claim.standalone)]
    if sides is None or len(ways) != 1:
        return None
    cause, effect = sides
    for passage, sentence in sentences(read):
        other = words_of("raising" if ways == ["lowering"] else "lowering").search(sentence)
        if other is None or words_of(ways[0]).search(sentence) or words_of("none").search(sentence):
            continue
        before, after = ev.stems(sentence[: other.start()]), ev.stems(sentence[other.end() :])
        if cause & before and effect & after and on_one(cause | effect, before | after):
            own = words_of(ways[0]).search(claim.standalone)
            return Apart(
                f"“{own[0] if own else ''}” in the article; {ev.source_read(audit, passage)} says “{other[0]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def _effect(claim: Claim) -> tuple[set[str], set[str]] | None:
    """How the words of a claim begin that tell what does something, and what it does; None where it denies, hedges or
    counts several groups."""
    text = claim.standalone
    if claim.negated or claim.hypothetical or words_of("none").search(text) or scales.modality(text)[1] in (0, 1):
        return None
    if sum(q.unit == "%" for q in claim.quantities) > 1:
        return None
    verb = words_of("does").search(text)
    if verb is None:
        return None
    return ev.stems(text[: verb.start()]), ev.stems(text[verb.end() :])
