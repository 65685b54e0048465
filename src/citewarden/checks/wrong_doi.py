"""The printed DOI, PubMed number or ISBN belongs to another work.

## What it does
Looks every printed identifier up, and compares the record with the printed title, authors, journal, year, volume and
page. Flags references whose identifier leads elsewhere, and proposes the right one where it is found.

## Why it matters
A reader who follows the link lands on another paper. It is also a common mark of references made up by a program.

## What to do
Put the proposed identifier in its place. If none is proposed, look for the work by its title, and ask the author for
the source if it cannot be found.

## When it is wrong
When a registry holds the title in another language only, or when an old record is wrong: compare the two titles shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.model import Audit, Difference, Finding, Kind, Level, Owner, Related
from citewarden.text import mending

LEVEL = Level.ERROR
OWNER = Owner.EDITOR

_IDENTIFIERS = {"DOI": "DOI", "PMID": "PubMed number", "PMCID": "PMC number", "ISBN": "ISBN"}


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per identifier of another work."""
    for reference in audit.references:
        resolution = audit.resolution_of.get(reference.id)
        if resolution is None or any(d.field == "DOI registration" for d in resolution.differences):
            continue
        for wrong in resolution.differences:
            if wrong.field not in _IDENTIFIERS or wrong.severity != "major":
                continue
            other = next((c for c in resolution.candidates if c.get(wrong.field) == wrong.printed), None)
            name = _IDENTIFIERS[wrong.field]
            said = f"The {name} {wrong.printed} of {works.number(reference).lower()}"
            said += f" belongs to another work, {works.named(other)}." if other else " is not this work's."
            todo = _remedy(wrong, found=resolution.outcome == "matched" and wrong.field != "DOI")
            related = []
            if other:
                text = str(other.get("title") or "")
                related.append(Related("record", text, id=wrong.printed, url=_address(wrong.field, wrong.printed)))
            fix = (
                mending.corrected(reference, resolution) if resolution.outcome == "matched" and wrong.registered else ""
            )
            yield works.finding(
                "wrong-doi", audit, reference, said + todo,
                level=LEVEL, kind=Kind.FAIL, owner=OWNER, related=related, fix=fix, key=wrong.field,
            )  # fmt: skip


def _remedy(wrong: Difference, *, found: bool) -> str:
    if wrong.registered:
        return f" Use the right one, {wrong.registered}."
    if found:
        return " Take it out: the entry names its work without it."
    return " The printed work was not found: look for it by its title, or ask the author for the source."


def _address(field: str, value: str) -> str:
    return {"DOI": f"https://doi.org/{value}", "PMID": f"https://pubmed.ncbi.nlm.nih.gov/{value}/"}.get(field, "")
