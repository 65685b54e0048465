"""What is worked out of some articles each is worked out again for those alone that changed, came or went."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from citewarden import store
from citewarden.store import articles, judgements, partitions
from citewarden.store.articles import Found
from citewarden.store.database import Database
from citewarden.store.judgements import Judged
from citewarden.store.partitions import Partition

NAMES = [f"desk-{n % 7}/{n:05}.md" for n in range(600)]


def judge(database: Database, names: Sequence[str], said: str = "{}") -> None:
    with database.transaction():
        judgements.take(database, "2026-01-14", (Judged(name, "", "", said, "{}", (), (), ()) for name in names))


def sums(database: Database, *, keep: bool = True) -> tuple[list[str], list[int]]:
    """The partitions that were worked out anew, by their first articles, and how many articles each partition has."""
    asked = []

    def work(some: Partition) -> int:
        asked.append(some.first)
        return len(list(judgements.tallies(database, some)))

    found = partitions.partitions(database)
    numbers = list(partitions.worked_out(database, "number", found, int, work, keep=keep))
    assert numbers == [len(some.articles) for some in found]
    return asked, numbers


def filled(folder: Path, address: str) -> None:
    with store.connect(folder, address) as database:
        articles.wanted(database, [Found(name, name, name, "1") for name in sorted(NAMES)])
        judge(database, NAMES)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of all articles, each judged; to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    filled(folder, "")
    return folder


@pytest.fixture(scope="module")
def template(server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same as a database of the server."""
    with store.postgresql(server) as database:
        database.execute("create database filled")
    filled(tmp_path_factory.mktemp("filled"), _beside(server, "filled"))
    return server


def _beside(server: str, name: str) -> str:
    """Another database of a server."""
    return f"{server.rpartition('/')[0]}/{name}"


@pytest.fixture(params=["file", "template"], ids=["file", "server"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A copy of a store of all articles."""
    made = request.getfixturevalue(request.param)
    if request.param == "file":
        with store.connect(shutil.copytree(made, tmp_path / "state")) as database:
            yield database
        return
    with store.postgresql(made) as server:
        server.execute("create database copied template filled")
        with store.connect(tmp_path, _beside(made, "copied")) as database:
            yield database
        server.execute("drop database copied")


def test_all_articles_stand_in_partitions_in_their_order(site: Database) -> None:
    found = partitions.partitions(site)
    assert [name for some in found for name in some.articles] == sorted(NAMES)
    assert 3 < len(found) < 40
    assert all(some.first in ("", some.articles[0]) for some in found)
    assert len({some.key for some in found}) == len({some.first for some in found}) == len(found)


def test_what_stands_is_not_worked_out_again(site: Database) -> None:
    asked, numbers = sums(site)
    assert len(asked) == len(numbers)
    assert sums(site) == ([], numbers)
    assert sums(site, keep=False) == ([], numbers)


@pytest.mark.parametrize("seed", range(2))
def test_a_change_concerns_the_partition_of_its_article(site: Database, seed: int) -> None:
    sums(site)
    name = random.Random(seed).choice(NAMES)
    (its,) = (some for some in partitions.partitions(site) if name in some.articles)
    judge(site, [name], '{"articles":1}')
    assert sums(site, keep=False)[0] == sums(site)[0] == [its.first], "and is kept where it is to be"
    assert sums(site)[0] == []
    judge(site, [name], '{"articles":1}')
    assert sums(site)[0] == [], "judged again as it was"


@pytest.mark.parametrize("seed", range(2))
def test_articles_that_come_and_go_leave_the_others(site: Database, seed: int) -> None:
    sums(site)
    before = {some.first: some.key for some in partitions.partitions(site)}
    pick = random.Random(seed)
    gone, came = pick.choice(NAMES), f"desk-{pick.randrange(7)}/{pick.randrange(600):05}-new.md"
    now = sorted({*NAMES, came} - {gone})
    articles.wanted(site, [Found(name, name, name, "1") for name in now])
    judge(site, [came])
    asked, numbers = sums(site)
    assert sum(numbers) == len(NAMES)
    assert len(asked) <= 4
    assert sum(before.get(some.first) == some.key for some in partitions.partitions(site)) >= len(before) - 4
    articles.forget(site)
    kept = {first for (first,) in site.execute("select first from partial")}
    assert kept <= {"", *now}


def test_an_article_under_another_name_is_another(site: Database) -> None:
    sums(site)
    name = sorted(NAMES)[-1]
    articles.wanted(site, [Found(n, n, n, "1") for n in sorted({*NAMES, f"{name}.md"} - {name})])
    judge(site, [f"{name}.md"])
    assert len(sums(site)[0]) == 1, "judged alike, and not the same"


def test_an_article_that_is_not_of_this_run_is_not_counted(site: Database) -> None:
    half = sorted(NAMES)[::2]
    articles.wanted(site, [Found(name, name, name, "1") for name in half])
    assert sum(sums(site)[1]) == len(half)


def test_what_was_counted_stands_until_articles_or_judgements_change(site: Database) -> None:
    found = [Found(name, name, name, "1") for name in sorted(NAMES)]
    for change in (
        lambda: judge(site, NAMES[:1]),
        lambda: articles.wanted(site, found[1:]),
        lambda: articles.wanted(site, [found[0]._replace(sha256="2"), *found[1:]]),
    ):
        judgements.count(site, "{}")
        assert judgements.counted(site) == "{}"
        change()
        assert judgements.counted(site) == ""
    judgements.count(site, "{}")
    articles.wanted(site, [found[0]._replace(sha256="2"), *found[1:]])
    assert judgements.counted(site) == "{}", "nothing changed"
