"""What an article is told of its links and pages hangs neither on the articles audited with it nor on their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citewarden import config, store
from citewarden.config import Links
from citewarden.model import Document, Finding, Probe, Reference
from citewarden.pipeline import Analysis, Corpus, joined
from citewarden.registries.library import Library
from citewarden.stages.check import check
from citewarden.stages.cite import cite
from citewarden.stages.fetch import fetch
from citewarden.stages.gather import gather
from citewarden.stages.probe import observed
from citewarden.stages.read import read
from citewarden.stages.resolve import resolve
from citewarden.store import links as memory
from citewarden.store.codec import decode
from citewarden.testing.world import World
from citewarden.web.client import Client

NIGHTS = ("2026-03-02T02:00:00+00:00", "2026-03-03T03:00:00+00:00")
GONE, MOVED, WALLED, SOFT, LIVES = (
    f"http://{name}.example/guide/twitches" for name in ("gone", "moved", "walled", "soft", "lives")
)
SAYS = "http://says.example/content/8812"
CRAMPS, HIPS = "Night cramps in marathon runners", "Broken hips in nursing homes"
TEXT = (
    "Most people feel a muscle twitch now and then, often in the eyelid or the calf, and it goes by itself after days."
)
PAGES = [
    {"url": GONE, "does": "gone"},
    {"url": MOVED, "does": "moved", "to": "/guide/muscle-twitches"},
    {"url": "http://moved.example/guide/muscle-twitches", "title": "Muscle twitches", "body": TEXT},
    {"url": WALLED, "does": "blocked"},
    {"url": SOFT, "does": "soft-404"},
    {"url": LIVES, "title": "Muscle twitches", "body": TEXT},
    {"url": SAYS, "title": CRAMPS, "body": "Sorry, the page you requested could not be found. It was removed."},
]
SHOTS = [
    {"url": url, "at": f"{year}0601000000", "title": "Muscle twitches", "body": TEXT}
    for url in (GONE, SOFT, SAYS)
    for year in (2014, 2018, 2022)
]
ARTICLES = {
    "early": [(GONE, "Accessed 3 June 2014."), (LIVES, "Accessed 3 June 2014."), (SAYS, "", HIPS)],
    "late": [(GONE, "Accessed 9 May 2022."), (SOFT, "Accessed 9 May 2022."), (MOVED, "")],
    "undated": [(GONE, ""), (WALLED, ""), (SAYS, "", CRAMPS)],
    "between": [(SOFT, "Accessed 1 May 2018."), (GONE, "Accessed 1 May 2018."), (f"{GONE}#causes", "")],
    "other": [(LIVES, "Accessed 1 May 2018."), (WALLED, "Accessed 1 May 2018."), (SOFT, "")],
}


class Read:
    """An article and its references."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.references: tuple[Reference, ...] = tuple(cite(document)[0])


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Read]:
    folder = tmp_path_factory.mktemp("articles")
    for name, cited in ARTICLES.items():
        entries = "\n".join(
            f"{n}. {''.join(title) or 'Muscle twitches'}. {url} {when}"
            for n, (url, when, *title) in enumerate(cited, 1)
        )
        marks = ", ".join(str(n) for n in range(1, len(cited) + 1))
        text = f"# {name}\n\nTwitches pass by themselves [{marks}].\n\n## References\n\n{entries}\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return [Read(read(path, root=folder, max_bytes=10**6)) for path in sorted(folder.iterdir())]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World({"pages": PAGES, "sites": [{"host": "soft.example", "soft": True}], "snapshots": SHOTS}) as running:
        yield running


def said(some: Sequence[Read], world: World, folder: Path) -> dict[str, list[Finding]]:
    """What each of some articles is told after two nights."""
    references = [reference for one in some for reference in one.references]
    works, links = gather(references)
    network = world.network(retries=0)
    rules = Links(alive_days=0, blocked_days=0)
    with store.connect(folder) as database:
        for now in NIGHTS:
            with Client(network, cache=None, now=now) as client:
                observed(links, database, network=network, policy=rules, now=now, offline=False, client=client)
        shown = memory.shown(database, [link.url for link in links])
    probes = [decode(Probe, row) for row in shown.values()]
    with Client(network, cache=None, now=NIGHTS[-1]) as client:
        resolutions = resolve(works, library=Library(), client=client)
        passages = fetch(works, resolutions, library=Library(), client=client)
    corpus = Corpus(tuple(works), tuple(links), tuple(resolutions), (), tuple(passages), tuple(probes))
    analysis = Analysis(tuple(one.document for one in some), tuple(references))
    audits = joined(analysis, corpus, policy=config.policy("default"), as_of=NIGHTS[-1][:10], offline=False)
    return {audit.document.id: list(check(audit)) for audit in audits}


@pytest.fixture(scope="module")
def alone(articles: list[Read], world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    return {
        name: rows for one in articles for name, rows in said([one], world, tmp_path_factory.mktemp("alone")).items()
    }


def test_the_articles_are_told_what_became_of_their_links(alone: dict[str, list[Finding]]) -> None:
    """So that the next test does not compare nothing with nothing."""
    told = {f.rule_id for rows in alone.values() for f in rows}
    assert {"dead-link", "soft-404", "moved-link", "unreachable-link"} <= told
    says = {name: [f.rule_id for f in alone[f"{name}.md"] if SAYS in f.message] for name in ("early", "undated")}
    assert says == {"early": ["soft-404"], "undated": ["unreachable-link"]}
    copies = {f.fix for rows in alone.values() for f in rows if f.rule_id in ("dead-link", "soft-404")}
    assert {copy[28:32] for copy in copies} == {"2014", "2018", "2022"}


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_company_and_order_change_nothing(
    data: st.DataObject,
    articles: list[Read],
    world: World,
    alone: dict[str, list[Finding]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    some = data.draw(st.permutations(articles).flatmap(lambda all_: st.integers(2, len(all_)).map(lambda n: all_[:n])))
    found = said(some, world, tmp_path_factory.mktemp("together"))
    assert found == {name: alone[name] for name in found}
