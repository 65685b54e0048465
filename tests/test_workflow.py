"""The workflow on a small site: everything once, nothing twice, one broken article stops nobody.

Nights follow one another on one project, each a fixture that later ones build on; tests look at what they left.
"""

from __future__ import annotations

import ctypes
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
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.commands.conftest import WORKFLOW, Site
from tests.shares import share

from citewarden.commands.session import exclusive
from citewarden.config import Config
from citewarden.errors import StateError

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
DATE = ("--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00", "--offline")
NEXT = ("--as-of", "2026-01-16", "--now", "2026-01-16T02:00:00+00:00", "--offline")
LENIENT = ("--policy", "lenient", *NEXT)
EXECUTORS = {"slurm": "snakemake_executor_plugin_slurm"}
AWAY = ("executor", "container-", "kubernetes-", "slurm-", "default-storage-", "storage-")
"""Settings of other machines; without its plugin Snakemake does not know them. `test_storage.py` has the bucket."""

pytestmark = pytest.mark.timeout(300)


Cli = Callable[..., tuple[int, str, str]]


def citewarden(
    project: Path, *arguments: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program; `before` is called in its process first."""
    command = [sys.executable, "-m", "citewarden", *arguments]
    return subprocess.run(
        command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False, preexec_fn=before
    )


def snakemake(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "snakemake", *arguments]
    names = ENVIRONMENT | environment
    return subprocess.run(command, cwd=project, env=names, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Night:
    """What an audit said and left: bytes of the reports, and what the jobs that read articles said."""

    done: subprocess.CompletedProcess[str]
    reports: dict[str, bytes]
    read: str

    @classmethod
    def of(cls, project: Path, *options: str) -> Night:
        return cls.left(project, citewarden(project, "audit", *options))

    @classmethod
    def left(cls, project: Path, done: subprocess.CompletedProcess[str]) -> Night:
        reports = {p.name: p.read_bytes() for p in (project / "reports").iterdir() if p.is_file()}
        logs = sorted((project / "results" / "logs" / "read").glob("*.log"))
        read = "".join(log.read_text() for log in logs)
        for log in logs:
            log.unlink()
        return cls(done, reports, read)

    def page(self, name: str) -> Any:
        return json.loads(self.reports[f"{name}.json"])

    @property
    def articles(self) -> dict[str, int]:
        (activity,) = json.loads(self.reports["run.prov.json"])["activity"].values()
        return dict(json.loads(activity["cw:counts"])["articles"])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, audited: Path) -> Path:
    """The project, audited once from nothing, with an article among the others that nobody can read."""
    folder = Path(shutil.copytree(audited, tmp_path_factory.mktemp("nights") / "project"))
    (folder / "config" / "policies" / "lenient.yaml").write_text("levels: {outdated-reference: 'off'}\n")
    return folder


@pytest.fixture(scope="module")
def articles(project: Path) -> list[Path]:
    """The project's articles that can be read."""
    return sorted(path for path in (project / "articles").iterdir() if path.name != "broken.md")


@pytest.fixture(scope="module")
def first(project: Path) -> Night:
    """From nothing to reports."""
    said = json.loads((project / "said.json").read_text(encoding="utf-8"))
    return Night.left(project, subprocess.CompletedProcess([], said["status"], said["out"], said["err"]))


@pytest.fixture(scope="module")
def second(project: Path, first: Night, cli: Cli) -> Night:
    """The next night, nothing changed, gone through in this process, step by step."""
    site = Site(cli, project)
    site.options = WORKFLOW
    assert site.run("2026-01-16") == (1, 0), "only what could not be read is tried again"
    return Night.left(project, subprocess.CompletedProcess([], 0, "", ""))


@dataclass(frozen=True)
class Killed:
    """A night killed after its articles were read: what its jobs had said, and a second run while it was under way;
    `undisturbed` is the project as the night found it."""

    undisturbed: Path
    read: str
    other: subprocess.CompletedProcess[str]
    bare: subprocess.CompletedProcess[str]
    had_index: bool
    alone: list[bool]


@pytest.fixture(scope="module")
def killed(project: Path, articles: list[Path], second: Night, tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """A night after one article went and one was edited, killed on the way."""
    (project / "articles" / "broken.md").unlink()
    articles[0].write_text(articles[0].read_text() + "\n")
    (project / "reports" / "index.html").unlink()
    for folder in ("results", ".snakemake"):
        shutil.rmtree(project / folder)
    undisturbed = Path(shutil.copytree(project, tmp_path_factory.mktemp("undisturbed") / "project"))
    command = [sys.executable, "-m", "citewarden", "audit", *NEXT]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    night = subprocess.Popen(command, cwd=project, env=ENVIRONMENT, start_new_session=True, **quiet)
    read = project / "results" / "batches" / "judge.json"
    begun = project / "results" / "run.json"
    try:
        _wait(begun, night)
        other = citewarden(project, "audit", *NEXT)
        bare = snakemake(project, "--cores", "1", "--nolock", "--config", "offline=true")
        _wait(read, night)
        night.kill()
        night.wait()
        alone = [_alone(project, night.pid) for _ in range(20)]
    finally:
        with suppress(ProcessLookupError):
            os.killpg(night.pid, signal.SIGKILL)
        night.wait()
    logs = sorted((project / "results" / "logs" / "read").glob("*.log"))
    said = "".join(log.read_text() for log in logs)
    shutil.rmtree(project / "results" / "logs" / "read")
    had_index = (project / "reports" / "index.html").exists()
    return Killed(undisturbed, said, other, bare, had_index, alone)


def _alone(project: Path, group: int) -> bool:
    """Whether somebody who starts now is refused, or finds no process of the killed night left."""
    try:
        with exclusive(Config(state=str(project / "state"))):
            return not any(_is_of(group, stat) for stat in Path("/proc").glob("[0-9]*/stat"))
    except StateError:
        return True


def _is_of(group: int, stat: Path) -> bool:
    """Whether a process of /proc is at work in a group."""
    try:
        state, _, own = stat.read_text().rpartition(") ")[2].split()[:3]
    except (OSError, ValueError):
        return False
    return int(own) == group and state != "Z"


@pytest.fixture(scope="module")
def resumed(project: Path, killed: Killed) -> Night:
    """The same night, taken up after the kill."""
    return Night.of(project, *NEXT)


@pytest.fixture(scope="module")
def lenient(project: Path, resumed: Night) -> Night:
    """The same night under another policy."""
    return Night.of(project, *LENIENT)


def _wait(path: Path, night: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while not path.exists() and night.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    assert path.exists()


# Nights -------------------------------------------------------------------------------------------------------------


def test_a_site_from_nothing_to_reports(first: Night, articles: list[Path]) -> None:
    assert articles
    for path in articles:
        page = first.page(path.stem)
        assert page["claims"], path.name
        assert page["references"], path.name
        assert len(first.reports[f"{path.stem}.html"]) > 2000
    for name in ("index.html", "findings.csv", "findings.sarif", "run.prov.json"):
        assert len(first.reports[name]) > 100


def test_an_article_that_cannot_be_read_stops_nobody_and_is_named(first: Night) -> None:
    assert first.done.returncode == 2
    assert "broken.md" in first.done.stdout
    assert len(first.done.stdout.splitlines()) <= 10
    assert "Traceback" not in first.done.stdout + first.done.stderr


def test_the_next_night_judges_nothing_anew(articles: list[Path], second: Night) -> None:
    assert second.articles == {"all": len(articles), "judged": 0, "as they were": len(articles)}
    (activity,) = json.loads(second.reports["run.prov.json"])["activity"].values()
    assert activity["cw:as_of"] == "2026-01-16"


@pytest.mark.long
def test_what_changed_reaches_the_page(killed: Killed, resumed: Night, articles: list[Path]) -> None:
    assert resumed.done.returncode in (1, 3), resumed.done.stdout + resumed.done.stderr
    assert resumed.done.stdout.splitlines()[-1].startswith(("INCOMPLETE (3)", "BLOCKED (1)"))
    digest = hashlib.sha256(articles[0].read_bytes()).hexdigest()
    assert resumed.page(articles[0].stem)["document"]["sha256"] == digest
    assert "citewarden: read (1)" in killed.read, "only what changed is read"
    assert resumed.articles["judged"] == 1
    assert b"broken.md" not in resumed.reports["index.html"]


@pytest.mark.long
def test_a_killed_night_is_taken_up_where_it_was(killed: Killed, resumed: Night, cli: Cli) -> None:
    """Compared with the same night gone through in one process, step by step."""
    assert not killed.had_index
    assert "citewarden: read" not in resumed.read, "what was read before the kill is not read again"
    site = Site(cli, killed.undisturbed)
    site.options = WORKFLOW
    assert site.run("2026-01-16") == (1, 1)
    status, said, _ = cli("step", "gate", "--out", "gate.txt", "--run", "results/run.json", folder=site.folder)
    assert (status, said.splitlines()[-1]) == (resumed.done.returncode, resumed.done.stdout.splitlines()[-1])
    own = "run.prov.json"  # which counts what was done anew and what was kept
    assert {n: b for n, b in resumed.reports.items() if n != own} == {
        n: b for n, b in site.reports().items() if n != own
    }


@pytest.mark.long
def test_two_runs_at_once_refuse_each_other(killed: Killed) -> None:
    assert killed.other.returncode == 2
    assert re.fullmatch(r"citewarden: state: another run is using it - .*\n", killed.other.stderr), killed.other.stderr
    assert killed.bare.returncode == 1
    assert "state: another run is using it - wait until it has ended" in killed.bare.stderr


@pytest.mark.long
def test_a_killed_parents_workflow_is_never_beside_another(killed: Killed) -> None:
    assert all(killed.alone)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_truncated_export_is_no_clean_site(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for number in range(4):
        text = f"# Sleep {number}\n\nSome adults sleep badly.\n"
        (tmp_path / "articles" / f"sleep-{number}.md").write_text(text, encoding="utf-8")
    assert Night.of(tmp_path, *DATE, "--policy", "offline").done.returncode == 0
    for number in (1, 2, 3):
        (tmp_path / "articles" / f"sleep-{number}.md").unlink()
    one = Night.of(tmp_path, *NEXT, "--policy", "offline", "articles/sleep-0.md")
    assert one.done.returncode == 0, "an audit of some articles says nothing of the others"
    short = Night.of(tmp_path, *NEXT, "--policy", "offline")
    assert short.done.returncode == 3
    assert "INCOMPLETE (3): 3 of 4 articles of the last audit are not there" in short.done.stdout
    assert "sleep-1.html" in short.reports
    accepted = Night.of(tmp_path, *NEXT, "--policy", "offline", "--accept-removed")
    assert accepted.done.returncode == 0, accepted.done.stdout
    assert "sleep-1.html" not in accepted.reports
    assert "sleep-1.md" in accepted.reports["digest.md"].decode()


@pytest.mark.long
@pytest.mark.timeout(900)
def test_what_was_decided_goes_with_an_article_that_moved(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = "# Sleep {}\n\nCoffee doubles the risk of falls in adults.\n"
    for number in range(3):
        (tmp_path / "articles" / f"sleep-{number}.md").write_text(text.format(number), encoding="utf-8")
    first = Night.of(tmp_path, *DATE)
    (told,) = [f for f in first.page("sleep-1")["findings"] if f["rule_id"] == "uncited-claim"]
    signed = ("--reason", "Known.", "--signer", "C. Reviewer, MD", "--role", "medical reviewer")
    done = citewarden(tmp_path, "decide", told["fingerprint"], "accept", *signed, *DATE)
    assert done.returncode == 0, done.stderr
    (tmp_path / "articles" / "deep").mkdir()
    (tmp_path / "articles" / "sleep-1.md").rename(tmp_path / "articles" / "deep" / "coffee.md")
    for options in (NEXT, NEXT, ("--as-of", "2026-01-17", "--now", "2026-01-17T02:00:00+00:00", "--offline")):
        citewarden(tmp_path, "audit", *options)
        citewarden(tmp_path, "gate", *options, "--reports", "gated", "articles")
        for reports in ("reports", "gated"):
            (page,) = (tmp_path / reports).rglob("*coffee.json")
            told_now = json.loads(page.read_text(encoding="utf-8"))["findings"]
            (found,) = [f for f in told_now if f["rule_id"] == "uncited-claim"]
            assert found["fingerprint"] != told["fingerprint"]
            assert found["suppressed"], (options, reports)


# Trouble ------------------------------------------------------------------------------------------------------------


def _small_files() -> None:
    """What a full disk does to whoever writes: no file grows beyond a few bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


@pytest.mark.parametrize("name", ["reports", "results", "state"])
def test_a_folder_that_cannot_be_written_is_one_line(cli: Cli, tmp_path: Path, name: str) -> None:
    shutil.copytree(ROOT / "articles", tmp_path / "articles")
    (tmp_path / name).write_text("a file is in the way")
    status, _, said = cli("audit", *DATE, folder=tmp_path)
    assert status == 2
    assert re.fullmatch(rf"citewarden: {name}\S*: cannot be written .*\n", said), said


def _heed_modes() -> None:
    """Let root, too, be refused what a folder's mode forbids: a program started now has no CAP_DAC_OVERRIDE."""
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0  # PR_CAPBSET_DROP


@pytest.mark.parametrize("name", share(["reports", "results", "state"], 3))
def test_a_read_only_folder_is_one_line(tmp_path: Path, name: str) -> None:
    shutil.copytree(ROOT / "articles", tmp_path / "articles")
    (tmp_path / name).mkdir(mode=0o555)
    done = citewarden(tmp_path, "audit", *DATE, before=_heed_modes)
    assert done.returncode == 2
    assert re.fullmatch(rf"citewarden: {name}\S*: cannot be written .*\n", done.stderr), done.stderr


@pytest.mark.long
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "articles", tmp_path / "articles")
    done = citewarden(tmp_path, "audit", *DATE, before=_small_files)
    assert done.returncode == 2
    assert re.fullmatch(r"citewarden: results\S*: cannot be written .*\n", done.stderr), done.stderr


@pytest.mark.long
@pytest.mark.parametrize("fault", ["a rule is broken", "a file is in the way", "its folder is read-only"])
def test_snakemakes_own_failure_is_told(tmp_path: Path, fault: str) -> None:
    for name in ("articles", "config", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "Snakefile", tmp_path)
    kept = tmp_path / ".snakemake"
    if fault == "a rule is broken":
        (tmp_path / "Snakefile").write_text("rule all:\n    input: 1 +\n")
        said = (
            rf'the workflow stopped: SyntaxError in file "{tmp_path}/Snakefile", line \d+: .* - mend that and run again'
        )
    elif fault == "a file is in the way":
        kept.mkdir()
        (kept / "metadata").touch()
        said = rf"the workflow stopped: FileExistsError: .*'{kept}/metadata' - mend that and run again"
    else:
        kept.mkdir(mode=0o555)
        said = r"\.snakemake/\.writable: cannot be written .* - check free space and permissions"
    done = citewarden(tmp_path, "audit", *DATE, before=_heed_modes)
    assert done.returncode == 2
    assert re.search(rf"(?m)^citewarden: {said}", done.stderr), done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_a_wrong_setting_is_one_line(cli: Cli, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("batch_size: many\n")
    status, _, said = cli("audit", "--config", str(wrong), folder=tmp_path)
    assert status == 2
    assert re.fullmatch(r"citewarden: .*wrong\.yaml: batch_size: 'many' is not of type 'integer'.*\n", said)


def test_no_articles_is_said(cli: Cli, tmp_path: Path) -> None:
    status, _, said = cli("audit", "nowhere", "--offline", folder=tmp_path)
    assert status == 2
    assert "nowhere: no such folder or file" in said


# Profiles and image --------------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize("name", ["default", "slurm", "nightly", "kubernetes"])
def test_a_dry_run_with_each_profile(project: Path, tmp_path: Path, resumed: Night, name: str) -> None:
    """After a night a profile finds what is left to do: nothing on the same date, the dated steps on another."""
    settings = yaml.safe_load((ROOT / "profiles" / name / "config.yaml").read_text())
    if name not in EXECUTORS or find_spec(EXECUTORS[name]) is None:
        settings = {n: v for n, v in settings.items() if not n.startswith(AWAY)}
    settings["directory"] = str(project)
    rules = "".join(p.read_text() for p in (ROOT / "rules").glob("*.smk"))
    assert set(settings.get("set-resources", {})) <= set(re.findall(r"(?m)^(?:rule|checkpoint) (\w+)", rules))
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(settings))
    date = "2026-01-16" if name == "default" else "2026-01-17"
    config = (f"as_of={date}", f"now={date}T02:00:00+00:00", "offline=true")
    options = ("--profile", str(tmp_path), "--dry-run", "--nolock", "--config", *config)
    done = snakemake(project, *options, "--", "all", **dict.fromkeys(settings.get("envvars", ()), ""))
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    planned = dict(re.findall(r"(?m)^(\w+) +(\d+)$", said))
    if name == "default":
        assert "Nothing to be done" in said
    elif name != "nightly":  # which says only what goes wrong
        assert planned["plan_read"] == planned["ask"] == planned["site"] == "1"
        assert "work_on" not in planned


@pytest.mark.long
def test_another_policy_reaches_the_findings(resumed: Night, lenient: Night) -> None:
    assert b"outdated-reference" in resumed.reports["findings.csv"]
    assert b"outdated-reference" not in lenient.reports["findings.csv"]


def test_the_image_is_made_from_what_is_here() -> None:
    """The recipe's sources exist, its environment is the locked one, and nobody runs as root."""
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    stages = [line for line in lines if line.startswith("FROM ")]
    assert len(stages) == 2
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    sources = {name for names in copied for name in names}
    assert {"requirements-runtime.lock", "Snakefile", "rules", "config", "src"} <= sources
    assert [name for name in sources if not (ROOT / name).exists()] == []
    pyproject = (ROOT / "pyproject.toml").read_text()
    included = re.findall(r'(?m)^"([^"]+)" = "citewarden/', pyproject)
    assert set(included) <= sources, "the wheel needs them"
    assert any("--require-hashes" in line and "requirements-runtime.lock" in line for line in lines)
    last = lines[lines.index(stages[-1]) :]
    (user,) = [line.split()[1].split(":")[0] for line in last if line.startswith("USER ")]
    assert int(user) > 0, "a number, so that a cluster sees that it is not root"
    assert any(line.startswith("RUN ") and f"useradd --create-home --uid {user}" in line for line in last)
