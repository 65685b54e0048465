"""The demo corpus: whole, closed in itself, written by us."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from citewarden.errors import InputError
from citewarden.testing import demo
from citewarden.testing.world import World

ARTICLES = sorted((demo.HERE / "articles").iterdir())
UNREGISTERED = {"10.5555/exjbm.2020.9999"}
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>\]]*[^\s\"<>\].,;]")
_URL = re.compile(r"https?://[^\s\"'<>)]*[^\s\"'<>).,;]")
_NAMES = "National Institute of Neurological Disorders and Stroke"
_SEED_SOURCES = "Article Sources"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.name)
def test_every_printed_doi_is_known_or_planned_not_to_be(path: Path) -> None:
    printed = {doi.lower() for doi in _DOI.findall(text_of(path))}
    assert printed - set(demo.records().by_doi) - UNREGISTERED == set()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.name)
def test_every_printed_address_is_in_the_world(path: Path) -> None:
    pages = {page.url for page in demo.records().pages}
    own = {
        url
        for url in _URL.findall(text_of(path))
        if urlsplit(url).hostname in ("magazine.example", "schema.org", "doi.org")
    }
    for url in set(_URL.findall(text_of(path))) - own:
        bare = re.sub(r"//[^/@]*@", "//", url.partition("#")[0])
        assert bare in pages or urlsplit(url).hostname.endswith(".invalid"), url


def test_every_host_of_the_records_is_a_reserved_one() -> None:
    records = demo.records()
    urls = [p.url for p in records.pages] + [s.url for s in records.snapshots]
    urls += [w.landing for w in records.works if w.landing]
    hosts = {urlsplit(url).hostname for url in urls} | {site.host for site in records.sites}
    assert [host for host in sorted(hosts) if not host.endswith((".example", ".test"))] == []


def test_every_notice_and_relation_has_both_ends() -> None:
    records = demo.records()
    for notice in records.notices:
        for name in (notice.of, notice.by, notice.replacement):
            assert not name or name in records.by_key, notice
    for work in records.works:
        for others in work.relations.values():
            assert all(other in records.by_key for other in others), work.key


def test_no_identifier_is_given_twice() -> None:
    works = demo.records().works
    for name in ("DOI", "PMID", "PMCID", "key"):
        given = [getattr(work, name) for work in works if getattr(work, name)]
        assert len(given) == len(set(given)), name


def test_invented_works_keep_to_the_test_prefix() -> None:
    real = {"10.4081", "10.1002", "10.1001", "10.1016", "10.7326"}
    for work in demo.records().works:
        if work.DOI and work.DOI.split("/")[0] not in real:
            assert work.DOI.startswith("10.5555/"), work.key
            assert not work.PMID or work.PMID.startswith("900"), work.key


def test_the_words_are_our_own(shared: Path) -> None:
    seed = " ".join(text_of(p).split(_SEED_SOURCES)[0] for p in sorted((shared / "seed").glob("*.txt")))
    seed += " ".join(re.sub(r"<[^>]+>", " ", text_of(p)) for p in sorted((shared / "seed" / "sources").glob("*.xml")))
    theirs = shingles(seed)
    for path in sorted(p for p in demo.HERE.rglob("*") if p.suffix in (".md", ".html", ".txt", ".yaml")):
        assert (shingles(text_of(path)) & theirs) - shingles(_NAMES) == set(), path.name


def shingles(text: str, size: int = 7) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[n : n + size]) for n in range(len(words) - size + 1)}


def test_a_setting_is_a_project_folder_with_a_running_world(tmp_path: Path) -> None:
    from citewarden import config

    with demo.setting(tmp_path / "demo", as_of="2026-03-03") as made:
        read = config.load(made.config)
        assert read.as_of == "2026-03-03"
        assert read.network.registries["crossref"].base == f"{made.world.base}/crossref"
        assert [p.name for p in made.articles] == [p.name for p in ARTICLES]
        assert (made.folder / "references" / "ninds-motor-neuron-diseases.md").exists()
        assert made.night(2) == demo.NIGHTS[1]
        assert made.world.night == 2
        (made.folder / "state").mkdir()
        (made.folder / "state" / "old").write_text("from an earlier demo", encoding="utf-8")
    with demo.setting(tmp_path / "demo") as again:
        assert not (again.folder / "state").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "articles" / "mine.md"
    mine.parent.mkdir()
    mine.write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no demo"), demo.setting(tmp_path):
        pass
    assert mine.exists()


def test_the_nights_are_a_day_apart() -> None:
    from datetime import datetime, timedelta

    first, second = (datetime.fromisoformat(night) for night in demo.NIGHTS)
    assert second - first > timedelta(hours=24)


def test_the_demo_world_starts_at_once() -> None:
    import time

    demo.records()
    begun = time.process_time()
    with World(demo.records()):
        assert time.process_time() - begun < 0.2
