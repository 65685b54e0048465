"""Articles put into a store as if an audit had judged them, for tests and benchmarks of what is about all of them."""

from __future__ import annotations

from collections.abc import Iterable

from citewarden.formats import Summary
from citewarden.stages.report import kept
from citewarden.store import articles, judgements
from citewarden.store.articles import Found
from citewarden.store.database import Database
from citewarden.store.judgements import Judged


def judged(database: Database, as_of: str, summaries: Iterable[Summary]) -> None:
    """Make these the articles of the run of a date, judged as they say."""
    found = []
    with database.transaction():
        for summary in summaries:
            found.append(Found(summary.document, summary.source, summary.name, summary.sha256))
            short, findings, parts = kept(summary)
            judgements.take(database, as_of, [Judged(summary.document, "", "", "{}", short, (), findings, (), parts)])
        articles.wanted(database, found)
