"""Train the shipped scorer again: one command, seeded, from the licensed data beside the repository.

python benchmarks/train_verifier.py pairs  OUT.json     pairs of our own making and the training splits
python benchmarks/train_verifier.py train  OUT.json MODEL_FOLDER   (needs torch and transformers, see MODEL_CARD.md)
python benchmarks/train_verifier.py export MODEL_FOLDER FILE.onnx
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

LABELS = ("SUPPORT", "CONTRADICT", "NEI")
LENGTH = 112


def pairs(out: Path, *, made: int = 9000, seed: int = 7) -> None:
    """Write [stage, claim, window, label, group] rows."""
    import minimal_edits
    import verdict_data as data
    from citewarden.nlp.verdict.window import window

    edited = minimal_edits.pairs(data.training_passages(), count=made, seed=seed)
    real = (*data.scifact("train"), *data.check_covid("train"), *data.citation_integrity("train"))
    rows = [["made", e.claim, " ".join(e.sentences), e.label, e.group] for e in edited]
    rows += [
        ["real", e.claim, " ".join(e.sentences[i] for i in window(e.claim, e.sentences)), e.label, e.group]
        for e in real
    ]
    out.write_text(json.dumps(rows), encoding="utf-8")
    print(f"{len(rows)} pairs")


def held(group: str) -> bool:
    """Is this evidence group kept out of training, for thresholds and calibration?"""
    import hashlib

    return hashlib.sha256(group.encode()).digest()[0] < 32


def train(source: Path, folder: Path, *, base: str, threads: int = 2, seed: int = 7, real_epochs: int = 2) -> None:
    """Fine-tune the encoder as a cross-encoder: made pairs first, then real ones."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    rows = json.loads(source.read_text(encoding="utf-8"))
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModelForSequenceClassification.from_pretrained(base, num_labels=3)
    model.config.id2label = dict(enumerate(LABELS))
    model.config.label2id = {v: k for k, v in enumerate(LABELS)}
    for parameter in model.bert.embeddings.parameters():
        parameter.requires_grad = False
    made = [r for r in rows if r[0] == "made" and not held(r[4])]
    real = [r for r in rows if r[0] == "real" and not held(r[4])]
    mix = rng.sample(made, min(len(made), 1200))
    stages = [("made", made, 4e-5), *[("real", real + mix, 3e-5)] * real_epochs]
    batches = []
    for name, part, rate in stages:
        part = part[:]
        rng.shuffle(part)
        chunks = [sorted(part[i : i + 512], key=lambda r: len(r[1]) + len(r[2])) for i in range(0, len(part), 512)]
        step = [c[i : i + 16] for c in chunks for i in range(0, len(c), 16)]
        rng.shuffle(step)
        batches += [(name, b, rate) for b in step]
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=4e-5, weight_decay=0.01)
    start, total, done = time.time(), 0.0, 0
    model.train()
    for number, (name, batch, rate) in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (number + 1) / 60) * (1 - 0.9 * number / len(batches))
        inputs = tokenizer(
            [r[1] for r in batch],
            [r[2] for r in batch],
            padding=True,
            truncation="longest_first",
            max_length=LENGTH,
            return_tensors="pt",
        )
        loss = torch.nn.functional.cross_entropy(
            model(**inputs).logits, torch.tensor([LABELS.index(r[3]) for r in batch]), label_smoothing=0.05
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        total, done = total + float(loss), done + len(batch)
        if number % 50 == 49:
            print(
                f"{name} {number + 1}/{len(batches)} loss {total / 50:.3f} {done / (time.time() - start):.1f}/s",
                flush=True,
            )
            total = 0.0
        if number % 400 == 399:
            model.save_pretrained(folder)
            tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


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
    command, *rest = sys.argv[1:]
    if command == "pairs":
        pairs(Path(rest[0]))
    elif command == "train":
        train(Path(rest[0]), Path(rest[1]), base=rest[2])
    else:
        export(Path(rest[0]), Path(rest[1]))
