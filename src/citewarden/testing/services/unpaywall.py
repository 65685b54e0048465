"""Unpaywall: /v2/<doi>?email=; without a mail address of one's own it answers 422, for a DOI it does not know 404."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from citewarden.testing.exchange import Reply, Request, as_json
from citewarden.testing.records import Record, Records, copies_seen_by


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as api.unpaywall.org/v2."""
    doi = unquote(request.path).strip("/").lower()
    mail = request.fields.get("email", "")
    if "@" not in mail or mail.endswith("@example.com"):
        return _refused(422, "Please use your own email address in API calls.")
    work = records.by_doi.get(doi)
    if work is None or work.agency != "Crossref":
        return _refused(404, f"{doi!r} is an invalid doi.")
    return as_json(_row(work))


def _row(work: Record) -> dict[str, Any]:
    places = [
        {
            "url": copy.get("pdf") or work.landing,
            "url_for_pdf": copy.get("pdf"),
            "url_for_landing_page": work.landing,
            "version": copy.get("version"),
            "license": copy.get("license"),
            "host_type": copy.get("host", "repository"),
        }
        for copy in copies_seen_by(work, "unpaywall")
    ]
    return {
        "doi": work.DOI,
        "title": work.title,
        "is_oa": bool(places),
        "best_oa_location": places[0] if places else None,
        "oa_locations": places,
        "data_standard": 2,
    }


def _refused(status: int, message: str) -> Reply:
    return as_json({"HTTP_status_code": status, "error": True, "message": message}, status)
