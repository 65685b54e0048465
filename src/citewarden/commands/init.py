"""`citewarden init [FOLDER]`: a project to begin with: folders, one example each, settings, a policy, a CI job."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from citewarden import __version__
from citewarden.commands.terminal import printable
from citewarden.errors import InputError

_PACKAGE = Path(__file__).resolve().parents[1]
TEMPLATE = _PACKAGE / "project"
CI = {"github": ".github/workflows/citewarden.yml", "gitlab": ".gitlab-ci.yml"}
"""Whose pipeline -> where its job is looked for."""
PROFILES = ("nightly", "slurm", "kubernetes")
"""Snakemake profiles that a project may start its own copy of the workflow with (docs/clusters.md)."""


def add_init(parser: argparse.ArgumentParser) -> None:
    """`citewarden init [FOLDER]`."""
    parser.epilog = "A file that is there already is left as it is and told."
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=Path(), help="default: here")
    parser.add_argument(
        "--ci", choices=(*CI, "none"), default="github", help="whose CI job to write; default: %(default)s"
    )
    parser.add_argument(
        "--profile", choices=PROFILES, help="with the workflow and this Snakemake profile, for one's own Snakemake runs"
    )
    parser.add_argument("--bare", action="store_true", help="without the example article and its source note")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from citewarden.tables import write_text

    folder: Path = options.folder
    if folder.exists() and not folder.is_dir():
        raise InputError("is a file", where=str(folder), remedy="name a folder")
    for name in ("articles", "references", "reports"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in (*files(options.ci, bare=options.bare), *workflow(options.profile)):
        there = (folder / name).exists()
        if not there:
            write_text(folder / name, text)
        print(f"  {'kept as it is' if there else 'written'}: {name}")
    at = "" if folder == Path() else f"in {printable(str(folder))}: "
    print(f"{at}put articles into articles/, notes on sources into references/, then run `citewarden audit`")
    return 0


def files(ci: str, *, bare: bool) -> Iterator[tuple[str, str]]:
    """The files of a new project, by path: (path, text)."""
    for path in sorted(TEMPLATE.rglob("*")):
        name = path.relative_to(TEMPLATE).as_posix()
        if not path.is_file() or (bare and name.startswith(("articles/", "references/"))):
            continue
        if name.startswith("ci/"):
            if path.stem != ci:
                continue
            name = CI[ci]
        yield name.replace("gitignore", ".gitignore"), path.read_text(encoding="utf-8").replace("VERSION", __version__)


def workflow(profile: str | None) -> Iterator[tuple[str, str]]:
    """The files of the workflow and of one profile, by path: (path, text); none without a profile."""
    if profile is None:
        return
    installed = _PACKAGE / "workflow"
    home = installed if installed.is_dir() else _PACKAGE.parents[1]
    names = ("Snakefile", *sorted(f"rules/{path.name}" for path in (home / "rules").iterdir()))
    for name in (*names, f"profiles/{profile}/config.yaml"):
        yield name, (home / name).read_text(encoding="utf-8")
