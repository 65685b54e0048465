"""An effect that the source's own interval or p-value does not tell from none: "fewer needed surgery" of 17% and 14%
(p = 0.53)."""

from __future__ import annotations

import re

from citewarden.checks._apart import ranks
from citewarden.checks._apart.asked import Apart, beside, kin, sentences, telling, words_of
from citewarden.checks._apart.effects import tells_even
from citewarden.checks._chance import is_certain, of_chance
from citewarden.checks._figures import TIMES, figures, quantities_of
from citewarden.checks._same_figures import is_same
from citewarden.model import Audit, Claim, Passage
from citewarden.text import scales

_LIMITS = re.compile(
    r"\b(?:only|but|although|though|however|except|hardly|barely|not|no|neither|nor|n['’]t|may|might|trend|alike)\b",
    re.I,
)
"""What says that not all is told of an effect."""
_CUT = re.compile(r"[;] |, (?:but|while|whereas|although) ")


def told_as_effect(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells that one did better, the one result of the source on it may be chance."""
    said = _tells(claim)
    if not said:
        return None
    words = kin(claim.standalone)
    rows = [(p, text, part) for p, text in sentences(read) for part in _CUT.split(text) if _is_result(part)]
    about = [(len(words & telling(text)) + _given(claim, part), p, text, part) for p, text, part in rows]
    best = max((row[0] for row in about), default=0)
    for likeness, passage, text, part in about:
        null = of_chance(part)
        others = frozenset[str]().union(*(telling(other) for *_, other, _ in about if other != text))
        own = (words & telling(text)) - others
        if not null or likeness < best or not (own or _given(claim, part)) or likeness < FEWEST:
            continue
        if any(is_certain(other) and n >= likeness for n, _, _, other in about):
            continue
        return beside(audit, said, null, passage, text, "Say that it may be chance.")
    return None


FEWEST = 1
"""Telling words, or figures, that a sentence has in common with the result that it tells."""


def _tells(claim: Claim) -> str:
    """The word by which a claim tells that something did more or less than something else, "" where it hedges."""
    text = claim.standalone
    if claim.hypothetical or claim.kind == "advice" or _LIMITS.search(text) or tells_even(text):
        return ""
    if words_of("none").search(text) or words_of("equal").search(text) or words_of("chance", "cues").search(text):
        return ""
    if scales.modality(text)[1] in (0, 1):
        return ""
    ranked = next((m for m, *_ in ranks.words_in(text)), None)
    found = ranked or words_of("does").search(text) or words_of("did").search(text)
    return found[0] if found else ""


def _is_result(text: str) -> bool:
    """Whether a part of a source sets two figures beside each other, or says how sure it is of that."""
    found = [q for q in quantities_of(text) if q.denominator != "age" and q.unit not in TIMES]
    units = [q.unit for q in found if q.unit != "1" or "." in q.text]
    return bool({"CI", "p"} & set(units)) or any(units.count(u) > 1 for u in units)


def _given(claim: Claim, part: str) -> int:
    """How many figures of a claim a part of a source gives."""
    return sum(any(is_same(q, o) for o in quantities_of(part)) for q in figures(claim) if q.denominator != "age")
