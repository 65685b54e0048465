"""Real kills of parent, child and grandchild: what goes on holds the lock, and nobody else writes beside it."""

from __future__ import annotations

import ctypes
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.shares import share

from citewarden.commands import child
from citewarden.commands.session import exclusive
from citewarden.config import Config
from citewarden.errors import StateError

PARENT = """
import os, sys
from pathlib import Path
from citewarden.commands.child import ready
from citewarden.commands.session import exclusive
from citewarden.config import Config
with exclusive(Config()) as lock:
    Path("parent").write_text(str(os.getpid()))
    with ready([sys.executable, "child.py"], env=os.environ, lock=lock, log=Path("log")) as go:
        status = go()
Path("status").write_text(str(status))
"""
CHILD = """
import os, signal, subprocess, sys
from pathlib import Path
signal.signal(signal.SIGTERM, lambda *_: Path("asked").touch())
steps = [subprocess.Popen([sys.executable, "step.py"])]
Path("child").write_text(str(os.getpid()))
print("working", flush=True)
for step in steps:
    step.wait()
"""
STEP = """
import time
from pathlib import Path
Path("begun").touch()
time.sleep(0.5)
while Path("held").exists():
    time.sleep(0.01)
Path("written").touch()
"""


@contextmanager
def started(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The parent, its child and the child's step, all at work."""
    for name, text in (("parent.py", PARENT), ("child.py", CHILD), ("step.py", STEP)):
        (folder / name).write_text(text)
    parent = subprocess.Popen(
        [sys.executable, "parent.py"], cwd=folder, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # a shell may have told it to ignore this one
    )  # fmt: skip
    try:
        until(lambda: (folder / "begun").exists() and number(folder / "child") > 0)
        yield parent
    finally:
        with suppress(ProcessLookupError):
            os.killpg(parent.pid, signal.SIGKILL)
        parent.wait()


def number(path: Path) -> int:
    return int(path.read_text() or 0) if path.exists() else 0


def until(true: object, seconds: float = 20.0) -> None:
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_free(folder: Path) -> bool:
    try:
        with exclusive(Config(state=str(folder / "state"))):
            return True
    except StateError:
        return False


def test_nothing_killed(tmp_path: Path) -> None:
    (tmp_path / "held").touch()
    with started(tmp_path) as parent:
        assert not is_free(tmp_path)
        (tmp_path / "held").unlink()
        assert parent.wait(20) == 0
        assert is_free(tmp_path)
    assert (tmp_path / "status").read_text() == "0"
    assert (tmp_path / "log").read_text() == "working\n"


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_child_without_parent_is_asked_to_end_and_holds_the_lock_till_then(
    tmp_path: Path, sign: signal.Signals
) -> None:
    with started(tmp_path) as parent:
        parent.send_signal(sign)
        assert parent.wait(20) == -sign
        while not is_free(tmp_path):
            time.sleep(0.01)
        assert (tmp_path / "written").exists(), "who got the lock has nobody beside it"
        if sys.platform.startswith("linux"):
            assert (tmp_path / "asked").exists()


def test_orphans_of_a_killed_child_are_waited_for(tmp_path: Path) -> None:
    with started(tmp_path) as parent:
        os.kill(number(tmp_path / "child"), signal.SIGKILL)
        while not is_free(tmp_path):
            time.sleep(0.01)
        assert (tmp_path / "written").exists()
        assert parent.wait(20) == 0
    assert (tmp_path / "status").read_text() == str(-signal.SIGKILL)


def test_a_killed_group_leaves_nothing(tmp_path: Path) -> None:
    with started(tmp_path) as parent:
        os.killpg(parent.pid, signal.SIGKILL)
        until(lambda: is_free(tmp_path), 5)
    time.sleep(0.6)
    assert not (tmp_path / "written").exists()


@pytest.mark.parametrize("seed", share(range(10), 3))
def test_whoever_gets_the_lock_is_alone(tmp_path: Path, seed: int) -> None:
    """Parent or child is killed at any moment; the lock is free only when all have ended."""
    chance = random.Random(seed)
    with started(tmp_path) as parent:
        time.sleep(chance.random() * 0.6)
        victim = chance.choice([parent.pid, number(tmp_path / "child")])
        with suppress(ProcessLookupError):
            os.kill(victim, chance.choice([signal.SIGKILL, signal.SIGTERM]))
        until(lambda: is_free(tmp_path))
        assert (tmp_path / "written").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux'")
def test_later_orphans_are_nobodys(tmp_path: Path) -> None:
    """Whoever called from a process of its own does not go on adopting orphans."""
    command = [sys.executable, "-c", ""]
    with (tmp_path / "lock").open("wb") as lock, child.ready(command, env=dict(os.environ), lock=lock.fileno()) as go:
        assert go() == 0
    adopts = ctypes.c_int(7)
    ctypes.CDLL(None).prctl(37, ctypes.byref(adopts), 0, 0, 0)  # PR_GET_CHILD_SUBREAPER
    assert adopts.value == 0


HUNG = """
import os, subprocess, sys, threading, time
from citewarden.commands import scheduler
scheduler.IDLE = 1
job = subprocess.Popen(["sleep", sys.argv[1]])
threading.Thread(target=scheduler.end_alone, args=(os.getppid(),), daemon=True).start()
print(os.getpid(), flush=True)
job.wait()
time.sleep(300)
"""


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="needs /proc")
@pytest.mark.parametrize("job", [0, 3])
def test_a_scheduler_that_hangs_ends_after_its_audit_and_its_jobs(job: int) -> None:
    """It waits for its job, and no longer."""
    start = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {HUNG!r}, '{job}']); input()"
    begun = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as told:
        assert told.stdin
        assert told.stdout
        assert int(told.stdout.readline())
        told.stdin.write("end\n")
        told.stdin.close()
        assert told.stdout.read() == ""  # the pipe is closed when the last that holds it has ended
    assert time.monotonic() - begun >= job
