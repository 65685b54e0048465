"""`citewarden explain FINDING`: how a finding of the last audit came about."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from citewarden import tables
from citewarden.commands.session import Session, add_options, start
from citewarden.commands.terminal import printable
from citewarden.errors import InputError
from citewarden.model import Audit, Citation, Claim, Document, Evidence, Finding, Passage, Reference, Work
from citewarden.pipeline import Analysis, Corpus, joined

SHORTEST = 6
"""Digits of a fingerprint that are enough."""


def add_explain(parser: argparse.ArgumentParser) -> None:
    """`citewarden explain FINDING`."""
    parser.add_argument("finding", metavar="FINDING", help="a finding's fingerprint, or its first six digits or more")
    add_options(parser)
    parser.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    from citewarden.nlp.verdict.judges.layer import SURE
    from citewarden.stages.explain import explain

    session = start(options)
    found = list(_found(session, options.finding))
    if len(found) != 1:
        problem = f"{len(found) or 'no'} findings of the last audit begin with {options.finding!r}"
        raise InputError(problem, remedy="take the id from the report, or run `citewarden audit` first")
    finding, shard = found[0]
    verify = session.config.verify
    thresholds = {"support": verify.support_threshold, "contradict": verify.contradict_threshold}
    thresholds |= {"judge": SURE} if verify.judge else {}
    text = explain(_audit(session, finding, shard), finding, thresholds=thresholds)
    print("\n".join(printable(line) for line in text.splitlines()))
    return 0


def _found(session: Session, fingerprint: str) -> Iterator[tuple[Finding, Path]]:
    if len(fingerprint) < SHORTEST:
        raise InputError(f"{fingerprint!r} is too short", remedy=f"give {SHORTEST} digits or more")
    for table in sorted((Path(session.config.results) / "judged").glob("*/findings.parquet")):
        for finding in tables.read(table, Finding):
            if finding.fingerprint.startswith(fingerprint):
                yield finding, table.parent


def _audit(session: Session, finding: Finding, judged: Path) -> Audit:
    """The tables of the finding's article, as the check saw them."""
    articles, corpus = (judged.parents[1] / folder / judged.name for folder in ("articles", "slices"))
    own = Analysis(
        documents=tuple(d for d in tables.read(articles / "documents.parquet", Document) if d.id == finding.document),
        references=_own(articles / "references.parquet", Reference, finding.document),
        citations=_own(articles / "citations.parquet", Citation, finding.document),
        claims=_own(articles / "claims.parquet", Claim, finding.document),
    )
    known = Corpus(
        works=tuple(tables.read(corpus / "works.parquet", Work)),
        passages=tuple(tables.read(corpus / "passages.parquet", Passage)),
    )
    (article,) = joined(own, known, policy=session.policy, as_of=session.as_of, offline=False)
    claims = {claim.id for claim in own.claims}
    evidence = tables.read(judged / "evidence.parquet", Evidence)
    return replace(article, evidence=tuple(row for row in evidence if row.claim in claims))


def _own(table: Path, noun: type[Any], document: str) -> tuple[Any, ...]:
    return tuple(row for row in tables.read(table, noun) if row.document == document)
