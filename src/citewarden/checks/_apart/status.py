"""What a rule is worth today: the sentence tells as in force what its source calls a draft, withdrawn, or replaced."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import (
    Apart,
    around,
    fine_words,
    is_brief,
    kin,
    sentences,
    telling,
    words_of,
)
from citewarden.model import Audit, Claim, Passage

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAST = re.compile(r"\b(?:was|were|had|did|used to|would|recommended|advised|set|supported|needed|allowed)\b", re.I)
_NOTHING_NEW = telling("guideline guidance advice national official recommend recommends rules statement edition")
_TAKES_UP = re.compile(r"\W*(?:that|this|these|those|it|they|the (?:advice|rule|guideline|guidance))\b", re.I)
"""How a sentence of a source begins that goes on about what the one before it says."""
SHARED = 2
"""Telling words that a sentence and what its source says of a rule have in common."""


def draft(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells as in force what its brief source only proposes."""
    if not _tells_rule(claim) or _owns(audit, claim) or not all(is_brief(audit, p.work) for p in read):
        return None
    words = kin(claim.standalone) - _NOTHING_NEW
    for passage, sentence in sentences(read):
        found = words_of("draft", "status").search(sentence)
        if found and len(words & telling(sentence)) >= SHARED:
            return _asked(audit, found[0], passage, sentence, "Say that it is none yet.")
    return None


def withdrawn(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells a rule of a brief source that says of itself that it is withdrawn."""
    if not _tells_rule(claim) or _owns(audit, claim) or not all(is_brief(audit, p.work) for p in read):
        return None
    words = kin(claim.standalone)
    whole, before = telling(" ".join(p.text for p in read)), ""
    for passage, sentence in sentences(read):
        found = words_of("withdrawn", "status").search(sentence)
        told, before = f"{before if _TAKES_UP.match(sentence) else ''} {sentence}", sentence
        if found and len(words & telling(told) - _NOTHING_NEW) >= 1 and len(words & whole) > SHARED:
            return _asked(audit, found[0], passage, sentence, "Cite what is in force.")
    return None


def replaced(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells as today's rule what its source gives for earlier years, and another rule since."""
    if not _tells_rule(claim) or _owns(audit, claim) or not all(is_brief(audit, p.work) for p in read):
        return None
    rows = list(sentences(read))
    mine = fine_words(claim.standalone)
    for at, (passage, old) in enumerate(rows):
        if not (_YEAR.search(old) and _PAST.search(old)) or len(kin(claim.standalone) & telling(old)) < SHARED:
            continue
        for since, text in [(m, t) for _, t in rows[at:] if (m := words_of("since", "status").search(t))]:
            new = text[since.start() :] if text == old else text
            before = old[: since.start()] if text == old else old
            only = (mine & fine_words(before)) - fine_words(new)
            others = (mine & fine_words(new)) - fine_words(before)
            of_old = _figures(only) or (telling(" ".join(only)) and not telling(" ".join(others)))
            if of_old and not _figures(others):
                return _asked(audit, since[0], passage, text if text != old else old, "Tell what holds today.")
    return None


def _figures(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())


def _tells_rule(claim: Claim) -> bool:
    """Whether a sentence tells what is advised, allowed or done, as of now."""
    text = claim.standalone
    return bool(words_of("rules", "status").search(text)) and not _YEAR.search(text)


def _owns(audit: Audit, claim: Claim) -> bool:
    """Whether a sentence's paragraph says what the rule is worth."""
    return bool(words_of("owns", "status").search(around(audit, claim)))


def _asked(audit: Audit, word: str, passage: Passage, sentence: str, todo: str) -> Apart:
    return Apart(
        f"The article tells it as in force; {ev.source_read(audit, passage)} says “{word}”: {ev.quoted(sentence)}."
        f" {todo}",
        passage,
        sentence,
    )
