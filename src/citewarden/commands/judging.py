"""Judging articles: those of which something new is known, whose day has come or whose page is missing go into batches
with all their rows, a batch is judged anywhere, what was found goes into the store and the pages into `reports/`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from citewarden.commands import batches, reports
from citewarden.commands.batches import Batch
from citewarden.commands.session import Session, opened, told
from citewarden.model import (
    Citation,
    Claim,
    Document,
    Notice,
    Passage,
    Probe,
    Reference,
    Resolution,
    Run,
    SignOff,
    Suppression,
    Work,
)
from citewarden.model.evidence import UNASKED
from citewarden.pipeline import Analysis, Corpus
from citewarden.stages.decide import Decisions
from citewarden.store import articles, digest, judgements, links, works
from citewarden.store.articles import Found
from citewarden.store.codec import decode, encode
from citewarden.store.database import Database
from citewarden.store.judgements import Judged
from citewarden.tables import write_bytes

_PAGES = "reports"
"""Where a job writes pages, below its own folder."""


@dataclass(frozen=True, slots=True)
class _Due:
    """An article to judge, and what its judgement will hang on."""

    article: Found
    made_of: str


def plan(session: Session, run: Mapping[str, Any], folder: Path) -> list[str]:
    """Write batches of the articles to judge into `folder`; their names."""
    decisions = session.decisions()
    with opened(session.config) as database:
        due, number = _due(database, session, run, decisions)
        reports.note(session, "articles", {"all": number, "judged": len(due), "as they were": number - len(due)})
        said = batches.told(
            session,
            as_of=session.as_of,
            now=session.now,
            offline=run["offline"],
            run=encode(reports.run_of(session, offline=run["offline"])),
        )

        def made() -> Iterator[Batch]:
            own = {
                name: data for name, data in batches.own_settings().items() if not name.endswith("suppressions.yaml")
            }
            for some in batches.split(due, session.config.batch_size):
                yield Batch({**said, **_rows(database, some, decisions)}, own)

        return batches.plan(folder, made())


def _due(database: Database, session: Session, run: Mapping[str, Any], decisions: Decisions) -> tuple[list[_Due], int]:
    """The articles to judge, and how many there are that can be."""
    terms = {article: digest(run["terms"], said) for article, said in {**_decided(decisions), "": ""}.items()}
    is_there = _looked_up(reports.pages(session))
    due, number = [], 0
    for article, path, name, sha256, changed, judged_by, as_of, next_due in judgements.standing(database):
        number += 1
        made_of = f"{terms.get(article, terms[''])} {changed}"
        if judged_by != made_of or not as_of <= session.as_of < next_due or not is_there(name):
            due.append(_Due(Found(article, path, name, sha256), made_of))
    return due, number


def _looked_up(pages: Sequence[str]) -> Callable[[str], bool]:
    """Whether an article has all its pages; each folder is looked through once."""
    ends = [page.rpartition("{article}")[2] for page in pages]

    @cache
    def names(folder: str) -> frozenset[str]:
        try:
            return frozenset(os.listdir(os.path.dirname(pages[0].format(article=f"{folder}/"))))
        except OSError:
            return frozenset()

    def is_there(article: str) -> bool:
        folder, _, name = article.rpartition("/")
        held = names(folder)
        if all(name + end in held for end in ends):
            return True
        return all(os.path.exists(page.format(article=article)) for page in pages)  # folders may spell names otherwise

    return is_there


def _decided(decisions: Decisions) -> dict[str, str]:
    """Document -> a digest of everything decided about it."""
    own: dict[str, list[str]] = {}
    rows: list[Suppression | SignOff] = [*decisions.suppressions, *decisions.sign_offs]
    for row in rows:
        own.setdefault(row.document, []).append(encode(row))
    for document, names in decisions.formerly.items():
        own.setdefault(document, []).extend(names)
    return {document: digest(*texts) for document, texts in own.items()}


def _rows(database: Database, due: Sequence[_Due], decisions: Decisions) -> dict[str, Any]:
    """All that judging some articles needs, nouns as JSON text."""
    ids = [one.article.id for one in due]
    held = {table: articles.rows(database, table, ids) for table in articles.SAID}
    cited = {table: _flat(held[table], ids) for table in articles.SAID}
    keys, urls = works.cited(database, ids), links.of(database, ids)
    of_ids = set(ids)
    kept = Decisions(
        tuple(s for s in decisions.suppressions if s.document in of_ids),
        tuple(s for s in decisions.sign_offs if s.document in of_ids),
        {document: names for document, names in decisions.formerly.items() if document in of_ids},
    )
    return {
        "articles": [[one.article.id, one.article.path, one.article.name, one.made_of] for one in due],
        "said": cited,
        "works": [[work, references] for work, references in sorted(keys.items())],
        "work": [encode(work) for work in works.works(database, sorted(keys))],
        "answers": {step: works.texts(database, step, sorted(keys)) for step in works.STEPS},
        "probes": [row for _, row in sorted(links.shown(database, urls).items())],
        "quotes": {document: judgements.quotes(database, document) for document in ids},
        "decisions": encode(kept),
    }


def _flat(held: Mapping[str, Sequence[str]], ids: Sequence[str]) -> list[str]:
    return [row for document in ids for row in held.get(document, ())]


def judge(path: Path) -> Batch:
    """Judge the articles of a batch: their rows, and the pages by their name.

    Raises:
        StateError: it is no batch, or one of another version.
    """
    from citewarden import pipeline
    from citewarden.stages.gate import tally
    from citewarden.stages.report import kept, report_article

    batch = batches.read(path)
    given = batch.rows
    session = batches.session(given, now=given["now"], as_of=given["as_of"])
    decisions, run = decode(Decisions, given["decisions"]), decode(Run, given["run"])
    names = {document: name for document, _, name, _ in given["articles"]}
    made_of = {document: said for document, _, _, said in given["articles"]}
    analysis, corpus = _nouns(given)
    made: list[Judged] = []
    with batches.laid_out(batch) as folder, told(session) as progress:
        verifier = pipeline.layers(session.config, offline=given["offline"])
        found = pipeline.judge(
            analysis,
            corpus,
            verifier=verifier,
            config=session.config,
            policy=session.policy,
            as_of=session.as_of,
            offline=given["offline"],
            decisions=decisions,
            remembered=lambda document: given["quotes"].get(document, ()),
            progress=progress,
        )
        for article in found:
            document = article.audit.document.id
            if article.failure:
                made.append(Judged(document, "", "", "", "", (), (), (), failure=article.failure))
                continue
            summary, _ = report_article(article.audit, article.findings, run, folder / _PAGES, name=names[document])
            counted = tally(
                summary.findings, articles=1, claims=len(article.audit.claims), references=len(article.audit.references)
            )
            short, rows, parts = kept(summary)
            made.append(
                Judged(
                    document,
                    made_of[document],
                    _next_due(article, session.as_of),
                    encode(counted),
                    short,
                    [encode(row) for row in article.audit.evidence],
                    rows,
                    _quotes(article),
                    parts,
                )
            )
        pages = {
            page.relative_to(folder / _PAGES).as_posix(): page.read_bytes()
            for page in sorted((folder / _PAGES).rglob("*"))
            if page.is_file()
        }
    return Batch([dict(verifier.counts), made], pages)


def _next_due(article: Any, as_of: str) -> str:
    """The day on which an answer changes: the next one, where a judge of one's own could not be asked."""
    said = (opinion for evidence in article.audit.evidence for opinion in evidence.opinions)
    if any(opinion.method.startswith("judge:") and opinion.note.startswith(UNASKED) for opinion in said):
        return (date.fromisoformat(as_of) + timedelta(1)).isoformat()
    return str(article.next_due)


def _quotes(article: Any) -> list[list[str]]:
    from citewarden.stages._page_quotes import renewed

    return [[row[name] for name in ("claim", "source", "quote", "retrieved_at")] for row in renewed(article.audit)]


def _nouns(given: Mapping[str, Any]) -> tuple[Analysis, Corpus]:
    """What a batch holds of articles and of what they cite."""

    def of(noun: Any, rows: Iterable[str]) -> tuple[Any, ...]:
        return tuple(decode(noun, row) for row in rows)

    said, answers = given["said"], given["answers"]
    references = dict(given["works"])
    held = (replace(work, references=tuple(references[work.id])) for work in of(Work, given["work"]))
    analysis = Analysis(
        of(Document, said["document"]),
        of(Reference, said["reference"]),
        of(Citation, said["citation"]),
        of(Claim, said["claim"]),
    )
    return analysis, Corpus(
        works=tuple(held),
        resolutions=of(Resolution, answers["resolution"]),
        notices=of(Notice, answers["notice"]),
        passages=of(Passage, answers["passage"]),
        probes=of(Probe, given["probes"]),
    )


def take(session: Session, paths: Sequence[Path]) -> int:
    """Put what batches were judged as into the store, and their pages in place; how many articles."""
    number, pages = 0, Path(session.config.reports)
    asked: Counter[str] = Counter()
    with opened(session.config) as database:
        for path in paths:
            batch = batches.read(path)
            for name, data in batch.files.items():
                write_bytes(pages / name, data)
            counts, rows = batch.rows
            asked.update(counts)
            judged = [msgspec.convert(row, Judged) for row in rows]
            with database.transaction():
                judgements.take(database, session.as_of, judged)
            number += len(judged)
    reports.note(session, "judge batches", asked)
    return number
