"""Child processes that never go on alone.

A child of `run` ends with this process, or holds its lock until it has ended; one of `beside` ends with it.

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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Process
from pathlib import Path
from typing import Any

from citewarden.commands.terminal import guarded
from citewarden.errors import StateError

_SET_PDEATHSIG, _SET_CHILD_SUBREAPER = 1, 36
"""Options of prctl(2)."""


def run(command: Sequence[str], *, env: Mapping[str, str], lock: int, log: Path | None = None) -> int:
    """Run `command` with the lock's file descriptor inherited; its exit status, negative for a signal.

    What it prints goes to the file `log`, or where this process prints. Orphans of a child that was killed are waited
    for: they may still write.
    """
    control = _control()
    control(_SET_CHILD_SUBREAPER, 1)
    try:
        return _waited_for(command, env, lock, log, control)
    finally:
        control(_SET_CHILD_SUBREAPER, 0)  # nobody would wait for later orphans


def _waited_for(
    command: Sequence[str], env: Mapping[str, str], lock: int, log: Path | None, control: Callable[[int, int], int]
) -> int:
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


@contextmanager
def beside(work: Callable[..., None], *given: Any) -> Iterator[None]:
    """Call `work` in a process of its own meanwhile; wait for it, or end it where something went wrong here.

    Raises:
        StateError: it did not end well; it has said why.
    """
    child = Process(target=_alone, args=(work, *given))
    child.start()
    try:
        yield
    except BaseException:
        child.terminate()
        raise
    finally:
        child.join()
    if child.exitcode:
        raise StateError("did not end well", where=work.__name__, remedy="see the line above, and run again")


def _alone(work: Callable[..., None], *given: Any) -> None:
    parent = os.getppid()
    _control()(_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)

    def run() -> int:
        work(*given)
        return 0

    sys.exit(guarded(run))


def _control() -> Callable[[int, int], int]:
    """prctl(2) where there is one; elsewhere the lock alone has to do."""
    if not sys.platform.startswith("linux"):
        return lambda option, value: 0
    prctl = ctypes.CDLL(None).prctl
    return lambda option, value: int(prctl(option, value, 0, 0, 0))
