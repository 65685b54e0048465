"""Audits of one article again and again in one process, as it is written: only what changed is read again.

What is kept between two audits: parses of sentences, the source library, verdicts on pairs of claim and passage,
and what is known of the works cited. All but the parses are let go when a note, a setting or the store changes, when
the network comes or goes, and with the day.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from citewarden.commands.gate import audited
from citewarden.commands.session import Session
from citewarden.config import digest
from citewarden.pipeline import Kept, Outcome
from citewarden.stages.claims import Parses

Stamp = tuple[tuple[str, int, int], ...]
"""(path, time of the last change in ns, bytes) of files: other files or other contents, another stamp."""

MOST = 50_000
"""Verdicts kept before all are let go."""


def stamp(folder: Path, *, but: frozenset[str] = frozenset()) -> Stamp:
    """What tells the contents of a folder from those it had before, without reading them; `but` are names left out."""
    return tuple(sorted(_files(folder, but))) if folder.is_dir() else ()


def _files(folder: Path, but: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name in but:
                continue
            path = os.path.join(place, name)
            try:
                found = os.stat(path)
            except OSError:
                continue  # it went while we looked
            yield path, found.st_mtime_ns, found.st_size


class Again:
    """What the audits of one project leave to the next."""

    def __init__(self) -> None:
        self._kept = Kept(Parses())
        self._stamp: object = None

    def audited(self, session: Session, path: Path, data: bytes | None = None) -> Outcome:
        """Audit one article as it is on the disk, or as `data` if it is not saved yet; nothing is remembered."""
        offline = not session.online()
        self._renew(session, offline)
        unsaved = {} if data is None else {path: data}
        return audited(session, [path], offline=offline, remember=False, unsaved=unsaved, kept=self._kept)

    def _renew(self, session: Session, offline: bool) -> None:
        """Let go of what rests on notes, settings, a store or a network that changed, or is of another day."""
        config = session.config
        now = (stamp(Path(config.references)), stamp(Path(config.state)), digest(config), session.as_of, offline)
        if now != self._stamp or (self._kept.verifier and self._kept.verifier.size > MOST):
            self._kept = Kept(self._kept.parses, library=session.library())
            self._stamp = now
