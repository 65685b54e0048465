"""The printed DOI, PubMed number or ISBN belongs to another work, or is none.

## What it does
Looks every printed identifier up, and compares the record with the printed title, authors, journal, year, volume and
page. Flags references whose identifier leads elsewhere, and proposes the right one where it is found. What is printed
as a DOI and cannot be one ("10.1016.S1474-4422", without the slash) is a warning, and so is one whose check character
does not fit its other signs ("S0140-6736(97)11096-1") where no registry said which one is meant, or that is other than
in a note of the library on the same work.

## Why it matters
A reader who follows the link lands on another paper. It is also a common mark of references made up by a program.

## What to do
Put the proposed identifier in its place. If none is proposed, look for the work by its title, and ask the author for
the source if it cannot be found.

## When it is wrong
When a registry holds the title in another language only, or when an old record is wrong: compare the two titles shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _works as works
from citewarden.checks._reference import record
from citewarden.model import Audit, Difference, Finding, Kind, Level, Owner, Reference, Related
from citewarden.text import identifiers, mending, pii

LEVEL = Level.ERROR
OWNER = Owner.EDITOR

_IDENTIFIERS = {"DOI": "DOI", "PMID": "PubMed number", "PMCID": "PMC number", "ISBN": "ISBN"}
_AS_DOI = re.compile(
    r"(?<![\w.])(?:doi:|doi\s+(?=\d)|(?:dx\.)?doi\.org/)\s*(?P<printed>(?:[^\s,;“”\"<>]|(?<=\d),(?=\d)){6,})", re.I
)
_SHORT = re.compile(r"10/[a-z0-9]+\W*\Z", re.I)


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per identifier of another work."""
    for reference in audit.references:
        resolution = audit.resolution_of.get(reference.id)
        if (printed := _no_doi(reference)) is not None:
            right = str(resolution.csl.get("DOI", "")) if resolution and resolution.outcome == "matched" else ""
            yield works.finding(
                "wrong-doi", audit, reference,
                f"What {works.number(reference).lower()} prints as a DOI, {printed}, cannot be one: a DOI is “10.”, a"
                f" number, a slash and a name. {f'Use {right}.' if right else 'Correct it.'}",
                level=Level.WARNING, kind=Kind.FAIL, owner=OWNER,
                fix=reference.raw.replace(printed, right, 1) if right else "", key="no DOI",
            )  # fmt: skip
        differences = resolution.differences if resolution else ()
        if any(d.field == "DOI registration" for d in differences):
            continue
        if (
            pii.is_torn(reference.DOI)
            and not any(d.field == "DOI" for d in differences)
            and not _known(audit, reference)
        ):
            yield works.finding(
                "wrong-doi", audit, reference,
                f"The DOI {reference.DOI} of {works.number(reference).lower()} has a sign wrong: its last one is a"
                " check character and does not fit the others. Copy it anew from the publisher's page.",
                level=Level.WARNING, kind=Kind.FAIL, owner=OWNER, key="check character",
            )  # fmt: skip
        if resolution is None:
            continue
        for wrong in differences:
            if wrong.field not in _IDENTIFIERS or wrong.severity != "major":
                continue
            if resolution.registry == "library" and resolution.identified != "matched":
                yield _other_than_noted(audit, reference, wrong)
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


def _other_than_noted(audit: Audit, reference: Reference, wrong: Difference) -> Finding:
    """A note of the library on the same title, people, volume and page has another identifier; nobody told whose is
    right."""
    name = _IDENTIFIERS[wrong.field]
    noted = str(record(audit, reference).get(wrong.field) or wrong.registered)
    at = reference.raw.lower().find(wrong.printed.lower())
    end = at + len(wrong.printed)
    return works.finding(
        "wrong-doi", audit, reference,
        f"{works.number(reference)} prints the {name} {reference.raw[at:end] if at >= 0 else wrong.printed}, your own"
        f" note on this work has {noted}. One of the two is wrong: look both up.",
        level=Level.WARNING, kind=Kind.FAIL, owner=OWNER, key=f"noted {wrong.field}",
        fix=reference.raw[:at] + noted + reference.raw[end:] if at >= 0 else "",
    )  # fmt: skip


def _known(audit: Audit, reference: Reference) -> bool:
    """Whether a record, of a registry or the library, has the printed DOI."""
    return str(record(audit, reference).get("DOI") or "").casefold() == reference.DOI.casefold()


def _no_doi(reference: Reference) -> str | None:
    """What an entry prints as its DOI and nobody could look up as one; None where it prints a DOI, or none."""
    found = _AS_DOI.search(reference.raw)
    if not found or reference.csl.get("DOI") or identifiers.doi(reference.raw):
        return None
    printed = found["printed"].rstrip(".)]")
    return printed if re.search(r"\d{3}", printed) and not _SHORT.match(printed) else None


def _remedy(wrong: Difference, *, found: bool) -> str:
    if wrong.registered:
        return f" Use the right one, {wrong.registered}."
    if found:
        return " Take it out: the entry names its work without it."
    return " The printed work was not found: look for it by its title, or ask the author for the source."


def _address(field: str, value: str) -> str:
    return {"DOI": f"https://doi.org/{value}", "PMID": f"https://pubmed.ncbi.nlm.nih.gov/{value}/"}.get(field, "")
