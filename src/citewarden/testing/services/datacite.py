"""DataCite REST: /dois/{doi}, /dois?query=."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from citewarden.testing.exchange import Reply, Request, as_json
from citewarden.testing.records import Record, Records, names
from citewarden.testing.search import best

_MEDIA = "application/json; charset=utf-8"
_KINDS = {"dataset": ("Dataset", "DATA"), "article": ("Preprint", "UNPB"), "report": ("Report", "RPRT")}


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as api.datacite.org."""
    head, _, doi = unquote(request.path).strip("/").partition("/")
    held = records.held_by("datacite")
    if head != "dois":
        return _missing()
    if doi:
        work = records.numbered("datacite", "DOI").get(doi.lower())
        return as_json({"data": _data(work, records)}, media=_MEDIA) if work else _missing()
    found = [w for _, w in best(held, request.fields.get("query", ""), 25)]
    body = {"data": [_data(w, records) for w in found], "meta": {"total": len(found), "totalPages": 1, "page": 1}}
    return as_json(body, media=_MEDIA)


def _data(work: Record, records: Records) -> dict[str, Any]:
    csl = work.as_held_by("datacite")
    general, ris = _KINDS.get(str(csl.get("type")), ("Text", "GEN"))
    related = [
        {"relationType": kind, "relatedIdentifier": records.by_key[other].DOI if other in records.by_key else other,
         "relatedIdentifierType": "DOI"} for kind, others in work.relations.items() for other in others
    ]  # fmt: skip
    for notice in records.changes_to(work, "datacite"):
        newer = records.by_key.get(notice.replacement or notice.by)
        if notice.type == "new_version" and newer:
            row = {"relationType": "IsPreviousVersionOf", "relatedIdentifier": newer.DOI}
            related.append(row | {"relatedIdentifierType": "DOI"})
    return {
        "id": work.DOI,
        "type": "dois",
        "attributes": {
            "doi": work.DOI,
            "prefix": work.DOI.split("/")[0],
            "identifiers": [],
            "creators": [
                {"name": f"{f}, {g}", "nameType": "Personal", "givenName": g, "familyName": f} if g
                else {"name": f, "nameType": "Organizational"} for f, g in names(csl)
            ],
            "titles": [{"title": csl.get("title", "")}],
            "publisher": csl.get("publisher", "Example Data Archive"),
            "container": {},
            "publicationYear": int(work.year or 0),
            "dates": [{"date": work.year, "dateType": "Issued"}],
            "types": {"ris": ris, "bibtex": "misc", "citeproc": csl.get("type"), "resourceTypeGeneral": general},
            "relatedIdentifiers": related,
            "version": csl.get("version"),
            "descriptions": [{"description": t, "descriptionType": "Abstract"} for _, t in work.abstract],
            "url": work.landing,
            "state": "findable",
            "isActive": True,
        },
        "relationships": {"client": {"data": {"id": "example.archive", "type": "clients"}}},
    }  # fmt: skip


def _missing() -> Reply:
    fault = {"status": "404", "title": "The resource you are looking for doesn't exist."}
    return as_json({"errors": [fault]}, 404, media=_MEDIA)
