"""Train the reference tagger: `python benchmarks/train_references.py` writes `src/citewarden/styles/references.npz`."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pycrfsuite
from reference_corpora import Marked, tagged

from citewarden.styles import _features, _tagger


def perceptron(data: Sequence[tuple[list[list[str]], list[str]]], *, seed: int, rounds: int = 10) -> Path:
    order = list(range(len(data)))
    random.Random(seed).shuffle(order)
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="ap")
    for i in order:
        trainer.append(*data[i])
    trainer.set_params({"max_iterations": rounds, "feature.minfreq": 2})
    path = Path(tempfile.mkdtemp()) / f"{seed}.crfsuite"
    trainer.train(str(path))
    return path


def weights_of(path: Path):
    """(labels, {feature: {label: weight}}, {(from, to): weight}) of a crfsuite model."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    return list(info.labels), info.state_features, info.transitions


def merged(paths: Sequence[Path], scales: Sequence[float] | None = None):
    labels: list[str] = []
    rows: dict[str, int] = {}
    total = None
    models = [weights_of(p) for p in paths]
    labels = sorted({l for m in models for l in m[0]})
    column = {l: i for i, l in enumerate(labels)}
    for m in models:
        for name, _ in m[1]:
            rows.setdefault(name, len(rows))
    weights = np.zeros((len(rows), len(labels)), np.float32)
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    seen = np.zeros_like(transitions)
    for m, scale in zip(models, scales or [1 / len(models)] * len(models), strict=True):
        for (name, label), value in m[1].items():
            weights[rows[name], column[label]] += value * scale
        for (a, b), value in m[2].items():
            transitions[column[a], column[b]] += value * scale
            seen[column[a], column[b]] = 1
    for a in labels:
        for b in labels:
            if b.startswith("I-") and a[2:] != b[2:]:
                transitions[column[a], column[b]] = -60
            elif not seen[column[a], column[b]]:
                transitions[column[a], column[b]] = min(-3.0, transitions.min() / 4)
    return labels, list(rows), weights, transitions
