"""The room in which a project's articles are audited for an editor: a process that stands in the project's folder.

Settings and word lists are looked for where a process stands, and kept for its life: so every project has a process of
its own, which is begun anew when its settings change. What it reads is text that nobody trusts: a room that dies or
does not come to an end is replaced, and the server lives on.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from citewarden.errors import CitewardenError, StateError
from citewarden.model import Failure
from citewarden.pipeline import Judged

PATIENCE = 120.0
"""Seconds for one article."""
_CALL = "from citewarden.servers._room import main; main()"
_READ_EACH_TIME = frozenset({"suppressions.yaml"})
"""Settings that every audit reads anew."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a room says of an article: `judged` is None where it could not be audited; `failures` are inputs that could
    not be read (the article, a note), `error` is a setting that is wrong, `check_pages` the setting of that name."""

    judged: Judged | None = None
    failures: tuple[Failure, ...] = ()
    error: str = ""
    check_pages: str = ""


class Room:
    """A project's process, started with the first question. One question at a time."""

    def __init__(self, project: Path, *, policy: str | None, patience: float = PATIENCE) -> None:
        self.project, self._policy, self._patience = project, policy, patience
        self._process: subprocess.Popen[bytes] | None = None
        self._settings: object = None
        self._closed = False

    def ask(self, path: Path, data: bytes) -> Told:
        """Audit an article as the bytes `data`.

        Raises:
            StateError: the process ended or took too long; the next question goes to a new one.
        """
        from citewarden.commands.again import stamp

        settings = stamp(self.project / "config", but=_READ_EACH_TIME)
        if self._process is None or settings != self._settings or self._process.poll() is not None:
            self._begin()
            self._settings = settings
        process = self._process
        assert process is not None
        late = threading.Timer(self._patience, process.kill)
        late.start()
        try:
            _send(process.stdin, (str(path), data))
            told: Told = _received(process.stdout)
            return told
        except Exception as error:
            process.kill()
            process.wait()
            raise StateError(
                f"the audit of {path.name} did not come to an end", remedy="save it to try again"
            ) from error
        finally:
            late.cancel()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._closed = True
        self._end()

    def _begin(self) -> None:
        self._end()
        if self._closed:
            raise StateError("the server is closing")
        command = [sys.executable, "-P", "-c", _CALL]  # -P: no program is run that lies in the folder
        self._process = subprocess.Popen(command, cwd=self.project, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        _send(self._process.stdin, self._policy)

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    assert pipe is not None
                    pipe.close()
            self._process = None


def _send(pipe: IO[bytes] | None, said: object) -> None:
    assert pipe is not None
    pickle.dump(said, pipe)
    pipe.flush()


def _received(pipe: IO[bytes] | None) -> Any:
    assert pipe is not None
    return pickle.load(pipe)


def main() -> None:
    """Answer the questions on standard input until nobody is there to ask; what a stage prints goes to the log."""
    from citewarden.commands.again import Again

    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    again = Again()
    with suppress(EOFError, BrokenPipeError):
        policy = _received(asked)
        while True:
            path, data = _received(asked)
            _send(answers, _told(again, policy, Path(path), data))


def _told(again: Any, policy: str | None, path: Path, data: bytes) -> Told:
    from citewarden.commands.session import silent, start

    try:
        session = start(silent(policy=policy, offline=True))
        outcome = again.audited(session, path, data)
    except CitewardenError as error:
        return Told(error=str(error))
    except Exception as error:  # the last net: a fault in one article is told, and the room stays
        return Told(error=f"{path.name}: a fault of Citewarden ({type(error).__name__}: {error}) - report it")
    return Told(next(iter(outcome.articles), None), outcome.failures, check_pages=session.config.check_pages)
