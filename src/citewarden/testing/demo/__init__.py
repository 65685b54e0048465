"""The demo: seven articles written for it, a source library, and a world in which every kind of finding occurs.

`citewarden demo` audits it on two nights, one day apart, because a link is only called dead after two runs. The nights
are dates in the demo (`NIGHTS`), not the clock's, so that the same demo gives the same reports next year. `expected`
lists which findings are planned where.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
        own["network"] = {"cache_days": 0.5, "timeout": 1.0, **own.get("network", {})}  # one page never answers
        world.config_yaml(folder / "config" / "config.yaml", **own)
        _write_decisions(folder)
        yield Demo(folder, world)


def _write_decisions(folder: Path) -> None:
    """config/suppressions.yaml of the demo: the words of `decisions.yaml` as the digests a decision is bound to."""
    import yaml

    from citewarden.text.bindings import digest

    data = yaml.safe_load((HERE / "decisions.yaml").read_text(encoding="utf-8"))
    for row in data["suppressions"]:
        row["bound"] = {name: digest(words) for name, words in row.pop("about").items()}
    for row in data["sign_offs"]:
        text = row.pop("about", "").encode() or (folder / "articles" / row["document"]).read_bytes()
        row["sha256"] = hashlib.sha256(text).hexdigest()
    path = folder / "config" / "suppressions.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


def run(folder: Path) -> int:
    """Audit the demo on both nights in `folder`; 0 when both audits ran to their end, whatever they found, else 2."""
    begun, ended = time.monotonic(), True
    with setting(folder) as demo:
        for number in (1, 2):
            now = demo.night(number)
            print(f"\nNight {number}: {now[:10]}", flush=True)
            command = ["audit", "--config", str(demo.config), "--now", now, "--as-of", now[:10]]
            done = subprocess.run(
                [sys.executable, "-m", "citewarden", *command], cwd=demo.folder, env=_without_proxies(), check=False
            )
            ended = ended and done.returncode in (0, 1, 3)
        asked = len(demo.world.asked())
    print(f"\n{asked} requests, all answered on this machine; {time.monotonic() - begun:.0f} seconds.")
    print(f"Open {demo.folder / 'reports' / 'index.html'}", flush=True)
    return 0 if ended else 2


def _without_proxies() -> dict[str, str]:
    """The environment without proxies: none stands between the demo and its own machine."""
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
