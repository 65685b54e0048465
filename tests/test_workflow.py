"""The workflow on a small site: everything once, nothing twice, one broken article stops nobody."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
