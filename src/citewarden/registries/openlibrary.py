"""Open Library (https://openlibrary.org/developers/api): books and their editions, kept by volunteers.

Good enough to recognise a book and to ask whether there is a newer edition; never proof of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from citewarden.model import Service
from citewarden.registries._capabilities import Lookup, Query, Search, single
from citewarden.registries._record import Record, first, listed, loads, mapping, plain
from citewarden.text import csl, dates, identifiers, names

SERVICES = (
    Service(
        "openlibrary", "Open Library", "https://openlibrary.org", "books by ISBN and title, newer editions", rate=1,
        vouches=False,
    ),
)  # fmt: skip

_FIELDS = "key,title,subtitle,author_name,first_publish_year,publish_year,publisher,isbn,edition_count"


WORKS = "/works/"
"""What the keys of works begin with, of which there are editions."""


def url(base: str, isbn: str) -> str:
    """Where the edition with an ISBN is (redirects to the edition's own address)."""
    return f"{base}/isbn/{isbn}.json"


def search_url(base: str, *, title: str, author: str = "", rows: int = 5) -> str:
    """Where works with this title are."""
    fields = {"title": title, "author": author, "limit": rows, "fields": _FIELDS}
    return f"{base}/search.json?{urlencode({k: v for k, v in fields.items() if v})}"


def editions_url(base: str, work: str, *, rows: int = 50) -> str:
    """Where the editions of a work ("/works/OL1W") are."""
    return f"{base}{work if work.startswith('/') else WORKS + work}/editions.json?limit={rows}"


def parse(payload: bytes) -> Record:
    """One edition.

    Raises:
        ValueError: the payload is none.
    """
    item = mapping(loads(payload), "an Open Library answer")
    if not item.get("title"):
        raise ValueError("an Open Library edition without title")
    return _edition(item)


def parse_editions(payload: bytes) -> list[Record]:
    """The editions of a work, as listed."""
    data = mapping(loads(payload), "an Open Library answer")
    return [_edition(item) for item in listed(data.get("entries")) if isinstance(item, Mapping) and item.get("title")]


def parse_search(payload: bytes) -> list[Record]:
    """The works of a search; `issued` is the first year, `custom.years` all years of editions."""
    data = mapping(loads(payload), "an Open Library answer")
    if "docs" not in data:
        raise ValueError("an Open Library list without docs")
    out = []
    for item in listed(data["docs"]):
        if not isinstance(item, Mapping) or not item.get("title"):
            continue
        year = item.get("first_publish_year")
        made = {
            "type": "book",
            "title": _title(item),
            "author": [_author(plain(n)) for n in listed(item.get("author_name")) if n],
            "publisher": plain(first(item.get("publisher"))),
            "issued": {"date-parts": [[int(year)]]} if isinstance(year, int) else {},
            "custom": {
                "years": sorted(y for y in listed(item.get("publish_year")) if isinstance(y, int)),
                "publishers": sorted({plain(p) for p in listed(item.get("publisher"))}),
                "isbns": sorted({identifiers.isbn(plain(i)) for i in listed(item.get("isbn"))} - {""}),
            },
        }
        out.append(Record("openlibrary", plain(item.get("key")), csl.clean({k: v for k, v in made.items() if v})))
    return out


def work_key(payload: bytes) -> str:
    """The work ("/works/OL1W") an edition belongs to, "" if the answer names none."""
    works = listed(mapping(loads(payload), "an Open Library answer").get("works"))
    return plain(works[0].get("key")) if works and isinstance(works[0], Mapping) else ""


def _edition(item: Mapping[str, Any]) -> Record:
    isbn = next(
        (i for k in ("isbn_13", "isbn_10") for v in listed(item.get(k)) if (i := identifiers.isbn(plain(v)))), ""
    )
    made = {
        "type": "book",
        "title": _title(item),
        "author": list(names.parse(plain(item.get("by_statement")).rstrip(".")).names),
        "publisher": plain(first(item.get("publishers"))),
        "publisher-place": plain(first(item.get("publish_places"))),
        "issued": dates.parse(plain(item.get("publish_date"))),
        "edition": plain(item.get("edition_name")),
        "number-of-pages": plain(item.get("number_of_pages")),
        "ISBN": isbn,
    }
    return Record("openlibrary", plain(item.get("key")), csl.clean({k: v for k, v in made.items() if v}))


def _title(item: Mapping[str, Any]) -> str:
    title, subtitle = plain(item.get("title")), plain(item.get("subtitle"))
    return f"{title}: {subtitle}" if subtitle and subtitle.lower() not in title.lower() else title


def _author(shown: str) -> dict[str, str]:
    found = names.parse(shown).names
    return dict(found[0]) if found else {"literal": shown}


def _question(base: str, query: Query) -> str:
    title = re.split(r"[:.]\s", query.title, maxsplit=1)[0]
    return search_url(base, title=title, author=query.author) if query.title and query.is_book else ""


LOOKUP = Lookup("ISBN", single(url), parse)
SEARCH = Search(_question, parse_search, turn=40)
