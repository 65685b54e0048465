"""Which of ten sources says this, and in which sentence? The program's own order beside plain BM25.

    python benchmarks/matching.py [--part opened|unopened] [--set WORD]

Sets, read from ../shared/data each time. SciFact: every claim of the train and dev files beside each abstract that is
annotated to support or refute it. Check-COVID: every claim of its train and dev files that is supported or refuted.
Citation-Integrity: real citations of articles whose full text is there, at most `MOST` of one article (the first by
hash). Each claim competes for its source among ten: the true one and nine others of the same set. "Near source": the
nine most alike the true one (for full texts: by their first part); "near claim": the nine most alike the claim. Alike
is the cosine of TF-IDF vectors (lower-case words, log counts, rarity over the set), ties by id; other sources
annotated for the claim do not compete. So nothing is drawn by chance.
Figures: share of claims whose source comes first (P@1), mean reciprocal rank (0 where the source is not listed), share
with an annotated sentence inside one of the first three passages. "Full texts": the claim cites its article alone;
share with an annotated sentence inside one of the three passages kept, and as the sentence marked in one of them (only
claims an annotated sentence of which stands in the text that was read; titles do not).
BM25: the same ten sources whole, lower-case words, no stems, rarity among the ten; passages the same way.
Parts are drawn by a hash of the true source: what is unopened was not looked at while the order was built.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from typing import Any

import numpy as np

from bm25 import Index
from citewarden.config import Verify
from citewarden.model import (
    Citation,
    CiteItem,
    Claim,
    Passage,
    Reference,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
    Work,
)
from citewarden.nlp.verifier import load
from citewarden.stages.fetch import _cut
from citewarden.stages.match import match
from citewarden.text import sentences
from verdict_data import FOLDER

UNOPENED = 40
"""Share (per hundred) of the sources whose claims nobody looks at while the order is built."""
OTHERS = 9
MOST = 12
_WORD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_PLACE = SpecificResource("a.md", TextQuoteSelector(""), TextPositionSelector(0, 0))


@dataclass(frozen=True, slots=True)
class Source:
    """A title and the parts of its text, as (heading, paragraph)."""

    id: str
    title: str
    parts: tuple[tuple[str, str], ...]

    @property
    def passages(self) -> list[Passage]:
        """Cut as the program cuts what it reads."""
        reach = "full_text" if len(self.parts) > 1 else "abstract"
        out: list[Passage] = []
        offset = 0
        for heading, text in self.parts:
            for start, end, marks in _cut(text):
                out.append(
                    Passage(
                        f"{self.id}#{reach}-{len(out) + 1}",
                        self.id,
                        text[start:end],
                        reach,
                        heading,
                        offset + start,
                        offset + end,
                        marks,
                        design={"title": self.title},
                    )
                )
            offset += len(text) + 2
        return out

    def words(self, *, first: bool = False) -> list[str]:
        """Lower-case words of the title and the parts; of the `first` three alone."""
        return _words(" ".join([self.title, *(text for _, text in self.parts[: 3 if first else None])]))


@dataclass(frozen=True, slots=True)
class Query:
    """A claim, its source, the annotated sentences, and sources that may not compete with it."""

    claim: str
    source: str
    gold: tuple[str, ...]
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """For one claim: the place of its source (0 if unlisted), whether the first three passages hold the sentence."""

    place: int
    shown: bool
    marked: bool


Set = tuple[list[Query], dict[str, Source]]


def scifact() -> Set:
    """Abstracts that support or refute a claim."""
    rows = list(_lines("scifact/corpus.jsonl"))
    abstracts = {str(r["doc_id"]): [s.strip() for s in r["abstract"]] for r in rows}
    sources = {f"s{r['doc_id']}": Source(f"s{r['doc_id']}", r["title"], _whole(r["abstract"])) for r in rows}
    queries = []
    for row in (r for split in ("train", "dev") for r in _lines(f"scifact/claims_{split}.jsonl")):
        barred = frozenset(f"s{doc}" for doc in [*row["evidence"], *row["cited_doc_ids"]])
        for doc, found in row["evidence"].items():
            gold = tuple(abstracts[doc][n] for n in sorted({n for e in found for n in e["sentences"]}))
            queries.append(Query(row["claim"], f"s{doc}", gold, barred - {f"s{doc}"}))
    return queries, sources


def check_covid() -> Set:
    """Abstracts that support or refute a claim out of the news."""
    rows = list(_lines("check-covid/corpus.json"))
    abstracts = {r["cord_id"]: [s.strip() for s in r["abstract"]] for r in rows}
    sources = {f"c{r['cord_id']}": Source(f"c{r['cord_id']}", r["title"], _whole(r["abstract"])) for r in rows}
    queries: dict[tuple[str, str], Query] = {}
    for split in ("train", "dev"):
        for row in _lines(f"check-covid/covidCheck_{split}_composed+extracted.json"):
            if row["label"] in ("SUPPORT", "REFUTE"):
                text, doc = row["claim"].strip(), row["cord_id"]
                where = [e["sent_index"] for e in row["evidence_set"] if e["type"] == "PRIMARY"]
                gold = tuple(abstracts[doc][n] for n in where if 0 <= n < len(abstracts[doc]))
                queries.setdefault((text, doc), Query(text, f"c{doc}", gold))
    return list(queries.values()), sources


def citation_integrity() -> Set:
    """Full articles that other articles cite."""
    texts: dict[int, str] = {}
    for row in _lines("citation-integrity/articles_train_partial.jsonl"):
        texts[row["article"]] = "# " + row["text"].lstrip("# ")
    for row in _lines("citation-integrity/articles_dev.jsonl"):
        texts[row["article"]] = "".join(("\n" if "#" in s else " ") + s for s in row["sentences"])
    sources = {f"i{n}": _article(f"i{n}", text) for n, text in sorted(texts.items())}
    found: dict[str, list[Query]] = defaultdict(list)
    for row in (r for split in ("train", "dev") for r in _lines(f"citation-integrity/{split}.jsonl")):
        claim = re.sub(r"\s*[\[(]?<\|\w+\|>[\])]?", "", row["claim"]).strip()
        if row["article"] in texts and row["label3"] != "IRRELEVANT" and len(_words(claim)) > 4:
            gold = tuple(row.get("support_sentences") or ())
            found[f"i{row['article']}"].append(Query(claim, f"i{row['article']}", gold))
    kept = [sorted(rows, key=lambda q: _digest(q.claim))[:MOST] for _, rows in sorted(found.items())]
    return [q for rows in kept for q in rows], sources


def full_texts() -> Set:
    """Claims of Citation-Integrity an annotated sentence of which stands in the article's text."""
    _, sources = citation_integrity()
    queries = []
    for row in _lines("citation-integrity/dev.jsonl"):
        source = sources.get(f"i{row['article']}")
        held = _squeezed(" ".join(text for _, text in source.parts)) if source else ""
        gold = tuple(s for s in row.get("support_sentences") or () if _squeezed(s) in held)
        claim = re.sub(r"\s*[\[(]?<\|\w+\|>[\])]?", "", row["claim"]).strip()
        if source and gold and len(_words(claim)) > 4:
            queries.append(Query(claim, source.id, gold))
    return queries, sources


SETS: dict[str, tuple[Callable[[], Set], str]] = {
    "SciFact, near source": (scifact, "source"),
    "SciFact, near claim": (scifact, "claim"),
    "Check-COVID, near source": (check_covid, "source"),
    "Check-COVID, near claim": (check_covid, "claim"),
    "Citation-Integrity, near source": (citation_integrity, "source"),
    "full texts": (full_texts, ""),
}


def opened(source: str) -> bool:
    """May the claims of a source be looked at while building?"""
    return (
        int(_digest(f"3{source}"), 16) % 100 >= UNOPENED
    )  # of the salts 0, 1, 2 ... the first with near 40 in each set


def trials(
    queries: Sequence[Query], sources: Mapping[str, Source], near: str
) -> Iterator[tuple[list[Query], list[str]]]:
    """Claims that share their ten sources, and those sources (the one source alone for near = "")."""
    if not near:
        by_source: dict[str, list[Query]] = defaultdict(list)
        for q in queries:
            by_source[q.source].append(q)
        yield from ((rows, [source]) for source, rows in sorted(by_source.items()))
        return
    alike = _Alike({key: s.words(first=len(s.parts) > 1) for key, s in sources.items()})
    together: dict[tuple[str, ...], list[Query]] = defaultdict(list)
    for q in queries:
        words = sources[q.source].words(first=len(sources[q.source].parts) > 1) if near == "source" else _words(q.claim)
        others = (key for key in alike.order(words) if key != q.source and key not in q.barred)
        together[tuple(sorted([q.source, *islice(others, OTHERS)]))].append(q)
    yield from ((rows, list(ten)) for ten, rows in together.items())


class _Alike:
    """Cosines of TF-IDF vectors."""

    def __init__(self, documents: Mapping[str, Sequence[str]]) -> None:
        self.keys = sorted(documents)
        counts = [Counter(documents[key]) for key in self.keys]
        df = Counter(word for c in counts for word in c)
        self.idf = {word: log(len(counts) / n) for word, n in df.items()}
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, c in enumerate(counts):
            weights = self._weights(c)
            length = sum(w * w for w in weights.values()) ** 0.5 or 1.0
            for word, w in weights.items():
                self.postings[word].append((number, w / length))

    def _weights(self, counts: Mapping[str, int]) -> dict[str, float]:
        return {word: (1 + log(n)) * self.idf[word] for word, n in counts.items() if word in self.idf}

    def order(self, words: Sequence[str]) -> list[str]:
        """Keys, the most alike first."""
        scores = np.zeros(len(self.keys))
        for word, weight in sorted(self._weights(Counter(words)).items()):
            for number, value in self.postings[word]:
                scores[number] += weight * value
        return [self.keys[n] for n in np.lexsort((np.arange(len(scores)), -np.round(scores, 9)))]


Ranked = tuple[list[str], list[tuple[Passage, str]]]
"""Sources in order; passages in order, each with the sentence marked in it."""


class Ours:
    """The program's own order."""

    def __init__(self) -> None:
        self.verifier = load(Verify())
        self.seconds = 0.0

    def rank(self, queries: Sequence[Query], sources: Sequence[Source], *, cited: bool) -> list[Ranked]:
        """The rows `match` gives for each claim."""
        works = [Work(s.id, (f"a#ref-{s.id}",)) for s in sources]
        references = [Reference(f"a#ref-{s.id}", "a", s.id, _PLACE, csl={"title": s.title}) for s in sources]
        citations = [Citation("a#cit-1", "a", _PLACE, tuple(CiteItem(r.id) for r in references), 0, 1)]
        marks = ("a#cit-1",) if cited else ()
        claims = [Claim(f"a#claim-{n}", "a", _PLACE, q.claim, q.claim, citations=marks) for n, q in enumerate(queries)]
        passages = [p for s in sources for p in s.passages]
        start = time.process_time()
        rows = match(claims, citations, references, works, passages, verifier=self.verifier, config=Verify())
        self.seconds += time.process_time() - start
        by_id = {p.id: p for p in passages}
        out: list[Ranked] = []
        for claim in claims:
            mine = [r for r in rows if r.claim == claim.id]
            held = []
            for row in mine:
                text = by_id[row.passage].text
                mark = next((r for r in row.rationale if r.why == "sentence"), None)
                held.append((by_id[row.passage], text[mark.start : mark.end] if mark else ""))
            out.append((list(dict.fromkeys(r.work for r in mine)), held))
        return out


class Plain:
    """BM25 on lower-case words: sources whole, passages one by one."""

    seconds = 0.0

    def rank(self, queries: Sequence[Query], sources: Sequence[Source], *, cited: bool) -> list[Ranked]:
        """Sources and passages by their scores."""
        start = time.process_time()
        passages = [p for s in sources for p in s.passages]
        wholes, parts = Index([s.words() for s in sources]), Index([_words(p.text) for p in passages])
        out: list[Ranked] = []
        for q in queries:
            words = _words(q.claim)
            order = [sources[n].id for n in _best(wholes.scores(words))]
            found = [passages[n] for n in _best(parts.scores(words))]
            out.append((order, [(p, _likest(words, p)) for p in found[:3]]))
        self.seconds += time.process_time() - start
        return out


def _best(scores: Mapping[int, float]) -> list[int]:
    return sorted(scores, key=lambda n: (-scores[n], n))


def _likest(words: Sequence[str], passage: Passage) -> str:
    texts = [passage.text[a:b] for a, b in sentences.split(passage.text)]
    order = _best(Index([_words(t) for t in texts]).scores(words))
    return texts[order[0]] if order else ""


def outcomes(ranker: Ours | Plain, queries: Sequence[Query], sources: Mapping[str, Source], near: str) -> list[Outcome]:
    """One outcome for each claim."""
    out = []
    for rows, ten in trials(queries, sources, near):
        for q, (order, held) in zip(rows, ranker.rank(rows, [sources[k] for k in ten], cited=not near), strict=True):
            mine = [(p, marked) for p, marked in held[:3] if p.work == q.source]
            shown = any(holds(p, q.gold) for p, _ in mine)
            marked = any(_same(_squeezed(s), _squeezed(mark)) for _, mark in mine for s in q.gold)
            out.append(Outcome(order.index(q.source) + 1 if q.source in order else 0, shown, marked))
    return out


def holds(passage: Passage, gold: Iterable[str]) -> bool:
    """Does a passage hold one of the sentences?"""
    return any(_same(_squeezed(s), _squeezed(passage.text)) for s in gold)


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=("opened", "unopened"))
    parser.add_argument("--set", default="")
    options = parser.parse_args()
    print(f"{'':46}{'claims':>7}{'P@1':>7}{'MRR':>7}{'shown':>7}{'marked':>8}{'CPU s':>7}")
    for name, (made, near) in SETS.items():
        if options.set not in name:
            continue
        queries, sources = made()
        for part in (options.part,) if options.part else ("opened", "unopened"):
            asked = [q for q in queries if opened(q.source) == (part == "opened")]
            for ranker in (Ours(), Plain()):
                _show(
                    f"{name}, {part}, {type(ranker).__name__.lower()}", outcomes(ranker, asked, sources, near), ranker
                )


def _show(name: str, found: Sequence[Outcome], ranker: Ours | Plain) -> None:
    size = len(found)
    first, mrr = sum(o.place == 1 for o in found) / size, sum(1 / o.place for o in found if o.place) / size
    shown, marked = sum(o.shown for o in found) / size, sum(o.marked for o in found) / size
    print(f"{name:46}{size:7}{first:7.3f}{mrr:7.3f}{shown:7.3f}{marked:8.3f}{ranker.seconds:7.1f}", flush=True)


def _article(key: str, text: str) -> Source:
    """Paragraphs under the path of their headings, the list of references left out; a leading "# " is the title."""
    title = ""
    path: dict[int, str] = {}
    out: list[tuple[str, str]] = []
    for line in (x.strip() for x in text.split("\n")):
        if found := re.match(r"(#+)\s*(.*)", line):
            level, heading = len(found[1]), found[2]
            if level == 1 and not title and not out:
                title = heading
            else:
                path = {k: v for k, v in path.items() if k < level} | {level: heading}
        elif len(line) > 20 and not any(_LIST.match(h) for h in path.values()):
            out.append((" > ".join(h for h in path.values() if h), line))
    return Source(key, title, tuple(out))


_LIST = re.compile(r"(?:references|bibliography|literature cited)\b", re.I)


def _whole(parts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return (("", " ".join(s.strip() for s in parts)),)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _squeezed(text: str) -> str:
    """Letters and digits alone: how two copies of a sentence are told to be one."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(name: str) -> Iterator[dict[str, Any]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


if __name__ == "__main__":
    main()
