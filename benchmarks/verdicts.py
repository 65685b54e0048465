"""How good are the verdicts, beside models that see one side only, on pairs that nobody read while building?

    python benchmarks/verdicts.py [--part opened|unopened|all] [--json FILE]

Sets: our own hand-written phenomena, families and blocks, each parted into what may be read while building and what
is never read (`verdict_data.opened`); SciFact dev (claim against each cited abstract), Check-COVID dev and
Citation-Integrity dev (real citations, passages retrieved by us). Beside every figure: a bag-of-words regression on the
claim alone and one on the passage alone (fitted on the opened part, or the training file, of the same set), the
majority class, word overlap, BM25 with a negation rule, and a regression on 18 lexical features. Printed: confusion,
precision and share of each label called, wrong calls of SUPPORT by kind, the chance shown beside the share right,
speed.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import itertools

import verdict_data as data
import verdict_scores as figures
from citewarden.config import Verify
from citewarden.nlp.verdict.items import items
from citewarden.nlp.verdict.sentence import kept
from citewarden.nlp.verdict.short_forms import explained
from citewarden.nlp.verifier import Pair, load

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|\d[\d.,]*")
_STOP_WORDS = """
    the a an of in to and or for with on by at from as is are was were be been it its this that these those than then
    have has had can may will not no
"""
_STOP = frozenset(_STOP_WORDS.split())
_NOT = re.compile(r"\b(?:not|no|never|without|neither|nor|lack\w*|fail\w*|cannot|n't)\b")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", default="all", choices=("opened", "unopened", "all"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    layer = load(Verify())
    out: dict[str, Any] = {}
    shown: list[tuple[float, bool, str]] = []
    for name, (train, tests) in _sets().items():
        peers = _peers(train)
        for part, rows in tests.items():
            if options.part not in ("all", part):
                continue
            out[f"{name}, {part}"] = _measure(f"{name}, {part}", rows, layer, peers, shown)
    print("\n== chance shown, share right, calls (SUPPORT and CONTRADICT) or pairs (NEI), everything above together")
    for label in figures.LABELS:
        for low in range(10):
            found = [right for score, right, called in shown if called == label and low / 10 <= score < (low + 1) / 10]
            if found:
                print(f"  {label:11s} {low / 10:.1f}-{(low + 1) / 10:.1f}  {sum(found) / len(found):.2f}  {len(found)}")
    _costs()
    if options.json:
        options.json.write_text(json.dumps(out, indent=1), encoding="utf-8")


def _sets() -> dict[str, tuple[list[data.Example], dict[str, list[data.Example]]]]:
    """Name -> (pairs the peers are fitted on, part -> pairs measured)."""
    own = {"phenomena": data.phenomena, "families": data.families, "blocks": data.blocks}
    real = {"scifact": data.scifact, "check-covid": data.check_covid, "citation-integrity": data.citation_integrity}
    sets = {k: (f("opened"), {part: f(part) for part in ("opened", "unopened")}) for k, f in own.items()}
    return sets | {k: (f("train"), {"dev": f("dev")}) for k, f in real.items()}


def _peers(train: Sequence[data.Example]) -> dict[str, Predict]:
    return {
        "claim alone": _bag(train, lambda e: e.claim),
        "passage alone": _bag(train, lambda e: " ".join(e.sentences)),
        "majority": _majority(train),
        "word overlap": _overlap(train),
        "BM25 + negation": _bm25_negation(train),
        "lexical regression": _regression(train),
    }


def _measure(
    name: str,
    rows: Sequence[data.Example],
    layer: Any,
    peers: Mapping[str, Predict],
    shown: list[tuple[float, bool, str]],
) -> dict[str, Any]:
    """Print and give the figures of one set; every verdict's score is added to `shown`."""
    print(f"\n== {name}: {len(rows)} pairs {dict(Counter(e.label for e in rows))}")
    gold = [e.label for e in rows]
    verdicts = layer.verify([Pair(e.claim, e.sentences) for e in rows])
    said, leaning = [v.label for v in verdicts], [v.first for v in verdicts]
    shown += [(v.score, g == v.label, v.label) for g, v in zip(gold, verdicts, strict=True)]
    _show(gold, said, [v.score for v in verdicts])
    told = {"macro-F1": figures.macro_f1(gold, said), "leaning": figures.macro_f1(gold, leaning)}
    print(f"macro-F1 of the verdicts {told['macro-F1']:.3f}, of what the fields lean to {told['leaning']:.3f}")
    for peer, predict in peers.items():
        told[peer] = figures.macro_f1(gold, predict(rows))
        print(f"  {peer:22s} macro-F1 {told[peer]:.3f}")
    never = [e.phenomenon for e, s in zip(rows, said, strict=True) if s == "SUPPORT" != e.label]
    print(f"  wrong SUPPORT by kind: {dict(Counter(never))}")
    if name.startswith("phenomena"):
        _kinds(rows, verdicts)
    if name.startswith("citation"):
        two = ["yes" if g == "SUPPORT" else "no" for g in gold]
        ours = ["yes" if s == "SUPPORT" else "no" for s in leaning]
        print(f"accurate or not: macro-F1 {figures.macro_f1(two, ours, ('yes', 'no')):.3f} (MultiVerS 0.52)")
    return {**told, "scores": figures.scores(gold, said), "table": figures.confusion(gold, said)}


def _costs() -> None:
    """Pairs a CPU second by layer (best of several rounds), and the memory of a process that holds the models alone.

    Cold: every sentence is read anew, words are known; warm: the sentences were read before, every pair is compared.
    """
    short = [Pair(e.claim, e.sentences) for e in data.phenomena()]
    whole = [Pair(e.claim, e.sentences) for e in data.scifact("dev")]
    layer = load(Verify()).layer
    for kind, rows, rounds in (("hand-written pairs", short, 25), ("whole abstracts", whole, 4)):
        cold = max(_speed(layer, rows, anew=True) for _ in range(4))
        warm = max(_speed(layer, rows, anew=False) for _ in range(rounds))
        print(f"{kind}: {cold:.0f} a CPU second cold, {warm:.0f} once the sentences have been read")
    code = (
        "from citewarden.config import Verify; from citewarden.nlp.verifier import Pair, load;"
        "load(Verify()).verify([Pair('Gout is common in men.', ('Gout is rare in women.',))]);"
        "print(next(int(line.split()[1]) / 1024 for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )  # VmHWM begins anew with the program; ru_maxrss would carry over what this process held
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"memory of a process with the verdict models: {float(found.stdout):.0f} MB at most")


def _speed(layer: Any, rows: Sequence[Pair], *, anew: bool) -> float:
    if anew:
        kept.cache_clear()
        explained.cache_clear()
        items.cache_clear()
    start = time.process_time()
    layer.verify(rows)
    return len(rows) / max(time.process_time() - start, 1e-9)


def _show(gold: Sequence[str], said: Sequence[str], score: Sequence[float]) -> None:
    table = figures.confusion(gold, said)
    print("            " + "".join(f"{s:>12s}" for s in figures.LABELS))
    for g in figures.LABELS:
        print(f"{g:12s}" + "".join(f"{table[g][s]:12d}" for s in figures.LABELS))
    for label, (p, r, f) in figures.scores(gold, said).items():
        print(f"  {label:11s} precision {p:.3f} recall {r:.3f} F1 {f:.3f}")
    wrong = sum(g != "SUPPORT" and s == "SUPPORT" for g, s in zip(gold, said, strict=True))
    unsupported = sum(g != "SUPPORT" for g in gold)
    decided = sum(s != "NEI" for s in said)
    print(f"  unsupported called SUPPORT {wrong}/{unsupported} ({wrong / max(1, unsupported):.1%});"
          f" decided {decided / len(gold):.1%} of the pairs")  # fmt: skip
    ranked = sorted(zip(score, gold, said, strict=True), key=lambda r: -r[0])
    steps = []
    for share in (0.1, 0.2, 0.35, 0.5, 0.75, 1.0):
        top = ranked[: max(1, round(share * len(ranked)))]
        steps.append(f"{share:.0%}: {sum(g == s for _, g, s in top) / len(top):.2f}")
    print("  accuracy at coverage (surest first) " + ", ".join(steps))
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for s, g, a in zip(score, gold, said, strict=True):
        bins[min(9, int(s * 10))].append((s, g == a))
    parts = [f"{sum(s for s, _ in b) / len(b):.2f}->{sum(h for _, h in b) / len(b):.2f} ({len(b)})"
             for _, b in sorted(bins.items())]  # fmt: skip
    gap = sum(abs(sum(s for s, _ in b) - sum(h for _, h in b)) for b in bins.values()) / len(gold)
    print("  calibration, said -> seen: " + ", ".join(parts) + f"; expected calibration error {gap:.3f}")


def _kinds(rows: Sequence[data.Example], verdicts: Sequence[Any]) -> None:
    kinds: dict[str, list[bool]] = defaultdict(list)
    issues: dict[str, list[bool]] = defaultdict(list)
    never = 0
    for e, v in zip(rows, verdicts, strict=True):
        kinds[e.phenomenon].append(e.label == v.label)
        if e.issue:
            issues[e.issue].append(e.label == v.label)
        never += e.label != "SUPPORT" and v.label == "SUPPORT" and e.phenomenon in ("negation", "number_changed")
    print("  kinds:  " + ", ".join(f"{k} {sum(v)}/{len(v)}" for k, v in sorted(kinds.items())))
    print("  issues: " + ", ".join(f"{k} {sum(v)}/{len(v)}" for k, v in sorted(issues.items())))
    print(f"  SUPPORT on turned negations and changed numbers: {never}")


Predict = Callable[[Sequence[data.Example]], list[str]]


def _words(text: str) -> list[str]:
    return [w for w in _WORD.findall(text.lower()) if w not in _STOP]


def _majority(train: Sequence[data.Example]) -> Predict:
    label = Counter(e.label for e in train).most_common(1)[0][0]
    return lambda rows: [label] * len(rows)


def _share(e: data.Example) -> float:
    claim = set(_words(e.claim))
    best = max((len(claim & set(_words(s))) for s in e.sentences), default=0)
    return best / max(1, len(claim))


def _cut(
    train: Sequence[data.Example], score: Callable[[data.Example], float], call: Callable[[data.Example, bool], str]
) -> float:
    values = [score(e) for e in train]
    gold = [e.label for e in train]
    tries = sorted(set(values))[:: max(1, len(set(values)) // 60)]
    return max(
        tries, key=lambda t: figures.macro_f1(gold, [call(e, v >= t) for e, v in zip(train, values, strict=True)])
    )


def _overlap(train: Sequence[data.Example]) -> Predict:
    def call(_: data.Example, near: bool) -> str:
        return "SUPPORT" if near else "NEI"

    cut = _cut(train, _share, call)
    return lambda rows: [call(e, _share(e) >= cut) for e in rows]


def _bm25_negation(train: Sequence[data.Example]) -> Predict:
    def call(e: data.Example, near: bool) -> str:
        claim = set(_words(e.claim))
        best = max(e.sentences, key=lambda s: len(claim & set(_words(s))), default="")
        turned = bool(_NOT.search(e.claim.lower())) != bool(_NOT.search(best.lower()))
        return ("CONTRADICT" if turned else "SUPPORT") if near else "NEI"

    cut = _cut(train, _share, call)
    return lambda rows: [call(e, _share(e) >= cut) for e in rows]


def _lexical(e: data.Example) -> list[float]:
    claim, text = _words(e.claim), [_words(s) for s in e.sentences] or [[]]
    cset = set(claim)
    shares = sorted((len(cset & set(s)) / max(1, len(cset)) for s in text), reverse=True)
    whole = {w for s in text for w in s}
    best = max(e.sentences, key=lambda s: len(cset & set(_words(s))), default="")
    numbers, there = set(re.findall(r"\d[\d.]*", e.claim)), set(re.findall(r"\d[\d.]*", " ".join(e.sentences)))
    pairs = set(itertools.pairwise(claim))
    seen = {p for s in text for p in itertools.pairwise(s)}
    up, down = r"\b(?:increas|higher|more|rais|greater)\w*", r"\b(?:decreas|lower|less|reduc|fewer)\w*"
    a, b = e.claim.lower(), best.lower()
    return [
        shares[0], sum(shares[:3]) / 3, len(cset & whole) / max(1, len(cset)), len(pairs & seen) / max(1, len(pairs)),
        len(claim) / 30, sum(map(len, text)) / 200, float(bool(_NOT.search(a))), float(bool(_NOT.search(b))),
        float(bool(_NOT.search(a)) != bool(_NOT.search(b))), float(bool(numbers)),
        len(numbers & there) / max(1, len(numbers)),
        float(bool(numbers - there)), float(bool(re.search(up, a))), float(bool(re.search(down, a))),
        float(bool(re.search(up, b))), float(bool(re.search(down, b))),
        float(bool((re.search(up, a) and re.search(down, b)) or (re.search(down, a) and re.search(up, b)))),
        float(bool(re.search(r"\b(?:may|might|could|can)\b", b))),
    ]  # fmt: skip


def _bag(train: Sequence[data.Example], text: Callable[[data.Example], str]) -> Predict:
    """Bag of words and word pairs of one side alone: what a set gives away without any comparison."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True), LogisticRegression(max_iter=2000, C=4.0)
    )
    model.fit([text(e) for e in train], [e.label for e in train])
    return lambda rows: list(map(str, model.predict([text(e) for e in rows])))


def _regression(train: Sequence[data.Example]) -> Predict:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, C=0.3))
    model.fit([_lexical(e) for e in train], [e.label for e in train])
    return lambda rows: list(map(str, model.predict([_lexical(e) for e in rows])))


if __name__ == "__main__":
    main()
