"""The PMC id converter: /articles/?ids=...&format=json. It knows only what PMC holds."""

from __future__ import annotations

from typing import Any

from citewarden.testing.exchange import Reply, Request, as_json
from citewarden.testing.records import Records


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1."""
    fields = request.fields
    ids = [i.strip() for i in fields.get("ids", "").split(",") if i.strip()]
    if not ids or len(ids) > 200:
        return as_json({"status": "error", "message": "from 1 to 200 ids are allowed"}, 400)
    rows = []
    for asked in ids:
        bare = asked.lower().removeprefix("https://doi.org/")
        held = (w for w in records.works if w.PMCID and bare in (w.DOI, w.PMID, w.PMCID.lower()))
        work = next(held, None)
        row: dict[str, Any] = {"requested-id": asked}
        if work is None:
            rows.append(row | {"status": "error", "errmsg": "Identifier not found in PMC"})
        else:
            rows.append(row | {"pmcid": work.PMCID, "pmid": int(work.PMID or 0), "doi": work.DOI})
    echo = {"format": "json", "ids": ids, "tool": fields.get("tool", ""), "versions": "no"}
    return as_json({"status": "ok", "response-date": "2026-01-15 00:00:00", "request": echo, "records": rows})
