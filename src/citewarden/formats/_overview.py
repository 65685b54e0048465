"""The reference list in a few words: how much of it is known, how old it is, what it holds, what mends most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from citewarden.model import Audit, Claim, Reference
from citewarden.text import dates
from citewarden.text.design import titled
from citewarden.text.listing import references


@dataclass(frozen=True, slots=True)
class Overview:
    """`facts` are short clauses, `remedy` what one action mends most ("" where nothing needs mending)."""

    facts: tuple[str, ...]
    remedy: str = ""


def overview(audit: Audit) -> Overview | None:
    """What stands on top of a report about the list; None for an article without one."""
    listed = [r for r in audit.references if r.listed]
    return Overview(tuple(_facts(audit, listed)), _remedy(audit, listed)) if listed else None


def _facts(audit: Audit, listed: Sequence[Reference]) -> Iterator[str]:
    outcomes = [_outcome(audit, r) for r in listed]
    count = len(listed)
    yield f"{sum(map(_identified, listed)) or 'none'} of {count} with an identifier"
    yield f"{outcomes.count('matched')} found on record"
    if missing := sum(outcome in ("not_found", "ambiguous") for outcome in outcomes):
        yield f"{missing} not found for certain"
    if unasked := outcomes.count("unavailable"):
        yield f"{unasked} not looked up"
    if years := sorted(year for r in listed if (year := _year(audit, r))):
        yield f"newest {years[-1]}, median {median_low(years)}"
    kinds = [_kind(audit, r) for r in listed]
    for kind in ("guideline", "systematic review"):
        number = kinds.count(kind)
        yield f"{number or 'no'} {kind}{'s' if number > 1 else ''}"
    if not audit.citations and audit.claims:
        yield "no marks in the text, so statements and sources were paired by content"


def _remedy(audit: Audit, listed: Sequence[Reference]) -> str:
    """The action that would settle most references or statements; the first of those that settle as many."""
    unknown = [r for r in listed if _outcome(audit, r) == "unavailable"]
    bare = [r for r in listed if not _identified(r) and _outcome(audit, r) != "matched"]
    unread = [r for r in listed if not any(p.text for p in audit.passages_of.get(r.id, ()))]
    waiting = list(dict.fromkeys(c.id for r in unread for c in audit.cited_by.get(r.id, ()) if not _compared(audit, c)))
    unmarked = [] if audit.citations else [c for c in audit.claims if not _settled(audit, c)]
    actions = [
        (len(unknown) if audit.offline else 0, "run the audit again with a network"),
        (len(bare), f"add a DOI, a PubMed number or an ISBN to {_named(bare)}"),
        (len(unmarked), f"mark in the text which source backs what: for {len(unmarked)} statements none was found"),
        (
            len(waiting),
            f"make the text of {_named(unread)} readable, or add notes: {len(waiting)} statements rest on it",
        ),
    ]
    weight, action = max(actions, key=lambda pair: pair[0])
    return action if weight > 1 else ""


def _named(rows: Sequence[Reference]) -> str:
    return references(r.id.rsplit("-", 1)[-1] for r in rows) if rows else ""


def _identified(reference: Reference) -> bool:
    return bool(reference.DOI or reference.PMID or reference.PMCID or reference.ISBN)


def _outcome(audit: Audit, reference: Reference) -> str:
    found = audit.resolution_of.get(reference.id)
    return found.outcome if found is not None else "unavailable"


def _record(audit: Audit, reference: Reference) -> dict[str, Any]:
    found = audit.resolution_of.get(reference.id)
    return dict(found.csl) if found is not None and found.outcome == "matched" else {}


def _year(audit: Audit, reference: Reference) -> int:
    iso = dates.to_iso(_record(audit, reference).get("issued")) or dates.to_iso(reference.csl.get("issued"))
    return int(iso[:4]) if iso[:4].isdecimal() else 0


def _kind(audit: Audit, reference: Reference) -> str:
    designs = {str(p.design.get("kind") or "") for p in audit.passages_of.get(reference.id, ())}
    told = next((kind for kind in ("guideline", "systematic review") if kind in designs), "")
    title = str(_record(audit, reference).get("title") or reference.csl.get("title") or reference.raw)
    series = str(reference.csl.get("container-title") or "")  # "Clinical guideline 88"
    return told or titled(title) or ("guideline" if titled(series) == "guideline" else "")


def _compared(audit: Audit, claim: Claim) -> bool:
    return any(p.text for e in audit.evidence_of.get(claim.id, ()) if (p := audit.passage_of.get(e.passage)))


def _settled(audit: Audit, claim: Claim) -> bool:
    return any(e.label != "NEI" for e in audit.evidence_of.get(claim.id, ()))
