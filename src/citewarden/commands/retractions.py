"""`citewarden retractions build`: the list of retracted works that an audit without a network knows."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from citewarden.errors import ConfigError
from citewarden.registries.retractions import FILE


def add_retractions(parser: argparse.ArgumentParser) -> None:
    """`citewarden retractions build FILE...`."""
    tasks = parser.add_subparsers(metavar="TASK", title="tasks", required=True)
    build = tasks.add_parser("build", help="make the list of open ones", description="Make the list of open ones.")
    build.add_argument("lists", metavar="FILE", nargs="+", type=Path, help="the Retraction Watch CSV, or FLoRA's JSON")
    build.add_argument("--as-of", required=True, metavar="DATE", help="as of when the lists are (2026-01-31, or 2026)")
    build.add_argument(
        "--source", action="append", default=[], metavar="TEXT", help="a list's name and licence, kept in the file"
    )
    build.add_argument(
        "--out", type=Path, default=Path("config") / FILE, metavar="FILE", help="default: config/" + FILE
    )
    build.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    from citewarden.registries.retractions import build

    if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", options.as_of):
        raise ConfigError(f"{options.as_of!r} is not a date", where="--as-of", remedy="write it as 2026-01-31")
    works = build(options.lists, options.out, as_of=options.as_of, sources=options.source)
    print(f"{options.out}: {works:,} works, as of {options.as_of}, {options.out.stat().st_size:,} bytes")
    return 0
