"""Steps that wait for other registries and hosts, side by side: each lane keeps its pace, none waits for another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AT_ONCE = 16
"""Things that are asked about at one time, each at some registry."""


def together(*steps: Callable[[], R]) -> list[R]:
    """What the steps give, in their order; they may share nothing that they write."""
    if len(steps) < 2:
        return [step() for step in steps]
    with ThreadPoolExecutor(len(steps)) as pool:
        return [done.result() for done in [pool.submit(step) for step in steps]]


def both(first: Callable[[], T], second: Callable[[], R]) -> tuple[T, R]:
    """As `together` of two steps that give different things."""
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(second)
        return first(), other.result()


def each(things: Iterable[T], step: Callable[[T], R]) -> list[R]:
    """What a step gives for each of many things, in their order."""
    things = list(things)
    if len(things) < 2:
        return [step(thing) for thing in things]
    with ThreadPoolExecutor(min(AT_ONCE, len(things))) as pool:
        return list(pool.map(step, things))
