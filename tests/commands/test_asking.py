"""Works are asked about when they are new or what is known of them has grown old; an outage is asked about again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from citewarden.config import registries as known_registries
from citewarden.model import Probe, Resolution
from citewarden.stages import resolve
from citewarden.store import links
from citewarden.store.codec import decode


def article(*titles: str) -> str:
    rows = (f"{n}. Doe J. {title}. Example Heart J. 2019;4(2):11-18." for n, title in enumerate(titles, 1))
    return "# Sleep\n\nAdults sleep [1].\n\n## References\n\n" + "\n".join(rows) + "\n"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The works of each call of the resolving stage, and what was looked up in the library."""
    calls: list[list[str]] = []
    whole = resolve.resolve

    def noted(works: Any, **given: Any) -> Any:
        calls.append(sorted(work.raw for work in works))
        return whole(works, **given)

    monkeypatch.setattr(resolve, "resolve", noted)
    return calls


def read(site: Any, day: str, *titles: str, offline: bool = True) -> None:
    site.write("a.md", article(*titles))
    site.begin(day, offline=offline)
    site.through("read")


def test_only_new_works_are_asked_about(site: Any, asked: list[list[str]]) -> None:
    read(site, "2026-01-15", "Heart", "Bones")
    site.ask()
    site.ask()
    read(site, "2026-01-16", "Heart", "Bones", "Kidney")
    site.ask()
    assert [[raw.split(". ")[1] for raw in call] for call in asked] == [["Bones", "Heart"], ["Kidney"]]
    assert site.table("select count(*) from resolution") == [(3,)]


def test_a_killed_run_asks_about_the_rest(site: Any, asked: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    from citewarden.commands import asking

    monkeypatch.setattr(asking, "AT_ONCE", 2)
    read(site, "2026-01-15", *"ABCDEF")
    with monkeypatch.context() as patch:
        patch.setattr(asking.reports, "note", lambda *_: None)
        whole, left = resolve.resolve, iter((1, 2))

        def killed(works: Any, **given: Any) -> Any:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return whole(works, **given)

        patch.setattr(resolve, "resolve", killed)
        with pytest.raises(KeyboardInterrupt):
            site.ask("resolve")
    assert site.table("select count(*) from resolution") == [(4,)]
    before = len(asked)
    site.ask("resolve")
    assert [len(call) for call in asked[before:]] == [2]


def test_another_library_or_setting_asks_again(site: Any, asked: list[list[str]]) -> None:
    read(site, "2026-01-15", "Heart", "Bones")
    site.ask()
    (site.folder / "references").mkdir()
    note = (
        "---\ntitle: Heart\ntype: article-journal\nauthor: [{family: Doe, given: J}]\nissued: 2019\n---\n\nIt beats.\n"
    )
    (site.folder / "references" / "heart.md").write_text(note)
    read(site, "2026-01-15", "Heart", "Bones")
    site.ask()
    assert [len(call) for call in asked] == [2, 2]
    rows = [decode(Resolution, row) for (row,) in site.table("select row from resolution")]
    assert "library" in {row.registry for row in rows}
    (site.folder / "config").mkdir()
    (site.folder / "config" / "config.yaml").write_text("links: {alive_days: 3}\n")
    read(site, "2026-01-15", "Heart", "Bones")
    site.ask()
    assert [len(call) for call in asked] == [2, 2, 2]


def test_another_policy_asks_nobody(site: Any, asked: list[list[str]]) -> None:
    read(site, "2026-01-15", "Heart")
    site.ask()
    site.policy = "strict"
    site.begin("2026-01-15")
    site.ask()
    assert len(asked) == 1


def test_a_registry_that_was_out_is_asked_again_the_same_day_and_answers_grow_old(
    site: Any, asked: list[list[str]]
) -> None:
    others = [name for name in known_registries() if name != "crossref"]
    settled = []
    with registry() as server:
        registries = {name: {"enabled": False} for name in others} | {"crossref": {"base": server.base, "rate": 1000}}
        network = {"allow_hosts": ["127.0.0.1"], "retries": 0, "cache_days": 3, "registries": registries}
        (site.folder / "config").mkdir()
        (site.folder / "config" / "config.yaml").write_text(json.dumps({"network": network}))
        days = ("2026-01-15", "2026-01-15", "2026-01-15", "2026-01-17", "2026-01-19")
        for day, status in zip(days, (503, 200, 200, 200, 200), strict=True):
            server.status, server.asked = status, 0
            read(site, day, "Heart", offline=False)
            site.ask("resolve")
            rows = [decode(Resolution, row) for (row,) in site.table("select row from resolution")]
            settled.append((bool(server.asked), {row.outcome for row in rows}))
    assert settled == [
        (True, {"unavailable"}),
        (True, {"not_found"}),
        (False, {"not_found"}),
        (False, {"not_found"}),
        (True, {"not_found"}),
    ]
    assert len(asked) == 3, "what nobody has to be asked about is not even looked at"


@pytest.mark.long
def test_what_of_the_library_cannot_be_read_is_told_until_it_can(site: Any) -> None:
    (site.folder / "references").mkdir()
    (site.folder / "references" / "note.md").write_text("---\ntitle: [\n---\nIt is so.\n")
    site.write("a.md", article("Heart"))
    site.run()
    assert [stage for (stage,) in site.table("select stage from failure")] == ["references"]
    (site.folder / "references" / "note.md").write_text("---\ntitle: Salt\ntype: book\n---\nIt is so.\n")
    site.run()
    assert site.table("select stage from failure") == []


def test_links_are_shown_as_remembered_while_that_keeps(site: Any) -> None:
    url = "https://one.example/"
    site.write("a.md", f"# Sleep\n\nAdults sleep [1].\n\n## References\n\n1. Doe J. Heart. 2019. {url}\n")

    def outcome(day: str) -> str:
        site.begin(day)
        site.through("read")
        site.ask("probe")
        with site.store() as database:
            return decode(Probe, links.shown(database, [url])[url]).outcome

    assert outcome("2026-01-15") == "not-checked"
    with site.store() as database:
        links.remember(database, [Probe(url, "ok", asked_at="2026-01-14T00:00:00+00:00", status=200)])
    assert outcome("2026-01-15") == "ok"
    assert outcome("2026-02-15") == "not-checked", "it is too long ago, and nobody was asked"
    assert outcome("2026-01-15") == "ok"


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
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
