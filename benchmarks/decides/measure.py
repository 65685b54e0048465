"""Does the model know whether a passage decides a claim? Beside models that see one side only, and our own order.

    python benchmarks/decides/measure.py [--part opened|unopened] [--every N] [--set WORD] [--json FILE]

AUC (S and C against N) of the model, of a bag of words on the claim alone and on the passage alone (fitted on
the training part of the same set), of the share of the claim's words that the passage holds and of what orders passages
in the program (`nlp/relevance.py`, all passages of the set listed together), by itself and with the model's log-odds
(weights fitted on what is set aside of set 3); at its threshold, the share right and the share of the deciding pairs
found; below the lower one, the share that is silent. `--every 2` takes every second block or family.
Then, by `benchmarks/matching.py`: which of ten sources is the claim's, and is an annotated sentence in the three
passages shown, in the program's order and with the model's chance added to the score of the first `ASKED`? On the
opened part only claims of dev files are asked, since a model was trained on the others; `--weight` says how much of the
chance is added.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from decides_model import Decides
from met import met

import matching
import verdict_data as data
from citewarden.model import Passage
from citewarden.nlp.relevance import Texts
from citewarden.text import sentences

ASKED = 5
"""Sources, or passages of a full text, that the model is asked about: the first by the program's order."""
WEIGHTS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5)
"""How much of the model's chance is added to a score, tried on the opened part."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", default="unopened", choices=("opened", "unopened"))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--set", default="", help="only sets whose name holds this word")
    parser.add_argument("--weight", type=float, nargs="+", default=WEIGHTS)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    model, out = Decides(), {}
    print(f"{model.name}: decides from {model.high}, silent below {model.low}", flush=True)
    both = added(model)
    for name, made in sets(options.part).items():
        if options.set in name:
            train, rows = made()
            out[name] = measured(name, train, thinned(rows, options.every), model, both)
    for name in matching.SETS:
        if options.set in f"order {name}":
            out[f"order {name}"] = order(name, options.part, model, options.weight)
    if options.json:
        options.json.write_text(json.dumps(out, indent=1), encoding="utf-8")


Made = Callable[[], tuple[list[data.Example], list[data.Example]]]
"""Pairs the one-sided models are fitted on, pairs measured."""


def sets(part: str) -> dict[str, Made]:
    """Every set by name. Lots a to i of the blocks are those that the first model was measured on."""
    held = "dev" if part == "opened" else part
    return {
        "set 3": lambda: (met("train"), met(held)),
        "set 3, claims that stand alone": lambda: (_stand(met("train")), _stand(met(held))),
        "phenomena": lambda: (data.phenomena("opened"), data.phenomena(part)),
        "blocks a to i": lambda: (_lots("train", "abcdefghi"), _lots(held, "abcdefghi")),
        "blocks j to m": lambda: (_lots("train", "jklm"), _lots(held, "jklm")),
        "families": lambda: (data.families("train"), data.families(held)),
        "scifact dev": lambda: (data.scifact("train"), data.scifact("dev")),
        "check-covid dev": lambda: (data.check_covid("train"), data.check_covid("dev")),
        "citation-integrity dev": lambda: (data.citation_integrity("train"), data.citation_integrity("dev")),
    }


def _stand(rows: Sequence[data.Example]) -> list[data.Example]:
    return [e for e in rows if e.issue not in ("fragment", "topic")]


def _lots(part: str, letters: str) -> list[data.Example]:
    return [e for e in data.blocks(part, own=True) if e.group.removeprefix("blocks-")[0] in letters]


def thinned(rows: Sequence[data.Example], every: int) -> list[data.Example]:
    """Every n-th group, whole."""
    groups = list(dict.fromkeys(e.group for e in rows))[::every]
    chosen = set(groups)
    return [e for e in rows if e.group in chosen]


def measured(
    name: str, train: Sequence[data.Example], rows: Sequence[data.Example], model: Decides, both: Added
) -> dict[str, Any]:
    """Print and give the figures of one set."""
    gold = [e.label != "NEI" for e in rows]
    begun = time.process_time()
    raw = [model.raw(e.claim, e.sentences) for e in rows]
    speed = len(rows) / (time.process_time() - begun)
    chance = [model.score(e.claim, e.sentences) for e in rows]
    near = relevance(rows)
    told: dict[str, Any] = {"pairs": len(rows), "deciding": sum(gold), "model": auc(gold, chance)}
    told["claim alone"] = auc(gold, bag(train, rows, lambda e: e.claim))
    told["passage alone"] = auc(gold, bag(train, rows, lambda e: " ".join(e.sentences)))
    told["words shared"] = auc(gold, [shared(e) for e in rows])
    told["our order"] = auc(gold, near)
    told["both added"] = auc(gold, both(raw, near))
    called = [g for g, c in zip(gold, chance, strict=True) if c >= model.high]
    quiet = [not g for g, c in zip(gold, chance, strict=True) if c < model.low]
    told["called"] = (sum(called), len(called), sum(called) / max(1, sum(gold)))
    told["silent"] = (sum(quiet), len(quiet))
    print(f"{name}: {len(rows)} pairs, {sum(gold)} decide; {speed:.0f} a CPU second")
    print("  AUC " + ", ".join(f"{k} {v:.3f}" for k, v in told.items() if isinstance(v, float)))
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


def relevance(rows: Sequence[data.Example]) -> list[float]:
    """What the program orders passages by, every passage of the set listed."""
    numbers = {s: n for n, s in enumerate(dict.fromkeys(e.sentences for e in rows))}
    texts = Texts([_passage(f"p{n}", s) for s, n in numbers.items()], {})
    found = {claim: texts.scores(claim)[0] for claim in dict.fromkeys(e.claim for e in rows)}
    return [found[e.claim].get(numbers[e.sentences], 0.0) for e in rows]


def _passage(key: str, found: Sequence[str]) -> Passage:
    marks, at = [], 0
    for sentence in found:
        marks.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return Passage(f"{key}#abstract-1", key, " ".join(found), "abstract", "", 0, at - 1, tuple(marks))


Added = Callable[[Sequence[float], Sequence[float]], list[float]]


def added(model: Decides) -> Added:
    """The model's log-odds and our own score weighed against each other, on what is set aside of set 3."""
    from sklearn.linear_model import LogisticRegression

    rows = met("dev")
    pairs = list(zip([model.raw(e.claim, e.sentences) for e in rows], relevance(rows), strict=True))
    fitted = LogisticRegression(C=10).fit(pairs, [e.label != "NEI" for e in rows])
    weights = ", ".join(f"{w:.2f}" for w in fitted.coef_[0])
    print(f"model's log-odds and our score, weights on {len(rows)} pairs set aside: {weights}", flush=True)
    return lambda raw, near: fitted.decision_function(list(zip(raw, near, strict=True))).tolist()


def order(name: str, part: str, model: Decides, weights: Sequence[float]) -> dict[str, Any]:
    """Share of claims with the right source first (full texts: an annotated sentence in the first three passages)."""
    made, near = matching.SETS[name]
    queries, sources = made()
    asked = [q for q in queries if matching.opened(q.source) == (part == "opened")]
    if part == "opened":
        fresh = _dev_claims()
        asked = [q for q in asked if q.claim in fresh]
    first = 1 if near else 3
    right, size = dict.fromkeys((0.0, *weights), 0), 0
    for rows, ten in matching.trials(asked, sources, near):
        passages = [p for key in ten for p in sources[key].passages]
        texts = Texts(passages, {key: sources[key].title for key in ten})
        for q in rows:
            by_passage, by_work = texts.scores(q.claim)
            best = sorted(by_passage, key=lambda n: (-by_passage[n], passages[n].id))
            if near:
                mine = {w: next((n for n in best if passages[n].work == w), -1) for w in by_work}
                found: dict[Any, float] = dict(by_work)
                good = {q.source}
            else:
                mine = {n: n for n in by_passage}
                found = dict(by_passage)
                good = {n for n in by_passage if matching.holds(passages[n], q.gold)}
            listed = sorted(found, key=lambda k: (-found[k], k))[: ASKED if near else 2 * ASKED]
            said = {k: model.score(q.claim, _texts(passages[mine[k]])) for k in listed if mine[k] >= 0}
            size += 1
            for weight in right:
                right[weight] += bool(good & set(_first(found, said, weight)[:first]))
    told = {f"{w:g}": n / max(1, size) for w, n in right.items()}
    print(f"{name}, {part}, {size} claims: " + ", ".join(f"{w} {v:.3f}" for w, v in told.items()), flush=True)
    return {"claims": size, **told}


def _first(found: Mapping[Any, float], said: Mapping[Any, float], weight: float) -> list[Any]:
    return sorted(found, key=lambda k: (-found[k] - weight * said.get(k, 0.0), -found[k], k))


def _texts(passage: Passage) -> list[str]:
    return [passage.text[a:b] for a, b in passage.sentences or sentences.split(passage.text)]


def _dev_claims() -> frozenset[str]:
    """Claims of dev files, as `matching` spells them, which nothing was trained on."""
    found = [*data.scifact("dev"), *data.check_covid("dev"), *data.citation_integrity("dev", top=1)]
    return frozenset(e.claim for e in found)


if __name__ == "__main__":
    main()
