"""Completion scripts: every command and option is in them, and bash understands its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from citewarden import cli


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_its_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", shell]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in cli._COMMANDS)
    dash = "" if shell == "fish" else "--"
    assert all(f"{dash}{option}" in said for option in ("changed-since", "fail-on", "include", "ci"))
    program = shutil.which(shell)
    if program:
        subprocess.run([program, "-n"], input=said, text=True, check=True)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("citewarden ga", "gate"),
        ("citewarden gate --fail-on w", "warning"),
        ("citewarden init --ba", "--bare"),
        ("citewarden completion f", "fish"),
        ("citewarden pull --from e", "export"),
    ],
)
def test_what_bash_offers(line: str, wanted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("no bash on this machine")
    cli.main(["completion", "bash"])
    (tmp_path / "script").write_text(capsys.readouterr().out)
    words = line.split()
    ask = f'. ./script; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _citewarden; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run([bash, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [wanted]
