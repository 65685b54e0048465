"""The demo: eight articles written for it, a source library, and a world in which every kind of finding occurs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from citewarden.testing.records import Records, load

HERE = Path(__file__).resolve().parent


@cache
def records() -> Records:
    """What the demo's world knows."""
    return load(HERE / "records")
