"""The articles of the run, and what each says: documents, references, citations, claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from citewarden.model import Citation, Claim, Document, Failure, Reference
from citewarden.store import digest, get, partitions, put, some
from citewarden.store.codec import decode, encode, text
from citewarden.store.database import Database

SAID: Mapping[str, type[Any]] = {
    "document": Document,
    "reference": Reference,
    "citation": Citation,
    "claim": Claim,
}
"""The tables of what an article says."""

STEPS = ("resolution", "notice", "passage")
"""What is asked about works, each a table of answers."""

COUNTED = "counted"
"""The name under which what is counted over the articles of this run is kept, until they or their judgements change."""

_OF_ARTICLES = (*SAID, "judged", "evidence", "finding", "part", "article")


class Found(NamedTuple):
    """An article where it was found: its id, its file, the name of its reports, a digest of its bytes and of the files
    that it takes its sources from ("" if they cannot be read)."""

    id: str
    path: str
    name: str
    sha256: str


class Read(NamedTuple):
    """What an article was found to say, as rows of the tables: `references` are (id, work, url, accessed, cited, row),
    `works` (id, row); `document` is "" where it could not be read."""

    id: str
    sha256: str
    document: str
    references: Sequence[Sequence[str]]
    citations: Sequence[str]
    claims: Sequence[str]
    works: Sequence[Sequence[str]]
    failures: Sequence[Failure]


def wanted(database: Database, found: Sequence[Found]) -> str:
    """Write down the articles of this run; a digest of them. Others are kept, but none of this run's."""
    said = digest(*(text for row in found for text in row))
    if get(database, "articles") != said:
        before = {row.id: row for row in present(database)}
        came = [row.id for row in found if row.id not in before]
        changed = [row for row in found if before.pop(row.id, None) != row]
        with database.transaction():
            database.many("update article set wanted = 0 where id = ?", [(gone,) for gone in before])
            database.many("delete from failure where article = ?", [(gone,) for gone in before])
            database.many(
                "insert into article(id, path, name, sha256, wanted, read) values (?, ?, ?, ?, 1, '')"
                " on conflict(id) do update set path = excluded.path, name = excluded.name,"
                " sha256 = excluded.sha256, wanted = 1",
                changed,
            )
            recited(database, _cited(database, [*came, *before])[1])
            put(database, "articles", said)
            put(database, COUNTED, "")
    return said


def present(database: Database) -> list[Found]:
    """The articles of this run, by id."""
    rows = database.stream("select id, path, name, sha256 from article where wanted = 1 order by id")
    return [Found(*row) for row in rows]


def forget(database: Database) -> None:
    """Drop what is known of articles that are gone."""
    gone = [article for (article,) in database.execute("select id from article where wanted = 0")]
    if not gone:
        return
    with database.transaction():
        cited = _cited(database, gone)
        for table in _OF_ARTICLES:
            key = "id" if table == "article" else "article"
            database.many(f"delete from {table} where {key} = ?", [(article,) for article in gone])
        _drop_uncited(database, *cited)
        partitions.forget(database)


def _cited(database: Database, articles: Sequence[str]) -> tuple[set[str], set[str]]:
    """The works and the addresses that articles cite."""
    works, urls = set(), set()
    for few in some(articles):
        sql = f"select work, url from reference where article in ({', '.join('?' * len(few))})"
        for work, url in database.execute(sql, few):
            works.add(work)
            urls.add(url)
    return works, urls


def _drop_uncited(database: Database, works: Iterable[str], urls: Iterable[str]) -> None:
    """Drop what is known of those works that nobody cites any more, and what is shown of addresses."""
    keys = [(work,) for work in sorted(works)]
    database.many("delete from work where id = ? and not exists (select 1 from reference where work = work.id)", keys)
    for table in ("resolution", "notice", "passage", "inquiry", "listed"):
        gone = f"not exists (select 1 from work where id = {table}.work)"
        database.many(f"delete from {table} where work = ? and {gone}", keys)
    shown = "url = ? and row = '' and not exists (select 1 from reference where url = probe.url)"
    database.many(f"delete from probe where {shown}", [(url,) for url in sorted(urls)])


def unread(database: Database, terms: str) -> list[Found]:
    """The articles to read: their bytes changed, or what reading hangs on (`terms`), or they could not be read."""
    rows = database.stream(
        "select id, path, name, sha256 from article where wanted = 1 and (sha256 = '' or read <> ? || sha256)"
        " order by id",
        (terms,),
    )
    return [Found(*row) for row in rows]


def take(database: Database, terms: str, read: Iterable[Read]) -> None:
    """Put what was read in the place of what was known of each article; works that nobody cites any more go."""
    works: set[str] = set()
    urls: set[str] = set()
    for one in read:
        for kept, own in zip((works, urls), _cited(database, [one.id]), strict=True):
            kept |= own
        for table in SAID:
            database.execute(f"delete from {table} where article = ?", (one.id,))
        database.execute("delete from failure where article = ? and stage <> 'judge'", (one.id,))
        if one.document:
            database.execute("insert into document(article, row) values (?, ?)", (one.id, database.row(one.document)))
        database.many(
            "insert into reference(article, place, id, work, url, accessed, cited, row)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [(one.id, place, *keys, database.row(row)) for place, (*keys, row) in enumerate(one.references)],
        )
        for table, rows in (("citation", one.citations), ("claim", one.claims)):
            database.many(
                f"insert into {table}(article, place, row) values (?, ?, ?)",
                [(one.id, place, database.row(row)) for place, row in enumerate(rows)],
            )
        database.many(
            "insert into work(id, row) values (?, ?) on conflict(id) do nothing",
            [(work, database.row(row)) for work, row in one.works],
        )
        database.many(
            "insert into inquiry(work, step, made_of, due, sha256) values (?, ?, '', '', '')"
            " on conflict(work, step) do nothing",
            [(work, step) for work, _ in one.works for step in STEPS],
        )
        urls.update(url for _, _, url, *_ in one.references)
        fail(database, one.failures, article=one.id)
        read_as = "" if one.failures else terms + one.sha256
        database.execute("update article set read = ?, changed = changed + 1 where id = ?", (read_as, one.id))
    recited(database, urls)
    _drop_uncited(database, works, urls)


def recited(database: Database, urls: Iterable[str]) -> None:
    """Note that other articles cite some addresses, or cite them as of other days."""
    database.many("insert into recited(url) values (?) on conflict(url) do nothing", [(u,) for u in sorted(urls) if u])


def changed(database: Database, column: str, keys: Sequence[str]) -> None:
    """Count, with each article that cites one of some works (`column` "work") or addresses ("url"), that there is
    something new to judge it by."""
    for few in some(keys):
        marks = ", ".join("?" * len(few))
        cite = f"select article from reference where {column} in ({marks})"
        database.execute(f"update article set changed = changed + 1 where id in ({cite})", few)


def fail(database: Database, failures: Iterable[Failure], *, article: str = "") -> None:
    """Write down what could not be read or judged, of an article or of the library."""
    database.many(
        "insert into failure(stage, source, article, row) values (?, ?, ?, ?)"
        " on conflict(stage, source) do update set article = excluded.article, row = excluded.row",
        [(f.stage, f.source, article, encode(f)) for f in failures],
    )


def failures(database: Database) -> list[Failure]:
    """Everything that could not be read or judged, in the order of the steps."""
    order = {"read": 0, "claims": 0, "judge": 1}
    found = [decode(Failure, row) for (row,) in database.execute("select row from failure")]
    return sorted(found, key=lambda f: (order.get(f.stage, 2), f.source, f.stage))


def rows(database: Database, table: str, articles: Sequence[str]) -> dict[str, list[str]]:
    """Article -> its rows of a table, as JSON text, in their order."""
    order = "article" if table == "document" else "article, place"
    held: dict[str, list[str]] = {}
    for few in some(articles):
        marks = ", ".join("?" * len(few))
        sql = f"select article, row from {table} where article in ({marks}) order by {order}"
        for article, row in database.execute(sql, few):
            held.setdefault(article, []).append(text(row))
    return held


def nouns(database: Database, table: str, article: str) -> Iterator[Any]:
    """The nouns of one article."""
    for row in rows(database, table, [article]).get(article, ()):
        yield decode(SAID[table], row)


# Files --------------------------------------------------------------------------------------------------------------


def known_files(database: Database) -> dict[str, tuple[str, str, str]]:
    """Path -> (mark, digest, what it leans on) of every file that a run looked at."""
    return {path: (mark, sha256, leans) for path, mark, sha256, leans in database.stream("select * from file")}


def keep_files(database: Database, fresh: Mapping[str, tuple[str, str, str]], gone: Sequence[str]) -> None:
    """Remember the files that are new or changed, and forget those that are gone."""
    with database.transaction():
        database.many(
            "insert into file(path, mark, sha256, leans) values (?, ?, ?, ?) on conflict(path) do update set"
            " mark = excluded.mark, sha256 = excluded.sha256, leans = excluded.leans",
            [(path, *row) for path, row in fresh.items()],
        )
        database.many("delete from file where path = ?", [(path,) for path in gone])
