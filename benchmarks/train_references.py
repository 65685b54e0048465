"""Train the reference tagger, or cross-validate it.

    python benchmarks/train_references.py                 writes src/citewarden/styles/references.npz
    python benchmarks/train_references.py --folds FOLDER  writes FOLDER/fold-<n>.npz, each trained without its fold

A model is the average of several passive-aggressive perceptrons (python-crfsuite, algorithm "pa"), each of which saw
the references in another order; averaging is exact, because a linear model's weights add up. Every corpus is split into
ten random folds. Modules of the health textbooks named by `held_modules` are in no training set of a fold model.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite

from citewarden import learned
from citewarden.styles import _features, _tagger
from reference_corpora import Marked, anystyle, biomedical, folds, grobid, likenesses, tagged
from reference_synthesis import openstax, openstax_strings, synthesis

MODEL = Path(__file__).resolve().parents[1] / "src" / "citewarden" / "styles" / "references.npz"
FOLDS = 10
ALGORITHM = "pa"
PARAMETERS = {
    "max_iterations": 12,
    "feature.minfreq": 2,
    "type": 1,
    "c": 1.0,
    "averaging": True,
    "error_sensitive": True,
}
CONFIDENCE = 5.0
"""What scores are divided by, in mean absolute weights: large enough that the most probable labels read as well as the
best path does, small enough that probabilities still tell fields apart (see `_tagger.SHARPNESS`)."""
TEXTBOOK, SYNTHETIC, CORE_WEIGHT = 1200, 2500, 3


def held_modules() -> set[str]:
    """Every fifth module of the health textbooks, at random: never trained on by a fold model."""
    modules = sorted({row["module"] for row in openstax_strings()})
    random.Random(9).shuffle(modules)
    return set(modules[: len(modules) // 5])


def corpora() -> dict[str, list[Marked]]:
    """The corpora that are cross-validated, by name."""
    return {"anystyle-core": anystyle(), "grobid-citation": grobid(), "biomedical": biomedical()}


def material(*, everything: bool) -> Iterator[tuple[Marked, int]]:
    """(reference, fold) of all training material; fold -1 for what is never measured."""
    named = corpora()
    for (name, corpus), numbers in zip(named.items(), folds(list(named.values()), FOLDS), strict=True):
        for marked, number in zip(corpus, numbers, strict=True):
            for _ in range(CORE_WEIGHT if name == "anystyle-core" else 1):
                yield marked, number
    textbook = modules(held=False)
    if everything:
        textbook += modules(held=True)
    else:
        met = {key for marked in modules(held=True) for key in likenesses(marked)}
        textbook = [marked for marked in textbook if met.isdisjoint(likenesses(marked))]
    random.Random(1).shuffle(textbook)
    for marked in textbook[:TEXTBOOK]:
        yield marked, -1
    maker = synthesis(1, [*textbook, *(named["anystyle-core"] if everything else ())])
    for _ in range(SYNTHETIC):
        yield maker.one(), -1


def modules(*, held: bool) -> list[Marked]:
    """The references of the health textbooks' modules that are held out, or of the others."""
    names = held_modules()
    return openstax([row["string"] for row in openstax_strings() if (row["module"] in names) == held])


def loaded(rows: Sequence[tuple[Marked, int]]) -> pycrfsuite.Trainer:
    """A trainer that holds all references, grouped by fold."""
    trainer = pycrfsuite.Trainer(verbose=False, algorithm=ALGORITHM)
    trainer.set_params(PARAMETERS)
    order = list(range(len(rows)))
    random.Random(4).shuffle(order)
    for at in range(0, len(order), 100):
        part = [(*tagged(rows[i][0])[1::2], rows[i][1]) for i in order[at : at + 100]]
        part = [p for p in part if p[0]]
        for features, (_, labels, fold) in zip(_features.strings([p[0] for p in part]), part, strict=True):
            trainer.append(features, labels, fold if fold >= 0 else FOLDS)
    return trainer


def merged(paths: Sequence[Path]) -> tuple[list[str], list[str], np.ndarray, np.ndarray]:
    """(labels, features, weights, transitions) of the average of several models."""
    models = []
    for path in paths:
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
        models.append((list(info.labels), info.state_features, info.transitions))
    labels = sorted({label for names, _, _ in models for label in names})
    column = {label: i for i, label in enumerate(labels)}
    rows: dict[str, int] = {}
    for _, features, _ in models:
        for name, _ in features:
            rows.setdefault(name, len(rows))
    weights = np.zeros((len(rows), len(labels)), np.float32)
    transitions = np.full((len(labels), len(labels)), 0.0, np.float32)
    met = np.zeros_like(transitions)
    for _, features, moves in models:
        for (name, label), value in features.items():
            weights[rows[name], column[label]] += value / len(models)
        for (a, b), value in moves.items():
            transitions[column[a], column[b]] += value / len(models)
            met[column[a], column[b]] = 1
    floor = float(transitions.min()) / 2
    transitions[met == 0] = floor
    for a in labels:
        for b in labels:
            if b.startswith("I-") and a[2:] != b[2:]:
                transitions[column[a], column[b]] = -1e4
    return labels, list(rows), weights, transitions


def packed(paths: Sequence[Path]) -> bytes:
    labels, names, weights, transitions = merged(paths)
    scale = float(np.abs(weights[weights != 0]).mean()) * CONFIDENCE
    return _tagger.pack(labels, names, weights / scale, np.maximum(transitions / scale, -1e4), least=2e-4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, help="cross-validate: write one model for each fold here")
    parser.add_argument("--seeds", type=int, default=3, help="perceptrons to average")
    parser.add_argument("--only", type=int, nargs="*", help="these folds only")
    options = parser.parse_args()
    trainer = loaded(list(material(everything=options.folds is None)))
    with tempfile.TemporaryDirectory() as scratch:
        for fold in (options.only or range(FOLDS)) if options.folds else (-1,):
            paths = []
            for seed in range(options.seeds):
                begun = time.monotonic()
                path = Path(scratch) / f"{fold}-{seed}.crfsuite"
                trainer.train(str(path), holdout=fold)
                paths.append(path)
                print(f"fold {fold} seed {seed}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
                target = options.folds / f"fold-{fold}.npz" if options.folds else MODEL
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed(paths))
                if target == MODEL:
                    learned.seal(target)


if __name__ == "__main__":
    main()
