"""The workflow's steps: the store in, the store out. Rules under `rules/` call these; people rarely do.

`read` and `judge` make a file of a batch and nothing else. Between them `ask` puts what was read into the store, asks
about what is cited, and writes batches of what is then to be judged; `site` takes what was judged and writes the rest.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from citewarden.commands.session import Session, add_options, described, start
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
            "--run", type=Path, metavar="FILE", dest="of", help="what the run is of, as the audit or workflow wrote it"
        )
        add_options(step)
        step.set_defaults(run=_dated(run))


def _dated(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """`run` with the settings, date, time and network of `--run`; it ends by saying what it cost."""

    def dated(options: argparse.Namespace) -> int:
        # rows are many small objects without cycles: looking for those takes a fifth
        gc.set_threshold(50_000, 50, 100)
        if options.of:
            options.run = described(options.of)
            try:
                for name in ("as_of", "now", "policy", "references", "offline", "moved"):
                    given = getattr(options, name, None)
                    setattr(options, name, options.run[name] if given is None else given)
                options.config = options.config or (Path(options.run["config"]) if options.run["config"] else None)
            except KeyError as error:
                remedy = "run the audit, which writes it"
                raise StateError(f"does not say {error} of a run", where=str(options.of), remedy=remedy) from error
        status = run(options)
        print(used(), file=sys.stderr)
        return status

    return dated


def used() -> str:
    """What this process and those beside it have cost, the last line of a step that ended well.

    Snakemake's own `benchmark` asks twice a second instead, and takes a second of CPU a job.
    """
    costs = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(cost.ru_utime + cost.ru_stime for cost in costs)
    return f"{USED} {seconds:.2f} CPU s, {max(cost.ru_maxrss for cost in costs) // 1024} MB"


def _plan_read(options: argparse.Namespace) -> int:
    from citewarden.commands import reading

    return _planned(options, start(options), reading.plan)


def _ask(options: argparse.Namespace) -> int:
    from citewarden.commands import asking, judging, reading

    session = start(options)
    reading.take(session, options.run, options.made)
    asking.ask(session, options.run)
    return _planned(options, session, judging.plan)


def _planned(options: argparse.Namespace, session: Session, plan: Callable[[Session, Any, Path], list[str]]) -> int:
    from citewarden.tables import dumps, write_text

    folder = options.out.with_suffix("")
    folder.mkdir(parents=True, exist_ok=True)
    write_text(options.out, dumps(plan(session, options.run, folder)) + "\n")
    return 0


def _read(options: argparse.Namespace) -> int:
    from citewarden.commands import batches, reading

    batches.Batch(reading.read(options.batch), {}).write(options.made)
    return 0


def _judge(options: argparse.Namespace) -> int:
    from citewarden.commands import judging

    judging.judge(options.batch).write(options.made)
    return 0


def _site(options: argparse.Namespace) -> int:
    from citewarden.commands import judging, reports

    gc.disable()  # all summaries at once, and nothing to collect among them
    session = start(options)
    reports.withdraw(session)
    judging.take(session, options.made)
    reports.site(session, options.run, reports.add_up(session))
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
}
_PLAN = {"--out": _path("the batches' names; they lie in the folder of that name")}

_STEPS: Sequence[tuple[str, str, Any, dict[str, dict[str, Any]]]] = (
    ("plan-read", "batches of the articles whose bytes or whose reading changed", _plan_read, _PLAN),
    ("read", "read a batch of articles: documents, references, citations, claims", _read, _BATCH),
    (
        "ask",
        "take what was read, ask about what it cites, and batches of the articles of which something new is known",
        _ask,
        {**_MADE, **_PLAN},
    ),
    ("judge", "match claims with passages, run the checks, write the articles' pages", _judge, _BATCH),
    ("site", "put what was judged into the store, the pages in place, and write what is of all articles", _site, _MADE),
    ("gate", "fail when something blocks", _gate, {"--out": _path("written when nothing blocks")}),
)
