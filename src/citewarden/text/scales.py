"""Ordinal scales of strength: how often, how surely, how causal.

Words and steps are data in `config/lexicons/quantifiers.yaml`, `modality.yaml` and `causal.yaml`: a list of steps from
weakest to strongest, each a list of words or phrases. Two statements about one thing can then be compared by step.
Phrases match whole words, any case, longest first; "very", "extremely" before a quantifier moves it a step outwards.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from citewarden.text.prefilter import Phrases

_NAMES = re.compile(r" (?:care|treatment|therapy|practice|management|diet|medicines?|advice|dose)\b", re.I)
"""What follows "usual" where it names what others are given, and no step: "usual care"."""
NONE: tuple[str, int] = ("", -1)
"""No word of the scale was found."""


def quantifier(text: str) -> tuple[str, int]:
    """How often or how many: the first word of the quantifier scale as (word as written, step), else `NONE`."""
    return _first("quantifiers", text)


def modality(text: str) -> tuple[str, int]:
    """How surely: the first hedge as (word as written, step), else the first word of commitment, else `NONE`.

    Hedges win over bare verbs: "may cause" is at the step of "may".
    """
    hits = all_of("modality", text)
    if not hits:
        return NONE
    hedges = [h for h in hits if h[1] < top("modality")]
    return min(hedges, key=lambda h: h[2])[:2] if hedges else hits[0][:2]


def causal(text: str) -> tuple[str, int]:
    """How causal the wording is: the highest step found (association, conditional cause, cause), else `NONE`.

    "may cause" is conditional: a hedge before a causal verb takes it one step down.
    """
    hits = all_of("causal", text)
    if not hits:
        return NONE
    word, step, start = max(hits, key=lambda h: (h[1], -h[2]))
    if step == top("causal") and _hedged(text, start):
        return word, step - 1
    return word, step


def all_of(scale: str, text: str) -> list[tuple[str, int, int]]:
    """Every scale word of `text` in reading order: (word as written, step, offset)."""
    phrases, steps = _compiled(scale)
    found = []
    for match in phrases.matches(text):
        if scale == "quantifiers" and _NAMES.match(text, match.end()) and match.group().lower() in ("usual", "normal"):
            continue
        step = steps[" ".join(match["phrase"].lower().replace("’", "'").split())]
        if scale == "quantifiers" and match["very"]:
            step = max(step - 1, 1) if step <= top(scale) // 2 else min(step + 1, top(scale) - 1)
        found.append((match.group(), step, match.start()))
    return found


@cache
def top(scale: str) -> int:
    """The highest step of a scale."""
    return len(_steps(scale)) - 1


def names(scale: str) -> tuple[str, ...]:
    """The scale's step names, weakest first."""
    return tuple(str(row["step"]) for row in _steps(scale))


def _first(scale: str, text: str) -> tuple[str, int]:
    return next(((word, step) for word, step, _ in all_of(scale, text)), NONE)


@cache
def _steps(scale: str) -> tuple[dict[str, Any], ...]:
    from citewarden.config import lexicon

    return tuple(lexicon(scale)["steps"])


@cache
def _compiled(scale: str) -> tuple[Phrases, dict[str, int]]:
    steps = {str(word).lower(): i for i, row in enumerate(_steps(scale)) for word in row["words"]}
    lead = r"(?P<very>(?:very|extremely|only|quite)\s+)?" if scale == "quantifiers" else ""
    return Phrases(steps, lead=lead), steps


def _hedged(text: str, start: int) -> bool:
    return any(
        step < top("modality") and offset < start and start - offset < 40
        for _, step, offset in all_of("modality", text)
    )
