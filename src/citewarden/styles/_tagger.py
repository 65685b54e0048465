"""The trained tagger: a linear-chain model, read from one file and applied to many references at once.

The model file (`references.npz`, see `MODEL_CARD.md`) holds feature names and their weights by label. Whatever a token
shows by itself is summed up once for each distinct token; a batch of references then costs a few array look-ups, and
the best labels (Viterbi) and their probabilities (forward-backward) are worked out for the whole batch together.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from citewarden.styles import _features

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_BATCH = 64
_MOST_TOKENS = 600
_CACHE = 50_000


@dataclass(frozen=True, slots=True)
class Tagged:
    """One reference's tokens: where each begins, its label ("B-title", "I-title", "O") and how probable that is."""

    tokens: list[str]
    starts: list[int]
    labels: list[str]
    confidences: list[float]


class Tagger:
    """The model and what it has learnt of tokens it has met."""

    def __init__(self, labels: Sequence[str], names: Sequence[str], weights: Floats, transitions: Floats) -> None:
        self.labels = list(labels)
        width = len(labels)
        none = len(names)
        self._weights = np.vstack([weights, np.zeros((1, width), np.float32)]).astype(np.float32)
        self._transitions = transitions.astype(np.float32)
        # A label "I-x" can only follow "B-x" or "I-x".
        self._bound = np.array([i for i, x in enumerate(labels) if x[0] == "I" and "B" + x[1:] in labels], np.intp)
        self._opener = np.array([self.labels.index("B" + labels[i][1:]) for i in self._bound], np.intp)
        self._free = np.setdiff1d(np.arange(width), self._bound)
        row = {name: i for i, name in enumerate(names)}
        self._own = {n[1:]: i for n, i in row.items() if n[0] == "0"}
        self._near = {n: tuple(row.get(f"{s}{n}", none) for s in range(1, 5)) for n in _near_names(names)}
        self._words = {w: i for i, w in enumerate(sorted({p for n in names if n[0] in "56" for p in n[1:].split(" ")}))}
        self._shapes = {
            s: i for i, s in enumerate(sorted({p for n in names if n[0] in "789" for p in n[1:].split(" ")}))
        }
        self._joined = [self._keys(names, kind) for kind in "56789"]
        self._placed = self._keys(names, "T")
        self._states = []
        for slot, size in enumerate(_features.SIZES):
            rows = np.full(size, none, np.int64)
            for value in range(size):
                rows[value] = row.get(f"S{slot}={value}", none)
            self._states.append(rows)
        self._clear()

    def _keys(self, names: Sequence[str], kind: str) -> tuple[Ints, Ints]:
        """(sorted keys, rows) of the features that join neighbours in one way."""
        found = []
        many = len(self._shapes) + 1
        for i, name in enumerate(names):
            if name[0] == kind:
                parts = name[1:].split(" ")
                if kind == "T":
                    found.append((int(parts[0]) * many + self._shapes.get(parts[1], many - 1), i))
                elif kind in "56":
                    found.append((self._words[parts[0]] * (len(self._words) + 1) + self._words[parts[1]], i))
                else:
                    a, b, c = (self._shapes[p] for p in parts)
                    found.append(((a * many + b) * many + c, i))
        found.sort()
        keys = np.array([k for k, _ in found] or [-1], np.int64)
        return keys, np.array([i for _, i in found] or [len(self._weights) - 1], np.int64)

    def _clear(self) -> None:
        """Forget all tokens but the edges of a reference."""
        self._tokens: dict[str, int] = {}
        width = len(self.labels)
        self._sums = np.zeros((4096, 5, width), np.float32)
        self._facts = np.zeros((4096, 2 + _features.TRAITS), np.int64)
        self._learn(("<2", "<1", ">1", ">2"), edges=True)

    def _learn(self, tokens: Sequence[str], *, edges: bool = False) -> None:
        """Sum up what tokens met for the first time show by themselves."""
        first = len(self._tokens)
        last = first + len(tokens)
        while last > len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
            self._facts = np.concatenate([self._facts, np.zeros_like(self._facts)])
        none = len(self._weights) - 1
        own_row, near_row, nowhere = self._own, self._near, (none, none, none, none)
        mine: list[int] = []
        near: list[tuple[int, ...]] = []
        mine_at, near_at, facts = [], [], []
        words, shapes = self._words, self._shapes
        for number, token in enumerate(tokens, first):
            own = [f"w{token}"] if edges else _features.own(token)
            mine_at.append(len(mine))
            near_at.append(len(near))
            mine.append(none)
            near.append(nowhere)
            for feature in own:
                row = own_row.get(feature)
                if row is not None:
                    mine.append(row)
                if feature[0] in _features.NEAR:
                    rows = near_row.get(feature)
                    if rows is not None:
                        near.append(rows)
            outline = ("<" if token[0] == "<" else ">") if edges else _features.shape(token)
            traits = (0,) * _features.TRAITS if edges else _features.traits(token)
            facts.append((words.get(own[0], len(words)), shapes.get(outline, len(shapes)), *traits))
            self._tokens[token] = number
        weights = self._weights
        self._sums[first:last, 0] = np.add.reduceat(weights[mine], mine_at, axis=0)
        around = np.array(near)
        for slot in range(4):
            self._sums[first:last, slot + 1] = np.add.reduceat(weights[around[:, slot]], near_at, axis=0)
        self._facts[first:last] = facts

    def _emissions(self, references: Sequence[Sequence[str]]) -> Floats:
        """[tokens, labels] scores of all references, laid end to end."""
        known = self._tokens
        fresh = list(dict.fromkeys(token for tokens in references for token in tokens if token not in known))
        if fresh:
            self._learn(fresh)
        ids: list[int] = []
        for tokens in references:
            ids.extend((0, 1))
            ids.extend([known[token] for token in tokens])
            ids.extend((2, 3))
        at = np.array(ids, np.int64)
        counts = np.array([len(tokens) for tokens in references], np.int64)
        shift = np.repeat(np.arange(len(counts)) * 4 + 2, counts)
        here = np.arange(int(counts.sum())) + shift
        facts = self._facts[at]
        states = _features.states(facts[here, 2:], counts.tolist())
        words, shapes = facts[:, 0], facts[:, 1]
        many, vocabulary = len(self._shapes) + 1, len(self._words) + 1
        sums = self._sums
        scores: Floats = sums[at[here], 0]
        for slot, offset in ((1, -1), (2, 1), (3, -2), (4, 2)):
            scores += sums[at[here + offset], slot]
        keys = (
            words[here - 1] * vocabulary + words[here],
            words[here] * vocabulary + words[here + 1],
            (shapes[here - 1] * many + shapes[here]) * many + shapes[here + 1],
            (shapes[here - 2] * many + shapes[here - 1]) * many + shapes[here],
            (shapes[here] * many + shapes[here + 1]) * many + shapes[here + 2],
        )
        for wanted, (sorted_keys, rows) in zip(
            (*keys, states[:, 2] * many + shapes[here]), (*self._joined, self._placed), strict=True
        ):
            place = np.minimum(np.searchsorted(sorted_keys, wanted), len(sorted_keys) - 1)
            hit = np.flatnonzero(sorted_keys[place] == wanted)
            scores[hit] += self._weights[rows[place[hit]]]
        for slot, rows in enumerate(self._states):
            scores += self._weights[rows[states[:, slot]]]
        return scores

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """Label the tokens of every text."""
        out: list[Tagged | None] = [None] * len(texts)
        work = []
        for number, text in enumerate(texts):
            tokens, starts = _features.tokenise(text)
            if tokens:
                work.append((len(tokens), number, tokens[:_MOST_TOKENS], starts[:_MOST_TOKENS]))
            else:
                out[number] = Tagged([], [], [], [])
        work.sort(key=lambda w: w[0])
        for at in range(0, len(work), _BATCH):
            part = work[at : at + _BATCH]
            if len(self._tokens) > _CACHE:
                self._clear()
            counts = [len(tokens) for _, _, tokens, _ in part]
            scores = self._emissions([tokens for _, _, tokens, _ in part])
            for (_, number, tokens, starts), (path, sure) in zip(part, self._decode(scores, counts), strict=True):
                out[number] = Tagged(tokens, starts, [self.labels[i] for i in path], sure)
        return [t for t in out if t is not None]

    def _decode(self, scores: Floats, counts: Sequence[int]) -> list[tuple[list[int], list[float]]]:
        """The best path of each reference and the probability of each label on it."""
        lengths = np.array(counts)
        size, longest, width = len(counts), int(lengths.max()), len(self.labels)
        grid = np.zeros((longest, size, width), np.float32)
        alive = np.arange(longest)[:, None] < lengths[None, :]
        grid.transpose(1, 0, 2)[alive.T] = scores
        free, bound, opener = self._free, self._bound, self._opener
        towards = np.ascontiguousarray(self._transitions[:, free].T)[None]
        opened, kept = self._transitions[opener, bound], self._transitions[bound, bound]
        best = grid[0].copy()
        best[:, bound] = -1e4
        back = np.zeros((longest, size, width), np.intp)
        moves = np.empty((size, len(free), width), np.float32)
        for t in range(1, longest):
            step = np.empty_like(best)
            np.add(best[:, None, :], towards, out=moves)
            back[t][:, free] = moves.argmax(axis=2)
            step[:, free] = moves.max(axis=2)
            one, other = best[:, opener] + opened, best[:, bound] + kept
            back[t][:, bound] = np.where(one >= other, opener, bound)
            step[:, bound] = np.maximum(one, other)
            step += grid[t]
            best = step if alive[t].all() else np.where(alive[t][:, None], step, best)
        paths = np.zeros((longest, size), np.intp)
        last = best.argmax(axis=1)
        rows = np.arange(size)
        for t in range(longest - 1, -1, -1):
            paths[t] = last
            if t:
                last = np.where(alive[t], back[t][rows, last], last)
        sure = self._marginals(grid, alive, paths)
        return [(paths[:n, i].tolist(), sure[:n, i].tolist()) for i, n in enumerate(counts)]

    def _marginals(self, grid: Floats, alive: NDArray[np.bool_], paths: NDArray[np.intp]) -> Floats:
        """[tokens, references] probability of the label on the path, by forward-backward in scaled form."""
        longest, size, _ = grid.shape
        raised = np.exp(np.clip(grid - grid.max(axis=2, keepdims=True), -60, 0))
        moves = np.exp(np.minimum(self._transitions - self._transitions.max(), 0.0))
        ahead = np.empty_like(raised)
        ahead[0] = raised[0] / raised[0].sum(axis=1, keepdims=True)
        for t in range(1, longest):
            step = (ahead[t - 1] @ moves) * raised[t]
            ahead[t] = step / np.maximum(step.sum(axis=1, keepdims=True), 1e-30)
        behind = np.ones_like(raised[0])
        out = np.zeros((longest, size), np.float32)
        rows = np.arange(size)
        for t in range(longest - 1, -1, -1):
            both = ahead[t] * behind
            out[t] = both[rows, paths[t]] / np.maximum(both.sum(axis=1), 1e-30)
            if t:
                step = (behind * raised[t]) @ moves.T
                step /= np.maximum(step.max(axis=1, keepdims=True), 1e-30)
                behind = np.where(alive[t][:, None], step, behind)
        return out


def _near_names(names: Sequence[str]) -> set[str]:
    return {n[1:] for n in names if n[0] in "1234"}


def read(data: bytes) -> Tagger:
    """The tagger in a model file's bytes (`benchmarks/train_references.py` writes it)."""
    with np.load(io.BytesIO(data), allow_pickle=False) as model:
        labels = bytes(model["labels"]).decode().split("\n")
        names = bytes(model["names"]).decode().split("\n")
        weights = np.zeros((len(names), len(labels)), np.float32)
        rows = np.repeat(np.arange(len(names)), model["counts"])
        weights[rows, model["columns"]] = model["values"].astype(np.float32)
        return Tagger(labels, names, weights, model["transitions"].astype(np.float32))


def model_bytes() -> bytes:
    """The shipped model file."""
    return files("citewarden.styles").joinpath("references.npz").read_bytes()


@cache
def shipped() -> Tagger:
    """The tagger that is shipped."""
    return read(model_bytes())


def pack(labels: Sequence[str], names: Sequence[str], weights: Any, transitions: Any, least: float = 0.0) -> bytes:
    """A model file's bytes; weights nearer to zero than `least`, and features left without any, are dropped."""
    kept = np.abs(weights) > least
    rows = kept.any(axis=1)
    weights, kept = weights[rows], kept[rows]
    names = [n for n, keep in zip(names, rows, strict=True) if keep]
    out = io.BytesIO()
    np.savez_compressed(
        out,
        labels=np.frombuffer("\n".join(labels).encode(), np.uint8),
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        counts=kept.sum(axis=1).astype(np.uint8),
        columns=np.nonzero(kept)[1].astype(np.uint8),
        values=weights[kept].astype(np.float16),
        transitions=np.asarray(transitions, np.float32),
    )
    return out.getvalue()
