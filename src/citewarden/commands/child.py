"""A child process that never goes on alone: it ends with this one, or holds its lock until it has ended.

The lock is an open file that the child inherits, so that the system frees it when the last of both is gone. On Linux
the child is also asked to end (SIGTERM) the moment this process is gone, however it went; Snakemake then finishes the
steps under way and starts none.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_SET_PDEATHSIG, _SET_CHILD_SUBREAPER = 1, 36
"""Options of prctl(2)."""


def run(command: Sequence[str], *, env: Mapping[str, str], lock: int, log: Path | None = None) -> int:
    """Run `command` with the lock's file descriptor inherited; its exit status, negative for a signal.

    What it prints goes to the file `log`, or where this process prints. Orphans of a child that was killed are waited
    for: they may still write.
    """
    control = _control()
    control(_SET_CHILD_SUBREAPER, 1)
    parent = os.getpid()

    def bind() -> None:
        control(_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    out = log.open("wb") if log else None
    try:
        child = subprocess.Popen(command, env=env, pass_fds=(lock,), preexec_fn=bind, stdout=out, stderr=out)
    finally:
        if out:
            out.close()
    try:
        status = child.wait()
    except KeyboardInterrupt:
        child.wait()  # it was interrupted too, and ends when its steps have
        raise
    if status < 0:
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
    return status


def _control() -> Callable[[int, int], int]:
    """prctl(2) where there is one; elsewhere the lock alone has to do."""
    if not sys.platform.startswith("linux"):
        return lambda option, value: 0
    prctl = ctypes.CDLL(None).prctl
    return lambda option, value: int(prctl(option, value, 0, 0, 0))
