"""Layer 2: a small calibrated scorer over the comparison's features, from a file the project ships.

Logistic regression (three labels) over what `compare` counted and what the rules said, then a chance for the label
that is given. It reads no words, only how the two texts compare: that carries over to
topics never seen. Plain arithmetic in a fixed order, so a pair's score is the same to the last bit whatever its batch.
In plain sentences the rules decide alone; in long ones, where they err more often, a conflict needs its consent.
`scorer.json` holds the numbers; `MODEL_CARD.md` says how they were made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path

from citewarden.errors import ConfigError
from citewarden.model import Opinion
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.protocol import LABELS, Pair, Verdict
from citewarden.nlp.verdict.rules import shared_marks, with_parts

_FILE = Path(__file__).with_name("scorer.json")
SHA256 = "e7fe57c78b84253adb088661d23111ea282ca27bcbe94bf26abd144a4e2750b2"


DOUBT = 0.4
"""Chance of a conflict below which a conflict the scorer did not consent to is not named either."""


@dataclass(frozen=True, slots=True)
class Model:
    """The shipped numbers: one weight row a label, thresholds, and the last step's numbers a label."""

    name: str
    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    intercept: tuple[float, ...]
    thresholds: Mapping[str, float]
    chance: Mapping[str, tuple[float, float, float, float]]


class Scorer:
    """Rules and scorer together: the rules may veto or decide, the scorer ranks and abstains."""

    def __init__(self, *, support: float = 0.0, contradict: float = 0.0) -> None:
        self.model = load()
        self.name = f"rules-1+{self.model.name}"
        shipped = self.model.thresholds
        self.thresholds = {
            **shipped,
            **({"support": support} if support else {}),
            **({"contradict": contradict} if contradict else {}),
        }

    def verify(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """A verdict for each pair, in order."""
        return [self.one(pair) for pair in pairs]

    def one(self, pair: Pair) -> Verdict:
        """The verdict on one pair."""
        c = compare(pair)
        ruled, plain = with_parts(pair, c)
        chances = probabilities(self.model, row(c, ruled))
        return decide(self.model, self.thresholds, c, ruled, chances, plain=plain)


def row(c: Comparison, ruled: Verdict) -> dict[str, float]:
    """The scorer's features: what was counted, and what the rules said."""
    return {
        **c.features,
        **{f"rules_{label}": ruled.score if ruled.label == label else 0.0 for label in LABELS},
        "rules_issue": float(bool(ruled.issue)),
    }


def probabilities(model: Model, features: Mapping[str, float]) -> dict[str, float]:
    """Label -> chance, adding up to 1."""
    x = [(features.get(n, 0.0) - m) / s for n, m, s in zip(model.features, model.mean, model.scale, strict=True)]
    raw = [
        b + sum(w * v for w, v in zip(ws, x, strict=True)) for ws, b in zip(model.weights, model.intercept, strict=True)
    ]
    high = max(raw)
    powers = [exp(v - high) for v in raw]
    return {label: p / sum(powers) for label, p in zip(LABELS, powers, strict=True)}


def called(
    thresholds: Mapping[str, float], ruled: str, chances: Mapping[str, float], *, plain: bool, clean: bool
) -> str:
    """The label given: the rules' where it is plain or the scorer consents, the scorer's where they are silent."""
    if ruled != "NEI":
        floor = thresholds["rules_support" if ruled == "SUPPORT" else "rules_contradict"]
        return ruled if plain or chances[ruled] >= floor else "NEI"
    if clean and chances["SUPPORT"] >= thresholds["support"]:
        return "SUPPORT"
    return "CONTRADICT" if chances["CONTRADICT"] >= thresholds["contradict"] else "NEI"


def decide(
    model: Model,
    thresholds: Mapping[str, float],
    c: Comparison,
    ruled: Verdict,
    chances: Mapping[str, float],
    *,
    plain: bool,
) -> Verdict:
    """Rules first, the scorer where they are silent; below the thresholds NEI with the closest passage."""
    likeliest = max(LABELS, key=lambda label: (chances[label], label == "NEI"))
    label = called(thresholds, ruled.label, chances, plain=plain, clean=not c.signals)
    a, b, p, d = model.chance[label]
    own = ruled.score if ruled.label == label else 0.0
    score = round(1 / (1 + exp(-(a * chances[label] + b * own + p * plain + d))), 4)
    shown = ", ".join(f"{name} {chances[name]:.2f}" for name in LABELS)
    opinion = Opinion(model.name, likeliest, round(chances[likeliest], 4), "", shown)
    kept = ruled.label == label
    doubted = label == "NEI" and ruled.label == "CONTRADICT" and chances["CONTRADICT"] >= DOUBT
    issue = ruled.issue if kept or doubted or label == "CONTRADICT" else ""
    note = ruled.note if kept or issue else "closest passage" if label == "NEI" else ""
    return replace(
        ruled,
        label=label,
        score=score,
        method=ruled.method if kept and ruled.label != "NEI" else model.name,
        issue=issue,
        note=note,
        marks=ruled.marks or shared_marks(c),
        opinions=(*ruled.opinions, opinion),
        first=likeliest,
    )


@cache
def load() -> Model:
    """The shipped scorer.

    Raises:
        ConfigError: the file is not the one this version was measured with.
    """
    data = _FILE.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ConfigError(
            "the shipped scorer is not the one this version was measured with", where=str(_FILE), remedy="install again"
        )
    return parse(json.loads(data))


def parse(data: Mapping[str, object]) -> Model:
    """A model from its JSON form."""
    from citewarden.tables import build

    return build(Model, data)
