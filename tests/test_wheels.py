"""What Citewarden needs is there, ready built, for every Python it says it runs on: resolved, not installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.long, pytest.mark.skipif(shutil.which("uv") is None, reason="uv resolves")]

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
FROM_SOURCE = ["bibtexparser", "connection-pool"]
"""Packages of nothing but Python that are published as source only."""
COMPILED = {"3.14": ["immutables"]}
"""Packages that have no wheel for a version yet, so that pip wants a C compiler there: of Snakemake's."""
NO_NETWORK = ("error sending request", "Failed to fetch", "dns error", "network was disabled", "Could not connect")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_every_package_is_ready_built(version: str) -> None:
    sources = [word for name in (*FROM_SOURCE, *COMPILED.get(version, ())) for word in ("--no-binary", name)]
    command = ["uv", "pip", "compile", str(PROJECT), "--python-version", version, "--python-platform", "linux"]
    done = subprocess.run(
        [*command, "--only-binary", ":all:", *sources, "--quiet", "--no-header"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and any(words in done.stderr for words in NO_NETWORK):
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    assert "\nspacy==" in done.stdout
