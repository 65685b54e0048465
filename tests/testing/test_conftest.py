"""The guard that keeps every test on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from citewarden.config import Network
from citewarden.testing.world import World


def test_a_connection_to_the_outside_is_refused_and_noted(offences: list[str]) -> None:
    with socket.socket() as outside, pytest.raises(ConnectionRefusedError):
        outside.connect(("192.0.2.1", 80))
    assert offences == ["connect to 192.0.2.1"]
    offences.clear()


def test_a_real_name_is_not_looked_up(offences: list[str]) -> None:
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("api.crossref.org", 443)
    assert offences == ["look up api.crossref.org"]
    offences.clear()


@pytest.mark.parametrize("name", ["nowhere.invalid", "health.example", "deep.site.test"])
def test_reserved_names_do_not_exist_and_are_no_offence(name: str, offences: list[str]) -> None:
    with pytest.raises(socket.gaierror) as caught:
        socket.getaddrinfo(name, 80)
    assert caught.value.errno == socket.EAI_NONAME
    assert offences == []


def test_loopback_is_open(world: World, world_network: Network) -> None:
    with socket.create_connection(("127.0.0.1", world.port), timeout=2):
        pass
    assert world_network.registries["crossref"].base == f"{world.base}/crossref"


def test_an_offence_fails_the_test_that_swallowed_it(leaking_run: str) -> None:
    assert "the test tried to leave loopback: look up www.nlm.nih.gov" in leaking_run


@pytest.fixture
def leaking_run(tmp_path: Path) -> str:
    """The output of a test run over one test that swallows its own offence."""
    folder = tmp_path
    (folder / "conftest.py").write_text(Path(__file__).parents[1].joinpath("conftest.py").read_text("utf-8"), "utf-8")
    (folder / "test_leaks.py").write_text(
        "import socket\n\n\ndef test_leak():\n    try:\n        socket.getaddrinfo('www.nlm.nih.gov', 443)\n"
        "    except OSError:\n        pass\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout
