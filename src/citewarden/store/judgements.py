"""What was made of each article: findings, evidence, its summary, and on what all that hangs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from citewarden.model import Evidence, Failure, Finding
from citewarden.store import articles, codec, digest, get, put
from citewarden.store.codec import Stored, decode
from citewarden.store.database import Database
from citewarden.store.partitions import Partition

Quote = Mapping[str, str]


class Judged(NamedTuple):
    """One article's judgement, nouns as JSON text: `findings` are (fingerprint, row, rule_id, level, owner, message,
    kind, suppressed, whether a card is counted by it), `quotes` (claim, source, quote, retrieved_at), `parts` what is
    the article's own in the files for programs, by format; `failure` says why there is none."""

    id: str
    made_of: str
    next_due: str
    tally: str
    summary: str
    evidence: Sequence[str]
    findings: Sequence[Sequence[Any]]
    quotes: Sequence[Sequence[str]]
    parts: Mapping[str, str] = {}
    failure: Failure | None = None


def standing(database: Database) -> Iterator[tuple[str, str, str, str, int, str, str, str]]:
    """Every article of this run that was read, by id: its columns as in `Found`, how often something new was learnt of
    it or of what it cites, what it was last judged by ("": never), as of when, and when that ends."""
    rows: Iterator[Any] = database.stream(
        "select article.id, path, name, article.sha256, changed, coalesce(made_of, ''), coalesce(as_of, ''),"
        " coalesce(next_due, '') from article join document on document.article = article.id"
        " left join judged on judged.article = article.id where wanted = 1 order by article.id"
    )
    return rows


def take(database: Database, as_of: str, judged: Iterable[Judged]) -> None:
    """Put judgements in the place of those before."""
    count(database, "")
    for one in judged:
        for table in ("judged", "evidence", "finding", "part"):
            database.execute(f"delete from {table} where article = ?", (one.id,))
        database.execute("delete from failure where article = ? and stage = 'judge'", (one.id,))
        if one.failure:
            articles.fail(database, [one.failure], article=one.id)
            continue
        database.execute(
            "insert into judged(article, made_of, as_of, next_due, tally, summary, sha256)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            (one.id, one.made_of, as_of, one.next_due, one.tally, one.summary, _digest(one)),
        )
        database.many(
            "insert into evidence(article, place, row) values (?, ?, ?)",
            [(one.id, place, database.row(row)) for place, row in enumerate(one.evidence)],
        )
        database.many(
            "insert into finding(article, place, fingerprint, row, rule_id, level, owner, message, kind, suppressed,"
            " head) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(one.id, place, name, database.row(row), *said) for place, (name, row, *said) in enumerate(one.findings)],
        )
        database.many(
            "insert into part(article, format, row) values (?, ?, ?)",
            [(one.id, name, database.row(text)) for name, text in one.parts.items()],
        )
        database.execute("delete from quote where article = ?", (one.id,))
        database.many(
            "insert into quote(article, claim, source, quote, retrieved_at) values (?, ?, ?, ?, ?)",
            [(one.id, *row) for row in one.quotes],
        )


def quotes(database: Database, article: str) -> tuple[Quote, ...]:
    """The sentences of pages that are remembered for an article."""
    sql = "select article, claim, source, quote, retrieved_at from quote where article = ? order by claim, source"
    names = ("document", "claim", "source", "quote", "retrieved_at")
    return tuple(dict(zip(names, row, strict=True)) for row in database.execute(sql, (article,)))


def _digest(one: Judged) -> str:
    """A digest of what files about all articles are made of."""
    return digest(one.made_of, one.tally, one.summary, *(text for part in sorted(one.parts.items()) for text in part))


def summaries(database: Database, of: Partition) -> Iterator[Stored]:
    """The summary of each article of a partition, as it is stored, by article."""
    return (summary for _, summary in _of(database, "select article, summary from judged where", of))


def parts(database: Database, name: str, of: Partition) -> Iterator[tuple[str, str]]:
    """(article, what is its own in the file of a format) of a partition, by article."""
    rows = _of(database, "select article, row from part where format = ? and", of, name)
    return ((article, codec.text(row)) for article, row in rows)


def part(database: Database, name: str, article: str) -> str:
    """What is one article's own in the file of a format."""
    return codec.text(database.one("select row from part where article = ? and format = ?", (article, name)))


def tallies(database: Database, of: Partition) -> Iterator[str]:
    """What was counted of each article of a partition, as JSON text."""
    return (tally for _, tally in _of(database, "select article, tally from judged where", of))


def _of(database: Database, sql: str, of: Partition, *values: str) -> Iterator[Any]:
    """The rows of a partition's articles, by article: those between its first and its last that are of this run."""
    wanted = set(of.articles)
    rows = database.stream(
        f"{sql} article between ? and ? order by article", (*values, of.articles[0], of.articles[-1])
    )
    return (row for row in rows if row[0] in wanted)


def count(database: Database, row: str) -> None:
    """Keep what was counted over all articles of this run, "" where it is not known any more."""
    put(database, articles.COUNTED, row)


def counted(database: Database) -> str:
    """What was counted over all articles of this run, "" if that has to be done anew."""
    return get(database, articles.COUNTED)


def missing(database: Database) -> int:
    """How many articles of this run were neither judged nor said to be unreadable."""
    return int(
        database.one(
            "select count(*) from article where wanted = 1 and not exists (select 1 from judged where article = id)"
            " and not exists (select 1 from failure where article = id)"
        )
    )


def found(database: Database, fingerprint: str) -> list[Finding]:
    """The findings of this run's articles whose fingerprint begins so."""
    sql = (
        "select row from finding join article on article.id = finding.article where wanted = 1"
        " and fingerprint >= ? and fingerprint < ? order by fingerprint"
    )
    return [decode(Finding, row) for (row,) in database.execute(sql, (fingerprint, fingerprint + "~"))]


def evidence(database: Database, article: str) -> list[Evidence]:
    """What the article's claims were compared with."""
    return [decode(Evidence, row) for row in articles.rows(database, "evidence", [article]).get(article, ())]
