"""What a pipeline copies from us works as it stands: the action's step, the commit hook."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """# Sleep and the heart

Regular exercise lowers blood pressure in most adults [1].

## References

1. Doe J. Sleep and blood pressure. Example Heart J. 2019;4(2):11-18.
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "sleep.md").write_text(ARTICLE)
    return tmp_path


def test_the_step_of_the_action_writes_what_it_promises(checkout: Path, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("no bash on this machine")
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = (s for s in action["runs"]["steps"] if s["name"] == "Gate")
    command = tmp_path / "home" / ".venv" / "bin" / "citewarden"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m citewarden "$@"\n')
    command.chmod(0o755)
    given = {name: str(value.get("default", "")) for name, value in action["inputs"].items()}
    given |= {"policy": "offline", "offline": "true"}
    named = {key: given[value.split("inputs.")[1].rstrip(" }")] for key, value in step["env"].items()}
    places = {
        "GITHUB_ACTION_PATH": str(tmp_path / "home"),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    done = subprocess.run(
        [bash, "-eo", "pipefail", "-c", step["run"]],
        cwd=checkout,
        env={**os.environ, **named, **places},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1].startswith("PASSED (0)")
    assert done.stdout.startswith("::")
    assert (checkout / "citewarden.sarif").stat().st_size > 1_000
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("<!-- citewarden -->")


def test_the_commit_hook_can_pass_without_a_network(checkout: Path, cli: Callable[..., tuple[int, str, str]]) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert program == "citewarden"
    status, said, _ = cli(*arguments, *hook["args"], "articles/sleep.md", folder=checkout)
    assert (status, said.splitlines()[-1][:10]) == (0, "PASSED (0)")
