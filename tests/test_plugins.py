"""An addition is one file: a registry needs no second edit, and what lacks something is refused in one line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from citewarden import cli, config, plugins
from citewarden.commands.doctor import _keys
from citewarden.errors import ConfigError, PluginError
from citewarden.testing import services as fakes
from citewarden.testing import world as worlds
from citewarden.testing.world import World

Add = Callable[[str, str, str], None]


def _forget() -> None:
    for known in (plugins.names, plugins.discover, plugins.services, worlds.catalogue):
        known.cache_clear()


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Put a module into a package, as a file in its folder."""
    added: list[tuple[str, str]] = []

    def put(package: str, name: str, source: str) -> None:
        folder = tmp_path / "additions" / package
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        home = import_module(package)
        monkeypatch.setattr(home, "__path__", [*home.__path__, str(folder)])
        added.append((package, name))
        _forget()

    yield put
    monkeypatch.undo()
    for package, name in added:
        sys.modules.pop(f"{package}.{name}", None)
        if hasattr(import_module(package), name):
            delattr(import_module(package), name)
    _forget()


REGISTRY = '''
"""The Register of Knees: works on knees, by DOI and by words."""

import json

from citewarden.model import Notice, Service
from citewarden.registries._capabilities import FullText, Lookup, Search, single
from citewarden.registries._record import Copy, Record

SERVICES = (Service("knees", "the Register of Knees", "https://api.knees.example", "works on knees", rate=2,
                    key="token", mail="who"),)


def parse(payload):
    row = json.loads(payload)
    notices = (Notice("", "retraction", "knees", "taken back", updated="2024-05-01"),) if row.get("retracted") else ()
    return Record("knees", row["key"], row["csl"], notices)


def url(base, value):
    return f"{base}/works/{value}"


LOOKUP = Lookup("DOI", single(url), parse)
SEARCH = Search(lambda base, query: f"{base}/search?q={len(query.title)}", lambda body: [parse(body)], turn=95)
NOTICES = LOOKUP
FULL_TEXT = FullText("DOI", lambda base, doi: f"{base}/texts/{doi}", lambda body: json.loads(body)["text"],
                     lambda doi: f"https://knees.example/{doi}")
'''

FAKE = '''
import json

from citewarden.testing.exchange import as_json

CSL = {"type": "article-journal", "title": "Walking on stilts for pain of the left knee in grown people",
       "author": [{"family": "Poe", "given": "Ann"}, {"family": "Roe", "given": "Bo"}],
       "container-title": "Ex J Knees", "volume": "7", "page": "11-19",
       "issued": {"date-parts": [[2019]]}, "DOI": "10.5555/knee.7"}


def answer(request, records, base):
    """The Register of Knees holds one work."""
    return as_json({"key": "k7", "csl": CSL, "retracted": True,
                    "text": [["Results", "Walking on stilts eased pain of the knee in half of the people.", False]]})
'''

ARTICLE = """# Knees

Walking on stilts eases pain of the knee.[1]

## References

1. Poe A, Roe B. Walking on stilts for pain of the left knee in grown people. Ex J Knees. 2019;7:11-19.{doi}
"""


@pytest.fixture
def knees(add: Add) -> None:
    add("citewarden.registries", "knees", REGISTRY)
    add(fakes.__name__, "knees", FAKE)


def test_the_settings_know_a_new_registry(knees: None, tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("network: {registries: {knees: {rate: 1, concurrency: 2}}}")
    made = config.load(path).network.registries["knees"]
    assert (made.base, made.rate, made.concurrency) == ("https://api.knees.example", 1, 2)
    path.write_text("network: {registries: {knee: {rate: 1}}}")
    with pytest.raises(ConfigError, match=r"'knee' is no registry - choose one of .*knees"):
        config.load(path)


@pytest.mark.parametrize("doi", ["", " doi:10.5555/knee.7"])
def test_a_new_registry_is_asked_and_named(
    knees: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], doi: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEWARDEN_KNEES_KEY", "sesame")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "knees.md").write_text(ARTICLE.format(doi=doi), encoding="utf-8")
    with World({}) as world:
        world.config_yaml(tmp_path / "config" / "config.yaml", as_of="2026-01-15")
        status = cli.main(["gate", "articles/knees.md", "--as-of", "2026-01-15", "--online", "--reports", "reports"])
        asked = world.asked("knees")
    assert status == 1, capsys.readouterr()
    assert any(r.path.startswith("/works/") for r in asked)
    assert any(r.path == "/search" for r in asked) == (not doi)
    assert {(r.fields["token"], r.fields["who"]) for r in asked} == {("sesame", "editor@newsroom.example")}
    report = next((tmp_path / "reports").rglob("knees*.html")).read_text(encoding="utf-8")
    assert "found in the Register of Knees" in report
    assert any(r.path.startswith("/texts/") for r in asked)
    assert "https://knees.example/10.5555/knee.7" in report
    assert "According to the Register of Knees" in report or "(the Register of Knees" in report


def test_the_doctor_knows_whose_key_it_is(knees: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("KNEES", "a"), ("DATACITE", "b"), ("OPENALEX", " ")):
        monkeypatch.setenv(f"CITEWARDEN_{name}_KEY", value)
    told = {sign.what.split()[0]: sign.state for sign in _keys()}
    assert told == {
        "CITEWARDEN_KNEES_KEY": "ok",
        "CITEWARDEN_DATACITE_KEY": "look",
        "CITEWARDEN_OPENALEX_KEY": "wrong",
    }


@pytest.mark.parametrize(
    ("package", "source", "said"),
    [
        (
            "readers",
            "SUFFIXES = ('.xyz',)\ndef read(*_): ...\n",
            r"citewarden\.readers\.added: lacks recognises\(\) - ",
        ),
        ("readers", "recognises = 'yes'\ndef read(*_): ...\n", r"lacks SUFFIXES, recognises\(\) - every module of"),
        ("checks", "LEVEL = OWNER = 1\ndef check(_): ...\n", r"citewarden\.checks\.added: lacks a docstring - "),
        ("formats", "NAME = FILE = ''\n", r"citewarden\.formats\.added: lacks render\(\) - "),
        ("registries", "def url(base): ...\n", r"citewarden\.registries\.added: lacks SERVICES - "),
        ("styles", "TITLE = 'x'\ndef render(_): ...\n", r"citewarden\.styles\.added: lacks fits\(\) - "),
    ],
)
def test_what_lacks_something_is_refused_by_name(add: Add, package: str, source: str, said: str) -> None:
    add(f"citewarden.{package}", "added", source)
    with pytest.raises(PluginError, match=said) as told:
        plugins.discover(f"citewarden.{package}")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("source", "said"), [("def read(:\n", "invalid syntax"), ("import no_such_thing\n", "No mod")])
def test_what_cannot_be_imported_is_named(add: Add, source: str, said: str) -> None:
    add("citewarden.readers", "added", source)
    with pytest.raises(PluginError, match=rf"readers\.added: cannot be imported \({said}.*\) - mend it") as told:
        plugins.discover("citewarden.readers")
    assert "\n" not in str(told.value)


def test_two_services_of_one_name_are_refused(add: Add) -> None:
    add("citewarden.registries", "zz", "from citewarden.model import Service\nSERVICES = (Service('pubmed', 'P'),)\n")
    with pytest.raises(PluginError, match=r"registries\.zz: a second service named 'pubmed'"):
        plugins.services()
    add("citewarden.registries", "zy", "SERVICES = ('pubmed',)\n")
    with pytest.raises(PluginError, match=r"registries\.zy: SERVICES holds what is no Service"):
        plugins.services()


def test_a_capability_that_is_none_is_refused(add: Add) -> None:
    from citewarden.registries._capabilities import having

    add("citewarden.registries", "zz", "SERVICES = ()\nCOPIES = 'many'\n")
    with pytest.raises(PluginError, match=r"registries\.zz: COPIES cannot be asked - declare a Lookup"):
        having("COPIES")


def test_every_package_with_a_contract_keeps_it() -> None:
    for package in plugins.CONTRACTS:
        assert plugins.discover(package), package
