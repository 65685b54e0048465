"""Reports of a run as files: all of them, whole, under names that cannot clash or leave the folder."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewarden import store
from citewarden.model import Audit, Finding, Level, Owner, Run
from citewarden.stages.report import (
    file_name,
    file_names,
    render,
    report,
    report_article,
    report_stored,
    rule,
    rules,
    site,
)
from citewarden.store import runs
from citewarden.store.database import Database
from citewarden.testing.sample import sample_audit, sample_findings, sample_run
from citewarden.testing.stored import judged

RUN = sample_run()
SITE_FILES = {
    "index.html",
    "sources.html",
    "checks.html",
    "findings.csv",
    "findings.sarif",
    "run.prov.json",
    "junit.xml",
    "digest.md",
    "digest.json",
    "digest.xml",
}


def pair(name: str = "neurology/twitches-and-ms.md") -> tuple[Audit, Sequence[Finding]]:
    audit = sample_audit(name)
    return audit, sample_findings(audit)


def test_every_report_is_written(tmp_path: Path) -> None:
    paths = report([pair()], RUN, tmp_path)
    names = {p.relative_to(tmp_path).as_posix() for p in paths}
    assert names == SITE_FILES | {f"neurology/twitches-and-ms.{e}" for e in ("html", "json", "csl.json")}
    assert names == {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}


def test_links_from_the_index_and_the_table_arrive(tmp_path: Path) -> None:
    report([pair(), pair("index.md"), pair("a b/weird:name?.html")], RUN, tmp_path)
    with (tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="") as lines:
        places = {row["report"] for row in csv.DictReader(lines)}
    assert len(places) == 30
    for place in places:
        name, _, anchor = place.partition("#")
        assert f'id="{anchor}"' in (tmp_path / name).read_text("utf-8")


def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    pairs = [pair(), pair("b.md")]
    report(pairs, RUN, tmp_path / "one")
    report(reversed(pairs), RUN, tmp_path / "two")
    for path in sorted((tmp_path / "one").rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_the_two_halves_make_what_the_whole_makes(tmp_path: Path) -> None:
    pairs = [pair(), pair("b.md"), pair("c/d.md")]
    report(pairs, RUN, tmp_path / "whole")
    with store.memory() as state:
        night(pairs, RUN, tmp_path / "halves", state)
    for path in sorted((tmp_path / "whole").rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "halves" / path.relative_to(tmp_path / "whole")).read_bytes()


@pytest.fixture
def state() -> Iterator[Database]:
    """What is kept from run to run."""
    with store.memory() as database:
        yield database


def night(pairs: Iterable[tuple[Audit, Sequence[Finding]]], run: Run, folder: Path, state: Database) -> None:
    """A run over articles by way of the store."""
    judged(state, run.as_of, [report_article(audit, findings, run, folder)[0] for audit, findings in pairs])
    report_stored(state, run, folder)


def test_the_next_night_is_compared_with_this_one(tmp_path: Path, state: Database) -> None:
    audit, findings = pair()
    known = [f for f in findings if f.rule_id != "incomplete-audit"]
    out = tmp_path / "reports"
    night([(audit, known[1:])], replace(RUN, as_of="2026-01-13"), out, state)
    night([(audit, known[:-1])], replace(RUN, as_of="2026-01-14"), out, state)
    digest = json.loads((out / "digest.json").read_text("utf-8"))
    assert (digest["counts"]["new"], digest["counts"]["fixed"]) == (1, 0)  # the one that is gone was open
    night([(audit, known[2:])], replace(RUN, as_of="2026-01-15"), out, state)
    digest = json.loads((out / "digest.json").read_text("utf-8"))
    assert (digest["counts"]["new"], digest["counts"]["fixed"]) == (1, 2)
    assert [as_of for as_of, _ in runs.totals(state)] == ["2026-01-13", "2026-01-14", "2026-01-15"]


def test_a_run_done_twice_on_one_day_compares_alike(tmp_path: Path, state: Database) -> None:
    audit, findings = pair()
    out = tmp_path / "reports"
    night([(audit, findings[1:])], replace(RUN, as_of="2026-01-14"), out, state)
    night([(audit, findings)], RUN, out, state)
    first = (out / "digest.json").read_bytes()
    night([(audit, findings)], RUN, out, state)
    assert (out / "digest.json").read_bytes() == first


def test_a_finding_an_offline_night_could_not_see_is_not_new_the_night_after(tmp_path: Path, state: Database) -> None:
    audit, findings = pair()
    known = [f for f in findings if f.rule_id != "incomplete-audit"]
    out = tmp_path / "reports"
    night([(audit, known)], replace(RUN, as_of="2026-01-13"), out, state)
    night([(audit, known[3:])], replace(RUN, as_of="2026-01-14", offline=True), out, state)
    night([(audit, known)], replace(RUN, as_of="2026-01-15"), out, state)
    digest = json.loads((out / "digest.json").read_text("utf-8"))
    assert digest["counts"]["new"] == 0


def test_a_run_over_one_article_leaves_the_others_as_they_were(tmp_path: Path, state: Database) -> None:
    out = tmp_path / "reports"
    both = [pair("a.md"), pair("b.md")]
    night(both, replace(RUN, as_of="2026-01-13"), out, state)
    night(both[:1], replace(RUN, as_of="2026-01-14"), out, state)
    night(both, replace(RUN, as_of="2026-01-15"), out, state)
    digest = json.loads((out / "digest.json").read_text("utf-8"))
    assert (digest["counts"]["new"], digest["counts"]["fixed"]) == (0, 0)
    night(both[:1], replace(RUN, as_of="2026-06-15"), out, state)
    assert not [row for row in runs.seen(state, "2026-06-15") if "b.md" in row]


def test_old_nights_are_forgotten(tmp_path: Path, state: Database) -> None:
    audit, findings = pair()
    known = [f for f in findings if f.rule_id != "incomplete-audit"]
    for day in range(10, 20):
        found = known[day % 3 :]
        night([(audit, found)], replace(RUN, as_of=f"2026-01-{day}", offline=False), tmp_path / "r", state)
        assert len(runs.seen(state, f"2026-01-{day}")) == len(found)
    assert [len(runs.seen(state, f"2026-01-{day}")) for day in (17, 18, 19)] == [len(known) - n for n in (2, 0, 1)]
    assert not state.execute("select * from seen where until <> '' and until <= '2026-01-17'")
    assert len(list(runs.totals(state))) == 10


def test_a_night_writes_what_it_found_otherwise_and_nothing_else(tmp_path: Path, state: Database) -> None:
    audit, findings = pair()
    known = [f for f in findings if f.rule_id != "incomplete-audit"]
    said = [*known[1:-1], replace(known[-1], message="Otherwise.")]
    for day, found in (("13", known), ("14", known), ("15", said), ("16", said)):
        night([(audit, found)], replace(RUN, as_of=f"2026-01-{day}", offline=False), tmp_path / "r", state)
    rows = {(f, since): until for f, since, until in state.execute("select fingerprint, since, until from seen")}
    first, last = known[0].fingerprint, known[-1].fingerprint
    assert rows == {
        **{(f.fingerprint, "2026-01-13"): "" for f in known},
        (first, "2026-01-13"): "2026-01-15",
        (last, "2026-01-13"): "2026-01-15",
        (last, "2026-01-15"): "",
    }
    assert {row[6] for row in runs.seen(state, "2026-01-16")} == {"2026-01-13"}, "first seen"


def test_what_was_gone_while_nobody_looked_is_told_gone_when_somebody_does(tmp_path: Path, state: Database) -> None:
    out = tmp_path / "r"
    (audit, findings), other = pair("a.md"), pair("b.md")
    known = [f for f in findings if f.rule_id != "incomplete-audit"]
    for day, pairs in (("13", [(audit, known), other]), ("14", [other]), ("15", [(audit, known[2:]), other])):
        night(pairs, replace(RUN, as_of=f"2026-01-{day}", offline=False), out, state)
    assert json.loads((out / "digest.json").read_text("utf-8"))["counts"]["fixed"] == 2
    assert len([row for row in runs.seen(state, "2026-01-15") if row[2] == "a.md"]) == len(known) - 2


def test_a_run_of_an_earlier_date_leaves_what_later_ones_saw(tmp_path: Path, state: Database) -> None:
    audit, findings = pair()
    known = [f for f in findings if f.rule_id != "incomplete-audit"]
    for day, found in (("13", known), ("15", known[1:]), ("14", known[2:]), ("15", known[1:])):
        night([(audit, found)], replace(RUN, as_of=f"2026-01-{day}", offline=False), tmp_path / "r", state)
    assert len(runs.seen(state, "2026-01-15")) == len(known) - 1


def test_half_a_surrogate_pair_does_not_stop_the_night(tmp_path: Path) -> None:
    audit, findings = pair()
    odd = [replace(findings[0], message="a \ud800 b"), *findings[1:]]
    paths = report([(audit, odd)], RUN, tmp_path)
    assert all(p.read_bytes().decode("utf-8") for p in paths)


def test_formats_for_printing_need_no_folder() -> None:
    made = site([pair()], RUN)
    assert render("github", made).startswith("::error ")
    assert json.loads(render("gitlab", made))
    assert "diagnostics" in render("rdjson", made)
    assert render("markdown", made).startswith("<!-- citewarden -->")


def test_byte_columns_are_read_from_the_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audit, findings = pair()
    monkeypatch.chdir(tmp_path)
    source = Path(audit.document.source)
    source.parent.mkdir(parents=True)
    source.write_text(audit.document.text, encoding="utf-8")
    rows = json.loads(render("rdjson", site([(audit, findings)], RUN)))["diagnostics"]
    row = next(r for r in rows if r["code"]["value"] == "overstated-claim")
    span = row["location"]["range"]
    line = audit.document.text.split("\n")[span["start"]["line"] - 1].encode()
    words = line[span["start"]["column"] - 1 : span["end"]["column"] - 1].decode()
    assert words == "When it is damaged, the muscle will waste away and twitch."


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("muscle-twitches.md", "muscle-twitches"),
        ("neurology/ms.html", "neurology/ms"),
        ("no-suffix", "no-suffix"),
        ("v1.2.md", "v1.2"),
    ],
)
def test_plain_names_stay_as_they_are(document: str, name: str) -> None:
    assert file_name(document) == name


@pytest.mark.parametrize(
    "document", ["index.md", "findings.txt", "digest.md", "junit.html", "INDEX.md", "run.prov.txt"]
)
def test_names_the_reports_need_are_not_taken(document: str) -> None:
    assert file_name(document).casefold() != document.rpartition(".")[0].casefold()


@pytest.mark.long
@settings(max_examples=20)
@given(st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=8, unique=True))
def test_any_names_are_safe_and_unique(documents: list[str]) -> None:
    names = file_names(documents)
    assert len({n.casefold() for n in names.values()}) == len(documents)
    for name in names.values():
        parts = name.split("/")
        assert all(p and p.strip(".") and len(p.encode()) < 150 for p in parts)
        assert not name.startswith("/")
        assert not set(name) & set('\\:*?"<>|\x00\n ')


def test_articles_that_differ_in_suffix_or_case_only() -> None:
    names = file_names(["a.md", "a.html", "A.md", "b.md"])
    assert len({n.casefold() for n in names.values()}) == 4
    assert names["b.md"] == "b"


def test_the_docstring_of_a_check_becomes_its_rule() -> None:
    text = (
        "A title.\n\n## What it does\nLooks\nhard.\n\n## Why it matters\nBecause.\n\n"
        "## What to do\nAct.\n\n## When it is wrong\nNever.\n"
    )
    made = rule("some-check", text, Level.NOTE, Owner.EDITOR)
    assert (made.title, made.what, made.why, made.remedy, made.limits) == (
        "A title.", "Looks hard.", "Because.", "Act.", "Never.",
    )  # fmt: skip


def test_every_check_has_a_whole_rule() -> None:
    assert rules()
    for made in rules().values():
        assert all((made.title, made.what, made.why, made.remedy, made.limits)), made.id


def test_the_short_way_to_a_file_name_gives_the_same_name(monkeypatch: pytest.MonkeyPatch) -> None:
    firsts = ("desk", "index", "CON", "a.b", "-a", "a-", "é", "a b", "x" * 100, "x" * 101, "findings.2")
    lasts = ("a.md", "b-1.html", "c.d.md", "é.md", ".md", "e", "f.markdown-x", "g.123456789", "-h.md", "y" * 93 + ".md")
    paths = [f"{first}/{last}" for first in firsts for last in lasts]
    paths += [f"desk/{first}/{last}" for first in firsts for last in lasts] + list(lasts)
    found = [file_name(path) for path in paths]
    monkeypatch.setattr("citewarden.stages.report._SAFE", re.compile(r"(?!)"))
    assert found == [file_name(path) for path in paths]
