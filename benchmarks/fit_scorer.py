"""Fit the shipped scorer from the training files: `python benchmarks/fit_scorer.py` (scikit-learn; a minute).

Weights, thresholds and calibration come from the training splits alone: five folds that keep pairs with shared evidence
together give every pair a chance from a model that never saw its evidence; thresholds are the lowest at which those
chances reach the wanted precision, the last step maps them to the share that was right.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import warnings
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

import verdict_data as data
from citewarden.nlp.verdict import scorer
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.protocol import LABELS, Pair
from citewarden.nlp.verdict.rules import judge, with_parts

OUT = Path(scorer.__file__).with_name("scorer.json")
WANTED = {"SUPPORT": 0.9, "CONTRADICT": 0.8}
FLOOR = {"rules_support": 0.0, "rules_contradict": 0.0}
"""Chance below which the scorer overrules a SUPPORT or CONTRADICT of the rules."""
STRENGTH = 0.05


def main() -> None:
    rows, gold, groups, ruled, clean = [], [], [], [], []
    for e in (*data.scifact("train"), *data.check_covid("train"), *data.citation_integrity("train")):
        pair = Pair(e.claim, e.sentences)
        c = compare(pair)
        r = with_parts(pair, judge(c))
        rows.append(scorer.row(c, r))
        gold.append(e.label)
        groups.append(e.group)
        ruled.append(r)
        clean.append(not c.signals)
    names = sorted(rows[0])
    x = np.array([[r.get(n, 0.0) for n in names] for r in rows])
    y = np.array(gold)
    chances = np.zeros((len(y), len(LABELS)))
    for fit, keep in GroupKFold(5).split(x, y, groups):
        model, scale = _fit(x[fit], y[fit])
        chances[keep] = _chances(model, scale, x[keep])
    model, scale = _fit(x, y)
    order = [list(model.classes_).index(label) for label in LABELS]
    thresholds = _thresholds(chances, y, ruled, clean)
    labels = [_label(p, r, c, thresholds) for p, r, c in zip(chances, ruled, clean, strict=True)]
    chance = {label: _last_step(label, chances, y, ruled, labels) for label in LABELS}
    out = {
        "name": "scorer-1",
        "features": names,
        "mean": [round(float(v), 6) for v in scale.mean_],
        "scale": [round(float(v), 6) or 1.0 for v in scale.scale_],
        "weights": [[round(float(v), 6) for v in model.coef_[i]] for i in order],
        "intercept": [round(float(model.intercept_[i]), 6) for i in order],
        "thresholds": {k: round(v, 4) for k, v in thresholds.items()},
        "chance": chance,
    }
    text = json.dumps(out, indent=1) + "\n"
    OUT.write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Path(scorer.__file__)
    source.write_text(re.sub(r'SHA256 = "[0-9a-f]*"', f'SHA256 = "{digest}"', source.read_text("utf-8")), "utf-8")
    for label in LABELS:
        called = [g for g, s in zip(gold, labels, strict=True) if s == label]
        right = sum(g == label for g in called) / max(1, len(called))
        print(f"{label}: {len(called)} of {len(gold)} called, precision {right:.3f}")
    print(out["thresholds"], chance)


def _fit(x: Any, y: Any) -> tuple[Any, Any]:
    scale = StandardScaler().fit(x)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced").fit(scale.transform(x), y), scale


def _chances(model: Any, scale: Any, x: Any) -> Any:
    return model.predict_proba(scale.transform(x))[:, [list(model.classes_).index(label) for label in LABELS]]


def _thresholds(chances: Any, y: Any, ruled: Any, clean: Any) -> dict[str, float]:
    """Where the rules are silent: the lowest chance at which the wanted precision holds. Where they speak: a floor."""
    silent = np.array([r.label == "NEI" for r in ruled])
    return {
        "support": _lowest(chances[:, 0], y == "SUPPORT", silent & np.array(clean), WANTED["SUPPORT"]),
        "contradict": _lowest(chances[:, 1], y == "CONTRADICT", silent, WANTED["CONTRADICT"]),
        **FLOOR,
    }


def _lowest(score: Any, right: Any, among: Any, wanted: float, *, least: int = 40) -> float:
    """The lowest score above which `wanted` of the pairs are right (`least` of them at least); 1.01 if none."""
    pairs = sorted(zip(score[among], right[among], strict=True), reverse=True)
    hits, best = 0, 1.01
    for n, (value, good) in enumerate(pairs, 1):
        hits += bool(good)
        if n >= least and hits / n >= wanted:
            best = float(value)
    return best


def _label(p: Any, r: Any, clean: bool, t: dict[str, float]) -> str:
    if r.label != "NEI":
        k = LABELS.index(r.label)
        return r.label if p[k] >= t["rules_support" if k == 0 else "rules_contradict"] else "NEI"
    if clean and p[0] >= t["support"]:
        return "SUPPORT"
    return "CONTRADICT" if p[1] >= t["contradict"] else "NEI"


def _last_step(label: str, chances: Any, y: Any, ruled: Any, labels: Any) -> list[float]:
    k = LABELS.index(label)
    mine = np.array([s == label for s in labels])
    own = np.array([r.score if r.label == label else 0.0 for r in ruled])
    right = (y == label)[mine]
    if mine.sum() < 20 or right.all() or not right.any():
        return [0.0, 0.0, 1.0]
    z = np.column_stack([chances[mine, k], own[mine]])
    model = LogisticRegression(C=1.0).fit(z, right)
    return [
        round(float(model.coef_[0][0]), 5),
        round(float(model.coef_[0][1]), 5),
        round(float(model.intercept_[0]), 5),
    ]


if __name__ == "__main__":
    main()
