"""The demo: seven articles written for it, a source library, and a world in which every kind of finding occurs.

`citewarden demo` audits it on two nights, one day apart, because a link is only called dead after two runs. The nights
are dates in the demo (`NIGHTS`), not the clock's, so that the same demo gives the same reports next year. `expected`
lists which findings are planned where.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from citewarden.errors import InputError
from citewarden.testing.records import Records, load
from citewarden.testing.world import World

HERE = Path(__file__).resolve().parent

NIGHTS = ("2026-03-02T02:00:00+00:00", "2026-03-03T02:30:00+00:00")
"""When the two audits take place: more than 24 hours apart."""

_MARK = ".citewarden-demo"


@dataclass(frozen=True)
class Demo:
    """A demo folder ready to be audited: its world is running, its config.yaml leads there."""

    folder: Path
    world: World

    @property
    def config(self) -> Path:
        """The folder's config.yaml."""
        return self.folder / "config" / "config.yaml"

    @property
    def articles(self) -> list[Path]:
        """The articles, sorted."""
        return sorted(path for path in (self.folder / "articles").iterdir() if not path.name.startswith("."))

    def night(self, number: int) -> str:
        """Move the world to a night (1 or 2); its date and time."""
        self.world.night = number
        return NIGHTS[number - 1]


@cache
def records() -> Records:
    """What the demo's world knows."""
    return load(HERE / "records")


@cache
def expected() -> Mapping[str, Any]:
    """Article -> the findings planned there on the second night: see `expected.yaml`."""
    import yaml

    data: Mapping[str, Any] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
    return data


@contextmanager
def setting(folder: Path, **overrides: Any) -> Iterator[Demo]:
    """A demo in `folder` with its world running; `overrides` are top-level keys of its config.yaml.

    The folder's articles, references, state and reports of an earlier demo are replaced; a folder that holds anything
    else is left alone.

    Raises:
        InputError: the folder is not empty and is no demo.
    """
    folder = folder.resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise InputError("is not empty and holds no demo", where=str(folder), remedy="name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("articles", "references", "state", "results", "reports", "config"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / _MARK).write_text("Made by `citewarden demo`; may be deleted.\n", encoding="utf-8")
    for name in ("articles", "references"):
        shutil.copytree(HERE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    with World(records()) as world:
        own = {"links": {"alive_days": 0.5, "blocked_days": 0.5}, **overrides}
        own["network"] = {"cache_days": 0.5, **own.get("network", {})}
        world.config_yaml(folder / "config" / "config.yaml", **own)
        yield Demo(folder, world)


def run(folder: Path) -> int:
    """Audit the demo on both nights in `folder`; the exit status of the second audit."""
    from citewarden.cli import main

    begun, status = time.monotonic(), 0
    with setting(folder) as demo, chdir(demo.folder), _without_proxies():
        for number in (1, 2):
            now = demo.night(number)
            print(f"\nNight {number}: {now[:10]}", flush=True)
            status = main(["audit", "--config", str(demo.config), "--now", now, "--as-of", now[:10]])
        asked = len(demo.world.asked())
    print(f"\n{asked} requests, all answered on this machine; {time.monotonic() - begun:.0f} seconds.")
    print(f"Open {demo.folder / 'reports' / 'index.html'}", flush=True)
    return status


@contextmanager
def _without_proxies() -> Iterator[None]:
    """No proxy stands between the demo and its own machine."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.lower().endswith("_proxy")}
    try:
        yield
    finally:
        os.environ.update(kept)
