"""The shared cases: small inputs of kinds reported in public on which the program once failed.

A test is `test_<the folder's name, "-" as "_">(run)`, as in `test_01_wikipedia_html`: `run()` runs the case's own
command as a user would and gives what came out. The program is called in this process, which has its models loaded, be
it straight or by a shell (`tests/shell.py`). Without the shared folder the tests are skipped.
"""

from __future__ import annotations

import json
import os
import shlex
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from tests import shell

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


def calls(line: str, folder: Path) -> list[tuple[list[str], str]] | None:
    """What a command line calls of the program, one after the other, each with what it is given on standard input; None
    if it needs a shell."""
    out: list[tuple[list[str], str]] = []
    for part in line.split(";") if line.startswith("citewarden ") else ["sh"]:
        words, given = shlex.split(part.replace("$CASE", str(folder))), ""
        if words == ["echo"]:
            continue
        if "<" in words[-2:-1]:
            given = Path(words[-1]).read_bytes().decode()
            words = words[:-2]
        if words[0] != "citewarden" or any(sign in word for word in words for sign in "$|&<>()`"):
            return None
        out.append((words[1:], given))
    return out


@pytest.fixture
def run(request: pytest.FixtureRequest, cli: Callable[..., tuple[int, str, str]]) -> Callable[[], Ran]:
    name = request.function.__name__.removeprefix("test_").replace("_", "-")
    folder = CASES / name
    if not CASES.is_dir():
        pytest.skip("no ../shared/cases")
    assert folder.is_dir(), f"no case {name}"

    line = (folder / "command.txt").read_text(encoding="utf-8").removesuffix("\n")

    def command() -> Ran:
        if (parts := calls(line, folder)) is not None:
            done = [cli(*arguments, given=given, folder=folder) for arguments, given in parts]
            return Ran(done[-1][0], "\n".join(out for _, out, _ in done), "".join(err for _, _, err in done))
        names = {**os.environ, "CASE": str(folder), "PROJECT": str(ROOT)}
        lock = FileLock(Path(tempfile.gettempdir()) / "citewarden-cases.lock") if PORT in line else nullcontext()
        with lock:
            ran = shell.run(["bash", "-c", line], folder=folder, environment=names)
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return command
