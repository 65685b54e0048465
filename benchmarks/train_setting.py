"""Train the model that decides whether a sentence needs the article's topic, and write its weights.

    python benchmarks/train_setting.py            # figures on pages the model was not trained on
    python benchmarks/train_setting.py --write    # and write src/citewarden/nlp/setting_weights.json

Data: the annotated pages that may be looked at. A sentence needs its topic if the annotator's form holds a word of the
topic's name that the sentence does not. Logistic regression with an L2 penalty over the features of `nlp/setting.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import lil_matrix
from sklearn.linear_model import LogisticRegression

from annotated import ROOT, health, labelled, pages, token_f1, write
from citewarden import learned
from citewarden.nlp import phrases, setting
from citewarden.nlp.edits import applied

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from citewarden.nlp.discourse import Discourse

FOLDS = 5
PENALTY = 0.1
THRESHOLD = 0.75
LEAST = 3
WEIGHTS = ROOT / "src" / "citewarden" / "nlp" / "setting_weights.json"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page that leaves its topic out, whether the annotator put it in, and how much nearer (token F1)
    the form comes to the annotator's if the program does."""

    page: str
    text: str
    sort: str
    names: Sequence[str]
    needs: bool
    gain: float = 0.0


def sentences() -> list[Sentence]:
    """Every such sentence among the claims of the pages that may be looked at."""
    out: list[Sentence] = []
    here: dict[str, Mapping[str, Any]] = {}

    def turn(rows: Sequence[Mapping[str, Any]]) -> None:
        here.clear()
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            told = row if row["label"] == "claim" else after if row["why"] == "list-lead-in" else None
            if told is not None and told["label"] == "claim":  # what a lead-in leaves out its items show
                here[" ".join(pages.plain(row["text"]).split())] = told

    def told(doc: Doc, discourse: Discourse, text: str, opening: int, *, kind: str) -> setting.Slot:
        row = here.get(" ".join(phrases.text_of(doc).split()))
        slot = setting.offered(doc, discourse, text, opening, kind=kind)
        if row is not None and slot is not None:
            form = row.get("standalone") or row["text"]
            names = setting.features(doc, discourse, slot, kind)
            named = slot.before(applied(phrases.text_of(doc), list(slot.edits), opening, len(phrases.text_of(doc))))
            gain = token_f1(named, form) - token_f1(text, form)
            out.append(Sentence(row["doc"], row["text"], slot.sort, names, discourse.names_topic(form), gain))
        return setting.NOWHERE

    usual = setting.told
    setting.told = told
    try:
        labelled(everything=True, on_page=turn)
        health(on_page=turn)
    finally:
        setting.told = usual
    return out


def fit(data: Sequence[Sentence]) -> dict[str, float]:
    """Weights by feature."""
    counts: dict[str, int] = {}
    for sentence in data:
        for name in sentence.names:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: i for i, name in enumerate(names)}
    matrix = lil_matrix((len(data), len(names)))
    for i, sentence in enumerate(data):
        for name in sentence.names:
            if name in place:
                matrix[i, place[name]] = 0.5 if name.startswith("w=") else 1.0
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(matrix.tocsr(), np.array([s.needs for s in data]))
    weights = {
        n: round(float(w) * (0.5 if n.startswith("w=") else 1.0), 4)
        for n, w in zip(names, model.coef_[0], strict=True)
        if abs(w) >= 0.01
    }
    weights["bias"] = round(weights.get("bias", 0.0) + float(model.intercept_[0]), 4)
    return weights


def judged(data: Sequence[Sentence]) -> list[tuple[float, Sentence]]:
    """The chance of each sentence by a model that saw other pages."""
    out: list[tuple[float, Sentence]] = []
    for number in range(FOLDS):
        weights = fit([s for s in data if fold(s.page) != number])
        out += [(learned.chance(s.names, weights), s) for s in data if fold(s.page) == number]
    return out


def fold(page: str) -> int:
    """Which part of the pages a page belongs to."""
    return int(sha256(page.encode()).hexdigest(), 16) // 3 % FOLDS


def main() -> None:
    """Print the figures; with --write, train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="train on all opened pages and write the weights")
    arguments = parser.parse_args()
    data = sentences()
    found = judged(data)
    print(f"{len(data)} sentences without their topic, {sum(s.needs for s in data)} need it")
    for sort in sorted({s.sort for s in data}):
        mine = [s.needs for s in data if s.sort == sort]
        print(f"  {sort}: {len(mine)}, {sum(mine) / len(mine):.2f} need it")
    for at in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
        taken = [s.needs for p, s in found if p >= at]
        right = sum(taken) / max(1, len(taken))
        share = sum(taken) / sum(s.needs for s in data)
        gain = sum(s.gain for p, s in found if p >= at)
        told = f"named {len(taken)}, right {right:.3f}, of those that need it {share:.3f}"
        print(f"threshold {at:.2f}: {told}, token F1 won {gain:.1f}")
    if arguments.write:
        card = {
            "task": "Does a sentence need the article's topic to be read alone?",
            "data": "the annotated pages of benchmarks/pages, those never looked at left out",
            "method": f"logistic regression, L2, C={PENALTY}; retrain with benchmarks/train_setting.py --write",
            "threshold": THRESHOLD,
            "weights": fit(data),
        }
        write(WEIGHTS, card)


if __name__ == "__main__":
    main()
