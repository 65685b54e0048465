"""What people ask for: an audit, the catalogue of checks, a demonstration."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from citewarden import config as settings
from citewarden.commands.child import ready
from citewarden.commands.session import (
    add_options,
    clock_goes_on,
    exclusive,
    path_of,
    start,
    writable,
)
from citewarden.commands.terminal import printable
from citewarden.errors import ConfigError, InputError


def add_audit(parser: argparse.ArgumentParser) -> None:
    """`citewarden audit [ARTICLE...]`."""
    parser.add_argument(
        "articles", metavar="ARTICLE", nargs="*", type=path_of, help="files or folders (default: articles/)"
    )
    parser.add_argument(
        "--accept-removed", action="store_true", help="articles that are gone since the last audit are gone for good"
    )
    parser.add_argument("--cores", metavar="N", default="all", type=_cores, help="cores to use (default: all)")
    add_options(parser)
    parser.set_defaults(run=_audit)


def _cores(text: str) -> str:
    """ "all", or a number of cores."""
    if text == "all" or (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is neither a number of cores nor `all`")


def _audit(options: argparse.Namespace) -> int:
    from citewarden.commands import reports
    from citewarden.commands.begin import begin
    from citewarden.commands.notify import tell
    from citewarden.commands.owners import send
    from citewarden.stages.find import EMPTY, found, links_left_out

    if find_spec("snakemake") is None:
        remedy = "pip install 'citewarden[audit]', or look at single ones: `citewarden gate --reports reports ARTICLE`"
        raise ConfigError("an audit of articles needs Snakemake", remedy=remedy)
    session = start(options)
    if not options.as_of and session.as_of == session.now[:10]:
        clock_goes_on(session.config, session.as_of, "--as-of")
    given = [path.resolve() for path in options.articles]
    contents = [found(path) for path in given or [Path(session.config.articles)]]
    if not any(part.files or part.unusable for part in contents) and not Path(session.config.results).exists():
        where = ", ".join(map(str, options.articles or [session.config.articles]))
        raise InputError("no article here", where=where, remedy=EMPTY)
    twice = [path for part in contents for path in part.twice]
    if twice and not session.quiet:
        print(f"citewarden: {links_left_out(twice)}", file=sys.stderr)
    for folder in (session.config.results, session.config.reports, ".snakemake"):
        writable(Path(folder))
    file = options.config or Path("config/config.yaml")
    command = [
        *(sys.executable, "-m", "citewarden.commands.scheduler", "--snakefile", str(_snakefile())),
        *("--cores", str(options.cores), "--nolock", "--rerun-incomplete", "--keep-going"),
        *("--scheduler", "greedy", "--rerun-triggers", "mtime", "params", "input"),
        "--config",
        "begun=true",
        *((f"config_file={options.config.resolve()}",) if options.config else ()),
        *("--", "all"),
    ]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    log = Path(session.config.results) / "logs" / "workflow.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    begun = time.time()
    with (
        exclusive(session.config) as lock,
        ready(command, env={**os.environ, "PATH": path}, lock=lock, log=None if session.verbose else log) as go,
    ):
        offline = not session.online()
        if not session.quiet:
            print("citewarden: no network, auditing offline" if offline else "citewarden: auditing", file=sys.stderr)
        said = {"as_of": session.as_of, "now": session.now, "offline": offline, "accept": options.accept_removed}
        said["config"] = str(file.resolve()) if file.exists() else ""
        references = Path(session.config.references)
        begin(session.config, session.config.policy, contents, whole=not given, references=references, said=said)
        if go():
            line = f"the workflow stopped: {_last_words(log, begun)}"
            print(f"citewarden: {line}", file=sys.stderr)
            tell(session, 2, line)
            return 2
    status, line = reports.summary(session)
    tell(session, status, line)
    send(session)
    return status


def _last_words(workflow: Path, begun: float) -> str:
    """The last line of the newest log of a step that did not end well, else Snakemake's own, and where it is."""
    from citewarden.commands.steps import USED

    logs = [p for p in workflow.parent.rglob("*.log") if p != workflow and p.stat().st_mtime >= begun - 2]
    for log in sorted(logs, key=lambda p: p.stat().st_mtime, reverse=True):
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        if lines and not lines[-1].startswith(USED):
            return f"{printable(lines[-1])} ({log})"
    told = _error(workflow.read_text(encoding="utf-8", errors="replace")) if workflow.exists() else ""
    return f"{printable(told)} - mend that and run again ({workflow})" if told else "run again with --verbose"


_ERROR = re.compile(r"^(?:[\w.]+(?:Error|Exception|Exit)\b.*|Error in .+)$", re.MULTILINE)


def _error(said: str) -> str:
    """The last error that Snakemake named, in one line of 300 characters at most: "WorkflowError: ..."."""
    found = list(_ERROR.finditer(said))
    if not found:
        return ""
    line = found[-1][0]
    if line.endswith(":") or line.startswith("SyntaxError"):
        line = " ".join([line, *(part.strip() for part in said[found[-1].end() :].split("\n")[1:2])])
    return line.rstrip(": ")[:300]


def _snakefile() -> Path:
    """The project's own Snakefile, else the one that came with the package (in a checkout: at its top)."""
    package = Path(__file__).resolve().parents[1]
    places = (Path("Snakefile"), package / "workflow" / "Snakefile", package.parents[1] / "Snakefile")
    return next((place for place in places if place.exists()), places[-1])


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


def add_schema(parser: argparse.ArgumentParser) -> None:
    """`citewarden schema [NAME]`."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="one schema, whole (default: a line each)")
    parser.set_defaults(run=_schema)


def _schema(options: argparse.Namespace) -> int:
    import json

    files = {p.name.removesuffix(".schema.json"): p for p in sorted((settings.ROOT / "schemas").glob("*.schema.json"))}
    if options.name:
        if options.name not in files:
            raise ConfigError(f"no schema named {options.name!r}", remedy="`citewarden schema` lists them")
        print(files[options.name].read_text(encoding="utf-8"), end="")
        return 0
    for name, path in files.items():
        told = json.loads(path.read_text(encoding="utf-8"))
        print(f"{name:<{max(map(len, files))}}  {told['$id']}  {told['title']}")
    return 0


def add_demo(parser: argparse.ArgumentParser) -> None:
    """`citewarden demo [FOLDER]`."""
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=Path("demo"), help="default: demo/")
    parser.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    from citewarden.testing import demo

    return demo.run(options.folder)
