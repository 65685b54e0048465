"""OpenAlex (https://docs.openalex.org): works of all kinds. Its `is_retracted` is a hint and never proof alone.

From December 2023 to March 2024 it marked some 2,300 corrected works as retracted, and it misses known retractions.

Since February 2026 an address without a key has very little a day (a cent by its documentation, 10 searches; 1,000
credits, 100 searches, as announced), one with a free key 10,000 credits; a mail address buys nothing. A single record
is free, a page of a list takes 1, of a search 10. What is left stands in the headers, and only that is believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from citewarden.model import Notice, Service
from citewarden.registries._capabilities import Lookup, Query, Search, single
from citewarden.registries._record import Copy, Record, listed, loads, mapping, plain
from citewarden.registries._record import copies as open_copies
from citewarden.text import csl, dates, identifiers, names

SERVICES = (
    Service(
        "openalex", "OpenAlex", "https://api.openalex.org", "search where all others know nothing, hints, open copies",
        rate=20, concurrency=4, key="api_key",
        key_buys="a free key has ten times the daily budget of an address without one", hint=True, vouches=False,
    ),
)  # fmt: skip

_TYPES = {
    "article": "article-journal", "review": "article-journal", "letter": "article-journal",
    "editorial": "article-journal", "preprint": "article", "book": "book", "book-chapter": "chapter",
    "dataset": "dataset", "dissertation": "thesis", "report": "report", "standard": "standard",
    "reference-entry": "entry", "erratum": "article-journal", "retraction": "article-journal",
}  # fmt: skip


def url(base: str, doi: str) -> str:
    """Where one DOI's record is (single records are free of charge)."""
    return f"{base}/works/doi:{quote(doi, safe='/')}"


_COST = 10
"""Credits that a search takes."""

_FIELDS = "id,doi,title,display_name,ids,is_retracted,type,publication_year,publication_date,biblio,primary_location"


def search_url(base: str, title: str, *, rows: int = 5) -> str:
    """Where works with a title like this are (a search costs; ask others first)."""
    fields = {"search": " ".join(title.split()), "per-page": rows, "select": f"{_FIELDS},authorships"}
    return f"{base}/works?{urlencode(fields)}"


def parse(payload: bytes) -> Record:
    """The record of a single answer.

    Raises:
        ValueError: the payload is no OpenAlex work.
    """
    item = mapping(loads(payload), "an OpenAlex answer")
    if "id" not in item or "error" in item:
        raise ValueError(f"OpenAlex: {plain(item.get('message') or item.get('error') or 'no work')}")
    return _record(item)


def parse_list(payload: bytes) -> list[Record]:
    """The records of a search, best first."""
    data = mapping(loads(payload), "an OpenAlex answer")
    if "results" not in data:
        raise ValueError(f"OpenAlex: {plain(data.get('message') or data.get('error') or 'no results')}")
    return [_record(item) for item in listed(data["results"]) if isinstance(item, Mapping)]


def copies(payload: bytes) -> tuple[Copy, ...]:
    """Where the work of a single answer lies open as a PDF, the best first.

    Raises:
        ValueError: the payload is no JSON object.
    """
    item = mapping(loads(payload), "an OpenAlex answer")
    rows = [item.get("best_oa_location"), *listed(item.get("locations"))]
    return open_copies(rows, url="pdf_url", version="version", licence="license", open_if="is_oa")


def _record(item: Mapping[str, Any]) -> Record:
    ids = item.get("ids") if isinstance(item.get("ids"), Mapping) else {}
    place = item.get("primary_location") if isinstance(item.get("primary_location"), Mapping) else {}
    source = (place or {}).get("source") or item.get("host_venue") or {}
    biblio = item.get("biblio") if isinstance(item.get("biblio"), Mapping) else {}
    first, last = (plain((biblio or {}).get(k)) for k in ("first_page", "last_page"))
    issued = dates.from_iso(plain(item.get("publication_date"))) or dates.from_iso(plain(item.get("publication_year")))
    made = {
        "type": _TYPES.get(plain(item.get("type")), "document"),
        "title": plain(item.get("title") or item.get("display_name")),
        "author": [n for n in map(_name, listed(item.get("authorships"))) if n],
        "container-title": plain(source.get("display_name")) if isinstance(source, Mapping) else "",
        "publisher": plain(source.get("host_organization_name")) if isinstance(source, Mapping) else "",
        "issued": issued,
        "volume": plain((biblio or {}).get("volume")),
        "issue": plain((biblio or {}).get("issue")),
        "page": f"{first}-{last}" if first and last and first != last else first,
        "DOI": identifiers.doi(plain(item.get("doi"))),
        "PMID": identifiers.pmid(plain((ids or {}).get("pmid"))),
        "PMCID": identifiers.pmcid(plain((ids or {}).get("pmcid"))),
    }
    notices: tuple[Notice, ...] = ()
    if item.get("is_retracted") is True:
        notice = Notice("", "retraction", "openalex", "is_retracted", URL=plain(item.get("id")), note="a hint only")
        notices = (notice,)
    key = plain(item.get("id")).rsplit("/", 1)[-1]
    return Record("openalex", key, csl.clean({k: v for k, v in made.items() if v}), notices)


def _name(authorship: Any) -> dict[str, str]:
    if not isinstance(authorship, Mapping):
        return {}
    author = authorship.get("author")
    shown = plain(author.get("display_name")) if isinstance(author, Mapping) else ""
    shown = plain(authorship.get("raw_author_name")) or shown
    found = names.parse(shown).names if shown else ()
    return dict(found[0]) if found else {}


def _question(base: str, query: Query) -> str:
    return search_url(base, query.title) if query.title else ""


SEARCH = Search(_question, parse_list, cost=_COST, turn=90)
NOTICES = Lookup("DOI", single(url), parse)
COPIES = Lookup("DOI", single(url), copies, turn=10)
