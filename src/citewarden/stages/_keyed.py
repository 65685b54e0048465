"""The sources an article cites by key: a reference for each entry of its bibliography, a mark for each place.

Such an entry is not in the article's text: its fields are those the bibliography states, nothing is parsed, and its
place is the first mark that names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from citewarden.model import BibliographyEntry, Document, Hyperlink, Reference, SpecificResource
from citewarden.stages._marks import Mark
from citewarden.styles import parse_references
from citewarden.text import dates, identifiers, writers
from citewarden.text.anchors import anchor
from citewarden.text.bibliography import items


def references(document: Document, before: int) -> list[Reference]:
    """A listed reference for each entry of `document.cited`, numbered from the `before` printed ones on."""
    first: dict[str, Hyperlink] = {}
    for link in _keys(document):
        first.setdefault(link.href, link)
    return [
        _reference(document, entry, number, first.get(entry.key))
        for number, entry in enumerate(document.cited, before + 1)
    ]


def marks(document: Document, printed: Sequence[Reference], keyed: Sequence[Reference]) -> list[Mark]:
    """The marks that cite by key, in reading order. A key may also be the label of a printed entry; one that nothing
    answers to has the target "" and is told."""
    known = {r.label or str(number): r.id for number, r in enumerate(printed, 1)}
    known |= {entry.key: r.id for entry, r in zip(document.cited, keyed, strict=True)}
    places: dict[tuple[int, int], list[Hyperlink]] = {}
    for link in _keys(document):
        places.setdefault((link.start, link.end), []).append(link)
    out = []
    for (start, end), links in sorted(places.items()):
        targets = tuple((known.get(link.href, ""), link.href) for link in links)
        pages = {link.href: link.locator for link in links if link.locator}
        out.append(Mark(start, end, targets, locators=pages))
    return out


def _on_line(document: Document, line: int) -> SpecificResource:
    """The place of an entry that is no part of the text."""
    return replace(anchor(document, 0, 0), start_line=line, start_column=1, end_line=line, end_column=1)


def _keys(document: Document) -> list[Hyperlink]:
    return [link for link in document.links if link.rel == "key"]


def _item(entry: BibliographyEntry) -> Mapping[str, Any]:
    """What an entry states, and what its printed words say where it states them as one: as its title, or alone."""
    if not entry.csl:
        return parse_references([entry.raw])[0].csl
    if entry.raw and "title" not in entry.csl:
        return {**parse_references([entry.raw])[0].csl, **{k: v for k, v in entry.csl.items() if k != "type"}}
    if not entry.raw or entry.csl.get("title") != entry.raw or {"author", "container-title", "issued"} & {*entry.csl}:
        return entry.csl
    said = parse_references([entry.raw])[0].csl
    stated = {name: value for name, value in entry.csl.items() if name not in ("title", "type")}
    return {**said, **stated} if "title" in said else entry.csl


def _reference(document: Document, entry: BibliographyEntry, number: int, link: Hyperlink | None) -> Reference:
    csl = items.normal(_item(entry))
    held = {name: str(csl.get(name) or "") for name in ("DOI", "PMID", "PMCID", "ISBN", "URL")}
    return Reference(
        id=f"{document.id}#ref-{number}",
        document=document.id,
        raw=" ".join((entry.raw or writers.ama(csl)).split()) or entry.key,
        target=anchor(document, link.start, link.end) if link else _on_line(document, entry.line or 1),
        csl=csl,
        label=entry.key,
        DOI=identifiers.doi(held["DOI"]) or identifiers.doi(held["URL"]),
        PMID=identifiers.pmid(held["PMID"]) or identifiers.pmid(held["URL"]),
        PMCID=identifiers.pmcid(held["PMCID"]) or identifiers.pmcid(held["URL"]),
        ISBN=identifiers.isbn(held["ISBN"]),
        URL=identifiers.url(held["URL"]),
        accessed=dates.to_iso(csl.get("accessed")),
    )
