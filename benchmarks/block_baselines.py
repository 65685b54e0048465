"""What one side of our own blocks tells of the label, and what shared words tell: print it beside every figure on them.

    python benchmarks/block_baselines.py [LOT ...]        a row for each lot of benchmarks/blocks (all by default)

Claim alone and passage alone: naive Bayes over words and pairs of words, ten folds, no block in both parts of a fold;
macro-F1 over the three labels, every label weighed alike in training, so that the commonest earns nothing (chance is
a third at most). Overlap is the share of a claim's content words that stand in the passage; AUC of it for "does the
passage decide the claim?" (S or C against N) and "which way?" (S against C), and the share of S pairs where it is below
a third. The standard library does.
"""

from __future__ import annotations

import json
import math
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("blocks")
LABELS = ("SCN", "CSN", "NNS", "NNC")
"""Of each claim, beside each passage."""
FOLDS = 10
LOW = 1 / 3
STOP = frozenset(
    "a an the of in on to for and or is are was were be been it its that this with as by at from than who whom which "
    "their they them have has had not no do does can may more less most".split()
)

Pair = tuple[int, str, str, str]
"""Number of the block, claim, passage, label."""
Model = dict[str, dict[str, float]]
"""Feature -> label -> log of how many times likelier it is under the label than at all (the share at all smooths)."""


def read(lot: str) -> list[dict[str, Any]]:
    """The blocks of a lot."""
    return [json.loads(line) for line in (FOLDER / f"{lot}.jsonl").read_text(encoding="utf-8").splitlines()]


def pairs(blocks: Sequence[dict[str, Any]]) -> Iterator[Pair]:
    """Every claim beside every passage."""
    for number, block in enumerate(blocks):
        for claim, letters in zip(block["c"], LABELS, strict=True):
            for passage, letter in zip(block["p"], letters, strict=True):
                yield number, claim, " ".join(passage), letter


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def overlap(claim: str, passage: str) -> float:
    """Share of a claim's content words that stand in the passage."""
    content = set(words(claim)) - STOP
    return len(content & set(words(passage))) / max(1, len(content))


def auc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """Chance that one of `higher` exceeds one of `lower`, ties counted half."""
    wins = sum((a > b) + (a == b) / 2 for a in higher for b in lower)
    return wins / (len(higher) * len(lower))


def one_sided(rows: Sequence[Pair], side: int) -> float:
    """Macro-F1 of a reader of one side: 1 is the claim, 2 the passage."""
    guessed = []
    for fold in range(FOLDS):
        model = _learn([(row[side], row[3]) for row in rows if row[0] % FOLDS != fold])
        guessed += [(_guess(model, row[side]), row[3]) for row in rows if row[0] % FOLDS == fold]
    return statistics.mean(_f1(guessed, label) for label in "SCN")


def _features(text: str) -> set[str]:
    single = words(text)
    return {*single, *(f"{a} {b}" for a, b in zip(single, single[1:], strict=False))}


def _learn(examples: Sequence[tuple[str, str]]) -> Model:
    counts: dict[str, Counter[str]] = {label: Counter() for label in "SCN"}
    for text, label in examples:
        counts[label].update(_features(text))
    totals = Counter(label for _, label in examples)
    whole = sum(counts.values(), Counter[str]())
    return {
        f: {label: math.log((counts[label][f] + share) / (totals[label] + 1) / share) for label in "SCN"}
        for f, share in ((f, count / len(examples)) for f, count in whole.items())
    }


def _guess(model: Model, text: str) -> str:
    """The likeliest label; where all are alike the first of S, C, N."""
    known = sorted(f for f in _features(text) if f in model)
    return max("SCN", key=lambda label: round(math.fsum(model[f][label] for f in known), 9))


def _f1(guessed: Sequence[tuple[str, str]], label: str) -> float:
    right = sum(a == b == label for a, b in guessed)
    return 2 * right / max(1, sum((a == label) + (b == label) for a, b in guessed))


def report(lot: str) -> str:
    """A row of the table."""
    blocks = read(lot)
    rows = list(pairs(blocks))
    shared = {label: [overlap(claim, passage) for _, claim, passage, l in rows if l == label] for label in "SCN"}
    figures = (
        one_sided(rows, 1),
        one_sided(rows, 2),
        auc(shared["S"] + shared["C"], shared["N"]),
        auc(shared["S"], shared["C"]),
        sum(share < LOW for share in shared["S"]) / len(shared["S"]),
    )
    return f"| {lot} | {len(blocks)} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |"


def main(lots: Sequence[str]) -> None:
    print("| lot | blocks | claim alone | passage alone | overlap: decides | overlap: which way | S with low overlap |")
    print("|---|---|---|---|---|---|---|")
    for lot in lots or sorted(path.stem for path in FOLDER.glob("*.jsonl")):
        print(report(lot))


if __name__ == "__main__":
    main(sys.argv[1:])
