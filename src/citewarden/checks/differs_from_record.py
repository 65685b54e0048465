"""What is printed differs from the registered record of the same work.

## What it does
Compares title, first author, journal, year, volume, issue and first page of every resolved reference with the accepted
record. Another title, author or journal, or a year more than one off, is a warning; the rest is a note. Abbreviated
journals, transliterated names and shortened page ranges are no difference.

## Why it matters
Readers and programs find a work by these fields. A wrong year also puts old evidence in a new light.

## What to do
Compare with the work itself and mend the entry. The line offered is the printed one with the differing fields as the
record has them, and can be pasted in.

## When it is wrong
Registries have slips too, and the year online may differ from the year in print. The work itself decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citewarden.checks import _works as works
from citewarden.model import Audit, Difference, Finding, Kind, Level, Owner
from citewarden.text import mending

LEVEL = Level.NOTE
OWNER = Owner.EDITOR

_NAMES = {"issued": "year", "container-title": "journal", "author": "first author", "page": "first page"}
_OTHERS = frozenset({"DOI", "DOI registration", "PMID", "PMCID", "ISBN"})


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference with differences."""
    for reference in audit.references:
        resolution = audit.resolution_of.get(reference.id)
        if resolution is None or resolution.outcome != "matched" or resolution.registry == "web":
            continue
        told = [d for d in resolution.differences if d.field not in _OTHERS and not _left_to_others(d)]
        if not told or works.put_together(reference, resolution):
            continue
        major = any(d.severity == "major" for d in told)
        source = "the source library" if resolution.registry == "library" else works.called(resolution.registry)
        said = "; ".join(f"{_NAMES.get(d.field, d.field)} {own}, {source} has {theirs}"
                         for d in told for own, theirs in [_quoted(d.printed, d.registered)])  # fmt: skip
        yield works.finding(
            "differs-from-record",
            audit,
            reference,
            f"{works.number(reference)} differs from its record: {said}. Compare with the work and mend the entry.",
            level=Level.WARNING if major else LEVEL,
            kind=Kind.REVIEW,
            owner=OWNER,
            fix=mending.corrected(reference, resolution),
            confidence=0.8,
        )


def _left_to_others(difference: Difference) -> bool:
    """A garbled initial and an organisation's former name have checks of their own."""
    return difference.field == "author" and difference.severity == "minor"


def _quoted(*texts: str) -> list[str]:
    """Both texts in quotation marks; of long ones what is around the first word in which they differ."""
    words = [text.split() for text in texts]
    apart = next((n for n, (a, b) in enumerate(zip(*words, strict=False)) if a != b), min(map(len, words)))
    first = max(0, apart - _AROUND // 2) if apart >= _AROUND else 0
    return [text if text.isdigit() else f'"{_cut(each, first)}"' for text, each in zip(texts, words, strict=True)]


_AROUND = 20
"""Words of a field that are quoted."""


def _cut(words: Sequence[str], first: int) -> str:
    shown = words[first : first + _AROUND]
    return " ".join(["…"] * bool(first) + [*shown] + ["…"] * (first + _AROUND < len(words)))
