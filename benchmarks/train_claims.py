"""Train the three linear models of the claim extractor and write their weights.

    python benchmarks/train_claims.py            # figures of pages left out only
    python benchmarks/train_claims.py --write    # and write the weights of src/citewarden/nlp

Data: the annotated pages of `../shared/data/claims-health`, the pages of `benchmarks/pages` that may be looked at; for
claim or no claim, the sentences of our own in `benchmarks/claim_units.jsonl`; for kind and priority, the units of
further shared pages and the sentences of our own in `benchmarks/claim_kinds.jsonl`. Logistic regression with
an L2 penalty over the features that `nlp/claims.py` and `nlp/kinds.py` name and, for kind and priority, the meaning of
`nlp/meanings.py`; features seen in fewer than `LEAST` units are dropped. Every figure printed is of documents the
model was not trained on; the named patterns were written with all of them in view.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from scipy.sparse import csr_matrix, hstack, lil_matrix
from sklearn.linear_model import LogisticRegression

from annotated import ROOT, Row, health, labelled, pages, statements, write
from citewarden.config import Config
from citewarden.nlp import claims, kinds, language_model, meanings, priorities
from citewarden.nlp.statements import Statement
from citewarden.nlp.units import Unit
from citewarden.stages.read import read
from citewarden.text import quantities

OURS = ROOT / "benchmarks" / "claim_units.jsonl"
KINDS = ROOT / "benchmarks" / "claim_kinds.jsonl"
NLP = ROOT / "src" / "citewarden" / "nlp"
LEAST = {"claim": 2, "kind": 3, "priority": 3}
PENALTY = {"claim": 0.2, "kind": 0.2, "priority": 0.2}
FOLDS = 5
THRESHOLD = 0.4
RECALL = 0.95
"""Share of the high claims of pages left out that the threshold must find."""
SOURCES = "claims-health dev (CC BY 4.0) and the opened pages of benchmarks/pages, annotation by the Citewarden project"
STRONG = ("is:", "rule:", "main:", "q:", "imperative", "leads", "item", "lead-", "lead:", "side:", "of:")
TOLERANCE = 1e-3
SMALLEST = 0.02
"""Weights nearer to nothing are left out."""
STRENGTH = {"claim": 3.0, "kind": 3.0, "priority": 1.0}
"""Patterns are worth this many plain words before training."""


@dataclass(frozen=True)
class Told:
    """A claim whose kind and priority were told: its page, form and features."""

    page: str
    form: str
    names: Sequence[str]
    kind: str
    high: bool

    @property
    def high_names(self) -> list[str]:
        """The features of priority beside its true kind."""
        return priorities.features(self.names, self.form, self.kind, quantities.find(self.form))


def own_rows() -> list[Row]:
    """Units of our own annotation without a page."""
    if not OURS.exists():
        return []
    nlp = language_model.load(Config().models)
    out = []
    for line in OURS.read_text("utf-8").splitlines():
        item = json.loads(line)
        leads = item.get("why") == "lead-in"
        unit = Unit(0, len(item["text"]), item["text"], item["text"], "paragraph", 0, True, -1, leads, -1, ("",))
        doc = nlp(unit.clean)
        names = claims.features(unit, doc, None)
        sure = claims.certain(unit, names, None)
        out.append(Row("ours", item, Statement(unit, doc, True, 1.0, unit.clean, (), tuple(names), sure), ()))
    return out


def told(data: Sequence[Row]) -> list[Told]:
    """Those of the annotated units that are claims."""
    return [
        Told(r.page, r.statement.unframed, r.kind_features, r.gold["kind"], r.gold["priority"] == "high")
        for r in data
        if r.claim and r.kind_features
    ]


def further() -> list[Told]:
    """The claims of `KINDS`: units of shared pages, read as the product reads them, and sentences of our own."""
    rows = [json.loads(line) for line in KINDS.read_text("utf-8").splitlines()]
    forms: dict[tuple[str, int], tuple[str, str]] = {}
    nlp = language_model.load(Config().models)
    for page in sorted({row["doc"] for row in rows if "doc" in row}):
        for said in statements(read(pages.MEDQUAD / page, root=pages.MEDQUAD), nlp, everything=True):
            forms[page, said.unit.start] = said.unframed, said.unit.section
    out = []
    for row in rows:
        form, section = (row["text"], row["section"]) if "text" in row else forms[row["doc"], row["start"]]
        names = kinds.features(form, section, quantities.find(form))
        out.append(Told(row.get("doc", "ours"), form, names, row["kind"], row["priority"] == "high"))
    return out


def fit(
    data: Sequence[Sequence[str]], labels: Sequence[str], task: str, *, forms: Sequence[str] = ()
) -> dict[str, dict[str, float]]:
    """Weights by label; a yes/no task has the one label "yes". With `forms` their meaning is heard too."""
    counts = Counter(name for row in data for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST[task])
    place = {name: i for i, name in enumerate(names)}
    scale = np.array([STRENGTH[task] if name.startswith(STRONG) else 1.0 for name in names])
    matrix = lil_matrix((len(data), len(names)))
    for i, row in enumerate(data):
        for name in row:
            if name in place:
                matrix[i, place[name]] = scale[place[name]]
    heard = matrix.tocsr()
    if forms:
        heard = hstack([heard, csr_matrix(np.array([meanings.of(form) for form in forms]))]).tocsr()
        names += [f"{meanings.NAME}{i}" for i in range(meanings.SIZE)]
        scale = np.r_[scale, np.ones(meanings.SIZE)]
    model = LogisticRegression(C=PENALTY[task], max_iter=5000, tol=TOLERANCE).fit(heard, np.array(labels))
    classes = list(model.classes_)
    coefficients = model.coef_
    heads = classes if len(classes) > 2 else [classes[1]]
    out: dict[str, dict[str, float]] = {}
    for head, row_, intercept in zip(heads, coefficients, model.intercept_, strict=True):
        weights = {
            name: round(float(w * s), 4)
            for name, w, s in zip(names, row_, scale, strict=True)
            if abs(w * s) >= SMALLEST
        }
        weights["bias"] = round(weights.get("bias", 0.0) + float(intercept), 4)
        out[str(head)] = weights
    return out


def held_out(data: Sequence[Row], own: Sequence[Row], more: Sequence[Told]) -> tuple[np.ndarray, list[str], np.ndarray]:
    """(claim probability, kind, chance of high priority) of every row from models that saw other pages only."""
    probability, kind, high = np.zeros(len(data)), [""] * len(data), np.zeros(len(data))
    for number in range(FOLDS):
        rest = [row for row in data if fold(row.page) != number]
        yes = fit([r.statement.features for r in [*rest, *own]], [_yes(r) for r in [*rest, *own]], "claim")["yes"]
        claimed = [*told(rest), *more]
        by_kind, grave = kinds.turned(fit_kind(claimed)), fit_high(claimed)
        for i, row in enumerate(data):
            if fold(row.page) == number and row.kind_features:
                form = row.statement.unframed
                sure_no = row.statement.sure is False
                said = claims.probability(row.statement.features, yes)
                above = row.statement.least <= claims.threshold() or said >= row.statement.least
                probability[i] = said if above and not sure_no else 0.0
                kind[i] = kinds.kind(row.kind_features, form, by_kind)
                names = priorities.features(row.kind_features, form, kind[i], quantities.find(form))
                high[i] = priorities.chance(names, form, grave)
    return probability, kind, high


def fit_kind(claimed: Sequence[Told]) -> dict[str, dict[str, float]]:
    """Weights of the model of kinds."""
    return fit([c.names for c in claimed], [c.kind for c in claimed], "kind", forms=[c.form for c in claimed])


def fit_high(claimed: Sequence[Told]) -> dict[str, float]:
    """Weights of the model of high priority."""
    labels = ["yes" if c.high else "no" for c in claimed]
    return fit([c.high_names for c in claimed], labels, "priority", forms=[c.form for c in claimed])["yes"]


def fold(page: str) -> int:
    """Which part of the pages a page belongs to."""
    return int(sha256(page.encode()).hexdigest(), 16) // 3 % FOLDS


def _yes(row: Row) -> str:
    return "yes" if row.gold["label"] == "claim" else "no"


def scores(truth: Sequence[bool], guess: Sequence[bool]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    hits = sum(t and g for t, g in zip(truth, guess, strict=True))
    precision, recall = hits / max(1, sum(guess)), hits / max(1, sum(truth))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _line(name: str, values: tuple[float, float, float]) -> str:
    return f"{name:22} P {values[0]:.3f} R {values[1]:.3f} F1 {values[2]:.3f}"


def main() -> None:
    """Print the figures; with --write, train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="train on all pages and write the weights")
    arguments = parser.parse_args()
    data, own, more = [*health(), *labelled(everything=True)], own_rows(), further()
    truth = [row.gold["label"] == "claim" for row in data]
    probability, kind, grave = held_out(data, own, more)
    print(f"{len(data)} units of {len({r.page for r in data})} pages, {len(own)} and, of kinds, {len(more)} besides")
    print(_line("claim: every unit", scores(truth, [True] * len(truth))))
    print(_line("claim: patterns only", scores(truth, [row.statement.sure is not False for row in data])))
    for at in (0.3, 0.4, 0.5):
        print(_line(f"claim: model, from {at}", scores(truth, list(probability >= at))))
    asserted = [i for i, row in enumerate(data) if truth[i] and row.kind_features]
    right = sum(kind[i] == data[i].gold["kind"] for i in asserted) / len(asserted)
    most = Counter(data[i].gold["kind"] for i in asserted).most_common(1)[0][1] / len(asserted)
    print(f"kind: most frequent {most:.3f}, model {right:.3f}  (pages left out)")
    high = [data[i].gold["priority"] == "high" for i in asserted]
    ruled = [
        kinds.priority_by_patterns(s, kind[i], quantities.find(s)) == "high"
        for i in asserted
        for s in [data[i].statement.unframed]
    ]
    print(_line("high: patterns", scores(high, ruled)))
    found = sorted((grave[i] for i, is_high in zip(asserted, high, strict=True) if is_high), reverse=True)
    threshold = math.floor(1000 * found[math.ceil(RECALL * len(found)) - 1]) / 1000
    print(_line(f"high: model, from {threshold}", scores(high, [grave[i] >= threshold for i in asserted])))
    if arguments.write:
        everything = [*data, *own]
        card = {
            "task": "Does a unit of a health article assert something checkable?",
            "data": f"{SOURCES}, units of our own",
            "method": f"logistic regression, L2, C={PENALTY['claim']}; retrain with benchmarks/train_claims.py --write",
            "threshold": THRESHOLD,
            "left_out_pages_F1": round(scores(truth, list(probability >= THRESHOLD))[2], 3),
        }
        weights = fit([r.statement.features for r in everything], [_yes(r) for r in everything], "claim")["yes"]
        write(NLP / "claim_weights.json", {**card, "weights": weights})
        card = {
            "task": "What kind of claim is it?",
            "data": SOURCES,
            "method": f"multinomial logistic regression, L2, C={PENALTY['kind']}; retrain with "
            f"benchmarks/train_claims.py --write",
            "left_out_pages_accuracy": round(right, 3),
        }
        claimed = [*told(data), *more]
        write(NLP / "kind_weights.json", {**card, "weights": fit_kind(claimed)})
        card = {
            "task": "Could a wrong figure, dose, efficacy or risk in it harm?",
            "data": SOURCES,
            "method": f"logistic regression, L2, C={PENALTY['priority']}; retrain with "
            f"benchmarks/train_claims.py --write",
            "threshold": threshold,
        }
        write(NLP / "priority_weights.json", {**card, "weights": fit_high(claimed)})


if __name__ == "__main__":
    main()
