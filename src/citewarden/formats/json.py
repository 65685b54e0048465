"""The whole audit of one article for other programs; `config/schemas/report.schema.json` is its published schema."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from msgspec import to_builtins as plain

from citewarden.formats import ArticleReport
from citewarden.model import Audit, Claim, Document, Evidence, Reference
from citewarden.text.bindings import bind, quoted, signable
from citewarden.web import named

NAME = "json"
FILE = "{article}.json"
SCHEMA = "urn:citewarden:schema:report:1"
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def render(report: ArticleReport) -> str:
    """One JSON object: document, what a sign-off of it binds, references, citations, claims, findings, run.

    Offsets are code points into `document.text`.
    """
    audit = report.audit
    cited = {work.id: work.references for work in audit.works}
    data = {
        "$schema": SCHEMA,
        "document": {name: plain(getattr(audit.document, name)) for name in _DOCUMENT},
        "sign_off": signable(audit.document),
        "references": [_reference(audit, reference) for reference in audit.references],
        "citations": [plain(citation) for citation in audit.citations],
        "claims": [_claim(audit, claim, cited) for claim in audit.claims],
        "findings": [
            {**plain(finding), "bound": bind(audit, finding), "quote": quoted(audit, finding)}
            for finding in report.findings
        ],
        "run": {**plain(report.run), "policy": audit.policy.name, "offline": audit.offline},
    }
    return "{\n" + ",\n".join(f" {_text(key)}: {_lines(value)}" for key, value in data.items()) + "\n}\n"


def _lines(value: Any) -> str:
    """JSON of plain data, one row of a list a line: quick to write, and a diff shows what changed."""
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(_text(row) for row in value) + "\n ]"
    return _text(value)


def _reference(audit: Audit, reference: Reference) -> Mapping[str, Any]:
    resolution = audit.resolution_of.get(reference.id)
    probe = audit.probe_of.get(reference.URL) if reference.URL else None
    identifiers = {k: getattr(reference, k) for k in ("DOI", "PMID", "PMCID", "ISBN", "URL") if getattr(reference, k)}
    work = audit.work_of.get(reference.id)
    return {
        "id": reference.id,
        "raw": reference.raw,
        "csl": plain(reference.csl),
        "resolution": plain(resolution) if resolution else None,
        "notices": [plain(n) for n in audit.notices_of.get(reference.id, ())],
        "probe": plain(named.as_cited(probe, reference.csl)) if probe else None,
        "work": work.id if work else None,
        "identifiers": identifiers,
        "style": reference.style,
        "label": reference.label,
        "listed": reference.listed,
        "accessed": reference.accessed,
        "start": reference.target.position.start,
        "end": reference.target.position.end,
        "cited_by": [c.id for c in audit.cited_by.get(reference.id, ())],
    }


_PLACES = ("source_map", "line_starts", "blocks", "links", "code")
"""Of a document, what says where its text stands in its file."""
_DOCUMENT = [f.name for f in fields(Document) if f.name not in _PLACES]
_REST = [f.name for f in fields(Claim) if f.name not in ("id", "text", "standalone", "target", "document")]


def _claim(audit: Audit, claim: Claim, cited: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    rest = {name: plain(getattr(claim, name)) for name in _REST}
    return {
        "id": claim.id,
        "text": claim.text,
        "standalone": claim.standalone,
        "start": claim.target.position.start,
        "end": claim.target.position.end,
        **rest,
        "evidence": [_evidence(audit, row, cited.get(row.work, ())) for row in audit.evidence_of.get(claim.id, ())],
    }


def _evidence(audit: Audit, row: Evidence, references: Sequence[str]) -> Mapping[str, Any]:
    passage = audit.passage_of.get(row.passage)
    known = plain(row)
    known.pop("claim")
    return {
        **known,
        "references": list(references),
        "reach": passage.reach if passage else "none",
        "text": passage.text if passage else "",
        "section": passage.section if passage else "",
        "locator": passage.locator if passage else "",
        "copy": passage.copy if passage else "",
        "source": passage.source if passage else "",
        "snapshot": passage.snapshot if passage else "",
        "retrieved_at": passage.retrieved_at if passage else "",
    }
