"""Asking about what is cited: works that were never asked about or whose answers have grown old, links that are due.

Answers are written down as they come, so that a run that is killed asks nobody twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from citewarden.commands import reports
from citewarden.commands.session import Session, opened, terms
from citewarden.model import Resolution, Work
from citewarden.registries.library import Library
from citewarden.store import articles, digest, some, works
from citewarden.store.database import Database
from citewarden.web.door import Door

AT_ONCE = 1000
"""Works asked about together, so that registries are asked in full batches, and kept together."""


def resolved(session: Session, run: Mapping[str, Any]) -> None:
    """Find out which works are cited; say what of the library could not be read."""
    from citewarden.stages.resolve import from_library, resolve

    of_library = digest(run["code"], run["library"])

    def ask(database: Database, held: Sequence[Work], library: Library, door: Door) -> list[Resolution]:
        known = works.listed(database, [work.id for work in held], of_library)
        new = from_library((work for work in held if work.id not in known), library)
        with database.transaction():
            works.put_listed(database, of_library, new)
        return resolve(held, library=library, door=door, known={**known, **new})

    _renewed(session, run, "resolution", ask)


def noticed(session: Session, run: Mapping[str, Any]) -> None:
    """Find out what was published about the works since."""
    from citewarden.stages.notices import notices

    def ask(database: Database, held: Sequence[Work], library: Library, door: Door) -> Sequence[Any]:
        found = works.answers(database, "resolution", [work.id for work in held])
        return notices(held, found, library=library, door=door)

    _renewed(session, run, "notice", ask)


def fetched(session: Session, run: Mapping[str, Any]) -> None:
    """Fetch what may be read of the works."""
    from citewarden.stages.fetch import fetch

    def ask(database: Database, held: Sequence[Work], library: Library, door: Door) -> Sequence[Any]:
        found = works.answers(database, "resolution", [work.id for work in held])
        return fetch(held, found, library=library, door=door)

    _renewed(session, run, "passage", ask)


def _renewed(
    session: Session,
    run: Mapping[str, Any],
    step: str,
    ask: Callable[[Database, Sequence[Work], Library, Door], Sequence[Any]],
) -> None:
    """Ask about the works that are due, some at a time, and keep what is found."""
    offline = run["offline"]
    said = digest(terms(session, run["code"], offline=offline, policy=False), run["library"])
    with opened(session.config) as database, session.door(offline=offline) as door:
        due = works.due(database, step, said, door.moment)
        counts: Counter[str] = Counter({"works": len(due)})
        library = session.library() if due or step == "resolution" else None
        if library and step == "resolution":
            with database.transaction():
                database.execute("delete from failure where article = ''")
                articles.fail(database, library.failures)
        for ids in some(due, AT_ONCE):
            assert library is not None
            held = works.works(database, ids)
            before = _unasked(door)
            found = ask(database, held, library, door)
            until = door.until()
            if not offline and _unasked(door) != before:
                until = door.moment  # somebody could not be asked: the next run tries again
            works.put(database, step, said, ids, found, due=until)
        counts.update(door.counts)
    reports.note(session, _NAMES[step], counts)


_NAMES = {"resolution": "resolve", "notice": "notices", "passage": "fetch"}


def _unasked(door: Door) -> int:
    return sum(number for name, number in door.counts.items() if name.endswith(" unavailable"))


def probed(session: Session, run: Mapping[str, Any]) -> None:
    """Ask the addresses that are due."""
    from citewarden.stages.probe import observed
    from citewarden.store import links

    offline = run["offline"]
    with opened(session.config) as database, session.door(offline=offline) as door:
        counts = observed(
            links.cited(database),
            database,
            network=session.config.network,
            policy=session.config.links,
            now=session.now,
            offline=offline,
            door=door,
        )
    reports.note(session, "links", counts)
