"""`citewarden lsp`: a language server, so that an editor shows findings while an article is written. See
docs/editors.md."""

from __future__ import annotations

import argparse

from citewarden.servers._extra import needed


def add_lsp(parser: argparse.ArgumentParser) -> None:
    """`citewarden lsp`."""
    parser.epilog = (
        "An editor starts it and speaks the Language Server Protocol with it on standard input and output. It asks no"
        " network, reads the project that the open file lies in, and writes nothing; docs/editors.md says how editors"
        " are set up."
    )
    parser.add_argument("--policy", metavar="NAME", help="house policy, a file of config/policies")
    parser.add_argument("--stdio", action="store_true", help="standard input and output, as always")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    needed("pygls", "lsp")
    from citewarden.servers._editor import serve

    return serve(policy=options.policy)
