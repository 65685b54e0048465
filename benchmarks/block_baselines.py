"""What one side of our own blocks tells of the label, and what shared words tell: print it beside every figure on them.

    python benchmarks/block_baselines.py [LOT ...]        a row for each lot of benchmarks/blocks (all by default)

Claim alone and passage alone: naive Bayes over words and pairs of words, ten folds, no block in both parts of a fold;
macro-F1 over the three labels, every label weighed alike in training, so that the commonest earns nothing. As every
claim has two labels or three, and every passage all of them, neither could be high; so the claim's place among the four
of its block is guessed as well (share right, chance 1/4). Overlap is the share of a claim's content words that stand in
the passage: AUC of it for "does the passage decide the claim?" (S or C against N) and "which way?" (S against C), and
the share of S pairs where it is below a third. The standard library does.
"""

from __future__ import annotations

import json
import math
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("blocks")
LABELS = ("SCN", "CSN", "NNS", "NNC")
"""Of each claim, beside each passage."""
FOLDS = 10
LOW = 1 / 3
STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on to for and or is are was were be been it its that this with as by at from than who whom "
        "which their they them have has had not no do does can may more less most",
    )
)

Row = tuple[int, str, str]
"""Number of the block, text, label."""
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


def guesses(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """(guess, label) of every text, by a reader that has not seen its block."""
    out = []
    for fold in range(FOLDS):
        model = _learn([(text, label) for number, text, label in rows if number % FOLDS != fold])
        out += [(_guess(model, text), label) for number, text, label in rows if number % FOLDS == fold]
    return out


def macro_f1(guessed: Sequence[tuple[str, str]]) -> float:
    """Mean over the labels that occur."""
    return statistics.mean(_f1(guessed, label) for label in sorted({label for _, label in guessed}))


def right(guessed: Sequence[tuple[str, str]]) -> float:
    """Share of right guesses."""
    return sum(a == b for a, b in guessed) / len(guessed)


def _features(text: str) -> set[str]:
    single = words(text)
    return {*single, *(f"{a} {b}" for a, b in pairwise(single))}


def _learn(examples: Sequence[tuple[str, str]]) -> Model:
    totals = Counter(label for _, label in examples)
    counts: dict[str, Counter[str]] = {label: Counter() for label in sorted(totals)}
    for text, label in examples:
        counts[label].update(_features(text))
    whole = sum(counts.values(), Counter[str]())
    return {
        f: {label: math.log((count[f] + share) / (totals[label] + 1) / share) for label, count in counts.items()}
        for f, share in ((f, count / len(examples)) for f, count in whole.items())
    }


def _guess(model: Model, text: str) -> str:
    """The likeliest label; where several are, the last in order of the alphabet."""
    known = [model[f] for f in _features(text) if f in model]
    labels = next(iter(model.values()))
    scores = {label: round(math.fsum(feature[label] for feature in known), 9) for label in labels}
    return max(scores, key=lambda label: (scores[label], label))


def _f1(guessed: Iterable[tuple[str, str]], label: str) -> float:
    met = [(a == label, b == label) for a, b in guessed if label in (a, b)]
    return 2 * sum(a and b for a, b in met) / max(1, sum(a + b for a, b in met))


def report(lot: str) -> str:
    """A row of the table."""
    blocks = read(lot)
    rows = list(pairs(blocks))
    places = [(number, claim, str(n)) for number, block in enumerate(blocks) for n, claim in enumerate(block["c"])]
    shared: dict[str, list[float]] = {"S": [], "C": [], "N": []}
    for _, claim, passage, label in rows:
        shared[label].append(overlap(claim, passage))
    figures = (
        macro_f1(guesses([(number, claim, label) for number, claim, _, label in rows])),
        right(guesses(places)),
        macro_f1(guesses([(number, passage, label) for number, _, passage, label in rows])),
        auc(shared["S"] + shared["C"], shared["N"]),
        auc(shared["S"], shared["C"]),
        sum(share < LOW for share in shared["S"]) / len(shared["S"]),
    )
    return f"| {lot} | {len(blocks)} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |"


HEAD = "| lot | blocks | claim alone | its place | passage alone | overlap: decides | which way | S, low overlap |"


def main(lots: Sequence[str]) -> None:
    print(HEAD, "|---" * 8 + "|", sep="\n")
    for lot in lots or sorted(path.stem for path in FOLDER.glob("*.jsonl")):
        print(report(lot))


if __name__ == "__main__":
    main(sys.argv[1:])
