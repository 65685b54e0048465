"""A full disk, a read-only folder and a clock that went back: one line, exit status 2, and nothing that was there is
lost. What an audit does is in `test_workflow.py`."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
import yaml

from citewarden import store
from citewarden.commands import tasks
from citewarden.commands.session import exclusive
from citewarden.config import Config
from citewarden.errors import StateError
from citewarden.store import runs

SHELL = """
import sys
from pathlib import Path
from citewarden.stages.decide import record
ROW = {"fingerprint": "ab" * 16, "document": "a.md",
       "check": "uncited-claim", "decision": "accept", "reason": "Common knowledge, " * 80,
       "signer": "B", "role": "editor", "decided_on": "2026-01-05", "bound": {"reference": "ab" * 10}}
from citewarden.errors import CitewardenError
try:
    record(Path("config/suppressions.yaml"), ROW)
except CitewardenError as error:
    sys.exit(f"citewarden: {error}")
"""
KEPT = "# by hand\nsuppressions: []\nsign_offs: []\n"


def full() -> None:
    """No file grows beyond a few bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def heed_modes() -> None:
    """Let root, too, be refused what a folder's mode forbids."""
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0  # PR_CAPBSET_DROP


@pytest.mark.parametrize(("trouble", "mode"), [(full, 0o755), (heed_modes, 0o555)], ids=["full", "read-only"])
def test_a_decision_that_cannot_be_written_loses_none(tmp_path: Path, trouble: Callable[[], None], mode: int) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "suppressions.yaml").write_text(KEPT)
    config.chmod(mode)
    done = subprocess.run(
        [sys.executable, "-c", SHELL], cwd=tmp_path, capture_output=True, text=True, check=False, preexec_fn=trouble
    )
    config.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.startswith("citewarden: config")
    assert "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert (config / "suppressions.yaml").read_text() == KEPT
    assert yaml.safe_load((config / "suppressions.yaml").read_text())["suppressions"] == []


def test_a_clock_that_went_back_is_told_before_anything_is_done(
    cli: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("# A\n", encoding="utf-8")
    with store.connect(tmp_path / "state") as database:
        runs.keep_roll(database, "2999-01-01", {"a.md": "{}"})
    status, _, said = cli("audit", "--offline", folder=tmp_path)
    assert status == 2
    assert said.startswith("citewarden: state/store.sqlite: the last audit was of 2999-01-01, and the clock says 20")
    assert said.endswith(" - set the clock, or say the date with --as-of\n")
    assert not (tmp_path / "results").exists()
    monkeypatch.setattr(tasks, "ready", lambda *_, **__: nullcontext(lambda: 1))
    _, _, said = cli("audit", "--offline", "--as-of", "2026-01-05", folder=tmp_path)
    assert "the workflow stopped" in said
    assert "the clock says" not in said


@pytest.mark.long
def test_a_clock_that_went_back_is_told_by_snakemake_too(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[1]
    for name in ("rules", "config"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "Snakefile", tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("# A\n", encoding="utf-8")
    with store.connect(tmp_path / "state") as database:
        runs.keep_roll(database, "2999-01-01", {"a.md": "{}"})
    command = [sys.executable, "-m", "snakemake", "--cores", "1", "--dry-run"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "the last audit was of 2999-01-01" in said, said
    (line,) = [line for line in said.splitlines() if "the last audit was of 2999-01-01" in line]
    assert " - set the clock, or say the date with --config as_of=20" in line
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BlockingIOError(errno.EAGAIN, "busy"), "state: another run is using it - wait until it has ended"),
        (
            OSError(errno.ENOLCK, "No locks available"),
            "state: cannot be locked (No locks available) - put it on a disk",
        ),
    ],
    ids=["held by another host", "a disk without locks"],
)
def test_two_hosts_on_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str) -> None:
    """The lock is the file system's own (flock): shared where the folder is; where it cannot be, that is said."""

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StateError) as told, exclusive(Config()):
        pass
    assert str(told.value).startswith(words)


def test_who_is_refused_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    here = Config(state=str(tmp_path))
    with exclusive(here), pytest.raises(StateError) as told, exclusive(here):
        pass
    assert str(told.value).endswith(f"wait until it has ended (process {os.getpid()} on {socket.gethostname()})")
    with exclusive(here):
        """What was said by who held it before keeps nobody out."""
