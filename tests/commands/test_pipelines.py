"""What a pipeline copies from us works as it stands: the action's step, the commit hook."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from tests import shell

pytestmark = pytest.mark.timeout(600)  # a step starts the program up to five times

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


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What the action set up: an environment with the command."""
    folder = tmp_path / "home" / ".venv" / "bin"
    folder.mkdir(parents=True)
    for name, program in (("citewarden", "citewarden"), ("python", f'"{sys.executable}"')):
        (folder / name).write_text(f'#!/bin/sh\nexec {program} "$@"\n')
        (folder / name).chmod(0o755)
    return tmp_path


def step(name: str, checkout: Path, home: Path, inputs: dict[str, str], **extra: str) -> tuple[int, str, str]:
    """(status, output, errors) of one step of the action, run as its runner runs it."""
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("no bash on this machine")
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = (s for s in action["runs"]["steps"] if s["name"] == name)
    given = {name: str(value.get("default", "")) for name, value in action["inputs"].items()} | inputs
    named = {
        key: given[value.split("inputs.")[1].rstrip(" }")] for key, value in step["env"].items() if "inputs." in value
    }
    places = {
        "GITHUB_ACTION_PATH": str(home / "home"),
        "GITHUB_WORKSPACE": str(checkout),
        "RUNNER_TEMP": str(home),
        "GITHUB_STEP_SUMMARY": str(home / "summary.md"),
        "GITHUB_OUTPUT": str(home / "outputs"),
    }
    done = shell.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        folder=checkout,
        environment={**os.environ, **named, **places, **extra},
    )
    return done.returncode, done.stdout, done.stderr


def outputs(home: Path) -> dict[str, str]:
    pairs = (line.partition("=") for line in (home / "outputs").read_text(encoding="utf-8").splitlines())
    return {name: value for name, _, value in pairs}


def test_the_step_of_the_action_writes_what_it_promises(checkout: Path, home: Path) -> None:
    status, said, told = step("Gate", checkout, home, {"policy": "offline", "offline": "true", "articles": "articles"})
    assert status == 0, told
    assert told.splitlines()[-1].startswith("PASSED (0)")
    assert said.startswith("::")
    assert (checkout / "citewarden.sarif").stat().st_size > 1_000
    assert (home / "summary.md").read_text(encoding="utf-8").startswith("<!-- citewarden -->")
    got = outputs(home)
    assert (got["status"], got["errors"]) == ("0", "0")
    assert got["line"].startswith("PASSED (0)")


def test_the_step_in_a_folder_with_names_that_hold_blanks(checkout: Path, home: Path) -> None:
    project = checkout / "our site"
    (project / "my articles").mkdir(parents=True)
    for name in ("sleep well.md", "eat well.md"):
        (project / "my articles" / name).write_text(ARTICLE)
    given = {"working-directory": "our site", "offline": "true", "policy": "offline", "sarif": "out put.sarif"}
    two = "my articles/sleep well.md\nmy articles/eat well.md\n"
    for articles, policy, ends in (("my articles", "offline", (0, "PASSED (0)")), (two, "", (3, "INCOMPLETE"))):
        status, _, told = step("Gate", checkout, home, {**given, "policy": policy, "articles": articles})
        assert (status, told.splitlines()[-1][:10]) == ends, told
        log = json.loads((checkout / "out put.sarif").read_text(encoding="utf-8"))
        places = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]}
        assert {unquote(place) for place in places} >= {"our site/my articles/sleep well.md"}
    assert step("Gate", checkout, home, {**given, "policy": "", "articles": "", "allow-incomplete": "true"})[0] == 2
    given |= {"policy": "", "articles": "my articles", "allow-incomplete": "true"}
    assert step("Gate", checkout, home, given)[0] == 0
    assert outputs(home)["status"] == "3"
    assert step("Gate", checkout, home, {**given, "fail-on": "note"})[0] == 1
    assert int(outputs(home)["notes"]) > 0


@pytest.mark.parametrize(
    ("known", "wanted"),
    [("", "-X POST repos/o/r/issues/7/comments"), ("41\n42", "-X PATCH repos/o/r/issues/comments/41")],
)
def test_one_comment_is_kept_up_to_date(known: str, wanted: str, checkout: Path, home: Path) -> None:
    (home / "citewarden.md").write_text("<!-- citewarden -->\n")
    (home / "bin").mkdir()
    (home / "bin" / "gh").write_text(
        f'#!/bin/sh\necho "$@" >> "{home}/asked"\ncase "$*" in *--jq*) printf "%s" "{known}" ;; esac\n'
    )
    (home / "bin" / "gh").chmod(0o755)
    path = f"{home / 'bin'}:{os.environ['PATH']}"
    status, said, _ = step("Comment", checkout, home, {}, PATH=path, REPOSITORY="o/r", NUMBER="7", GH_TOKEN="x")
    assert (status, said) == (0, "")
    asked = (home / "asked").read_text(encoding="utf-8").splitlines()
    assert len(asked) == 2
    assert wanted in asked[1]
    (home / "bin" / "gh").write_text("#!/bin/sh\nexit 1\n")
    status, said, _ = step("Comment", checkout, home, {}, PATH=path, REPOSITORY="o/r", NUMBER="7", GH_TOKEN="x")
    assert (status, said[:9]) == (0, "::warning")


def test_the_action_names_only_what_it_has() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    action: Any = yaml.safe_load(text)
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    held = {s.get("id") for s in action["runs"]["steps"]}
    assert set(re.findall(r"steps\.(\w+)\.", text)) <= held
    assert all("${{" not in s.get("run", "") for s in action["runs"]["steps"]), "text of strangers in a script"


def test_the_commit_hook_can_pass_without_a_network(checkout: Path, cli: Callable[..., tuple[int, str, str]]) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert program == "citewarden"
    (checkout / "README.md").write_text("# Not an article\n")
    (checkout / "articles" / "picture.png").write_bytes(b"x")
    files = ["articles/sleep.md", "README.md", "articles/picture.png"]
    status, said, told = cli(*arguments, *hook["args"], *files, folder=checkout)
    assert (status, said.splitlines()[-1][:10]) == (0, "PASSED (0)"), told
    assert re.match(r"articles/sleep\.md:\d+:\d+", said)
    assert "README" not in said + told
    status, said, _ = cli(*arguments, *hook["args"], *files[1:], folder=checkout)
    assert (status, said) == (0, "PASSED (0): no article is among the files\n")


def test_the_commit_hook_says_where_and_why(checkout: Path, cli: Callable[..., tuple[int, str, str]]) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (checkout / "config").mkdir()
    (checkout / "config" / "config.yaml").write_text("articles: content pages\n", encoding="utf-8")
    (checkout / "content pages").mkdir()
    (checkout / "content pages" / "sleep.html").write_text(f"<h1>Sleep</h1><p>{ARTICLE[22:90]}</p>", encoding="utf-8")
    command = [*shlex.split(hook["entry"])[1:], *hook["args"], "--fail-on", "note"]
    status, said, told = cli(*command, "content pages/sleep.html", "articles/sleep.md", folder=checkout)
    assert (status, said.splitlines()[-1][:11]) == (1, "BLOCKED (1)"), told
    assert re.match(r"content pages/sleep\.html:\d+:\d+: BLOCKS \w+: .+ \[[a-z-]+\]", said), said
    assert "articles/sleep.md" not in said
