"""What was made of each article: findings, evidence, its summary, and on what all that hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from citewarden.model import Evidence, Failure, Finding
from citewarden.store import articles, codec
from citewarden.store.articles import Found
from citewarden.store.codec import Stored, decode
from citewarden.store.database import Database

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


class Standing(NamedTuple):
    """An article that can be judged, how often something new was learnt of it or of what it cites, what it was last
    judged by ("": never), and when that ends."""

    article: Found
    changed: int
    made_of: str
    as_of: str
    next_due: str


def standing(database: Database) -> Iterator[Standing]:
    """Every article of this run that was read, by id."""
    rows = database.stream(
        "select article.id, path, name, sha256, changed, coalesce(made_of, ''), coalesce(as_of, ''),"
        " coalesce(next_due, '') from article join document on document.article = article.id"
        " left join judged on judged.article = article.id where wanted = 1 order by article.id"
    )
    return (Standing(Found(*row[:4]), *row[4:]) for row in rows)


def take(database: Database, as_of: str, judged: Iterable[Judged]) -> None:
    """Put judgements in the place of those before."""
    for one in judged:
        for table in ("judged", "evidence", "finding", "part"):
            database.execute(f"delete from {table} where article = ?", (one.id,))
        database.execute("delete from failure where article = ? and stage = 'judge'", (one.id,))
        if one.failure:
            articles.fail(database, [one.failure], article=one.id)
            continue
        database.execute(
            "insert into judged(article, made_of, as_of, next_due, tally, summary) values (?, ?, ?, ?, ?, ?)",
            (one.id, one.made_of, as_of, one.next_due, one.tally, one.summary),
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


def summaries(database: Database) -> Iterator[Stored]:
    """The summary of each judged article of this run, as it is stored, by article."""
    judged = database.stream(
        "select summary from judged join article on article.id = judged.article where wanted = 1"
        " order by judged.article"
    )
    return (summary for (summary,) in judged)


def parts(database: Database, name: str, wanted: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """(article, what is its own in the file of a format) of this run's articles, by article; those that are not wanted
    when it is their turn are not unpacked."""
    rows = database.stream(
        "select part.article, part.row from part join article on article.id = part.article where wanted = 1"
        " and format = ? order by part.article",
        (name,),
    )
    return ((article, codec.text(row)) for article, row in rows if wanted(article))


def tallies(database: Database) -> Iterator[str]:
    """What was counted of each judged article of this run, as JSON text."""
    sql = (
        "select tally from judged join article on article.id = judged.article where wanted = 1 order by judged.article"
    )
    return (tally for (tally,) in database.stream(sql))


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
