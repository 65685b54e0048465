"""The three lists of dependencies agree, and none of them names where packages come from."""

from __future__ import annotations

import importlib.util
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]


def _script(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


environment, licences = _script("tests/environment.py"), _script("docs/licences.py")


def test_conda_users_get_the_same_versions() -> None:
    assert (ROOT / "environment.yml").read_text() == environment.environment()


def test_everything_asked_for_is_locked() -> None:
    assert {
        *environment.direct(),
        *environment.direct("audit"),
        *environment.direct("dev"),
    } <= environment.locked().keys()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-runtime.lock", "requirements-gate.lock"])
def test_lock_is_hashed_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_runtime_lock_is_current_and_leaves_the_tools_out() -> None:
    text = (ROOT / "requirements-runtime.lock").read_text()
    assert text == environment.runtime(), "run `python tests/environment.py`"
    names = set(re.findall(r"(?m)^([a-z0-9-]+)==", text))
    assert {*environment.direct(), *environment.direct("audit")} <= names
    assert "lxml-html-clean" in names
    assert not names & {"pytest", "mypy", "playwright", "scikit-learn", "scipy", "hypothesis", "ruff"}


def test_the_gates_lock_is_current_and_leaves_out_what_only_a_night_needs() -> None:
    text = (ROOT / "requirements-gate.lock").read_text()
    assert text == environment.gate(), "run `python tests/environment.py`"
    names = set(re.findall(r"(?m)^([a-z0-9-]+)==", text))
    assert set(environment.direct()) <= names
    assert not names & {"pandas", "pyarrow", "snakemake", "pulp", "sqlalchemy", "pytest"}


@pytest.mark.parametrize("kind", ["runtime", "gate"])
def test_a_lock_holds_all_that_its_packages_ask_for(kind: str) -> None:
    text = getattr(environment, kind)()
    locked = {re.sub(r"[-_.]+", "-", name) for name in re.findall(r"(?m)^([a-z0-9._-]+)==", text)}
    for name in locked:
        try:
            asked = [Requirement(line) for line in distribution(name).requires or ()]
        except PackageNotFoundError:
            continue  # of another platform
        needed = {r.name for r in asked if r.marker is None or r.marker.evaluate({"extra": ""})}
        assert {re.sub(r"[-_.]+", "-", n).lower() for n in needed} <= locked, name


def test_pipelines_and_the_image_install_what_runs_and_no_more() -> None:
    assert "setup LOCK=requirements-gate.lock" in (ROOT / "action.yml").read_text()
    image = (ROOT / "Dockerfile").read_text()
    assert "requirements-runtime.lock" in image
    assert "requirements.lock" not in image


def test_the_list_of_licences_is_current() -> None:
    """The versions and names are those of the locks; licences are as the installed packages tell them."""
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert page == licences.page(), "run `python docs/licences.py`"
    assert "not told" not in page


def test_installed_versions_are_the_locked_ones() -> None:
    from importlib.metadata import version

    locked = environment.locked()
    for name in environment.direct():
        assert version(name) == locked[name], name
