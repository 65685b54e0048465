"""Answers of judges on disk, by what they hang on: claim, passage, model, revision and how it was asked.

One small file an answer, written whole or not at all, so that the processes of one audit share them. A rerun asks
nothing; a file that cannot be read is as good as none.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from citewarden.nlp.verdict.judges.protocol import Answer
from citewarden.tables import write_text


class Kept:
    """The answers in `folder`; without one they are kept for as long as this object."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, Answer] = {}

    def get(self, key: str) -> Answer | None:
        """The answer under `key`, None if there is none."""
        if key not in self._known and self._folder is not None:
            try:
                data = json.loads(self._path(key).read_text("utf-8"))
                chances = {str(k): float(v) for k, v in data["chances"].items()}
                self._known[key] = Answer(chances, str(data["note"]), str(data["quote"]))
            except (OSError, ValueError, OverflowError, LookupError, TypeError, AttributeError, RecursionError):
                return None
        return self._known.get(key)

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer."""
        self._known[key] = answer
        if self._folder is not None:
            row = {"chances": dict(answer.chances), "note": answer.note, "quote": answer.quote}
            write_text(self._path(key), json.dumps(row, sort_keys=True) + "\n")

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key[2:]}.json"


def key(claim: str, passage: str, terms: str) -> str:
    """The name of an answer."""
    return hashlib.sha256(json.dumps([claim, passage, terms]).encode()).hexdigest()
