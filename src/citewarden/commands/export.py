"""`citewarden export`: the tables of the last audit as files that other programs read."""

from __future__ import annotations

import argparse
from pathlib import Path

FORMATS = ("parquet", "csv")


def add_export(parser: argparse.ArgumentParser) -> None:
    """`citewarden export FOLDER`."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where the files go, one a table")
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="default: %(default)s")
    parser.add_argument("--project", type=Path, default=Path(), metavar="FOLDER", help="the project; default: here")
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from citewarden.analysis import load

    written = load(options.project).write(options.folder, options.format)
    print(f"{len(written)} tables in {options.folder}")
    return 0
