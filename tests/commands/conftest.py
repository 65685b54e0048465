"""A project whose run is made step by step, and a web server that takes what is posted."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from citewarden import config as settings
from citewarden import store
from citewarden.commands import asking, judging, reading
from citewarden.commands.begin import begin
from citewarden.commands.session import Session, silent, start
from citewarden.stages.find import found
from citewarden.store.database import Database

Cli = Callable[..., tuple[int, str, str]]


WORKFLOW = ("--config", "config/config.yaml", "--policy", "default", "--references", "references", "--offline")
"""What the workflow tells its steps in a project that has a configuration."""

PLANS = {"read": reading.plan, "judge": judging.plan}
ASKS = {"resolve": asking.resolved, "notices": asking.noticed, "fetch": asking.fetched, "probe": asking.probed}


class Site:
    """A project whose run is made step by step in this process, as the workflow makes it."""

    def __init__(self, cli: Cli, folder: Path) -> None:
        self.cli, self.folder = cli, folder
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        self.options: tuple[str, ...] = ()
        self.policy = "default"

    def write(self, name: str, text: str) -> Path:
        path = self.folder / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def begin(self, day: str, *given: str, offline: bool = True) -> dict[str, Any]:
        said = {"as_of": day, "now": f"{day}T02:00:00+00:00", "offline": offline, "accept": False, "config": ""}
        with contextlib.chdir(self.folder):
            file = Path("config/config.yaml")
            config = settings.load(file if file.exists() else None)
            contents = [found(Path(name)) for name in given or [config.articles]]
            references = Path(config.references)
            return begin(config, self.policy, contents, whole=not given, references=references, said=said)

    def step(self, name: str, *arguments: str) -> str:
        """Carry one step out; what it said."""
        local = () if name in ("read", "judge") else ("--run", "results/run.json", *self.options)
        status, _, said = self.cli("step", name, *arguments, *local, folder=self.folder)
        assert status == 0, said
        return said

    @contextlib.contextmanager
    def session(self) -> Iterator[tuple[Session, dict[str, Any]]]:
        """The session of the run under way, in its folder, and what it is of."""
        with contextlib.chdir(self.folder):
            run = json.loads(Path("results/run.json").read_text())
            said = {"as_of": run["as_of"], "now": run["now"], "moved": run["moved"]}
            yield start(silent(policy=self.policy, offline=run["offline"], **said)), run

    def plan(self, step: str) -> list[Path]:
        """Plan a step; its batches."""
        with self.session() as (session, run):
            folder = Path("results") / step
            folder.mkdir(exist_ok=True)
            return [folder / f"{name}.zip" for name in PLANS[step](session, run, folder)]

    def through(self, step: str) -> int:
        """Plan a step, work on its batches and take what they make; how many articles that were."""
        made = []
        for batch in self.plan(step):
            made.append(batch.with_suffix(".made.zip"))
            self.step(step, str(batch), str(made[-1]))
        return self.take(step, made)

    def take(self, step: str, made: Sequence[Path]) -> int:
        """Take what batches were made into; how many articles that were."""
        with self.session() as (session, run):
            return reading.take(session, run, made) if step == "read" else judging.take(session, made)

    def ask(self, *steps: str) -> None:
        with self.session() as (session, run):
            for step in steps or ASKS:
                ASKS[step](session, run)

    def run(self, day: str = "2026-01-15", *given: str, offline: bool = True) -> tuple[int, int]:
        """A whole run; how many articles were read, and how many judged."""
        self.begin(day, *given, offline=offline)
        read = self.through("read")
        self.ask()
        judged = self.through("judge")
        self.step("site")
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
