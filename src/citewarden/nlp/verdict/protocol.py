"""What a verdict layer is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from citewarden.model import Opinion

LABELS = ("SUPPORT", "CONTRADICT", "NEI")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim that can be read alone, the sentences of one passage, and what is known of the study behind them.

    `heading` is the passage's section or the source's title, `before` the source's sentence before these and `after`
    those behind them: context, never evidence, but it may take back what the sentences say.
    """

    claim: str
    sentences: tuple[str, ...]
    design: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)
    heading: str = ""
    before: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Decisive words: `sentence` is -1 for the claim, else an index into `Pair.sentences`; offsets count there."""

    sentence: int
    start: int
    end: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """SUPPORT, CONTRADICT or NEI; `score` (0 to 1) is the calibrated chance that `label` is right.

    `issue` names the field that differs ("" if none), `best` the sentence that decided, `method` the deciding layer.
    `first` is the likeliest label before thresholds ("" where there are none).
    """

    label: str
    score: float
    method: str
    issue: str = ""
    note: str = ""
    best: int = 0
    marks: tuple[Mark, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    first: str = ""


class Layer(Protocol):
    """One way of judging pairs: pure, deterministic, the same for a pair whatever stands beside it in a batch."""

    name: str

    def verify(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """A verdict for each pair, in order."""
        ...
