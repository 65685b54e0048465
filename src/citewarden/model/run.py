"""The audit itself as an activity (W3C PROV)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Failure:
    """An input the run could not work on: `source` file, `stage`, one-line `message`; the rest of the run went on."""

    source: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    """One audit: what it used, what it made, with which versions.

    `as_of` is the date the audit judges by. `used` maps file names, registries, models and lexicons to their digest
    or version; `counts` what was asked, cached, skipped. `started_at`/`ended_at` are "" where bytes must repeat.
    `check_pages` is where the house publishes the pages of checks, with "{check}" for the name; "" is nowhere.
    """

    id: str
    as_of: str
    version: str
    offline: bool = False
    started_at: str = ""
    ended_at: str = ""
    used: Mapping[str, str] = field(default_factory=dict)
    generated: tuple[str, ...] = ()
    counts: Mapping[str, Any] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    check_pages: str = ""
