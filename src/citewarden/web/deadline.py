"""A time limit for a whole answer, however it is drawn out.

The timeouts of a socket begin anew with each byte that comes in: a server that sends one every half second holds a
reader for hours. Within a `Deadline` every connection of the wire (`transport.py`) is known to it, from the moment it
is opened through each redirect, and is shut when the time is over; whoever reads from it gets an error or its end.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

import requests
from urllib3.exceptions import HTTPError

TIMES = 6
"""A whole answer may take this many times as long as the longest silence in it (`network.timeout`)."""

_current = threading.local()


class Deadline:
    """As a context manager around a request and the reading of its answer, in one thread. `seconds` from its start."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.over = seconds, False
        self._guard = threading.Lock()
        self._line: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        _current.deadline = self
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it.

        Raises:
            requests.ReadTimeout: the time was over before the answer was complete.
        """
        self._timer.cancel()
        _current.deadline = None
        with self._guard:
            self._let_go()
        if self.over and (error is None or isinstance(error, (OSError, HTTPError))):
            raise requests.ReadTimeout(f"no whole answer within {self.seconds:.0f} seconds") from error

    def holds(self, line: socket.socket) -> None:
        """`line` is what the answer comes over from now on."""
        with self._guard:
            self._let_go()
            self._line = line.dup()  # of its own: who reads an answer without a length may close the others before
            if self.over:
                _shut(self._line)

    def _let_go(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _cut(self) -> None:
        with self._guard:
            self.over = True
            if self._line is not None:
                _shut(self._line)


def hold(line: socket.socket | None) -> None:
    """Let the deadline of this thread, if there is one, know what its answer comes over."""
    deadline = getattr(_current, "deadline", None)
    if deadline is not None and line is not None:
        deadline.holds(line)


def _shut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
