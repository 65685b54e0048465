"""Every shipped model is held against its sum before it is used."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from citewarden import learned
from citewarden.errors import ConfigError

MODELS = sorted(learned.sums())
KINDS = {".npz", ".onnx", ".crfsuite"}


def test_every_model_has_its_sum() -> None:
    files = (p for p in learned.HERE.rglob("*") if p.suffix in KINDS or p.name.endswith("weights.json"))
    assert {p.relative_to(learned.HERE).as_posix() for p in files} <= set(MODELS)
    for name in MODELS:
        assert learned.read(learned.HERE / name)


RELEVANCE, PAGES = "nlp/relevance_weights.json", "web/page_weights.json"
"""Read only where sources are at hand, and where pages are (tests/nlp/test_relevance.py, tests/web/test_kinds.py)."""
ARTICLE = """# Salt

Salt raises blood pressure in 9 of 10 [1]. It harms the heart of adults.

## References

1. Roe A. Salt. J. 2010;1:2.
"""
PAIR = '{"claim": "Salt raises blood pressure.", "passage": "Salt lowers blood pressure in adults."}\n'
USES = {"styles": ("parse-references", "Roe A. Salt and water. J Salt. 2010;1:2.\n"), "verdict": ("verify", PAIR)}


TAMPER = """
import contextlib, io, json, os, sys
from pathlib import Path
from citewarden import learned
from citewarden.cli import main
from citewarden.commands import filters
from citewarden.config import Config
from citewarden.nlp import claims, concepts, priorities, verifier
from citewarden.nlp.language_model import load
from citewarden.plugins import discover
from citewarden.readers import _markdown_rules
from citewarden.stages import cite, find, read
from citewarden.stages import claims as _
load(Config().models)
for room in ("readers", "styles", "styles.kinds"):
    discover(f"citewarden.{room}")
def told(arguments, given):
    said = io.StringIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        status = main(arguments)
    return [status, said.getvalue()]
for name, arguments, given in json.load(sys.stdin):
    path = learned.HERE / name
    data = path.read_bytes()
    wrong = bytearray(data)
    wrong[len(data) // 2] ^= 1
    path.write_bytes(wrong)
    print(end="", flush=True)
    if not (child := os.fork()):
        print(json.dumps([name, *told(arguments, given)]), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
    path.write_bytes(data)
"""
"""Changes one model after the other, and lets a process use it that has all loaded and read no model yet."""


@pytest.fixture(scope="module")
def tampered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Model -> exit status and standard error of a run that needs it, and finds one bit changed."""
    folder = tmp_path_factory.mktemp("tampered")
    package = folder / "src" / "citewarden"
    shutil.copytree(learned.HERE, package)
    shutil.copytree(learned.HERE.parents[1] / "config", folder / "config")
    (folder / "a.md").write_text(ARTICLE)
    uses = []
    for name in (m for m in MODELS if m not in (RELEVANCE, PAGES)):
        command, given = next((use for room, use in USES.items() if room in name), ("claims", ""))
        uses.append((name, [command] if given else [command, "a.md"], given))
    done = subprocess.run(
        [sys.executable, "-c", TAMPER],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        input=json.dumps(uses),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = map(json.loads, done.stdout.splitlines())
    return {name: (status, said.replace(f"{package}/", "")) for name, status, said in rows}


@pytest.mark.long
@pytest.mark.parametrize("name", [m for m in MODELS if m not in (RELEVANCE, PAGES)])
def test_a_model_that_was_tampered_with_is_one_line_and_exit_2(tampered: dict[str, tuple[int, str]], name: str) -> None:
    line = "the shipped model is not the one this version was measured with - install the package again"
    assert tampered[name] == (2, f"citewarden: {name}: {line}\n")


def test_a_model_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "HERE", tmp_path)
    with pytest.raises(
        ConfigError, match=r"gone\.npz: the shipped model cannot be read .* - install the package again"
    ):
        learned.read(tmp_path / "gone.npz")


def test_a_model_trained_anew_is_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "HERE", tmp_path)
    monkeypatch.setattr(learned, "SUMS", tmp_path / "learned.sha256")
    learned.SUMS.write_text("")
    (tmp_path / "a.npz").write_bytes(b"new")
    with pytest.raises(ConfigError):
        learned.read(tmp_path / "a.npz")
    learned.seal(tmp_path / "a.npz")
    assert learned.read(tmp_path / "a.npz") == b"new"
