"""The trained tagger: a linear-chain model, read from one file and applied to many references at once.

The model file (`references.npz`, see `MODEL_CARD.md`) holds feature names and their weights by label. Whatever a token
shows by itself is summed up once for each distinct token; a batch of references then costs a few array look-ups, and
the most probable label of each token (forward-backward) is worked out for the whole batch together.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from citewarden import learned
from citewarden.styles import _features

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_BATCH, _SOME = 160, 40
_MOST_TOKENS = 600
_CACHE = 50_000
_TINY = np.float32(1e-30)
SHARPNESS = 12
"""The power that probabilities are raised to, because perceptrons are too sure of themselves: on held-out references a
field at 0.99 or more is right in 97 of 100 cases, one between 0.7 and 0.99 in 45 to 70, one below 0.3 in 30."""


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
        """`weights` has a row for each of `names`, and one of zeros for what the model does not know."""
        self.labels = list(labels)
        none = len(names)
        self._weights = weights
        self._moves = np.exp(np.maximum(transitions - transitions.max(), -80.0)).astype(np.float32)
        # A reference cannot begin inside a field.
        self._bound = np.array([i for i, label in enumerate(labels) if label[0] == "I"], np.intp)
        kinds: dict[str, tuple[list[int], list[str]]] = {kind: ([], []) for kind in "0123456789ST"}
        for kind, run in groupby(enumerate(names), key=lambda numbered: numbered[1][0]):
            for i, name in run:
                kinds[kind][0].append(i)
                kinds[kind][1].append(name[1:])
        # A token's feature -> its row, and its rows seen from the four neighbours.
        self._single = dict(zip(kinds["0"][1], kinds["0"][0], strict=True))
        self._around: dict[str, list[int]] = {}
        for place, kind in enumerate("1234"):
            for i, name in zip(*kinds[kind], strict=True):
                self._around.setdefault(name, [none] * 4)[place] = i
        joined = {kind: [name.split(" ") for name in kinds[kind][1]] for kind in "56789T"}
        self._words = _numbered(chain(joined["5"], joined["6"]))
        self._shapes = _numbered(chain(joined["7"], joined["8"], joined["9"]))
        words, shapes = self._words, self._shapes
        many = len(words) + 1
        keys = {kind: [words[left] * many + words[right] for left, right in joined[kind]] for kind in "56"}
        many = len(shapes) + 1
        for kind in "789":
            keys[kind] = [(shapes[a] * many + shapes[b]) * many + shapes[c] for a, b, c in joined[kind]]
        keys["T"] = [int(place) * many + shapes.get(shape, many - 1) for place, shape in joined["T"]]
        *self._joined, self._placed = (_sorted(keys[kind], kinds[kind][0], none) for kind in "56789T")
        states = dict(zip(kinds["S"][1], kinds["S"][0], strict=True))
        self._states = [
            np.array([states.get(f"{slot}={value}", none) for value in range(size)], np.int64)
            for slot, size in enumerate(_features.SIZES)
        ]
        self._clear()

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
        row_of, around_of, nowhere = self._single.get, self._around.get, [none] * 4
        mine: list[int] = []
        near: list[list[int]] = []
        mine_at, near_at, facts = [], [], []
        words, shapes = self._words, self._shapes
        for number, token in enumerate(tokens, first):
            own = [f"w{token}"] if edges else _features.own(token)
            mine_at.append(len(mine))
            near_at.append(len(near))
            mine.append(none)
            near.append(nowhere)
            mine += [r for r in map(row_of, own) if r is not None]
            near += [r for r in map(around_of, own) if r is not None]
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
        flat = sums.reshape(-1, len(self.labels))
        scores: Floats = flat.take(at[here] * 5, axis=0, mode="clip")
        rows_of = np.empty_like(scores)
        for slot, offset in ((1, -1), (2, 1), (3, -2), (4, 2)):
            flat.take(at[here + offset] * 5 + slot, axis=0, mode="clip", out=rows_of)
            scores += rows_of
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
            self._weights.take(rows[states[:, slot]], axis=0, mode="clip", out=rows_of)
            scores += rows_of
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
            lists = [tokens for _, _, tokens, _ in part]
            scores = np.concatenate([self._emissions(lists[i : i + _SOME]) for i in range(0, len(lists), _SOME)])
            for (_, number, tokens, starts), (path, sure) in zip(part, self._decode(scores, counts), strict=True):
                out[number] = Tagged(tokens, starts, [self.labels[i] for i in path], sure)
        return [t for t in out if t is not None]

    def _decode(self, scores: Floats, counts: Sequence[int]) -> list[tuple[list[int], list[float]]]:
        """The most probable label of every token, by forward-backward in scaled form, and how sure it is."""
        lengths = np.array(counts)
        size, longest, width = len(counts), int(lengths.max()), len(self.labels)
        grid = np.zeros((longest, size, width), np.float32)
        alive = np.arange(longest)[:, None] < lengths[None, :]
        grid.transpose(1, 0, 2)[alive.T] = scores
        grid -= grid.max(axis=2, keepdims=True)
        raised = np.exp(grid, out=grid)
        raised[0][:, self._bound] = 0.0
        moves = self._moves
        backwards = np.ascontiguousarray(moves.T)
        ahead = np.empty_like(raised)
        ahead[0] = raised[0] / raised[0].sum(axis=1, keepdims=True)
        for t in range(1, longest):
            np.matmul(ahead[t - 1], moves, out=ahead[t])
            ahead[t] *= raised[t]
            ahead[t] /= ahead[t].sum(axis=1, keepdims=True) + _TINY
        behind = np.ones_like(raised[0])
        for t in range(longest - 1, -1, -1):
            ahead[t] *= behind
            if t:
                step = (behind * raised[t]) @ backwards
                step /= step.max(axis=1, keepdims=True) + _TINY
                behind = step if alive[t].all() else np.where(alive[t][:, None], step, behind)
        best = ahead.argmax(axis=2)
        sure = np.take_along_axis(ahead, best[:, :, None], axis=2)[:, :, 0] / (ahead.sum(axis=2) + _TINY)
        sure **= SHARPNESS
        return [(best[:n, i].tolist(), sure[:n, i].tolist()) for i, n in enumerate(counts)]


def _numbered(names: Iterable[Iterable[str]]) -> dict[str, int]:
    """Each part of joined names, numbered in their order."""
    return {part: number for number, part in enumerate(sorted(set(chain.from_iterable(names))))}


def _sorted(keys: Sequence[int], rows: Sequence[int], none: int) -> tuple[Ints, Ints]:
    """Features' keys in order, and the rows of each."""
    found, at = np.array(keys or [-1], np.int64), np.array(rows or [none], np.int64)
    order = np.argsort(found, kind="stable")
    return found[order], at[order]


def read(data: bytes) -> Tagger:
    """The tagger in a model file's bytes (`benchmarks/train_references.py` writes it)."""
    with np.load(io.BytesIO(data), allow_pickle=False) as model:
        labels = bytes(model["labels"]).decode().split("\n")
        names = bytes(model["names"]).decode().split("\n")
        weights = np.zeros((len(names) + 1, len(labels)), np.float32)
        rows = np.repeat(np.arange(len(names)), model["counts"])
        weights[rows, model["columns"]] = model["values"].astype(np.float32)
        return Tagger(labels, names, weights, model["transitions"].astype(np.float32))


def model_bytes() -> bytes:
    """The shipped model file."""
    return learned.read(Path(__file__).with_name("references.npz"))


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
