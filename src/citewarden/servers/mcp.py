"""`citewarden mcp`: audits and verdicts as tools that an assistant may call; they read and never write. See
docs/editors.md."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from citewarden.errors import InputError
from citewarden.servers._extra import needed


def add_mcp(parser: argparse.ArgumentParser) -> None:
    """`citewarden mcp`."""
    parser.epilog = (
        "An assistant's program starts it and speaks the Model Context Protocol with it on standard input and output."
        " Nothing outside of the project's folder is read, nothing is written, and without --online nobody is asked;"
        " docs/editors.md says how clients are set up."
    )
    parser.add_argument("--project", metavar="FOLDER", type=Path, default=Path(), help="the project (default: here)")
    parser.add_argument("--policy", metavar="NAME", help="house policy, a file of config/policies")
    parser.add_argument("--online", action="store_true", help="ask registries and links; else only what is here")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    needed("mcp", "mcp")
    if not options.project.is_dir():
        raise InputError("no such folder", where=str(options.project), remedy="name the project's folder")
    os.chdir(options.project)
    from citewarden.servers._assistant import serve

    return serve(policy=options.policy, online=options.online)
