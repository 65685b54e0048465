"""Which arm of a study: the sentence tells an effect of a dose, the source found none with that dose."""

from __future__ import annotations

import re
from functools import cache

from citewarden.checks._apart.asked import Apart, beside, sentences, words_of
from citewarden.checks._apart.doses import UNITS
from citewarden.checks._apart.effects import NULL
from citewarden.checks._figures import quantities_of
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage, Quantity

_CLAUSE = re.compile(r"[;:] |, (?:while|whereas|but|and) |\b(?:while|whereas|but) ")
_WITH = re.compile(
    r"\b(?:in|with|at|on|after|of) (?:the |those (?:on|given|taking) |(?:doses? of )?)[^;:.]{0,40}\Z", re.I
)
"""What leads to the dose of an arm: "in the 10 mg and 0 mg groups"."""


def without_effect(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect of a dose; the source says that with this dose there was none, and gives others."""
    text = claim.standalone
    doses = _doses(text)
    if len({q.low for q in doses}) != 1 or claim.negated or claim.hypothetical or NULL.search(text):
        return None
    if words_of("none").search(text) or words_of("equal").search(text) or not _acts().search(text):
        return None
    own = doses[0]
    for passage, sentence in sentences(read):
        clauses = _clauses(sentence)
        empty = [(part, null) for part in clauses if (null := NULL.search(part) or words_of("none").search(part))]
        rest = [q for part in clauses if not any(part == e for e, _ in empty) for q in _doses(part)]
        for part, null in empty:
            mine = [q for q in _doses(part) if _is(q, own) and _WITH.search(part[: q.start])]
            if mine and any(q.unit == mine[0].unit and not _is(q, own) for q in rest):
                return beside(audit, own.text, null[0], passage, sentence, "Name the dose of the source.")
    return None


def _clauses(text: str) -> list[str]:
    out, at = [], 0
    for found in [*_CLAUSE.finditer(text), None]:
        out.append(text[at : found.start() if found else len(text)])
        at = found.end() if found else at
    return out


def _doses(text: str) -> list[Quantity]:
    return [q for q in quantities_of(text) if q.unit.partition("/")[0] in UNITS]


def _is(one: Quantity, other: Quantity) -> bool:
    return one.low == other.low and one.unit.partition("/")[0] == other.unit.partition("/")[0]


@cache
def _acts() -> re.Pattern[str]:
    """Verbs of an effect, as now and as in a study."""
    words = sorted({*map(str, lexicon("comparing")["does"]), *map(str, lexicon("comparing")["did"])})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)
