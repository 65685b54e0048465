"""Telling people: a webhook over loopback, a command; trouble with either is one line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from citewarden.commands.notify import tell
from citewarden.commands.session import Session
from citewarden.config import Config, Network, Notify
from citewarden.model import Policy


def session(notify: Notify, **network: object) -> Session:
    config = Config(notify=notify, network=Network(**network))  # type: ignore[arg-type]
    return Session(config, Policy("default"), "2026-01-15T02:00:00+00:00", "2026-01-15")


def test_a_webhook_gets_the_result(hook: tuple[str, list[bytes]], capsys: pytest.CaptureFixture[str]) -> None:
    place, got = hook
    network = {"connect_to": {"chat.example": place}}
    tell(session(Notify("trouble", "http://chat.example/x"), **network), 1, "BLOCKED (1): one")
    (body,) = got
    said = json.loads(body)
    assert (said["status"], said["line"], said["as_of"]) == (1, "BLOCKED (1): one", "2026-01-15")
    assert capsys.readouterr().err == ""
    tell(session(Notify("trouble", "http://chat.example/x"), **network), 0, "PASSED (0)")
    tell(session(Notify("never", "http://chat.example/x"), **network), 1, "BLOCKED (1)")
    assert len(got) == 1
    tell(session(Notify("always", "http://chat.example/rude"), **network), 0, "PASSED (0)")
    assert capsys.readouterr().err == "citewarden: notify.webhook: not delivered (HTTP 500)\n"


def test_a_webhook_goes_through_the_guard(hook: tuple[str, list[bytes]], capsys: pytest.CaptureFixture[str]) -> None:
    place, got = hook
    tell(session(Notify("always", f"http://{place}/")), 0, "PASSED (0)")
    assert got == []
    assert "a loopback address" in capsys.readouterr().err


def test_a_command_gets_the_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mail"
    program = f"import pathlib, sys; pathlib.Path({str(out)!r}).write_text(sys.stdin.read())"
    tell(session(Notify("always", command=(sys.executable, "-c", program))), 3, "INCOMPLETE (3): \x1b[1m one")
    assert out.read_text().splitlines()[0] == "Citewarden, 2026-01-15: INCOMPLETE (3): \\x1b[1m one"
    tell(session(Notify("always", command=("no-such-program",))), 0, "PASSED (0)")
    tell(session(Notify("always", command=(sys.executable, "-c", "raise SystemExit(4)"))), 0, "PASSED (0)")
    first, second = capsys.readouterr().err.splitlines()
    assert "no-such-program" in first
    assert second == "citewarden: notify.command: not delivered (exit status 4)"
