"""The pace at which one service is asked: the configured rate and concurrency, or what its answers say
(`x-rate-limit-limit`, `x-rate-limit-interval`, `x-concurrency-limit`, `Retry-After`) where that is slower.
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 60.0
_FAILURES_BEFORE_REST = 3


class RateLimit:
    """One service's pace. Used as a context manager around one request."""

    def __init__(self, rate: float, concurrency: int) -> None:
        self._own = (max(rate, 0.01), max(concurrency, 1))
        self.rate, self.concurrency = self._own
        self.resting, self.why = False, ""
        self._condition = threading.Condition()
        self._flying, self._next, self._misses = 0, 0.0, 0

    def __enter__(self) -> None:
        start = self.turn()
        time.sleep(max(0.0, start - time.monotonic()))

    def turn(self) -> float:
        """The moment at which the next request may leave, which is taken."""
        with self._condition:
            while self._flying >= self.concurrency:
                self._condition.wait()
            self._flying += 1
            start = max(self._next, time.monotonic())
            self._next = start + 1 / self.rate
            return start

    def __exit__(self, *_: object) -> None:
        with self._condition:
            self._flying -= 1
            self._condition.notify_all()

    def learn(self, headers: Mapping[str, str]) -> None:
        """Go no faster than the answer's headers allow."""
        limit, interval = number(headers.get("x-rate-limit-limit")), headers.get("x-rate-limit-interval", "1s")
        at_once = number(headers.get("x-concurrency-limit"))
        with self._condition:
            if limit:
                self.rate = min(self._own[0], max(limit / max(_seconds(interval), 0.001), 1 / LONGEST_WAIT))
            if at_once:
                self.concurrency = min(self._own[1], max(1, int(at_once)))
                self._condition.notify_all()

    def hold(self, seconds: float) -> None:
        """Nobody starts for this long."""
        with self._condition:
            self._next = max(self._next, time.monotonic() + seconds)

    def failed(self, why: str) -> None:
        """After some questions in a row without an answer the registry is left alone for the rest of the run."""
        with self._condition:
            self._misses += 1
            if self._misses >= _FAILURES_BEFORE_REST and not self.resting:
                self.resting, self.why = True, why

    def rest(self, why: str) -> None:
        """Nobody asks again in this run."""
        with self._condition:
            self.resting, self.why = True, why

    def succeeded(self) -> None:
        """The registry spoke."""
        with self._condition:
            self._misses = 0


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds to wait; a date is measured against the answer's own Date, so that no clock of ours matters."""
    value = headers.get("retry-after", "")
    if number(value) is not None:
        return number(value) or 0.0
    try:
        gap = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, gap.total_seconds())
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _seconds(text: str) -> float:
    found = re.fullmatch(r"\s*([\d.]+)\s*(ms|s|m|h|)\s*", text)
    if not found:
        return 1.0
    return (number(found[1]) or 1.0) * {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0}[found[2]]


def number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return min(max(0.0, value), 1e15) if math.isfinite(value) else None
