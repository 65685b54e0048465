"""Exit status 1 means that a finding blocks and nothing else; whatever is wrong, it is one line and status 2."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.shares import share

from citewarden import cli as program

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


Cli = Callable[..., tuple[int, str, str]]


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
]


@pytest.mark.parametrize(("name", "text", "said"), CONFIGS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(CONFIGS)])
def test_settings_that_are_wrong_are_one_line(cli: Cli, project: Path, name: str, text: str, said: str) -> None:
    path = project / "config" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    status, out, told = cli(*GATE, folder=project)
    assert status == 2, out + told
    assert said in told.strip().splitlines()[-1]
    assert "Traceback" not in told


def test_an_unquoted_date_is_a_date(cli: Cli, project: Path) -> None:
    (project / "config" / "config.yaml").write_text("as_of: 2026-01-31\n", encoding="utf-8")
    (project / "config" / "suppressions.yaml").write_text(DECISION % "2026-06-30", encoding="utf-8")
    assert cli(*GATE, folder=project)[0] == 0


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
def test_a_command_line_that_is_wrong_is_status_2(cli: Cli, project: Path, arguments: tuple[str, ...]) -> None:
    (project / "articles" / "a.md").unlink()
    status, out, told = cli(*arguments, folder=project)
    assert status == 2, out + told
    assert told.strip()
    assert "Traceback" not in told


def ended(project: Path, arguments: tuple[str, ...]) -> tuple[int, str]:
    """A process of its own: its exit status and standard error."""
    command = [sys.executable, "-m", "citewarden", *arguments]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.long
def test_a_lexicon_that_is_wrong_is_one_line(project: Path) -> None:
    (project / "config" / "lexicons").mkdir()
    (project / "config" / "lexicons" / "negation.yaml").write_text("{", encoding="utf-8")
    status, said = ended(project, GATE)  # lexicons are read once a process
    assert status == 2
    assert "config/lexicons/negation.yaml" in said.strip().splitlines()[-1]
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "status"), share([((*GATE, "--policy", "none"), 2), (("read", "articles/a.md"), 0)], 2)
)
def test_the_process_ends_with_that_status(project: Path, arguments: tuple[str, ...], status: int) -> None:
    assert ended(project, arguments)[0] == status


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

    monkeypatch.setattr(program, "import_module", broken)
    monkeypatch.setattr(program, "_parser", _parser_that(fault))
    assert program.main(["checks"]) == 2
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
