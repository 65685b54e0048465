"""Which articles came and went since the last whole audit, so that a truncated export is not a clean site.

An audit of the whole articles folder keeps a list of its articles in the store. What the next one finds is compared
with it: an article whose bytes are now under another name has moved, the others are gone. Where more are gone than the
policy lets go by themselves, the audit is incomplete and keeps the old list, until somebody accepts the new one.

Where an article has moved to is kept: what was decided about it goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from citewarden.formats import ArticleRow, Turnover
from citewarden.store import runs
from citewarden.store.codec import decode, encode
from citewarden.store.database import Database


def turnover(before: Iterable[ArticleRow], now: Iterable[ArticleRow]) -> Turnover:
    """What became of the articles of `before`: moved where exactly one new one has the same bytes, else gone."""
    present = {row.document: row for row in now}
    known = {row.document: row for row in before}
    gone = [row for name, row in sorted(known.items()) if name not in present]
    came: dict[str, list[ArticleRow]] = {}
    for name, row in sorted(present.items()):
        if name not in known:
            came.setdefault(row.sha256, []).append(row)
    left: dict[str, list[ArticleRow]] = {}
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


def last(database: Database, as_of: str, *, earlier: bool = False) -> tuple[ArticleRow, ...]:
    """The newest list kept up to the date `as_of`, or before it; nothing if there is none."""
    return tuple(decode(ArticleRow, row) for row in runs.last_roll(database, as_of, earlier=earlier))


def since(
    database: Database, as_of: str, rows: Callable[[], Iterable[ArticleRow]], *, earlier: bool = False
) -> Turnover:
    """What became of the articles of the newest list kept up to the date `as_of`, or before it; `rows` gives all
    articles there are, which the database has as those of this run, and is asked where one is not among them."""
    number, gone = runs.gone(database, as_of, earlier=earlier)
    return turnover(last(database, as_of, earlier=earlier), rows()) if gone else Turnover(before=number)


def keep(database: Database, as_of: str, rows: Iterable[ArticleRow]) -> tuple[ArticleRow, ...]:
    """Keep the list of the audit judged as of `as_of`; those of the newest one up to then that are gone, or other."""
    held = set(runs.last_roll(database, as_of))
    now = {row.document: encode(row) for row in rows}
    left = tuple(decode(ArticleRow, row) for row in sorted(held.difference(now.values())))
    other = {document: row for document, row in now.items() if row not in held}
    runs.renew_roll(database, as_of, other, [row.document for row in left if row.document not in now])
    return left


def follow(database: Database, as_of: str, rows: Callable[[], Iterable[ArticleRow]]) -> None:
    """Add to the known moves where articles of the last list are now; for `rows` see `since`."""
    moves = {before.document: now.document for before, now in since(database, as_of, rows).moved}
    runs.keep_moves(database, moves)


def moved(database: Database, exists: Callable[[str], bool]) -> dict[str, str]:
    """Former id -> present id of articles known to have moved; a name that has an article again is no former one."""
    moves = runs.moves(database)
    ends = {name: _end(moves, name, exists) for name in moves if not exists(name)}
    return {name: end for name, end in ends.items() if end}


def _end(moves: Mapping[str, str], name: str, exists: Callable[[str], bool]) -> str:
    """Where a way from name to name ends at an article, "" if it does not."""
    for _ in moves:
        name = moves.get(name, "")
        if not name or exists(name):
            return name
    return ""
