"""doi.org: /api/handles/{doi}, /doiRA/{doi,...}, and the resolver itself with content negotiation."""

from __future__ import annotations

from urllib.parse import unquote

from citewarden.testing.exchange import Reply, Request, as_json, as_page, redirect
from citewarden.testing.records import Record, Records

CSL = "application/vnd.citationstyles.csl+json"


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as doi.org."""
    path = unquote(request.path).strip("/")
    if path.startswith("api/handles/"):
        return _handle(path.removeprefix("api/handles/"), records)
    if path.startswith(("doiRA/", "ra/")):
        return as_json([_agency(doi.strip(), records) for doi in path.split("/", 1)[1].split(",")])
    if not path:
        return as_page("Digital Object Identifier", "<h1>DOI</h1><p>Enter a DOI to find the thing it names.</p>")
    if not path.startswith("10."):
        return as_page("DOI Not Found", "<h1>This is not a DOI</h1>", 400)
    work = records.by_doi.get(path.lower())
    if work is None:
        return as_page("DOI Not Found", f"<h1>DOI Not Found</h1><p>{path.replace('<', '&lt;')}</p>", 404)
    if CSL in request.headers.get("accept", "") or "json" in request.headers.get("accept", ""):
        return as_json({**work.csl, "DOI": work.DOI}, media=CSL)
    return redirect(landing(work))


def landing(work: Record) -> str:
    """The address a DOI leads to."""
    return work.landing or f"http://press.example/doi/{work.DOI}"


def _handle(doi: str, records: Records) -> Reply:
    work = records.by_doi.get(doi.lower())
    if work is None:
        return as_json({"responseCode": 100, "handle": doi}, 404)
    value = {"index": 1, "type": "URL", "data": {"format": "string", "value": landing(work)}, "ttl": 86400,
             "timestamp": "2020-01-01T00:00:00Z"}  # fmt: skip
    return as_json({"responseCode": 1, "handle": doi, "values": [value]})


def _agency(doi: str, records: Records) -> dict[str, str]:
    work = records.by_doi.get(doi.lower())
    if work:
        return {"DOI": doi, "RA": work.agency}
    return {"DOI": doi, "status": "DOI does not exist" if doi.startswith("10.") and "/" in doi else "Invalid DOI"}
