"""What the library said of each work last time: only works it was not asked about are looked up, a millisecond each.

The answer hangs on the work, the library's files and the code alone, not on the date, the network or any registry, so
that nothing here grows old. The memo is only ever a short cut: deleted, damaged, or made with another library or by
other code, it is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import tables
from citewarden.model import Resolution, Work

if TYPE_CHECKING:
    from citewarden.registries.library import Library


@dataclass(frozen=True, slots=True)
class Listed:
    """Work id -> the resolution by the library, None if it holds no such work; works not in it are to be looked up."""

    terms: str
    keys: Mapping[str, str]
    known: Mapping[str, Resolution | None]

    @classmethod
    def load(cls, path: Path, works: Sequence[Work], library: Library, code: str) -> Listed:
        """What `path` holds about these works, as they are now printed."""
        terms, keys = _terms(library, code), {work.id: _key(work) for work in works}
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            rows = data["works"] if data["terms"] == terms else {}
            known = {w: _resolution(rows[key]) for w, key in keys.items() if key in rows}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            known = {}
        return cls(terms, keys, known)

    def save(self, path: Path, known: Mapping[str, Resolution | None]) -> None:
        """Keep what the library said of all works, for the next time."""
        rows: dict[str, Any] = {self.keys[work]: found for work, found in known.items()}
        tables.write_text(path, tables.dumps({"terms": self.terms, "works": rows}))


def _resolution(row: Mapping[str, Any] | None) -> Resolution | None:
    return None if row is None else tables.build(Resolution, row)


def _terms(library: Library, code: str) -> str:
    files = ((entry.path, entry.digest) for entry in library.entries)
    return hashlib.sha256(json.dumps([code, *files]).encode("utf-8")).hexdigest()


def _key(work: Work) -> str:
    """A digest of a work but for who cites it."""
    return hashlib.sha256(tables.dumps(replace(work, references=())).encode("utf-8", "surrogatepass")).hexdigest()[:32]
