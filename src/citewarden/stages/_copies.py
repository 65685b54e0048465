"""Which archived copies there are of lost pages: the Wayback Machine's index first, its availability look-up then.

The index is complete, if behind by days; the look-up answers "none" or nothing for many pages that are kept, so that
only what it finds counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from citewarden.registries import wayback
from citewarden.registries.wayback import Memento
from citewarden.web.door import Answer, Ask, Door

Copy = tuple[Memento | None, str]
"""(the copy, "found"), or (None, "none" or "unavailable")."""


def copies(wanted: Mapping[str, str], door: Door, *, thorough: bool = True) -> dict[str, Copy]:
    """The copy of each address nearest to an ISO day ("" for the latest); `thorough`: ask the look-up where the index
    names none."""
    index = door.base("wayback_cdx")
    asks = [Ask(wayback.closest_url(index, url, day), "wayback_cdx", days=1.0) for url, day in wanted.items()]
    found: dict[str, Copy] = {}
    for (url, day), answer in zip(wanted.items(), door.get_many(asks), strict=True):
        found[url] = _read(partial(wayback.parse_cdx, day=day), answer)
    left = [url for url, (copy, _) in found.items() if copy is None] if thorough else []
    asks = [Ask(wayback.url(door.base("wayback"), url, wanted[url]), "wayback", days=1.0) for url in left]
    for url, answer in zip(left, door.get_many(asks), strict=True):
        copy, said = _read(wayback.parse, answer)
        if copy is not None:
            found[url] = copy, said
    return found


def _read(parse: Callable[[bytes], Memento | None], answer: Answer) -> Copy:
    try:
        copy = parse(answer.body) if answer.ok else None
    except ValueError:
        return None, "unavailable"
    return copy, "found" if copy else "none" if answer.ok else "unavailable"
