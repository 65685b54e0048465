"""Every code block of the documentation does what the page says: commands are run in a project, settings fit their
schemas, Python runs, notes are read. What cannot be run here is listed with its reason."""

from __future__ import annotations

import configparser
import importlib.util
import json
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from tests import shell
from tests.commands.conftest import WORKFLOW, Cli, Site
from tests.shares import share

from citewarden import cli as program
from citewarden import config as settings
from citewarden.registries.library import load
from citewarden.stages.read import read

pytestmark = pytest.mark.timeout(600)  # the first test audits a project

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*(ROOT / f"{n}.md" for n in ("README", "CONTRIBUTING", "SECURITY")), *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass(frozen=True)
class Block:
    """One code block: `page:line`, its language and its text."""

    place: str
    language: str
    text: str


def blocks(*languages: str) -> list[Block]:
    """The blocks of all pages in these languages, or of every one."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in re.finditer(r"(?ms)^ *(`{3,})(\w*)\n(.*?)^ *\1[ \t]*$", text):
            place = f"{page.relative_to(ROOT).as_posix()}:{text.count(chr(10), 0, block.start()) + 1}"
            found.append(Block(place, block[2], textwrap.dedent(block[3])))
    return [block for block in found if not languages or block.language in languages]


def of(*languages: str, every: int = 1) -> pytest.MarkDecorator:
    """One test for each block, each `every`th of the ordinary suite."""
    return pytest.mark.parametrize("block", share(blocks(*languages), every), ids=lambda block: block.place)


HOW = {
    "console": "run",
    "sh": "its programs are looked up",
    "yaml": "fits a schema",
    "python": "run",
    "markdown": "read as an article, a note or a check's examples",
    "ini": "parsed",
    "json": "parsed",
    "toml": "parsed",
    "lua": "settings of an editor, which start a command of ours",
    "elisp": "the same",
    "text": "signatures, usage and a line of cron: nothing to run",
    "sql": "what a server's own shell takes",
}


def test_every_block_says_what_it_is_in() -> None:
    assert {block.language for block in blocks()} <= HOW.keys(), [b.place for b in blocks() if b.language not in HOW]


# Commands ------------------------------------------------------------------------------------------------------------

ELSEWHERE = {
    r"make (\w+)": "sets up an environment, or runs this suite",
    r"(python3 -m venv|\.venv/bin/pip|pip|\. \.venv)\b": "sets up an environment; `test_install.py` does",
    r"(pytest|python docs/|python benchmarks/|export|citewarden checks leftover-note)\b": "works on the checkout",
    r"snakemake --profile": "needs a cluster; `test_cluster.py` and `test_storage.py` have one",
    r"citewarden (demo|review)\b": "goes on, or takes a minute; `commands/test_tasks.py` and `test_review.py` run them",
    r"citewarden pull https:": "asks a site; `commands/test_pull.py` has one",
    r"citewarden retractions build": "wants the lists; `registries/test_retractions.py` makes some",
    r"citewarden init my-site|cd my-site": "the project is made already",
    r"citewarden (sources|read --check) articles/sleep.md": "is shown with what it says; below, and `test_sources.py`",
}
"""Commands that are not run here -> why."""
AUDITS = r"citewarden (audit|gate|doctor)\b"
"""These may end with 1 (something blocks) or 3 (there is no network here)."""


def commands(text: str) -> Iterator[str]:
    """The commands of a console block, without what they print."""
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if line.startswith("$ "):
            yield line[2:]


@pytest.fixture(scope="module")
def no_way_out() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HTTPS_PROXY", "HTTP_PROXY"):
            patch.setenv(name, "http://127.0.0.1:9")
        yield


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, cli: Cli, no_way_out: None) -> Path:
    """What `citewarden init` makes, under git, after a first run without a network."""
    folder = tmp_path_factory.mktemp("project") / "my-site"
    folder.mkdir()
    for command in (
        "citewarden init .",
        "git init -q . && git add -A && git -c user.name=A -c user.email=a@b.example commit -qm first",
        "git update-ref refs/remotes/origin/main HEAD",
    ):
        status, _, told = run(command, folder, cli)
        assert status == 0, told
    site = Site(cli, folder)
    site.options = WORKFLOW
    site.run(date.today().isoformat())
    return folder


PLAIN = re.compile(r"citewarden( [\w./:=@%+,-]+| '[^']*'| \"[^\"$`]*\")*")
"""A command that no shell has to understand."""


AUDITED = re.compile(r"citewarden audit(?: --quiet)?")
"""An audit of the whole project. What it starts is `test_workflow.py`'s; here its steps are gone through."""


def run(command: str, folder: Path, cli: Cli) -> tuple[int, str, str]:
    """One line of a shell, `citewarden` being ours: (exit status, standard output, standard error)."""
    if AUDITED.fullmatch(command):
        parse(command.split()[1:])
        site = Site(cli, folder)
        site.options = WORKFLOW
        site.run(date.today().isoformat())
        return 0, "", ""
    if PLAIN.fullmatch(command):
        return cli(*shlex.split(command)[1:], folder=folder)
    done = shell.run(["bash", "-c", command], folder=folder)
    return done.returncode, done.stdout, done.stderr


@of("console", every=3)
def test_commands_do_what_they_should(block: Block, project: Path, cli: Cli) -> None:
    for command in commands(block.text):
        if any(re.match(pattern, command) for pattern in ELSEWHERE):
            continue
        status, _, told = run(command, project, cli)
        allowed = (0, 1, 3) if re.match(AUDITS, command) else (0,)
        assert status in allowed, f"{command}: {told}"


def test_what_is_not_run_is_there_all_the_same() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    shown = [c for block in blocks("console", "sh") for c in (*commands(block.text), *block.text.splitlines())]
    for command in shown:
        if made := re.match(r"(?:\$ )?make ([a-z-]+)", command):
            assert made[1] in targets, command
        for script in re.findall(r"python ((?:docs|benchmarks)/\S+\.py)", command):
            assert (ROOT / script).is_file(), command
        if profile := re.search(r"--profile (\S+)", command):
            assert (ROOT / profile[1] / "config.yaml").is_file(), command


@pytest.mark.parametrize("pattern", ELSEWHERE)
def test_no_reason_outlives_its_command(pattern: str) -> None:
    assert any(re.match(pattern, c) for block in blocks("console", "sh") for c in commands(block.text)), pattern


def test_what_read_check_prints_is_what_the_page_shows(tmp_path: Path, cli: Cli) -> None:
    (block,) = (b for b in blocks("console") if "read --check articles/sleep.md" in b.text)
    (tmp_path / "articles").mkdir()
    article = (
        "---\nreviewed: 2026-03-04\nreviewer: Ann Example, MD\nlang: en\n---\n# Sleep and the heart\n\n"
        "Short sleep raises blood pressure in most adults [1]. Naps are no harm [2].\n\n## Naps\n\nA nap is short.\n\n"
        "## References\n\n1. Doe J. Sleep and blood pressure. Example Heart J. 2019;4(2):11-18.\n"
    )
    (tmp_path / "articles" / "sleep.md").write_text(article, encoding="utf-8")
    _, said, _ = run("citewarden read --check articles/sleep.md", tmp_path, cli)
    assert said.strip() == block.text.partition("\n")[2].strip()


# Settings ------------------------------------------------------------------------------------------------------------


@of("yaml")
def test_settings_shown_fit_their_schema(block: Block) -> None:
    data = yaml.safe_load(block.text)
    others = {"repos": "pre-commit's", "permissions": "GitHub's", "expect": "of a check's examples"}
    kind = next((name for name in ("suppressions", "policy") if _is(name, data)), "config")
    if not others.keys() & data.keys():
        settings.validate(_plain(data), kind, where=block.place)


def _is(kind: str, data: dict[str, object]) -> bool:
    return {"suppressions": "suppressions", "policy": "extends"}[kind] in data


def _plain(data: object) -> object:
    """Dates as the text that our own reader makes of them."""
    return yaml.load(yaml.safe_dump(data, default_flow_style=False), yaml.SafeLoader) if data else data


# Python, notes, units ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["docs/analysis.md"])
def test_python_shown_runs_in_a_project(page: str, project: Path) -> None:
    """The blocks of a page, one after the other. Those of `api.md` are doctests (`test_api.py`)."""
    text = "\n".join(block.text for block in blocks("python") if block.place.startswith(f"{page}:"))
    done = subprocess.run([sys.executable, "-c", text], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_python_is_left_out() -> None:
    pages = {block.place.partition(":")[0] for block in blocks("python")}
    assert pages == {"docs/analysis.md", "docs/api.md", "CONTRIBUTING.md"}


@of("markdown")
def test_notes_shown_are_read(block: Block, tmp_path: Path) -> None:
    if not block.text.startswith("---"):
        pytest.skip("the examples of a check: below")
    (tmp_path / "note.md").write_text(block.text, encoding="utf-8")
    library = load(tmp_path)
    assert not library.failures, library.failures
    assert len(library.entries) == 1


def parse(words: list[str]) -> None:
    """See that the program knows these arguments; SystemExit where it does not."""
    program._parser(words)[0].parse_args(words)


@of("ini")
def test_units_shown_can_be_parsed(block: Block) -> None:
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.read_string(block.text)
    assert "Unit" in parser
    for line in parser.get("Service", "ExecStart", fallback="citewarden audit").splitlines():
        parse(line.split()[1:])


@of("json")
def test_json_shown_can_be_parsed(block: Block) -> None:
    assert json.loads(block.text)


@of("toml")
def test_toml_shown_can_be_parsed(block: Block) -> None:
    assert tomllib.loads(block.text)


def test_editors_start_a_server_of_ours() -> None:
    for block in blocks("lua", "elisp"):
        assert re.search(r"citewarden\W+(?:lsp|mcp)\b", block.text), block.place


def test_the_first_check_of_a_newcomer_works_word_for_word(tmp_path: Path) -> None:
    (code,) = (b.text for b in blocks("python") if b.place.startswith("CONTRIBUTING.md"))
    (page,) = (b.text for b in blocks("markdown") if b.place.startswith("CONTRIBUTING.md"))
    (tmp_path / "leftover_note.py").write_text(code, encoding="utf-8")
    check = _module(tmp_path / "leftover_note.py")
    examples = _module(ROOT / "tests" / "checks" / "test_examples.py")
    parts = re.split(examples.SECTION, page)[1:]
    assert [part.split()[0] for part in parts] == ["Fires", "Near", "Cannot"]
    for part in parts:
        shown = dict(re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", part))
        wanted = yaml.safe_load(shown["yaml"])["expect"]
        (tmp_path / "article.md").write_text(shown["markdown"], encoding="utf-8")
        found = list(check.check(examples.audited(read(tmp_path / "article.md", root=tmp_path), {})))
        assert [w["message"] in f.message for w, f in zip(wanted, found, strict=True)] == [True] * len(wanted)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def test_programs_of_scripts_are_named() -> None:
    """A script that is shown uses programs that anybody knows; it asks or changes the world, so it is not run."""
    lines = [line for b in blocks("sh") for line in re.sub(r"\\\n", " ", b.text).splitlines() if line.strip()]
    words = {line.split()[0] for line in lines}
    assert words <= {"curl", "export", "python"}
    assert shutil.which("bash")
    for block in blocks("sh"):
        done = subprocess.run(["bash", "-n"], input=block.text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
