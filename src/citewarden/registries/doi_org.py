"""The DOI system itself (https://doi.org): whether a DOI is registered, with whom, and its record by any agency.

A landing page that does not load proves nothing; the handle record does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from citewarden.model import Service
from citewarden.registries._record import Record, first, listed, loads, mapping, plain
from citewarden.text import csl, identifiers

SERVICES = (
    Service("doi_org", "doi.org", "https://doi.org", "whether a DOI is registered, with whom, its record", rate=5),
)

CSL_JSON = {"Accept": "application/vnd.citationstyles.csl+json"}


def url(base: str, doi: str) -> str:
    """Where the handle record of a DOI is."""
    return f"{base}/api/handles/{quote(doi, safe='/')}?type=URL"


def agency_url(base: str, dois: Sequence[str]) -> str:
    """Where the registration agencies of DOIs are."""
    return f"{base}/doiRA/{','.join(quote(doi, safe='/') for doi in dois)}"


def record_url(base: str, doi: str) -> str:
    """Where any agency's record is, asked for with the header `CSL_JSON`."""
    return f"{base}/{quote(doi, safe='/')}"


def parse(payload: bytes) -> bool:
    """Whether the handle exists (codes 1 and 200; 200 is a handle without address). Code 100 says that it does not.

    Raises:
        ValueError: the server reports trouble or answered something else.
    """
    data = mapping(loads(payload), "a handle answer")
    code = data.get("responseCode")
    if code in (1, 200):
        return True
    if code in (100, 301):
        return False
    raise ValueError(f"the handle server answered code {code}")


def parse_agency(payload: bytes) -> dict[str, str]:
    """DOI -> agency name ("Crossref"); "" where the answer says that the DOI does not exist or is malformed."""
    out = {}
    for row in listed(loads(payload)):
        if isinstance(row, dict) and row.get("DOI"):
            out[str(row["DOI"]).lower()] = plain(row.get("RA"))
    return out


def parse_record(payload: bytes) -> Record:
    """The CSL-JSON record by content negotiation.

    Raises:
        ValueError: the payload is no CSL item.
    """
    item: dict[str, Any] = dict(mapping(loads(payload), "a CSL record"))
    for name in ("title", "container-title", "ISBN", "ISSN", "container-title-short"):
        item[name] = plain(first(item.get(name)))
    made = csl.clean({k: v for k, v in item.items() if v})
    if not made.get("title"):
        raise ValueError("a CSL record without title")
    made["DOI"] = identifiers.doi(str(item.get("DOI", "")))
    return Record("doi_org", made["DOI"], {k: v for k, v in made.items() if v})
