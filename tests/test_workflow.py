"""The workflow on a small site: everything once, nothing twice, one broken article stops nobody."""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
DATE = ("--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00", "--offline")


def citewarden(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citewarden", *arguments]
    return subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def jobs(project: Path) -> dict[str, int]:
    """Rule -> how many jobs a run would do now."""
    command = [sys.executable, "-m", "snakemake", "--dry-run", "--nolock", "--cores", "1", "--config"]
    options = ["as_of=2026-01-15", "now=2026-01-15T02:00:00+00:00", "offline=true"]
    triggers = ["--rerun-triggers", "mtime", "params", "input"]
    done = subprocess.run(
        [*command, *options, *triggers, "--", "all"],
        cwd=project,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        rule: int(n) for rule, n in re.findall(r"(?m)^(\w+)\s+(\d+)$", done.stdout + done.stderr) if rule != "total"
    }


def said(project: Path) -> dict[Path, bytes]:
    """What the reports say, but for the run's own record: it counts what was done anew and what was kept."""
    return {p: p.read_bytes() for p in (project / "reports").glob("*.json") if p.name != "run.prov.json"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("articles", "references", "config", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "Snakefile", folder)
    return folder


@pytest.mark.timeout(300)
def test_a_site_from_nothing_to_reports_and_no_further(project: Path) -> None:
    done = citewarden(project, "audit", *DATE)
    assert done.returncode in (1, 3), done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith(("INCOMPLETE (3)", "BLOCKED (1)"))
    assert len(done.stdout.splitlines()) <= 10
    articles = sorted(p for p in (project / "articles").iterdir() if p.name != "README.md")
    for path in articles:
        page = json.loads((project / "reports" / f"{path.stem}.json").read_text())
        assert page["claims"], path.name
        assert page["references"], path.name
        assert (project / "reports" / f"{path.stem}.html").stat().st_size > 2000
    for name in ("index.html", "findings.csv", "findings.sarif", "run.prov.json"):
        assert (project / "reports" / name).stat().st_size > 100
    assert jobs(project) == {}

    before = {p: p.read_bytes() for p in (project / "reports").glob("*.json")}
    shutil.rmtree(project / "results")
    assert citewarden(project, "audit", *DATE).returncode == done.returncode
    assert {p: p.read_bytes() for p in (project / "reports").glob("*.json")} == before

    article = articles[0]
    article.write_text(article.read_text() + "\n")
    assert jobs(project)["analyse"] == 1
    (project / "articles" / "broken.md").write_bytes(b"\x00\x01\x02 not text")
    done = citewarden(project, "audit", *DATE)
    assert done.returncode == 2
    assert "broken.md" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert (project / "reports" / "index.html").exists()
    (project / "articles" / "broken.md").unlink()


@pytest.mark.timeout(300)
def test_a_killed_night_is_taken_up_where_it_was(project: Path) -> None:
    assert citewarden(project, "audit", *DATE).returncode in (1, 3)
    before = said(project)
    for folder in ("results", "reports", ".snakemake"):
        shutil.rmtree(project / folder)
    command = [sys.executable, "-m", "citewarden", "audit", *DATE]
    night = subprocess.Popen(
        command,
        cwd=project,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    memo = project / "results" / "memo" / "00000" / "keys.json"
    until = time.monotonic() + 120
    while not memo.exists() and night.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    assert memo.exists()
    os.killpg(night.pid, signal.SIGKILL)
    night.wait()
    assert not (project / "reports" / "index.html").exists()
    analysed = memo.stat().st_mtime_ns
    done = citewarden(project, "audit", *DATE)
    assert done.returncode in (1, 3), done.stdout + done.stderr
    assert said(project) == before
    log = (project / "results" / "logs" / "analyse" / "00000.log").read_text()
    assert memo.stat().st_mtime_ns == analysed or "(3)" not in log, "what was read before the kill is not read again"


def test_what_changed_reaches_the_page(project: Path) -> None:
    article = next(p for p in sorted((project / "articles").iterdir()) if p.name != "README.md")
    assert citewarden(project, "audit", *DATE).returncode in (1, 3)
    text = article.read_text()
    article.write_text(text + "\n\n")
    assert citewarden(project, "audit", *DATE).returncode in (1, 3)
    page = project / "reports" / f"{article.stem}.json"
    assert json.loads(page.read_text())["document"]["sha256"] == hashlib.sha256(article.read_bytes()).hexdigest()
    (project / "config" / "policies" / "lenient.yaml").write_text("levels: {outdated-reference: 'off'}\n")
    assert "outdated-reference" in (project / "reports" / "findings.csv").read_text()
    assert citewarden(project, "audit", "--policy", "lenient", *DATE).returncode in (0, 1, 3)
    assert "outdated-reference" not in (project / "reports" / "findings.csv").read_text()


def test_the_next_night_judges_nothing_anew(project: Path) -> None:
    assert citewarden(project, "audit", *DATE).returncode in (1, 3)
    judged = {p: p.stat().st_mtime_ns for p in (project / "results" / "judged").rglob("*.parquet")}
    next_night = ("--as-of", "2026-01-16", "--now", "2026-01-16T02:00:00+00:00", "--offline")
    assert citewarden(project, "audit", *next_night).returncode in (1, 3)
    assert judged == {p: p.stat().st_mtime_ns for p in (project / "results" / "judged").rglob("*.parquet")}
    record = json.loads((project / "reports" / "run.prov.json").read_text())
    (activity,) = record["activity"].values()
    assert activity["cw:as_of"] == "2026-01-16"
    assert json.loads(activity["cw:counts"])["shards"] == {"all": 1, "to judge": 0}


def _small_files() -> None:
    """What a full disk does to whoever writes: no file grows beyond a few bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


@pytest.mark.parametrize("name", ["reports", "results", "state"])
def test_a_folder_that_cannot_be_written_is_one_line(project: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(project / "articles", tmp_path / "articles")
    (tmp_path / name).write_text("a file is in the way")
    done = citewarden(tmp_path, "audit", *DATE)
    assert done.returncode == 2
    assert re.fullmatch(rf"citewarden: {name}\S*: cannot be written .*\n", done.stderr), done.stderr


def test_a_full_disk_is_one_line(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "articles", tmp_path / "articles")
    command = [sys.executable, "-m", "citewarden", "audit", *DATE]
    done = subprocess.run(
        command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False, preexec_fn=_small_files
    )
    assert done.returncode == 2
    assert re.fullmatch(r"citewarden: results\S*: cannot be written .*\n", done.stderr), done.stderr


@pytest.mark.parametrize("name", ["default", "nightly", "slurm", "kubernetes"])
def test_every_profile_says_what_snakemake_knows(name: str) -> None:
    from snakemake.cli import get_argument_parser

    known = {o.removeprefix("--") for a in get_argument_parser()._actions for o in a.option_strings}
    plugins = {"kubernetes": {"container-image", "kubernetes-namespace", "kubernetes-persistent-volumes"}}
    settings = yaml.safe_load((ROOT / "profiles" / name / "config.yaml").read_text())
    assert set(settings) <= known | plugins.get(name, set())
    rules = set(
        re.findall(r"(?m)^(?:rule|checkpoint) (\w+)", "".join(p.read_text() for p in (ROOT / "rules").glob("*.smk")))
    )
    assert set(settings.get("set-resources", {})) <= rules


def test_a_dry_run_with_the_nightly_profile(project: Path) -> None:
    profile = ("--workflow-profile", str(ROOT / "profiles" / "nightly"), "--config", "offline=true")
    command = [sys.executable, "-m", "snakemake", *profile, "--dry-run"]
    done = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_setting_is_one_line(project: Path) -> None:
    wrong = project / "wrong.yaml"
    wrong.write_text("shard_size: many\n")
    done = citewarden(project, "audit", "--config", str(wrong))
    assert done.returncode == 2
    assert re.fullmatch(r"citewarden: .*wrong\.yaml: shard_size: 'many' is not of type 'integer'.*\n", done.stderr)


def test_two_runs_at_once_refuse_each_other(project: Path) -> None:
    from filelock import FileLock

    (project / "state").mkdir(exist_ok=True)
    with FileLock(project / "state" / ".lock"):
        done = citewarden(project, "audit", *DATE)
    assert done.returncode == 2
    assert "another run is using it" in done.stderr


def test_no_articles_is_said(tmp_path: Path) -> None:
    done = citewarden(tmp_path, "audit", "nowhere")
    assert done.returncode == 2
    assert "nowhere: no such folder or file" in done.stderr


def test_the_workflow_is_tidy() -> None:
    lint = subprocess.run(
        [sys.executable, "-m", "snakemake", "--lint", "--config", "offline=true"],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr
