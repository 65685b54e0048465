"""Asking about what is cited: works that were never asked about or whose answers have grown old, links that are due.

Answers are written down as they come, so that a run that is killed asks nobody twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from citewarden.commands import reports
from citewarden.commands.child import beside
from citewarden.commands.session import Session, opened
from citewarden.model import Resolution, Work
from citewarden.store import articles, digest, get, put, some, works

if TYPE_CHECKING:
    from citewarden.registries.library import Library
    from citewarden.store.database import Database
    from citewarden.web.client import Client

AT_ONCE = 1000
"""Works asked about together, so that registries are asked in full batches, and kept together."""


def ask(session: Session, run: Mapping[str, Any]) -> None:
    """Ask about all that is cited: addresses beside works, and what works say beside what became of them."""
    with beside(probed, session, run):
        resolved(session, run)
        with beside(noticed, session, run):
            fetched(session, run)


def resolved(session: Session, run: Mapping[str, Any]) -> None:
    """Find out which works are cited; say what of the library could not be read."""
    of_library = digest(run["code"], run["library"])

    def ask(database: Database, held: Sequence[Work], library: Library, client: Client) -> list[Resolution]:
        from citewarden.stages.resolve import from_library, resolve

        known = works.listed(database, [work.id for work in held], of_library)
        new = from_library((work for work in held if work.id not in known), library)
        with database.transaction():
            works.put_listed(database, of_library, new)
        return resolve(held, library=library, client=client, known={**known, **new})

    with opened(session.config) as database:
        if get(database, "library") != of_library:
            with database.transaction():
                database.execute("delete from failure where article = ''")
                articles.fail(database, session.library().failures)
                put(database, "library", of_library)
    _renewed(session, run, "resolution", ask)


def noticed(session: Session, run: Mapping[str, Any]) -> None:
    """Find out what was published about the works since."""

    def ask(database: Database, held: Sequence[Work], library: Library, client: Client) -> Sequence[Any]:
        from citewarden.stages.notices import notices

        found = works.answers(database, "resolution", [work.id for work in held])
        return notices(held, found, client=client)

    _renewed(session, run, "notice", ask)


def fetched(session: Session, run: Mapping[str, Any]) -> None:
    """Fetch what may be read of the works."""

    def ask(database: Database, held: Sequence[Work], library: Library, client: Client) -> Sequence[Any]:
        from citewarden.stages.fetch import fetch

        found = works.answers(database, "resolution", [work.id for work in held])
        return fetch(held, found, library=library, client=client)

    _renewed(session, run, "passage", ask)


def _renewed(
    session: Session,
    run: Mapping[str, Any],
    step: str,
    ask: Callable[[Database, Sequence[Work], Library, Client], Sequence[Any]],
) -> None:
    """Ask about the works that are due, some at a time, and keep what is found."""
    offline = run["offline"]
    said = digest(run["asking"], run["library"])
    with opened(session.config) as database:
        due = works.due(database, step, said, _moment(session.now))
        counts: Counter[str] = Counter({"works": len(due)})
        if due:
            library = session.library()
            with session.client(offline=offline) as client:
                for ids in some(due, AT_ONCE):
                    before = _unasked(client)
                    found = ask(database, works.works(database, ids), library, client)
                    until = client.until()
                    if not offline and _unasked(client) != before:
                        until = _moment(session.now)  # somebody could not be asked: the next run tries again
                    works.put(database, step, said, ids, found, due=until)
                counts.update(client.counts)
    reports.note(session, _NAMES[step], counts)


def _moment(now: str) -> str:
    """A moment as the client tells when answers grow old."""
    return datetime.fromisoformat(now.replace("Z", "+00:00")).replace(tzinfo=None).isoformat(timespec="seconds")


_NAMES = {"resolution": "resolve", "notice": "notices", "passage": "fetch"}


def _unasked(client: Client) -> int:
    return sum(number for name, number in client.counts.items() if name.endswith(" unavailable"))


def probed(session: Session, run: Mapping[str, Any]) -> None:
    """Ask the addresses that are due."""
    from citewarden.stages.probe import as_kept, observed
    from citewarden.store import links

    offline = run["offline"]
    with opened(session.config) as database, session.client(offline=offline) as client:
        of_run = list(links.cited(database, links.unsettled(database, run["asking"], as_kept(session.now))))
        counts = observed(
            of_run,
            database,
            network=session.config.network,
            policy=session.config.links,
            now=session.now,
            offline=offline,
            client=client,
            terms=run["asking"],
        )
        counts["kept"] += links.number(database) - len(of_run)
        links.sorted_out(database)
    reports.note(session, "links", counts)
