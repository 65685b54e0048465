"""A child that waits for its word, and work that is done beside: what is told, given back, and ended where something
goes wrong. (`test_child.py` kills them.)"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from tests.commands.test_child import is_free

from citewarden.commands import child
from citewarden.commands.session import exclusive
from citewarden.config import Config
from citewarden.errors import StateError

ENV = dict(os.environ)
WAITS = "import sys; from pathlib import Path; Path('sent').write_text(sys.stdin.readline() or 'none'); sys.exit(7)"


def test_a_child_that_is_ready_begins_when_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open("lock", "wb") as lock, child.ready([sys.executable, "-c", WAITS], env=ENV, lock=lock.fileno()) as go:
        time.sleep(0.3)
        assert not Path("sent").exists()
        assert go() == 7
    assert Path("sent").read_text() == "\n"


@pytest.mark.parametrize("wrong", [StateError("is odd", where="here", remedy="mend it"), KeyboardInterrupt()])
def test_a_child_that_was_never_told_does_nothing_and_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: BaseException
) -> None:
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-c", WAITS]
    with (
        pytest.raises(type(wrong)),
        exclusive(Config(state="state")) as lock,
        child.ready(command, env=ENV, lock=lock),
    ):
        raise wrong
    assert is_free(tmp_path)
    assert not Path("sent").exists() or Path("sent").read_text() == "none"


def test_a_child_that_died_before_it_was_told_is_no_success(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit(3)"]
    with (tmp_path / "lock").open("wb") as lock, child.ready(command, env=ENV, lock=lock.fileno()) as go:
        time.sleep(0.3)
        assert go() == 3


# Beside -------------------------------------------------------------------------------------------------------------


def _write(path: Path) -> None:
    path.write_text("done")


def _fail(path: Path) -> None:
    raise StateError("is odd", where=str(path), remedy="mend it")


def _wait(path: Path) -> None:
    path.write_text("begun")
    time.sleep(60)


def test_what_is_done_beside_is_waited_for(tmp_path: Path) -> None:
    with child.beside(_write, tmp_path / "one"):
        pass
    assert (tmp_path / "one").read_text() == "done"


def _give(many: int) -> list[str]:
    return ["row"] * many


def _die() -> str:
    os._exit(3)


@pytest.mark.parametrize("many", [0, 2, 200_000])
def test_what_is_made_beside_is_given_back(many: int) -> None:
    with child.beside(_give, many) as given:
        rows = given()
    assert len(rows) == many


def test_nothing_is_given_back_by_what_died_beside() -> None:
    with pytest.raises(StateError, match="_die: did not end well"), child.beside(_die) as given:
        given()


def test_what_is_given_back_by_nobody_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StateError, match="_fail: did not end well"), child.beside(_fail, Path("one")) as given:
        given()
    assert "one: is odd - mend it" in capfd.readouterr().err


def test_what_fails_beside_is_one_line_and_no_success(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StateError, match="_fail: did not end well"), child.beside(_fail, tmp_path / "one"):
        (tmp_path / "two").write_text("went on meanwhile")
    assert capfd.readouterr().err == f"citewarden: {tmp_path / 'one'}: is odd - mend it\n"
    assert (tmp_path / "two").exists()


def test_what_is_beside_ends_where_something_goes_wrong_here(tmp_path: Path) -> None:
    begun = time.monotonic()

    def wrong() -> None:
        while not (tmp_path / "one").exists() and time.monotonic() < begun + 50:
            time.sleep(0.01)
        raise KeyError("here")

    with pytest.raises(KeyError), child.beside(_wait, tmp_path / "one"):
        wrong()
    assert time.monotonic() < begun + 50
