"""Could a wrong number, dose, efficacy or risk in a claim harm? "high" or "normal", by a small linear model.

It reads the features of the claim's kind (`kinds.features`), the kind itself and what the patterns of
`kinds.priority_by_patterns` say; its threshold is chosen so that high claims are seldom missed rather than seldom
called: a claim of high priority too many costs a look, one too few may cost more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from citewarden import learned
from citewarden.model import Quantity
from citewarden.nlp import kinds

_MODEL = Path(__file__).parent / "priority_weights.json"


def features(names: Iterable[str], statement: str, kind: str, quantities: Sequence[Quantity]) -> list[str]:
    """Names of the features that hold: those of the kind's model, the kind, and the patterns' answer."""
    ruled = kinds.priority_by_patterns(statement, kind, quantities)
    return [*names, f"rule:{ruled}", f"main:{kind}", f"rule:{ruled}&{kind}"]


def priority(names: Iterable[str], statement: str, kind: str, quantities: Sequence[Quantity]) -> str:
    """ "high" or "normal"."""
    if kind in ("dose", "statistic", "risk") and quantities:
        return "high"
    return "high" if chance(features(names, statement, kind, quantities)) >= threshold() else "normal"


def chance(names: Iterable[str], model: Mapping[str, float] | None = None) -> float:
    """How likely a claim with these features is of high priority, 0 to 1."""
    return learned.chance(names, learned.card(_MODEL)["weights"] if model is None else model)


def threshold() -> float:
    """The chance from which a claim is of high priority."""
    return float(learned.card(_MODEL)["threshold"])
