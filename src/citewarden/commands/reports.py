"""From judged articles to files in reports/ and lines on the terminal."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import __version__
from citewarden import config as settings
from citewarden.commands.session import Session, counts
from citewarden.errors import StateError
from citewarden.model import Failure, Kind, Level, Run

if TYPE_CHECKING:
    from citewarden.formats import Row, Turnover
    from citewarden.pipeline import Judged, Outcome
    from citewarden.stages.gate import Tally

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
    )


def _judge(session: Session) -> dict[str, str]:
    """The judge of one's own, as the settings name it."""
    verify = session.config.verify
    if not verify.judge:
        return {}
    return {"judge": f"{verify.judge} at {verify.judge_base}" if verify.judge_base else verify.judge}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def pages(session: Session, articles: Sequence[Judged], names: Mapping[str, str], *, offline: bool) -> dict[str, str]:
    """Write each article's files; document id -> its summary as a line of JSON."""
    from citewarden.stages.report import report_article
    from citewarden.tables import dumps

    run, folder = run_of(session, offline=offline), Path(session.config.reports)
    lines = {}
    for article in articles:
        document = article.audit.document.id
        summary, _ = report_article(article.audit, article.findings, run, folder, name=names.get(document, ""))
        lines[document] = dumps(summary) + "\n"
    return lines


def files(session: Session, name: str) -> list[Path]:
    """Where the reports of the article called `name` lie."""
    from citewarden.plugins import discover

    wanted = [m.FILE for m in discover("citewarden.formats").values() if m.FILE.startswith("{article}")]
    return [Path(session.config.reports) / file.format(article=name) for file in wanted]


def site(session: Session, summaries: Sequence[Path], *, offline: bool, exports: bool) -> None:
    """Write what is about all articles: what programs read, or the rest."""
    from citewarden.stages.report import Stored, Whole, report_site

    run = replace(run_of(session, offline=offline, failures=failures(session)), counts=asked(session))
    suppressions = session.decisions().suppressions
    state = Path(session.config.state) / "runs"
    folder = Path(session.config.reports)
    articles = audited(session)
    whole = Whole(articles, session.policy.removed_share, _night(session)["accept"]) if articles else None
    report_site(
        Stored(tuple(summaries)), run, folder, state=state, suppressions=suppressions, exports=exports, whole=whole
    )


def audited(session: Session) -> list[Row] | None:
    """All articles there are, if the last audit was of all of them and none was out of its reach."""
    from citewarden.stages.pack import rows

    night = _night(session)
    if not night["whole"] or night["unusable"]:
        return None
    return rows(Path(session.config.results) / "pack")


def _night(session: Session) -> dict[str, Any]:
    """How the last audit was started: whether of all articles (`whole`), whether any number of them may be gone
    (`accept`), and what in their folder could not be used (`unusable`, a line each)."""
    try:
        night = json.loads((Path(session.config.results) / "night.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        night = {}
    return {"whole": False, "accept": False, "unusable": (), **night}


def _gone(session: Session) -> Turnover | None:
    """The articles that are gone, where they are more than the policy lets go; None otherwise."""
    from citewarden.stages import turnover

    articles = audited(session)
    if articles is None:
        return None
    before = turnover.last(Path(session.config.state) / "runs", session.as_of)
    change = turnover.turnover(before, articles)
    return change if turnover.exceeds(change, session.policy.removed_share) else None


def note(session: Session, step: str, counts: Mapping[str, int]) -> None:
    """Keep what a step of the workflow counted, for the run's record."""
    from citewarden.tables import dumps, write_text

    write_text(Path(session.config.results) / "counts" / f"{step}.json", dumps(dict(sorted(counts.items()))) + "\n")


def forget(session: Session, steps: str) -> None:
    """Forget what the steps of the last run counted whose names fit a pattern: not all of them run each time."""
    for path in (Path(session.config.results) / "counts").glob(f"{steps}.json"):
        path.unlink(missing_ok=True)


def asked(session: Session) -> dict[str, dict[str, Any]]:
    """Step -> what it counted: questions asked, answered from the cache, not answered; articles judged and kept.

    What shards asked a judge of one's own is one row, with its price.
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


def failures(session: Session) -> list[Failure]:
    """Every input the last audit could not read."""
    from citewarden.tables import merge

    results = Path(session.config.results)
    unusable = [Failure(line.partition(": ")[0], "pack", line) for line in _night(session)["unusable"]]
    places = [
        results / step / shard / "failures.parquet" for step in ("articles", "judged") for shard in _shards(session)
    ]
    return unusable + merge([p for p in (*places, results / "corpus/failures.parquet") if p.exists()], Failure)


def _shards(session: Session) -> list[str]:
    from citewarden.stages.pack import manifests

    return manifests(Path(session.config.results) / "pack")


def write(session: Session, outcome: Outcome, folder: Path, *, offline: bool) -> None:
    """Write every report of an audit held in memory."""
    from citewarden.stages.report import report

    run = run_of(session, offline=offline, failures=outcome.failures)
    suppressions = session.decisions().suppressions
    report([(a.audit, a.findings) for a in outcome.articles], run, folder, suppressions=suppressions)


def tallies(session: Session) -> Tally:
    """What the last audit found, counted over its shards.

    Raises:
        StateError: there was no audit, or a part of it is missing: no result is not a clean result.
    """
    from citewarden.stages.gate import Tally, together
    from citewarden.tables import build

    files = [Path(session.config.results) / "pages" / f"{shard}.json" for shard in _shards(session)]
    missing = [path for path in files if not path.exists()]
    if missing or not files:
        problem = f"{len(missing)} of {len(files)} parts of the audit are missing"
        raise StateError(problem, where=session.config.results, remedy="run `citewarden audit` again")
    return together(build(Tally, json.loads(path.read_text(encoding="utf-8"))) for path in files)


def summary(session: Session) -> tuple[int, str]:
    """Print at most ten lines about the last audit; the gate's exit status and the last line, which says why."""
    from citewarden.stages.gate import gate

    found, unread = tallies(session), failures(session)
    status, line = gate(found, unread, session.policy, gone=_gone(session))
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
