"""What people ask for: an audit, a gate, the catalogue of checks, an explanation, a demonstration."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from citewarden.commands.session import Session, add_options, counts, exclusive, start, told
from citewarden.errors import ConfigError, InputError


def add_audit(parser: argparse.ArgumentParser) -> None:
    """`citewarden audit [ARTICLE...]`."""
    parser.add_argument(
        "articles", metavar="ARTICLE", nargs="*", type=Path, help="files or folders (default: articles/)"
    )
    parser.add_argument("--cores", metavar="N", default="all", help="cores to use (default: all)")
    add_options(parser)
    parser.set_defaults(run=_audit)


def _audit(options: argparse.Namespace) -> int:
    from citewarden.commands import reports
    from citewarden.stages.pack import articles

    session = start(options)
    for path in options.articles:
        articles(path)
    with exclusive(Path(session.config.state)):
        offline = not session.online()
        if not session.quiet:
            print("citewarden: no network, auditing offline" if offline else "citewarden: auditing", file=sys.stderr)
        command = [
            *(sys.executable, "-m", "snakemake", "--snakefile", str(_snakefile())),
            *("--cores", str(options.cores), "--nolock", "--rerun-incomplete", "--keep-going"),
            *("--scheduler", "greedy", "--rerun-triggers", "mtime", "params", "input"),
            *(() if session.verbose else ("--quiet", "all")),
            "--config",
            f"as_of={session.as_of}",
            f"now={session.now}",
            f"offline={str(offline).lower()}",
            *((f"config_file={options.config.resolve()}",) if options.config else ()),
            *((f"policy={options.policy}",) if options.policy else ()),
            *((f"references={options.references}",) if options.references else ()),
            *(("only=" + os.pathsep.join(str(p.resolve()) for p in options.articles),) if options.articles else ()),
            *("--", "all"),
        ]
        done = subprocess.run(command, check=False)
        if done.returncode:
            log = "the files under results/logs"
            print(f"citewarden: the workflow stopped (status {done.returncode}); see {log}", file=sys.stderr)
            return 2
    return reports.summary(session)


def _snakefile() -> Path:
    """The project's own Snakefile, else the one that came with the package."""
    own = Path("Snakefile")
    packaged = Path(__file__).resolve().parents[1] / "workflow" / "Snakefile"
    return own if own.exists() else packaged


def add_gate(parser: argparse.ArgumentParser) -> None:
    """`citewarden gate ARTICLE...`."""
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", type=Path, help="files or folders")
    parser.add_argument("--fail-on", choices=("error", "warning", "note"), help="the lowest level that blocks")
    parser.add_argument("--reports", metavar="FOLDER", type=Path, help="also write the reports there")
    add_options(parser)
    parser.set_defaults(run=_gate)


def _gate(options: argparse.Namespace) -> int:
    from dataclasses import replace

    from citewarden.commands import links, reports
    from citewarden.pipeline import audit
    from citewarden.stages.gate import gate

    session = start(options)
    policy = replace(session.policy, fail_on=options.fail_on) if options.fail_on else session.policy
    paths = [path for given in options.articles for path in _given(given)]
    library = session.library()
    with session.door(offline=not session.online()) as door, told(session) as progress:
        outcome = audit(
            paths,
            root=_root(paths, Path(session.config.articles)),
            config=session.config,
            policy=policy,
            door=door,
            library=library,
            known=links.known(session),
            as_of=session.as_of,
            now=session.now,
            progress=progress,
        )
    if options.reports:
        reports.write(replace(session, policy=policy), outcome, options.reports)
    for failure in outcome.failures:
        print(f"citewarden: {_shown(failure.message)}", file=sys.stderr)
    if not session.quiet:
        reports.listed(outcome)
    status, line = gate(outcome.findings, outcome.failures, policy)
    print(_shown(line))
    return status


def _given(path: Path) -> list[Path]:
    from citewarden.stages.pack import articles

    return articles(path) if path.is_dir() else [path]


def _root(paths: Sequence[Path], articles: Path) -> Path:
    """The folder article ids count from: the project's articles folder, else what the given files share."""
    if all(path.resolve().is_relative_to(articles.resolve()) for path in paths):
        return articles.resolve()
    return Path(os.path.commonpath([path.resolve().parent for path in paths]))


def _shown(text: str) -> str:
    from citewarden.cli import printable

    return printable(text)


def add_checks(parser: argparse.ArgumentParser) -> None:
    """`citewarden checks [ID]`."""
    parser.add_argument("id", metavar="ID", nargs="?", help="one check's page (default: a line each)")
    parser.set_defaults(run=_checks)


def _checks(options: argparse.Namespace) -> int:
    from citewarden.plugins import discover

    catalogue = discover("citewarden.checks")
    if options.id:
        if options.id not in catalogue:
            raise ConfigError(f"no check named {options.id!r}", remedy="`citewarden checks` lists them")
        module = catalogue[options.id]
        print(f"# {options.id}\n\n{(module.__doc__ or '').strip()}\n\nLevel: {module.LEVEL}. Owner: {module.OWNER}.")
        return 0
    width = max(map(len, catalogue))
    for rule, module in catalogue.items():
        print(f"{rule:<{width}}  {module.LEVEL!s:<8} {(module.__doc__ or '').strip().splitlines()[0]}")
    return 0


def add_explain(parser: argparse.ArgumentParser) -> None:
    """`citewarden explain FINDING`."""
    parser.add_argument("finding", metavar="FINDING", help="a finding's fingerprint (or its beginning)")
    add_options(parser)
    parser.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    from citewarden.commands import reports

    found = reports.explained(start(options), options.finding)
    if found is None:
        raise InputError(f"no finding {options.finding!r} in the last audit", remedy="take the id from the report")
    print(found)
    return 0


def add_demo(parser: argparse.ArgumentParser) -> None:
    """`citewarden demo [FOLDER]`."""
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=Path("demo"), help="default: demo/")
    parser.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    from citewarden.testing.demo import run

    return run(options.folder)


__all__ = ["Session", "counts"]
