"""Train the model that decides whether a sentence needs the article's topic, and write its weights.

    python benchmarks/train_setting.py            # figures on pages the model was not trained on
    python benchmarks/train_setting.py --write    # and write src/citewarden/nlp/setting_weights.json

Data: the annotated pages that may be looked at, where a sentence needs its topic if the annotator's form holds a word
of the topic's name that the sentence does not; and `benchmarks/frames.jsonl`, sentences of other shared pages whose
frame ("In gout, ...") was read beside them: "needed" (what it says holds of the topic alone, or is not clear without
it), "needless" (true and no help, counted by half), "wrong" (it holds of everybody, of a test or of another disease). A
third of those pages (`closed`) is only scored. Logistic regression with an L2 penalty over the features of
`nlp/setting.py` and the meaning of the sentence.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from annotated import ROOT, article, health, labelled, pages, statements, token_f1, write
from citewarden import learned
from citewarden.config import Config
from citewarden.nlp import language_model, meanings, phrases, setting
from citewarden.nlp.edits import applied
from citewarden.nlp.units import units

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from citewarden.nlp.discourse import Discourse

FOLDS = 8
PENALTY = 0.1
CHANCES = {"frame": 0.65, "relation": 0.6, "people": 0.6, "caught": 0.6}
"""From where each sort of place is taken: a frame before what holds of everybody annoys most."""
LEAST = 3
SMALLEST = 0.01
"""Weights nearer to nothing are left out."""
NEEDLESS = 0.5
"""What a frame that is true and no help counts, beside a wrong one."""
WEIGHTS = ROOT / "src" / "citewarden" / "nlp" / "setting_weights.json"
FRAMES = ROOT / "benchmarks" / "frames.jsonl"
THRESHOLDS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page that leaves its topic out, the sort of place it has for it, its features and whether it
    needs the topic. `gain`: how much nearer (token F1) its form comes to an annotator's if the program names it.
    `label`: what a reader said of its frame, "" where it was annotated."""

    page: str
    text: str
    sort: str
    names: Sequence[str]
    needs: bool
    gain: float = 0.0
    label: str = ""


Offered = Callable[["Doc", "Discourse", setting.Slot, str, str, str], None]
"""Told a sentence, what went before it, its place for the topic, the kind of its unit, and its form without and with
the topic."""


@contextmanager
def offers_to(offered: Offered) -> Iterator[None]:
    """Every place for a topic goes to `offered`, and none is taken."""

    def told(doc: Doc, discourse: Discourse, text: str, opening: int, *, kind: str) -> setting.Slot:
        slot = setting.offered(doc, discourse, text, opening, kind=kind)
        if slot is not None:
            edited = applied(phrases.text_of(doc), list(slot.edits), opening, len(phrases.text_of(doc)))
            offered(doc, discourse, slot, kind, text, slot.before(edited))
        return setting.NOWHERE

    usual = setting.told
    setting.told = told
    try:
        yield
    finally:
        setting.told = usual


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

    def offered(doc: Doc, discourse: Discourse, slot: setting.Slot, kind: str, form: str, named: str) -> None:
        row = here.get(" ".join(phrases.text_of(doc).split()))
        if row is not None:
            wanted = row.get("standalone") or row["text"]
            names = setting.features(doc, discourse, slot, kind)
            gain = token_f1(named, wanted) - token_f1(form, wanted)
            needs = discourse.names_topic(wanted)
            out.append(Sentence(row["doc"], phrases.text_of(doc), slot.sort, names, needs, gain))

    with offers_to(offered):
        labelled(everything=True, on_page=turn)
        health(on_page=turn)
    return out


def frames(*, unopened: bool = False) -> list[Sentence]:
    """The sentences of `FRAMES`: those of the pages that may be looked at, or of those that are only scored."""
    labels: dict[str, dict[int, str]] = {}
    for line in FRAMES.read_text("utf-8").splitlines():
        row = json.loads(line)
        if closed(row["doc"]) == unopened:
            labels.setdefault(row["doc"], {})[row["start"]] = row["label"]
    out: list[Sentence] = []
    here: dict[str, str] = {}

    def offered(doc: Doc, discourse: Discourse, slot: setting.Slot, kind: str, form: str, named: str) -> None:
        label = here.pop(phrases.text_of(doc), None)
        if label is not None:
            names = setting.features(doc, discourse, slot, kind)
            text = phrases.text_of(doc)
            out.append(Sentence(page, text, slot.sort, names, label == "needed", label=label))

    nlp = language_model.load(Config().models)
    with offers_to(offered):
        for page, wanted in sorted(labels.items()):
            document = article(page)
            here = {u.clean: wanted[u.start] for u in units(document) if u.start in wanted}
            statements(document, nlp, everything=False)
    return out


def closed(page: str) -> bool:
    """Whether a page of `FRAMES` is only scored."""
    return int(sha256(page.encode()).hexdigest(), 16) % 3 == 0


def fit(data: Sequence[Sentence]) -> dict[str, float]:
    """Weights by feature and by component of the meaning."""
    counts = Counter(name for sentence in data for name in sentence.names)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: i for i, name in enumerate(names)}
    found = [(i, place[n], _strength(n)) for i, s in enumerate(data) for n in s.names if n in place]
    rows, columns, values = zip(*found, strict=True)
    named = csr_matrix((values, (rows, columns)), shape=(len(data), len(names)))
    matrix = hstack([named, csr_matrix(np.array([meanings.of(s.text) for s in data]))]).tocsr()
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(
        matrix, [s.needs for s in data], sample_weight=[NEEDLESS if s.label == "needless" else 1.0 for s in data]
    )
    every = [*names, *(f"{meanings.NAME}{i}" for i in range(meanings.SIZE))]
    weights = {n: round(float(w) * _strength(n), 4) for n, w in zip(every, model.coef_[0], strict=True)}
    weights["bias"] += float(model.intercept_[0])
    return {name: round(weight, 4) for name, weight in weights.items() if abs(weight) >= SMALLEST}


def _strength(name: str) -> float:
    return 0.5 if name.startswith("w=") else 1.0


def chances(data: Sequence[Sentence], weights: Mapping[str, float]) -> list[float]:
    """The chance of each sentence by a model."""
    heard = meanings.weights(weights)
    return [learned.chance(s.names, weights, more=float(meanings.of(s.text) @ heard)) for s in data]


def judged(data: Sequence[Sentence]) -> list[tuple[float, Sentence]]:
    """The chance of each sentence by a model that saw other pages."""
    out: list[tuple[float, Sentence]] = []
    for number in range(FOLDS):
        weights = fit([s for s in data if fold(s.page) != number])
        mine = [s for s in data if fold(s.page) == number]
        out += zip(chances(mine, weights), mine, strict=True)
    return out


def fold(page: str) -> int:
    """Which part of the pages a page belongs to."""
    return int(sha256(page.encode()).hexdigest(), 16) // 3 % FOLDS


def tell_annotated(found: Sequence[tuple[float, Sentence]], sort: str) -> None:
    """What each threshold does on annotated pages to sentences with this sort of place ("" for all)."""
    mine = [(p, s) for p, s in found if not s.label and sort in ("", s.sort)]
    need = sum(s.needs for _, s in mine)
    print(f"{sort or 'all'}: {len(mine)} annotated sentences without their topic, {need} need it")
    for at in THRESHOLDS:
        taken = [s for p, s in mine if p >= at]
        right = sum(s.needs for s in taken)
        told = f"named {len(taken)}, right {right / max(1, len(taken)):.3f}, of those that need it {right / need:.3f}"
        print(f"  threshold {at:.2f}: {told}, token F1 won {sum(s.gain for s in taken):.1f}")


def tell_frames(found: Sequence[tuple[float, Sentence]]) -> None:
    """What each threshold does to the sentences of `FRAMES`."""
    mine = [(p, s.label) for p, s in found if s.label]
    print(f"{len(mine)} frames: {dict(Counter(label for _, label in mine))}")
    for at in THRESHOLDS:
        print(f"  threshold {at:.2f}: {dict(Counter(label for p, label in mine if p >= at))}")


def main() -> None:
    """Print the figures; with --write, train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="train on all opened pages and write the weights")
    parser.add_argument("--unopened", action="store_true", help="score the shipped weights on the frames only scored")
    arguments = parser.parse_args()
    if arguments.unopened:
        last = frames(unopened=True)
        tell_frames(list(zip(chances(last, learned.card(WEIGHTS)["weights"]), last, strict=True)))
        return
    data = [*sentences(), *frames()]
    found = judged(data)
    for sort in ("", *sorted({s.sort for s in data})):
        tell_annotated(found, sort)
    tell_frames(found)
    if arguments.write:
        card = {
            "task": "Does a sentence need the article's topic to be read alone?",
            "data": "the annotated pages of benchmarks/pages and the frames of benchmarks/frames.jsonl, those never "
            "looked at left out",
            "method": f"logistic regression, L2, C={PENALTY}; retrain with benchmarks/train_setting.py --write",
            "thresholds": CHANCES,
            "weights": fit(data),
        }
        write(WEIGHTS, card)


if __name__ == "__main__":
    main()
