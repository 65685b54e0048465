"""An effect where the source reports none, none where it reports one."""

from __future__ import annotations

import re

from citewarden.nlp.verdict.comparison import Comparison

_EQUALLY = re.compile(r"\bno (?:worse|better|more|less)\b|\bas (?:well|good)|\bsimilar|\bcomparable|\bsame\b", re.I)


def compare(c: Comparison) -> None:
    """Set a claim that tells of an effect against a null result, and the other way round."""
    if c.closest.null and not c.claim.null:
        _none_found(c)
    elif c.claim.null and not c.closest.null:
        _one_found(c)


def _none_found(c: Comparison) -> None:
    tells = bool(c.claim.events) or c.claim.causal[1] >= 0
    if not tells or c.claim.denies:
        return
    if any(e.sign and (e.right or abs(e.sign) == 1) for e in c.closest.events):
        return
    sized = c.claim.than >= 0 and any(q.unit in ("%", "fold") for q in c.claim.quantities)
    weak = c.closest.search(_EQUALLY)
    loose = (weak and not sized) or (c.long(c.best) and not (sized and c.near >= 0.8))
    c.against("negation", 0.5 if loose else 0.8, "the source reports no difference or no effect here")


def _one_found(c: Comparison) -> None:
    for i in c.around(0.3):
        s = c.sentences[i]
        if s.significant and not s.null and not s.negators:
            mixed = any(e.sign for e in c.claim.events) or c.long(i)
            c.against("negation", 0.5 if mixed else 0.85, "the source reports a difference here")
            return
