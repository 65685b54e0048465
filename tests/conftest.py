"""What every test gets: no way out of loopback, and a local world to ask instead.

A test that looks up or connects to anything but this machine fails, even if the code under test swallowed the error.
Names under .example, .test and .invalid do not exist (RFC 6761), and asking for them is no offence. libcurl's own
sockets cannot be watched from here; the prober is kept inside by its address guard and the worlds it is given.
"""

from __future__ import annotations

import compileall
import contextlib
import gc
import io
import ipaddress
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings

from citewarden.cli import main
from citewarden.config import Network
from citewarden.testing import demo
from citewarden.testing.world import World

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # how long an example takes says how busy the machine is
_COLLECTED = pytest.StashKey[list[str]]()
_MEMORY = Path("/dev/shm")
"""Where files are kept in memory, if this machine has such a folder."""
_ROOM = 2 * 1024**3
"""Bytes that must be free there; the suite writes some 200 MB."""
_RESERVED = (".example", ".test", ".invalid", ".localhost")
_offences: list[str] = []


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in ("", "localhost", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(connect)
    def guard(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            _offences.append(f"connect to {address[0]}")
            raise ConnectionRefusedError(f"tests stay on loopback: {address[0]}")
        return connect(self, address)

    return guard


def _resolver(look_up: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(look_up)
    def guard(host: Any, *args: Any, **kwargs: Any) -> Any:
        if _is_here(host) or _is_literal(host):
            return look_up(host, *args, **kwargs)
        if not str(host).rstrip(".").lower().endswith(_RESERVED):
            _offences.append(f"look up {host}")
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    return guard


def _is_literal(host: object) -> bool:
    try:
        ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return True


def pytest_configure(config: pytest.Config) -> None:
    """Close the doors before any test module is imported, and forget the machine's proxies and keys.

    Hundreds of programs are started: they are compiled once, as installed ones are, and so are the tests; the program's
    modules before the workers start, or each would compile them all.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if not hasattr(config, "workerinput"):
        _write_to_memory(config)
        compileall.compile_dir(Path(__file__).resolve().parents[1] / "src", quiet=2)
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or (name.startswith("CITEWARDEN_") and name.endswith("_KEY")):
            del os.environ[name]
    socket.socket.connect = _guarded(socket.socket.connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = _guarded(socket.socket.connect_ex)  # type: ignore[method-assign]
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _resolver(getattr(socket, name)))


def _write_to_memory(config: pytest.Config) -> None:
    """Thousands of small databases are made and closed, and each waits for its disk. Where the caller names a folder
    (`TMPDIR`, `--basetemp`) that one is used, and stays."""
    if "TMPDIR" in os.environ or config.getoption("basetemp") or not _MEMORY.is_dir():
        return
    room = os.statvfs(_MEMORY)
    if room.f_bavail * room.f_frsize < _ROOM or room.f_flag & (os.ST_NOEXEC | os.ST_RDONLY):
        return
    folder = tempfile.mkdtemp(prefix="citewarden-tests-", dir=_MEMORY)
    os.chmod(folder, 0o711)  # a database server runs as somebody else
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Ten thousand tests stay to the end: the collector need not walk them while they grow, nor after, and what a
    test throws away seldom goes in circles."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 50, 100)
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Note all tests before those that are not asked for are left out."""
    config.stash[_COLLECTED] = [item.nodeid for item in items]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file that makes something once a module goes to one worker as a whole, and first, those that begin with the
    same audit together, and so do those that need one browser or one database server; of all others each test with all
    its parameters goes where there is room. (`--dist=loadgroup` would do so by marks, but pytest-xdist 3.8 writes them
    into an attribute that pytest 9.2 no longer reads.)"""
    from xdist.scheduler import LoadScopeScheduling

    shared: dict[str, str] = {}
    for path in Path(__file__).parent.rglob("test_*.py"):
        text, file = path.read_text(encoding="utf-8"), path.relative_to(config.rootpath).as_posix()
        if "audited: Path" in text:
            shared[file] = "audited"
        elif path.parent.name in ("browser", "store"):
            shared[file] = path.parent.name
        elif 'scope="module"' in text:
            shared[file] = file

    class Sharing(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return shared.get(nodeid.partition("::")[0], nodeid.partition("[")[0])

        def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
            """What is done is forgotten: the scheduler counts what is left of all that it ever gave out, each time."""
            super().mark_test_complete(node, item_index, duration)
            given = self.assigned_work[node]
            for scope in [scope for scope, tests in given.items() if all(tests.values())]:
                del given[scope]

    return Sharing(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A worker tells of a test that passed in one message instead of five: of ten thousand short tests they are a part
    that can be measured."""
    if not hasattr(item.config, "workerinput"):
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


@pytest.fixture(scope="session")
def all_tests(pytestconfig: pytest.Config) -> list[str]:
    """Names of all tests of this run, also of those it leaves out."""
    return pytestconfig.stash[_COLLECTED]


@pytest.fixture
def offences() -> list[str]:
    """What the running test tried outside loopback; a test may look and clear it."""
    return _offences


def pytest_runtest_setup() -> None:
    """What was tried before is not this test's."""
    _offences.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """A test that tried to leave loopback fails, whatever became of the attempt."""
    yield
    tried = list(_offences)
    _offences.clear()
    if tried:
        pytest.fail(f"the test tried to leave loopback: {'; '.join(tried)}", pytrace=False)


@pytest.fixture(autouse=True, scope="session")
def _ask_again_soon() -> Iterator[None]:
    """Registries that are down are down in hundreds of tests: who asks again does not wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("citewarden.web.client.PAUSE", 0.01)
        yield


@pytest.fixture
def world() -> Iterator[World]:
    """The demo's registries and sites, fresh: a test may add to it, break it and read its log."""
    with World(demo.records()) as running:
        yield running


@pytest.fixture
def bare_world() -> Iterator[World]:
    """A world that knows nothing; `add` what the test needs."""
    with World() as running:
        yield running


@pytest.fixture(scope="session")
def demo_world() -> Iterator[World]:
    """The demo's registries and sites, one for the whole session: read, do not change."""
    with World(demo.records()) as running:
        yield running


@pytest.fixture
def world_network(world: World) -> Network:
    """Network manners that lead into `world`."""
    return world.network()


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of this repository after its first audit, an article among the others that nobody can read: copy it
    to go on from there. `said.json` has what the audit printed."""
    root = Path(__file__).resolve().parents[1]
    folder = tmp_path_factory.mktemp("audited")
    for name in ("articles", "references", "config", "rules"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "Snakefile", folder)
    (folder / "articles" / "README.md").unlink(missing_ok=True)
    (folder / "articles" / "broken.md").write_bytes(b"\x00\x01\x02 not text")
    article = folder / "articles" / "muscle-twitches-and-ms.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(re.sub(r"(?m)^# (Muscle.*)$", r"# =\1", text), encoding="utf-8")  # a formula, to a spreadsheet
    date = ("--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00", "--offline")
    done = subprocess.run(
        [sys.executable, "-m", "citewarden", "audit", *date], cwd=folder, capture_output=True, text=True, check=False
    )
    said = {"status": done.returncode, "out": done.stdout, "err": done.stderr}
    (folder / "said.json").write_text(json.dumps(said), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The developers' data beside the repository; tests that need it skip without it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.exists():
        pytest.skip("the developers' data is not here")
    return folder


Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def cli() -> Cli:
    """The command line, called in this process: `cli(*arguments, given="", folder=None)` gives exit status, standard
    output and standard error."""
    return _called


def _called(*arguments: str, given: str = "", folder: Path | None = None) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        if folder is not None:
            patch.chdir(folder)
        try:
            status = main(arguments)
        except SystemExit as done:
            status = int(str(done.code))
    return status, out.getvalue(), err.getvalue()
