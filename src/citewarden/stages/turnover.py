"""Which articles came and went since the last whole audit, so that a truncated export is not a clean site.

An audit of the whole articles folder keeps a list of its articles (`state/runs/articles-<date>.jsonl`). What the next
one finds is compared with it: an article whose bytes are now under another name has moved, the others are gone. Where
more are gone than the policy lets go by themselves, the audit is incomplete and keeps the old list, until somebody
accepts the new one.

Where an article has moved to is kept (`moves.json`): what was decided about it goes with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from citewarden.formats import Row, Turnover
from citewarden.tables import build, dumps, objects, write_text

KEPT = 3
"""Lists kept."""


def turnover(before: Iterable[Row], now: Iterable[Row]) -> Turnover:
    """What became of the articles of `before`: moved where exactly one new one has the same bytes, else gone."""
    present = {row.document: row for row in now}
    known = {row.document: row for row in before}
    gone = [row for name, row in sorted(known.items()) if name not in present]
    came: dict[str, list[Row]] = {}
    for name, row in sorted(present.items()):
        if name not in known:
            came.setdefault(row.sha256, []).append(row)
    left: dict[str, list[Row]] = {}
    for row in gone:
        left.setdefault(row.sha256, []).append(row)
    moved = {
        row.document: (row, came[digest][0])
        for digest, (row, *others) in left.items()
        if digest and not others and len(came.get(digest, ())) == 1
    }
    return Turnover(
        tuple(moved[name] for name in sorted(moved)),
        tuple(row for row in gone if row.document not in moved),
        len(known),
    )


def exceeds(change: Turnover, share: float) -> bool:
    """Whether more are gone than `share` of what was there; a single article may always go."""
    return len(change.gone) > 1 and len(change.gone) > share * change.before


def last(folder: Path, as_of: str, *, earlier: bool = False) -> tuple[Row, ...]:
    """The newest list kept up to the date `as_of`, or before it; nothing if there is none."""
    files = [p for p in _lists(folder) if _day(p) < as_of or (not earlier and _day(p) == as_of)]
    if not files:
        return ()
    with files[-1].open(encoding="utf-8") as lines:
        return tuple(build(Row, data) for _, data in objects(lines, where=str(files[-1])))


def newest(folder: Path) -> str:
    """The latest date of which a list was kept, "" if there is none."""
    return max(map(_day, _lists(folder)), default="")


def keep(folder: Path, as_of: str, rows: Sequence[Row]) -> None:
    """Write the list of the audit judged as of `as_of`."""
    write_text(folder / f"articles-{as_of}.jsonl", "".join(dumps(row) + "\n" for row in rows))
    for old in [p for p in _lists(folder) if _day(p) <= as_of][:-KEPT]:
        old.unlink(missing_ok=True)


def follow(folder: Path, as_of: str, rows: Sequence[Row]) -> None:
    """Add to `moves.json` where articles of the last list are now; `rows` are all articles there are."""
    known = _moves(folder)
    moves = {**known, **{b.document: n.document for b, n in turnover(last(folder, as_of), rows).moved}}
    if moves != known:
        write_text(folder / "moves.json", dumps(moves, indent=1) + "\n")


def moved(folder: Path, exists: Callable[[str], bool]) -> dict[str, str]:
    """Former id -> present id of articles known to have moved; a name that has an article again is no former one."""
    moves = _moves(folder)
    ends = {name: _end(moves, name, exists) for name in moves if not exists(name)}
    return {name: end for name, end in ends.items() if end}


def _end(moves: Mapping[str, str], name: str, exists: Callable[[str], bool]) -> str:
    """Where a way from name to name ends at an article, "" if it does not."""
    for _ in moves:
        name = moves.get(name, "")
        if not name or exists(name):
            return name
    return ""


def _moves(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / "moves.json").read_text(encoding="utf-8"))
        return {str(before): str(now) for before, now in known.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _lists(folder: Path) -> list[Path]:
    return sorted(folder.glob("articles-*.jsonl"))


def _day(path: Path) -> str:
    return path.stem.removeprefix("articles-")
