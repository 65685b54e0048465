"""The databases that the store is tested on: a file, and a PostgreSQL server of our own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citewarden import store

POSTGRES = [
    Path(found)
    for name in ("initdb", "postgres")
    if (found := shutil.which(name, path=os.pathsep.join((os.environ["PATH"], "/usr/lib/postgresql/15/bin"))))
]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an empty database on a PostgreSQL server of our own."""
    pytest.importorskip("psycopg")
    if len(POSTGRES) < 2:
        pytest.skip("no PostgreSQL here")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # which PostgreSQL refuses
        who = {"user": "nobody"}
        shutil.chown(folder, "nobody")
    initdb, postgres = POSTGRES
    made = [initdb, "-D", folder / "data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"]
    done = subprocess.run(made, capture_output=True, text=True, check=False, cwd=folder, **who)
    if done.returncode:
        pytest.skip(f"initdb: {done.stderr}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [postgres, "-D", folder / "data", "-p", str(port), "-k", folder]
    for setting in ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off"):
        command += ["-c", setting]  # it is never started again
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=folder, **quiet, **who) as process:
        try:
            yield _answering(f"postgresql://tester@127.0.0.1:{port}/postgres", process)
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    import psycopg

    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            psycopg.connect(address).close()
            return address
        except psycopg.Error:
            time.sleep(0.2)
    pytest.skip("the server does not answer")


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest) -> str:
    """What `store:` says: nothing, or a server whose database is empty."""
    if request.param == "file":
        return ""
    found = str(request.getfixturevalue("server"))
    with store.postgresql(found) as database:
        database.execute("drop schema public cascade")
        database.execute("create schema public")
    return found
