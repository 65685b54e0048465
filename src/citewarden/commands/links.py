"""The links' memory: one state file a bucket of hosts, the same buckets whatever the site's size."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from citewarden.commands.session import Session
from citewarden.model import Link, Probe

BUCKETS = 4
"""State files, and probe jobs of the workflow; a host is always in the same one."""


def known(session: Session) -> Mapping[str, Probe]:
    """Everything remembered of links, by address; read as it is looked up."""
    from citewarden.stages._link_state import Remembered

    return Remembered(_path(session, bucket) for bucket in range(BUCKETS))


def remember(session: Session, probes: Iterable[Probe]) -> None:
    """Lay what was observed in this run over the memory, bucket by bucket."""
    from citewarden.stages import _link_state as link_state

    fresh: dict[str, list[Probe]] = {}
    for probe in probes:
        if probe.asked_at == session.now:
            fresh.setdefault(bucket(probe.url), []).append(probe)
    for name, observed in fresh.items():
        path = _path(session, int(name))
        link_state.write(path, {**link_state.read(path), **{p.url: p for p in observed}}.values())


def bucket(url: str) -> str:
    """The bucket of an address."""
    from citewarden.stages.gather import host
    from citewarden.stages.probe import shard

    return f"{shard(host(url), BUCKETS):02d}"


def renewed(session: Session, corpus: Path, bucket: str, code: str, *, offline: bool) -> dict[str, int]:
    """Renew the corpus folder's `probes` of one bucket; counts for the run's record.

    Offline there is nothing to learn: a bucket is then left alone if its links and its memory are as they were.
    """
    from citewarden.commands.memo import terms
    from citewarden.commands.parts import Parts, digest
    from citewarden.tables import read_stream

    links, table = Parts.made(corpus / "links", Link), Parts.open(corpus / "probes" / bucket, Probe)
    memory = _path(session, int(bucket))
    remembered = hashlib.sha256(memory.read_bytes()).hexdigest() if offline and memory.exists() else ""
    said = digest(terms(session, code, offline=offline), session.as_of, links.content(bucket), remembered)
    counts = Counter({"kept": 0})

    def counted() -> Iterator[Probe]:
        for probe in probed(session, read_stream(links.path(bucket), Link), int(bucket), offline=offline):
            counts[probe.outcome if probe.asked_at == session.now else "kept"] += 1
            yield probe

    if table.due({bucket: said if offline else ""}):
        table.stream(bucket, counted(), said)
    table.done()
    return counts


def probed(session: Session, links: Iterable[Link], bucket: int, *, offline: bool) -> Iterator[Probe]:
    """Ask one bucket's links what their memory does not answer, and remember; by address."""
    from citewarden.stages.probe import observed

    config = session.config
    with session.door(offline=offline) as door:
        yield from observed(
            links,
            _path(session, bucket),
            network=config.network,
            policy=config.links,
            now=session.now,
            offline=offline,
            door=door,
        )


def _path(session: Session, bucket: int) -> Path:
    return Path(session.config.state) / "links" / f"{bucket:02d}.jsonl"
