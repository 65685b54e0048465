"""Faults planted in the source are noticed: those of planted.yaml. `make mutants` plants a sample by chance."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "citewarden"
PLANTED: list[dict[str, str]] = yaml.load((ROOT / "tests" / "planted.yaml").read_text("utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault["what"])
def test_the_source_still_has_the_place(fault: dict[str, str]) -> None:
    assert (SOURCE / fault["file"]).read_text(encoding="utf-8").count(fault["was"]) == 1
    assert (ROOT / fault["tests"]).exists()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source and its settings, where a fault harms nobody."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("config", "Snakefile", "rules"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def fails(copy: Path, tests: str) -> bool:
    """Whether the tests fail over the copied source."""
    variables: dict[str, Any] = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-n0", "-x", "-p", "no:cacheprovider", tests]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, check=False, timeout=300)
    assert done.returncode in (0, 1), done.stdout.decode()[-2000:]
    return done.returncode == 1


@pytest.mark.long
@pytest.mark.timeout(400)
@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault["what"])
def test_a_planted_fault_is_noticed(copy: Path, fault: dict[str, str]) -> None:
    place = copy / "src" / "citewarden" / fault["file"]
    sound = place.read_text(encoding="utf-8")
    place.write_text(sound.replace(fault["was"], fault["becomes"]), encoding="utf-8")
    try:
        assert fails(copy, fault["tests"])
    finally:
        place.write_text(sound, encoding="utf-8")
