"""Versions of one document in one list: a Cochrane review, a guideline of one society on one subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citewarden.model import Reference
from citewarden.text import dates

_TITLE = re.compile(
    r"(?<![\w/])(?P<maker>[A-Z]{3,12}|[A-Z]{2,9}(?:/[A-Z]{2,9}){1,5})(?: [\w-]{1,40}){0,3} (?i:guidelines?"
    r"|guidance|recommendations?|consensus|position (?:statement|paper)|scientific statement"
    r"|practice (?:parameters?|bulletin)|criteria|standards of (?:medical )?care|classification)\b"
)
"""A title of what its makers renew, their short name before it: "ACC/AHA clinical practice guideline"."""
_RENEWED = re.compile(r"\b(?:guidelines?|guidance|recommendations?|consensus|position statement|standards)\b", re.I)
"""What a title calls a document that its makers renew."""
_PLAIN_WORDS = """
    guideline guidelines guidance recommendation recommendations consensus position statement scientific practice report
    criteria clinical evidence based international european american british national update updated revised management
    treatment diagnosis care prevention evaluation with from women people patients adults edition version global
    strategy society college association executive summary
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
"""Words of such titles that do not say what they are about."""
_REVIEW = re.compile(r"10\.1002/14651858\.(cd\d+)", re.I)


def newer_listed(references: Sequence[Reference]) -> dict[str, Reference]:
    """Of documents of which a list has two versions, the older one's id -> the newer one."""
    versions: dict[tuple[str, ...], list[tuple[int, Reference]]] = {}
    for reference in references:
        if year := dates.year(reference.csl.get("issued")):
            for key in _document(reference):
                versions.setdefault(key, []).append((year, reference))
    out: dict[str, Reference] = {}
    for held in versions.values():
        newest = max(held, key=lambda pair: pair[0])
        out |= {r.id: newest[1] for year, r in held if year < newest[0]}
    return out


def _document(reference: Reference) -> Iterator[tuple[str, ...]]:
    """What names a document in all its versions: a Cochrane review's number, a guideline's makers and subject."""
    if review := _REVIEW.search(reference.DOI):
        yield (review[1].lower(),)
    title = str(reference.csl.get("title") or "")
    if (maker := _maker(reference)) and _RENEWED.search(title):
        words = set(re.findall(r"[a-z]{4,}", title.replace(maker, "").lower())) - _PLAIN
        if words:
            yield maker.casefold(), *sorted(words)
    if named := _TITLE.search(title):
        maker = named["maker"]
        words = set(re.findall(r"[a-z]{4,}", title.replace(maker, "").lower())) - _PLAIN
        if words:
            yield maker, *sorted(words)


def _maker(reference: Reference) -> str:
    """The body that makes a document, "" where people do."""
    authors = reference.csl.get("author") or ()
    first = authors[0] if isinstance(authors, list | tuple) and authors else {}
    return str(first.get("literal") or "") if isinstance(first, dict) else ""
