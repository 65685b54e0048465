"""The Retraction Watch database (https://gitlab.com/crossref/retraction-watch-data), one CSV file of all its rows.

A work may have several rows (a concern, then a retraction, then a reinstatement). DOIs may be "unavailable", PubMed
numbers 0, dates are "6/5/2020 0:00", and every line ends in an empty column.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from citewarden.model import Notice, Service
from citewarden.registries._kinds import kind
from citewarden.text import identifiers

SERVICES = (
    Service(
        "retraction_watch", "Retraction Watch",
        "https://gitlab.com/crossref/retraction-watch-data/-/raw/main/retraction_watch.csv",
        "retractions, concerns and reinstatements", rate=1, vouches=False,
    ),
)  # fmt: skip

_NEEDED = ("Record ID", "OriginalPaperDOI", "RetractionNature")


def url(base: str) -> str:
    """Where the file is."""
    return base


def parse(payload: bytes) -> dict[str, tuple[Notice, ...]]:
    """ "doi:..." and "pmid:..." of every original paper -> its notices, oldest first.

    Raises:
        ValueError: the file has not the columns it should have.
    """
    out: dict[str, list[Notice]] = {}
    for keys, notice in _rows(payload):
        for key in keys:
            out.setdefault(key, []).append(notice)
    return {key: tuple(sorted(rows, key=lambda n: (n.updated, n.record_id))) for key, rows in out.items()}


def _rows(payload: bytes) -> Iterator[tuple[list[str], Notice]]:
    reader = csv.reader(io.StringIO(payload.decode("utf-8", "replace").removeprefix("\ufeff"), newline=""))
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise ValueError(f"not a CSV file ({error})") from error
    if any(name not in header for name in _NEEDED):
        raise ValueError("not the Retraction Watch file: its columns are missing")
    at = {name: header.index(name) for name in header if name}

    def cell(row: list[str], name: str) -> str:
        place = at.get(name, -1)
        return row[place].strip() if 0 <= place < len(row) else ""

    try:
        for row in reader:
            doi, pmid = _doi(cell(row, "OriginalPaperDOI")), _pmid(cell(row, "OriginalPaperPubMedID"))
            keys = [key for key in (f"doi:{doi}" if doi else "", f"pmid:{pmid}" if pmid else "") if key]
            if not keys:
                continue
            nature = cell(row, "RetractionNature")
            by, by_pmid = _doi(cell(row, "RetractionDOI")), _pmid(cell(row, "RetractionPubMedID"))
            reasons = tuple(r.strip(" +") for r in cell(row, "Reason").split(";") if r.strip(" +"))
            found = kind(nature)
            if found == "retraction" and any("retract and replace" in r.lower() for r in reasons):
                found = "retract_and_replace"
            address = (
                f"https://doi.org/{by}" if by else f"https://pubmed.ncbi.nlm.nih.gov/{by_pmid}/" if by_pmid else ""
            )
            yield (
                keys,
                Notice(
                    "",
                    found,
                    "retraction_watch",
                    nature,
                    by,
                    by_pmid,
                    address,
                    _date(cell(row, "RetractionDate")),
                    cell(row, "Record ID"),
                    reasons,
                    {"DOI": by} if found == "retract_and_replace" and by and by != doi else {},
                ),
            )
    except csv.Error as error:
        raise ValueError(f"not a CSV file ({error})") from error


def _doi(text: str) -> str:
    """The DOI of a cell; the file's own are clean, and a regular expression on every row would take seconds."""
    if (doi := identifiers.whole_doi(text)) and doi[-1] not in ".,;":
        return doi
    return identifiers.doi(text) if "10." in text else ""


def _pmid(text: str) -> str:
    digits = text.removesuffix(".0")
    return digits.lstrip("0") if digits.isdigit() else ""


def _date(text: str) -> str:
    found = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    return f"{found[3]}-{int(found[1]):02d}-{int(found[2]):02d}" if found else ""
