"""The documentation tells the truth: generated pages are current, commands exist, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from citewarden import cli

ROOT = Path(__file__).resolve().parents[1]


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


generate, reliability = _script("generate"), _script("reliability")

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
REMEDY = "run `python docs/generate.py`"


def test_the_page_of_promises_is_current() -> None:
    page = reliability.page()
    assert (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8") == page, "run `python docs/reliability.py`"
    assert not re.search(r"\| 0 ", page), "a promise without a test"


def test_pages_of_checks_are_current() -> None:
    folder = ROOT / "docs" / "checks"
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.md")} == generate.pages(), REMEDY


def test_table_of_the_readme_is_current() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert generate.readme(text) == text, REMEDY


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"(?s)```.*?```", "", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_command_shown_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = set(re.findall(r"(?m)(?:^|`|\$ )citewarden ([a-z][a-z-]+)", text))
    assert shown <= set(cli._COMMANDS), shown - set(cli._COMMANDS)


@pytest.mark.parametrize("command", sorted(cli._COMMANDS))
def test_help_of_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert f"citewarden {command}" in capsys.readouterr().out
