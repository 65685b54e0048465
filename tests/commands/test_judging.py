"""A run after another one: only what something new is known about is judged, as if nothing had been kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import Cli, Site

from citewarden.model import Notice, Passage
from citewarden.store import works

ARTICLE = """# {title}

Regular exercise lowers blood pressure in most adults [1]. About 30 percent of adults sleep badly.

## References

1. Doe J. {title}. Example Heart J. {year};4(2):11-18. doi:10.5555/{name}
2. Roe R. What all of them cite. Example Heart J. 2022 Mar 14;1(1):1-9. doi:10.5555/shared
"""
NAMES = ("a", "b", "c", "d")


@pytest.fixture(scope="module")
def audited_once(tmp_path_factory: pytest.TempPathFactory, cli: Cli) -> Site:
    """Four articles, audited once."""
    site = Site(cli, tmp_path_factory.mktemp("once") / "site")
    for name in NAMES:
        site.write(f"{name}.md", ARTICLE.format(title="Sleep", name=name, year=2009))
    assert site.run() == (4, 4)
    return site


@pytest.fixture
def made(audited_once: Site, tmp_path: Path) -> Site:
    """A copy of them."""
    return Site(audited_once.cli, Path(shutil.copytree(audited_once.folder, tmp_path / "site")))


def put(site: Any, step: str, noun: Any) -> None:
    """Add an answer to those about a work, as a step would have."""
    with site.store() as database:
        known = works.answers(database, step, [noun.work])
        (terms,) = database.execute("select made_of from inquiry where work = ? and step = ?", (noun.work, step))[0]
        of = works.digests(database, "resolution", [noun.work])[noun.work]
        works.put(database, step, terms.removesuffix(of), [noun.work], [*known, noun], due="")


def work(site: Any, doi: str) -> str:
    (found,) = site.table(f"select id from work where id like 'doi:{doi}~%'")
    return str(found[0])


@pytest.mark.long
def test_what_stands_is_kept(made: Any) -> None:
    before = made.reports()
    assert made.run() == (0, 0)
    assert made.reports().keys() == before.keys()
    assert {n: b for n, b in made.reports().items() if n != "run.prov.json"} == {
        n: b for n, b in before.items() if n != "run.prov.json"
    }


@pytest.mark.long
def test_from_nothing_comes_what_was_kept(made: Any) -> None:
    made.run()
    before = {name: text for name, text in made.reports().items() if name != "run.prov.json"}
    shutil.rmtree(made.folder / "state")
    shutil.rmtree(made.folder / "results")
    assert made.run() == (4, 4)
    assert {name: text for name, text in made.reports().items() if name != "run.prov.json"} == before


def test_a_notice_concerns_those_who_cite_the_work(made: Any) -> None:
    put(made, "notice", Notice(work(made, "10.5555/b"), "retraction", "crossref", updated="2025-11-02"))
    assert made.run() == (0, 1)
    assert "retracted-reference" in {f["rule_id"] for f in made.findings("b")}
    put(made, "notice", Notice(work(made, "10.5555/shared"), "retraction", "crossref", updated="2025-11-02"))
    assert made.run() == (0, 4)


def test_an_edit_concerns_one_article_and_asks_nobody_twice(made: Any) -> None:
    made.write("c.md", ARTICLE.format(title="Rest", name="c", year=2009))
    asked = made.table("select work, step, made_of, due from inquiry order by 1, 2")
    assert made.run() == (1, 1)
    again = made.table("select work, step, made_of, due from inquiry order by 1, 2")
    assert set(asked) & set(again) == {row for row in asked if "10.5555/c" not in row[0]}


@pytest.mark.long
def test_a_day_that_changes_an_answer_is_a_day_of_judging(made: Any) -> None:
    (due,) = {row[0] for row in made.table("select next_due from judged")}
    assert due == "2026-03-14", "an anniversary of the reference all cite; the others have a year only"
    assert made.run("2026-02-20") == (0, 0)
    assert made.run("2026-03-13") == (0, 0)
    assert made.run("2026-03-14") == (0, 4)
    assert made.run("2026-02-20") == (0, 4), "a step back judges anew"


def test_a_notice_that_is_yet_to_come_sets_the_day(made: Any) -> None:
    put(made, "notice", Notice(work(made, "10.5555/b"), "retraction", "crossref", updated="2026-02-02"))
    assert made.run() == (0, 1)
    assert "retracted-reference" not in {f["rule_id"] for f in made.findings("b")}
    assert made.run("2026-02-01") == (0, 0)
    assert made.run("2026-02-02") == (0, 1)
    assert "retracted-reference" in {f["rule_id"] for f in made.findings("b")}


LINKED = """# Sleep

Regular exercise lowers blood pressure in most adults [1].

## References

1. Example Health Service. Exercise. https://health.example/exercise Accessed {accessed}.
"""


def drift(site: Any, text: str, day: str) -> list[tuple[str, str]]:
    """What is found of sources' drift when the page reads `text` on `day`."""
    site.begin(day)
    site.through("read")
    site.ask()
    (key,) = [w for w, row in site.table("select id, row from work") if "https://health.example/exercise" in row]
    page = Passage(f"{key}#page-1", key, text, "page", source="https://health.example/exercise", retrieved_at=day)
    with site.store() as database:
        database.execute("delete from passage")
    put(site, "passage", page)
    site.through("judge")
    return [(f["document"], f["level"]) for f in site.findings("a") if f["rule_id"] == "source-drift"]


@pytest.mark.long
def test_what_a_page_said_is_remembered_until_an_editor_reads_it_again(site: Any) -> None:
    site.write("a.md", LINKED.format(accessed="January 5, 2026"))
    said, new = "Regular exercise lowers blood pressure in most adults.", "Ask your doctor about exercise."
    assert drift(site, said, "2026-01-15") == []
    assert site.table("select quote from quote") == [(said,)]
    assert drift(site, f"What is new. {said}", "2026-01-16") == []
    assert drift(site, new, "2026-01-17") == [("a.md", "warning")]
    assert drift(site, new, "2026-01-18") == [("a.md", "warning")]
    site.write("a.md", LINKED.format(accessed="January 17, 2026"))
    assert drift(site, new, "2026-01-18") == []
    assert site.table("select quote from quote") == []


def without_a_page(site: Any) -> None:
    (site.folder / "reports" / "b.html").unlink()


def without_a_judgement(site: Any) -> None:
    with site.store() as database:
        database.execute("delete from judged where article = 'b.md'")


@pytest.mark.parametrize("harm", [without_a_page, without_a_judgement])
def test_what_is_missing_is_made_anew(made: Any, harm: Callable[[Any], None]) -> None:
    before = made.findings("b")
    harm(made)
    assert made.run() == (0, 1)
    assert made.findings("b") == before
    assert (made.folder / "reports" / "b.html").exists()


def test_other_settings_judge_everything(made: Any) -> None:
    (made.folder / "config").mkdir()
    (made.folder / "config" / "config.yaml").write_text("verify: {top_passages: 2}\n")
    assert made.run() == (0, 4)


def test_a_decision_concerns_its_article(made: Any) -> None:
    (told,) = [f for f in made.findings("b") if f["rule_id"] == "uncited-claim"]
    signed = ("--reason", "Known.", "--signer", "C. Reviewer, MD", "--role", "medical reviewer")
    status, _, said = made.cli("decide", told["fingerprint"], "accept", *signed, folder=made.folder)
    assert status == 0, said
    assert made.run() == (0, 1)
    assert [f["suppressed"] for f in made.findings("b") if f["rule_id"] == "uncited-claim"] == [True]


def test_an_article_that_is_gone_leaves_the_store(made: Any) -> None:
    (made.folder / "articles" / "d.md").unlink()
    assert made.run("2026-01-16") == (0, 0)
    tables = ("article", "document", "reference", "claim", "judged", "finding", "evidence")
    assert [
        made.table(f"select count(*) from {name} where {'id' if name == 'article' else 'article'} = 'd.md'")
        for name in tables
    ] == [[(0,)]] * 7
    assert not [row for row in made.table("select id from work") if "10.5555/d" in row[0]]
    assert len({row[0] for row in made.table("select work from inquiry")}) == 4


@pytest.mark.long
def test_a_run_of_one_article_keeps_what_is_known_of_the_others(made: Any) -> None:
    made.write("b.md", ARTICLE.format(title="Rest", name="b", year=2009))
    assert made.run("2026-01-15", "articles/b.md") == (1, 1)
    page = (made.folder / "reports" / "findings.csv").read_text(encoding="utf-8-sig")
    assert "b.md" in page
    assert "a.md" not in page
    assert made.run() == (0, 0)


def test_an_article_that_breaks_judging_is_told_and_tried_again(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from citewarden.stages import check

    def broken(audit: Any) -> Any:
        if audit.document.id == "b.md":
            raise RuntimeError("odd")
        return whole(audit)

    whole = check.check
    for name in ("a", "b"):
        made.write(f"{name}.md", ARTICLE.format(title="Rest", name=name, year=2009))
    with monkeypatch.context() as patch:
        patch.setattr(check, "check", broken)
        assert made.run() == (2, 2)
    (row,) = made.table("select stage, source, row from failure")
    assert row[:2] == ("judge", "articles/b.md")
    assert "RuntimeError" in row[2]
    assert made.run() == (0, 1)
    assert made.table("select * from failure") == []


def test_batches_are_named_by_what_they_hold(made: Any, tmp_path: Path) -> None:
    made.write("c.md", ARTICLE.format(title="Rest", name="c", year=2009))
    made.begin("2026-01-15")
    first = made.plan("read")
    assert made.plan("read") == first
    assert [path.name for path in (made.folder / "results/read").glob("*.zip")] == [path.name for path in first]
