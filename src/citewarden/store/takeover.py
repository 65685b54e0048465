"""The state folder of an earlier version, once: what it remembers of links, pages and runs becomes rows of the store.

There, links were `links/*.jsonl` with a journal of the run under way beside each, pages `pages/*.jsonl`, and a run left
`runs/articles-<date>.jsonl`, `runs/findings-<date>.jsonl`, `runs/history.jsonl` and `runs/moves.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from citewarden.errors import InputError, StateError
from citewarden.model import Probe
from citewarden.store import links, runs
from citewarden.store.codec import decode
from citewarden.store.database import Database
from citewarden.tables import dumps, objects

FOLDERS = ("links", "pages", "runs")
"""What an earlier version kept in files."""


def take_over(database: Database, state: Path) -> None:
    """Read the files of an earlier version into the store; they are left alone.

    Raises:
        StateError: a file is damaged.
    """
    for path in sorted((state / "links").glob("*.jsonl")):
        links.remember(database, (decode(Probe, dumps(row)) for row in _rows(path)))
    for path in sorted((state / "links").glob("*.jsonl.journal")):
        links.remember(database, (decode(Probe, dumps(row)) for row in _rows(path, cut_short=True)))
    names = ("document", "claim", "source", "quote", "retrieved_at")
    for path in sorted((state / "pages").glob("*.jsonl")):
        database.many(
            "insert into quote(article, claim, source, quote, retrieved_at) values (?, ?, ?, ?, ?)"
            " on conflict(article, claim, source) do nothing",
            [[str(row[name]) for name in names] for row in _rows(path)],
        )
    _take_over_runs(database, state / "runs")


def _take_over_runs(database: Database, folder: Path) -> None:
    for path in sorted(folder.glob("articles-*.jsonl")):
        as_of = path.stem.removeprefix("articles-")
        runs.keep_roll(database, as_of, {str(row["document"]): dumps(row) for row in _rows(path)})
    for path in sorted(folder.glob("findings-*.jsonl")):
        as_of = path.stem.removeprefix("findings-")
        rows = ((str(row["fingerprint"]), str(row["document"]), dumps(row)) for row in _rows(path))
        runs.keep_seen(database, as_of, rows)
    for row in _rows(folder / "history.jsonl"):
        runs.keep_totals(database, str(row["as_of"]), dumps(row))
    try:
        moved = json.loads((folder / "moves.json").read_text(encoding="utf-8"))
        runs.keep_moves(database, {str(before): str(now) for before, now in moved.items()})
    except (OSError, ValueError, AttributeError):
        pass  # as it was: without it, decisions stay with the names they were made under


def _rows(path: Path, *, cut_short: bool = False) -> Iterator[Mapping[str, Any]]:
    """The objects of a file of JSON Lines; of one that a killed run may have `cut_short`, those that are whole."""
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8", errors="replace" if cut_short else "strict") as lines:
            if not cut_short:
                yield from (row for _, row in objects(lines, where=str(path)))
                return
            for line in lines:
                try:
                    yield dict(json.loads(line))
                except (ValueError, TypeError):
                    continue
    except (OSError, ValueError, InputError) as error:
        remedy = "mend or delete that file; what it remembers is then learnt anew"
        raise StateError(f"cannot be taken over ({error})", where=str(path), remedy=remedy) from error
