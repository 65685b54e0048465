"""The steps about works (resolve, notices, fetch), part by part: one whose works, library, settings, code and date are
as they were is left alone, unless a registry could not be asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from citewarden import tables
from citewarden.commands import reports
from citewarden.commands.listed import Listed
from citewarden.commands.memo import terms
from citewarden.commands.parts import Parts, digest, together
from citewarden.commands.session import Session
from citewarden.model import Failure, Notice, Passage, Resolution, Work
from citewarden.web.door import Door

Held = Mapping[str, Sequence[Work]]
"""The works of some parts."""


def resolved(session: Session, corpus: Path, *, memo: Path, code: str) -> None:
    """Renew the corpus folder's `resolutions`, and `failures.parquet`: what of the library could not be read.

    `memo` is a folder: what the library said of each part's works (`commands/listed.py`).
    """
    from citewarden.stages.resolve import from_library, resolve

    library = cache(session.library)

    def make(held: Held, door: Door) -> list[Resolution]:
        tables.write(corpus / "failures.parquet", Failure, library().failures)
        listed = {name: Listed.load(memo / f"{name}.json", works, library(), code) for name, works in held.items()}
        known = {work: found for one in listed.values() for work, found in one.known.items()}
        works = list(chain(*held.values()))
        known |= from_library((work for work in works if work.id not in known), library())
        for name, own in held.items():
            listed[name].save(memo / f"{name}.json", {work.id: known[work.id] for work in own})
        return resolve(works, library=library(), door=door, known=known)

    works = Parts.made(corpus / "works", Work)
    _renew(session, "resolve", Parts.open(corpus / "resolutions", Resolution), [works], make, code)


def noticed(session: Session, corpus: Path, *, code: str) -> None:
    """Renew the corpus folder's `notices`."""
    from citewarden.stages.notices import notices

    _renew_resolved(session, "notices", corpus, Parts.open(corpus / "notices", Notice), notices, code)


def fetched(session: Session, corpus: Path, *, code: str) -> None:
    """Renew the corpus folder's `passages`."""
    from citewarden.stages.fetch import fetch

    _renew_resolved(session, "fetch", corpus, Parts.open(corpus / "passages", Passage), fetch, code)


def _renew_resolved(
    session: Session, step: str, corpus: Path, table: Parts, stage: Callable[..., Sequence[Any]], code: str
) -> None:
    """Make the parts of `table` that are due by a stage over works and their resolutions."""
    library = cache(session.library)
    works, resolutions = Parts.made(corpus / "works", Work), Parts.made(corpus / "resolutions", Resolution)

    def make(held: Held, door: Door) -> Sequence[Any]:
        found = [row for name in held for row in tables.from_table(Resolution, resolutions.table(name))]
        return stage(chain(*held.values()), found, library=library(), door=door)

    _renew(session, step, table, [works, resolutions], make, code)


def _renew(
    session: Session,
    step: str,
    table: Parts,
    inputs: Sequence[Parts],
    make: Callable[[Held, Door], Sequence[Any]],
    code: str,
) -> None:
    """Make the parts of `table` that are due from `inputs`, of which the first are the works."""
    works, offline = inputs[0], not session.online()
    common = (terms(session, code, offline=offline), session.as_of, _library(Path(session.config.references)))
    wanted = {name: digest(*common, *(each.content(name) for each in inputs)) for name in works}
    due = table.due(wanted)
    with session.door(offline=offline) as door:
        for some in together(due):
            held = {name: tables.from_table(Work, works.table(name)) for name in some}
            before = _unasked(door)
            found = make(held, door)
            settled = offline or _unasked(door) == before
            for name, rows in _split(found, held):
                table.put(name, tables.to_table(table.noun, rows), wanted[name] if settled else "")
            table.save()
        table.done()
        reports.note(session, step, {"parts": len(due), "parts as they were": len(wanted) - len(due), **door.counts})


def _unasked(door: Door) -> int:
    return sum(number for name, number in door.counts.items() if name.endswith(" unavailable"))


def _split(rows: Iterable[Any], held: Held) -> Iterator[tuple[str, list[Any]]]:
    """Each part's rows, in their order."""
    part_of = {work.id: name for name, works in held.items() for work in works}
    own: dict[str, list[Any]] = {name: [] for name in held}
    for row in rows:
        own[part_of[row.work]].append(row)
    yield from own.items()


def _library(folder: Path) -> str:
    """A digest of the library's files."""
    said = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else ():
        said.update(f"{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
        said.update(hashlib.sha256(path.read_bytes()).digest())
    return said.hexdigest()
