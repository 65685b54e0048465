"""Train the two linear models of the claim extractor and write their weights.

    python benchmarks/train_claims.py            # leave-one-document-out figures only
    python benchmarks/train_claims.py --write    # and write src/citewarden/nlp/{claim,kind}_weights.json

Data: the annotated pages of `../shared/data/claims-health` (CC BY 4.0 pages, annotation by this project) and, for claim
or no claim, the sentences of our own in `benchmarks/claim_units.jsonl`. Logistic regression with an L2 penalty over the
features that `nlp/claims.py` and `nlp/kinds.py` name; features seen in fewer than `LEAST` units are dropped. Every
figure printed is of documents the model was not trained on; the named patterns were written with all of them in view.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from citewarden import learned
from citewarden.config import Config
from citewarden.model import Document
from citewarden.nlp import answers, claims, kinds, pipeline, reading
from citewarden.nlp.units import Unit, units
from citewarden.stages.read import read
from citewarden.text import quantities

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "claims-health"
OURS = ROOT / "benchmarks" / "claim_units.jsonl"
NLP = ROOT / "src" / "citewarden" / "nlp"
LEAST = {"claim": 2, "kind": 3}
PENALTY = {"claim": 0.2, "kind": 0.2}
STRONG = ("is:", "rule:", "main:", "q:", "imperative", "leads", "item", "lead-", "lead:")
STRENGTH = 3.0
"""Patterns are worth this many plain words before training."""


@dataclass(frozen=True)
class Row:
    """One annotated unit: its page, gold annotation, statement and features."""

    page: str
    gold: Mapping[str, Any]
    statement: reading.Statement
    sure: bool | None
    kind_features: tuple[str, ...]


def gold(split: str = "dev") -> list[dict[str, Any]]:
    """The annotated units of a split."""
    return [json.loads(line) for line in (DATA / f"{split}.jsonl").read_text("utf-8").splitlines() if line.strip()]


def rows(split: str = "dev") -> list[Row]:
    """Every unit of the annotated pages that the extractor sees, with its features."""
    nlp = pipeline.load(Config().models)
    by_page: dict[str, dict[int, dict[str, Any]]] = {}
    for unit in gold(split):
        by_page.setdefault(unit["doc"], {})[unit["end"]] = unit
    out = []
    for page in sorted(by_page):
        document = read(DATA / split / page, root=DATA / split)
        for statement in statements(document, nlp):
            found = by_page[page].get(statement.unit.end)
            if found is not None:
                out.append(_row(page, found, statement))
    return out


def statements(document: Document, nlp: Any) -> list[reading.Statement]:
    """The article read with every unit taken for a claim, so that forms do not depend on the weights being trained."""
    found = units(document)
    docs = list(nlp.pipe([u.clean for u in found]))
    return reading.read(document, found, docs, questions=answers.parsed(nlp, found), everything=True)


def own_rows() -> list[Row]:
    """Units of our own annotation without a page."""
    if not OURS.exists():
        return []
    nlp = pipeline.load(Config().models)
    out = []
    for line in OURS.read_text("utf-8").splitlines():
        item = json.loads(line)
        leads = item.get("why") == "lead-in"
        unit = Unit(0, len(item["text"]), item["text"], item["text"], "paragraph", 0, True, -1, leads, -1, ("",))
        doc = nlp(unit.clean)
        names = claims.features(unit, doc, None)
        statement = reading.Statement(unit, doc, True, 1.0, unit.clean, (), tuple(names))
        out.append(Row("ours", item, statement, claims.certain(unit, names, None), ()))
    return out


def _row(page: str, found: dict[str, Any], statement: reading.Statement) -> Row:
    unit = statement.unit
    numbers = quantities.find(statement.standalone)
    return Row(
        page,
        found,
        statement,
        statement.sure,
        tuple(kinds.features(statement.standalone, unit.section, numbers)),
    )


def fit(data: Sequence[Sequence[str]], labels: Sequence[str], task: str) -> dict[str, dict[str, float]]:
    """Weights by label; a yes/no task has the one label "yes"."""
    counts = Counter(name for row in data for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST[task])
    place = {name: i for i, name in enumerate(names)}
    scale = np.array([STRENGTH if name.startswith(STRONG) else 1.0 for name in names])
    matrix = np.zeros((len(data), len(names)))
    for i, row in enumerate(data):
        for name in row:
            if name in place:
                matrix[i, place[name]] = scale[place[name]]
    model = LogisticRegression(C=PENALTY[task], max_iter=5000, tol=1e-6).fit(matrix, np.array(labels))
    classes = list(model.classes_)
    coefficients = model.coef_
    heads = classes if len(classes) > 2 else [classes[1]]
    out: dict[str, dict[str, float]] = {}
    for head, row_, intercept in zip(heads, coefficients, model.intercept_, strict=True):
        weights = {
            name: round(float(w * s), 4) for name, w, s in zip(names, row_, scale, strict=True) if abs(w * s) >= 5e-4
        }
        weights["bias"] = round(weights.get("bias", 0.0) + float(intercept), 4)
        out[str(head)] = weights
    return out


def leave_one_out(data: Sequence[Row], own: Sequence[Row]) -> tuple[np.ndarray, list[str]]:
    """(claim probability, kind) of every row from models that did not see its page."""
    probability, kind = np.zeros(len(data)), [""] * len(data)
    for page in sorted({row.page for row in data}):
        rest = [row for row in data if row.page != page]
        yes = fit([r.statement.features for r in [*rest, *own]], [_yes(r) for r in [*rest, *own]], "claim")["yes"]
        asserted = [r for r in rest if r.gold["label"] == "claim"]
        by_kind = fit([r.kind_features for r in asserted], [r.gold["kind"] for r in asserted], "kind")
        for i, row in enumerate(data):
            if row.page == page:
                probability[i] = 0.0 if row.sure is False else claims.probability(row.statement.features, yes)
                kind[i] = kinds.kind(row.kind_features, by_kind)[0]
    return probability, kind


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
    data, own = rows(), own_rows()
    truth = [row.gold["label"] == "claim" for row in data]
    probability, kind = leave_one_out(data, own)
    print(f"{len(data)} units of {len({r.page for r in data})} pages, {len(own)} of our own")
    print(_line("claim: every unit", scores(truth, [True] * len(truth))))
    print(_line("claim: patterns only", scores(truth, [row.sure is not False for row in data])))
    print(_line("claim: patterns+model", scores(truth, list(probability >= 0.5))))
    asserted = [i for i, row in enumerate(data) if truth[i]]
    right = sum(kind[i] == data[i].gold["kind"] for i in asserted)
    rules = sum(
        kinds.ruled(
            data[i].statement.standalone, data[i].statement.unit.section, quantities.find(data[i].statement.standalone)
        )
        == data[i].gold["kind"]
        for i in asserted
    )
    most = Counter(data[i].gold["kind"] for i in asserted).most_common(1)[0][1]
    print(
        f"kind: most frequent {most / len(asserted):.3f}, patterns {rules / len(asserted):.3f}, model "
        f"{right / len(asserted):.3f}  (leave one page out)"
    )
    high = [data[i].gold["priority"] == "high" for i in asserted]
    found = [
        kinds.priority(data[i].statement.standalone, kind[i], quantities.find(data[i].statement.standalone)) == "high"
        for i in asserted
    ]
    print(_line("priority high", scores(high, found)))
    if arguments.write:
        everything = [*data, *own]
        card = {
            "task": "Does a unit of a health article assert something checkable?",
            "data": "claims-health dev (CC BY 4.0 pages, annotation by the Citewarden project), units of our own",
            "method": f"logistic regression, L2, C={PENALTY['claim']}; retrain with benchmarks/train_claims.py --write",
            "threshold": 0.5,
            "leave_one_page_out_F1": round(scores(truth, list(probability >= 0.5))[2], 3),
        }
        weights = fit([r.statement.features for r in everything], [_yes(r) for r in everything], "claim")["yes"]
        _write(NLP / "claim_weights.json", {**card, "weights": weights})
        card = {
            "task": "What kind of claim is it?",
            "data": "claims-health dev (CC BY 4.0 pages, annotation by the Citewarden project)",
            "method": f"multinomial logistic regression, L2, C={PENALTY['kind']}; retrain with "
            f"benchmarks/train_claims.py --write",
            "leave_one_page_out_accuracy": round(right / len(asserted), 3),
        }
        rows_ = [data[i] for i in asserted]
        by_kind = fit([r.kind_features for r in rows_], [r.gold["kind"] for r in rows_], "kind")
        _write(NLP / "kind_weights.json", {**card, "weights": by_kind})


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    learned.seal(path)
    print("wrote", path.relative_to(ROOT))


if __name__ == "__main__":
    main()
