"""Does the model know whether a passage decides a claim? Beside models that see one side only.

    python benchmarks/decides/measure.py [--part opened|unopened] [--every N] [--json FILE]

AUC (S and C against N) of the model, of a bag of words on the claim alone and on the passage alone (fitted on
the training part of the same set), and of the share of the claim's words that the passage holds; at its
threshold, the share right and the share of the deciding pairs found; below the lower one, the share that is silent.
`--every 2` takes every second block or family. Then: which of ten abstracts is the claim's (SciFact dev)?
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from decides_model import Decides

import verdict_data as data
from bm25 import Index


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", default="unopened", choices=("opened", "unopened"))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    model, out = Decides(), {}
    print(f"{model.name}: decides from {model.high}, silent below {model.low}", flush=True)
    for name, (train, rows) in sets(options.part).items():
        out[name] = measured(name, train, thinned(rows, options.every), model)
    out["sources"] = sources(model, options.every)
    if options.json:
        options.json.write_text(json.dumps(out, indent=1), encoding="utf-8")


def sets(part: str) -> dict[str, tuple[list[data.Example], list[data.Example]]]:
    """Name -> (pairs the one-sided models are fitted on, pairs measured)."""
    held = "dev" if part == "opened" else part
    found = {
        "phenomena": (data.phenomena("opened"), data.phenomena(part)),
        "blocks": (data.blocks("train", own=True), data.blocks(held, own=True)),
        "families": (data.families("train"), data.families(held)),
    }
    real = {"scifact": data.scifact, "check-covid": data.check_covid, "citation-integrity": data.citation_integrity}
    return found | {f"{k} dev": (f("train"), f("dev")) for k, f in real.items()}


def thinned(rows: Sequence[data.Example], every: int) -> list[data.Example]:
    """Every n-th group, whole."""
    groups = list(dict.fromkeys(e.group for e in rows))[::every]
    chosen = set(groups)
    return [e for e in rows if e.group in chosen]


def measured(name: str, train: Sequence[data.Example], rows: Sequence[data.Example], model: Decides) -> dict[str, Any]:
    """Print and give the figures of one set."""
    gold = [e.label != "NEI" for e in rows]
    begun = time.process_time()
    chance = [model.score(e.claim, e.sentences) for e in rows]
    speed = len(rows) / (time.process_time() - begun)
    told: dict[str, Any] = {"pairs": len(rows), "deciding": sum(gold), "model": auc(gold, chance)}
    told["claim alone"] = auc(gold, bag(train, rows, lambda e: e.claim))
    told["passage alone"] = auc(gold, bag(train, rows, lambda e: " ".join(e.sentences)))
    told["words shared"] = auc(gold, [shared(e) for e in rows])
    called = [g for g, c in zip(gold, chance, strict=True) if c >= model.high]
    quiet = [not g for g, c in zip(gold, chance, strict=True) if c < model.low]
    told["called"] = (sum(called), len(called), sum(called) / max(1, sum(gold)))
    told["silent"] = (sum(quiet), len(quiet))
    print(f"{name}: {len(rows)} pairs, {sum(gold)} decide; {speed:.0f} a CPU second")
    print("  AUC " + ", ".join(f"{k} {told[k]:.3f}" for k in ("model", "claim alone", "passage alone", "words shared")))
    right, share = sum(called) / max(1, len(called)), told["called"][2]
    print(f"  called deciding: {sum(called)} of {len(called)} right ({right:.2f}), {share:.0%} of those that decide")
    print(f"  called silent: {sum(quiet)} of {len(quiet)} right ({sum(quiet) / max(1, len(quiet)):.2f})", flush=True)
    return told


def auc(gold: Sequence[bool], score: Sequence[float]) -> float:
    """The chance that a pair that decides stands above one that does not."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(list(gold), list(score)))


def bag(
    train: Sequence[data.Example], rows: Sequence[data.Example], text: Callable[[data.Example], str]
) -> list[float]:
    """What one side gives away: a regression on its words."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    fitted = make_pipeline(words, LogisticRegression(max_iter=2000, C=4.0))
    fitted.fit([text(e) for e in train], [e.label != "NEI" for e in train])
    return [float(v) for v in fitted.predict_proba([text(e) for e in rows])[:, 1]]


def shared(e: data.Example) -> float:
    """The share of the claim's words that the passage holds."""
    claim, passage = (set(data._WORD.findall(t.lower())) for t in (e.claim, " ".join(e.sentences)))
    return len(claim & passage) / max(1, len(claim))


def sources(model: Decides, every: int, others: int = 9) -> dict[str, float]:
    """Which of ten abstracts is the claim's? The nine others are the nearest by BM25 that it does not cite."""
    corpus = {str(r["doc_id"]): r for r in data._lines(data.FOLDER / "scifact" / "corpus.jsonl")}
    ids = sorted(corpus)
    texts = {d: [corpus[d]["title"], *(s.strip() for s in corpus[d]["abstract"])] for d in ids}
    index = Index([data._WORD.findall(" ".join(texts[d]).lower()) for d in ids])
    right = {"retrieval": 0, "the nearest five, by the model": 0, "both added": 0}
    rows = [e for e in data.scifact("dev") if e.label != "NEI"][::every]
    for e in rows:
        mine = e.id.rsplit("-", 1)[1]
        found = {ids[n]: v for n, v in index.scores(data._WORD.findall(e.claim.lower())).items()}
        near = sorted((d for d in found if d != mine), key=lambda d: (-found[d], d))[:others]
        ten = sorted([mine, *near], key=lambda d: (-found.get(d, 0.0), d))
        weight = {d: found.get(d, 0.0) / found[ten[0]] for d in ten}
        said = {d: model.score(e.claim, texts[d]) for d in ten[:5]}
        right["retrieval"] += ten[0] == mine
        right["the nearest five, by the model"] += max(said, key=lambda d: said[d]) == mine
        right["both added"] += max(said, key=lambda d: said[d] + weight[d]) == mine
    told = {k: v / len(rows) for k, v in right.items()}
    shown = ", ".join(f"{k} {v:.2f}" for k, v in told.items())
    print(f"the right one of ten near abstracts, {len(rows)} claims: {shown}")
    return told


if __name__ == "__main__":
    main()
