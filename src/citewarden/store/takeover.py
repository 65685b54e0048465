"""The state folder of an earlier version, once: what it remembers of links, pages and runs becomes rows of the store.

There, links were `links/*.jsonl` with a journal of the run under way beside each, pages `pages/*.jsonl`, and a run left
`runs/articles-<date>.jsonl`, `runs/findings-<date>.jsonl`, `runs/history.jsonl` and `runs/moves.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from citewarden.errors import InputError, StateError
from citewarden.model import Probe
from citewarden.store import links, runs
from citewarden.store.codec import decode
from citewarden.store.database import Database
from citewarden.tables import dumps, objects


def take_over(database: Database, state: Path) -> None:
    """Read the files of an earlier version into the store; they are left alone.

    A damaged list of moves is passed over, and told in the store's remarks: without it, nothing that was found is lost.

    Raises:
        StateError: another file is damaged.
    """
    for name, take in _FILES:
        for path in sorted(state.glob(name)):
            try:
                take(database, path)
            except (OSError, ValueError, KeyError, TypeError, AttributeError, InputError) as error:
                remedy = "mend or delete that file; what it remembers is then learnt anew"
                said = " ".join(str(error).split())
                raise StateError(f"cannot be taken over ({said})", where=str(path), remedy=remedy) from error


def _links(database: Database, path: Path) -> None:
    links.remember(database, (decode(Probe, dumps(row)) for row in _rows(path)))


def _journal(database: Database, path: Path) -> None:
    """A journal that a killed run left behind: its last line may be cut short."""
    whole = []
    for line in path.read_bytes().splitlines():
        try:
            whole.append(decode(Probe, line.decode("utf-8")))
        except ValueError:
            continue
    links.remember(database, whole)


def _pages(database: Database, path: Path) -> None:
    names = ("document", "claim", "source", "quote", "retrieved_at")
    database.many(
        "insert into quote(article, claim, source, quote, retrieved_at) values (?, ?, ?, ?, ?)"
        " on conflict(article, claim, source) do nothing",
        [[str(row[name]) for name in names] for row in _rows(path)],
    )


def _roll(database: Database, path: Path) -> None:
    as_of = path.stem.removeprefix("articles-")
    runs.keep_roll(database, as_of, {str(row["document"]): dumps(row) for row in _rows(path)})


def _seen(database: Database, path: Path) -> None:
    as_of = path.stem.removeprefix("findings-")
    runs.keep_seen(database, as_of, [runs.seen_row(row) for row in _rows(path)])


def _totals(database: Database, path: Path) -> None:
    for row in _rows(path):
        runs.keep_totals(database, str(row["as_of"]), dumps(row))


def _moves(database: Database, path: Path) -> None:
    try:
        moved = json.loads(path.read_text(encoding="utf-8"))
        moves = {str(before): str(now) for before, now in moved.items()}
    except (OSError, ValueError, AttributeError):
        told = "damaged, and passed over; what was decided about articles that moved stays under their former names"
        database.remarks.append(f"{path}: {told}")
    else:
        runs.keep_moves(database, moves)


_FILES: Sequence[tuple[str, Callable[[Database, Path], None]]] = (
    ("links/*.jsonl", _links),
    ("links/*.jsonl.journal", _journal),
    ("pages/*.jsonl", _pages),
    ("runs/articles-*.jsonl", _roll),
    ("runs/findings-*.jsonl", _seen),
    ("runs/history.jsonl", _totals),
    ("runs/moves.json", _moves),
)
"""In this order: what a journal holds is newer than its file."""


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (row for _, row in objects(lines, where=str(path)))
