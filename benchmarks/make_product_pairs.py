"""Make the pairs of set 3: claims of the shared articles beside the passages that retrieval puts first.

    python benchmarks/make_product_pairs.py rank > pairs.jsonl      lot a: as retrieval ranks them
    python benchmarks/make_product_pairs.py called > pairs.jsonl    lot b: pairs on which the verdict makes a call
    python benchmarks/make_product_pairs.py further > pairs.jsonl   lot c: as lot a, of articles that a and b left
    python benchmarks/make_product_pairs.py covered > pairs.jsonl   lot d: the best covered claims that a to c left
    python benchmarks/make_product_pairs.py left > pairs.jsonl      lot e: claims that a to d left, half drawn by digest

The articles are those of `../shared/data/articles`, `../shared/data/claims-health` and `../shared/seed`. Each is given
twelve sources, other documents that share its words (eight pages or modules, four SciFact abstracts; the seed its own
sources); all their passages compete for every claim, as in `citewarden.stages.match`, and of a long passage the stretch
that shares most with the claim is taken. What is printed holds ids, spans and digests, no text and no label.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import islice
from typing import Any

from bm25 import Index
from citewarden.config import Config, Verify
from citewarden.model import Claim
from citewarden.nlp.verdict.sentence import read as read_terms
from citewarden.nlp.verdict.witnesses import _unresolved
from citewarden.nlp.verifier import Pair, load
from citewarden.stages.cite import cite
from citewarden.stages.claims import claims as claims_of
from citewarden.stages.fetch import _cut
from citewarden.stages.match import LONGEST
from citewarden.text import sentences
from product_pairs import (
    CALLED,
    COVERED,
    FURTHER,
    LABELS,
    abstracts,
    digest,
    document,
    files,
    lines,
    rebuilt,
    seed_sources,
    share,
    text_of,
)

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
OF_OTHERS = 400
"""Lot c: so many pairs."""
OF_COVERED = 700
"""Lot d: so many pairs."""
OF_LEFT = 545
"""Lot e: so many pairs drawn by digest, and as many of the next best covered."""
HELD = 1 / 3
"""Lot e: a drawn claim's passage covers at least so much of the claim's weight."""
PER_CALLED = 2
"""Lot b: at most so many pairs of an article."""
_Covered = tuple[float, dict[str, Any]]
"""A row, and the share of its claim's weight that its passage holds."""
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
    for a, b, marks in _cut(text_of(name)[start:end], by_line=False):
        yield Stretch(name, start + a, start + b, tuple((start + a + x, start + a + y) for x, y in marks))


def make() -> Iterator[dict[str, Any]]:
    """Lot a: of each article some claims drawn by digest, the others those that a passage covers best; in an order that
    hangs on nothing but digests."""
    yield from _numbered("p", _kept(sorted(map(_chosen, _ranked()), key=_rank)[:ARTICLES], Counter()))


def further() -> Iterator[dict[str, Any]]:
    """Lot c: drawn as lot a, by other digests, of articles that lots a and b took no claim from."""
    known = [*lines(LABELS), *lines(CALLED)]
    left = _ranked(frozenset(r["document"] for r in known))
    drawn = (_chosen(sorted(rows, key=lambda x: digest("further " + x[1]["claim_sha256"]))) for rows in left)
    rows = _kept(sorted(drawn, key=_rank), Counter(r["passage_sha256"] for r in known))
    yield from _numbered("r", islice(rows, OF_OTHERS))


def covered() -> Iterator[dict[str, Any]]:
    """Lot d: of each article the claims that a passage covers best, of these the best of all; none of a sentence that
    lots a to c took a claim from."""
    known = [*lines(LABELS), *lines(CALLED), *lines(FURTHER)]
    best = [x for rows in _ranked() for x in sorted(_unused(rows, known), key=_best)[:PER_ARTICLE]]
    rows = _kept([sorted(best, key=_best)], Counter(r["passage_sha256"] for r in known))
    yield from _numbered("s", islice(rows, OF_COVERED))


def left() -> Iterator[dict[str, Any]]:
    """Lot e: of the claims that the product would judge and that lots a to d left, some drawn by digest over all
    articles, beside a passage of rank 1 that holds `HELD` of them; and the best covered of the others."""
    known = [*lines(LABELS), *lines(CALLED), *lines(FURTHER), *lines(COVERED)]
    met = Counter(r["passage_sha256"] for r in known)
    articles = [_unused(rows, known) for rows in _ranked(taken=lambda claim: claim.resolved)]
    chance = [x for rows in articles for x in rows if x[0] >= HELD and x[1]["rank"] == 1]
    chance.sort(key=lambda x: digest("left " + x[1]["claim_sha256"]))
    drawn = list(islice(_kept([_once(chance)], met, PER_PASSAGE + 1), OF_LEFT))
    met = Counter(r["passage_sha256"] for r in [*known, *drawn])
    best = [x for rows in articles for x in sorted(_unused(rows, drawn), key=_best)[:PER_ARTICLE]]
    others = _kept([_once(sorted(best, key=_best))], met, PER_PASSAGE + 1)
    yield from _numbered("t", [*({**r, "drawn": True} for r in drawn), *islice(others, OF_LEFT)])


def _unused(rows: Iterable[_Covered], known: Iterable[Mapping[str, Any]]) -> list[_Covered]:
    """The rows whose claim and whose sentence are none of the known ones'."""
    claims = {r["claim_sha256"] for r in known}
    spoken = {_sentence(r) for r in known}
    return [x for x in rows if x[1]["claim_sha256"] not in claims and _sentence(x[1]) not in spoken]


def _once(rows: Iterable[_Covered]) -> list[_Covered]:
    """The first row of each claim and of each sentence."""
    for key in (lambda row: row["claim_sha256"], _sentence):
        first: dict[object, _Covered] = {}
        for pair in rows:
            first.setdefault(key(pair[1]), pair)
        rows = list(first.values())
    return list(rows)


def _sentence(row: Mapping[str, Any]) -> tuple[str, int]:
    """The article of a row's claim, and where its sentence starts there."""
    return row["document"], row["claim_span"][0]


def _best(pair: tuple[float, Mapping[str, Any]]) -> tuple[float, str]:
    """The best covered first, then by digest."""
    return -pair[0], digest(pair[1]["claim_sha256"])


def _kept(
    articles: Iterable[Sequence[_Covered]], met: Counter[str], times: int = PER_PASSAGE
) -> Iterator[dict[str, Any]]:
    """The rows of the articles, each passage so many times at most; `met` counts those of other lots."""
    for _, row in (pair for pairs in articles for pair in pairs):
        met[row["passage_sha256"]] += 1
        if met[row["passage_sha256"]] <= times:
            yield row


def called() -> Iterator[dict[str, Any]]:
    """Lot b: of each article at most `PER_CALLED` pairs that the verdict calls, contradictions first; none of lot a."""
    known = {(r["claim_sha256"], r["passage_sha256"]) for r in lines(LABELS)}
    verifier = load(Verify())
    out = []
    for rows in _ranked():
        new = [r for _, r in rows if (r["claim_sha256"], r["passage_sha256"]) not in known]
        texts = [rebuilt(r) for r in new]
        pairs = [Pair(t[0], tuple(t[1][a:b] for a, b in sentences.split(t[1]))) for t in texts if t is not None]
        verdicts = verifier.verify(pairs)
        calls = [(v.label, r) for v, r in zip(verdicts, new, strict=True) if v.label != "NEI"]
        calls.sort(key=lambda x: (x[0], digest(x[1]["claim_sha256"])))
        out += [row for _, row in calls[:PER_CALLED]]
    yield from _numbered("q", out)


def _numbered(letter: str, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(sorted(rows, key=lambda r: digest(r["claim_sha256"] + r["passage_sha256"])), 1):
        yield {"id": f"{letter}-{number:04d}", **row}


def _ranked(
    but: Set[str] = frozenset(), taken: Callable[[Claim], bool] = lambda claim: True
) -> Iterator[list[_Covered]]:
    """Of each article, `but` for some, every usable claim that is `taken` beside one passage: (share of the claim's
    weight that it covers, row)."""
    names = [n for n in files() if document(n) is not None]
    words = {n: _WORD.findall(text_of(n).lower()) for n in [*names, *abstracts()]}
    whole = {"page": list(names), "abstract": list(abstracts())}
    indexes = {kind: Index([words[n] for n in group]) for kind, group in whole.items()}
    chosen = [n for n in names if n not in but and (not n.startswith("openstax/") or share(n) % A_MODULE_IN == 0)]
    documents = [d for n in chosen if (d := document(n)) is not None]
    found = claims_of(((d, cite(d)[1]) for d in documents), models=Config().models)
    for name, claims in zip(chosen, found, strict=True):
        sources = list(seed_sources()) if name.startswith("seed/") else _sources(name, words[name], whole, indexes)
        yield _pairs(name, filter(taken, claims), [s for source in sources for s in passages(source)])


def _rank(pairs: Sequence[tuple[float, Mapping[str, Any]]]) -> tuple[bool, float]:
    """The seed first, then by how well the claims are covered."""
    seed = any(row["document"].startswith("seed/") for _, row in pairs)
    return not seed, -sum(covered for covered, _ in pairs) / max(1, len(pairs))


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


def _pairs(name: str, claims: Iterable[Claim], stretches: Sequence[Stretch]) -> list[_Covered]:
    """In the order of the claims' digests."""
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
            rows.append((round(_shared(text, weights) / max(1e-9, sum(weights.values())), 9), row))
    return rows


def _chosen(rows: Sequence[_Covered]) -> list[_Covered]:
    best = sorted(rows[DRAWN:], key=_best)[: PER_ARTICLE - DRAWN]
    return [*rows[:DRAWN], *best]


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
    return round(sum(weights.get(t, 0.0) for t in sorted(set(_terms(text)), key=str)), 9)


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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("lot", choices=("rank", "called", "further", "covered", "left"))
    lots = {"rank": make, "called": called, "further": further, "covered": covered, "left": left}
    for row in lots[parser.parse_args().lot]():
        print(json.dumps(row))


if __name__ == "__main__":
    main()
