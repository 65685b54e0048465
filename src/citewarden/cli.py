"""The command line: one subcommand per user task and per stage; files, clocks and exit codes only.

Exit status: 0 clean, 1 a blocking finding, 2 usage, configuration or unreadable input, 3 incomplete.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from citewarden import __version__
from citewarden.commands.terminal import guarded

_COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "a project to begin with: folders, examples, settings, a policy, a CI job"),
    "pull": ("pull", "bring in a site's articles: from a sitemap, a feed, WordPress, its export, or a folder"),
    "audit": ("tasks", "audit articles with the workflow and write the reports"),
    "gate": ("gate", "audit articles here and now; the exit status says whether they may be published"),
    "doctor": ("doctor", "what an audit needs of this machine and project, and what is missing"),
    "checks": ("tasks", "the catalogue of checks, or one check's page"),
    "schema": ("tasks", "the JSON schemas of what is read and written, or one of them"),
    "sources": ("sources", "what text there is of each reference, and how to get what is missing"),
    "explain": ("explain", "how a finding came about: claim, passages, scores, thresholds"),
    "review": ("deciding", "the reports in a browser, with decisions that are saved (this machine only)"),
    "decide": ("deciding", "write down what was decided about a finding"),
    "sign-off": ("deciding", "write down who reviewed an article as it is now"),
    "archive": ("deciding", "ask the web archive to keep copies of cited addresses (only where configured)"),
    "uses": ("uses", "the articles and sentences that rest on a source, or speak of a drug or condition"),
    "notify": ("owners", "what is new for each owner, sent to it once a night, or printed"),
    "calendar": ("calendar", "the pages whose review falls due, by owner"),
    "export": ("export", "the tables of the last audit as Parquet or CSV files, for analysis elsewhere"),
    "retractions": ("retractions", "make the list of retracted works that an audit without a network knows"),
    "demo": ("tasks", "the same audit against a local world of registries and sites"),
    "read": ("filters", "an article as text, sections and blocks (JSON Lines)"),
    "cite": ("filters", "an article's reference list and in-text citations (JSON Lines)"),
    "claims": ("filters", "an article's claims (JSON Lines)"),
    "parse-references": ("filters", "reference strings in, CSL-JSON out"),
    "resolve": ("filters", "references in, the works they are out"),
    "probe": ("filters", "addresses in, what they answered out"),
    "verify": ("filters", "claim and passage in, verdict out"),
    "lsp": ("servers.lsp", "findings while an article is written, for editors (a language server)"),
    "mcp": ("servers.mcp", "audits and verdicts as tools for assistants (Model Context Protocol, read-only)"),
    "completion": ("completion", "a script with which bash, zsh or fish completes commands and options"),
    "step": ("steps", "the workflow's own steps, which `audit` runs"),
    "state": ("state", "what is remembered from run to run: written to a file, read from one, copied whole"),
}
"""Subcommand -> (module under `citewarden.commands`, or another room's with its name; one-line help). Modules load only
when called."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser, command = _parser(arguments)
    options = parser.parse_args(arguments)
    if command is None:
        parser.print_help()
        return 2
    run: Callable[[argparse.Namespace], int] = options.run
    return guarded(lambda: run(options))


def _parser(arguments: Sequence[str]) -> tuple[argparse.ArgumentParser, str | None]:
    """The parser with only the called subcommand's options loaded (start-up stays fast); all for `completion`."""
    parser = argparse.ArgumentParser(
        prog="citewarden",
        description="Audits health articles: claims, references, links, notices and what the sources really say.",
        epilog="Exit status: 0 clean, 1 a blocking finding, 2 usage or unreadable input, 3 incomplete.",
    )
    parser.set_defaults(whole=parser)
    parser.add_argument("--version", action="version", version=f"citewarden {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands")
    called = next((a for a in arguments if not a.startswith("-")), None)
    for name, (module, summary) in _COMMANDS.items():
        sub = subparsers.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name == called or called == "completion":
            commands = import_module(f"citewarden.{module}" if "." in module else f"citewarden.commands.{module}")
            getattr(commands, f"add_{name.replace('-', '_')}")(sub)
    return parser, called if called in _COMMANDS else None
