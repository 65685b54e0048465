"""What the fields of a comparison make of it: an issue named, the words marked, the label they lean to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from citewarden.model import Opinion
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.comparison import LONG, Comparison, Signal
from citewarden.nlp.verdict.protocol import Mark, Pair, Verdict
from citewarden.nlp.verdict.sentence import read

NAME = "rules-1"
FIRM = 0.72
"""Share of the claim's words (weighted) a passage must hold before the fields lean to SUPPORT."""
NAMED = 0.58
"""Share from which a difference is named."""
DOUBTLESS = 0.9
"""Weight of a difference that leaves no doubt."""
PLAIN = 0.5
"""The same of such a difference."""
CLOSE = 0.58
"""Share from which they lean to CONTRADICT where one field clashes."""


_PART = re.compile(
    r";\s+|:\s+|,\s+(?:which is why|which|because|so that|so|but|although|though|whereas|while|and)\s+|"
    r",\s+(?:also|even|especially)\s+|"
    r"(?<!\s)\s+(?:because|whereas|although)\s+|(?<!\s)\s*(?:—|(?<!\d)–|–(?!\d))\s*",
    re.I,
)
_CONDITION = re.compile(r"(?:If|When|Once)\b[^,;]{8,160},")
LEAST = 3
"""Fewest content words of a part of a claim that is judged by itself."""


def with_parts(pair: Pair, c: Comparison) -> Verdict:
    """What the fields say of the whole, unless one clause plainly differs or plainly says more than the passage."""
    whole = judge(c)
    if whole.first == "CONTRADICT" or (whole.issue not in ("", "negation") and c.near >= NAMED):
        return whole
    found: list[Verdict] = []
    for start, end in parts(pair.claim):
        piece = replace(pair, claim=pair.claim[start:end])
        verdict = judge(compare(piece))
        if (
            verdict.first == "CONTRADICT"
            and len(read(pair.sentences[verdict.best]).tokens) > LONG
            and verdict.label == "NEI"
        ):
            continue  # a clause of a claim against one of many in a long sentence: seldom the same matter
        if verdict.issue and (verdict.first == "CONTRADICT" or verdict.score >= 0.71):
            marks = tuple(
                replace(m, start=m.start + start, end=m.end + start) if m.sentence < 0 else m for m in verdict.marks
            )
            note = f"of “{pair.claim[start:end].strip()}”: {verdict.note}"
            opinion = replace(verdict.opinions[0], note=note, score=round(0.95 * verdict.score, 4))
            found.append(replace(verdict, marks=marks, note=note, score=opinion.score, opinions=(opinion,)))
    return max(found, key=lambda f: (f.label == "CONTRADICT", f.first == "CONTRADICT", f.score), default=whole)


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
    """What the fields make of a comparison: an issue to look at, and in `first` the label they lean to.

    The label itself is NEI, but for the few differences that are sure whatever else a sentence says.
    """
    if c.sentences[c.best].boilerplate:
        return _verdict(c, "NEI", 0.5, None, note="closest passage")
    against = max((s for s in c.signals if s.weight >= 0.6), key=lambda s: s.weight, default=None)
    lesser = max(
        (s for s in c.signals if s.weight < 0.6),
        key=lambda s: (s.weight, s.kind in ("negation", "direction")),
        default=None,
    )
    grip = c.near
    closed = next((s for s in c.signals if s.kind == "closed"), None)
    if closed is not None:
        return _verdict(c, "CONTRADICT", 0.75, replace(closed, kind="scope"))
    if against is not None and grip >= CLOSE + (1 - against.weight) * 0.4 and c.missing <= 0.34:
        return _verdict(c, "CONTRADICT", min(0.95, 0.35 + 0.35 * against.weight + 0.3 * grip), against)
    if lesser is not None or against is not None:
        signal = against or lesser
        shown = grip >= (PLAIN if against is not None and against.weight >= DOUBTLESS else NAMED)
        note = "" if shown else "closest passage"
        return _verdict(c, "NEI", 0.5 + 0.3 * grip, signal if shown else None, note=note)
    if grip >= FIRM and c.missing <= 0.12:
        return _verdict(c, "SUPPORT", min(0.95, 0.2 + 0.75 * grip), None, note="closest passage")
    lost = ", ".join(c.claim.text[t.start : t.end] for t in c.missing_terms[:3])
    return _verdict(
        c, "NEI", min(0.95, 0.4 + 0.6 * (1 - grip)), None, note=f"nothing on {lost}" if lost else "closest passage"
    )


def _verdict(c: Comparison, leaning: str, score: float, signal: Signal | None, note: str = "") -> Verdict:
    why = signal.why if signal else note or "; ".join(c.agreements)
    marks = signal.marks if signal and signal.marks else shared_marks(c, c.best)
    issue = signal.kind if signal else ""
    label = leaning if signal and signal.sure else "NEI"
    opinion = Opinion(NAME, label, round(score, 4), issue, why)
    return Verdict(label, round(score, 4), NAME, issue, why, c.best, marks, (opinion,), leaning)


def shared_marks(c: Comparison, where: int) -> tuple[Mark, ...]:
    """Where the claim's words stand in a sentence."""
    best = c.sentences[where]
    out = [Mark(where, t.start, t.end, "shared") for t in best.terms if t.key in c.claim.keys and t.weight >= 0.3]
    return tuple(out[:8])
