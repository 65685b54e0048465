"""What one side denies and the other states."""

from __future__ import annotations

from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.protocol import Mark
from citewarden.nlp.verdict.sentence import Reading

SPOKEN = 0.4
"""Share of what the best sentence holds from which another speaks of the claim too."""


def compare(c: Comparison) -> None:
    """Set each shared word's state, denied or not, against its state in the best sentence."""
    claim, best = c.claim, c.closest
    agree, clash = _states(c)
    parity = (_count(claim, best) + _count(best, claim)) % 2
    if (best.aim and not claim.aim) or (claim.null and best.null):
        return
    if (clash > 0.25 and clash > 0.3 * agree and parity) or (not parity and _crossed(claim, best)):
        _one_sided(c, agree, clash, parity)
    elif claim.negators:
        if not claim.null and not any(_denies(c.sentences[i]) for i in c.around(SPOKEN)):
            token = claim.tokens[claim.negators[0]]
            mark = Mark(-1, token.start, token.end, "negation")
            c.against("negation", 0.5, f"“{token.word}” stands only in the article", mark)
    else:
        _denied_elsewhere(c)


def _states(c: Comparison) -> tuple[float, float]:
    """Weight of shared words in the same state, and in the other one."""
    agree = clash = 0.0
    best, negated = c.closest, c.claim.negated
    denied, affirmed = best.denied, best.affirmed
    for k in c.need:
        t = c.claim.terms[k]
        if t.key not in best.keys or t.weight < 0.1:
            continue
        if t.key in (denied if k in negated else affirmed):
            agree += t.weight
        else:
            clash += t.weight
    return agree, clash


def _crossed(claim: Reading, best: Reading) -> bool:
    """Both sides deny, each something that the other states."""
    if not claim.negators or not best.negators:
        return False
    last = {t.key: k in claim.negated for k, t in enumerate(claim.terms)}
    return any(no and key in best.affirmed and key not in best.denied for key, no in last.items()) and any(
        last.get(key) is False for key in best.denied
    )


def _denies(reading: Reading) -> bool:
    return bool(reading.negators) or reading.null


def _one_sided(c: Comparison, agree: float, clash: float, parity: int) -> None:
    """A denial that only the claim has, or only the source."""
    side, reading = (-1, c.claim) if c.claim.negators else (c.best, c.closest)
    token = reading.tokens[reading.negators[0]]
    turned = any(s.kind == "direction" for s in c.signals)
    # where the next sentence denies it too, the denial is no difference
    echoed = side < 0 and any(i != c.best and _denies(c.sentences[i]) for i in c.around(SPOKEN))
    if turned or not parity or echoed or c.long(c.best):
        weight = 0.5
    else:
        weight = 1.0 if c.near >= 0.75 and clash > agree else 0.7
    where = "article" if side < 0 else "source"
    mark = Mark(side, token.start, token.end, "negation")
    c.against("negation", weight, f"“{token.word}” stands only in the {where}", mark)


def _denied_elsewhere(c: Comparison) -> None:
    """A word the claim states that the passage only ever denies."""
    for k in c.need:
        t = c.claim.terms[k]
        if t.weight < 0.5:
            continue
        i = next((i for i, s in enumerate(c.sentences) if t.key in s.keys), -1)
        if i < 0 or any(t.key in s.keys and t.key in s.affirmed for s in c.sentences[i:]):
            continue
        s = c.sentences[i]
        refers = s.anaphoric or c.cover[i] >= 0.5
        others = [o for o in c.need if o != k and c.strength[i][o] >= 0.9 and c.claim.terms[o].weight >= 0.2]
        if refers and (others or c.cover[i] >= 0.5) and not c.long(i):
            token = s.tokens[s.negators[0]]
            c.against(
                "negation",
                0.85,
                f"the source denies it of “{c.claim.text[t.start : t.end]}”",
                Mark(i, token.start, token.end, "negation"),
                Mark(-1, t.start, t.end, "negation"),
            )
            return


def _count(reading: Reading, other: Reading) -> int:
    """Negators whose reach holds something the other side speaks of, and that are not part of a comparison."""
    return sum(
        not _compares(reading, at) and any(at < t.token <= end and t.key in other.keys for t in reading.terms)
        for at, end in reading.scopes
    )


def _compares(reading: Reading, at: int) -> bool:
    """Is the denial part of what follows "than" or "compared with", and not of the clause after that?"""
    if not 0 <= reading.than <= at:
        return False
    return "," not in reading.text[reading.tokens[reading.than].start : reading.tokens[at].start]
