"""A link whose words name a listed work, "Roe 2017", tells the identifier that its entry does not print: one work, not
two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from citewarden.model import Document, Reference
from citewarden.stages._marks import body_blocks
from citewarden.stages._named import Naming
from citewarden.text import identifiers

_ENDS_IN = re.compile(r"\d{10,20}\Z")
_LONGEST = 80
"""Characters of a link that is nothing but names and a year."""


def identified(document: Document, references: Sequence[Reference]) -> list[Reference]:
    """The listed works, each with the DOI or PMID of the links of the text that name it and nothing else; one that has
    an identifier of its own, or that links name by several, as it was."""
    naming = Naming(document, references)
    blocks = [(b.start, b.end) for b in body_blocks(document)]
    told: dict[str, set[tuple[str, str]]] = {}
    for link in document.links:
        ids = {"DOI": identifiers.doi(link.href), "PMID": identifiers.pmid(link.href)}
        found = next(((kind, value) for kind, value in ids.items() if value), None) if link.rel == "link" else None
        if found is None or link.end - link.start > _LONGEST:
            continue
        if any(start <= link.start < end for start, end in blocks):
            work = _named(naming, document.text[link.start : link.end].strip("()[] "))
            told.setdefault(work, set()).add(found)
    return [_with(work, *told[work.id]) if len(told.get(work.id, ())) == 1 else work for work in references]


def _named(naming: Naming, words: str) -> str:
    """The one work that `words` name as a mark does, "" if they say more or less."""
    marks = list(naming.find(words))
    whole = len(marks) == 1 and marks[0].start == 0 and marks[0].end == len(words) and len(marks[0].targets) == 1
    return marks[0].targets[0][0] if whole else ""


def _with(work: Reference, told: tuple[str, str]) -> Reference:
    kind, value = told
    if work.DOI or work.PMID or work.PMCID or (kind == "DOI" and _is_another(str(work.csl.get("page", "")), value)):
        return work
    csl = {**work.csl, kind: value}
    return replace(work, csl=csl, DOI=value) if kind == "DOI" else replace(work, csl=csl, PMID=value)


def _is_another(page: str, doi: str) -> bool:
    """Whether a DOI ends in the number of another article than the printed one: houses that number their articles by
    so many figures put the number into the DOI."""
    number = _ENDS_IN.search(doi)
    return page.isdecimal() and number is not None and len(page) == len(number[0]) and page != number[0]
