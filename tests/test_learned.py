"""Every shipped model is held against its sum before it is used."""

from __future__ import annotations

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


ARTICLE = """# Salt

Salt raises blood pressure in 9 of 10 [1]. It harms the heart of adults.

## References

1. Roe A. Salt. J. 2010;1:2.
"""
PAIR = '{"claim": "Salt raises blood pressure.", "passage": "Salt lowers blood pressure in adults."}\n'
USES = {"styles": ("parse-references", "Roe A. Salt and water. J Salt. 2010;1:2.\n"), "verdict": ("verify", PAIR)}


@pytest.mark.parametrize("name", MODELS)
def test_a_model_that_was_tampered_with_is_one_line_and_exit_2(tmp_path: Path, name: str) -> None:
    package = tmp_path / "src" / "citewarden"
    shutil.copytree(learned.HERE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(learned.HERE.parents[1] / "config", tmp_path / "config")
    data = bytearray((package / name).read_bytes())
    data[len(data) // 2] ^= 1
    (package / name).write_bytes(data)
    (tmp_path / "a.md").write_text(ARTICLE)
    command, given = next((use for room, use in USES.items() if room in name), ("claims", ""))
    arguments = [command] if given else [command, "a.md"]
    done = subprocess.run(
        [sys.executable, "-m", "citewarden", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done
    assert done.stderr == (
        f"citewarden: {package / name}: the shipped model is not the one this version was measured with"
        " - install the package again\n"
    )


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
