"""A step makes only the parts whose inputs changed, and an outage leaves what it touched to be asked again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from citewarden import tables
from citewarden.commands.links import bucket
from citewarden.commands.parts import Parts, names, part
from citewarden.config import registries as known_registries
from citewarden.model import (
    Link,
    Probe,
    Reference,
    Resolution,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
    Work,
)
from citewarden.stages._link_state import write
from citewarden.stages.gather import gather

Cli = Callable[..., tuple[int, str, str]]
SHARDS = 8


def reference(document: str, number: int, title: str) -> Reference:
    raw = f"Doe J. {title}. Example Heart J. 2019;4(2):11-18."
    target = SpecificResource(document, TextQuoteSelector(raw), TextPositionSelector(0, len(raw)))
    csl = {"type": "article-journal", "title": title, "volume": "4", "issued": {"date-parts": [[2019]]}}
    url = f"https://{number}.example/"
    return Reference(f"{document}#ref-{number}", document, raw, target, csl=csl, URL=url)


def article(name: str, titles: Sequence[str]) -> list[Reference]:
    return [reference(name, number, title) for number, title in enumerate(titles, 1)]


class Corpus:
    """Two shards' references and the corpus folder made of them, by the command line."""

    def __init__(self, cli: Cli, folder: Path) -> None:
        self.cli, self.folder = cli, folder
        self.shards = {
            "00000": article("a.md", [f"Sleep and the heart {n}" for n in range(20)]),
            "00001": article("b.md", [f"Sleep and the bones {n}" for n in range(20)]),
        }

    def gather(self, code: str = "1") -> None:
        for name, rows in self.shards.items():
            tables.write(self.folder / name / "references.parquet", Reference, rows)
        paths = [f"{name}/references.parquet" for name in self.shards]
        self.run("gather", *paths, "--number", str(SHARDS), "--code", code)

    def resolve(self, *options: str) -> None:
        options = options or ("--offline",)
        self.run("resolve", "--memo", "memo", "--now", "2026-01-15T00:00:00+00:00", *options)

    def run(self, step: str, *options: str) -> None:
        status, _, said = self.cli("table", step, *options, "--corpus", "corpus", folder=self.folder)
        assert status == 0, said

    def files(self, table: str) -> dict[str, tuple[int, bytes]]:
        """Part -> its inode (another one when it was written again) and bytes."""
        paths = sorted((self.folder / "corpus" / table).glob("*.parquet"))
        return {path.stem: (path.stat().st_ino, path.read_bytes()) for path in paths}

    def rows(self, table: str, noun: Any) -> list[Any]:
        held = Parts.open(self.folder / "corpus" / table, noun)
        return [row for name in held for row in tables.from_table(noun, held.table(name))]


@pytest.fixture
def corpus(cli: Cli, tmp_path: Path) -> Corpus:
    made = Corpus(cli, tmp_path)
    made.gather()
    return made


def test_the_parts_together_are_the_whole(corpus: Corpus) -> None:
    works, links = gather(row for rows in corpus.shards.values() for row in rows)
    assert sorted(corpus.rows("works", Work), key=lambda w: w.id) == works
    assert sorted(corpus.rows("links", Link), key=lambda link: link.url) == links
    assert set(corpus.files("works")) == set(names(SHARDS)) == {"0000", "0001"}


def test_one_new_reference_makes_one_part_anew(corpus: Corpus) -> None:
    before = corpus.files("works")
    new = reference("a.md", 21, "Sleep and the kidney")
    corpus.shards["00000"].append(new)
    corpus.gather()
    after = corpus.files("works")
    (work,) = gather([new])[0]
    assert {name for name in after if after[name] != before[name]} == {part(work.id, 2)}
    assert work in corpus.rows("works", Work)


def test_a_work_nobody_cites_any_more_is_gone(corpus: Corpus) -> None:
    gone = gather([corpus.shards["00001"].pop()])[0][0]
    corpus.gather()
    assert gone.id not in {work.id for work in corpus.rows("works", Work)}


def test_other_code_gathers_anew_and_a_smaller_site_has_fewer_parts(corpus: Corpus) -> None:
    (corpus.folder / "corpus/works/0007.parquet").write_bytes(b"left over")
    corpus.gather("2")
    assert set(corpus.files("works")) == {"0000", "0001"}


def test_a_step_killed_on_the_way_trusts_no_part_it_was_to_make(corpus: Corpus) -> None:
    """The inputs of a part may go back to what they were while its file already holds something newer."""
    table = Parts.open(corpus.folder / "corpus/works", Work)
    wanted = {name: made for name, (made, _) in table.known.items()}
    assert table.due({**wanted, "0000": "newer"}) == ["0000"]
    table.put("0000", tables.to_table(Work, ()), "newer")
    assert Parts.open(corpus.folder / "corpus/works", Work).due(wanted) == ["0000"]
    corpus.gather()
    test_the_parts_together_are_the_whole(corpus)


def test_nothing_new_resolves_nothing(corpus: Corpus) -> None:
    corpus.resolve()
    before = corpus.files("resolutions")
    shutil.rmtree(corpus.folder / "memo")
    corpus.resolve()
    assert corpus.files("resolutions") == before
    assert not (corpus.folder / "memo").exists()


def test_only_the_part_of_a_new_work_is_resolved(corpus: Corpus) -> None:
    corpus.resolve()
    shutil.rmtree(corpus.folder / "memo")
    new = reference("a.md", 21, "Sleep and the kidney")
    corpus.shards["00000"].append(new)
    corpus.gather()
    corpus.resolve()
    own = part(gather([new])[0][0].id, 2)
    assert [path.stem for path in (corpus.folder / "memo").glob("*.json")] == [own]
    assert len(corpus.rows("resolutions", Resolution)) == 41


def test_a_part_that_is_missing_is_no_smaller_site(corpus: Corpus) -> None:
    (corpus.folder / "corpus/works/0001.parquet").unlink()
    options = ("--memo", "memo", "--corpus", "corpus", "--offline")
    status, _, said = corpus.cli("table", "resolve", *options, folder=corpus.folder)
    assert (status, said.count("\n")) == (2, 1)
    assert "corpus/works: a part of it is missing - delete corpus and run again" in said
    corpus.gather()
    corpus.resolve()
    assert len(corpus.rows("resolutions", Resolution)) == 40


def test_a_new_date_and_a_new_note_in_the_library_ask_again(corpus: Corpus) -> None:
    corpus.resolve()
    for change in ("library", "date"):
        shutil.rmtree(corpus.folder / "memo")
        if change == "library":
            (corpus.folder / "references").mkdir()
            (corpus.folder / "references" / "note.md").write_text("---\ntitle: Other\ntype: book\n---\n\nIt is so.\n")
        corpus.resolve("--offline", *(("--as-of", "2026-01-16") if change == "date" else ()))
        assert len(list((corpus.folder / "memo").glob("*.json"))) == 2, change


def test_a_registry_that_was_out_is_asked_again_the_same_day(corpus: Corpus) -> None:
    others = [name for name in known_registries() if name != "crossref"]
    with registry() as server:
        registries = {name: {"enabled": False} for name in others} | {"crossref": {"base": server.base, "rate": 1000}}
        network = {"allow_hosts": ["127.0.0.1"], "retries": 0, "registries": registries}
        (corpus.folder / "config.yaml").write_text(json.dumps({"network": network}))
        corpus.shards["00001"] = corpus.shards["00001"][:0]
        corpus.gather()
        settled = []
        for status in (503, 200, 200):
            server.status, server.asked = status, 0
            corpus.resolve("--online", "--config", "config.yaml")
            outcomes = {r.outcome for r in corpus.rows("resolutions", Resolution)}
            settled.append((bool(server.asked), outcomes))
    assert settled == [(True, {"unavailable"}), (True, {"not_found"}), (False, {"not_found"})]


def test_offline_links_are_looked_at_again_when_their_memory_changed(corpus: Corpus) -> None:
    url = "https://1.example/"

    def outcomes() -> list[str]:
        corpus.run("probe", bucket(url), "--now", "2026-01-15T00:00:00+00:00", "--offline")
        return [p.outcome for p in corpus.rows(f"probes/{bucket(url)}", Probe) if p.url == url]

    assert outcomes() == ["not-checked"]
    before = corpus.files(f"probes/{bucket(url)}")
    assert outcomes() == ["not-checked"]
    assert corpus.files(f"probes/{bucket(url)}") == before
    memory = corpus.folder / "state" / "links" / f"{bucket(url)}.jsonl"
    write(memory, [Probe(url, "ok", asked_at="2026-01-14T00:00:00+00:00", status=200)])
    assert outcomes() == ["ok"]


class Registry(HTTPServer):
    """A Crossref that knows no work, or is out of order."""

    status = 200
    asked = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Registry

    def do_GET(self) -> None:
        self.server.asked += 1
        body = json.dumps({"status": "ok", "message": {"total-results": 0, "items": []}}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def registry() -> Iterator[Registry]:
    with Registry(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
