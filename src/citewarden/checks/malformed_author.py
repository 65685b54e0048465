"""An author's name in the reference list cannot be right as printed.

## What it does
Flags names whose initials fall apart ("Hersh C MH"), that carry a degree, a figure or a mark as if it were part of
the name ("Smith J MD", "Jones K2"), that stand twice in one entry, that are leavings of a program ("admin", "&amp;"),
or that the record of the source spells a letter otherwise ("Barett-Connor", "Barrett-Connor"). Where the source was
found in a registry or in `references/`, the name on record is proposed; else the likeliest form.

## Why it matters
A garbled name is a sign that the entry was put together by a template and never read again. Readers and search engines
cannot find the source by it.

## What to do
Compare with the source and correct the name. If it is right after all, leave it: the finding is a note.

## When it is wrong
For people whose given name really is written so, and for authors who sign with a user name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.checks._reference import number, place, record
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference
from citewarden.text import names

LEVEL = Level.NOTE
OWNER = Owner.EDITOR

_SPLIT = re.compile(
    r"(?<![\w-])([A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?)\s([A-Z])\s([A-Z]{2,3})"
    r"(?=[,.;)]|\s(?:et|and|&)\b|$)"
)
_DEGREE = re.compile(
    r"(?<![\w-])[A-ZÀ-Þ][\w'’-]+,?\s(?:[A-Z]\.?\s?){1,3},?\s"
    r"(MD|M\.D\.|PhD|Ph\.D\.|DO|MSc|MPH|RN|FACP|FRCP|MBBS)(?=[,.;)\s]|$)"
)
_FIGURE = re.compile(r"(?<![\w-])([A-ZÀ-Þ][a-zß-ÿ'’-]+\s[A-Z]{1,3})(\d{1,2}|[*†‡§])(?=[,.;]|\s)")
_RESIDUE = re.compile(r"^\W*(admin(?:istrator)?|webmaster|user\d*|editor\d+|null|undefined|unknown author)\b", re.I)
_ENTITY = re.compile(r"&(?:amp|nbsp|quot|#\d+);")
_SHORT_NAME, _LONG_NAME = 5, 9
_NO_NAME = frozenset(["US", "UK", "EU", "UN", "NHS", "CDC", "NIH", "FDA", "WHO"])


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference with a name that looks wrong; the worst trouble of an entry only."""
    for reference in audit.references:
        if not reference.listed:
            continue
        known = record(audit, reference)
        trouble = _trouble(reference, known)
        if trouble is None and not _another(audit, reference):
            trouble = _misprint(reference, known)
        if trouble is None:
            continue
        printed, why, likely, sure = trouble
        advice = (
            f"It probably should be {likely!r}; compare with the source." if likely else "Ask the writer or look it up."
        )
        fix = reference.raw.replace(printed, likely, 1) if likely and sure else ""
        yield Finding(
            "malformed-author",
            audit.document.id,
            reference.id,
            LEVEL,
            Kind.FAIL if likely else Kind.REVIEW,
            f"{number(reference)} names an author {printed!r}, {why}. {advice}",
            place(audit, reference, printed),
            fix=fix,
            owner=OWNER,
            confidence=0.9 if sure else 0.6,
        )


def _trouble(reference: Reference, known: Mapping[str, Any]) -> tuple[str, str, str, bool] | None:
    """(printed, why, likely form, sure) of the first thing wrong, None if nothing is."""
    head = _author_part(reference)
    match = _DEGREE.search(head)
    if match:
        bare = match[0].removesuffix(match[1]).rstrip(" ,")
        return match[0], f"with the degree {match[1]!r} as part of the name", bare, True
    for match in _SPLIT.finditer(head):
        family, first, rest = match.groups()
        if family in _NO_NAME or not _is_author(reference, family):
            continue
        on_record = _on_record(known, family)
        if on_record:
            if names.fold(on_record) == names.fold(match[0]):
                continue
            return match[0], "whose initials fall apart", on_record, True
        if rest[-1] == family[0].upper():
            why = (
                f"whose initials fall apart; the last one repeats the family name's first letter, as templates joining"
                f" {first}, {rest[:-1]} and {family} do"
            )
            return match[0], why, f"{family} {first}{rest[:-1]}", True
        return match[0], "whose initials fall apart", "", False
    match = _FIGURE.search(head)
    if match:
        return match[0], f"with {match[2]!r} left over from a footnote or affiliation mark", match[1], True
    match = _ENTITY.search(head)
    if match:
        return match[0], "which is a leftover of web code", "&" if match[0] == "&amp;" else "", match[0] == "&amp;"
    match = _RESIDUE.match(head)
    if match:
        return match[1], "which is an account's name, not a person's", "", False
    shown = [names.display(name) for name in reference.csl.get("author") or () if name.get("given")]
    twice = next((name for n, name in enumerate(shown) if name in shown[:n] and head.count(name) > 1), "")
    if twice:
        return twice, "twice", "", False
    return None


def _another(audit: Audit, reference: Reference) -> bool:
    """Whether `differs-from-record` tells of the authors already."""
    found = audit.resolution_of.get(reference.id)
    return found is not None and any(d.field == "author" and d.severity == "major" for d in found.differences)


def _misprint(reference: Reference, known: Mapping[str, Any]) -> tuple[str, str, str, bool] | None:
    """The first family name that the record has a stroke or two otherwise, of the same place and initial."""
    from rapidfuzz.distance import OSA

    head = _author_part(reference)
    people, registered = reference.csl.get("author") or (), known.get("author") or ()
    for mine, theirs in zip(people, registered, strict=False):
        printed, right = str(mine.get("family") or ""), str(theirs.get("family") or "")
        if not printed or not right or names.same_family(mine, theirs) or head.count(printed) != 1:
            continue
        if names.initials(mine.get("given", ""))[:1] != names.initials(theirs.get("given", ""))[:1]:
            return None  # another order, or another record: nothing further stands beside its like
        strokes = OSA.distance(names.fold(printed), names.fold(right))
        if strokes <= (1 if len(right) < _LONG_NAME else 2) and len(right) >= _SHORT_NAME:
            return printed, f"where its record has {right!r}", right, True
    return None


def _author_part(reference: Reference) -> str:
    """The entry up to its title: by the parser's fields, else up to the first full stop after a name, or the year."""
    raw = reference.raw
    ends = [field.start for field in reference.fields if field.name in ("title", "container-title", "issued")]
    if ends and min(ends) > 0:
        return raw[: min(ends)]
    title = str(reference.csl.get("title") or "")
    at = raw.find(title) if len(title) > 8 else -1
    if at > 0:
        return raw[:at]
    match = re.search(r"(?<=[A-Z]{2})\.\s|(?<=[a-z]{3})\.\s|\(?\b(?:19|20)\d{2}\b", raw)
    return raw[: match.start() + 1] if match else raw[:200]


def _is_author(reference: Reference, family: str) -> bool:
    """Whether the parser, where it read names at all, read this one as a person's."""
    people = [str(name.get("family") or "") for name in reference.csl.get("author") or ()]
    return not any(people) or any(names.fold(family) in names.fold(person) for person in people)


def _on_record(known: Mapping[str, Any], family: str) -> str:
    """The author of that family name on record, as "Hersh CM"; "" if there is none or no given name."""
    for name in known.get("author") or ():
        if name.get("given") and names.same_family(name, family):
            return names.display(name)
    return ""
