"""The editor's desk: reviewing in a browser, deciding and signing off from the shell, asking for archived copies."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from citewarden.commands.session import add_options, start
from citewarden.commands.terminal import printable
from citewarden.errors import ConfigError, InputError, StateError


def add_review(parser: argparse.ArgumentParser) -> None:
    """`citewarden review`."""
    parser.add_argument("--port", type=int, default=0, metavar="N", help="default: a free one")
    add_options(parser)
    parser.set_defaults(run=_review)


def _review(options: argparse.Namespace) -> int:
    from citewarden.review import serve
    from citewarden.stages.decide import FILE

    session = start(options)
    reports = Path(session.config.reports)
    if not (reports / "index.html").exists():
        raise InputError("no reports here", where=str(reports), remedy="run `citewarden audit` first")
    try:
        serve(reports, FILE, today=lambda: start(options).now[:10], port=options.port)
    except OSError as error:
        raise StateError(f"cannot listen ({error.strerror})", where=f"port {options.port}") from error
    return 0


def add_decide(parser: argparse.ArgumentParser) -> None:
    """`citewarden decide FINDING DECISION`."""
    from citewarden.stages.decide import DECISIONS

    parser.add_argument(
        "finding",
        metavar="FINDING",
        help="a finding's fingerprint, or its first six digits or more; several with commas between",
    )
    parser.add_argument("decision", choices=DECISIONS, help="what was decided")
    parser.add_argument("--reason", required=True, help="why, in a sentence")
    parser.add_argument("--signer", required=True, help="who decides")
    parser.add_argument("--role", required=True, help="editor, section editor, medical reviewer, web team")
    parser.add_argument("--expires", default="", metavar="DATE", help="until when it counts (a waiver needs one)")
    add_options(parser)
    parser.set_defaults(run=_decide)


def _decide(options: argparse.Namespace) -> int:
    from citewarden.stages.decide import FILE, about, look_up, record

    session = start(options)
    taken = {name: getattr(options, name) for name in ("decision", "reason", "signer", "role", "expires")}
    findings = [look_up(Path(session.config.reports), name) for name in options.finding.split(",")]
    rows = [about(finding, decided_on=session.as_of, **taken) for finding in findings]
    for row, finding in zip(rows, findings, strict=True):
        record(FILE, row)
        print(printable(f"{options.decision}: {finding['message']}"))
    print(f"Written to {FILE}; {'it counts' if len(rows) == 1 else 'they count'} from the next audit on.")
    return 0


def add_sign_off(parser: argparse.ArgumentParser) -> None:
    """`citewarden sign-off ARTICLE`."""
    parser.add_argument("article", metavar="ARTICLE", type=Path, help="the article's file")
    parser.add_argument("--signer", required=True, help="who reviewed it")
    parser.add_argument("--role", required=True, help="medical reviewer, section editor, editor")
    parser.add_argument("--note", default="", help="what was reviewed")
    add_options(parser)
    parser.set_defaults(run=_sign_off)


def _sign_off(options: argparse.Namespace) -> int:
    from citewarden.stages.decide import FILE, record, reviewed_text, sign_off
    from citewarden.stages.read import read
    from citewarden.text.bindings import signable

    session = start(options)
    folder = Path(session.config.articles).resolve()
    path = options.article.resolve()
    if not path.is_file() or not path.is_relative_to(folder):
        remedy = f"name a file below {session.config.articles}/"
        raise InputError("no article of this project", where=str(options.article), remedy=remedy)
    document = path.relative_to(folder).as_posix()
    bound = signable(read(path, root=folder, references=Path(session.config.references)))
    try:
        reviewed = reviewed_text(Path(session.config.reports), document, bound["sha256"])
    except ConfigError:  # no report of this text: the sign-off then remembers no statements
        reviewed = bound
    row = sign_off(**reviewed, signer=options.signer, role=options.role, signed_on=session.as_of, note=options.note)
    record(FILE, row, under="sign_offs")
    print(
        printable(
            f"{document} signed off by {options.signer} as it is now ({bound['sha256'][:12]}); written to {FILE}."
        )
    )
    return 0


def add_archive(parser: argparse.ArgumentParser) -> None:
    """`citewarden archive URL...`."""
    parser.add_argument("urls", metavar="URL", nargs="+", help="addresses to keep copies of")
    add_options(parser)
    parser.set_defaults(run=_archive)


def _archive(options: argparse.Namespace) -> int:
    from citewarden.stages.probe import archive

    session = start(options)
    with session.client(offline=not session.online()) as client:
        answers = archive(options.urls, client=client, allowed=session.config.links.save)
    for url, answer in zip(dict.fromkeys(options.urls), answers, strict=True):
        said = "copy asked for" if answer.ok else answer.note or f"status {answer.status}"
        print(json.dumps({"url": url, "outcome": said}, ensure_ascii=False))
    return 0 if all(answer.ok for answer in answers) else 3
