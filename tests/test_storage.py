"""Two nights of the kubernetes profile: the audit in one folder, each job in another, nothing shared but a bucket.

The bucket is moto's. The cluster is a stand-in that knows the six requests Snakemake's executor makes, and carries a
job's command out in an empty folder that is the job's own, with the environment of its secret. Both are on loopback.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import yaml

from citewarden import store
from citewarden.store import runs

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("moto", "flask", "kubernetes", "snakemake_storage_plugin_s3", "snakemake_executor_plugin_kubernetes")
MISSING = [name for name in NEEDED if find_spec(name) is None]
ARTICLES = ("muscle-twitches-and-ms", "salt-and-blood-pressure", "trouble-sleeping")
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
FIRST, SECOND = "2026-01-15", "2026-01-16"

pytestmark = [
    pytest.mark.storage,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]


class Cluster(ThreadingHTTPServer):
    """The part of a Kubernetes API that Snakemake's executor asks; `jobs` is the folder where jobs have theirs."""

    daemon_threads = True

    def __init__(self, jobs: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.jobs = jobs
        self.secrets: dict[str, dict[str, str]] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, job: Mapping[str, Any]) -> None:
        """Carry the command of a job's only container out."""
        (container,) = job["spec"]["template"]["spec"]["containers"]
        folder = self.jobs / job["metadata"]["name"] / "pod"
        folder.mkdir(parents=True)
        asked = {e["name"]: e["valueFrom"]["secretKeyRef"] for e in container["env"]}
        given = {n: b64decode(self.secrets[r["name"]][r["key"]]).decode() for n, r in asked.items()}
        with (folder.parent / "log").open("wb") as log:
            self.running[job["metadata"]["name"]] = subprocess.Popen(
                [*container["command"], *container["args"]],
                cwd=folder,
                env={**os.environ, **given, "PATH": f"{self.jobs.parent / 'image'}{os.pathsep}{PATH}"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def status(self, job: str) -> dict[str, int]:
        ended = self.running[job].poll()
        return {"active": 1} if ended is None else {"failed": 1} if ended else {"succeeded": 1}


class _Request(BaseHTTPRequestHandler):
    server: Cluster

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/secrets"):
            self.server.secrets[body["metadata"]["name"]] = body["data"]
        else:
            self.server.start(body)
        self._answer(body)

    def do_GET(self) -> None:
        place = self.path.partition("?")[0].split("/")
        self._answer({"items": []} if place[-1] == "pods" else {"status": self.server.status(place[-2])})

    def do_DELETE(self) -> None:
        self._answer({})

    def _answer(self, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of an empty S3 server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "import moto.server; moto.server.main()", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _until_it_answers(address, server)
            yield address
        finally:
            server.terminate()


def _until_it_answers(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(f"{address}/moto-api/", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("moto's server does not answer")


@dataclass(frozen=True)
class Site:
    """A project, the folder its jobs run below, and how it is audited."""

    project: Path
    jobs: Path
    settings: dict[str, Any]
    names: dict[str, str]

    def night(self, date: str, *targets: str) -> subprocess.CompletedProcess[str]:
        """Audit by `date`; the jobs of earlier nights are forgotten, folders and all."""
        shutil.rmtree(self.jobs, ignore_errors=True)
        self.jobs.mkdir()
        profile = self.project.parent / "profile"
        profile.mkdir(exist_ok=True)
        (profile / "config.yaml").write_text(yaml.safe_dump(self.settings))
        said = ("--config", f"as_of={date}", f"now={date}T02:00:00+00:00", "offline=true")
        return self._snakemake("--profile", str(profile), *said, "--", *targets)

    def _snakemake(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "snakemake", *arguments]
        return subprocess.run(command, cwd=self.project, env=self.names, capture_output=True, text=True, check=False)

    def at_home(self, date: str, folder: Path) -> Path:
        """The same articles audited from nothing on this machine alone, in `folder`."""
        shutil.copytree(
            self.project, folder, ignore=shutil.ignore_patterns("results", "state", "reports", ".snakemake")
        )
        said = (f"as_of={date}", f"now={date}T02:00:00+00:00", "offline=true")
        command = [sys.executable, "-m", "snakemake", "--cores", "2", "--config", *said, "--", "all"]
        done = subprocess.run(command, cwd=folder, env=self.names, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
        return folder

    def made(self) -> dict[str, bytes]:
        """What each job left in its folder, but for what Snakemake sent of the workflow itself."""
        files = [path for path in self.jobs.glob("*/pod/**/*") if path.is_file() and ".snakemake" not in path.parts]
        return {"/".join(path.relative_to(self.jobs).parts[2:]): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def site(bucket: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("storage")
    project, jobs = folder / "project", folder / "jobs"
    for name in ("articles", "references", "config", "rules"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "Snakefile", project)
    (project / "articles" / "README.md").unlink(missing_ok=True)
    assert {path.stem for path in (project / "articles").iterdir()} == set(ARTICLES)
    config = project / "config" / "config.yaml"
    config.write_text(re.sub(r"(?m)^batch_size: \d+", "batch_size: 2", config.read_text()))
    (folder / "image").mkdir()
    pip = folder / "image" / "pip"  # each pod is told to install the storage plugin, which is there
    pip.write_text("#!/bin/sh\n")
    pip.chmod(0o755)
    settings = yaml.safe_load((ROOT / "profiles" / "kubernetes" / "config.yaml").read_text())
    settings |= {"storage-s3-endpoint-url": bucket, "seconds-between-status-checks": 1}
    keys = {f"SNAKEMAKE_STORAGE_S3_{name}_KEY": "test" for name in ("ACCESS", "SECRET")}
    with Cluster(jobs) as cluster:
        threading.Thread(target=cluster.serve_forever, daemon=True).start()
        access = folder / "access"
        access.write_text(yaml.safe_dump(_access(f"http://127.0.0.1:{cluster.server_port}")))
        yield Site(project, jobs, settings, {**os.environ, **keys, "PATH": PATH, "KUBECONFIG": str(access)})
        cluster.shutdown()


def _access(address: str) -> dict[str, Any]:
    """What kubectl and its like read to find a cluster."""
    return {
        "clusters": [{"name": "here", "cluster": {"server": address}}],
        "users": [{"name": "we", "user": {"token": "none"}}],
        "contexts": [{"name": "here", "context": {"cluster": "here", "user": "we"}}],
        "current-context": "here",
    }


@pytest.fixture(scope="module")
def first(site: Site) -> dict[str, bytes]:
    """What the jobs of the first night had in their folders."""
    done = site.night(FIRST, "all")
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return site.made()


@pytest.fixture(scope="module")
def second(site: Site, first: dict[str, bytes]) -> dict[str, bytes]:
    """The same of the next night, for which one article was edited."""
    article = site.project / "articles" / "trouble-sleeping.txt"
    article.write_text(article.read_text().replace("sleep", "rest", 1))
    done = site.night(SECOND, "all")
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return site.made()


def test_pages_and_index_reach_who_started_the_audit(site: Site, first: dict[str, bytes]) -> None:
    assert first
    reports = site.project / "reports"
    assert (reports / "index.html").stat().st_size
    for name in ARTICLES:
        assert (reports / f"{name}.html").stat().st_size
    assert json.loads((reports / f"{ARTICLES[0]}.json").read_text())["run"]["as_of"] == FIRST


def test_a_job_leaves_nothing_in_its_folder(site: Site, first: dict[str, bytes]) -> None:
    assert [name for name in first if name.startswith(("articles/", "references/", "state/", "reports/"))] == []
    assert len(list(site.jobs.iterdir())) == 4  # two batches to read, two to judge


def test_reports_are_those_of_one_machine(site: Site, first: dict[str, bytes], tmp_path: Path) -> None:
    assert first
    before = {p.name: p.read_bytes() for p in (site.project / "reports").iterdir()}
    here = site.at_home(FIRST, tmp_path / "here")
    assert {p.name: p.read_bytes() for p in (here / "reports").iterdir()} == before


def test_the_next_night_judges_only_what_changed(site: Site, second: dict[str, bytes]) -> None:
    assert second
    counts = json.loads((site.project / "results" / "counts" / "articles.json").read_text())
    assert counts == {"all": 3, "judged": 1, "as they were": 2}
    assert len(list(site.jobs.iterdir())) == 2  # one batch to read, one to judge
    run = json.loads((site.project / "reports" / "trouble-sleeping.json").read_text())["run"]
    assert run["as_of"] == SECOND


def test_the_next_night_remembers_the_first(site: Site, second: dict[str, bytes]) -> None:
    assert second
    with store.connect(site.project / "state") as database:
        assert [as_of for as_of, _ in runs.totals(database)] == [FIRST, SECOND]


def test_the_gate_says_what_it_says_on_one_machine(site: Site, second: dict[str, bytes]) -> None:
    assert second
    done = site.night(SECOND, "all", "gate")
    passed = (site.project / "results" / "gate.txt").exists()
    asked = subprocess.run(
        [sys.executable, "-m", "citewarden", "step", "gate", "--out", "gate.txt", "--offline", "--as-of", SECOND],
        cwd=site.project,
        env=site.names,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) == passed == (asked.returncode == 0), asked.stdout
