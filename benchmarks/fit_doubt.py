"""Learn when an entry's reading is to be doubted (`src/citewarden/styles/doubt_weights.json`), and how good that is.

    python benchmarks/fit_doubt.py --folds FOLDER          the table, with the shipped weights
    python benchmarks/fit_doubt.py --folds FOLDER --fit    new weights first (seconds)

Entries whose fields are known are read by a model that has not met them (`train_references.py --folds`). Every second
one sets the weights and the threshold, at which `SPARED` of the wholly right ones are left alone; the table is that of
the others. An entry is wrong if one of its fields is (`references.py` says which are).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

import references
from citewarden import learned
from citewarden.styles import ParsedReference, _tagger, doubt, parse_references
from citewarden.styles._account import unplaced
from citewarden.styles._doubt import MODEL, features
from reference_corpora import Marked, folds
from train_references import FOLDS, corpora, modules

KINDS = Path(__file__).resolve().parents[1] / "tests" / "styles" / "kinds.yaml"
"""References of many kinds, all of whose fields are read right (`tests/styles/test_kinds.py`)."""
SPARED, STRENGTH = 0.96, 0.3
Row = tuple[str, ParsedReference, bool]


def rows(folder: Path) -> list[Row]:
    """(corpus, entry as read, whether a field of it is wrong)."""
    named = corpora()
    numbers = dict(zip(named, folds(list(named.values()), FOLDS), strict=True))
    out: list[Row] = []
    for fold, path in sorted((int(p.stem.rpartition("-")[2]), p) for p in folder.glob("fold-*.npz")):
        tagger = _tagger.read(path.read_bytes())
        parts = {n: [m for m, k in zip(named[n], numbers[n], strict=True) if k == fold] for n in named}
        if fold == 0:
            parts["health textbooks"] = modules(held=True)
        for name, marked in parts.items():
            out += [(name, parsed, wrong) for parsed, wrong in _read(marked, tagger, name == "grobid-citation")]
    known = [row["raw"] for kind in yaml.safe_load(KINDS.read_text("utf-8")).values() for row in kind]
    return out + [("kinds of the tests", parsed, False) for parsed in parse_references(known)]


def _read(marked: Sequence[Marked], tagger: _tagger.Tagger, by_token: bool) -> list[tuple[ParsedReference, bool]]:
    parsed = parse_references(references.texts(marked), tagger)
    wrong = [wanted != got for wanted, got in references.pairs(marked, tagger, by_token=by_token)]
    return list(zip(parsed, wrong, strict=True))


def fit(some: Sequence[Row]) -> dict[str, object]:
    """The weights of the features by Newton's method, those of steps never negative, and the threshold."""
    said = [list(features(p, unplaced(p.raw, p.csl, p.fields, p.apart))) for _, p, _ in some]
    names = sorted({name for one in said for name in one})
    table = np.array([[name in one for name in names] for one in map(set, said)], float)
    wrong = np.array([w for *_, w in some], float)
    free, weights = np.ones(len(names), bool), np.zeros(len(names))
    steps = np.array([" below " in name or " placed " in name or " longer " in name for name in names])
    while True:
        weights[:] = 0.0
        for _ in range(50):
            chance = 1 / (1 + np.exp(-table[:, free] @ weights[free]))
            slope = table[:, free].T @ (wrong - chance) - STRENGTH * weights[free]
            bend = (table[:, free].T * (chance * (1 - chance))) @ table[:, free] + STRENGTH * np.eye(free.sum())
            weights[free] += np.linalg.solve(bend, slope)
        against = free & (weights < 0) & steps
        if not against.any():
            break
        free &= ~against
    rounded = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if w}
    right = sorted(learned.chance(one, rounded) for one, (*_, w) in zip(said, some, strict=True) if not w)
    least = next(c for c in [*right[int(SPARED * len(right)) :], 1.0] if c > right[int(SPARED * len(right))] or c == 1)
    return {"weights": rounded, "least": round(least - 5e-5, 4), "entries": len(some)}


def table(some: Sequence[Row]) -> None:
    """What is told of wrong and of right entries, by corpus and of all."""
    print(f"{'':<20}{'entries':>8}{'wrong':>7}{'told of wrong':>15}{'told of right':>15}")
    for name in (*dict.fromkeys(n for n, *_ in some), "all"):
        mine = [(doubt(parsed).told, wrong) for n, parsed, wrong in some if name in (n, "all")]
        shares = [[told for told, wrong in mine if wrong is is_wrong] for is_wrong in (True, False)]
        cells = "".join(f"{sum(s) / max(1, len(s)):>15.3f}" for s in shares)
        print(f"{name:<20}{len(mine):>8}{len(shares[0]):>7}{cells}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, required=True, help="folder of fold models")
    parser.add_argument("--fit", action="store_true", help="learn the weights again")
    options = parser.parse_args()
    found = rows(options.folds)
    if options.fit:
        MODEL.write_text(json.dumps(fit(found[::2]), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        learned.seal(MODEL)
        learned.card.cache_clear()
        print(MODEL.read_text("utf-8"))
    table(found[1::2])


if __name__ == "__main__":
    main()
