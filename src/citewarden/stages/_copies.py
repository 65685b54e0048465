"""Which archived copies there are of lost pages: the Wayback Machine's index first, its availability look-up then.

The index is complete, if behind by days; the look-up answers "none" or nothing for many pages that are kept, so that
only what it finds counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from citewarden.registries import wayback
from citewarden.registries.wayback import Memento
from citewarden.web.ask import Answer, Ask
from citewarden.web.client import Client

Copy = tuple[Memento | None, str]
"""(the copy, "found"), or (None, "none" or "unavailable")."""


Sought = tuple[str, str]
"""An address, and the ISO day to which its copy is to be near, "" for the latest."""


def copies(wanted: Iterable[Sought], client: Client, *, thorough: bool = True) -> dict[Sought, Copy]:
    """The copy nearest to what is wanted, each once; `thorough`: ask the look-up where the index names none."""
    index, wanted = client.base("wayback_cdx"), list(wanted)
    asks = [Ask(wayback.closest_url(index, url, day), "wayback_cdx", days=1.0) for url, day in wanted]
    found: dict[Sought, Copy] = {}
    for sought, answer in zip(wanted, client.get_many(asks), strict=True):
        found[sought] = _read(partial(wayback.parse_cdx, day=sought[1]), answer)
    left = [sought for sought, (copy, _) in found.items() if copy is None] if thorough else []
    asks = [Ask(wayback.url(client.base("wayback"), url, day), "wayback", days=1.0) for url, day in left]
    for sought, answer in zip(left, client.get_many(asks), strict=True):
        copy, said = _read(wayback.parse, answer)
        if copy is not None:
            found[sought] = copy, said
    return found


def _read(parse: Callable[[bytes], Memento | None], answer: Answer) -> Copy:
    try:
        copy = parse(answer.body) if answer.ok else None
    except ValueError:
        return None, "unavailable"
    return copy, "found" if copy else "none" if answer.ok else "unavailable"
