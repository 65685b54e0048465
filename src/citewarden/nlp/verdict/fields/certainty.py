"""How surely: hedges, questions and beliefs that the article leaves out."""

from __future__ import annotations

import re

from citewarden.nlp.verdict.comparison import Comparison, word_mark
from citewarden.text import hedges as scopes

_CERTAIN = re.compile(r"\b(?:will|always|certain\w*|inevitabl\w*|proven?|must)\b", re.I)
_OBLIGES = re.compile(r"\b(?:must|always|ha(?:s|ve) to|needs? to)\b", re.I)
"""What a permission falls short of."""
_GUESS = re.compile(r"\b(?:may|might|could|possibl\w*|perhaps|suggest\w*|thought|believed|appears?|seems?)\b", re.I)
_PROBABLY = re.compile("probably|presumably", re.I)
_WHETHER = re.compile(r"\b(?:whether|to be seen|to (?:find out|see) if)\b", re.I)
_THEN_NOT = re.compile(r"\s+not\b")
_HOWEVER = re.compile(r"\b(?:in fact|however|but)\b", re.I)
_MIXED = re.compile(r"\bmixed|inconsistent|conflicting|unclear\b")
TELLING = 0.3
"""Weight from which a word tells what a sentence is about."""
_CLEAR = re.compile(r"\bconsistent|clear|proven|shown\b")


def soft(c: Comparison) -> bool:
    """Does the claim itself stop short of stating a fact?"""
    return c.claim.modality[1] in (0, 1, 2) or c.claim.attributed or c.claim.aim


def hedges(c: Comparison) -> None:
    """A fact in the article where the source says "may"."""
    claim, best = c.claim, c.closest
    theirs, step = best.modality
    probable = _PROBABLY.fullmatch(theirs) is not None
    if (step != 0 and not probable) or soft(c) or not _applies(c, theirs):
        return
    word = claim.modality[0]
    certain = bool(claim.search(_CERTAIN))
    if certain or probable or (best.search(_GUESS) and (claim.causal[1] >= 2 or not claim.negators)):
        c.against(
            "hedge",
            0.5,
            f"“{word or 'stated as a fact'}” in the article, “{theirs}” in the source",
            word_mark(best.text, theirs, c.best, "hedge"),
            *((word_mark(claim.text, word, -1, "hedge"),) if word else ()),
        )


def _applies(c: Comparison, hedge: str) -> bool:
    """Does the hedge govern something the claim speaks of (and not an aside, "who might become ...", another clause, a
    permission)?"""
    best = c.closest
    at = best.text.lower().find(hedge.lower())
    end = at + len(hedge)
    if at < 0 or scopes.in_relative(best.text, at) or _THEN_NOT.match(best.text[end:]):
        return False
    if scopes.allows(best.text, at, end) and not c.claim.search(_OBLIGES):
        return False
    clause = scopes.governed(best.text, end)
    after = [t for t in best.terms if end <= t.start < end + len(clause)]
    return any(t.key in c.claim.keys and t.weight >= TELLING for t in after) or not after


def questions(c: Comparison) -> None:
    """An answer in the article where the source only asks."""
    asks = c.closest.aim and not c.claim.aim and not c.claim.attributed and not c.claim.negators
    if asks and _asks_of_it(c):
        c.against("hedge", 0.5, "the source asks this question; this sentence does not answer it")


def _asks_of_it(c: Comparison) -> bool:
    """Does the question of a sentence that asks whether something is so hold what the claim says?"""
    whether = c.closest.search(_WHETHER)
    if whether is None:
        return True
    asked = [t for t in c.closest.terms if t.start > whether.start() and t.weight >= TELLING]
    return sum(t.key in c.claim.keys for t in asked) > 1 or len(asked) < 2


def beliefs(c: Comparison) -> None:
    """A fact in the article where the source tells what people think, and may go on to set it right."""
    held = c.closest.belief and not c.claim.belief and not c.claim.attributed
    if not held or c.claim.negators:
        return
    after = c.sentences[c.best + 1] if c.best + 1 < len(c.sentences) else None
    if after is not None and (after.null or "now" in after.words or after.search(_HOWEVER)):
        c.against("negation", 0.9, "the source reports this as a belief and then sets it right")
        return
    mixed = after is not None and after.search(_MIXED) and c.claim.search(_CLEAR)
    c.against("hedge", 0.8 if mixed else 0.5, "the source reports this as a belief")
