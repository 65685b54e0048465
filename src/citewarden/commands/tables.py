"""The workflow's steps: table files in, table files out. Rules under `rules/` call these; people rarely do.

A folder of an analysis holds documents, references, citations, claims and failures; the corpus folder holds works,
resolutions, notices, passages and, by host, links and probes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from citewarden.commands.memo import ANALYSIS
from citewarden.commands.session import add_options, start, told
from citewarden.model import (
    Evidence,
    Failure,
    Finding,
    Link,
    Notice,
    Passage,
    Probe,
    Reference,
    Resolution,
    Work,
)
from citewarden.pipeline import Analysis, Corpus


def add_table(parser: argparse.ArgumentParser) -> None:
    """`citewarden table STEP ...`."""
    steps = parser.add_subparsers(metavar="STEP", title="steps", required=True)
    for name, summary, run, arguments in _STEPS:
        step = steps.add_parser(name, help=summary, description=summary)
        for argument, settings in arguments.items():
            step.add_argument(argument, **settings)
        add_options(step)
        step.set_defaults(run=run)


def _analyse(options: argparse.Namespace) -> int:
    from citewarden.commands.memo import analysed
    from citewarden.stages.pack import unpack
    from citewarden.tables import put

    session = start(options)
    with told(session) as progress:
        found = analysed(session, unpack(options.manifest), options.root, options.memo, options.code, progress=progress)
    for name, table in found.items():
        put(options.out / f"{name}.parquet", table)
    return 0


def _gather(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands.links import split
    from citewarden.stages.gather import gather

    works, links = gather(tables.merge(options.references_tables, Reference))
    tables.write(options.out / "works.parquet", Work, works)
    for number, bucket in enumerate(split(links)):
        tables.write(options.out / "links" / f"{number:02d}.parquet", Link, bucket)
    return 0


def _resolve(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.stages.resolve import resolve

    session = start(options)
    library = session.library()
    works = tables.read(options.corpus / "works.parquet", Work)
    with session.door(offline=not session.online()) as door:
        found = resolve(works, library=library, door=door)
    tables.write(options.corpus / "resolutions.parquet", Resolution, found)
    tables.write(options.corpus / "failures.parquet", Failure, library.failures)
    return 0


def _notices(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.stages.notices import notices

    session = start(options)
    works = tables.read(options.corpus / "works.parquet", Work)
    resolutions = tables.read(options.corpus / "resolutions.parquet", Resolution)
    with session.door(offline=not session.online()) as door:
        found = notices(works, resolutions, library=session.library(), door=door)
    tables.write(options.corpus / "notices.parquet", Notice, found)
    return 0


def _fetch(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.stages.fetch import fetch

    session = start(options)
    works = tables.read(options.corpus / "works.parquet", Work)
    resolutions = tables.read(options.corpus / "resolutions.parquet", Resolution)
    with session.door(offline=not session.online()) as door:
        found = fetch(works, resolutions, library=session.library(), door=door)
    tables.write(options.corpus / "passages.parquet", Passage, found)
    return 0


def _probe(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands import links

    session = start(options)
    bucket = tables.read(options.links, Link)
    found = links.probed(session, bucket, int(options.links.stem), offline=not session.online())
    tables.write(options.out, Probe, found)
    return 0


def _judge(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands import reports
    from citewarden.pipeline import judge
    from citewarden.stages.pack import unpack

    session = start(options)
    analysis, corpus = analysis_of(options.analysis), corpus_of(options.corpus)
    offline = not session.online()
    with told(session) as progress:
        articles = judge(
            analysis,
            corpus,
            config=session.config,
            policy=session.policy,
            as_of=session.as_of,
            offline=offline,
            decisions=session.decisions(),
            progress=progress,
        )
    tables.write(options.out / "failures.parquet", Failure, [a.failure for a in articles if a.failure])
    articles = [a for a in articles if not a.failure]
    names = {line["id"]: line["name"] for line in unpack(options.manifest)}
    tables.write(options.out / "evidence.parquet", Evidence, [e for a in articles for e in a.audit.evidence])
    tables.write(options.out / "findings.parquet", Finding, [f for a in articles for f in a.findings])
    reports.pages(session, articles, names, options.summaries, offline=offline)
    return 0


def analysis_of(folder: Path) -> Analysis:
    """A shard's analysis from its folder."""
    from citewarden import tables

    return Analysis(**{name: tuple(tables.read(folder / f"{name}.parquet", noun)) for name, noun in ANALYSIS.items()})


def corpus_of(folder: Path) -> Corpus:
    """What is known of everything cited, from the corpus folder."""
    from citewarden import tables

    return Corpus(
        works=tuple(tables.read(folder / "works.parquet", Work)),
        resolutions=tuple(tables.read(folder / "resolutions.parquet", Resolution)),
        notices=tuple(tables.read(folder / "notices.parquet", Notice)),
        passages=tuple(tables.read(folder / "passages.parquet", Passage)),
        probes=tuple(tables.merge(sorted((folder / "probes").glob("*.parquet")), Probe)),
        failures=tuple(tables.read(folder / "failures.parquet", Failure)),
    )


def _site(options: argparse.Namespace) -> int:
    from citewarden.commands import reports

    session = start(options)
    reports.site(session, options.summaries, offline=not session.online())
    return 0


def _gate(options: argparse.Namespace) -> int:
    from citewarden.commands import reports
    from citewarden.tables import write_text

    session = start(options)
    status = reports.summary(session)
    if status == 0:
        write_text(options.out, "passed\n")
    return status


def _paths(help_text: str) -> dict[str, Any]:
    return {"type": Path, "nargs": "+", "metavar": "FILE", "help": help_text}


def _path(help_text: str, metavar: str = "FOLDER") -> dict[str, Any]:
    return {"type": Path, "required": True, "metavar": metavar, "help": help_text}


_STEPS: Sequence[tuple[str, str, Any, dict[str, dict[str, Any]]]] = (
    (
        "analyse",
        "read a shard's articles: documents, references, citations, claims",
        _analyse,
        {
            "manifest": {"type": Path, "metavar": "MANIFEST", "help": "the shard's articles"},
            "--root": _path("the articles folder"),
            "--memo": _path("what the shard's articles were last time"),
            "--code": {
                "default": "",
                "metavar": "DIGEST",
                "help": "the code's own digest: another one forgets the memo",
            },
            "--out": _path("where the tables go"),
        },
    ),
    (
        "gather",
        "unique works and links of all shards",
        _gather,
        {
            "references_tables": _paths("references tables"),
            "--out": _path("the corpus folder"),
        },
    ),
    ("resolve", "which works are cited", _resolve, {"--corpus": _path("the corpus folder")}),
    ("notices", "what became of the works", _notices, {"--corpus": _path("the corpus folder")}),
    ("fetch", "the passages that may be read", _fetch, {"--corpus": _path("the corpus folder")}),
    (
        "probe",
        "ask one bucket of links",
        _probe,
        {"links": {"type": Path, "metavar": "LINKS"}, "--out": _path("the probes table", "FILE")},
    ),
    (
        "judge",
        "match a shard's claims with passages, run the checks, write its articles' reports",
        _judge,
        {
            "manifest": {"type": Path, "metavar": "MANIFEST", "help": "the shard's articles"},
            "--analysis": _path("the shard's analysis"),
            "--corpus": _path("the corpus folder"),
            "--out": _path("where evidence and findings go"),
            "--summaries": _path("the shard's summaries", "FILE"),
        },
    ),
    ("site", "write the index and the site-wide files", _site, {"summaries": _paths("summaries of all shards")}),
    ("gate", "fail when something blocks", _gate, {"--out": _path("written when nothing blocks", "FILE")}),
)
