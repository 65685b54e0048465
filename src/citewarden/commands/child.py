"""Child processes that never go on alone.

A child of `ready` ends with this process, or holds its lock until it has ended; one of `beside` ends with it.

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
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from citewarden.commands.terminal import guarded
from citewarden.errors import StateError

T = TypeVar("T")
Run = Callable[[], int]

_SET_PDEATHSIG, _SET_CHILD_SUBREAPER = 1, 36
"""Options of prctl(2)."""


@contextmanager
def ready(command: Sequence[str], *, env: Mapping[str, str], lock: int, log: Path | None = None) -> Iterator[Run]:
    """Start `command` with the lock's file descriptor inherited; it gets ready and waits for a line on its standard
    input. What is yielded sends it the line, waits for its end, and gives its exit status, negative for a signal. If it
    is never sent, the command is ended.

    What it prints goes to the file `log`, or where this process prints. Orphans of a child that was killed are waited
    for: they may still write.
    """
    control, parent = _control(), os.getpid()

    def bind() -> None:
        control(_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    out = log.open("wb") if log else None
    try:
        child = subprocess.Popen(
            command, env=env, pass_fds=(lock,), preexec_fn=bind, stdin=subprocess.PIPE, stdout=out, stderr=out
        )
    finally:
        if out:
            out.close()

    def go() -> int:
        control(_SET_CHILD_SUBREAPER, 1)
        try:
            return _ended(child)
        finally:
            control(_SET_CHILD_SUBREAPER, 0)  # nobody would wait for later orphans

    try:
        yield go
    finally:
        if child.returncode is None:
            child.terminate()
            child.communicate()


def _ended(child: subprocess.Popen[bytes]) -> int:
    """Send a child its line and wait for its end, and that of its orphans; its exit status."""
    try:
        child.communicate(b"\n")
    except KeyboardInterrupt:
        child.wait()  # it was interrupted too, and ends when its steps have
        raise
    if child.returncode < 0:
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
    return child.returncode


@contextmanager
def beside(work: Callable[..., T], *given: Any) -> Iterator[Callable[[], T]]:
    """Call `work` in a process of its own meanwhile; wait for it, or end it where something went wrong here. What is
    yielded waits for what it gives back: whatever is not None has to be fetched.

    Raises:
        StateError: it did not end well; it has said why.
    """
    ours, theirs = Pipe(duplex=False)
    child = Process(target=_alone, args=(theirs, work, *given))
    child.start()
    theirs.close()
    failed = StateError("did not end well", where=work.__name__, remedy="see the line above, and run again")

    def result() -> T:
        try:
            found: T = ours.recv()
        except EOFError:
            raise failed from None
        return found

    try:
        yield result
    except BaseException:
        child.terminate()
        raise
    finally:
        child.join()
        ours.close()
    if child.exitcode:
        raise failed


def _alone(said: Connection, work: Callable[..., Any], *given: Any) -> None:
    parent = os.getppid()
    _control()(_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)

    def run() -> int:
        found = work(*given)
        if found is not None:
            said.send(found)
        return 0

    sys.exit(guarded(run))


def _control() -> Callable[[int, int], int]:
    """prctl(2) where there is one; elsewhere the lock alone has to do."""
    if not sys.platform.startswith("linux"):
        return lambda option, value: 0
    prctl = ctypes.CDLL(None).prctl
    return lambda option, value: int(prctl(option, value, 0, 0, 0))
