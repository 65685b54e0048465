"""`citewarden gate`: an audit in this process, for pipelines; the exit status says whether an article may go out."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from citewarden.commands.session import Session, add_options, exclusive, looked_at, opened, path_of, spare, start, told
from citewarden.commands.terminal import printable
from citewarden.errors import ConfigError, InputError
from citewarden.model import Audit, Failure, Finding
from citewarden.pipeline import Judged, Kept, Outcome

if TYPE_CHECKING:
    from citewarden.commands.changes import Lines, Sources
    from citewarden.folders import Contents
    from citewarden.formats import Seen
    from citewarden.registries.library import Library


Counts = Callable[[Judged, Finding], bool]
"""Whether a finding of an article counts."""


def add_gate(parser: argparse.ArgumentParser) -> None:
    """`citewarden gate ARTICLE...`."""
    parser.add_argument(
        "articles", metavar="ARTICLE", nargs="*", type=path_of, help="files or folders (default: the articles' folder)"
    )
    parser.add_argument("--fail-on", choices=("error", "warning", "note"), help="the lowest level that blocks")
    parser.add_argument(
        "--changed-since",
        metavar="REF",
        help="only findings on lines changed since REF, or about sources whose notes changed, block; of a folder, only"
        " articles that this may concern are read",
    )
    parser.add_argument("--baseline", metavar="FILE", type=Path, help="findings of this earlier SARIF log do not block")
    parser.add_argument(
        "--format",
        metavar="NAME[=FILE]",
        action="append",
        default=[],
        help="print the findings as text, json, sarif, junit, github, gitlab, rdjson, markdown or csv, or write them to"
        " FILE",
    )
    parser.add_argument(
        "--only-new", action="store_true", help="print and write only what --changed-since or --baseline leave"
    )
    parser.add_argument(
        "--skip-others", action="store_true", help="leave out given files that are no articles of the project"
    )
    parser.add_argument("--path-prefix", metavar="PATH", default="", help="what the formats put before articles' paths")
    parser.add_argument(
        "--state", action="store_true", help="remember links as a nightly audit does: a dead one needs two runs"
    )
    parser.add_argument("--reports", metavar="FOLDER", type=Path, help="also write the reports there")
    add_options(parser)
    parser.set_defaults(run=_gate)


def _gate(options: argparse.Namespace) -> int:
    from citewarden.commands import changes, reports
    from citewarden.formats import judge_words
    from citewarden.stages.find import EMPTY, links_left_out
    from citewarden.stages.gate import gate, tally

    gc.set_threshold(200_000, 50, 50)  # much is built and nothing thrown away: a tenth of a short run's time
    session = start(options)
    if options.fail_on:
        session = replace(session, policy=replace(session.policy, fail_on=options.fail_on))
    wanted = _formats(options.format, session)
    if options.reports:
        spare(session.config, [options.reports / "index.html"], "--reports")
    sources = _sources(session, options)
    named = options.articles or [Path(session.config.articles)]
    if options.skip_others:
        named = _articles(named, Path(session.config.articles))
        if not named:
            print("PASSED (0): no article is among the files")
            return 0
    if not any(path.exists() for path in named):
        where = ", ".join(str(path) for path in named)
        raise InputError("no such file or folder", where=where, remedy=EMPTY)
    given = [_given(path, "" if sources else options.changed_since) for path in named]
    paths = [path for part in given for path in part.files]
    leaning = _leaning(session, options, named)
    paths = list(dict.fromkeys([*paths, *leaning]))
    unusable = tuple(Failure(str(e).partition(": ")[0], "find", str(e)) for part in given for e in part.unusable)
    if twice := [link for part in given for link in part.twice]:
        print(f"citewarden: {printable(links_left_out(twice))}", file=sys.stderr)
    if not paths and not unusable and not options.changed_since:
        where = ", ".join(str(path) for path in named)
        raise InputError("no article here", where=where, remedy=EMPTY)
    lines = None
    if options.changed_since:
        lines = {**changes.changed_since(options.changed_since, paths), **{str(p): changes.EVERYTHING for p in leaning}}
    earlier = changes.baseline(options.baseline) if options.baseline else frozenset()
    offline = not session.online()
    outcome = audited(session, paths, offline=offline, remember=options.state) if paths else Outcome(())
    outcome = replace(outcome, failures=unusable + outcome.failures)
    narrowings: list[tuple[Counts, str]] = []
    if earlier:
        narrowings.append((lambda article, f: f.fingerprint not in earlier, f"known from {options.baseline}"))
    if lines is not None:
        counts = _on_changed(lines, _resting(outcome, sources, session.library()))
        narrowings.append((counts, f"not on lines changed since {options.changed_since}"))
    spared = []
    for counts, why in narrowings:
        before, outcome = outcome, _only(outcome, counts)
        spared.append((_blocking(before) - _blocking(outcome), why))
    if options.reports:
        reports.write(session, outcome, options.reports, offline=offline)
    for failure in outcome.failures:
        print(f"citewarden: {printable(failure.message)}", file=sys.stderr)
    if outcome.asked:
        told = judge_words(session.config.verify.judge, reports.priced(session, outcome.asked))
        print(f"citewarden: {printable(told)}", file=sys.stderr)
    status, line = gate(tally(outcome.findings), outcome.failures, session.policy)
    if not paths and not unusable:
        line = f"PASSED (0): no article changed since {options.changed_since}"
    line += _once(outcome)
    line += "".join(f"; {number} would block, {why}" for number, why in spared if number)
    previous = _known(outcome, earlier) if options.baseline else None
    if options.only_new:
        outcome = _left(outcome, [counts for counts, _ in narrowings])
    if options.path_prefix:
        outcome = _prefixed(outcome, options.path_prefix)
    printed = _written(session, outcome, wanted, offline=offline, previous=previous)
    if not wanted and not session.quiet:
        reports.listed(outcome.articles)
    print(printable(line), file=sys.stderr if printed else sys.stdout)
    return status


def _on_changed(lines: Mapping[str, Lines], resting: frozenset[str]) -> Counts:
    """What counts where only changes do: all of the articles `resting` on what changed, of others what `lines` hold."""
    from citewarden.commands.changes import touches

    def counts(article: Judged, finding: Finding) -> bool:
        document = article.audit.document
        return document.id in resting or touches(finding, lines[document.source])

    return counts


def _sources(session: Session, options: argparse.Namespace) -> Sources | None:
    """What changed in the source library and the settings, if the caller asks for changes and something did."""
    from citewarden.commands.changes import changed_sources

    if not options.changed_since:
        return None
    config = options.config.parent if options.config else Path("config")
    found = changed_sources(options.changed_since, references=Path(session.config.references), config=config)
    return found or None


def _leaning(session: Session, options: argparse.Namespace, named: Sequence[Path]) -> list[Path]:
    """The articles that name a bibliography which changed: what they cite has changed with it."""
    from citewarden.commands.changes import changed_bibliographies
    from citewarden.stages.find import articles
    from citewarden.stages.read import leans_on

    if not options.changed_since:
        return []
    references = Path(session.config.references)
    found = []
    for given in named:
        changed = changed_bibliographies(options.changed_since, given if given.is_dir() else given.resolve().parent)
        names = [path.name.encode() for path in changed]
        for path in articles(given) if names else ():
            data = path.read_bytes()
            if b"@" in data or b"cit" in data or any(name in data for name in names):
                root = _root([path], Path(session.config.articles))
                found += [path] if changed.intersection(leans_on(path, data, root=root, references=references)) else []
    return found


def _resting(outcome: Outcome, sources: Sources | None, library: Library) -> frozenset[str]:
    """The articles that are to be judged anew as a whole: all, or those that cite a work whose note changed."""
    if sources is None:
        return frozenset()
    audits = [article.audit for article in outcome.articles]
    if sources.all:
        return frozenset(audit.document.id for audit in audits)

    def rests(audit: Audit) -> bool:
        resolutions = {r.work: r for r in audit.resolutions}
        entries = (library.entry_for(work, resolutions.get(work.id)) for work in audit.works)
        files = {p.source for p in audit.passages if p.copy}  # PDFs without a note
        return not files.isdisjoint(sources.notes) or any(e is not None and e.path in sources.notes for e in entries)

    return frozenset(audit.document.id for audit in audits if rests(audit))


def _once(outcome: Outcome) -> str:
    """That links which are gone once are not yet dead, and how a gate can come to know."""
    from citewarden.stages.probe import LOST, MISPLACED
    from citewarden.web.named import as_cited

    audits = (article.audit for article in outcome.articles)
    cited = ((audit.probe_of.get(each.URL), each.csl) for audit in audits for each in audit.references)
    seen = (as_cited(probe, csl) for probe, csl in cited if probe is not None)
    lost = {probe.url for probe in seen if probe.outcome in LOST | MISPLACED and not probe.dead}
    if not lost:
        return ""
    links = "1 link looks" if len(lost) == 1 else f"{len(lost)} links look"
    return f"; {links} gone, which a second run a day later decides (with --state a gate remembers)"


def _left(outcome: Outcome, narrowings: Sequence[Counts]) -> Outcome:
    """`outcome` with only the findings that every narrowing lets count."""

    def left(article: Judged) -> Judged:
        found = tuple(f for f in article.findings if all(counts(article, f) for counts in narrowings))
        return replace(article, findings=found)

    return replace(outcome, articles=tuple(left(article) for article in outcome.articles))


def _prefixed(outcome: Outcome, prefix: str) -> Outcome:
    """`outcome` with its articles' paths as seen from another folder, such as the top of a checkout."""

    def placed(article: Judged) -> Judged:
        document = article.audit.document
        whole = f"{prefix.rstrip('/')}/{document.source}"
        return replace(article, audit=replace(article.audit, document=replace(document, source=whole)))

    return replace(outcome, articles=tuple(placed(article) for article in outcome.articles))


def audited(
    session: Session,
    paths: Sequence[Path],
    *,
    offline: bool,
    remember: bool,
    unsaved: Mapping[Path, bytes] | None = None,
    kept: Kept | None = None,
) -> Outcome:
    """Audit `paths` in this process; `remember` keeps what became of links, as a nightly audit does. `unsaved` and
    `kept` are as for `pipeline.audit`."""
    from citewarden.pipeline import audit
    from citewarden.store import judgements, links

    with (
        exclusive(session.config) if remember else nullcontext(),
        (opened if remember else looked_at)(session.config) as database,
        session.client(offline=offline) as client,
        told(session) as progress,
    ):
        outcome = audit(
            paths,
            root=_root(paths, Path(session.config.articles)),
            config=session.config,
            policy=session.policy,
            client=client,
            library=kept.library if kept and kept.library else session.library(),
            known=links.Known(database),
            as_of=session.as_of,
            now=session.now,
            decisions=session.decisions(),
            remembered=lambda document: judgements.quotes(database, document),
            progress=progress,
            unsaved=unsaved or {},
            kept=kept,
        )
        if remember:
            with database.transaction():
                links.remember(database, (p for p in outcome.corpus.probes if p.asked_at == session.now))
        return outcome


def _formats(texts: Sequence[str], session: Session) -> list[tuple[str, str]]:
    """Formats and the files they go into.

    Raises:
        ConfigError: no report format has that name, or a report would overwrite what is no report.
    """
    wanted = [_format(text) for text in texts]
    files = [Path(path).resolve() for _, path in wanted if path]
    spare(session.config, files, "--format")
    if len(set(files)) < len(files):
        raise ConfigError("two formats go into one file", where="--format", remedy="name a file for each")
    return wanted


def _format(text: str) -> tuple[str, str]:
    """("sarif", "findings.sarif") from "sarif=findings.sarif".

    Raises:
        ConfigError: no report format has that name.
    """
    from citewarden.plugins import discover

    name, named, path = text.partition("=")
    if named and not path:
        raise ConfigError(f"{text!r} names no file", where="--format", remedy=f"write {name}, or {name}=FILE")
    known = [n for n, m in discover("citewarden.formats").items() if not m.FILE.startswith("{article}")]
    if name not in ("text", "json", *known):
        remedy = f"choose one of {', '.join(['text', 'json', *known])}"
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
        text = report.render_articles(name, articles, run) if name == "json" else report.render(name, site)
        if path:
            write_text(Path(path), text)
        else:
            sys.stdout.write(text)
            printed = True
    return printed


def _blocking(outcome: Outcome) -> int:
    return sum(f.blocking and not f.suppressed for f in outcome.findings)


def _only(outcome: Outcome, blocks: Counts) -> Outcome:
    from citewarden.commands import changes

    def narrowed(article: Judged) -> Judged:
        found = changes.unblocked(article.findings, lambda f: blocks(article, f))
        return replace(article, findings=found)

    return replace(outcome, articles=tuple(narrowed(a) for a in outcome.articles))


def _articles(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Those of `paths` that are articles of the project: in its articles' folder, and of a kind that is read."""
    from citewarden.plugins import discover

    suffixes = tuple({s for module in discover("citewarden.readers").values() for s in module.SUFFIXES})
    places = ((path, path.resolve()) for path in paths)
    top = folder.resolve()
    return [path for path, at in places if at.is_relative_to(top) and _is_article(at.relative_to(top), suffixes)]


def _given(path: Path, revision: str | None) -> Contents:
    """A file as it is named; of a folder every article, or those changed since a revision: the others cannot block."""
    from citewarden.commands.changes import changed_files
    from citewarden.folders import Contents, one
    from citewarden.plugins import discover
    from citewarden.stages.find import found

    if not path.is_dir():
        return one(path)
    if not revision:
        return found(path)
    suffixes = tuple({s for module in discover("citewarden.readers").values() for s in module.SUFFIXES})
    changed = changed_files(revision, path)
    given = [one(file) for file in changed if file.is_file() and _is_article(file.relative_to(path), suffixes)]
    return Contents(tuple(p for f in given for p in f.files), tuple(e for f in given for e in f.unusable))


def _is_article(name: Path, suffixes: tuple[str, ...]) -> bool:
    """Whether `stages.find.articles` would list a file of this name; asked of few files, to walk through no others."""
    hidden = any(part.startswith(".") for part in name.parts)
    return not hidden and name.stem != "README" and name.name.lower().endswith(suffixes)


def _root(paths: Sequence[Path], articles: Path) -> Path:
    """The folder article ids count from: the project's articles folder, else what the given files share."""
    if all(path.resolve().is_relative_to(articles.resolve()) for path in paths):
        return articles.resolve()
    return Path(os.path.commonpath([path.resolve().parent for path in paths]))
