"""The workflow's steps: the store in, the store out. Rules under `rules/` call these; people rarely do.

Planning writes batches, `read` and `judge` make a file of another one and nothing else, taking puts what they made into
the store. The other steps work on the store alone.
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

from citewarden.commands.session import Session, add_options, start
from citewarden.errors import StateError

USED = "citewarden: used"


def add_step(parser: argparse.ArgumentParser) -> None:
    """`citewarden step STEP ...`."""
    steps = parser.add_subparsers(metavar="STEP", title="steps", required=True)
    for name, summary, run, arguments in _STEPS:
        step = steps.add_parser(name, help=summary, description=summary)
        for argument, settings in arguments.items():
            step.add_argument(argument, **settings)
        step.add_argument(
            "--run", type=Path, metavar="FILE", dest="of", help="what the run is of, as the workflow keeps it"
        )
        add_options(step)
        step.set_defaults(run=_dated(run))


def _dated(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """`run` with the date, time and network of `--run`; it ends by saying what it cost."""

    def dated(options: argparse.Namespace) -> int:
        # rows are many small objects without cycles: looking for those takes a fifth
        gc.set_threshold(50_000, 50, 100)
        options.run = {}
        if options.of:
            try:
                options.run = json.loads(options.of.read_text(encoding="utf-8"))
                options.as_of, options.now = options.as_of or options.run["as_of"], options.now or options.run["now"]
                options.moved = dict(options.run["moved"])
            except (OSError, ValueError, KeyError) as error:
                remedy = "run the workflow, which writes it"
                raise StateError(
                    f"says of no run what it is of ({error})", where=str(options.of), remedy=remedy
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


def _plan_read(options: argparse.Namespace) -> int:
    from citewarden.commands import reading

    return _planned(options, reading.plan)


def _plan_judge(options: argparse.Namespace) -> int:
    from citewarden.commands import judging

    return _planned(options, judging.plan)


def _planned(options: argparse.Namespace, plan: Callable[[Session, Any, Path], list[str]]) -> int:
    from citewarden.tables import dumps, write_text

    folder = options.out.with_suffix("")
    folder.mkdir(parents=True, exist_ok=True)
    write_text(options.out, dumps(plan(start(options), options.run, folder)) + "\n")
    return 0


def _read(options: argparse.Namespace) -> int:
    from citewarden.commands import batches, reading

    batches.Batch(reading.read(options.batch), {}).write(options.made)
    return 0


def _judge(options: argparse.Namespace) -> int:
    from citewarden.commands import judging

    judging.judge(options.batch).write(options.made)
    return 0


def _take_read(options: argparse.Namespace) -> int:
    from citewarden.commands import reading
    from citewarden.tables import write_text

    write_text(options.out, f"{reading.take(start(options), options.run, options.made)}\n")
    return 0


def _take_judge(options: argparse.Namespace) -> int:
    from citewarden.commands import judging
    from citewarden.tables import write_text

    write_text(options.out, f"{judging.take(start(options), options.made)}\n")
    return 0


def _asked(name: str) -> Callable[[argparse.Namespace], int]:
    """A step that asks, and writes when it has."""

    def run(options: argparse.Namespace) -> int:
        from citewarden.commands import asking
        from citewarden.tables import write_text

        session = start(options)
        getattr(asking, name)(session, options.run)
        write_text(options.out, f"{session.now}\n")
        return 0

    return run


def _site(options: argparse.Namespace) -> int:
    from citewarden.commands import reports

    gc.disable()  # all summaries at once, and nothing to collect among them
    reports.site(start(options), options.run, exports=options.exports)
    return 0


def _gate(options: argparse.Namespace) -> int:
    from citewarden.commands import reports
    from citewarden.tables import write_text

    session = start(options)
    status, _ = reports.summary(session)
    if status == 0:
        write_text(options.out, "passed\n")
    return status


def _path(help_text: str) -> dict[str, Any]:
    return {"type": Path, "required": True, "metavar": "FILE", "help": help_text}


_BATCH: dict[str, dict[str, Any]] = {
    "batch": {"type": Path, "metavar": "BATCH", "help": "the articles and all that is needed of them"},
    "made": {"type": Path, "metavar": "MADE", "help": "what was made of them"},
}
_MADE: dict[str, dict[str, Any]] = {
    "made": {"type": Path, "nargs": "*", "metavar": "MADE", "help": "what was made of each batch"},
    "--out": _path("written when that is in the store"),
}
_PLAN = {"--out": _path("the batches' names; they lie in the folder of that name")}
_DONE = {"--out": _path("written when all were asked")}

_STEPS: Sequence[tuple[str, str, Any, dict[str, dict[str, Any]]]] = (
    ("plan-read", "batches of the articles whose bytes or whose reading changed", _plan_read, _PLAN),
    ("read", "read a batch of articles: documents, references, citations, claims", _read, _BATCH),
    ("take-read", "put what was read into the store", _take_read, _MADE),
    ("resolve", "which works are cited", _asked("resolved"), _DONE),
    ("notices", "what became of the works", _asked("noticed"), _DONE),
    ("fetch", "the passages that may be read", _asked("fetched"), _DONE),
    ("probe", "ask the links that are due", _asked("probed"), _DONE),
    ("plan-judge", "batches of the articles of which something new is known", _plan_judge, _PLAN),
    ("judge", "match claims with passages, run the checks, write the articles' pages", _judge, _BATCH),
    ("take-judge", "put what was judged into the store, and the pages in place", _take_judge, _MADE),
    (
        "site",
        "write the index and the site-wide files",
        _site,
        {"--exports": {"action": "store_true", "help": "what programs read: CSV, SARIF, JUnit"}},
    ),
    ("gate", "fail when something blocks", _gate, {"--out": _path("written when nothing blocks")}),
)
