"""The command line, called in this process."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from citewarden.cli import main

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """`cli(*arguments, given="", folder=None)`: (exit status, standard output, standard error)."""

    def call(*arguments: str, given: str = "", folder: Path | None = None) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
            if folder is not None:
                patch.chdir(folder)
            try:
                status = main(arguments)
            except SystemExit as done:
                status = int(str(done.code))
        return status, out.getvalue(), err.getvalue()

    return call
