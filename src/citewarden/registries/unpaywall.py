"""Unpaywall (https://unpaywall.org/products/api): where a work with a DOI lies open, with version and licence.

Every question carries a mail address; one that is made up is answered 422, and 100,000 questions a day are welcome.
A DOI that it does not know is 404: it then knows of no copy, whatever the DOI is.
"""

from __future__ import annotations

from urllib.parse import quote

from citewarden.model import Service
from citewarden.registries._capabilities import Lookup, single
from citewarden.registries._record import Copy, listed, loads, mapping, plain
from citewarden.registries._record import copies as open_copies

SERVICES = (
    Service(
        "unpaywall", "Unpaywall", "https://api.unpaywall.org/v2", "open copies", rate=20, concurrency=4,
        mail="email", needs_mail=True,
    ),
)  # fmt: skip


def url(base: str, doi: str) -> str:
    """Where it says of one DOI in what places it lies open; the mail address is added on the way."""
    return f"{base}/{quote(doi, safe='/')}"


def copies(payload: bytes) -> tuple[Copy, ...]:
    """Where the work lies open as a PDF, the best first.

    Raises:
        ValueError: the payload is no answer of Unpaywall's.
    """
    item = mapping(loads(payload), "an Unpaywall answer")
    if "is_oa" not in item:
        raise ValueError(f"Unpaywall: {plain(item.get('message')) or 'no work'}")
    rows = [item.get("best_oa_location"), *listed(item.get("oa_locations"))]
    return open_copies(rows, url="url_for_pdf", version="version", licence="license")


COPIES = Lookup("DOI", single(url), copies, a_day=100_000, turn=20)
