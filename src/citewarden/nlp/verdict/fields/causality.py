"""Cause in the article, association or comparison in the source."""

from __future__ import annotations

import re

from citewarden.nlp.verdict.comparison import Comparison, word_mark
from citewarden.nlp.verdict.fields.certainty import soft

_LIKELIER = re.compile(r"\b(?:more|less) (?:common|likely|frequent)|\bhigher\b|\blower risk")
_CANNOT_TELL = re.compile(r"\b(?:could|did|can)(?: not|n't) (?:show|prove|establish|tell|say) (?:whether|that|if)")


def compare(c: Comparison) -> None:
    """Set the claim's step on the causal scale against the best sentence's."""
    claim, best = c.claim, c.closest
    (own, step), (other, observed) = claim.causal, best.causal
    if step < 1 or observed >= 1 or claim.than >= 0 or claim.null:
        return
    if observed != 0 and not (best.than >= 0 and any(e.sign for e in best.events)):
        return
    if soft(c) or claim.search(_LIKELIER):
        return
    doubted = "show" in claim.text and any(s.search(_CANNOT_TELL) for s in c.sentences)
    c.against(
        "causal",
        0.8 if doubted else 0.5,
        f"“{own}” in the article, {'“' + other + '”' if other else 'a comparison'} in the source",
        word_mark(claim.text, own, -1, "causal"),
    )
