"""Crossref (https://api.crossref.org): DOIs of most journals and many books, and what was published about them since.

An unknown DOI is HTTP 404 with the text "Resource not found.", sometimes under a JSON content type; it only means "not
a Crossref DOI". Notices stand on the original as `updated-by` and on the notice as `update-to`; some famous cases have
only one of the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from citewarden.model import Notice, Service
from citewarden.registries._capabilities import Search
from citewarden.registries._kinds import PUBLISHED, RETRACTING, kind, title_notices
from citewarden.registries._record import Record, disclosed, distinct, first, listed, loads, mapping, plain
from citewarden.text import csl, dates, identifiers

SERVICES = (
    Service(
        "crossref", "Crossref", "https://api.crossref.org", "records by DOI, search, notices of both sides",
        rate=5, mail="mailto", key_header="Crossref-Plus-API-Token: Bearer",
        key_buys="a Metadata Plus token, sent to Crossref only",
    ),
    Service("crossref/retraction-watch", "Crossref (from Retraction Watch)"),
)  # fmt: skip

BATCH = 40
"""DOIs a filter call: the address stays under the 8 kB that servers take."""

ROWS = 500
"""Notices an answer may hold."""

FIELDS = (
    "DOI,type,title,subtitle,original-title,author,editor,container-title,short-container-title,issued,published,"
    "published-print,published-online,volume,issue,page,article-number,publisher,publisher-location,ISBN,ISSN,"
    "edition-number,update-to,updated-by,relation,URL,abstract,language,event,degree,institution,funder"
)


def url(base: str, doi: str) -> str:
    """Where one DOI's record is."""
    return f"{base}/works/{quote(doi, safe='')}"


def batch_url(base: str, dois: Sequence[str]) -> str:
    """Where the records of up to `BATCH` DOIs are. None may hold a comma: see `batchable`."""
    asked = ",".join(f"doi:{doi}" for doi in dois)
    return f"{base}/works?{urlencode({'filter': asked, 'rows': len(dois), 'select': FIELDS}, safe=':,/()')}"


def batchable(doi: str) -> bool:
    """Whether a DOI may stand in a filter beside others; one with signs that mean something there is asked alone."""
    return not any(c in doi for c in ",:;<>#\"' ") and doi.isascii()


def askable(doi: str) -> bool:
    """Whether a DOI may stand in a filter at all: a comma ends the filter's value, escaped or not."""
    return "," not in doi


def is_its_own(payload: bytes) -> bool:
    """Whether "not found" comes from Crossref, which says it in plain words, and not from a server before it."""
    return not payload.lstrip().startswith(b"<")


def search_url(base: str, text: str, *, rows: int = 5, container: str = "", author: str = "") -> str:
    """Where the records most like a printed reference are."""
    fields = {"query.bibliographic": text[:600], "rows": str(rows), "select": FIELDS}
    if container:
        fields["query.container-title"] = container
    if author:
        fields["query.author"] = author
    return f"{base}/works?{urlencode(fields)}"


def notices_url(base: str, dois: Sequence[str]) -> str:
    """Where the notices are that say they update one of up to `BATCH` `batchable` DOIs, or one `askable` DOI."""
    asked = ",".join(f"updates:{doi}" for doi in dois)
    return f"{base}/works?{urlencode({'filter': asked, 'rows': ROWS, 'select': FIELDS}, safe=':,/()')}"


def notice_search_url(base: str, title: str) -> str:
    """Where notices that repeat a title would be: the only way to ask for those of a DOI that is not `askable`."""
    return search_url(base, f"retraction {title}", rows=20)


def split_notices(payload: bytes) -> dict[str, bytes]:
    """As `notices_of` the whole answer of a filter.

    Raises:
        ValueError: there are more than one answer holds, so that silence about a DOI would mean nothing.
    """
    if (total := _total(payload)) > ROWS:
        raise ValueError(f"{total} notices, more than one answer holds")
    return notices_of(payload)


def notices_of(payload: bytes) -> dict[str, bytes]:
    """The notices of a list answer by the DOI they update, each as a list of records."""
    out: dict[str, list[Mapping[str, Any]]] = {}
    for item in _items(payload):
        for update in listed(item.get("update-to")):
            if isinstance(update, Mapping) and (doi := _doi(update)):
                out.setdefault(doi, []).append(item)
    return {doi: json.dumps({"message": {"items": items}}).encode() for doi, items in out.items()}


def parse_notices(payload: bytes, doi: str) -> tuple[Notice, ...]:
    """What the records of `split_notices` say about `doi`, from the notice's side."""
    out = []
    for item in _items(payload):
        by = _doi(item)
        for update in listed(item.get("update-to")):
            if not isinstance(update, Mapping) or _doi(update) != doi:
                continue
            found = _kind(update)
            if by != doi or found in _IN_PLACE:
                out.append(_notice(update, found, by))
    return distinct(out)


def split(payload: bytes) -> dict[str, bytes]:
    """The records of a list answer by DOI in normal form."""
    return {doi: json.dumps(item).encode() for item in _items(payload) if (doi := _doi(item))}


def parse_list(payload: bytes) -> list[Record]:
    """The records of a list answer, best first."""
    return [_record(item) for item in _items(payload)]


def parse(payload: bytes) -> Record:
    """The record of a single answer, or one item of a list.

    Raises:
        ValueError: the payload is no Crossref record.
    """
    data = mapping(loads(payload), "a Crossref answer")
    item = mapping(data.get("message", data), "a Crossref record")
    if "DOI" not in item:
        raise ValueError("a Crossref record without DOI")
    return _record(item)


def _doi(item: Mapping[str, Any]) -> str:
    told = str(item.get("DOI") or "")
    return identifiers.whole_doi(told) or told.lower()


def _total(payload: bytes) -> int:
    message = mapping(loads(payload), "a Crossref answer").get("message")
    found = message.get("total-results") if isinstance(message, Mapping) else None
    return found if isinstance(found, int) else 0


def _items(payload: bytes) -> list[Mapping[str, Any]]:
    data = mapping(loads(payload), "a Crossref answer")
    if data.get("status") == "failed":
        told = "; ".join(str(m.get("message", "")) for m in listed(data.get("message")) if isinstance(m, Mapping))
        raise ValueError(f"Crossref refused the question: {told}")
    message = mapping(data.get("message"), "a Crossref list")
    if "items" not in message:
        return [message]
    return [item for item in listed(message["items"]) if isinstance(item, Mapping)]


def _record(item: Mapping[str, Any]) -> Record:
    doi = _doi(item)
    return Record("crossref", doi, _csl(item), distinct(_notices(item, doi)))


def _csl(item: Mapping[str, Any]) -> dict[str, Any]:
    title, subtitle = plain(first(item.get("title"))), plain(first(item.get("subtitle")))
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title.rstrip(':. ')}: {subtitle}" if title else subtitle
    containers = [plain(c) for c in listed(item.get("container-title")) if c]
    type_ = plain(first(item.get("type")))
    issued = next((d for d in map(item.get, _ISSUED) if dates.to_iso(_date(d))), None)
    made = {
        "type": type_,
        "title": title,
        "original-title": plain(first(item.get("original-title"))),
        "author": [_name(n) for n in listed(item.get("author"))],
        "editor": [_name(n) for n in listed(item.get("editor"))],
        "container-title": containers[-1] if type_ in _PARTS and containers else plain(first(containers)),
        "collection-title": containers[0] if type_ in _PARTS and len(containers) > 1 else "",
        "container-title-short": plain(first(item.get("short-container-title"))),
        "issued": _date(issued),
        "volume": plain(item.get("volume")),
        "issue": plain(item.get("issue")),
        "page": plain(item.get("page")),
        "number": plain(item.get("article-number")),
        "publisher": plain(item.get("publisher")),
        "publisher-place": plain(item.get("publisher-location")),
        "ISBN": identifiers.isbn(str(first(item.get("ISBN")) or "")),
        "ISSN": plain(first(item.get("ISSN"))),
        "edition": plain(item.get("edition-number")),
        "abstract": plain(item.get("abstract")),
        "language": plain(item.get("language")),
        "DOI": _doi(item),
        "URL": plain(item.get("URL")),
        "custom": _other_years(item) | disclosed(_funders(item)),
    }
    return csl.clean({k: v for k, v in made.items() if v})


def _other_years(item: Mapping[str, Any]) -> dict[str, list[int]]:
    """The years in which a work came out, where print and screen differ: either may be printed of it."""
    years = sorted({y for name in _CAME_OUT if (y := dates.year(_date(item.get(name))))})
    return {"years": years} if len(years) > 1 else {}


def _funders(item: Mapping[str, Any]) -> Iterator[Any]:
    return (row.get("name") for row in listed(item.get("funder")) if isinstance(row, Mapping))


_CAME_OUT = ("issued", "published-print", "published-online")
_ISSUED = ("issued", "published", "published-print", "published-online", "created")
_PARTS = frozenset({"book-chapter", "proceedings-article", "reference-entry", "book-section", "book-part"})


def _date(value: Any) -> dict[str, Any]:
    """A Crossref date as CSL; {} for the `[[null]]` it sends for "not known"."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not isinstance(parts, list) or not parts or not isinstance(parts[0], list):
        return {}
    numbers = [int(n) for n in parts[0] if isinstance(n, int) or (isinstance(n, str) and n.isdecimal())]
    return {"date-parts": [numbers]} if numbers and numbers[0] else {}


def _name(name: Any) -> dict[str, str]:
    if not isinstance(name, Mapping):
        return {"literal": plain(name)}
    if name.get("family"):
        return {k: plain(name[k]) for k in ("family", "given", "suffix") if name.get(k)}
    return {"literal": plain(name.get("name") or name.get("given"))}


def _notices(item: Mapping[str, Any], doi: str) -> list[Notice]:
    out = []
    for update in listed(item.get("updated-by")):
        if not isinstance(update, Mapping):
            continue
        found = _kind(update)
        by = _doi(update)
        if by == doi and found not in _IN_PLACE:
            continue
        out.append(_notice(update, found, by))
    for update in listed(item.get("update-to")):
        if not isinstance(update, Mapping):
            continue
        found = _kind(update)
        of = _doi(update)
        if of == doi:
            if found in _IN_PLACE:
                out.append(_notice(update, found, doi))
        elif found in PUBLISHED - _REPUBLISHING:
            label = plain(update.get("label")) or found.replace("_", " ")
            out.append(
                Notice(
                    "",
                    "is_notice",
                    _source(update),
                    label,
                    of,
                    updated=_iso(update),
                    record_id=_id(update),
                    URL=f"https://doi.org/{of}",
                )
            )
    relation = item.get("relation")
    for name, found in _RELATIONS.items():
        for other in listed(relation.get(name)) if isinstance(relation, Mapping) else []:
            target = identifiers.doi(str(other.get("id", ""))) if isinstance(other, Mapping) else ""
            if target and target != doi:
                out.append(
                    Notice(
                        "",
                        found,
                        "crossref",
                        name,
                        target,
                        URL=f"https://doi.org/{target}",
                        replacement={"DOI": target},
                    )
                )
    if not any(n.type == "is_notice" or n.type in RETRACTING for n in out):
        out += title_notices(plain(first(item.get("title"))), "crossref")
    return out


_IN_PLACE = RETRACTING | {"expression_of_concern", "partial_retraction", "reinstatement"}
"""What a record may say of itself: its page was changed, and no notice has a DOI of its own."""

_REPUBLISHING = frozenset({"retract_and_replace", "correct_and_republish"})
"""What the new version says of the old one: it is a work, no notice, unless its title says so."""

_RENEWING = ("new_version", "new_edition", "retract_and_replace", "correct_and_republish")
_RELATIONS = {
    "is-preprint-of": "published_version",
    "is-replaced-by": "superseded",
}


def _notice(update: Mapping[str, Any], found: str, by: str) -> Notice:
    return Notice(
        "",
        found,
        _source(update),
        plain(update.get("label")) or found.replace("_", " "),
        by,
        URL=f"https://doi.org/{by}" if by else "",
        updated=_iso(update),
        record_id=_id(update),
        replacement={"DOI": by} if by and found in _RENEWING else {},
    )


def _kind(update: Mapping[str, Any]) -> str:
    """The type, or the label where that says more ("retraction" labelled "Retraction and replacement")."""
    by_type, by_label = kind(str(update.get("type", ""))), kind(str(update.get("label", "")))
    return by_label if by_type == "unknown" or by_label in ("retract_and_replace", "partial_retraction") else by_type


def _source(update: Mapping[str, Any]) -> str:
    return "crossref/retraction-watch" if update.get("source") == "retraction-watch" else "crossref"


def _iso(update: Mapping[str, Any]) -> str:
    return dates.to_iso(_date(update.get("updated")))


def _id(update: Mapping[str, Any]) -> str:
    return plain(update.get("record-id"))


SEARCH = Search(lambda base, query: search_url(base, query.words), parse_list, turn=10)
