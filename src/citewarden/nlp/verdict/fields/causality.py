"""Cause in the article, association or comparison in the source."""

from __future__ import annotations

import re

from citewarden.nlp.verdict.comparison import Comparison, word_mark
from citewarden.nlp.verdict.fields.certainty import soft
from citewarden.text import scales

_LIKELIER = re.compile(r"\b(?:more|less) (?:common|likely|frequent)|\bhigher\b|\blower risk")
_ADJECTIVE = re.compile(r"\b(?:an?|with|of|at|for|significantly|slightly|moderately) \Z", re.I)
"""What stands before "increased" where that is no verb: "associated with an increased risk"."""
_TREATED = re.compile(
    r"(?<!no )(?<!not )(?<!not a )(?<!non-)(?<!without )\b(?:placebo|randomi[sz]ed|sham"
    r"|(?:double|single)[- ]blind|dummy pills?)\b",
    re.I,
)
"""What tells of people who were given something by the study."""
_CANNOT_TELL = re.compile(r"\b(?:could|did|can)(?: not|n't) (?:show|prove|establish|tell|say) (?:whether|that|if)")


def compare(c: Comparison) -> None:
    """Set the claim's step on the causal scale against the best sentence's."""
    claim, best = c.claim, c.closest
    (own, step), (other, observed) = claim.causal, _told(best.text)
    if step < 1 or observed >= 1 or claim.than >= 0 or claim.null:
        return
    if observed != 0 and not (best.than >= 0 and any(e.sign for e in best.events)):
        return
    if observed != 0 and any(s.search(_TREATED) for s in c.sentences):
        return  # what is compared with placebo was given, not watched
    if soft(c) or claim.search(_LIKELIER):
        return
    doubted = "show" in claim.text and any(s.search(_CANNOT_TELL) for s in c.sentences)
    c.against(
        "causal",
        0.8 if doubted else 0.5,
        f"“{own}” in the article, {'“' + other + '”' if other else 'a comparison'} in the source",
        word_mark(claim.text, own, -1, "causal"),
    )


def _told(text: str) -> tuple[str, int]:
    """How causal a source's sentence is: as `scales.causal`, but an association stays one with "an increased risk"."""
    hits = scales.all_of("causal", text)
    linked = next(((word, step) for word, step, _ in hits if step == 0), None)
    if linked and all(step == 0 or _ADJECTIVE.search(text[:start]) for _, step, start in hits):
        return linked
    return scales.causal(text)
