"""`citewarden state`: what is remembered from run to run, written to a file (`store/state_file.py`), read from one, or
copied whole."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from citewarden.commands.session import add_options, exclusive, looked_at, opened, spare, start
from citewarden.errors import InputError, StateError
from citewarden.stages.decide import FILE as DECISIONS
from citewarden.store import state_file
from citewarden.tables import write_text


def add_state(parser: argparse.ArgumentParser) -> None:
    """`citewarden state export|import|backup FILE`."""
    ways = parser.add_subparsers(metavar="WAY", title="ways", required=True)
    for name, summary, run in (
        ("export", "write links, pages, runs and decisions to a file", _export),
        ("import", "read them from a file, in the place of those there are", _import),
        ("backup", "copy the whole store to a file, while it may be in use", _backup),
    ):
        way = ways.add_parser(name, help=summary, description=summary)
        way.add_argument("file", metavar="FILE", type=Path, help="the file")
        add_options(way)
        way.set_defaults(run=run)


def _export(options: argparse.Namespace) -> int:
    config = start(options).config
    spare(config, [options.file], "state export")
    with looked_at(config) as database:
        state_file.write(database, options.file, DECISIONS)
    print(f"Written to {options.file}.")
    return 0


def _import(options: argparse.Namespace) -> int:
    session = start(options)
    with exclusive(session.config), opened(session.config) as database:
        decisions = state_file.read(database, options.file, DECISIONS)
    if decisions and not DECISIONS.exists():
        write_text(DECISIONS, decisions)
    elif decisions and DECISIONS.read_text(encoding="utf-8") != decisions:
        print(f"citewarden: {DECISIONS}: left as it is; the file holds other decisions", file=sys.stderr)
    print(f"Read from {options.file}.")
    return 0


def _backup(options: argparse.Namespace) -> int:
    config = start(options).config
    spare(config, [options.file], "state backup")
    with looked_at(config) as database:
        if database.server:
            raise StateError("is a server's", where=database.where, remedy="back it up with pg_dump")
        if options.file.exists():
            raise InputError("is there already", where=str(options.file), remedy="name a new file")
        options.file.parent.mkdir(parents=True, exist_ok=True)
        database.execute("vacuum into ?", (str(options.file),))
    print(f"Copied to {options.file}.")
    return 0
