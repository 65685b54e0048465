"""Does a passage decide a claim at all, one way or the other? A small model of our own, read from a checked file.

It says whether the passage settles the claim, never which way. Not part of the program: on pairs nobody had read it did
not earn its place (docs/verdicts.md). `train.py` makes it, `measure.py` measures it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from math import exp
from pathlib import Path
from typing import Any

from wordpiece import WordPieces

from citewarden.errors import ConfigError
from citewarden.nlp.verdict.window import window

FOLDER = Path(__file__).resolve().parents[2] / "build" / "decides-2"
FILES = ("model.onnx", "vocabulary.txt")
WORDS = 110
"""Words of a passage that are read: of a longer one, the sentences that share most with the claim."""
PIECES = 176
"""Word pieces of claim and passage together; the end of a passage beyond that is not read."""


class Decides:
    """The model with its two thresholds: from `high` on a passage decides, below `low` it does not."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Check the files against the digests they were measured with; nothing is loaded yet.

        Raises:
            ConfigError: a file is missing or is not the one measured.
        """
        remedy = "make it with benchmarks/decides/train.py"
        try:
            self._about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
            digests = {name: str(self._about["sha256"][name]) for name in FILES}
            self.high, self.low = float(self._about["high"]), float(self._about["low"])
            self._slope, self._shift = (float(v) for v in self._about["chance"])
            held = {name: (folder / name).read_bytes() for name in FILES}
        except OSError as error:
            raise ConfigError(
                "a file of the shipped model is missing", where=str(error.filename), remedy=remedy
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            where = str(folder / "about.json")
            raise ConfigError("not the description of a model", where=where, remedy=remedy) from error
        for name, data in held.items():
            if hashlib.sha256(data).hexdigest() != digests[name]:
                raise ConfigError(
                    "the shipped model is not the one this version was measured with",
                    where=str(folder / name),
                    remedy=remedy,
                )
        self._folder = folder
        self.name = f"{self._about['version']}@{digests['model.onnx'][:12]}"
        self._kept: dict[tuple[str, str], float] = {}

    def score(self, claim: str, sentences: Sequence[str]) -> float:
        """The chance (0 to 1, four digits) that the passage decides the claim; each pair is asked once, alone."""
        raw = self._slope * self.raw(claim, sentences) + self._shift
        return round(1 / (1 + exp(-max(-30.0, min(30.0, raw)))), 4)

    def raw(self, claim: str, sentences: Sequence[str]) -> float:
        """The log-odds that the model gives, before they are fitted to the share that was right."""
        passage = " ".join(sentences[i] for i in fitting(claim, sentences, WORDS))
        key = (claim, passage)
        if key not in self._kept:
            self._kept[key] = self._asked(claim, passage)
        return self._kept[key]

    def _asked(self, claim: str, passage: str) -> float:
        import numpy as np

        pieces, side = self._words.pair(claim, passage, PIECES)
        feeds = {"pieces": np.array([pieces], np.int64), "side": np.array([side], np.int64)}
        return float(self._session.run(None, feeds)[0][0])

    @cached_property
    def _words(self) -> WordPieces:
        return WordPieces((self._folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())

    @cached_property
    def _session(self) -> Any:
        """One thread and one pair at a time: the same bits in any batch."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                (self._folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime has no common base class for its errors
            problem = f"not a usable model ({str(error).splitlines()[0][:120]})"
            raise ConfigError(problem, where=str(self._folder / "model.onnx")) from error


def fitting(claim: str, sentences: Sequence[str], words: int) -> tuple[int, ...]:
    """Indices, in order, of the sentences that share most with the claim and have at most `words` words together.

    The best one is taken whatever its length.
    """
    lengths = [len(s.split()) for s in sentences]
    if sum(lengths) <= words:
        return tuple(range(len(sentences)))
    chosen: tuple[int, ...] = ()
    for top in range(1, len(sentences)):
        more = window(claim, sentences, top=top)
        if chosen and sum(lengths[i] for i in more) > words:
            break
        chosen = more
    return chosen
