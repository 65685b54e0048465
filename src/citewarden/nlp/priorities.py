"""Could a wrong number, dose, efficacy or risk in a claim harm? "high" or "normal", by a small linear model.

It reads the features of the claim's kind (`kinds.features`), the kind itself, what the patterns of
`kinds.priority_by_patterns` say and what the claim is about (`meanings`); its threshold is chosen so that high claims
are seldom missed rather than seldom called: a claim of high priority too many costs a look, one too few may cost more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from citewarden import learned
from citewarden.model import Quantity
from citewarden.nlp import kinds, meanings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MODEL = Path(__file__).parent / "priority_weights.json"


def features(names: Iterable[str], statement: str, kind: str, quantities: Sequence[Quantity]) -> list[str]:
    """Names of the features that hold: those of the kind's model, the kind, and the patterns' answer."""
    ruled = kinds.priority_by_patterns(statement, kind, quantities)
    names = list(names)
    treats = "is:treats" if any(map(_OF_TREATMENT.match, names)) else "is:no-treatment"
    return [*names, f"rule:{ruled}", f"main:{kind}", f"rule:{ruled}&{kind}", treats, *_said(statement)]


_OF_TREATMENT = re.compile(
    r"(?:main|rule):treatment-effect\Z"
    r"|sec=(?:treat|therap|medic|drug|manag|surg|vaccin|relie|prevent|cop(?:e|ing)|remed|help|care|side|effect)"
)
"""Features of claims that say something of a treatment."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|may|can|might|could|should|must|will|has|have|had|do|does|did|causes?|include[sd]?|helps?|occurs?"
    r"|affects?|shows?|[a-z]{3,}e[sd])\b"
)
_PEOPLE = re.compile(
    r"(?:(?:most|many|some|older|young) )?(?:people|patients|women|men|children|babies|infants|adults|anyone|persons)"
)


def _said(statement: str) -> list[str]:
    """The first verb of the main clause with the word after it, and whom the clause is about."""
    core = kinds.main_clause(statement).lower()
    verb = _VERB.search(core)
    if verb is None:
        return ["verb=none"]
    after = core[verb.end() :].split(maxsplit=1)[:1]
    whom = "you" if core.startswith("you") else "people" if _PEOPLE.match(core) else "thing"
    return [f"verb={verb.group()}", f"about={whom}", *(f"after={word}" for word in after)]


def priority(names: Iterable[str], statement: str, kind: str, quantities: Sequence[Quantity]) -> str:
    """ "high" or "normal"."""
    if kind in ("dose", "statistic", "risk") and quantities:
        return "high"
    return "high" if chance(features(names, statement, kind, quantities), statement) >= threshold() else "normal"


def chance(names: Iterable[str], statement: str, model: Mapping[str, float] | None = None) -> float:
    """How likely a claim with these features is of high priority, 0 to 1."""
    weights = learned.card(_MODEL)["weights"] if model is None else model
    about = _about() if model is None else meanings.weights(model)
    return learned.chance(names, weights, more=float(meanings.of(statement) @ about))


@cache
def _about() -> NDArray[np.float64]:
    return meanings.weights(learned.card(_MODEL)["weights"])


def threshold() -> float:
    """The chance from which a claim is of high priority."""
    return float(learned.card(_MODEL)["threshold"])
