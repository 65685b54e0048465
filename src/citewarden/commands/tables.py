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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from citewarden.commands.session import add_options, start, told
from citewarden.errors import StateError
from citewarden.model import (
    Failure,
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
                options.moved = dict(night.get("moved", {}))
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
    from citewarden.commands.gathering import gathered
    from citewarden.commands.parts import names

    gathered(options.references_tables, options.corpus, names(options.number), options.code)
    return 0


def _resolve(options: argparse.Namespace) -> int:
    from citewarden.commands.corpus import resolved

    resolved(start(options), options.corpus, memo=options.memo, code=options.code)
    return 0


def _notices(options: argparse.Namespace) -> int:
    from citewarden.commands.corpus import noticed

    noticed(start(options), options.corpus, code=options.code)
    return 0


def _fetch(options: argparse.Namespace) -> int:
    from citewarden.commands.corpus import fetched

    fetched(start(options), options.corpus, code=options.code)
    return 0


def _probe(options: argparse.Namespace) -> int:
    from citewarden.commands import links, reports

    session = start(options)
    counts = links.renewed(session, options.corpus, options.bucket, options.code, offline=not session.online())
    reports.note(session, f"links {options.bucket}", counts)
    return 0


def _slice(options: argparse.Namespace) -> int:
    from citewarden.commands import reports
    from citewarden.commands.judging import due
    from citewarden.commands.memo import terms
    from citewarden.commands.parts import digest
    from citewarden.commands.slices import contents, cut, whole
    from citewarden.stages.pack import manifests
    from citewarden.tables import dumps, write_text

    session = start(options)
    shards = manifests(options.manifests)
    said, decisions = terms(session, options.code, offline=not session.online()), session.decisions()
    made = digest(said, session.as_of, dumps(decisions), dumps(shards), contents(options.corpus))
    record = options.out.with_name("made.txt")
    stands = record.exists() and record.read_text(encoding="utf-8") == made + "\n"
    renewed: list[str] = []
    if not stands or not whole(options.out.parent, shards):
        record.unlink(missing_ok=True)
        renewed = cut(
            options.corpus,
            options.out.parent,
            shards,
            options.number,
            terms=said,
            decisions=decisions,
            due=lambda shard: due(options.memo / shard, session.as_of),
        )
        write_text(record, made + "\n")
    reports.forget(session, "judge *")
    reports.note(session, "shards", {"all": len(shards), "to judge": len(renewed)})
    write_text(options.out, dumps(renewed) + "\n")
    return 0


def _judge(options: argparse.Namespace) -> int:
    from citewarden import tables
    from citewarden.commands import reports
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
    reports.note(session, f"judge {options.manifest.stem}", found.asked)
    tables.put(options.out / "evidence.parquet", found.evidence)
    tables.put(options.out / "findings.parquet", found.findings)
    tables.write(options.out / "failures.parquet", Failure, found.failures)
    tables.write_text(options.summaries, "".join(found.summaries))
    tables.write_text(options.summaries.with_suffix(".json"), tables.dumps(found.tally) + "\n")
    print(f"citewarden: {found.judged} judged, {found.kept} as they were", file=sys.stderr)
    return 0


def _site(options: argparse.Namespace) -> int:
    from citewarden.commands import reports

    gc.disable()  # all summaries at once, and nothing to collect among them
    session = start(options)
    reports.site(session, options.summaries, offline=not session.online(), exports=options.exports)
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

_NUMBER = {"type": int, "required": True, "metavar": "N", "help": "how many shards the articles go to"}

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
            "--corpus": _path("the corpus folder"),
            "--number": _NUMBER,
            "--code": _CODE,
        },
    ),
    (
        "resolve",
        "which works are cited",
        _resolve,
        {
            "--corpus": _path("the corpus folder"),
            "--memo": _path("what the library said of each work last time"),
            "--code": _CODE,
        },
    ),
    ("notices", "what became of the works", _notices, {"--corpus": _path("the corpus folder"), "--code": _CODE}),
    ("fetch", "the passages that may be read", _fetch, {"--corpus": _path("the corpus folder"), "--code": _CODE}),
    (
        "probe",
        "ask one bucket of links",
        _probe,
        {
            "bucket": {"metavar": "BUCKET", "help": "its name in the corpus folder's links"},
            "--corpus": _path("the corpus folder"),
            "--code": _CODE,
        },
    ),
    (
        "slice",
        "each shard's own part of the corpus tables, where it changed",
        _slice,
        {
            "--manifests": _path("the shards' manifests"),
            "--corpus": _path("the corpus folder"),
            "--memo": _path("what was judged last time, a folder a shard"),
            "--number": _NUMBER,
            "--code": _CODE,
            "--out": _path("written last, beside the slices, a folder a shard", "FILE"),
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
    (
        "site",
        "write the index and the site-wide files",
        _site,
        {
            "summaries": _paths("summaries of all shards"),
            "--exports": {"action": "store_true", "help": "what programs read: CSV, SARIF, JUnit"},
        },
    ),
    ("gate", "fail when something blocks", _gate, {"--out": _path("written when nothing blocks", "FILE")}),
)
