"""How well each passage and each source speaks of a statement: a weighted sum of a few shares, most of them 0 to 1.

The terms of a statement count by how rare they are in health texts at large (the shipped word table): ten sources on
one matter tell too little of what is rare. Only the share "here" and the mean length depend on what else is listed. A
term is met by itself, by another spelling of its name ("IL-18", "IL18"), by a word of the same root ("inflamed",
"inflammation") or of like use (the table's vectors), the last two in part. Weights (`relevance_weights.json`) were
fitted by `benchmarks/train_matching.py`, one set for sources and one for passages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from citewarden import learned
from citewarden.config import lexicon
from citewarden.model import Passage
from citewarden.nlp.verdict.sentence import Reading, read
from citewarden.nlp.verdict.terms import FUNCTION, Term, table, tokens
from citewarden.text import sentences

WEIGHTS = Path(__file__).with_name("relevance_weights.json")
SHARES = ("words", "here", "sentence", "wide", "title", "together", "numbers", "front", "methods")
"""words: BM25 of the terms, by their rarity at large; here: by their rarity among what is listed. sentence: held by the
best sentence; wide: held anywhere; title: held by the title or heading. together: neighbouring terms that meet in a
sentence again. numbers: the statement's figures. front and methods: the share "sentence" again, of a passage that
stands first in its source or under a heading of methods."""
K1 = 1.2
B = 0.75
ROOT = 6
"""Letters that two words of one root begin with."""
SAME_ROOT = 0.8
LIKE = 0.6
"""Cosine from which words are of like use."""
FRONT = 4
"""Passages of a source that count as its front: an abstract, the opening of a page."""
_METHODS = re.compile(r"\b(?:methods?|procedures?|materials?|statistical|experimental|assays?)\b", re.I)
_GREEK = {
    "alpha": "a", "beta": "b", "gamma": "g", "delta": "d", "kappa": "k", "epsilon": "e", "omega": "o",
    "α": "a", "β": "b", "γ": "g", "δ": "d", "κ": "k", "ε": "e", "ω": "o",
}  # fmt: skip
_GREEK_NAME = re.compile("|".join(_GREEK))


Shares = tuple[float, ...]
"""One number for each of `SHARES`."""


class Wanted(NamedTuple):
    """A term of a statement: what it weighs, how rare it is, its row in the word table, its name in plain letters."""

    key: str
    weight: float
    rarity: float
    row: int
    name: str


class Statement(NamedTuple):
    """What is looked for: terms, pairs of neighbouring terms with the rarity of the lesser, figures."""

    terms: tuple[Wanted, ...]
    pairs: tuple[tuple[str, str, float], ...]
    figures: frozenset[str]


class Texts:
    """The passages of an article's sources and the sources' titles, indexed by what their sentences speak of."""

    def __init__(self, passages: Sequence[Passage], titles: Mapping[str, str]) -> None:
        self.works = list(dict.fromkeys(p.work for p in passages))
        numbers = {work: number for number, work in enumerate(self.works)}
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._words: dict[int, str] = {}
        self._headings: set[int] = set()
        self._by_passage, self._by_work = _Grouped(len(passages)), _Grouped(len(self.works))
        for number, passage in enumerate(passages):
            self._add(read(passage.section), number, numbers[passage.work], heading=True)
            for start, end in passage.sentences or sentences.split(passage.text):
                self._add(read(passage.text[start:end]), number, numbers[passage.work])
        for work, number in numbers.items():
            self._add(read(titles.get(work, "")), -1, number, heading=True)
        self._roots: dict[str, list[str]] = {}
        for key in sorted(self._postings):
            if root := _root(key):
                self._roots.setdefault(root, []).append(key)
        self._words.pop(-1, None)
        self._rows = sorted(self._words)
        self._vectors = table().gathered(self._rows)
        self._places = _places(passages)
        self._met: dict[Wanted, dict[str, float]] = {}

    def _add(self, reading: Reading, passage: int, work: int, *, heading: bool = False) -> None:
        unit = len(self._by_work.of)
        self._by_passage.add(passage, len(reading.terms))
        self._by_work.add(work, len(reading.terms))
        if heading:
            self._headings.add(unit)
        keys = [t.key for t in reading.terms]
        self._words.update(zip([t.vector for t in reading.terms], keys, strict=True))
        postings = self._postings
        for key in keys:
            postings[key].append(unit)
        for word in reading.words:
            if key := _spelled(word):
                postings[key].append(unit)

    def scores(self, form: str) -> tuple[dict[int, float], dict[str, float]]:
        """Passage number -> score and work -> score, of those that share a word with the statement `form`."""
        passages, works = self.shares(form)
        return (
            {number: _score("passage", row) for number, row in passages.items()},
            {self.works[number]: _score("source", row) for number, row in works.items()},
        )

    def shares(self, form: str) -> tuple[dict[int, Shares], dict[int, Shares]]:
        """Passage number -> shares and work number -> shares, of those that share a word with the statement `form`."""
        wanted = statement(form)
        held = [self._held(term) for term in wanted.terms]
        pairs = self._pairs(wanted)
        figures = {key: self._postings.get(key, ()) for key in sorted(wanted.figures)}
        cover: dict[int, float] = {}
        for term, units in zip(wanted.terms, held, strict=True):
            for unit, (strength, _) in units.items():
                cover[unit] = cover.get(unit, 0.0) + term.weight * strength
        out = []
        for grouped in (self._by_passage, self._by_work):
            found = grouped.shares(wanted.terms, held, cover, self._headings)
            grouped.meet(found, pairs, sum(rarity for _, _, rarity in wanted.pairs))
            grouped.number(found, figures)
            out.append(found)
        for number, row in out[0].items():
            row[-2:] = [row[2] * place for place in self._places[number]]
        return ({n: tuple(row) for n, row in out[0].items()}, {n: tuple(row) for n, row in out[1].items()})

    def _held(self, term: Wanted) -> dict[int, tuple[float, int]]:
        """Sentence -> how well it holds a term, 0 to 1, and how often it has the term itself."""
        out: dict[int, tuple[float, int]] = {}
        for key, strength in self._meeting(term).items():
            for unit in self._postings.get(key, ()):
                if unit not in out or strength > out[unit][0]:
                    out[unit] = (strength, 0)
        for unit in self._postings.get(term.name, ()):
            out[unit] = (1.0, 1)
        for unit, count in Counter(self._postings.get(term.key, ())).items():
            out[unit] = (1.0, count)
        return out

    def _meeting(self, term: Wanted) -> dict[str, float]:
        """Key -> strength of all that meets a term in part among these texts."""
        if term not in self._met:
            found = dict.fromkeys(self._roots.get(_root(term.key), ()), SAME_ROOT)
            if term.row >= 0 and self._rows:
                likeness = table().cosines(term.row, self._vectors)
                for place in (likeness >= LIKE).nonzero()[0].tolist():
                    key = self._words[self._rows[place]]
                    found[key] = max(found.get(key, 0.0), (float(likeness[place]) - LIKE) / (1 - LIKE))
            self._met[term] = found
        return self._met[term]

    def _pairs(self, wanted: Statement) -> list[tuple[list[int], float]]:
        """For each pair the sentences where both meet, and what it counts."""
        units = {term.key: frozenset(self._postings.get(term.key, ())) for term in wanted.terms}
        return [(sorted(units[one] & units[other]), rarity) for one, other, rarity in wanted.pairs]


class _Grouped:
    """Sentences by the passage, or the work, that they belong to; -1 is none."""

    def __init__(self, size: int) -> None:
        self.of: list[int] = []
        self._lengths = [0] * size

    def add(self, group: int, length: int) -> None:
        self.of.append(group)
        if group >= 0:
            self._lengths[group] += length

    def shares(
        self,
        wanted: Sequence[Wanted],
        held: Sequence[Mapping[int, tuple[float, int]]],
        cover: Mapping[int, float],
        headings: Container[int],
    ) -> dict[int, list[float]]:
        """Group -> its shares, those of words alone worked out."""
        whole = sum(term.weight for term in wanted) or 1.0
        mean = sum(self._lengths) / max(1, len(self._lengths)) or 1.0
        of = self.of
        out: dict[int, list[float]] = {}
        rare_here = 0.0
        for term, units in zip(wanted, held, strict=True):
            often: dict[int, int] = {}
            best: dict[int, float] = {}
            for unit, (strength, count) in units.items():
                group = of[unit]
                if group not in best:
                    best[group], often[group] = strength, count
                else:
                    often[group] += count
                    if strength > best[group]:
                        best[group] = strength
            best.pop(-1, None)
            having = sum([often[group] > 0 for group in best])
            here = log(1 + (len(self._lengths) - having + 0.5) / (having + 0.5)) * sqrt(term.weight / term.rarity)
            rare_here += here
            for group, strength in best.items():
                if group not in out:
                    out[group] = [0.0] * len(SHARES)
                row = out[group]
                if count := often[group]:
                    full = count * (K1 + 1) / (count + K1 * (1 - B + B * self._lengths[group] / mean))
                    row[0] += term.weight * full / whole
                    row[1] += here * full
                row[3] += term.weight * strength / whole
        for row in out.values():
            row[1] /= rare_here or 1.0
        for unit, weight in cover.items():
            if (group := of[unit]) >= 0:
                row, place = out[group], 4 if unit in headings else 2
                if weight / whole > row[place]:
                    row[place] = weight / whole
        return out

    def meet(self, out: Mapping[int, list[float]], pairs: Sequence[tuple[Sequence[int], float]], whole: float) -> None:
        """Set the share of neighbouring terms that meet again."""
        for units, rarity in pairs:
            for group in {self.of[unit] for unit in units}:
                if group in out:
                    out[group][5] += rarity / whole

    def number(self, out: Mapping[int, list[float]], figures: Mapping[str, Sequence[int]]) -> None:
        """Set the share of the statement's figures."""
        for units in figures.values():
            for group in {self.of[unit] for unit in units}:
                if group in out:
                    out[group][6] += 1 / (len(figures) + 1)


@lru_cache(maxsize=1024)
def statement(form: str) -> Statement:
    """What a statement asks of a text."""
    reading = read(form)
    terms: dict[str, Wanted] = {}
    for term in reading.terms:
        if term.key not in terms:
            rarity = _rarity(term, reading)
            called = name(reading.tokens[term.token].word) if term.width == 1 else ""
            terms[term.key] = Wanted(term.key, rarity * sqrt(term.weight), rarity, term.vector, called)
    order = [t.key for t in reading.terms]
    pairs = dict.fromkeys(pair for step in (1, 2) for pair in zip(order, order[step:], strict=False))
    figures = frozenset(filter(None, (figure(t.word) for t in reading.tokens)))
    apart = ((one, other, min(terms[one].rarity, terms[other].rarity)) for one, other in pairs if one != other)
    return Statement(tuple(terms.values()), tuple(apart), figures)


def _rarity(term: Term, reading: Reading) -> float:
    """How rare a term is in health texts at large; a group of synonyms is as rare as its commonest member."""
    if term.key in _groups():
        return _groups()[term.key]
    if term.width > 1:
        return _rarest([t.word for t in reading.tokens[term.token : term.token + term.width]])
    return table().rarity[term.vector] if term.vector >= 0 else table().unseen


def _rarest(words: Iterable[str]) -> float:
    """The rarity of a phrase: that of its rarest word."""
    known = table().index
    found = [table().rarity[known[w]] if w in known else table().unseen for w in words if w not in FUNCTION]
    return max(found, default=1.0)


@cache
def _groups() -> Mapping[str, float]:
    return {
        f"={number}:{group[0]}": min(_rarest(t.word for t in tokens(str(phrase))) for phrase in group)
        for number, group in enumerate(lexicon("synonyms")["groups"])
    }


@lru_cache(maxsize=65_536)
def _spelled(word: str) -> str:
    """The key by which a figure or a name is found however it is spelled; "" for other words."""
    return figure(word) or name(word)


def name(word: str) -> str:
    """The key of a name with figures or Greek letters, however spelled ("~il18" of "il-18"); "" for other words."""
    plain = _GREEK_NAME.sub(lambda m: _GREEK[m[0]], word)
    if plain == word and not any(c.isdigit() for c in word):
        return ""
    plain = re.sub(r"[^a-z0-9]", "", plain)
    return f"~{plain}" if len(plain) > 1 and not plain[0].isdigit() else ""


def figure(word: str) -> str:
    """The key of a number as written ("#12.5" of "12.5%"); "" for a word."""
    return "#" + word.rstrip("%").replace(",", "") if word[:1].isdigit() else ""


def _root(key: str) -> str:
    return key[:ROOT] if len(key) >= ROOT and key[0].isalpha() else ""


def _places(passages: Sequence[Passage]) -> list[tuple[float, float]]:
    """Of each passage: does it stand at the front of its source, and under a heading of methods?"""
    seen: Counter[str] = Counter()
    front = {}
    for number in sorted(range(len(passages)), key=lambda n: (passages[n].work, passages[n].start, passages[n].id)):
        seen[passages[number].work] += 1
        front[number] = float(seen[passages[number].work] <= FRONT)
    return [(front[n], float(bool(_METHODS.search(p.section)))) for n, p in enumerate(passages)]


def _score(sort: str, shares: Shares) -> float:
    weights = _weights(sort)
    return round(sum([weight * value for weight, value in zip(weights, shares, strict=True)]), 6)


@cache
def _weights(sort: str) -> Shares:
    """The fitted weights, those above nought made to sum to 1."""
    fitted = learned.card(WEIGHTS)[sort]
    whole = sum(max(0.0, fitted[share]) for share in SHARES)
    return tuple(fitted[share] / whole for share in SHARES)
