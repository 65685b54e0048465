"""What one run of the program needs: configuration, policy, the clock, the client, the library, the state folder."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import socket
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import config as settings
from citewarden.config import Config, Notify
from citewarden.errors import ConfigError, StateError
from citewarden.model import Policy

if TYPE_CHECKING:
    from citewarden.pipeline import Progress
    from citewarden.registries.library import Library
    from citewarden.stages.decide import Decisions
    from citewarden.store.database import Database
    from citewarden.web.client import Client

RUN = "run.json"
"""Below the results folder: what the run is of (`commands/begin.py`)."""


@dataclass(frozen=True, slots=True)
class Session:
    """`now` is ISO text with time (UTC); `as_of` the date the audit judges by; `moved` are former ids of articles that
    have others now. `keep`: whether what registries answer is kept in the state folder."""

    config: Config
    policy: Policy
    now: str
    as_of: str
    quiet: bool = False
    verbose: bool = False
    moved: Mapping[str, str] = field(default_factory=dict)
    keep: bool = True

    def online(self) -> bool:
        """Whether there is a network: as configured, else by asking the canary once."""
        wanted = str(self.config.network.offline).lower()
        if wanted in ("true", "false"):
            return wanted == "false"
        from citewarden.web.client import online

        return online(self.config.network)

    @contextmanager
    def client(self, *, offline: bool) -> Iterator[Client]:
        """The client to the registries, its cache in the state folder; offline one that is not there is not made."""
        from citewarden.web.client import Client

        folder = Path(self.config.state) / "http"
        cache = folder if (folder.exists() and offline) or (self.keep and not offline) else None
        with Client(self.config.network, cache=cache, now=self.now, offline=offline) as client:
            yield client
            for line in client.remarks:
                print(f"citewarden: {line}", file=sys.stderr)

    def decisions(self) -> Decisions:
        """What editors have decided so far (`config/suppressions.yaml`), under the names that articles have now."""
        from citewarden.stages.decide import load

        return load().following(self.moved)

    def library(self) -> Library:
        """The editors' own sources."""
        from citewarden.registries.library import load

        return load(Path(self.config.references))


def described(file: Path) -> dict[str, Any]:
    """What a run is of, as its file says (`commands/begin.py`); nothing where it does not."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def path_of(text: str) -> Path:
    """A path of the command line; an empty one, as a variable without a value gives, is no folder "here"."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name")
    return Path(text)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options every subcommand with a session has."""
    parser.add_argument("--config", metavar="FILE", type=Path, help="settings (default: config/config.yaml)")
    parser.add_argument("--policy", metavar="NAME", help="house policy, a file of config/policies")
    parser.add_argument("--as-of", metavar="DATE", help="judge by this date (YYYY-MM-DD; default: today)")
    parser.add_argument("--now", metavar="TIME", help="the time observations get (default: now, UTC)")
    network = parser.add_mutually_exclusive_group()
    network.add_argument("--offline", action="store_true", default=None, help="ask no registry and no link")
    network.add_argument("--online", dest="offline", action="store_false", help="ask without trying the network first")
    parser.add_argument("--references", metavar="FOLDER", help="the source library")
    parser.add_argument("--quiet", action="store_true", help="only the last line and errors")
    parser.add_argument("--verbose", action="store_true", help="say more on the way")


def silent(*, policy: str | None = None, offline: bool | None = None, **options: Any) -> argparse.Namespace:
    """The options of a session that prints nothing and is as the settings have it but for what is given."""
    unset: dict[str, Any] = dict.fromkeys(("config", "references", "as_of", "now"))
    given = {**unset, "policy": policy, "offline": offline, "quiet": True, "verbose": False, **options}
    return argparse.Namespace(**given)


def start(options: argparse.Namespace, **overrides: Any) -> Session:
    """The session the options describe.

    Raises:
        ConfigError: a setting, policy or date is wrong.
    """
    path = options.config
    if path is not None and not path.exists():
        raise ConfigError("no such file", where=str(path), remedy="name an existing config.yaml")
    layer: dict[str, Any] = {k: v for k, v in overrides.items() if v is not None}
    if options.references:
        layer["references"] = options.references
    if options.policy:
        layer["policy"] = options.policy
    if options.as_of:
        layer["as_of"] = read_day(options.as_of, "--as-of")
    if options.offline is not None:
        layer["network"] = {"offline": str(options.offline).lower()}
    config = settings.load(path, layer)
    now = _time(options.now) if options.now else time_now()
    as_of = config.as_of or now[:10]
    moved = getattr(options, "moved", None)
    return Session(
        replace(config, as_of=as_of),
        settings.policy(config.policy),
        now,
        as_of,
        options.quiet,
        options.verbose,
        _moved(config) if moved is None else moved,
    )


def _moved(config: Config) -> Mapping[str, str]:
    from citewarden.stages.turnover import moved

    if not Path("config/suppressions.yaml").exists():
        return {}
    with looked_at(config) as database:
        return moved(database, lambda document: (Path(config.articles) / document).exists())


@contextmanager
def opened(config: Config) -> Iterator[Database]:
    """The project's store, to be written to."""
    from citewarden import store

    with store.connect(Path(config.state), config.store) as database:
        _remarked(database)
        yield database


@contextmanager
def looked_at(config: Config) -> Iterator[Database]:
    """The project's store, to be read: where there is none yet, an empty one that nobody keeps."""
    from citewarden import store

    state = Path(config.state)
    with store.connect(state, config.store) if store.exists(state, config.store) else store.memory(state) as database:
        _remarked(database)
        yield database


def spare(config: Config, files: Iterable[Path], where: str, project: Path = Path()) -> None:
    """Make sure that files, which the option `where` names, are not written among what people write themselves.

    Raises:
        ConfigError: one lies in the folder of the articles, of the sources or of the settings, or is a folder.
    """
    kept = [(project / folder).resolve() for folder in (config.articles, config.references, "config")]
    kept = [folder for folder in kept if not Path.cwd().is_relative_to(folder)]
    for file in files:
        if file.is_dir() or any(file.resolve().is_relative_to(folder) for folder in kept):
            raise ConfigError(f"{file} is no place for a file that is made", where=where, remedy="name another file")


def clock_goes_on(config: Config, today: str, option: str) -> None:
    """Make sure that a date taken from the clock is not before the last audit's: what is due would be wrong. `option`
    says the date instead.

    Raises:
        StateError: it is.
    """
    from citewarden.store import runs

    with looked_at(config) as database:
        last, where = runs.newest(database), database.where
    if last > today:
        told = f"the last audit was of {last}, and the clock says {today}"
        raise StateError(told, where=where, remedy=f"set the clock, or say the date with {option}")


def _remarked(database: Database) -> None:
    from citewarden.commands.terminal import printable

    for line in database.remarks:
        print(f"citewarden: {printable(line)}", file=sys.stderr)


def code() -> str:
    """A digest of the package as it is installed, but for its test worlds, and of every word list in force.

    Whatever changes in the program may change what a step says: no list of what a step uses has to be kept by hand.
    """
    package = Path(settings.__file__).parent
    own = (p for p in sorted(package.rglob("*")) if p.relative_to(package).parts[0] not in _NO_CODE)
    said = hashlib.sha256()
    for path in [*(p for p in own if p.suffix in _CODE), *settings.lexicons()]:
        said.update(path.read_bytes())
    return said.hexdigest()[:16]


_NO_CODE = frozenset({"testing", "defaults", "workflow"})
_CODE = frozenset({".py", ".json", ".crfsuite", ".npz", ".onnx", ".jinja", ".js", ".css"})


def terms(session: Session, code: str, *, offline: bool, policy: bool = True) -> str:
    """A digest of what holds for every article: code, word lists, settings but for the date, and the policy; without
    that, of what holds for every work."""
    listed = settings.shipped(settings.RETRACTIONS)
    known = hashlib.sha256(listed.read_bytes()).hexdigest() if listed.exists() else ""
    network = replace(session.config.network, offline="")  # `offline` says what came of it
    config = replace(session.config, as_of="", notify=Notify(), batch_size=0, policy="", store="", network=network)
    said = (code, settings.digest(config), repr(session.policy) if policy else "", str(offline), known)
    return hashlib.sha256("\0".join(said).encode("utf-8")).hexdigest()[:32]


def time_now() -> str:
    """The time as ISO text (UTC): the only place that asks the clock."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_day(text: str, option: str) -> str:
    """The day an option names, as ISO text.

    Raises:
        ConfigError: it is no day of the calendar.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise ConfigError(f"{text!r} is not a date", where=option, remedy="write it as 2026-01-31") from error


def _time(text: str) -> str:
    try:
        datetime.fromisoformat(text)
        datetime.strptime(text[:10], "%Y-%m-%d")
    except ValueError as error:
        remedy = "write it as 2026-01-31T02:00:00+00:00"
        raise ConfigError(f"{text!r} is not a time", where="--now", remedy=remedy) from error
    return text


def writable(folder: Path) -> None:
    """Make sure that files can be written in `folder` before hours of work are.

    Raises:
        StateError: they cannot.
    """
    from citewarden.tables import write_text

    probe = folder / ".writable"
    write_text(probe, "." * 65536)
    probe.unlink(missing_ok=True)


@contextmanager
def exclusive(config: Config) -> Iterator[int]:
    """Hold the project's state, here and on a server; a second run is refused, a killed one leaves nothing behind.

    Yields the lock's file descriptor: a process that inherits it holds the folder too.

    Raises:
        StateError: another run holds it, or the folder cannot be written.
    """
    from citewarden import store

    with _exclusive(Path(config.state)) as lock, store.held(config.store):
        yield lock


@contextmanager
def _exclusive(state: Path) -> Iterator[int]:
    """Hold the state folder.

    Yields the lock's file descriptor: a process that inherits it holds the folder too.

    Raises:
        StateError: another run holds it, or the folder cannot be written.
    """
    import fcntl

    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = os.open(state / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StateError(
            f"cannot be written ({error.strerror})", where=str(state), remedy="check permissions"
        ) from error
    with os.fdopen(lock):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            remedy = f"wait until it has ended{_holder(lock)}"
            raise StateError("another run is using it", where=str(state), remedy=remedy) from error
        except OSError as error:
            raise StateError(
                f"cannot be locked ({error.strerror})", where=str(state), remedy="put it on a disk that knows locks"
            ) from error
        with suppress(OSError):  # a full disk keeps nobody from the lock
            os.ftruncate(lock, 0)
            os.pwrite(lock, f"process {os.getpid()} on {socket.gethostname()}".encode(), 0)
        yield lock


def _holder(lock: int) -> str:
    """Who holds the lock, as it says itself: the folder may be shared with other machines."""
    said = os.pread(lock, 200, 0).decode("utf-8", "replace")
    return f" ({said})" if said else ""


@contextmanager
def told(session: Session) -> Iterator[Progress]:
    """A progress bar on a terminal, a plain line per stage elsewhere, silence with --quiet."""
    if session.quiet:
        yield lambda stage, done, total: None
    elif sys.stderr.isatty():
        with _bars() as progress:
            yield progress
    else:
        seen: set[str] = set()

        def line(stage: str, done: int, total: int) -> None:
            if stage not in seen:
                seen.add(stage)
                print(f"citewarden: {stage} ({total})", file=sys.stderr)

        yield line


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield advance


def counts(values: Mapping[str, int]) -> str:
    """ "3 errors, 1 note" from {"error": 3, "note": 1}."""
    return ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for name, n in values.items() if n) or "none"
