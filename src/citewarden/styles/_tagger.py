"""The trained tagger: a linear-chain conditional random field, read from one file and applied to many references at once.

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
        self._row = {name: i for i, name in enumerate(names)}
        self._weights = np.vstack([weights, np.zeros((1, len(self.labels)), np.float32)]).astype(np.float32)
        self._none = len(names)
        self._transitions = transitions.astype(np.float32)
        self._tokens: dict[str, int] = {}
        self._words: list[str] = []
        self._shapes: list[str] = []
        self._sums = np.zeros((4096, 5, len(self.labels)), np.float32)
        self._pairs: dict[tuple[int, int, int], int] = {}
        self._states = [self._state_rows(n) for n in range(_features.STATES)]
        for edge in ("<2", "<1", ">1", ">2"):
            self._learn(edge)

    def _state_rows(self, slot: int) -> NDArray[np.int32]:
        known = {int(n.partition("=")[2]): r for n, r in self._row.items() if n.startswith(f"S{slot}=")}
        rows = np.full(2048, self._none, np.int32)
        for value, row in known.items():
            rows[value] = row
        return rows

    def _learn(self, token: str) -> int:
        """The number of a token met for the first time, after summing up what it shows by itself."""
        if len(self._tokens) >= _CACHE:
            self._forget()
        number = len(self._tokens)
        edge = token in ("<2", "<1", ">1", ">2")
        own = [f"w{token}"] if edge else _features.own(token)
        if number >= len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
        row, weights, none = self._row, self._weights, self._none
        near = [f for f in own if f[0] in _features.NEAR]
        for slot, features in enumerate((own, near, near, near, near)):
            rows = [row.get(f"{slot}{f}", none) for f in features]
            self._sums[number, slot] = weights[rows].sum(axis=0)
        self._tokens[token] = number
        self._words.append(own[0])
        self._shapes.append("<" if edge and token[0] == "<" else ">" if edge else _features.shape(token))
        return number

    def _forget(self) -> None:
        self._tokens.clear()
        self._words.clear()
        self._shapes.clear()
        self._pairs.clear()
        for edge in ("<2", "<1", ">1", ">2"):
            self._learn(edge)

    def _rows(self, ids: list[int], states: list[tuple[int, ...]]) -> list[list[int]]:
        """The rows of the features that join neighbours, for each token."""
        words, shapes, row, none, pairs = self._words, self._shapes, self._row, self._none, self._pairs
        out = []
        for i in range(2, len(ids) - 2):
            a, b, c, d, e = ids[i - 2 : i + 3]
            found = []
            for kind, x, y, z in ((5, b, c, 0), (6, c, d, 0), (7, b, c, d), (8, a, b, c), (9, c, d, e)):
                key = (kind << 48 | x << 32, y, z)
                at = pairs.get(key)
                if at is None:
                    name = f"{kind}{words[x]} {words[y]}" if kind < 7 else f"{kind}{shapes[x]} {shapes[y]} {shapes[z]}"
                    at = pairs[key] = row.get(name, none)
                found.append(at)
            state = states[i - 2][2]
            key = (10 << 48 | c << 32, state, 0)
            at = pairs.get(key)
            if at is None:
                at = pairs[key] = row.get(f"T{state} {shapes[c]}", none)
            found.append(at)
            out.append(found)
        if len(pairs) > 400_000:
            pairs.clear()
        return out

    def _emissions(self, tokens: list[str]) -> Floats:
        """[tokens, labels] scores of one reference."""
        known = self._tokens
        if len(known) + len(tokens) >= _CACHE:
            self._forget()
        ids = [0, 1]
        for token in tokens:
            number = known.get(token)
            ids.append(self._learn(token) if number is None else number)
        ids.extend((2, 3))
        states = _features.states(tokens)
        joined = np.array(self._rows(ids, states), np.int32)
        table = np.array(states, np.int32)
        stood = np.stack([self._states[n][table[:, n]] for n in range(_features.STATES)], axis=1)
        at = np.array(ids)
        sums = self._sums
        count = len(tokens)
        scores: Floats = self._weights[np.concatenate([joined, stood], axis=1)].sum(axis=1)
        for slot, offset in ((0, 2), (1, 1), (2, 3), (3, 0), (4, 4)):
            scores += sums[at[offset : offset + count], slot]
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
            scores = [self._emissions(tokens) for _, _, tokens, _ in part]
            for (_, number, tokens, starts), (path, sure) in zip(part, self._decode(scores), strict=True):
                out[number] = Tagged(tokens, starts, [self.labels[i] for i in path], sure)
        return [t for t in out if t is not None]

    def _decode(self, scores: list[Floats]) -> list[tuple[list[int], list[float]]]:
        """The best path of each reference and the probability of each label on it."""
        lengths = np.array([len(s) for s in scores])
        size, longest, width = len(scores), int(lengths.max()), len(self.labels)
        grid = np.zeros((longest, size, width), np.float32)
        for i, s in enumerate(scores):
            grid[: len(s), i] = s
        alive = np.arange(longest)[:, None] < lengths[None, :]
        trans = self._transitions
        best = grid[0].copy()
        back = np.zeros((longest, size, width), np.int16)
        for t in range(1, longest):
            moves = best[:, :, None] + trans[None]
            back[t] = moves.argmax(axis=1)
            step = np.take_along_axis(moves, back[t][:, None, :].astype(np.intp), axis=1)[:, 0] + grid[t]
            best = np.where(alive[t][:, None], step, best)
        paths = np.zeros((longest, size), np.intp)
        last = best.argmax(axis=1)
        rows = np.arange(size)
        for t in range(longest - 1, -1, -1):
            paths[t] = last
            if t:
                last = np.where(alive[t], back[t][rows, last], last)
        sure = self._marginals(grid, alive, paths)
        return [(paths[:n, i].tolist(), sure[:n, i].tolist()) for i, n in enumerate(lengths)]

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


def read(data: bytes) -> Tagger:
    """The tagger in a model file's bytes (`benchmarks/train_references.py` writes it)."""
    with np.load(io.BytesIO(data), allow_pickle=False) as model:
        labels = bytes(model["labels"]).decode().split("\n")
        names = bytes(model["names"]).decode().split("\n")
        weights = np.zeros((len(names), len(labels)), np.float32)
        rows = np.repeat(np.arange(len(names)), model["counts"])
        weights[rows, model["columns"]] = model["values"].astype(np.float32)
        return Tagger(labels, names, weights, model["transitions"].astype(np.float32))


@cache
def shipped() -> Tagger:
    """The tagger that is shipped."""
    return read(files("citewarden.styles").joinpath("references.npz").read_bytes())


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
