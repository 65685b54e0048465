"""A project whose run is made step by step, and a web server that takes what is posted."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from citewarden import config as settings
from citewarden import store
from citewarden.commands.begin import begin
from citewarden.store.database import Database

Cli = Callable[..., tuple[int, str, str]]


WORKFLOW = ("--config", "config/config.yaml", "--policy", "default", "--references", "references", "--offline")
"""What the workflow tells its steps in a project that has a configuration."""


class Site:
    """A project whose run is made step by step in this process, as the workflow makes it."""

    def __init__(self, cli: Cli, folder: Path) -> None:
        self.cli, self.folder = cli, folder
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        self.options: tuple[str, ...] = ()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def begin(self, day: str, *given: str, offline: bool = True) -> dict[str, Any]:
        said = {"as_of": day, "now": f"{day}T02:00:00+00:00", "offline": offline, "accept": False}
        with contextlib.chdir(self.folder):
            file = Path("config/config.yaml")
            config = settings.load(file if file.exists() else None)
            paths = [Path(name) for name in given]
            return begin(config, "default", given=paths, references=Path(config.references), said=said)

    def step(self, name: str, *arguments: str) -> str:
        """Carry one step out; what it said."""
        local = () if name in ("read", "judge") else ("--run", "results/run.json", *self.options)
        status, _, said = self.cli("step", name, *arguments, *local, folder=self.folder)
        assert status == 0, said
        return said

    def planned(self, step: str) -> list[str]:
        return list(json.loads((self.folder / "results" / f"{step}.json").read_text()))

    def through(self, step: str) -> int:
        """Plan a step, work on its batches and take what they make; how many articles that were."""
        self.step(f"plan-{step}", "--out", f"results/{step}.json")
        made = [f"results/made-{name}.zip" for name in self.planned(step)]
        for name, path in zip(self.planned(step), made, strict=True):
            self.step(step, f"results/{step}/{name}.zip", path)
        self.step(f"take-{step}", *made, "--out", f"results/{step}.txt")
        return int((self.folder / "results" / f"{step}.txt").read_text())

    def ask(self, *steps: str) -> None:
        for step in steps or ("resolve", "notices", "fetch", "probe"):
            self.step(step, "--out", "results/asked.txt")

    def run(self, day: str = "2026-01-15", *given: str, offline: bool = True) -> tuple[int, int]:
        """A whole run; how many articles were read, and how many judged."""
        self.begin(day, *given, offline=offline)
        read = self.through("read")
        self.ask()
        judged = self.through("judge")
        self.step("site")
        self.step("site", "--exports")
        return read, judged

    @contextlib.contextmanager
    def store(self) -> Iterator[Database]:
        with store.connect(self.folder / "state") as database:
            yield database

    def table(self, sql: str) -> list[tuple[Any, ...]]:
        with self.store() as database:
            return database.execute(sql)

    def reports(self) -> dict[str, bytes]:
        folder = self.folder / "reports"
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    def findings(self, name: str) -> list[dict[str, Any]]:
        return list(json.loads((self.folder / "reports" / f"{name}.json").read_text(encoding="utf-8"))["findings"])


@pytest.fixture
def site(cli: Cli, tmp_path: Path) -> Site:
    """An empty project."""
    return Site(cli, tmp_path / "site")


@pytest.fixture
def hook() -> Iterator[tuple[str, list[bytes]]]:
    """Host and port of a server on this machine, and the bodies it was sent; what goes to /rude it refuses."""
    got: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(500 if self.path == "/rude" else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", got
    server.shutdown()
