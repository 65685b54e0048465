"""Articles that came, moved and went: told, their pages taken away, and a truncated site held up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citewarden import store
from citewarden.formats import ArticleRow
from citewarden.stages.gate import gate, tally
from citewarden.stages.report import Whole, report_article, report_stored
from citewarden.stages.turnover import exceeds, follow, keep, last, moved, turnover
from citewarden.store.database import Database
from citewarden.testing.sample import sample_audit, sample_findings, sample_run
from citewarden.testing.stored import judged

AUDIT = sample_audit()
FINDINGS = sample_findings(AUDIT)
RUN = sample_run()
NAMES = tuple(f"{n}.md" for n in "abcdefghij")


def row(name: str, sha256: str = "") -> ArticleRow:
    return ArticleRow(name, name.removesuffix(".md"), f"articles/{name}", sha256 or f"digest of {name}")


def names(rows: Sequence[ArticleRow]) -> list[str]:
    return [r.document for r in rows]


def test_an_article_with_the_same_bytes_under_another_name_has_moved() -> None:
    change = turnover(map(row, NAMES), [*map(row, NAMES[1:]), row("z.md", "digest of a.md"), row("new.md")])
    assert [(a.document, b.document) for a, b in change.moved] == [("a.md", "z.md")]
    assert change.gone == ()
    assert change.before == 10


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([row("a.md", "x"), row("b.md", "x")], [row("c.md", "x")]),  # two alike: nobody can say which moved
        ([row("a.md", "x")], [row("b.md", "x"), row("c.md", "x")]),
        ([row("a.md", "x")], [row("b.md", "y")]),
        ([ArticleRow("a.md", "a", "a.md", "")], [ArticleRow("b.md", "b", "b.md", "")]),  # neither could be read
    ],
)
def test_what_cannot_be_told_apart_has_not_moved(before: list[ArticleRow], now: list[ArticleRow]) -> None:
    change = turnover(before, now)
    assert change.moved == ()
    assert names(change.gone) == names(before)


@pytest.mark.parametrize(("left", "share", "held"), [(9, 0.0, False), (8, 0.2, False), (7, 0.2, True), (1, 1.0, False)])
def test_more_than_the_share_is_too_many_and_one_never_is(left: int, share: float, held: bool) -> None:
    change = turnover(map(row, NAMES), map(row, NAMES[:left]))
    assert exceeds(change, share) is held
    status, line = gate(tally([]), [], replace(AUDIT.policy), gone=change if held else None)
    assert (status == 3) is held
    assert ("3 of 10 articles" in line) is held


@pytest.fixture
def state() -> Iterator[Database]:
    """What is kept from run to run."""
    with store.memory() as database:
        yield database


def test_the_newest_list_counts_and_old_ones_go(state: Database) -> None:
    for day in range(1, 8):
        keep(state, f"2026-01-0{day}", [row(f"{day}.md")])
    assert len(state.execute("select distinct as_of from roll")) == 3
    assert names(last(state, "2026-01-07")) == ["7.md"]
    assert names(last(state, "2026-01-07", earlier=True)) == ["6.md"]
    assert last(state, "2025-12-31") == ()


def night(folder: Path, day: str, articles: dict[str, str], **whole: Any) -> tuple[str, dict[str, Any]]:
    """One audit of `articles` (name -> bytes, as a digest): its digest as read and as data."""
    run = replace(RUN, as_of=day, offline=False, failures=())
    known = [f for f in FINDINGS if f.rule_id != "incomplete-audit"]
    summaries = []
    for name in sorted(articles):
        document = replace(AUDIT.document, id=name, sha256=articles[name])
        own = [replace(f, document=name, fingerprint=f"{name}-{f.fingerprint}") for f in known]
        summaries.append(report_article(replace(AUDIT, document=document), own, run, folder / "reports")[0])
    rows = [row(name, digest) for name, digest in sorted(articles.items())]
    with store.connect(folder / "state") as state:
        judged(state, day, summaries)
        report_stored(state, run, folder / "reports", whole=Whole(lambda: rows, **whole))
    page = folder / "reports" / "digest.json"
    return (folder / "reports" / "digest.md").read_text("utf-8"), json.loads(page.read_text("utf-8"))


SITE = {name: f"digest of {name}" for name in NAMES}


def without(*gone: str) -> dict[str, str]:
    return {name: digest for name, digest in SITE.items() if name not in gone}


def test_an_article_that_is_gone_is_told_and_its_pages_go(tmp_path: Path) -> None:
    night(tmp_path, "2026-01-13", {**SITE, "deep/er/x.md": "x"})
    assert (tmp_path / "reports/deep/er/x.html").exists()
    told, data = night(tmp_path, "2026-01-14", SITE, share=0.2)
    assert "## Articles that are gone (1)\n\n- deep/er/x.md" in told
    assert "1 of 11 articles gone" in told
    assert (data["news"], data["articles_gone"]) == (True, ["deep/er/x.md"])
    assert not (tmp_path / "reports/deep").exists()
    assert (tmp_path / "reports/a.html").exists()
    again, _ = night(tmp_path, "2026-01-14", SITE, share=0.2)
    assert again == told, "a run done twice tells alike"
    quiet, _ = night(tmp_path, "2026-01-15", SITE, share=0.2)
    assert "No news" in quiet


@pytest.mark.long
def test_an_article_that_moved_brings_no_new_findings(tmp_path: Path) -> None:
    night(tmp_path, "2026-01-13", SITE)
    told, data = night(tmp_path, "2026-01-14", {**without("a.md"), "moved/a.md": SITE["a.md"]}, share=0.0)
    assert data["articles_moved"] == [["a.md", "moved/a.md"]]
    assert "a.md is now moved/a.md" in told
    assert (data["counts"]["new"], data["counts"]["fixed"]) == (0, 0)
    _, data = night(tmp_path, "2026-01-15", {**without("a.md"), "moved/a.md": SITE["a.md"]})
    assert (data["counts"]["new"], data["counts"]["fixed"], data["news"]) == (0, 0, False)


def test_a_truncated_site_is_held_until_it_is_whole_or_accepted(tmp_path: Path) -> None:
    night(tmp_path, "2026-01-13", SITE)
    few = without(*NAMES[3:])
    for day in ("2026-01-13", "2026-01-14", "2026-01-15"):  # on the same date too, and on every night that follows
        told, data = night(tmp_path, day, few, share=0.2)
        assert "7 of 10 articles of the last audit are not there any more" in told
        assert data["complete"] is False
        assert (tmp_path / "reports/j.html").exists(), "nothing is taken away meanwhile"
        assert "Is the export whole?" in (tmp_path / "reports/index.html").read_text("utf-8")
    _, data = night(tmp_path, "2026-01-16", SITE, share=0.2)
    assert (data["complete"], data["counts"]["new"]) == (True, 0)
    _, data = night(tmp_path, "2026-01-17", few, share=0.2, accepted=True)
    assert data["complete"] is True
    assert len(data["articles_gone"]) == 7
    assert not (tmp_path / "reports/j.html").exists()
    _, data = night(tmp_path, "2026-01-18", few, share=0.2)
    assert (data["complete"], data["news"]) == (True, False)


def test_a_new_article_in_the_place_of_an_old_one_keeps_its_pages(tmp_path: Path) -> None:
    night(tmp_path, "2026-01-13", {"a.md": "one", "b.md": "two"})
    rows = [ArticleRow("a.html", "a", "articles/a.html", "three"), row("b.md", "two")]
    run = replace(RUN, as_of="2026-01-14", offline=False, failures=())
    with store.connect(tmp_path / "state") as state:
        judged(state, run.as_of, [])
        report_stored(state, run, tmp_path / "reports", whole=Whole(lambda: rows))
    assert (tmp_path / "reports/a.html").exists()


def test_where_an_article_went_is_kept_from_move_to_move(state: Database) -> None:
    def go(day: str, *rows: ArticleRow) -> None:
        follow(state, day, lambda: rows)
        keep(state, day, rows)

    go("2026-01-01", row("a.md", "x"), row("b.md", "y"))
    go("2026-01-02", row("sleep/a.md", "x"), row("b.md", "y"))
    assert moved(state, {"sleep/a.md", "b.md"}.__contains__) == {"a.md": "sleep/a.md"}
    go("2026-01-03", row("sleep/a.md", "x, edited"), row("b.md", "y"))
    go("2026-01-04", row("sleep/better.md", "x, edited"), row("b.md", "y"))
    there = {"sleep/better.md", "b.md"}
    assert moved(state, there.__contains__) == dict.fromkeys(("a.md", "sleep/a.md"), "sleep/better.md")
    assert moved(state, (there | {"a.md"}).__contains__) == {"sleep/a.md": "sleep/better.md"}, "another article"
    assert moved(state, {"b.md"}.__contains__) == {}, "and now it is gone"
    go("2026-01-05", row("a.md", "x, edited"), row("b.md", "y"))
    assert moved(state, {"a.md", "b.md"}.__contains__) == dict.fromkeys(("sleep/a.md", "sleep/better.md"), "a.md")
