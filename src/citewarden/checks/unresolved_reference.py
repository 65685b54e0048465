"""No registry knows the cited work.

## What it does
Flags references that were looked for in the library and the registries and found nowhere. Web pages with an address are
left to the link checks, and a wrong or unregistered DOI to its own check. Books and reports, which registries hold only
in part, give a note.

## Why it matters
A reference nobody can find cannot be checked, and readers cannot follow it.

## What to do
Compare the entry with the source: a slip in title, year, volume or page is the usual cause. Add a DOI, PubMed number,
ISBN or address. If you have the source, put a note on it into `references/`.

## When it is wrong
Local journals, old works and reports often stand in no registry. It does not say that the work does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner, Related
from citewarden.text import dates, matching

LEVEL = Level.WARNING
OWNER = Owner.EDITOR

_ELSEWHERE = frozenset(
    {"webpage", "post", "post-weblog", "pamphlet", "personal_communication", "interview", "motion_picture"}
)
"""What no registry of works would hold."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference found nowhere."""
    for reference in audit.references:
        resolution = audit.resolution_of.get(reference.id)
        if resolution is None or resolution.outcome != "not_found" or resolution.differences:
            continue
        item = reference.csl
        if not reference.listed or (reference.URL and not reference.DOI) or item.get("type") in _ELSEWHERE:
            continue
        journal = item.get("type", "article-journal") == "article-journal" and bool(item.get("volume"))
        missing = [] if reference.DOI else ["DOI"]
        if not journal:
            missing = ["ISBN", "edition"] if item.get("type") in ("book", "chapter") else ["address or identifier"]
        asked = f" (asked: {', '.join(works.called(a) for a in resolution.asked)})" if resolution.asked else ""
        near = [c for c in resolution.candidates if c.get("title")][:2] if resolution.score >= 0.1 else []
        alike = [c for c in resolution.candidates if matching.is_of_its_name(item, c)]
        near = alike or near
        hint = f" The nearest is {works.named(near[0])}." if near else ""
        if alike:
            hint = f" A work of this title by its first author stands in {_place(alike[0])}: is that the one meant?"
        yield works.finding(
            "unresolved-reference", audit, reference,
            f"{works.number(reference)} was found in no registry{asked}; that does not mean it does not exist.{hint}"
            f" Check it against the source and add its {' and '.join(missing or ['PubMed number'])}.",
            level=LEVEL if journal else Level.NOTE, kind=Kind.REVIEW, owner=OWNER,
            related=[Related("candidate", works.named(c), id=str(c.get("DOI") or "")) for c in near],
        )  # fmt: skip


def _place(item: Mapping[str, Any]) -> str:
    """Where a work stands: "Gut Letters 2017;3(2):10-15"."""
    issue = f"({item['issue']})" if item.get("issue") else ""
    page = f":{item['page']}" if item.get("page") else ""
    volume = f";{item.get('volume', '')}{issue}{page}" if item.get("volume") or page else ""
    where = str(item.get("container-title") or item.get("publisher") or "")
    return f"{where} {dates.year(item.get('issued')) or ''}".strip() + volume
