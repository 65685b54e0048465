"""`citewarden explain FINDING`: how a finding of the last audit came about."""

from __future__ import annotations

import argparse
from dataclasses import replace

from citewarden.commands.session import Session, add_options, looked_at, start
from citewarden.commands.terminal import printable
from citewarden.errors import InputError
from citewarden.model import Audit, Finding
from citewarden.pipeline import Analysis, Corpus, joined
from citewarden.store import articles, judgements, works
from citewarden.store.database import Database

SHORTEST = 6
"""Digits of a fingerprint that are enough."""


def add_explain(parser: argparse.ArgumentParser) -> None:
    """`citewarden explain FINDING`."""
    parser.add_argument("finding", metavar="FINDING", help="a finding's fingerprint, or its first six digits or more")
    add_options(parser)
    parser.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    session = start(options)
    text = told(session, *held(session, options.finding))
    print("\n".join(printable(line) for line in text.splitlines()))
    return 0


def held(session: Session, name: str) -> tuple[Audit, Finding]:
    """The finding of the last audit whose fingerprint begins with `name`, and its article as the check saw it.

    Raises:
        InputError: none begins so, or several do.
    """
    if len(name) < SHORTEST:
        raise InputError(f"{name!r} is too short", remedy=f"give {SHORTEST} digits or more")
    with looked_at(session.config) as database:
        found = judgements.found(database, name)
        if len(found) != 1:
            problem = f"{len(found) or 'no'} findings of the last audit begin with {name!r}"
            raise InputError(problem, remedy="take the id from the report, or run `citewarden audit` first")
        return _audit(session, database, found[0].document), found[0]


def told(session: Session, audit: Audit, finding: Finding) -> str:
    """How a finding came about, under the settings in force."""
    from citewarden.nlp.verdict.judges.layer import SURE
    from citewarden.stages.explain import explain

    verify = session.config.verify
    thresholds = {"support": verify.support_threshold, "contradict": verify.contradict_threshold}
    return explain(audit, finding, thresholds=thresholds | ({"judge": SURE} if verify.judge else {}))


def _audit(session: Session, database: Database, document: str) -> Audit:
    """The tables of an article, as the check saw them."""
    said = {table: tuple(articles.nouns(database, table, document)) for table in articles.SAID}
    references = {row: work for work, rows in works.cited(database, [document]).items() for row in rows}
    keys = sorted(set(references.values()))
    held = (
        replace(work, references=tuple(row for row, key in references.items() if key == work.id))
        for work in works.works(database, keys)
    )
    own = Analysis(said["document"], said["reference"], said["citation"], said["claim"])
    known = Corpus(works=tuple(held), passages=tuple(works.answers(database, "passage", keys)))
    (article,) = joined(own, known, policy=session.policy, as_of=session.as_of, offline=False)
    return replace(article, evidence=tuple(judgements.evidence(database, document)))
