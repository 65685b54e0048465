"""The workflow's steps: table files in, table files out. Rules under `rules/` call these; people rarely do.

A folder of an analysis holds documents, references, citations, claims and failures; the corpus folder holds works,
resolutions, notices, passages and, by host, links and probes.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from citewarden.commands.session import add_options, start, told
from citewarden.errors import StateError
from citewarden.model import (
    Failure,
    Link,
    Notice,
    Passage,
    Probe,
    Reference,
    Resolution,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
    Work,
)

USED = "citewarden: used"


def add_table(parser: argparse.ArgumentParser) -> None:
    """`citewarden table STEP ...`."""
    steps = parser.add_subparsers(metavar="STEP", title="steps", required=True)
    for name, summary, run, arguments in _STEPS:
        step = steps.add_parser(name, help=summary, description=summary)
        for argument, settings in arguments.items():
            step.add_argument(argument, **settings)
        step.add_argument(
            "--night", type=Path, metavar="FILE", help="date and time of the run, as the workflow keeps them"
        )
        add_options(step)
        step.set_defaults(run=_dated(run))


def _dated(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """`run` with the date and time of `--night` where none are given; it ends by saying what it cost."""

    def dated(options: argparse.Namespace) -> int:
        gc.set_threshold(
            50_000, 50, 100
        )  # tables are many small objects without cycles: looking for those takes a fifth
        if options.night:
            try:
                night = json.loads(options.night.read_text(encoding="utf-8"))
                options.as_of, options.now = options.as_of or night["as_of"], options.now or night["now"]
            except (OSError, ValueError, KeyError) as error:
                remedy = "run the workflow, which writes it"
                raise StateError(
                    f"holds no date of a run ({error})", where=str(options.night), remedy=remedy
                ) from error
        status = run(options)
        print(used(), file=sys.stderr)
        return status

    return dated


def used() -> str:
    """What this process has cost, the last line of a step that ended well.

    Snakemake's own `benchmark` asks twice a second instead, and takes a second of CPU a job.
    """
    own = resource.getrusage(resource.RUSAGE_SELF)
    return f"{USED} {own.ru_utime + own.ru_stime:.2f} CPU s, {own.ru_maxrss // 1024} MB"


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

    works, links = gather(_entries(options.references_tables))
    tables.write(options.out / "works.parquet", Work, works)
    for number, bucket in enumerate(split(links)):
        tables.write(options.out / "links" / f"{number:02d}.parquet", Link, bucket)
    return 0


def _entries(paths: Sequence[Path]) -> Iterator[Reference]:
    """The references of many tables with what gathering looks at, but not where they stand (half the time)."""
    from citewarden import tables

    nowhere = SpecificResource("", TextQuoteSelector(""), TextPositionSelector(0, 0))
    names = ("id", "document", "raw", "csl", "DOI", "PMID", "PMCID", "ISBN", "URL", "accessed")
    for path in paths:
        table = tables.table(path, Reference)
        for row in zip(*(table.column(name).to_pylist() for name in names), strict=True):
            values = dict(zip(names, row, strict=True)) | {"csl": json.loads(row[3])}
            yield Reference(target=nowhere, **values)


def _resolve(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands import reports
    from citewarden.commands.listed import Listed
    from citewarden.stages.resolve import resolve

    session = start(options)
    library = session.library()
    whole = tables.table(options.corpus / "works.parquet", Work)
    listed = Listed.load(options.memo, whole, library, options.code)
    with session.door(offline=not session.online()) as door:
        found = resolve(tables.from_table(Work, whole), library=library, door=door, known=listed.known)
        reports.note(session, "resolve", door.counts)
    tables.write(options.corpus / "resolutions.parquet", Resolution, found)
    tables.write(options.corpus / "failures.parquet", Failure, library.failures)
    listed.save(options.memo, found)
    return 0


def _notices(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands import reports
    from citewarden.stages.notices import notices

    session = start(options)
    works = tables.read(options.corpus / "works.parquet", Work)
    resolutions = tables.read(options.corpus / "resolutions.parquet", Resolution)
    with session.door(offline=not session.online()) as door:
        found = notices(works, resolutions, library=session.library(), door=door)
        reports.note(session, "notices", door.counts)
    tables.write(options.corpus / "notices.parquet", Notice, found)
    return 0


def _fetch(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands import reports
    from citewarden.stages.fetch import fetch

    session = start(options)
    works = tables.read(options.corpus / "works.parquet", Work)
    resolutions = tables.read(options.corpus / "resolutions.parquet", Resolution)
    with session.door(offline=not session.online()) as door:
        found = fetch(works, resolutions, library=session.library(), door=door)
        reports.note(session, "fetch", door.counts)
    tables.write(options.corpus / "passages.parquet", Passage, found)
    return 0


def _probe(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands import links, reports

    session = start(options)
    bucket = tables.read_stream(options.links, Link)
    counts: Counter[str] = Counter()

    def counted() -> Iterator[Probe]:
        for probe in links.probed(session, bucket, int(options.links.stem), offline=not session.online()):
            counts[probe.outcome if probe.asked_at == session.now else "kept"] += 1
            yield probe

    tables.write_stream(options.out, Probe, counted())
    reports.note(session, f"links {options.links.stem}", {"kept": 0, **counts})
    return 0


def _slice(options: argparse.Namespace) -> int:
    from citewarden.commands import reports
    from citewarden.commands.judging import due, terms
    from citewarden.commands.slices import cut
    from citewarden.stages.pack import manifests
    from citewarden.tables import dumps, write_text

    session = start(options)
    shards = manifests(options.manifests)
    renewed = cut(
        options.corpus,
        options.out,
        shards,
        options.number,
        terms=terms(session, options.code, offline=not session.online()),
        decisions=session.decisions(),
        due=lambda shard: due(options.memo / shard, session.as_of),
    )
    reports.note(session, "shards", {"all": len(shards), "to judge": len(renewed)})
    write_text(options.out / "cut.json", dumps(renewed) + "\n")
    return 0


def _judge(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands.judging import judged
    from citewarden.stages.pack import unpack

    session = start(options)
    with told(session) as progress:
        found = judged(
            session,
            unpack(options.manifest),
            analysis=options.analysis,
            corpus=options.corpus,
            memo=options.memo,
            code=options.code,
            offline=not session.online(),
            progress=progress,
        )
    tables.put(options.out / "evidence.parquet", found.evidence)
    tables.put(options.out / "findings.parquet", found.findings)
    tables.write(options.out / "failures.parquet", Failure, found.failures)
    tables.write_text(options.summaries, "".join(found.summaries))
    print(f"citewarden: {found.judged} judged, {found.kept} as they were", file=sys.stderr)
    return 0


def _site(options: argparse.Namespace) -> int:
    from citewarden.commands import reports

    session = start(options)
    reports.site(session, options.summaries, offline=not session.online())
    return 0


def _gate(options: argparse.Namespace) -> int:
    from citewarden.commands import reports
    from citewarden.tables import write_text

    session = start(options)
    status, _ = reports.summary(session)
    if status == 0:
        write_text(options.out, "passed\n")
    return status


def _paths(help_text: str) -> dict[str, Any]:
    return {"type": Path, "nargs": "+", "metavar": "FILE", "help": help_text}


def _path(help_text: str, metavar: str = "FOLDER") -> dict[str, Any]:
    return {"type": Path, "required": True, "metavar": metavar, "help": help_text}


_CODE = {"default": "", "metavar": "DIGEST", "help": "the code's own digest: another one forgets the memo"}

_STEPS: Sequence[tuple[str, str, Any, dict[str, dict[str, Any]]]] = (
    (
        "analyse",
        "read a shard's articles: documents, references, citations, claims",
        _analyse,
        {
            "manifest": {"type": Path, "metavar": "MANIFEST", "help": "the shard's articles"},
            "--root": _path("the articles folder"),
            "--memo": _path("what the shard's articles were last time"),
            "--code": _CODE,
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
    (
        "resolve",
        "which works are cited",
        _resolve,
        {
            "--corpus": _path("the corpus folder"),
            "--memo": _path("what the library said of each work last time", "FILE"),
            "--code": _CODE,
        },
    ),
    ("notices", "what became of the works", _notices, {"--corpus": _path("the corpus folder")}),
    ("fetch", "the passages that may be read", _fetch, {"--corpus": _path("the corpus folder")}),
    (
        "probe",
        "ask one bucket of links",
        _probe,
        {"links": {"type": Path, "metavar": "LINKS"}, "--out": _path("the probes table", "FILE")},
    ),
    (
        "slice",
        "each shard's own part of the corpus tables, where it changed",
        _slice,
        {
            "--manifests": _path("the shards' manifests"),
            "--corpus": _path("the corpus folder"),
            "--memo": _path("what was judged last time, a folder a shard"),
            "--number": {"type": int, "required": True, "metavar": "N", "help": "how many shards the articles go to"},
            "--code": _CODE,
            "--out": _path("where the slices go, a folder a shard"),
        },
    ),
    (
        "judge",
        "match a shard's claims with passages, run the checks, write its articles' reports",
        _judge,
        {
            "manifest": {"type": Path, "metavar": "MANIFEST", "help": "the shard's articles"},
            "--analysis": _path("the shard's analysis"),
            "--corpus": _path("the shard's slice of the corpus tables"),
            "--memo": _path("what was made of the shard's articles last time"),
            "--code": _CODE,
            "--out": _path("where evidence and findings go"),
            "--summaries": _path("the shard's summaries", "FILE"),
        },
    ),
    ("site", "write the index and the site-wide files", _site, {"summaries": _paths("summaries of all shards")}),
    ("gate", "fail when something blocks", _gate, {"--out": _path("written when nothing blocks", "FILE")}),
)
