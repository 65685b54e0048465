"""Layer 1: a verdict from the comparison alone. It speaks when the fields speak plainly, and says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from citewarden.model import Opinion
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.comparison import LONG, Comparison, Signal
from citewarden.nlp.verdict.protocol import Mark, Pair, Verdict
from citewarden.nlp.verdict.reading import read

NAME = "rules-1"
FIRM = 0.72
"""Share of the claim's words (weighted) a passage must hold before rules call it SUPPORT."""
FIRM_LONG = 0.88
"""The same where claim or sentence is long (a single other word more often turns the sense), or the passage is."""
MANY = 5
"""Sentences from which a passage is long: the best of many holds much of a claim by chance."""
CLOSE = 0.58
"""Share from which a plain clash in one field counts as CONTRADICT."""


_PART = re.compile(
    r";\s+|:\s+|,\s+(?:which is why|which|because|so that|so|but|although|though|whereas|while|and)\s+|"
    r"\s+(?:because|whereas|although)\s+|\s*(?:—|(?<!\d)–|–(?!\d))\s*",
    re.I,
)
_CONDITION = re.compile(r"(?:If|When|Once)\b[^,;]{8,160},")
LEAST = 3
"""Fewest content words of a part of a claim that is judged by itself."""


class Rules:
    """Deterministic comparison of the fields."""

    name = NAME

    def verify(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """A verdict for each pair, in order."""
        return [self.one(pair) for pair in pairs]

    def one(self, pair: Pair) -> Verdict:
        """The verdict on the whole claim, or on a part of it that the passage speaks of more plainly."""
        return with_parts(pair, compare(pair))[0]


def with_parts(pair: Pair, c: Comparison) -> tuple[Verdict, bool]:
    """The verdict on the whole, unless one clause is plainly contradicted or plainly says more than the passage.

    The second value says whether what was judged, whole or clause, is plain enough for the rules to decide alone.
    """
    whole = judge(c)
    if whole.label != "NEI" or whole.issue not in ("", "negation"):
        return whole, c.plain
    found: list[tuple[Verdict, bool]] = []
    for start, end in parts(pair.claim):
        piece = replace(pair, claim=pair.claim[start:end])
        part = compare(piece)
        verdict = judge(part)
        if verdict.label == "CONTRADICT" and len(read(pair.sentences[verdict.best]).tokens) > LONG:
            continue  # a clause of a claim against one of many in a long sentence: seldom the same matter
        if verdict.issue and (verdict.label == "CONTRADICT" or verdict.score >= 0.71):
            marks = tuple(
                replace(m, start=m.start + start, end=m.end + start) if m.sentence < 0 else m for m in verdict.marks
            )
            note = f"of “{pair.claim[start:end].strip()}”: {verdict.note}"
            opinion = replace(verdict.opinions[0], note=note, score=round(0.95 * verdict.score, 4))
            clause = replace(verdict, marks=marks, note=note, score=opinion.score, opinions=(opinion,))
            found.append((clause, part.plain))
    return max(found, key=lambda f: (f[0].label == "CONTRADICT", f[0].score), default=(whole, c.plain))


@lru_cache(maxsize=8192)
def parts(claim: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of the clauses of a claim that can be judged alone; () if it is one clause."""
    cuts = [m.span() for m in _PART.finditer(claim)]
    lead = _CONDITION.match(claim)
    if lead:
        cuts = sorted({*cuts, (lead.end() - 1, lead.end())})
    if not cuts:
        return ()
    edges = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(claim)]
    return tuple((a, b) for a, b in zip(*edges, strict=True) if len(read(claim[a:b]).needed) >= LEAST)


def judge(c: Comparison) -> Verdict:
    """The rules' verdict on a comparison."""
    if c.sentences[c.best].boilerplate:
        return _verdict(c, "NEI", 0.5, None, note="closest passage")
    against = max((s for s in c.signals if s.weight >= 0.6), key=lambda s: s.weight, default=None)
    lesser = max((s for s in c.signals if s.weight < 0.6), key=lambda s: s.weight, default=None)
    grip = c.near
    closed = next((s for s in c.signals if s.kind == "closed"), None)
    if closed is not None and grip >= 0.35:
        return _verdict(c, "CONTRADICT", 0.75, replace(closed, kind="scope"))
    if against is not None and grip >= CLOSE + (1 - against.weight) * 0.4 and c.missing <= 0.34:
        score = min(0.95, 0.35 + 0.35 * against.weight + 0.3 * grip)
        return _verdict(c, "CONTRADICT", score, against)
    if lesser is not None or against is not None:
        signal = against or lesser
        return _verdict(
            c, "NEI", 0.5 + 0.3 * grip, signal if grip >= 0.6 else None, note="" if grip >= 0.6 else "closest passage"
        )
    if (
        grip >= (FIRM if c.plain and len(c.sentences) < MANY else FIRM_LONG)
        and c.missing <= 0.12
        and not c.features["null_clash"]
        and not c.features["dir_unmet"]
        and c.features["neg_clash"] < 0.25
    ):
        return _verdict(c, "SUPPORT", min(0.95, 0.2 + 0.75 * grip), None)
    lost = ", ".join(c.claim.text[t.start : t.end] for t in c.missing_terms[:3])
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
