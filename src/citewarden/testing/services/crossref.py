"""Crossref REST: /works/{doi}, /works/{doi}/agency, /works?query.bibliographic=, /works?filter=doi:...

Shapes as recorded on 16 June 2026: an unknown DOI is a 404 of text/plain that is not JSON; a bad parameter is a 400
with a list of messages; rate and concurrency stand in the headers of every answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from citewarden.testing.exchange import Reply, Request, as_json, as_text
from citewarden.testing.records import NoticeRecord, Record, Records, date_parts, holds, iso_parts, timestamp
from citewarden.testing.search import best

TYPES = {
    "article-journal": "journal-article",
    "article": "posted-content",
    "book": "book",
    "chapter": "book-chapter",
    "report": "report",
    "dataset": "dataset",
    "paper-conference": "proceedings-article",
}
"""CSL type -> Crossref type."""

_LIMITS = {("polite", True): "10", ("polite", False): "3", ("public", True): "5", ("public", False): "1"}
"""(pool, is it about a single record) -> requests a second, since December 2025."""
_NO_TYPE_OF_ITS_OWN = {"retract_and_replace": "retraction"}
_ROUTE = ("query", "filter", "rows", "offset", "select", "cursor", "sort", "order", "mailto", "sample", "facet")
_FILTERS = ("doi", "updates", "type", "from-pub-date", "until-pub-date", "has-update", "is-update", "update-type")


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as api.crossref.org."""
    pool = "polite" if "mailto" in request.fields or "mailto:" in request.headers.get("user-agent", "") else "public"
    head, _, rest = request.path.strip("/").partition("/")
    limits = {
        "x-api-pool": pool,
        "x-rate-limit-limit": _LIMITS[pool, bool(rest)],
        "x-rate-limit-interval": "1s",
        "x-concurrency-limit": "3" if pool == "polite" else "1",
    }
    if head != "works":
        return as_text("Resource not found.", 404, limits, "application/json")
    if not rest:
        return _list(request.fields, records, limits)
    doi = unquote(rest).lower()
    if doi.endswith("/agency"):
        return _agency(doi.removesuffix("/agency"), records, limits)
    if any(name.startswith("query") for name in request.fields):
        text = "This route does not support field query parameters"
        return _refused("parameter-not-allowed", "query.*", text, limits)
    work = records.by_doi.get(doi)
    if work is None or not holds("crossref", work):
        return as_text("Resource not found.", 404, limits)
    return as_json(_envelope("work", message(work, records)), headers=limits)


def message(work: Record, records: Records) -> dict[str, Any]:
    """The record of one work as Crossref gives it."""
    csl = work.as_held_by("crossref")
    parts = date_parts(csl)
    kind = TYPES.get(str(csl.get("type")), "other")
    made: dict[str, Any] = {
        "indexed": _stamp("2026-01-15"),
        "publisher": csl.get("publisher", "Example Press"),
        "title": [csl["title"]] if csl.get("title") else [],
        "subtitle": [],
        "short-title": [],
        "container-title": [csl["container-title"]] if csl.get("container-title") else [],
        "short-container-title": [csl["container-title-short"]] if csl.get("container-title-short") else [],
        "author": _people(csl.get("author", ())),
        "issued": {"date-parts": [parts or [None]]},
        "published": {"date-parts": [parts or [None]]},
        "DOI": work.DOI,
        "prefix": work.DOI.split("/")[0],
        "type": kind,
        "URL": f"https://doi.org/{work.DOI}",
        "resource": {"primary": {"URL": work.landing or f"http://press.example/{work.DOI}"}},
        "source": "Crossref",
        "is-referenced-by-count": 0,
        "reference-count": 0,
        "references-count": 0,
        "content-domain": {"domain": [], "crossmark-restriction": False},
        "relation": _relations(work, records),
        "subject": [],
        "score": 1,
    }
    for name in ("volume", "issue", "page", "language", "edition-number"):
        if csl.get(name):
            made[name] = str(csl[name])
    if csl.get("number"):
        made["article-number"] = str(csl["number"])
    if csl.get("edition"):
        made["edition-number"] = str(csl["edition"])
    if csl.get("genre") == "preprint":
        made["subtype"] = "preprint"
    if csl.get("editor"):
        made["editor"] = _people(csl["editor"])
    for name in ("ISSN", "ISBN"):
        if csl.get(name):
            made[name] = [str(csl[name])]
    if work.abstract:
        titled = (
            f"<jats:title>{h}</jats:title><jats:p>{t}</jats:p>" if h else f"<jats:p>{t}</jats:p>"
            for h, t in work.abstract
        )
        made["abstract"] = "".join(titled)
    known = [n for n in records.changes_to(work, "crossref") if "original" in n.sides]
    changed = [_update(n, n.by, s, records) for n in known for s in n.sources]
    if changed:
        made["updated-by"] = changed
    changes = [_update(n, n.of, "publisher", records) for n in _by(work, records) if "publisher" in n.sources]
    if changes:
        made["update-to"] = changes
    return made


def _by(work: Record, records: Records) -> list[NoticeRecord]:
    """What a work says that it changes."""
    return [n for n in records.changes_by(work, "crossref") if "notice" in n.sides]


def _list(fields: dict[str, str], records: Records, limits: dict[str, str]) -> Reply:
    for name in fields:
        if name not in _ROUTE and not name.startswith("query."):
            return _refused("unknown-parameter", name, f"Parameter {name} is not valid", limits)
    rows = fields.get("rows", "20")
    if not rows.isdigit() or int(rows) > 1000:
        return _refused("integer-not-valid", rows, "Integer specified as rows must be between 0 and 1000", limits)
    works: Sequence[Record] = records.held_by("crossref")
    wanted: dict[str, list[str]] = {}
    for clause in fields.get("filter", "").split(","):
        name, colon, value = clause.partition(":")
        if clause and (not colon or name not in _FILTERS):
            text = f"Filter {name} specified but there is no such filter"
            return _refused("filter-not-available", name, text, limits)
        if clause:
            wanted.setdefault(name, []).append(value.lower())
    if "doi" in wanted:
        works = records.found("crossref", "DOI", wanted["doi"])
    if "updates" in wanted:
        changed = [records.by_doi[doi] for doi in wanted["updates"] if doi in records.by_doi]
        told = [n for work in changed for n in records.changes_to(work, "crossref") if "notice" in n.sides]
        works = records.found("crossref", "DOI", (_doi(n.by, records) for n in told))
    works = [work for work in works if work.agency]
    text = " ".join(v for k, v in sorted(fields.items()) if k.startswith("query"))
    found = best(works, text, len(works)) if text else [(1.0, work) for work in works]
    if "offset" in fields:
        found = found[int(fields["offset"]) :]
    items = [message(work, records) | {"score": round(score * 10, 6)} for score, work in found[: int(rows)]]
    if "select" in fields:
        keep = set(fields["select"].split(","))
        items = [{k: v for k, v in item.items() if k in keep} for item in items]
    body = {
        "facets": {},
        "total-results": len(found),
        "items": items,
        "items-per-page": int(rows),
        "query": {"start-index": int(fields.get("offset", 0)), "search-terms": text or None},
    }
    return as_json(_envelope("work-list", body), headers=limits)


def _agency(doi: str, records: Records, limits: dict[str, str]) -> Reply:
    work = records.by_doi.get(doi)
    if work is None:
        return as_text("Resource not found.", 404, limits)
    agency = {"id": work.agency.lower(), "label": work.agency}
    return as_json(_envelope("work-agency", {"DOI": doi, "agency": agency}), headers=limits)


def _update(notice: NoticeRecord, other: str, source: str, records: Records) -> dict[str, Any]:
    made: dict[str, Any] = {
        "updated": _stamp(notice.date),
        "DOI": _doi(other or notice.of, records),
        "type": _NO_TYPE_OF_ITS_OWN.get(notice.type, notice.type),
        "source": source,
        "label": notice.label or notice.type.replace("_", " ").capitalize(),
    }
    if source == "retraction-watch":
        made["record-id"] = notice.record_id
    return made


def _relations(work: Record, records: Records) -> dict[str, Any]:
    inverse = {"is-preprint-of": "has-preprint", "is-version-of": "has-version"}
    made: dict[str, list[dict[str, str]]] = {}
    for name, others in work.relations.items():
        for other in others:
            row = {"id-type": "doi", "id": _doi(other, records), "asserted-by": "subject"}
            made.setdefault(name, []).append(row)
    for name, related in records.related_to(work):
        if name in inverse:
            row = {"id-type": "doi", "id": related.DOI, "asserted-by": "object"}
            made.setdefault(inverse[name], []).append(row)
    return made


def _doi(name: str, records: Records) -> str:
    work = records.by_key.get(name)
    return work.DOI if work and work.DOI else name.lower()


def _people(rows: Any) -> list[dict[str, Any]]:
    made = []
    for place, person in enumerate(rows):
        order = "first" if place == 0 else "additional"
        if "literal" in person:
            made.append({"name": person["literal"], "sequence": order, "affiliation": []})
        else:
            made.append(
                {
                    "given": person.get("given", ""),
                    "family": person["family"],
                    "sequence": order,
                    "affiliation": [],
                    "role": [{"vocabulary": "crossref", "role": "author"}],
                }
            )
    return made


def _stamp(date: str) -> dict[str, Any]:
    parts = iso_parts(date)
    whole = (*parts, 1, 1)[:3]
    day = f"{whole[0]:04d}-{whole[1]:02d}-{whole[2]:02d}T00:00:00Z"
    return {"date-parts": [parts], "date-time": day, "timestamp": timestamp(date)}


def _envelope(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": body}


def _refused(kind: str, value: str, text: str, limits: dict[str, str]) -> Reply:
    body = {
        "status": "failed",
        "message-type": "validation-failure",
        "message": [{"type": kind, "value": value, "message": text}],
    }
    return as_json(body, 400, limits, "application/json;charset=utf-8")
