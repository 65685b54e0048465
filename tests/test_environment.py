"""The three lists of dependencies agree, and none of them names where packages come from."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEC = importlib.util.spec_from_file_location("environment", ROOT / "tests" / "environment.py")
assert SPEC
assert SPEC.loader
environment = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(environment)


def test_conda_users_get_the_same_versions() -> None:
    assert (ROOT / "environment.yml").read_text() == environment.environment()


def test_everything_asked_for_is_locked() -> None:
    assert set(environment.direct()) | set(environment.direct("dev")) <= environment.locked().keys()


def test_lock_is_hashed_and_names_no_index() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


def test_installed_versions_are_the_locked_ones() -> None:
    from importlib.metadata import version

    locked = environment.locked()
    for name in environment.direct():
        assert version(name) == locked[name], name
