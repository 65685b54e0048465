"""From judged articles to files in reports/ and lines on the terminal."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import __version__
from citewarden import config as settings
from citewarden.commands.child import beside
from citewarden.commands.session import RUN, Session, counts, described, looked_at, opened
from citewarden.errors import StateError
from citewarden.model import Failure, Kind, Level, Run
from citewarden.store import articles as kept_articles
from citewarden.store import get, judgements, partitions, put
from citewarden.store.codec import decode, encode

if TYPE_CHECKING:
    from citewarden.formats import ArticleRow, Rule, Turnover
    from citewarden.pipeline import Judged, Outcome
    from citewarden.stages.gate import Tally
    from citewarden.store.database import Database
    from citewarden.store.partitions import Partition

EXPORTS = ("findings.csv", "findings.sarif", "junit.xml", "run.prov.json")
"""Files for programs that are about all articles, below the folder of reports."""

LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)


def run_of(session: Session, *, offline: bool, failures: Iterable[Failure] = ()) -> Run:
    """The run as its reports name it: same inputs and date, same run."""
    used = {
        "config": settings.digest(session.config),
        f"policy {session.policy.name}": _digest(repr(session.policy)),
        **_judge(session),
        **{f"lexicon {p.stem}": _digest(p.read_text("utf-8")) for p in settings.lexicons()},
    }
    key = "\n".join((session.as_of, __version__, str(offline), *(f"{k}={v}" for k, v in sorted(used.items()))))
    return Run(
        f"{session.as_of}-{_digest(key)[:8]}",
        session.as_of,
        __version__,
        offline=offline,
        used=used,
        failures=tuple(failures),
        check_pages=session.config.check_pages,
    )


def _judge(session: Session) -> dict[str, str]:
    """The judge of one's own, as the settings name it."""
    verify = session.config.verify
    if not verify.judge:
        return {}
    return {"judge": f"{verify.judge} at {verify.judge_base}" if verify.judge_base else verify.judge}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def pages(session: Session) -> list[str]:
    """Where an article's reports lie; "{article}" stands for its name."""
    from citewarden.plugins import discover

    folder = session.config.reports.replace("{", "{{").replace("}", "}}")
    wanted = [m.FILE for m in discover("citewarden.formats").values() if m.FILE.startswith("{article}")]
    return [f"{folder}/{file}" for file in wanted]


def site(session: Session, run: Mapping[str, Any], of: Sequence[Partition]) -> None:
    """Write what is about all articles, and keep it for the next run to be compared with: what people open, beside it
    what programs read (CSV, SARIF, JUnit, PROV), and the list of sources."""
    from citewarden.plugins import discover
    from citewarden.stages.report import PEOPLE, PROGRAMS, SOURCES

    discover("citewarden.formats")  # loaded once for all three
    with beside(_written, session, run, of, PROGRAMS), beside(_written, session, run, of, SOURCES):
        _written(session, run, of, PEOPLE)


def withdraw(session: Session) -> None:
    """Remove the files for programs of the last run: what does not come to its end leaves none."""
    for name in EXPORTS:
        (Path(session.config.reports) / name).unlink(missing_ok=True)


def _written(session: Session, run: Mapping[str, Any], of: Sequence[Partition], group: str) -> None:
    """Write a group of the files about all articles."""
    with opened(session.config) as database:
        _stored(session, run, database, of, group)


def _stored(session: Session, run: Mapping[str, Any], database: Database, of: Sequence[Partition], group: str) -> None:
    """Write files about all articles; all there are, where the run was of all."""
    from citewarden.stages.report import Whole, report_stored

    @cache
    def articles() -> list[ArticleRow]:
        return roll(database)

    said = run_of(session, offline=run["offline"], failures=failures(session, database))
    whole = _is_whole(run) and database.one("select 1 from article where wanted = 1 limit 1")
    report_stored(
        database,
        replace(said, counts=asked(session)),
        Path(session.config.reports),
        suppressions=session.decisions().suppressions,
        group=group,
        whole=Whole(articles, session.policy.removed_share, run["accept"]) if whole else None,
        catalogue=_rules(database, str(run.get("code", ""))),
        last=Path(session.config.results) / "site",
        of=of,
    )


def _rules(database: Database, code: str) -> Mapping[str, Rule]:
    """Every check's documentation, kept under the digest of the code: importing the checks for it costs a third of a
    second."""
    from citewarden.formats import Rule
    from citewarden.stages.report import rules

    of, _, kept = get(database, "rules").partition("\n")
    if code and of == code:
        return decode(dict[str, Rule], kept)
    found = rules()
    with database.transaction():
        put(database, "rules", f"{code}\n{encode(found)}")
    return found


def roll(database: Database) -> list[ArticleRow]:
    """All articles of the run, by id."""
    from citewarden.formats import ArticleRow

    return [ArticleRow(a.id, a.name, a.path, a.sha256) for a in kept_articles.present(database)]


def _is_whole(run: Mapping[str, Any]) -> bool:
    """Whether the run was of all articles there are, and none was out of its reach."""
    return bool(run["whole"]) and not run["unusable"]


def last_run(session: Session) -> dict[str, Any]:
    """How the last audit was started (`commands/begin.py`)."""
    return {"whole": False, "accept": False, "unusable": (), **described(Path(session.config.results) / RUN)}


def _gone(session: Session, database: Database) -> Turnover | None:
    """The articles that are gone, where they are more than the policy lets go; None otherwise."""
    from citewarden.stages import turnover

    if not _is_whole(last_run(session)):
        return None
    change = turnover.since(database, session.as_of, lambda: roll(database))
    return change if turnover.exceeds(change, session.policy.removed_share) else None


def note(session: Session, step: str, counts: Mapping[str, int]) -> None:
    """Keep what a step of the workflow counted, for the run's record."""
    from citewarden.tables import dumps, write_text

    write_text(Path(session.config.results) / "counts" / f"{step}.json", dumps(dict(sorted(counts.items()))) + "\n")


def asked(session: Session) -> dict[str, dict[str, Any]]:
    """Step -> what it counted: questions asked, answered from the cache, not answered; articles judged and kept.

    What batches asked a judge of one's own is one row, with its price.
    """
    files = sorted((Path(session.config.results) / "counts").glob("*.json"))
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}
    judged = sum((Counter(counts) for step, counts in found.items() if step.startswith("judge ")), Counter[str]())
    rows: dict[str, dict[str, Any]] = {k: v for k, v in found.items() if v and not k.startswith("judge ")}
    return rows | ({"judge": priced(session, judged)} if judged else {})


def priced(session: Session, counts: Mapping[str, int]) -> dict[str, Any]:
    """What a judge was asked, with what it cost where the settings give a price."""
    from citewarden.nlp.verdict.judges.layer import spent

    cost = spent(counts, session.config.verify.judge_price)
    told = {name: number for name, number in counts.items() if number}
    return {**told, "cost": cost} if cost else told


def failures(session: Session, database: Database) -> list[Failure]:
    """Every input the last audit could not read."""
    unusable = [Failure(line.partition(": ")[0], "find", line) for line in last_run(session)["unusable"]]
    return unusable + kept_articles.failures(database)


def write(session: Session, outcome: Outcome, folder: Path, *, offline: bool) -> None:
    """Write every report of an audit held in memory."""
    from citewarden.stages.report import report

    run = run_of(session, offline=offline, failures=outcome.failures)
    suppressions = session.decisions().suppressions
    report([(a.audit, a.findings) for a in outcome.articles], run, folder, suppressions=suppressions)


def tallies(database: Database) -> Tally:
    """What the last audit found, counted over its articles.

    Raises:
        StateError: there was no audit, or a part of it is missing: no result is not a clean result.
    """
    from citewarden.stages.gate import Tally

    missing = judgements.missing(database)
    if missing or not get(database, "articles"):
        problem = f"{missing} articles were not judged" if missing else "holds no audit"
        raise StateError(problem, where=database.where, remedy="run `citewarden audit` again")
    kept = judgements.counted(database)
    return decode(Tally, kept) if kept else _added_up(database, partitions.partitions(database), keep=False)


def add_up(session: Session) -> list[Partition]:
    """Count what was found, and keep it for who asks; the articles of the run."""
    with opened(session.config) as database:
        found = partitions.partitions(database)
        judgements.count(database, encode(_added_up(database, found, keep=True)))
    return found


def _added_up(database: Database, of: Sequence[Partition], *, keep: bool) -> Tally:
    from citewarden.stages.gate import Tally, together

    def work(some: Partition) -> Tally:
        return together(decode(Tally, row) for row in judgements.tallies(database, some))

    return together(partitions.worked_out(database, "tally", of, Tally, work, keep=keep))


def summary(session: Session) -> tuple[int, str]:
    """Print at most ten lines about the last audit; the gate's exit status and the last line, which says why."""
    from citewarden.stages.gate import gate

    with looked_at(session.config) as database:
        found, unread = tallies(database), failures(session, database)
        status, line = gate(found, unread, session.policy, gone=_gone(session, database))
    if not session.quiet:
        print(f"Articles:   {found.articles} audited as of {session.as_of}, {len(unread)} not readable")
        print(f"Claims:     {found.claims}")
        print(f"References: {found.references}")
        print(f"Findings:   {counts({level.value: found.levels.get(level.value, 0) for level in LEVELS})}")
        print(f"Open:       {sum(asked.number for asked in found.open)} not known")
        if found.rules:
            most = sorted(found.rules.items(), key=lambda pair: (-pair[1], pair[0]))[:4]
            print("Most often: " + ", ".join(f"{rule} ({n})" for rule, n in most))
        for failure in unread[:2]:
            _print(f"Not read:   {failure.message}")
        print(f"Report:     {Path(session.config.reports) / 'index.html'}")
    _print(line)
    return status, line


def listed(articles: Iterable[Judged]) -> None:
    """Print each finding as file:line:column, for terminals and editors."""
    for article in articles:
        for f in article.findings:
            if f.suppressed:
                continue
            place = article.audit.document.source
            if f.location and f.location.place:
                place += f" ({f.location.place})"
            elif f.location:
                place += f":{f.location.start_line}:{f.location.start_column}"
            mark = "BLOCKS " if f.blocking else ""
            word = "open" if f.kind is Kind.OPEN else f.level.value
            _print(f"{place}: {mark}{word}: {f.message} [{f.rule_id}]")


def _print(text: str) -> None:
    from citewarden.commands.terminal import printable

    print(printable(text), file=sys.stdout)
