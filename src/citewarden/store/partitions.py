"""Articles in partitions, so that what is worked out over all of them is worked out anew for those that changed.

A partition is some neighbours in the order of the articles' ids. Where one begins hangs on the id of its first article
alone, so articles that come and go leave the others as they are. Its key is a digest of its articles and of what they
were judged: what was worked out under a key stands.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from citewarden.store import digest
from citewarden.store.codec import decode, encode
from citewarden.store.database import Database

T = TypeVar("T")

SIZE = 256
"""Articles in a partition, on average."""
_AT_ONCE = 16
"""Partitions whose results are written together."""


class Partition(NamedTuple):
    """Some neighbouring articles, by id; `first` is the one that begins it, "" before all that begin one."""

    first: str
    key: str
    articles: Sequence[str]


def partitions(database: Database) -> list[Partition]:
    """The judged articles of this run."""
    rows = database.stream(
        "select id, judged.sha256 from article join judged on judged.article = id where wanted = 1 order by id"
    )
    found: list[Partition] = []
    first, ids, said = "", list[str](), list[str]()
    for article, sha256 in rows:
        if zlib.crc32(article.encode("utf-8")) % SIZE == 0:
            if ids:
                found.append(Partition(first, digest(*said), ids))
            first, ids, said = article, [], []
        ids.append(article)
        said += (article, sha256)
    return [*found, Partition(first, digest(*said), ids)] if ids else found


def worked_out(
    database: Database,
    what: str,
    of: Sequence[Partition],
    kind: type[T],
    work: Callable[[Partition], T],
    *,
    keep: bool = True,
) -> Iterator[T]:
    """What `work` makes of each partition, of the type `kind`; kept for the next time under the name `what`, if it is
    to be (`keep`)."""
    known: dict[str, str] = dict(database.execute("select first, key from partial where what = ?", (what,)))
    new = [one for one in of if known.get(one.first) != one.key] if keep else []
    for at in range(0, len(new), _AT_ONCE):
        rows = [(what, one.first, one.key, database.row(encode(work(one)))) for one in new[at : at + _AT_ONCE]]
        with database.transaction():
            database.many(
                "insert into partial(what, first, key, row) values (?, ?, ?, ?) on conflict(what, first) do update set"
                " key = excluded.key, row = excluded.row",
                rows,
            )
    for one in of:
        if not keep and known.get(one.first) != one.key:
            yield work(one)
        else:
            yield decode(kind, database.one("select row from partial where what = ? and first = ?", (what, one.first)))


def forget(database: Database) -> None:
    """Drop what was worked out of partitions whose first article is gone."""
    database.execute("delete from partial where first <> '' and not exists (select 1 from article where id = first)")
