"""A shell whose `citewarden` is called in this process, which has its models loaded: what a line of a shell does with
the program is tested, not how the program starts (some three seconds each time).

The `citewarden` on its path sends its arguments, folder, environment and open files over a socket, and ends as it is
told to.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO
from unittest import mock

from citewarden.cli import main

CLIENT = """\
import json, os, socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect(os.environ["CITEWARDEN_SHELL"])
said = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(line, [b"."], [0, 1, 2])
line.sendall(said)
line.shutdown(socket.SHUT_WR)
os._exit(int(line.recv(16) or b"70"))
"""


def run(
    command: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, every `citewarden` that it calls in this process."""
    with tempfile.TemporaryDirectory() as name, socket.socket(socket.AF_UNIX) as door:
        here = Path(name)
        (here / "citewarden").write_text(f'#!/bin/sh\nexec "{sys.executable}" -SE {here}/client.py "$@"\n')
        (here / "citewarden").chmod(0o755)
        (here / "client.py").write_text(CLIENT)
        door.bind(f"{here}/door")
        door.listen()
        door.settimeout(0.02)
        names = dict(os.environ if environment is None else environment)
        names |= {"PATH": f"{here}{os.pathsep}{names['PATH']}", "CITEWARDEN_SHELL": f"{here}/door"}
        with (here / "out").open("w+b") as out, (here / "err").open("w+b") as err:
            with subprocess.Popen(command, cwd=folder, env=names, stdout=out, stderr=err) as shell:
                while shell.poll() is None:
                    _serve(door)
            said = [(here / file).read_text("utf-8", "replace") for file in ("out", "err")]
        return subprocess.CompletedProcess(command, shell.returncode, *said)


def _serve(door: socket.socket) -> None:
    """Wait a moment for a call of the program, and answer it."""
    try:
        line, _ = door.accept()
    except TimeoutError:
        return
    with line:
        _, given, _, _ = socket.recv_fds(line, 1, 3)
        parts = []
        while part := line.recv(65536):
            parts.append(part)
        arguments, folder, environment = json.loads(b"".join(parts))
        files = [os.fdopen(fd, mode, encoding="utf-8") for fd, mode in zip(given, "rww", strict=True)]
        line.sendall(str(_called(arguments, folder, environment, files)).encode())


def _called(arguments: Sequence[str], folder: str, environment: Mapping[str, str], files: Sequence[IO[str]]) -> int:
    before, streams = Path.cwd(), dict(zip(("stdin", "stdout", "stderr"), files, strict=True))
    os.chdir(folder)
    try:
        with mock.patch.dict(os.environ, environment, clear=True), mock.patch.multiple(sys, **streams):
            return main(arguments)
    except SystemExit as done:
        return int(str(done.code))
    finally:
        os.chdir(before)
        for file in files:
            file.close()
