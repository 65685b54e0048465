"""A shard judged again: only what changed, and the same as if nothing had been kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citewarden import tables
from citewarden.commands.judging import Shard, due, judged
from citewarden.commands.memo import analysed
from citewarden.commands.parts import Parts
from citewarden.commands.session import Session
from citewarden.commands.slices import CORPUS, cut
from citewarden.config import Config, Network
from citewarden.model import Link, Notice, Passage, Policy, Reference
from citewarden.pipeline import investigate
from citewarden.registries.library import Library
from citewarden.stages.decide import Decisions
from citewarden.stages.gather import gather
from citewarden.stages.pack import pack, unpack

ARTICLE = """# {title}

Regular exercise lowers blood pressure in most adults [1]. About 30 percent of adults sleep badly.

## References

1. Doe J. {title}. Example Heart J. {year};4(2):11-18. doi:10.5555/{name}
2. Roe R. What all of them cite. Example Heart J. 2019 Mar 14;1(1):1-9. doi:10.5555/shared
"""
NAMES = ("a", "b", "c", "d")


class Site:
    """A small site, its steps called one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = Session(
            Config(reports=str(folder / "reports"), network=Network(offline="true")),
            Policy("default"),
            "2026-01-15T00:00:00+00:00",
            "2026-01-15",
        )
        self.corpus = folder / "corpus"
        self.terms = "1"
        for name in NAMES:
            self.write(name)

    def write(self, name: str, title: str = "Sleep", year: int = 2009) -> None:
        path = self.folder / "articles" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(ARTICLE.format(title=title, name=name, year=year))

    def analyse(self) -> None:
        root = self.folder / "articles"
        self.shards = pack(sorted(root.glob("*.md")), root=root, folder=self.folder / "pack", size=2)
        references: list[Reference] = []
        for shard in self.shards:
            found = analysed(self.session, self.rows(shard), root, self.memo(shard), "1", progress=lambda *_: None)
            for name, table in found.items():
                tables.put(self.folder / "analysis" / shard / f"{name}.parquet", table)
            references += tables.from_table(Reference, found["references"])
        config = replace(self.session.config, state=str(self.folder / "state"))
        with replace(self.session, config=config).door(offline=True) as door:
            corpus = investigate(
                references, config=config, door=door, library=Library(), known={}, now=self.session.now
            )
        for name in CORPUS:
            self.put(name, getattr(corpus, name))
        self.put("links", gather(references)[1])

    def put(self, name: str, rows: Sequence[Any]) -> None:
        """Renew a table of the corpus folder."""
        table = self.table(name)
        table.put("00", tables.to_table(table.noun, rows), "made")
        table.save()

    def table(self, name: str) -> Parts:
        """A table of the corpus folder, all in one part."""
        folder = "probes/00" if name == "probes" else name
        return Parts.open(self.corpus / folder, {**CORPUS, "links": Link}[name])

    def held(self, name: str) -> list[Any]:
        """The rows of a table of the corpus folder."""
        table = self.table(name)
        return tables.from_table(table.noun, table.table("00"))

    def rows(self, shard: str) -> list[dict[str, str]]:
        return unpack(self.folder / "pack" / f"{shard}.jsonl")

    def memo(self, shard: str) -> Path:
        return self.folder / "memo" / shard

    def cut(self, as_of: str = "2026-01-15") -> list[str]:
        return cut(
            self.corpus,
            self.folder / "slices",
            self.shards,
            2,
            terms=self.terms,
            decisions=Decisions(),
            due=lambda shard: due(self.memo(shard), as_of),
        )

    def judge(self, shard: str, *, as_of: str = "2026-01-15", code: str = "1") -> Shard:
        return judged(
            replace(self.session, as_of=as_of),
            self.rows(shard),
            analysis=self.folder / "analysis" / shard,
            corpus=self.folder / "slices" / shard,
            memo=self.memo(shard),
            code=code,
            offline=True,
            progress=lambda *_: None,
        )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    made = Site(tmp_path)
    made.analyse()
    assert len(made.shards) == 2
    return made


def _plain(shard: Shard) -> Mapping[str, Any]:
    rows = {"evidence": shard.evidence.to_pylist(), "findings": shard.findings.to_pylist()}
    return {**rows, "summaries": [json.loads(line) for line in shard.summaries]}


def test_what_stands_is_kept(site: Site) -> None:
    assert site.cut() == site.shards
    first = {shard: site.judge(shard) for shard in site.shards}
    assert sum(shard.judged for shard in first.values()) == len(NAMES)
    assert all(shard.findings.num_rows for shard in first.values())
    assert site.cut() == []
    for shard, before in first.items():
        again = site.judge(shard)
        assert (again.judged, again.kept) == (0, before.judged)
        assert _plain(again) == _plain(before)


def test_a_notice_concerns_those_who_cite_the_work(site: Site) -> None:
    site.cut()
    before = {shard: site.judge(shard) for shard in site.shards}
    (work,) = {n.work for n in site.held("resolutions") if n.work.startswith("doi:10.5555/b~")}
    new = Notice(work, "retraction", "crossref", updated="2025-11-02")
    site.put("notices", [*site.held("notices"), new])
    (shard,) = site.cut()
    again = site.judge(shard)
    assert (again.judged, again.kept) == (1, before[shard].kept + before[shard].judged - 1)
    assert {f["document"] for f in again.findings.to_pylist() if f["rule_id"] == "retracted-reference"} == {"b.md"}
    kept = _plain(again)
    shutil.rmtree(site.memo(shard))
    assert _plain(site.judge(shard)) == kept


def test_another_article_citing_the_same_work_leaves_the_shard_alone(site: Site) -> None:
    site.cut()
    for shard in site.shards:
        site.judge(shard)
    site.write("c", "Rest")
    site.analyse()
    renewed = site.cut()
    assert len(renewed) == 1
    assert site.judge(renewed[0]).judged == 1


def test_dates_stir_and_others_do_not(site: Site) -> None:
    site.cut()
    for shard in site.shards:
        site.judge(shard)
    assert site.cut("2026-02-20") == []
    assert site.cut("2026-03-14") == site.shards
    shard = site.shards[0]
    again = site.judge(shard, as_of="2026-03-15")
    assert again.kept == 0
    assert due(site.memo(shard), "2026-03-17") == []


LINKED = """# Sleep

Regular exercise lowers blood pressure in most adults [1].

## References

1. Example Health Service. Exercise. https://health.example/exercise Accessed {accessed}.
"""


def _page(site: Site, text: str, day: str) -> list[tuple[str, str]]:
    """What is found of sources' drift when the page reads `text` on `day`."""
    site.analyse()
    address = "https://health.example/exercise"
    (work,) = [work.id for work in site.held("works") if work.URL.startswith(address)]
    passage = Passage(f"{work}#page-1", work, text, "page", source=address, retrieved_at=f"{day}T02:00:00+00:00")
    site.put("passages", [passage])
    site.cut(day)
    found = [f for shard in site.shards for f in site.judge(shard, as_of=day).findings.to_pylist()]
    return [(f["document"], f["level"]) for f in found if f["rule_id"] == "source-drift"]


def test_what_a_page_said_is_remembered_until_an_editor_reads_it_again(site: Site) -> None:
    path = site.folder / "articles" / "a.md"
    path.write_text(LINKED.format(accessed="January 5, 2026"))
    said, new = "Regular exercise lowers blood pressure in most adults.", "Ask your doctor about exercise."
    assert _page(site, said, "2026-01-15") == []
    (state,) = (site.folder / "state" / "pages").glob("*.jsonl")
    assert said in state.read_text()
    assert _page(site, f"What is new. {said}", "2026-01-16") == []
    assert _page(site, new, "2026-01-17") == [("a.md", "warning")]
    before = state.read_bytes()
    shutil.rmtree(site.folder / "memo")
    assert _page(site, new, "2026-01-17") == [("a.md", "warning")]
    assert state.read_bytes() == before
    path.write_text(LINKED.format(accessed="January 17, 2026"))
    assert _page(site, new, "2026-01-18") == []
    assert not state.exists()


def _without_a_page(site: Site, shard: str) -> None:
    (site.folder / "reports" / f"{site.rows(shard)[0]['name']}.html").unlink()


def _damaged(site: Site, shard: str) -> None:
    (site.memo(shard) / "judged.json").write_text("{")


@pytest.mark.parametrize("harm", [_without_a_page, _damaged])
def test_what_is_missing_is_made_anew(site: Site, harm: Callable[[Site, str], None]) -> None:
    site.cut()
    shard = site.shards[0]
    before = _plain(site.judge(shard))
    harm(site, shard)
    again = site.judge(shard)
    assert again.judged
    assert _plain(again) == before
    assert (site.folder / "reports" / f"{site.rows(shard)[0]['name']}.html").exists()


def test_other_code_or_settings_judge_everything(site: Site) -> None:
    site.cut()
    shard = site.shards[0]
    site.judge(shard)
    assert site.cut() == []
    site.terms = "2"
    assert site.cut() == site.shards
    assert site.judge(shard, code="2").kept == 0
    site.session = replace(site.session, policy=Policy("default", fail_on="note"))
    assert site.judge(shard, code="2").kept == 0
