"""What an installation without its extras says: one line, with the words that bring what is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import citewarden
from citewarden import analysis
from citewarden.commands import tasks
from citewarden.errors import ConfigError

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A project on a machine that can gate and no more."""
    for module in (analysis, tasks):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "naps.md").write_text("# Naps\n\nNaps are harmless.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", [["audit"], ["uses", "ibuprofen"], ["calendar"], ["export", "tables"]])
def test_what_needs_more_says_what(command: list[str], bare: Path, cli: Cli) -> None:
    status, _, said = cli(*command, folder=bare)
    assert (status, said.count("\n")) == (2, 1)
    assert "pip install 'citewarden[audit]'" in said


def test_the_tables_say_so_too(bare: Path) -> None:
    with pytest.raises(ConfigError, match="pandas"):
        citewarden.load(bare)


@pytest.mark.long
def test_a_gate_needs_nothing_of_it(bare: Path) -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('pandas', 'pyarrow', 'snakemake')));"
        "from citewarden.cli import main; sys.exit(main(['gate', '--offline', '--reports', 'reports', 'articles']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert (bare / "reports" / "naps.html").is_file()
