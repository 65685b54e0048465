"""Layer 1: a verdict from the comparison alone. It speaks when the fields speak plainly, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citewarden.model import Opinion
from citewarden.nlp.verdict.compare import Comparison, Signal, compare
from citewarden.nlp.verdict.protocol import Mark, Pair, Verdict

NAME = "rules-1"
FIRM = 0.70
"""Share of the claim's words (weighted) a passage must hold before rules call it SUPPORT."""
CLOSE = 0.58
"""Share from which a plain clash in one field counts as CONTRADICT."""


class Rules:
    """Deterministic comparison of the fields."""

    name = NAME

    def verify(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """A verdict for each pair, in order."""
        return [judge(compare(pair)) for pair in pairs]


def judge(c: Comparison) -> Verdict:
    """The rules' verdict on a comparison."""
    against = max((s for s in c.signals if s.weight >= 0.6), key=lambda s: s.weight, default=None)
    lesser = max((s for s in c.signals if s.weight < 0.6), key=lambda s: s.weight, default=None)
    grip = c.near
    closed = next((s for s in c.signals if s.kind == "closed"), None)
    if closed is not None and grip >= 0.4:
        return _verdict(c, "CONTRADICT", 0.75, replace(closed, kind="scope"))
    if against is not None and grip >= CLOSE + (1 - against.weight) * 0.4 and c.missing <= 0.34:
        score = min(0.95, 0.35 + 0.35 * against.weight + 0.3 * grip)
        return _verdict(c, "CONTRADICT", score, against)
    if lesser is not None or against is not None:
        signal = against or lesser
        return _verdict(
            c, "NEI", 0.5 + 0.3 * grip, signal if grip >= 0.45 else None, note="" if grip >= 0.45 else "closest passage"
        )
    if grip >= FIRM and c.missing <= 0.12 and c.features["null_clash"] == 0:
        return _verdict(c, "SUPPORT", min(0.95, 0.2 + 0.75 * grip), None)
    lost = ", ".join(t.key.split(":")[-1] for t in c.missing_terms[:3])
    return _verdict(
        c, "NEI", min(0.95, 0.4 + 0.6 * (1 - grip)), None, note=f"nothing on {lost}" if lost else "closest passage"
    )


def _verdict(c: Comparison, label: str, score: float, signal: Signal | None, note: str = "") -> Verdict:
    why = signal.why if signal else note or "; ".join(c.agreements)
    marks = signal.marks if signal and signal.marks else shared_marks(c)
    issue = signal.kind if signal else ""
    opinion = Opinion(NAME, label, round(score, 4), issue, why)
    return Verdict(label, round(score, 4), NAME, issue, why, c.best, marks, (opinion,))


def shared_marks(c: Comparison) -> tuple[Mark, ...]:
    """Where the claim's words stand in the best sentence."""
    best = c.sentences[c.best]
    out = [Mark(c.best, t.start, t.end, "shared") for t in best.terms if t.key in c.claim.keys and t.weight >= 0.3]
    return tuple(out[:8])
