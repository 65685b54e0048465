"""Findings -> files an editor, a program and a pipeline can read.

The work has two halves, so that a site of 100,000 articles is never in memory at once: `report_article` writes the
files of one article and gives back its `Summary`; `kept` is what the store keeps of it; `report_stored` writes what is
about all articles of the store, `report_site` what is about all that are held in memory. `report` does both halves.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from citewarden import store
from citewarden.formats import (
    RANK,
    ArticleReport,
    ArticleRow,
    Change,
    Counts,
    Piece,
    Rested,
    Rule,
    Seen,
    Site,
    Summary,
    Totals,
    Turnover,
    count,
    counted,
    headed,
    worst_first,
)
from citewarden.formats._claim_view import is_told, verdict_of
from citewarden.formats.junit import suite
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference, Run, Suppression
from citewarden.plugins import discover
from citewarden.stages import _spliced, turnover
from citewarden.store import articles, judgements, partitions, runs
from citewarden.store.codec import decode, encode
from citewarden.store.database import Database
from citewarden.store.partitions import Partition
from citewarden.tables import atomic, write_text
from citewarden.text import reviews
from citewarden.web import named

T = TypeVar("T")

PEOPLE, PROGRAMS, SOURCES = "people", "programs", "sources"
"""The groups of formats that are written beside each other."""

FORGET = 92
"""Days after which the findings of an article no run looked at any more are dropped from the state."""

_NO_NEWS = ("none", "unavailable", "unknown", "is_notice")
"""Types of notices that tell of nothing published about a work."""
_SAFE = re.compile(r"(?:\w(?:[\w.\-]{0,98}\w)?/)+\w(?:[\w\-]{0,90}\w)?\.[A-Za-z0-9]{1,8}", re.ASCII)
"""A path in a folder that needs no look at its parts."""
_RESERVED = {
    "index",
    "checks",
    "sources",
    "sources-data",
    "findings",
    "digest",
    "junit",
    "run.prov",
    "index-data",
    "con",
    "nul",
    "aux",
    "prn",
}


def report(
    audits: Iterable[tuple[Audit, Sequence[Finding]]],
    run: Run,
    folder: Path,
    *,
    suppressions: Sequence[Suppression] = (),
) -> list[Path]:
    """Write every report of a run below `folder`; give back the paths written, sorted.

    Raises:
        StateError: a file cannot be written.
    """
    audits = list(audits)
    names = file_names([audit.document.id for audit, _ in audits])
    paths: list[Path] = []
    summaries: list[Summary] = []
    for audit, findings in sorted(audits, key=lambda pair: pair[0].document.id):
        summary, written = report_article(audit, findings, run, folder, name=names[audit.document.id])
        summaries.append(summary)
        paths += written
    paths += report_site(Site(summaries, run, rules(), suppressions=tuple(suppressions), line=_reader()), folder)
    return sorted(paths)


def report_article(
    audit: Audit, findings: Sequence[Finding], run: Run, folder: Path, *, name: str = ""
) -> tuple[Summary, list[Path]]:
    """Write one article's files; give back what the site's reports need of it, and the paths."""
    name = name or file_name(audit.document.id)
    article = ArticleReport(audit, tuple(sorted(findings, key=worst_first)), run, name, rules())
    written = []
    for module in _formats():
        if module.FILE.startswith("{article}"):
            path = folder / module.FILE.format(article=name)
            write_text(path, _writable(module.render(article)))
            written.append(path)
    return summarise(article), written


def kept(summary: Summary) -> tuple[str, list[tuple[Any, ...]], dict[str, str]]:
    """What the store keeps of an article for the site's reports: its summary, its findings, its parts by format."""
    heads = headed(summary.findings)
    findings = [
        (f.fingerprint, encode(f), f.rule_id, f.level.value, f.owner.value, _told(f.message), f.kind.value,
         int(f.suppressed), int(id(f) in heads))
        for f in summary.findings
    ]  # fmt: skip
    parts = {module.NAME: _writable(module.part(summary)) for module in _formats() if hasattr(module, "part")}
    short = replace(summary, findings=(), sources=(), suite="", figures=counted(summary.findings))
    return encode(short), findings, parts


Writer = Callable[[ModuleType, Site, Path], Path]
"""Writes the file of a format at a path."""


def report_site(site: Site, folder: Path, *, group: str = "", write: Writer | None = None) -> list[Path]:
    """Write what is about all articles; `group`: only the formats of one."""
    written = []
    for module in _formats():
        wanted = group in ("", getattr(module, "GROUP", PEOPLE))
        if wanted and module.FILE and not module.FILE.startswith("{article}"):
            written.append((write or _whole)(module, site, folder / module.FILE))
            for name, pieces in getattr(module, "parts", _nothing)(site):
                written.append(_write(folder / name, pieces))
    return written


def report_stored(
    database: Database,
    run: Run,
    folder: Path,
    *,
    suppressions: Sequence[Suppression] = (),
    group: str = "",
    whole: Whole | None = None,
    catalogue: Mapping[str, Rule] | None = None,
    last: Path | None = None,
    of: Sequence[Partition] | None = None,
) -> list[Path]:
    """Write what is about all articles that the store says are judged.

    Unless only another `group` than that for people is wanted, it is kept for the next run to be compared with;
    articles this run did not look at keep theirs. `whole` is given where all articles there are were audited: then
    those that are gone are told, their pages leave `folder`, and what is known of them the store. `catalogue` is every
    check's documentation and `of` the articles where they are known already; long files are made of those in the folder
    `last`, and linked there.
    """
    site = stored_site(database, run, suppressions, whole, catalogue, of)
    written = report_site(site, folder, group=group, write=_splicer(database, last) if last else None)
    if group in ("", PEOPLE):
        if whole is not None and not site.turnover.held:
            now = whole.articles()
            before = turnover.keep(database, run.as_of, now)
            _withdraw({row.name for row in before}, now, folder)
        _remember(site)
        if whole is not None and not site.turnover.held:
            articles.forget(database)
    return written


def _withdraw(before: set[str], now: Iterable[ArticleRow], folder: Path) -> None:
    """Delete the files of articles that are no longer there, by their names."""
    for name in before - {row.name for row in now}:
        for module in _formats():
            if module.FILE.startswith("{article}"):
                (folder / module.FILE.format(article=name)).unlink(missing_ok=True)
        for parent in (folder / name).parents:
            if parent == folder or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()


def render(name: str, site: Site) -> str:
    """One of the run's formats as text, for `gate --format`."""
    return "".join(discover("citewarden.formats")[name].render(site))


def render_articles(name: str, audits: Iterable[tuple[Audit, Sequence[Finding]]], run: Run) -> str:
    """One of the articles' JSON formats as one array, for `gate --format`."""
    module = discover("citewarden.formats")[name]
    reports = [ArticleReport(a, tuple(sorted(f, key=worst_first)), run, file_name(a.document.id)) for a, f in audits]
    return "[\n" + ",\n".join(module.render(r).rstrip("\n") for r in reports) + "\n]\n"


def site(
    audits: Iterable[tuple[Audit, Sequence[Finding]]],
    run: Run,
    *,
    suppressions: Sequence[Suppression] = (),
) -> Site:
    """What the run's formats take, without writing anything (for `gate --format`)."""
    pairs = sorted(audits, key=lambda pair: pair[0].document.id)
    names = file_names([audit.document.id for audit, _ in pairs])
    summaries = [summarise(ArticleReport(a, tuple(f), run, names[a.document.id])) for a, f in pairs]
    return Site(summaries, run, rules(), suppressions=tuple(suppressions), line=_reader())


@dataclass(frozen=True, slots=True)
class Whole:
    """What gives all articles there are, the share of the last ones that may be gone without a word, and whether more
    may."""

    articles: Callable[[], Sequence[ArticleRow]]
    share: float = 1.0
    accepted: bool = False


def summarise(article: ArticleReport) -> Summary:
    """What the site's reports need of one article."""
    audit = article.audit
    document = audit.document
    of_claim: dict[str, list[Finding]] = {}
    for finding in article.findings:
        of_claim.setdefault(finding.subject, []).append(finding)
    verdicts = Counter(
        verdict_of(audit.evidence_of.get(c.id, ()), audit.passage_of, told=is_told(of_claim.get(c.id, ())))
        for c in audit.claims
    )
    return Summary(
        document=document.id,
        name=article.name,
        title=document.title,
        source=document.source,
        sha256=document.sha256,
        url=document.url,
        owner=document.owner,
        reviewed=document.reviewed,
        next_review=document.next_review,
        due=_due(audit),
        sources=tuple(_rested(audit, r) for r in audit.references if r.listed),
        claims=len(audit.claims),
        references=len(audit.references),
        verdicts=dict(sorted(verdicts.items())),
        links=dict(sorted(Counter(_link_state(audit, r) for r in audit.references if r.URL).items())),
        years=tuple(y for r in audit.references if (y := _year(r.csl)) is not None),
        findings=tuple(sorted(article.findings, key=worst_first)),
        suite=suite(article),
    )


def _rested(audit: Audit, reference: Reference) -> Rested:
    found = audit.resolution_of.get(reference.id)
    csl = {**reference.csl, **(found.csl if found is not None and found.outcome == "matched" else {})}
    title = str(csl.get("title") or "") or reference.raw[:150]
    ids = (("doi:", csl.get("DOI")), ("pmid:", csl.get("PMID")), ("", csl.get("URL")), ("", " ".join(title.split())))
    notices = [n for n in audit.notices_of.get(reference.id, ()) if n.type not in _NO_NEWS and not n.cancelled_by]
    return Rested(
        key=next((f"{prefix}{str(value).lower()}" for prefix, value in ids if value), reference.id),
        title=title,
        year=str(_year(csl) or ""),
        sentences=len(audit.cited_by.get(reference.id, ())),
        notice=max((f"{n.updated} {n.type.replace('_', ' ')}".strip() for n in notices), default=""),
    )


def _due(audit: Audit) -> str:
    document = audit.document
    page = (document.id, document.title, document.owner, document.reviewed, document.next_review)
    years = int(audit.policy.setting("review-overdue", "years", 0))
    return next((row.day for row in reviews.due([page], years=years)), "")


def _link_state(audit: Audit, reference: Reference) -> str:
    probe = audit.probe_of.get(reference.URL)
    if probe is None:
        return "not known"
    probe = named.as_cited(probe, reference.csl)
    if probe.dead:
        return "dead"
    return {"ok": "working", "redirected": "working", "moved": "moved"}.get(probe.outcome, "not known")


def _year(csl: Mapping[str, object]) -> int | None:
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    try:
        return int(parts[0][0]) if parts else None
    except (TypeError, ValueError, IndexError):
        return None


# File names ---------------------------------------------------------------------------------------------------------


def file_name(document: str) -> str:
    """Where an article's reports lie below `reports/`, without suffix: its own path, made safe.

    "neurology/ms.md" becomes "neurology/ms". A part that had to be changed (odd characters, a name the reports need for
    themselves, too long) ends in digits of the id's digest, so that two articles never share a file.
    """
    if _SAFE.fullmatch(document) and document.partition("/")[0].casefold() not in _RESERVED:
        return document.rpartition(".")[0]
    stem, dot, suffix = document.rpartition(".")
    parts = (stem if dot and re.fullmatch(r"[A-Za-z0-9]{1,8}", suffix) and stem else document).split("/")
    safe = [re.sub(r"[^\w.\-]+", "-", part).strip("-.") for part in parts]
    safe = [part.encode("utf-8")[:100].decode("utf-8", "ignore") or "article" for part in safe]
    if safe[0].casefold() in _RESERVED or (len(safe) == 1 and safe[0].startswith(("findings.", "digest.", "index."))):
        safe[0] += "-article"
    if safe != parts:
        safe[-1] += "-" + hashlib.sha256(document.encode()).hexdigest()[:8]
    return "/".join(safe)


def file_names(documents: Sequence[str]) -> dict[str, str]:
    """`file_name` for each article of a run; those that differ in suffix or case only keep the suffix and digest."""
    chosen = {d: file_name(d) for d in documents}
    twice = Counter(name.casefold() for name in chosen.values())
    for document, name in chosen.items():
        if twice[name.casefold()] > 1:
            chosen[document] = _apart(document)
    return chosen


def possible_names(document: str) -> tuple[str, str]:
    """Where an article's reports may lie: on its own, and beside one that would have the same file."""
    return file_name(document), _apart(document)


def _apart(document: str) -> str:
    suffix = re.sub(r"\W+", "", document.rpartition(".")[2])[:8]
    return f"{file_name(document)}-{suffix}-{hashlib.sha256(document.encode()).hexdigest()[:6]}"


# Rules --------------------------------------------------------------------------------------------------------------


@cache
def rules() -> Mapping[str, Rule]:
    """Every check's documentation, from its docstring."""
    return {
        name: rule(name, module.__doc__ or "", module.LEVEL, module.OWNER)
        for name, module in discover("citewarden.checks").items()
    }


def rule(name: str, docstring: str, level: Level, owner: Owner) -> Rule:
    """A check's docstring as its four sections."""
    title, *rest = re.split(r"(?m)^## +(.+)$", docstring.strip())
    parts = {head.strip(): " ".join(body.split()) for head, body in zip(rest[::2], rest[1::2], strict=True)}
    first = (" ".join(title.split()) or name).strip()
    return Rule(
        name,
        first,
        level,
        owner,
        parts.get("What it does", ""),
        parts.get("Why it matters", ""),
        parts.get("What to do", ""),
        parts.get("When it is wrong", ""),
    )


# From run to run ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StoredSite(Site):
    """The articles of a run in the store, which tells what is their own in each file and compares them with the run
    before; none of it is held in memory. What is worked out of a partition is kept as long as that is as it was."""

    database: Database = field(kw_only=True)
    before: runs.Before = field(kw_only=True)
    partitions: Sequence[Partition] = field(kw_only=True)

    @property
    def first(self) -> bool:
        """Whether there is no run before to compare with."""
        return not self.before.as_of

    def parts(
        self, part: Callable[[Summary], str], name: str, wanted: Callable[[str], bool] = lambda _: True
    ) -> Iterator[tuple[str, str]]:
        """(article, its part) of the format `name`, in order of the articles, as it was kept when it was judged."""
        known = (article for some in self.partitions for article in some.articles)
        return ((article, judgements.part(self.database, name, article)) for article in known if wanted(article))

    def pieces(self, part: Callable[[Summary], str], name: str) -> Iterator[Piece]:
        """The same in pieces."""
        for some in self.partitions:
            yield Piece(some.key, some.articles, judgements.parts(self.database, name, some))

    def folded(
        self,
        part: Callable[[Summary], str],
        name: str,
        kind: type[T],
        fold: Callable[[Iterable[tuple[str, str]]], T],
    ) -> Iterator[T]:
        """What `fold` makes, of the type `kind`, of the parts of each piece."""

        def work(some: Partition) -> T:
            return fold(judgements.parts(self.database, name, some))

        return partitions.worked_out(self.database, name, self.partitions, kind, work)

    def counts(self) -> Iterator[Counts]:
        """What reading tells of some articles after the other."""

        def work(some: Partition) -> Counts:
            return count(decode(Summary, row) for row in judgements.summaries(self.database, some))

        return partitions.worked_out(self.database, "counts", self.partitions, Counts, work)

    def changes(self) -> Iterator[Change]:
        """The findings that are new or other than in the run before, article by article; where there was none, all."""
        for article, place, head, row, *said in runs.changes(self.database, self.before):
            yield Change(article, place, decode(Finding, row), _seen(said) if said[0] else None, bool(head))

    def left(self) -> list[Seen]:
        """The findings of the run before that this one does not have."""
        return [_seen(row) for row in runs.left(self.database, self.before)]


class Summaries:
    """The summaries of the articles in the store, by document id; read anew at each iteration."""

    def __init__(self, database: Database, of: Sequence[Partition]) -> None:
        self._database, self._partitions = database, of

    def __iter__(self) -> Iterator[Summary]:
        for some in self._partitions:
            yield from (decode(Summary, row) for row in judgements.summaries(self._database, some))


def stored_site(
    database: Database,
    run: Run,
    suppressions: Sequence[Suppression] = (),
    whole: Whole | None = None,
    catalogue: Mapping[str, Rule] | None = None,
    of: Sequence[Partition] | None = None,
) -> StoredSite:
    """The articles of the run, compared with the last run judged as of an earlier date, so that a run done twice
    compares alike."""
    change = _turnover(database, run, whole) if whole else Turnover()
    history = tuple(decode(Totals, row) for as_of, row in runs.totals(database) if as_of < run.as_of)
    before = runs.Before(history[-1].as_of if history else "")
    if history and change.moved:
        before = runs.follow(database, before, {was.document: now.document for was, now in change.moved})
    known = partitions.partitions(database) if of is None else of
    return StoredSite(
        Summaries(database, known),
        run,
        rules() if catalogue is None else catalogue,
        history=history,
        suppressions=tuple(suppressions),
        turnover=change,
        line=_reader(),
        database=database,
        before=before,
        partitions=known,
    )


def _seen(row: Sequence[Any]) -> Seen:
    fingerprint, rule, document, level, owner, message, first_seen, kind, suppressed, last_seen = row
    said = (Level(level), Owner(owner), message, first_seen, Kind(kind), bool(suppressed), last_seen)
    return Seen(fingerprint, rule, document, *said)


def _turnover(state: Database, run: Run, whole: Whole) -> Turnover:
    """What came of the articles of the last list; told as since the last date, so that a run done twice tells alike."""
    since = turnover.since(state, run.as_of, whole.articles)
    if turnover.exceeds(since, whole.share) and not whole.accepted:
        return replace(since, held=True)
    return turnover.since(state, run.as_of, whole.articles, earlier=True)


def _reader() -> Callable[[str, int], str]:
    """A reader of single lines of article files, which keeps the last file it read."""

    @lru_cache(maxsize=2)
    def lines(source: str) -> tuple[str, ...]:
        try:
            return tuple(Path(source).read_text(encoding="utf-8-sig").split("\n"))
        except (OSError, ValueError):
            return ()

    def line(source: str, number: int) -> str:
        rows = lines(source)
        return rows[number - 1].rstrip("\r") if 0 < number <= len(rows) else ""

    return line


def _remember(site: StoredSite) -> None:
    """Keep this run's findings and totals; older findings than the two runs before are dropped."""
    from citewarden.formats.index import totals

    as_of = site.run.as_of
    # Not seen, not known to be gone: it is not new when it is seen again. An article long away is forgotten.
    forget = (date.fromisoformat(as_of) - timedelta(days=FORGET)).isoformat()
    unsure = (seen.fingerprint for seen in site.tally.unsure)
    runs.keep_found(site.database, site.before, as_of, unsure, forget=forget)
    runs.keep_totals(site.database, as_of, encode(totals(site)))


# Writing ------------------------------------------------------------------------------------------------------------


def _formats() -> list[ModuleType]:
    return [module for _, module in sorted(discover("citewarden.formats").items())]


def _nothing(_: Site) -> Iterator[tuple[str, Iterator[str]]]:
    return iter(())


def _told(message: str) -> str:
    """A message as a column of any database can hold it."""
    return _writable(message).replace("\0", "\ufffd")


def _writable(text: str) -> str:
    """`text` as UTF-8 can hold it: a registry's answer may bring half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _whole(module: ModuleType, site: Site, path: Path) -> Path:
    return _write(path, module.render(site))


def _splicer(database: Database, last: Path) -> Writer:
    """Writes a format that comes in pieces out of the last file and what is new."""

    def write(module: ModuleType, site: Site, path: Path) -> Path:
        if not hasattr(module, "pieces"):
            return _whole(module, site, path)
        name = f"layout of {module.NAME}"
        layout = _spliced.write(path, module.pieces(site), last / path.name, store.get(database, name))
        with database.transaction():
            store.put(database, name, layout)
        return path

    return write


def _write(path: Path, pieces: Iterable[str]) -> Path:
    """Write pieces of UTF-8 text; the file appears whole or not at all."""

    def put(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8", errors="replace", newline="") as out:
            out.writelines(pieces)

    atomic(path, put)
    return path


def worst(findings: Iterable[Finding]) -> Level | None:
    """The gravest level among live findings, None if there are none."""
    return min((f.level for f in findings if not f.suppressed), key=RANK.__getitem__, default=None)
