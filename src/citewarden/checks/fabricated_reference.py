"""No registry knows the article, and what is printed does not hang together.

## What it does
Flags references that look like journal articles, were found nowhere although the registries answered, and carry a sign
against them: the DOI is registered nowhere or belongs to another work, or the printed place in the journal (volume and
first page) holds another article. A reference that has the title of one work, and the place or the identifier of
another, is told with both.

## Why it matters
Programs that write text invent references of this kind: a fitting title, well-known authors, a real journal, and
nothing behind it.

## What to do
Ask the author for the source. Until it is there, treat every sentence that rests on it as unsourced.

## When it is wrong
A reference with several slips at once looks the same. Compare title, journal and year by hand before anything is said
to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference, Related, Resolution
from citewarden.text import matching

LEVEL = Level.WARNING
OWNER = Owner.SECTION_EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference that seems made up."""
    for reference in audit.references:
        resolution = audit.resolution_of.get(reference.id)
        if resolution is None or not _is_article(reference.csl):
            continue
        if two := works.put_together(reference, resolution):
            titled, placed = two
            yield works.finding(
                "fabricated-reference", audit, reference,
                f"{works.number(reference)} is put together of two works: the title is that of {works.named(titled)},"
                f" the rest that of {works.named(placed)}. Cite the one that is meant, or ask the author for the"
                " source.",
                level=LEVEL, kind=Kind.REVIEW, owner=OWNER, confidence=0.75,
                related=[Related("record", works.named(r), id=str(r.get("DOI") or "")) for r in two],
            )  # fmt: skip
            continue
        if resolution.outcome != "not_found":
            continue
        signs = list(_signs(reference, resolution))
        if signs:
            yield works.finding(
                "fabricated-reference", audit, reference,
                f"{works.number(reference)} was found nowhere, and {' and '.join(text for text, _ in signs)}. It may"
                " not exist: ask the author for the source.",
                level=LEVEL, kind=Kind.REVIEW, owner=OWNER, confidence=0.6 + 0.15 * min(2, len(signs) - 1),
                related=[Related("record", works.named(r), id=str(r.get("DOI") or "")) for _, r in signs if r],
            )  # fmt: skip


def _is_article(item: Mapping[str, Any]) -> bool:
    return bool(item.get("container-title") and item.get("title") and (item.get("volume") or item.get("page")))


def _signs(reference: Reference, resolution: Resolution) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What speaks against the reference, each with the record that shows it."""
    fields = {d.field: d for d in resolution.differences}
    other: Mapping[str, Any] = {}
    if "DOI registration" in fields and matching.doi_readings(reference.csl):
        pass  # where the DOI ends is in doubt: that no reading is registered speaks against our reading first
    elif "DOI registration" in fields:
        yield "its DOI is registered nowhere", {}
    elif "DOI" in fields and not fields["DOI"].registered:
        other = next((c for c in resolution.candidates if c.get("DOI") == fields["DOI"].printed), {})
        yield f"its DOI belongs to {works.named(other) if other else 'another work'}", other
    for candidate in resolution.candidates:
        if (
            candidate != other
            and matching.in_its_place(reference.csl, candidate)
            and _is_another(reference.csl, candidate)
        ):
            yield f"its place in the journal holds {works.named(candidate)}", candidate
            return


def _is_another(item: Mapping[str, Any], candidate: Mapping[str, Any]) -> bool:
    """Whether what stands at the printed place is another work: one of the authors there may have put its title in
    other words."""
    major = matching.is_title_major(item, candidate) and not matching.have_people(item, candidate)
    return major or matching.is_another(item, candidate)
