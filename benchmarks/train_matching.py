"""Fit the weights by which sources and passages are ordered, and write them.

    python benchmarks/train_matching.py            # figures on sources the weights were not fitted on
    python benchmarks/train_matching.py --write    # and write src/citewarden/nlp/relevance_weights.json

Data: the opened parts of the sets of `matching.py`. For each claim the shares of `nlp/relevance.py`, of its ten sources
and of all their passages; a softmax over them is fitted (L2 penalty, every set of equal weight), folds by source. A
share whose weight would be below nought is left out, but for "methods".
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import matching
from citewarden import learned
from citewarden.nlp.relevance import SHARES, WEIGHTS, Texts

FOLDS = 5
PENALTY = 3.0
OF_PLACE = ("front", "methods")


class Row(NamedTuple):
    """One claim: shares of what competes (rows) and which of it is right."""

    set: str
    source: str
    shares: NDArray[np.float64]
    right: NDArray[np.bool_]


def rows() -> dict[str, list[Row]]:
    """Sort of text -> rows of the opened claims."""
    out: dict[str, list[Row]] = defaultdict(list)
    for name, (made, near) in matching.SETS.items():
        queries, sources = made()
        asked = [q for q in queries if matching.opened(q.source)]
        for together, ten in matching.trials(asked, sources, near):
            passages = [p for key in ten for p in sources[key].passages]
            texts = Texts(passages, {key: sources[key].title for key in ten})
            for q in together:
                by_passage, by_work = texts.shares(q.claim)
                if near:
                    out["source"].append(_row(name, q, by_work, [w == q.source for w in texts.works]))
                if near != "source":
                    gold = [p.work == q.source and matching.holds(p, q.gold) for p in passages]
                    out["passage"].append(_row(name, q, by_passage, gold))
        print(f"{name}: {len(asked)} claims", flush=True)
    return {sort: [r for r in found if r.right.any()] for sort, found in out.items()}


def _row(name: str, q: matching.Query, shares: Mapping[int, Sequence[float]], right: Sequence[bool]) -> Row:
    return Row(name, q.source, np.array([shares[n] for n in shares]), np.array([right[n] for n in shares]))


def fit(found: Sequence[Row], names: Sequence[str]) -> dict[str, float]:
    """The weights of `names`; those that may not be below nought and would be are 0."""
    columns = [SHARES.index(n) for n in names]
    spread = np.vstack([r.shares[:, columns] for r in found]).std(0) + 1e-9
    sizes: dict[str, int] = defaultdict(int)
    for r in found:
        sizes[r.set] += 1
    weight = [len(found) / len(sizes) / sizes[r.set] for r in found]

    def loss(b: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = PENALTY * float(b @ b), 2 * PENALTY * b
        for r, w in zip(found, weight, strict=True):
            x = r.shares[:, columns] / spread
            e = np.exp(x @ b - (x @ b).max())
            p, q = e / e.sum(), e * r.right / (e * r.right).sum()
            total -= w * float(np.log((e * r.right).sum() / e.sum()))
            slope = slope + w * ((p - q) @ x)
        return total, slope

    bounds = [(None, None) if n == "methods" else (0.0, None) for n in names]
    best = minimize(loss, np.full(len(names), 0.1), jac=True, method="L-BFGS-B", bounds=bounds).x / spread
    return {n: round(float(v), 3) for n, v in zip(names, best, strict=True)}


def folds(found: Sequence[Row], names: Sequence[str], first: int) -> dict[str, float]:
    """Set -> share of claims with the right one among the `first`, every source in a fold not fitted on."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for part in range(FOLDS):
        weights = fit([r for r in found if _fold(r.source) != part], names)
        b = np.array([weights.get(n, 0.0) for n in SHARES])
        for r in (r for r in found if _fold(r.source) == part):
            order = np.argsort(-np.round(r.shares @ b, 6), kind="stable")
            hits[r.set].append(bool(r.right[order[:first]].any()))
    return {name: sum(h) / len(h) for name, h in hits.items()}


def _fold(source: str) -> int:
    return int(hashlib.md5(source.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    weights = {}
    for sort, found in rows().items():
        names = [n for n in SHARES if sort == "passage" or n not in OF_PLACE]
        for first in (1,) if sort == "source" else (1, 3):
            told = folds(found, names, first)
            print(f"{sort}, first {first}: " + ", ".join(f"{name} {value:.3f}" for name, value in told.items()))
        weights[sort] = dict.fromkeys(SHARES, 0.0) | fit(found, names)
        print(sort, weights[sort])
    if options.write:
        card = {
            "task": "Which source, and which passage, speaks of a statement?",
            "data": "opened parts of the sets of benchmarks/matching.py",
            "method": f"softmax over what competes, L2 {PENALTY}; retrain with benchmarks/train_matching.py --write",
            **weights,
        }
        WEIGHTS.write_text(json.dumps(card, indent=0) + "\n", encoding="utf-8")
        learned.seal(WEIGHTS)


if __name__ == "__main__":
    main()
