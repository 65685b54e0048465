"""What the scorer sees of a comparison, beside what each field counted: shares of words, places, signals."""

from __future__ import annotations

from itertools import combinations, pairwise

from citewarden.nlp.verdict.comparison import Comparison

_KINDS = ("number", "unit", "negation", "direction", "quantifier", "temporal", "scope", "hedge", "causal")


def count(c: Comparison) -> None:
    """Add them to `c.features`; call it last."""
    _signals(c)
    _words(c)
    best = c.closest
    c.features.update(
        sentences=min(len(c.sentences), 15) / 15,
        claim_words=min(len(c.claim.tokens), 40) / 40,
        best_words=min(len(best.tokens), 60) / 60,
        long=float(c.long(c.best)),
        boilerplate=float(best.boilerplate),
        aim=float(best.aim),
        null_claim=float(c.claim.null),
        null_best=float(best.null),
        hedged=float(best.modality[1] == 0),
        hedged_claim=float(c.claim.modality[1] == 0),
    )


def _signals(c: Comparison) -> None:
    f = c.features
    for kind in _KINDS:
        f[f"sig_{kind}"] = 0.0
    contradicting = lesser = 0.0
    for s in c.signals:
        name = f"sig_{s.kind}"
        if name in f:
            f[name] = max(f[name], s.weight)
        if s.weight >= 0.6:
            contradicting = max(contradicting, s.weight)
        else:
            lesser = max(lesser, s.weight)
    f.update(contradicting=contradicting, lesser=lesser, signals=float(min(len(c.signals), 4)))


def _words(c: Comparison) -> None:
    """Which words of the claim have a counterpart, where: its beginning, its end, its names, neighbours together."""
    need, held, weights = c.need, c.held, c.claim.weights
    here = c.strength[c.best]
    size = max(1, len(need))
    head, tail = need[:3], need[-3:]
    ends = max(1, len(head))
    names = [k for k in need if k in c.claim.names]
    pairs = list(pairwise(need))
    lost = sorted([weights[k] * (1 - held[k]) for k in need], reverse=True)
    c.features.update(
        cover=c.cover[c.best],
        cover2=c.cover[c.second],
        near=c.near,
        wide=c.wide,
        around=c.near - c.cover[c.best],
        missing=min(c.missing, 1.0),
        lost1=lost[0] if lost else 0.0,
        lost2=lost[1] if len(lost) > 1 else 0.0,
        terms=min(len(need), 20) / 20,
        exact=len([k for k in need if here[k] >= 0.9]) / size,
        lost_here=len([k for k in need if here[k] < 0.45]) / size,
        head=sum([here[k] for k in head]) / ends,
        tail=sum([here[k] for k in tail]) / ends,
        tail_wide=sum([held[k] for k in tail]) / ends,
        names_lost=len([k for k in names if held[k] < 0.45]) / max(1, len(names)),
        together=len([a for a, b in pairs if here[a] >= 0.9 and here[b] >= 0.9]) / max(1, len(pairs)),
        back=_back(c),
        order=_order(c),
    )


def _back(c: Comparison) -> float:
    """Share of the best sentence that the claim holds."""
    keys = c.claim.keys
    return sum([t.weight for t in c.closest.terms if t.key in keys]) / (c.closest.weight or 1.0)


def _order(c: Comparison) -> float:
    """Do the shared terms come in the same order? 1 yes, 0 turned round."""
    place = c.closest.places
    seen = [place[t.key] for t in c.claim.terms if t.key in place]
    size = len(seen) * (len(seen) - 1) // 2
    return sum([a < b for a, b in combinations(seen, 2)]) / size if size else 0.5
