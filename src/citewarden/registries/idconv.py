"""The PMC id converter (https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/): DOI, PMID and PMCID of articles in PMC.

It knows articles in PubMed Central only: "not found in PMC" says nothing about whether a work exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from citewarden.model import Service
from citewarden.registries._record import listed, loads, mapping, plain
from citewarden.text import identifiers

SERVICES = (
    Service(
        "idconv", "the PMC id converter", "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1",
        "PubMed numbers of PubMed Central numbers", tool="tool", mail="email",
    ),
)  # fmt: skip

BATCH = 200


def url(base: str, ids: Sequence[str]) -> str:
    """Where the identifiers of up to `BATCH` DOIs, PMIDs or PMCIDs (of one sort) are."""
    return f"{base}/articles/?{urlencode({'ids': ','.join(ids), 'format': 'json'}, safe=',/()')}"


def parse(payload: bytes) -> dict[str, dict[str, str]]:
    """Asked id -> {"DOI", "PMID", "PMCID"} of those in PMC."""
    data = mapping(loads(payload), "an id converter's answer")
    if data.get("status") == "error" and not data.get("records"):
        raise ValueError(plain(data.get("message") or data.get("errmsg") or "the id converter refused the question"))
    if "records" not in data:
        raise ValueError("an id converter's answer without records")
    out = {}
    for row in listed(data["records"]):
        if isinstance(row, Mapping) and row.get("status") != "error":
            made = {
                "DOI": identifiers.doi(plain(row.get("doi"))),
                "PMID": plain(row.get("pmid")),
                "PMCID": identifiers.pmcid(plain(row.get("pmcid"))),
            }
            asked = plain(row.get("requested-id")) or made["PMCID"] or made["DOI"]
            out[asked] = {k: v for k, v in made.items() if v}
    return out
