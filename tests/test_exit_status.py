"""Exit status 1 means that a finding blocks and nothing else; whatever is wrong, it is one line and status 2."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from citewarden import cli

ARTICLE = "# Sleep\n\nSome adults sleep badly.\n"
DECISION = """suppressions:
  - check: dead-link
    fingerprint: abcdef
    document: a.md
    bound: {claim: abc}
    decision: accept
    reason: As it should be.
    signer: B
    role: editor
    decided_on: 2026-01-15
    expires: %s
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("articles", "config/policies", "references"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citewarden", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


GATE = ("gate", "--offline", "--policy", "offline", "articles/a.md")
CONFIGS = [
    ("config.yaml", "as_of: 2026-13-45\n", "config/config.yaml"),
    ("config.yaml", "as_of: 2026-06-31\n", "config/config.yaml"),
    ("config.yaml", 'as_of: "2026-06-31"\n', "as_of: '2026-06-31' is not a date - write it as 2026-01-31"),
    ("config.yaml", "as_of: next week\n", "as_of: 'next week' does not match"),
    ("config.yaml", "just some text\n", "config/config.yaml: holds no settings"),
    ("config.yaml", "- a\n- list\n", "config/config.yaml: holds no settings"),
    ("config.yaml", "batch_size: " + "9" * 5000 + "\n", "a value cannot be read"),
    ("config.yaml", "a: &a [*a]\n", "config/config.yaml:1: not YAML (&a refers to itself)"),
    ("config.yaml", "a: " + "[" * 9000 + "\n", "nested deeper"),
    ("config.yaml", "network: {timeout: fast}\n", "network.timeout"),
    ("policies/offline.yaml", "fail_on\n", "config/policies/offline.yaml: holds no settings"),
    ("policies/offline.yaml", "fail_on: never\n", "fail_on"),
    ("suppressions.yaml", DECISION % "2026-06-31", "config/suppressions.yaml"),
    ("suppressions.yaml", DECISION % '"2026-06-31"', "yaml: expires of abcdef: '2026-06-31' is not"),
    ("suppressions.yaml", "nothing yet\n", "config/suppressions.yaml: holds no settings"),
    ("lexicons/negation.yaml", "{", "config/lexicons/negation.yaml"),
]


@pytest.mark.parametrize(("name", "text", "said"), CONFIGS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(CONFIGS)])
def test_settings_that_are_wrong_are_one_line(project: Path, name: str, text: str, said: str) -> None:
    path = project / "config" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    done = run(project, *GATE)
    assert done.returncode == 2, done.stdout + done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert said in last
    assert "Traceback" not in done.stderr


def test_an_unquoted_date_is_a_date(project: Path) -> None:
    (project / "config" / "config.yaml").write_text("as_of: 2026-01-31\n", encoding="utf-8")
    (project / "config" / "suppressions.yaml").write_text(DECISION % "2026-06-30", encoding="utf-8")
    assert run(project, *GATE).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "--offline", "--cores", "0"),
        ("audit", "--offline", "--cores", "-1"),
        ("audit", "--offline", "--cores", "many"),
        ("audit", "--as-of", "2026-02-30"),
        ("audit", "--now", "yesterday"),
        ("gate", "--as-of", "tomorrow", "articles"),
        ("gate", "--references", "nodir", "articles"),
        ("gate", "--config", "config", "articles"),
        ("gate", "."),
        ("review", "--port", "99999999"),
        ("no-such-command",),
    ],
)
def test_a_command_line_that_is_wrong_is_status_2(project: Path, arguments: tuple[str, ...]) -> None:
    (project / "articles" / "a.md").unlink()
    done = run(project, *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


class Fault(Exception):
    pass


@pytest.mark.parametrize(
    "fault",
    [Fault("odd\nthing"), RecursionError("too deep"), MemoryError(), KeyError("x"), OSError(28, "No space", "/x/y")],
)
def test_a_fault_of_the_program_is_one_line_and_status_2(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(name: str) -> Callable[..., None]:
        raise fault

    monkeypatch.setattr(cli, "import_module", broken)
    monkeypatch.setattr(cli, "_parser", _parser_that(fault))
    assert cli.main(["checks"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("citewarden: ")


def _parser_that(fault: Exception) -> Callable[..., tuple[object, str]]:
    import argparse

    def fail(options: argparse.Namespace) -> int:
        raise fault

    def parser(arguments: list[str]) -> tuple[argparse.ArgumentParser, str]:
        made = argparse.ArgumentParser()
        made.add_argument("command")
        made.set_defaults(run=fail)
        return made, "checks"

    return parser
