"""The Retraction Watch data as one CSV with an ETag: 304 to whoever has it already."""

from __future__ import annotations

import csv
import hashlib
import io

from citewarden.testing.exchange import Reply, Request
from citewarden.testing.records import NoticeRecord, Records, date_parts, iso_parts, names

HEADER = (
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
    "",
)
"""The columns as published: the last one is empty."""

NATURES = {
    "retraction": "Retraction",
    "withdrawal": "Retraction",
    "removal": "Retraction",
    "retract_and_replace": "Retraction",
    "expression_of_concern": "Expression of concern",
    "correction": "Correction",
    "reinstatement": "Reinstatement",
}
"""Crossref notice type -> RetractionNature; what is not here is not in the file."""


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer with the whole file, or 304 if the caller's copy is this one."""
    body = _file(records)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "max-age=60"}
    if request.headers.get("if-none-match") == tag:
        return Reply(304, b"", "text/csv", headers)
    return Reply(200, body, "text/plain; charset=utf-8", headers)


def _file(records: Records) -> bytes:
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(HEADER)
    listed = [n for n in records.notices if "retraction_watch" in n.seen_by and (n.nature or n.type in NATURES)]
    for number, notice in enumerate(sorted(listed, key=lambda n: (n.date, n.of)), 1):
        write.writerow(_row(notice, records, number))
    return out.getvalue().encode()


def _row(notice: NoticeRecord, records: Records, number: int) -> list[str]:
    work, published = records.by_key[notice.of], records.by_key.get(notice.by)
    people = ";".join(f"{given} {family}".strip() for family, given in names(work.csl))
    return [
        notice.record_id or str(990000 + number),
        work.title,
        "(HSC) Medicine;",
        "Example Institute;",
        str(work.csl.get("container-title", "")),
        str(work.csl.get("publisher", "Example Press")),
        "Example Land",
        people,
        "",
        "Research Article;",
        _american(iso_parts(notice.date)),
        (published.DOI if published else "") or "unavailable",
        (published.PMID if published else "") or "0",
        _american(date_parts(work.csl)),
        work.DOI or "unavailable",
        work.PMID or "0",
        notice.nature or NATURES[notice.type],
        "".join(f"+{reason};" for reason in notice.reasons),
        "No",
        notice.note,
        "",
    ]


def _american(parts: list[int]) -> str:
    year, month, day = (*parts, 1, 1)[:3]
    return f"{month}/{day}/{year} 0:00"
