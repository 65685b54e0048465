"""Which sentences of a passage a verdict should look at: the few that share most with the claim, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

_WORD = re.compile(r"[a-z0-9]+(?:[.%-][a-z0-9]+)*")
_COMMON_WORDS = """
    the a an of in to and or for with on by at from as is are was were be been it its this that these those which
    who than then there their they have has had can could may might will would shall should must but not no so
    such into over under between among during after before about also more most less all any some we our study
    patients
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def window(claim: str, sentences: Sequence[str], *, top: int = 3) -> tuple[int, ...]:
    """Indices of at most `top` sentences: those covering most of the claim's words (rare words count more)."""
    if len(sentences) <= top:
        return tuple(range(len(sentences)))
    wanted = {w[:6] for w in _WORD.findall(claim.lower()) if w not in _COMMON}
    have = [{w[:6] for w in _WORD.findall(s.lower())} & wanted for s in sentences]
    weight = {w: log(1 + len(sentences) / (1 + sum(w in h for h in have))) for w in wanted}
    scored = [
        (sum(sorted(weight[w] for w in h)) / (1 + 0.01 * len(s.split())), -i)
        for i, (h, s) in enumerate(zip(have, sentences, strict=True))
    ]
    best = sorted(range(len(sentences)), key=lambda i: scored[i], reverse=True)[:top]
    return tuple(sorted(best))
