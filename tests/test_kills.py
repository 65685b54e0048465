"""A hundred audits killed at any moment, some in one project before the next may end: what is left is what an
undisturbed audit leaves, byte for byte, but for the run's own record.

Who is killed (the audit, the workflow under it, one of its steps, all of them), how and when is drawn by a seed.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from citewarden import store
from citewarden.tables import UNFINISHED

pytestmark = pytest.mark.timeout(3600)

KILLS, EACH = 100, 4
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
NIGHTS = [
    ("--as-of", f"2026-01-{day}", "--now", f"2026-01-{day}T02:00:00+00:00", "--offline", "--policy", "offline")
    for day in (15, 16)
]
ARTICLE = """# Sleep and {0}

Adults who take {0} sleep 20 minutes longer [1]. It harms nobody.

## References

1. Doe J. Sleep and {0}. Example J Sleep. 2019;4(2):11-18. doi:10.5555/{0}.1
2. Wakefield AJ, Murch SH, et al. Ileal-lymphoid-nodular hyperplasia. Lancet. 1998;351:637-41. PMID: 9500320
"""
OWN = {"run.prov.json"}
"""What a run writes of itself: what it did anew, and what it kept."""


@dataclass(frozen=True)
class Start:
    """A project before an audit, the audit's options, and what the audit leaves and how long it takes undisturbed."""

    project: Path
    options: Sequence[str]
    reports: dict[str, bytes]
    seconds: float


def audit(project: Path, options: Sequence[str], **environment: str) -> subprocess.CompletedProcess[str]:
    command, env = [sys.executable, "-m", "citewarden", "audit", *options], ENVIRONMENT | environment
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)


def left(project: Path) -> dict[str, bytes]:
    """The bytes of the reports and of the history that later audits compare with."""
    files = [p for p in (project / "reports").rglob("*") if p.is_file()]
    found = {p.relative_to(project).as_posix(): p.read_bytes() for p in files if p.name not in OWN}
    with store.connect(project / "state") as database:
        for table in ("roll", "seen", "totals", "move"):
            rows = database.execute(f"select * from {table}")
            found[table] = "\n".join(sorted(map(repr, rows))).encode()
    return found


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> list[Start]:
    """From nothing, and the night after with an article edited and one gone."""
    here = tmp_path_factory.mktemp("kills")
    work, out = here / "work", []
    (work / "articles").mkdir(parents=True)
    (work / "config").mkdir()
    (work / "config" / "config.yaml").write_text("batch_size: 2\n", encoding="utf-8")
    for word in ("tea", "milk", "honey"):
        (work / "articles" / f"{word}.md").write_text(ARTICLE.format(word), encoding="utf-8")
    for number, options in enumerate(NIGHTS):
        before = Path(shutil.copytree(work, here / f"before-{number}"))
        begun = time.monotonic()
        done = audit(work, options)
        assert done.returncode in (0, 1), done.stderr
        out.append(Start(before, options, left(work), time.monotonic() - begun))
        tea = work / "articles" / "tea.md"
        tea.write_text(tea.read_text(encoding="utf-8").replace("20 minutes", "30 minutes"), encoding="utf-8")
    return out


def members(group: int) -> list[int]:
    """The processes of a group, eldest first."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            own = stat.read_text().rpartition(") ")[2].split()[2]
            if int(own) == group:
                found.append(int(stat.parent.name))
    return sorted(found)


def kill(project: Path, options: Sequence[str], seconds: float, chance: random.Random) -> str:
    """Start an audit, kill it or a part of it within some seconds, and wait for what is left of it; who was killed."""
    command = [sys.executable, "-m", "citewarden", "audit", *options]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    victim = subprocess.Popen(command, cwd=project, env=ENVIRONMENT, start_new_session=True, **quiet)
    try:
        time.sleep(chance.random() * seconds)
        sign = chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM])
        who = chance.choice(["all", "the audit", "a step"])
        with suppress(ProcessLookupError):
            if who == "all":
                os.killpg(victim.pid, sign)
            else:
                os.kill(victim.pid if who == "the audit" else chance.choice(members(victim.pid)), sign)
        await_end(project / "state" / ".lock")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
    return f"{who}, {sign.name}"


def await_end(lock: Path) -> None:
    """Return when no run holds the project any more."""
    until = time.monotonic() + 1200  # a workflow that was left behind may work to its end, on a busy machine
    while lock.exists():
        with lock.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                assert time.monotonic() < until, "who was left behind never ends"
        time.sleep(0.2)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(KILLS // EACH))
def test_a_killed_audit_ends_in_the_same_bytes(starts: list[Start], tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    start = starts[seed % len(starts)]
    project = Path(shutil.copytree(start.project, tmp_path / "project"))
    # what an earlier try has done is not done again: a later one is over sooner
    killed = [kill(project, start.options, start.seconds / tries, chance) for tries in range(1, EACH + 1)]
    done = audit(project, start.options)
    assert done.returncode in (0, 1), f"{killed}: {done.stdout}{done.stderr}"
    found = left(project)
    assert sorted(found) == sorted(start.reports), killed
    assert [name for name in found if found[name] != start.reports[name]] == [], killed


ONCE = """import os, signal, sys
if {step!r} in sys.orig_argv and "step" in sys.orig_argv:
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.long
@pytest.mark.parametrize("step", ["plan-read", "ask", "site"])
def test_what_changed_is_read_after_a_step_was_killed(tmp_path: Path, step: str) -> None:
    """Snakemake does not look again whether a plan is older than the run where the one before it was not made; what
    a step that was killed had begun to write goes."""
    articles, killer = tmp_path / "articles", tmp_path / "killer"
    articles.mkdir()
    killer.mkdir()
    (tmp_path / "config").mkdir()
    tea = articles / "tea.md"
    tea.write_text(ARTICLE.format("tea"), encoding="utf-8")
    assert audit(tmp_path, NIGHTS[0]).returncode in (0, 1)
    tea.write_text(tea.read_text(encoding="utf-8").replace("20 minutes", "30 minutes"), encoding="utf-8")
    (killer / "sitecustomize.py").write_text(ONCE.format(step=step), encoding="utf-8")
    paths = os.pathsep.join(filter(None, (str(killer), ENVIRONMENT.get("PYTHONPATH", ""))))
    assert audit(tmp_path, NIGHTS[1], PYTHONPATH=paths).returncode == 2
    begun = [tmp_path / name / f".index.html.a1{UNFINISHED}" for name in ("reports", "results/batches")]
    for file in begun:
        file.touch()
    assert audit(tmp_path, NIGHTS[1]).returncode in (0, 1)
    assert "30 minutes" in (tmp_path / "reports" / "tea.json").read_text(encoding="utf-8")
    assert not any(file.exists() for file in begun)
