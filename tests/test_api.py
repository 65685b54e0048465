"""What `import citewarden` gives: the guide's examples run as they stand, and starting costs nothing."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import citewarden
from citewarden import cli
from citewarden.errors import ConfigError, InputError

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "api.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert cli.main(["init", str(tmp_path), "--ci", "none"]) == 0
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
def test_the_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    failed, tried = doctest.testfile(str(GUIDE), module_relative=False)
    assert (failed, tried > 5) == (0, True)


def test_a_gate_as_the_command_has_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate = citewarden.gate([project / "articles"], fail_on="note", offline=True, as_of="2026-02-01")
    assert capsys.readouterr().err == ""
    status = cli.main(["gate", "--offline", "--as-of", "2026-02-01", "--fail-on", "note", "articles"])
    assert (gate.status, gate.line) == (status, capsys.readouterr().out.splitlines()[-1])


@pytest.mark.usefixtures("project")
def test_what_is_wrong_is_an_error_of_one_line() -> None:
    with pytest.raises(InputError, match="no such folder or file"):
        citewarden.audit("nowhere", offline=True)
    Path("none").mkdir()
    with pytest.raises(InputError, match="citewarden init"):
        citewarden.gate("none", offline=True)
    with pytest.raises(ConfigError, match="no policy named"):
        citewarden.audit("articles", policy="lax", offline=True)


def test_references_by_line_or_by_list() -> None:
    lines = ["Doe J. Tea and sleep. Example Heart J. 2019;4:1-2.", "Roe R. Iron and tea. Example Heart J. 2020;5:3-4."]
    both = [r.csl for r in citewarden.parse_references(lines)]
    assert [r.csl for r in citewarden.parse_references("\n\n".join(lines))] == both
    assert [item["title"] for item in both] == ["Tea and sleep", "Iron and tea"]
    assert citewarden.parse_references(" \n") == []


def test_importing_loads_next_to_nothing() -> None:
    code = (
        "import sys, citewarden; print(len([m for m in sys.modules if m.startswith('citewarden')]), citewarden.__all__)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.startswith("1 ")
    assert not hasattr(citewarden, "nothing")


@pytest.mark.parametrize("command", [["audit", "--offline"], ["gate"], ["gate", "articles"], ["gate", "--offline"]])
@pytest.mark.parametrize("made", [False, True])
def test_an_empty_start_is_one_helpful_line(
    command: list[str], made: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    if made:
        Path("articles").mkdir()
    assert cli.main(command) == 2
    said = capsys.readouterr().err
    assert "`citewarden init`" in said
    assert said.count("\n") == 1
