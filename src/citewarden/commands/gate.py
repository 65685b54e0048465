"""`citewarden gate`: an audit in this process, for pipelines; the exit status says whether an article may go out."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from citewarden.commands.session import Session, add_options, start, told
from citewarden.commands.terminal import printable
from citewarden.errors import ConfigError, InputError
from citewarden.model import Finding
from citewarden.pipeline import Judged, Outcome

if TYPE_CHECKING:
    from citewarden.formats import Seen


def add_gate(parser: argparse.ArgumentParser) -> None:
    """`citewarden gate ARTICLE...`."""
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", type=Path, help="files or folders")
    parser.add_argument("--fail-on", choices=("error", "warning", "note"), help="the lowest level that blocks")
    parser.add_argument(
        "--changed-since",
        metavar="REF",
        help="only findings on lines changed since REF block; of a folder, only changed articles are read",
    )
    parser.add_argument("--baseline", metavar="FILE", type=Path, help="findings of this earlier SARIF log do not block")
    parser.add_argument(
        "--format",
        metavar="NAME[=FILE]",
        action="append",
        default=[],
        help="print the findings as text, sarif, junit, github, gitlab, rdjson, markdown, csv; or write them to FILE",
    )
    parser.add_argument("--reports", metavar="FOLDER", type=Path, help="also write the reports there")
    add_options(parser)
    parser.set_defaults(run=_gate)


def _gate(options: argparse.Namespace) -> int:
    from citewarden.commands import changes, reports
    from citewarden.stages.gate import gate, tally

    gc.set_threshold(200_000, 50, 50)  # much is built and nothing thrown away: a tenth of a short run's time
    session = start(options)
    if options.fail_on:
        session = replace(session, policy=replace(session.policy, fail_on=options.fail_on))
    wanted = [_format(text) for text in options.format]
    paths = [path for given in options.articles for path in _given(given, options.changed_since)]
    if not paths and not options.changed_since:
        where = ", ".join(str(path) for path in options.articles)
        raise InputError("no article here", where=where, remedy="name a file or a folder of articles")
    lines = changes.changed_since(options.changed_since, paths) if options.changed_since else None
    earlier = changes.baseline(options.baseline) if options.baseline else frozenset()
    offline = not session.online()
    outcome = _audited(session, paths, offline=offline) if paths else Outcome(())
    spared = []
    if earlier:
        before, outcome = outcome, _only(outcome, lambda article, f: f.fingerprint not in earlier)
        spared.append((_blocking(before) - _blocking(outcome), f"known from {options.baseline}"))
    if lines is not None:
        before = outcome
        outcome = _only(outcome, lambda article, f: changes.touches(f, lines[article.audit.document.source]))
        spared.append((_blocking(before) - _blocking(outcome), f"not on lines changed since {options.changed_since}"))
    if options.reports:
        reports.write(session, outcome, options.reports, offline=offline)
    for failure in outcome.failures:
        print(f"citewarden: {printable(failure.message)}", file=sys.stderr)
    status, line = gate(tally(outcome.findings), outcome.failures, session.policy)
    if not paths:
        line = f"PASSED (0): no article changed since {options.changed_since}"
    line += "".join(f"; {number} would block, {why}" for number, why in spared if number)
    previous = _known(outcome, earlier) if options.baseline else None
    printed = _written(session, outcome, wanted, offline=offline, previous=previous)
    if not wanted and not session.quiet:
        reports.listed(outcome.articles)
    print(printable(line), file=sys.stderr if printed else sys.stdout)
    return status


def _audited(session: Session, paths: Sequence[Path], *, offline: bool) -> Outcome:
    from citewarden.commands import links
    from citewarden.pipeline import audit
    from citewarden.stages import _page_state as page_state

    pages = Path(session.config.state) / "pages"
    library = session.library()
    with session.door(offline=offline) as door, told(session) as progress:
        return audit(
            paths,
            root=_root(paths, Path(session.config.articles)),
            config=session.config,
            policy=session.policy,
            door=door,
            library=library,
            known=links.known(session),
            as_of=session.as_of,
            now=session.now,
            decisions=session.decisions(),
            remembered=lambda document: page_state.read(pages, [document]).get(document, ()),
            progress=progress,
        )


def _format(text: str) -> tuple[str, str]:
    """("sarif", "findings.sarif") from "sarif=findings.sarif".

    Raises:
        ConfigError: no report format has that name.
    """
    from citewarden.plugins import discover

    name, _, path = text.partition("=")
    known = [n for n, m in discover("citewarden.formats").items() if not m.FILE.startswith("{article}")]
    if name != "text" and name not in known:
        remedy = f"choose one of {', '.join(['text', *known])}"
        raise ConfigError(f"no format named {name!r}", where="--format", remedy=remedy)
    return name, path


def _known(outcome: Outcome, earlier: frozenset[str]) -> dict[str, Seen]:
    """The findings that a baseline holds too, so that formats can say which are new."""
    from citewarden.formats import Seen

    return {
        f.fingerprint: Seen(f.fingerprint, f.rule_id, f.document, f.level, f.owner, f.message, "", f.kind, f.suppressed)
        for f in outcome.findings
        if f.fingerprint in earlier
    }


def _written(
    session: Session,
    outcome: Outcome,
    wanted: Sequence[tuple[str, str]],
    *,
    offline: bool,
    previous: Mapping[str, Seen] | None,
) -> bool:
    """Write or print the wanted formats; True when standard output now holds a machine's format."""
    from citewarden.commands import reports
    from citewarden.stages import report
    from citewarden.tables import write_text

    run = reports.run_of(session, offline=offline, failures=outcome.failures)
    articles, decided = [(a.audit, a.findings) for a in outcome.articles], session.decisions().suppressions
    printed = False
    for name, path in wanted:
        if name == "text":
            reports.listed(outcome.articles)
            continue
        site = replace(report.site(articles, run, suppressions=decided), previous=previous)
        text = report.render(name, site)
        if path:
            write_text(Path(path), text)
        else:
            sys.stdout.write(text)
            printed = True
    return printed


def _blocking(outcome: Outcome) -> int:
    return sum(f.blocking and not f.suppressed for f in outcome.findings)


def _only(outcome: Outcome, blocks: Callable[[Judged, Finding], bool]) -> Outcome:
    from citewarden.commands import changes

    def narrowed(article: Judged) -> Judged:
        found = changes.unblocked(article.findings, lambda f: blocks(article, f))
        return replace(article, findings=found)

    return replace(outcome, articles=tuple(narrowed(a) for a in outcome.articles))


def _given(path: Path, revision: str | None) -> list[Path]:
    """A file as it is named; of a folder every article, or those changed since a revision: the others cannot block."""
    from citewarden.commands.changes import changed_files
    from citewarden.plugins import discover
    from citewarden.stages.pack import articles

    if not path.is_dir():
        return [path]
    if not revision:
        return articles(path)
    suffixes = tuple({s for module in discover("citewarden.readers").values() for s in module.SUFFIXES})
    changed = changed_files(revision, path)
    return [file for file in changed if file.is_file() and _is_article(file.relative_to(path), suffixes)]


def _is_article(name: Path, suffixes: tuple[str, ...]) -> bool:
    """Whether `stages.pack.articles` would list a file of this name; asked of few files, to walk through no others."""
    hidden = any(part.startswith(".") for part in name.parts)
    return not hidden and name.stem != "README" and name.name.lower().endswith(suffixes)


def _root(paths: Sequence[Path], articles: Path) -> Path:
    """The folder article ids count from: the project's articles folder, else what the given files share."""
    if all(path.resolve().is_relative_to(articles.resolve()) for path in paths):
        return articles.resolve()
    return Path(os.path.commonpath([path.resolve().parent for path in paths]))
