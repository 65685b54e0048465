"""What is about all articles, from the store: the same bytes as from memory, compared with the run before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from citewarden import store
from citewarden.formats import ArticleRow, Seen, Site, Summary
from citewarden.model import Finding, Level, Suppression
from citewarden.stages.report import PEOPLE, PROGRAMS, SOURCES, Whole, report_article, report_site, report_stored, rules
from citewarden.store import runs
from citewarden.testing.sample import sample_audit, sample_findings, sample_run
from citewarden.testing.stored import judged

RUN = replace(sample_run(), failures=())


def article(name: str, folder: Path, *, without: int = 0, words: str = "") -> Summary:
    """An article whose first findings are gone, or whose findings say something else."""
    audit = sample_audit(name)
    findings = [
        replace(f, fingerprint=f"{name}:{f.fingerprint}", message=f.message + words)
        for f in sample_findings(audit)
        if f.rule_id != "incomplete-audit"
    ][without:]
    return report_article(audit, findings, RUN, folder)[0]


def before(articles: Sequence[Summary], first_seen: str) -> dict[str, Seen]:
    """What a run of these articles saw."""
    return {
        f.fingerprint: Seen(
            f.fingerprint, f.rule_id, f.document, f.level, f.owner, f.message, first_seen, f.kind, f.suppressed
        )
        for a in articles
        for f in a.findings
    }


def files(folder: Path) -> dict[str, bytes]:
    """The files about all articles."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and "digest" not in path.name}


def decided(finding: Finding) -> Suppression:
    said = ("It is so.", "A. B.", "editor", "2026-01-02", "", "accept")
    return Suppression(finding.fingerprint, finding.rule_id, *said, document=finding.document)


@pytest.mark.long
def test_the_store_gives_the_bytes_that_memory_gives(tmp_path: Path, address: str) -> None:
    pages = tmp_path / "pages"
    first = [article(name, pages) for name in ("a.md", "b.md", "deep/c.md", "é.md")]
    second = [
        first[0],
        article("b.md", pages, words=' is "other", now\u2028=1'),
        article("deep/c.md", pages, without=3),
        article("new.md", pages),
        first[3],
    ]
    odd = first[0].findings[0]
    second[0] = replace(first[0], findings=(replace(odd, suppressed=True), *first[0].findings[1:]))
    suppressions = (decided(odd),)
    with store.connect(tmp_path / "state", address) as database:
        for as_of, articles in (("2026-01-13", first), ("2026-01-14", second)):
            run = replace(RUN, as_of=as_of, offline=False)
            judged(database, as_of, articles)
            for group in (PROGRAMS, PEOPLE, SOURCES):  # before what is kept of the run, or after
                report_stored(database, run, tmp_path / as_of, suppressions=suppressions, group=group)
            again = files(tmp_path / as_of)
            report_stored(database, run, tmp_path / as_of, suppressions=suppressions)
            assert files(tmp_path / as_of) == again
        history = [row for as_of, row in runs.totals(database) if as_of == "2026-01-13"]
        since = {row[0]: row[6] for row in runs.seen(database, "2026-01-14")}
    assert len(history) == 1
    for as_of, articles, previous in (
        ("2026-01-13", first, None),
        ("2026-01-14", second, before(first, "2026-01-13")),
    ):
        run = replace(RUN, as_of=as_of, offline=False)
        site = Site(articles, run, rules(), previous, suppressions=suppressions)
        report_site(site, tmp_path / f"memory-{as_of}")
        whole, stored = files(tmp_path / f"memory-{as_of}"), files(tmp_path / as_of)
        assert whole.keys() == stored.keys()
        different = {name for name in whole if whole[name] != stored[name]}
        assert different <= {"index.html"} if previous else not different  # the index draws the runs before
    assert since[first[3].findings[0].fingerprint] == "2026-01-13"
    assert since[second[3].findings[0].fingerprint] == "2026-01-14"
    csv = (tmp_path / "2026-01-14" / "findings.csv").read_text("utf-8")
    assert {",new,", ",updated,", ",unchanged,"} <= {
        f",{cell}," for line in csv.split("\n") for cell in line.split(",")
    }


def test_an_article_that_moved_is_followed_in_the_database(tmp_path: Path, address: str) -> None:
    pages = tmp_path / "pages"
    with store.connect(tmp_path / "state", address) as database:
        for day, names in (("2026-01-13", ("a.md", "b.md")), ("2026-01-14", ("b.md", "moved/a.md"))):
            articles = [article(name, pages) for name in names]
            rows = [ArticleRow(name, name[:-3], name, "of " + name[-4:]) for name in names]
            judged(database, day, articles)
            for group in (PEOPLE, PROGRAMS):
                run = replace(RUN, as_of=day, offline=False)
                report_stored(database, run, tmp_path / day, whole=Whole(partial(list, rows)), group=group)
        text = (tmp_path / "2026-01-14" / "findings.csv").read_text("utf-8")
        assert ",new," not in text
        assert ",unchanged," in text
        assert {row[6] for row in runs.seen(database, "2026-01-14")} == {"2026-01-13"}
        assert {row[2] for row in runs.seen(database, "2026-01-14")} == {"b.md", "moved/a.md"}


def test_what_an_older_version_saw_becomes_columns(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(store, "MIGRATIONS", store.MIGRATIONS[:3])
        older.setattr(store, "_SEEN_SINCE", 0)
        with store.connect(tmp_path, address) as database:
            row = (
                '{"fingerprint":"f","rule_id":"dead-link","document":"a.md","level":"error","owner":"web team",'
                '"message":"Gone.","first_seen":"2026-01-01","kind":"open","suppressed":true,"last_seen":"2026-01-13"}'
            )
            database.execute("insert into seen values ('2026-01-13', 'f', 'a.md', ?)", (row,))
    with store.connect(tmp_path, address) as database:
        assert runs.seen(database, "2026-01-12") == []
        (seen,) = runs.seen(database, "2026-01-13")
        assert seen == (
            "f", "dead-link", "a.md", Level.ERROR, "web team", "Gone.", "2026-01-01", "open", 1, "2026-01-13",
        )  # fmt: skip
        assert not database.one("select count(*) from finding")


def test_what_a_version_that_kept_every_run_saw_is_kept_since_it_was_so(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(store, "MIGRATIONS", store.MIGRATIONS[:5])
        older.setattr(store, "_SEEN_SINCE", 0)
        with store.connect(tmp_path, address) as database:
            marks = ", ".join("?" * 11)
            for day, messages in (("13", "ab"), ("14", "ab"), ("15", "ax")):
                said = [("f", messages[0]), ("g", messages[1])]
                rows = [
                    (f"2026-01-{day}", name, "dead-link", "a.md", "error", "editor", message, "2026-01-01", "fail", 0)
                    for name, message in said
                ]
                database.many(f"insert into seen values ({marks})", [(*row, row[0]) for row in rows])
    with store.connect(tmp_path, address) as database:
        told = database.execute("select fingerprint, message, since, until from seen order by 1, 3")
        seen = {day: [row[5] for row in runs.seen(database, f"2026-01-{day}")] for day in ("13", "14", "15")}
    assert told == [
        ("f", "a", "2026-01-13", ""),
        ("g", "b", "2026-01-13", "2026-01-15"),
        ("g", "x", "2026-01-15", ""),
    ]
    assert seen == {"13": ["a", "b"], "14": ["a", "b"], "15": ["a", "x"]}
