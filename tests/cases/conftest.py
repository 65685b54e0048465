"""The shared cases: small inputs of kinds reported in public on which the program once failed.

A test is `test_<the folder's name, "-" as "_">(run)`, as in `test_01_wikipedia_html`: `run()` runs the case's own
command as a user would and gives what came out. Without the shared folder the tests are skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
PORT = "18731"
"""Where the cases' own registry listens: one case at a time."""


@dataclass(frozen=True)
class Ran:
    """What a command said: its exit status, and its output as text."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The output's JSON lines, in order; lines that are none are left out."""
        return [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]


@pytest.fixture
def run(request: pytest.FixtureRequest) -> Callable[[], Ran]:
    name = request.function.__name__.removeprefix("test_").replace("_", "-")
    folder = CASES / name
    if not CASES.is_dir():
        pytest.skip("no ../shared/cases")
    assert folder.is_dir(), f"no case {name}"

    def command() -> Ran:
        env = {
            **os.environ,
            "CASE": str(folder),
            "PROJECT": str(ROOT),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        line = (folder / "command.txt").read_text(encoding="utf-8").removesuffix("\n")
        lock = FileLock(Path(tempfile.gettempdir()) / "citewarden-cases.lock") if PORT in line else nullcontext()
        with lock:
            done = subprocess.run(
                ["bash", "-c", line], capture_output=True, text=True, env=env, cwd=folder, check=False
            )
        return Ran(done.returncode, done.stdout, done.stderr)

    return command
