"""The nightly digest for other programs (chat, ticket systems): the same news as `digest.md`."""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.formats import Site
from citewarden.formats._changes import news
from citewarden.formats.digest import headline
from citewarden.tables import dumps, plain

NAME = "digest-json"
FILE = "digest.json"
SCHEMA = "urn:citewarden:schema:digest:1"


def render(site: Site) -> Iterator[str]:
    """One object: headline, counts, items by owner, decisions about to expire."""
    told = news(site)
    counts = {
        what: sum(1 for i in told.items if i.what == what) for what in ("new", "worse", "better", "fixed", "unsure")
    }
    yield (
        dumps(
            {
                "$schema": SCHEMA,
                "as_of": told.as_of,
                "headline": headline(told),
                "news": not told.empty,
                "first_run": told.first,
                "articles": told.articles,
                "blocking": told.blocking,
                "open": told.open,
                "counts": {**counts, "expiring": len(told.expiring)},
                "owners": {owner: [plain(i) for i in items] for owner, items in told.by_owner().items()},
                "expiring": [plain(s) for s in told.expiring],
                "articles_gone": [row.document for row in told.turnover.gone],
                "articles_moved": [[before.document, now.document] for before, now in told.turnover.moved],
                "complete": not told.turnover.held,
                "failures": list(told.failures),
            },
            indent=1,
        )
        + "\n"
    )
