"""The documentation tells the truth: generated pages are current, commands exist, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib.util
import json
import re
import shlex
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

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

PAGES = [
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")),
    *sorted((ROOT / "docs").glob("**/*.md")),
]
REMEDY = "run `python docs/generate.py`"


def test_the_page_of_promises_is_current(all_tests: list[str]) -> None:
    page = reliability.page(all_tests)
    assert (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8") == page, "run `python docs/reliability.py`"
    assert not re.search(r"\| 0 ", page), "a promise without a test"


def test_pages_of_checks_are_current() -> None:
    folder = ROOT / "docs" / "checks"
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.md")} == generate.pages(), REMEDY


@pytest.mark.parametrize("page", sorted(generate.PARTS))
def test_generated_parts_are_current(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert generate.renewed(page, text) == text, REMEDY


def test_generated_parts_tell_what_they_should() -> None:
    assert "| `crossref` | Crossref |" in generate.registries()
    assert "| `network.per_host_rate` | `1` | requests a second" in generate.settings()
    assert "| `--changed-since REF` | only findings on lines changed" in generate.commands()
    assert "### parse_references" in generate.functions()


def test_every_setting_and_every_option_says_what_it_is() -> None:
    told = generate.settings() + generate.commands()
    assert not re.search(r"(?m)\|  \|$", told)
    known = {name for name, part in _leaves(yaml.safe_load((ROOT / "config/config.yaml").read_text("utf-8")))}
    assert set(re.findall(r"(?m)^\| `([a-z_0-9.]+)` \|", generate.settings())) == known


def _leaves(data: dict[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    for name, value in data.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def test_every_option_named_exists() -> None:
    """Every option that a page names is a command's, one of a script under benchmarks/, or listed as another's."""
    for page in PAGES:
        named = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", page.read_text(encoding="utf-8")))
        assert named <= OPTIONS, (page.name, named - OPTIONS)


OTHERS = {"--help", "--version", "--profile", "--slurm-no-account", "--slurm-status-command", "--locator", "--no-deps"}
"""Of every command, of Snakemake, of jekyll-scholar, of pip."""
OPTIONS = OTHERS.union(
    re.findall(r"(--[a-z-]+)", generate.commands()),
    *(re.findall(r'"(--[a-z-]+)"', p.read_text(encoding="utf-8")) for p in (ROOT / "benchmarks").rglob("*.py")),
)


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        text = re.sub(r"(?s)```.*?```", "", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text):
            assert (page.parent / target).exists(), (page.name, target)


def test_every_command_shown_exists() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        shown = set(re.findall(r"(?m)(?:^|`|\$ )citewarden ([a-z][a-z-]+)", text))
        assert shown <= set(cli._COMMANDS), (page.name, shown - set(cli._COMMANDS))


@pytest.mark.parametrize("command", sorted(cli._COMMANDS))
def test_help_of_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert f"citewarden {command}" in capsys.readouterr().out


def _blocks(*languages: str) -> list[tuple[str, int, str]]:
    """(page, line, text) of every code block in those languages."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in re.finditer(r"(?ms)^ *```(\w+)\n(.*?)^ *```[ \t]*$", text):
            if block[1] in languages:
                name = page.relative_to(ROOT).as_posix()
                found.append((name, text.count("\n", 0, block.start()) + 1, textwrap.dedent(block[2])))
    return found


def _named(block: tuple[str, int, str]) -> str:
    return f"{block[0]}:{block[1]}"


_DATA: dict[str, Callable[[str], object]] = {
    "yaml": lambda text: list(yaml.safe_load_all(text)),
    "json": json.loads,
    "toml": tomllib.loads,
}


@pytest.mark.parametrize("kind", sorted(_DATA))
def test_data_shown_can_be_read(kind: str) -> None:
    for block in _blocks(kind):
        assert _DATA[kind](block[2]) is not None, _named(block)


@pytest.mark.parametrize("block", _blocks("python", "pycon"), ids=_named)
def test_python_shown_can_be_compiled(block: tuple[str, int, str]) -> None:
    page, _, text = block
    examples = doctest.DocTestParser().get_examples(text)
    compile("\n".join(e.source for e in examples) if examples else text, page, "exec")


@pytest.mark.parametrize("block", _blocks("console", "sh", "bash", "shell"), ids=_named)
def test_commands_shown_are_understood(block: tuple[str, int, str]) -> None:
    """Each command of ours with its options is one that the parser takes; nothing is run."""
    text = re.sub(r"\\\n", " ", block[2])
    for line in text.splitlines():
        for part in re.split(r"\s(?:\||&&|;)\s", line.removeprefix("$ ").strip()):
            words = shlex.split(part.split(" #")[0].split(" > ")[0].split(" < ")[0]) if "citewarden" in part else []
            if not words or words[0].rpartition("/")[2] != "citewarden" or "..." in part:
                continue
            parser, command = cli._parser(words[1:])
            if command:
                parser.parse_args(words[1:])
