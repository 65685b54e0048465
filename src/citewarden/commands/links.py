"""The links' memory: one state file a bucket of hosts, the same buckets whatever the site's size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from citewarden.commands.session import Session
from citewarden.model import Link, Probe

BUCKETS = 4
"""State files, and probe jobs of the workflow; a host is always in the same one."""


def known(session: Session) -> Mapping[str, Probe]:
    """Everything remembered of links, by address; read as it is looked up."""
    from citewarden.stages._link_state import Remembered

    return Remembered(_path(session, bucket) for bucket in range(BUCKETS))


def split(links: Sequence[Link]) -> list[list[Link]]:
    """The links of each bucket."""
    from citewarden.stages.probe import shard

    buckets: list[list[Link]] = [[] for _ in range(BUCKETS)]
    for link in links:
        buckets[shard(link.host, BUCKETS)].append(link)
    return buckets


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
