"""Train the model that chooses what a pronoun or "this condition" stands for, and write its weights.

    python benchmarks/train_antecedents.py            # figures on pages the model was not trained on
    python benchmarks/train_antecedents.py --write    # and write src/citewarden/nlp/antecedent_weights.json

Data: the annotated pages that may be looked at, where a candidate is right if the annotator's form, or the annotated
antecedent, holds each of its content words and it adds one to the unit, and of a unit the annotator could not resolve
none is; and `benchmarks/antecedents.jsonl`, mentions of other shared pages with what each stands for (spans of the
page, none where no candidate did), where a candidate is right if it has a span's words. Logistic regression with an L2
penalty over the features of `nlp/antecedents.py`; the threshold is the lowest at which `PRECISION` of the choices are
right on pages left out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from scipy.sparse import lil_matrix
from sklearn.linear_model import LogisticRegression

from annotated import ROOT, health, labelled, pages, statements, write
from citewarden import learned
from citewarden.config import Config
from citewarden.nlp import antecedents, language_model, phrases
from citewarden.nlp.antecedents import Candidate, Mention
from citewarden.nlp.units import units
from citewarden.stages.read import read

FOLDS = 8
PENALTY = 0.15
PRECISION = 0.9
NEAR = 0.8
LEAST = 3
WEIGHTS = ROOT / "src" / "citewarden" / "nlp" / "antecedent_weights.json"
FURTHER = ROOT / "benchmarks" / "antecedents.jsonl"


@dataclass(frozen=True)
class Choice:
    """One mention of a page with its candidates and which of them are right."""

    page: str
    mention: Mention
    candidates: Sequence[Candidate]
    right: Sequence[bool]


Chosen = Callable[[Mention, Sequence[Candidate]], Candidate | None]


@contextmanager
def choosing(choose: Chosen) -> Iterator[None]:
    """Every choice is made by `choose`."""
    usual = antecedents.choose
    antecedents.choose = choose
    try:
        yield
    finally:
        antecedents.choose = usual


def choices() -> list[Choice]:
    """Every mention in a claim of the pages that may be looked at; earlier mentions are resolved as annotated."""
    out: list[Choice] = []
    here: dict[str, Mapping[str, Any]] = {}

    def turn(rows: Sequence[Mapping[str, Any]]) -> None:
        here.clear()
        here.update({" ".join(pages.plain(row["text"]).split()): row for row in rows if row["label"] == "claim"})

    def choose(mention: Mention, candidates: Sequence[Candidate]) -> Candidate | None:
        row = here.get(" ".join(mention.sentence.split()))
        return None if row is None else _taken(out, row["doc"], mention, candidates, lambda c: _right(c, row))

    with choosing(choose):
        labelled(everything=True, on_page=turn)
        health(on_page=turn)
    return out


def further() -> list[Choice]:
    """The mentions of `FURTHER`; earlier mentions are resolved as told there."""
    told: dict[str, list[Mapping[str, Any]]] = {}
    for line in FURTHER.read_text("utf-8").splitlines():
        row = json.loads(line)
        told.setdefault(row["doc"], []).append(row)
    out: list[Choice] = []
    here: dict[tuple[str, str, str], list[set[str]]] = {}

    def choose(mention: Mention, candidates: Sequence[Candidate]) -> Candidate | None:
        meant = here.get((mention.sentence, mention.word, mention.noun))
        if meant is None:
            return usual(mention, candidates)
        return _taken(out, page, mention, candidates, lambda c: _content(c.phrase.text) in meant)

    usual = antecedents.choose
    nlp = language_model.load(Config().models)
    with choosing(choose):
        for page, rows in sorted(told.items()):
            document, text = read(pages.MEDQUAD / page, root=pages.MEDQUAD), pages.text_of(page)
            sentences = {unit.start: unit.clean for unit in units(document)}
            here = {
                (sentences[row["start"]], row["word"], row["noun"]): [
                    _content(text[s:e]) for s, e in row["antecedents"]
                ]
                for row in rows
            }
            statements(document, nlp, everything=False)
    return out


def _taken(
    out: list[Choice],
    page: str,
    mention: Mention,
    candidates: Sequence[Candidate],
    is_right: Callable[[Candidate], bool],
) -> Candidate | None:
    """Note a choice and take what is right."""
    candidates = antecedents.fitting(mention, candidates)
    right = [is_right(candidate) for candidate in candidates]
    out.append(Choice(page, mention, candidates, right))
    return next((c for c, yes in zip(candidates, right, strict=True) if yes), None)


def _right(candidate: Candidate, row: Mapping[str, Any]) -> bool:
    if not row.get("resolved", True):
        return False
    span = row.get("antecedent")
    meant = pages.text_of(row["doc"])[span[0] : span[1]] if span else ""
    form = row.get("standalone") or row["text"]
    words, known = _content(candidate.phrase.text), _content(form)
    return bool(words - _content(row["text"])) and (
        words <= known or (bool(words) and words <= _content(meant) | known)
    )


_SMALL = frozenset(["the", "and", "for", "with", "that", "who", "which", "are", "from", "most", "some", "many", "all"])


def _content(text: str) -> set[str]:
    return {phrases.singular(w) for w in re.findall(r"[^\W_]{3,}", text.lower()) if w not in _SMALL}


def fit(data: Sequence[Choice]) -> dict[str, float]:
    """Weights by feature."""
    rows = [antecedents.features(c.mention, k, c.candidates) for c in data for k in c.candidates]
    labels = [yes for c in data for yes in c.right]
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: i for i, name in enumerate(names)}
    matrix = lil_matrix((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name in row:
            if name in place:
                matrix[i, place[name]] = 1.0
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(matrix.tocsr(), np.array(labels))
    weights = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 5e-4}
    weights["bias"] = round(weights.get("bias", 0.0) + float(model.intercept_[0]), 4)
    return weights


def judged(data: Sequence[Choice]) -> Iterator[tuple[float, bool, Choice]]:
    """(chance of the best, is it right, choice) of each mention, by a model that saw other pages."""
    for fold in range(FOLDS):
        weights = fit([c for c in data if _fold(c.page) != fold])
        for choice in data:
            if _fold(choice.page) != fold or not choice.candidates:
                continue
            ranked = sorted(
                (
                    (learned.chance(antecedents.features(choice.mention, k, choice.candidates), weights), yes, k)
                    for k, yes in zip(choice.candidates, choice.right, strict=True)
                ),
                key=lambda item: -item[0],
            )
            best = ranked[0]
            close = any(c > NEAR * best[0] and not antecedents._same(best[2], k) for c, _, k in ranked[1:])
            yield 0.0 if close else best[0], best[1], choice


def _fold(page: str) -> int:
    return int(sha256(page.encode()).hexdigest(), 16) // 3 % FOLDS


def main() -> None:
    """Print the figures; with --write, train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="train on all opened pages and write the weights")
    arguments = parser.parse_args()
    data = [*choices(), *further()]
    found = list(judged(data))
    print(f"{len(data)} mentions, {sum(any(c.right) for c in data)} with their antecedent among the candidates")
    chosen = 0.99
    for at in (0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3):
        taken = [yes for p, yes, _ in found if p >= at]
        precision = sum(taken) / max(1, len(taken))
        print(f"threshold {at:.2f}: chosen {len(taken) / max(1, len(found)):.3f}, right {precision:.3f}")
        if precision >= PRECISION and len(taken) >= 10:
            chosen = at
    print(f"threshold taken: {chosen}")
    if arguments.write:
        card = {
            "task": "What does a pronoun or a phrase that points back stand for?",
            "data": "the annotated pages of benchmarks/pages, those never looked at left out",
            "method": f"logistic regression, L2, C={PENALTY}; retrain with benchmarks/train_antecedents.py --write",
            "threshold": chosen,
            "near": NEAR,
            "weights": fit(data),
        }
        write(WEIGHTS, card)


if __name__ == "__main__":
    main()
