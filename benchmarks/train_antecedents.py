"""Train the model that chooses what a pronoun or "this condition" stands for, and write its weights.

    python benchmarks/train_antecedents.py            # figures on pages the model was not trained on
    python benchmarks/train_antecedents.py --write    # and write src/citewarden/nlp/antecedent_weights.json

Data: the annotated pages that may be looked at, where a candidate is right if the annotator's form, or the annotated
antecedent, holds each of its content words and it adds one to the unit, and of a unit the annotator could not resolve
none is; and `benchmarks/antecedents.jsonl`, mentions of other pages, shared or ours, with what each stands for (spans
of the page, none where no candidate did), where a candidate is right if it has a span's words. Multinomial logistic
regression over the candidates and "none of these", L2, over the features of `nlp/antecedents.py`; the threshold is the
lowest at which `PRECISION` of the choices are right on pages left out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from annotated import ROOT, article, health, labelled, pages, statements, write
from citewarden.config import Config
from citewarden.nlp import antecedents, language_model, phrases
from citewarden.nlp.antecedents import Candidate, Mention
from citewarden.nlp.units import units

FOLDS = 8
PENALTY = 0.5
PRECISION = 0.9
LEAST = 3
SMALLEST, TINY = 5e-4, 1e-300
Array = npt.NDArray[np.float64]
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
            document, text = article(page), pages.text_of(page)
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
    """Weights by feature: those that give what is right, or "none of these" where nothing is, most of the chance."""
    data = [c for c in data if c.candidates]
    rows = [antecedents.features(c.mention, k, c.candidates) for c in data for k in c.candidates]
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: i for i, name in enumerate(names)}
    spots = [(i, place[name]) for i, row in enumerate(rows) for name in dict.fromkeys(row) if name in place]
    found = csr_matrix((np.ones(len(spots)), tuple(zip(*spots, strict=True))), shape=(len(rows), len(names)))
    of = np.repeat(np.arange(len(data)), [len(c.candidates) for c in data])
    right = np.array([yes for c in data for yes in c.right], float)
    none = np.array([not any(c.right) for c in data], float)

    def loss(weights: Array) -> tuple[float, Array]:
        said = found @ weights
        most = np.zeros(len(data))
        np.maximum.at(most, of, said)
        each, nothing = np.exp(said - most[of]), np.exp(-most)
        every = nothing + np.bincount(of, each, len(data))
        good = np.maximum(none * nothing + np.bincount(of, each * right, len(data)), TINY)
        slope = found.T @ (each / every[of] - each * right / good[of])
        return float(np.log(every / good).sum() + weights @ weights / 2 / PENALTY), slope + weights / PENALTY

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(float(w), 4) for name, w in zip(names, best, strict=True) if abs(w) >= SMALLEST}


def judged(data: Sequence[Choice]) -> Iterator[tuple[float, bool, Choice]]:
    """(chance of the best, is it right, choice) of each mention, by a model that saw other pages."""
    for fold in range(FOLDS):
        weights = fit([c for c in data if _fold(c.page) != fold])
        for choice in data:
            if _fold(choice.page) == fold and choice.candidates:
                chance, best = antecedents.likeliest(choice.mention, choice.candidates, weights)
                yield (
                    chance,
                    any(k is best and yes for k, yes in zip(choice.candidates, choice.right, strict=True)),
                    choice,
                )


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
            "data": "the annotated pages of benchmarks/pages, those never looked at left out, and the mentions of "
            "benchmarks/antecedents.jsonl",
            "method": f"multinomial logistic regression with 'none of these', L2, C={PENALTY}; retrain with "
            "benchmarks/train_antecedents.py --write",
            "threshold": chosen,
            "weights": fit(data),
        }
        write(WEIGHTS, card)


if __name__ == "__main__":
    main()
