"""A claim beside a passage: what was aligned with what, and what was found to differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citewarden.model import Quantity
from citewarden.nlp.verdict.protocol import Mark
from citewarden.nlp.verdict.sentence import Reading
from citewarden.nlp.verdict.terms import Term

LONG = 24
"""Words from which a sentence holds several statements: what differs in it must stand beside what is shared."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One difference: `kind` is the issue, `weight` how strongly it speaks against (1 contradicts, 0.5 says less).

    `sure`: a conflict to be raised whatever else the sentence says.
    """

    kind: str
    weight: float
    why: str
    marks: tuple[Mark, ...] = ()
    sure: bool = False


@dataclass(slots=True)
class Comparison:
    """A claim beside a passage.

    `need` are the claim terms that need a counterpart; `strength[i][k]` says how well sentence `i` holds claim term
    `k` (0 to 1) and `held[k]` how well the passage does; `cover[i]` is the weighted share of the needed terms that
    sentence `i` holds. `order` lists the sentences, the one that speaks of the claim first (`best`, read as `closest`;
    then `second`). `near` is the share held around `best`, `wide` anywhere (heading included), `missing` the share
    held nowhere. `same_way`: does something go the same way on both sides?
    """

    claim: Reading
    sentences: tuple[Reading, ...]
    design: Mapping[str, Any]
    need: tuple[int, ...]
    strength: list[list[float]]
    held: list[float]
    cover: list[float]
    order: list[int]
    best: int
    second: int
    closest: Reading
    near: float
    wide: float
    missing: float
    missing_terms: tuple[Term, ...]
    signals: list[Signal] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    same_way: bool = False

    def long(self, where: int) -> bool:
        """Do claim and sentence hold so much that a difference in one word need not concern the other?

        Long sentences of research say several things; a clash counts only where nearly all of the claim stands in one.
        """
        words = max(len(self.sentences[where].tokens), len(self.claim.tokens))
        if words > LONG and self.cover[where] < (0.72 if words <= 36 else 0.85):
            return True
        return self.sentences[where].boilerplate

    def around(self, share: float) -> list[int]:
        """The first three sentences, as far as they hold at least `share` of what the best one holds."""
        least = share * self.cover[self.best]
        return [i for i in self.order[:3] if i == self.best or self.cover[i] >= least]

    def against(self, kind: str, weight: float, why: str, *marks: Mark, sure: bool = False) -> None:
        """Note a difference."""
        self.signals.append(Signal(kind, weight, why, marks, sure))


def number_mark(sentence: int, q: Quantity, why: str) -> Mark:
    """Where a number stands."""
    return Mark(sentence, q.start, q.end, why)


def word_mark(text: str, word: str, sentence: int, why: str = "") -> Mark:
    """Where `word` first stands in `text`."""
    start = max(0, text.lower().find(word.lower()))
    return Mark(sentence, start, start + len(word), why)
