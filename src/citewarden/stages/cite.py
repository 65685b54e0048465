"""Find the references an article lists and the marks in its text that point to them.

The stage asks three questions in turn: what are the entries of the list (`_entries`: a reader marks blocks; there glued
ones are parted and broken ones joined), what does each entry say (`styles`), and where does the text point to them
(`_marks`), with which stretch of text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from citewarden.model import Block, Citation, CiteItem, Document, Reference
from citewarden.stages import _keyed
from citewarden.stages._entries import Entry, entries
from citewarden.stages._marks import NUMERIC, Mark, body_blocks, marks
from citewarden.styles import dominant, parse_references
from citewarden.text import dates, identifiers, sentences
from citewarden.text.anchors import anchor

_RANGE = re.compile(r"\s?[-–—]\s?|\sto\s")
_ASIDE = re.compile(r"\s?[,;]?\s?")


def cite(document: Document) -> tuple[list[Reference], list[Citation]]:
    """The references of an article in printed order (unlisted linked addresses last) and its in-text citations."""
    printed = _references(document, entries(document))
    keyed = _keyed.references(document, len(printed))
    references = [*printed, *keyed]
    cited = _keyed.marks(document, keyed)
    found = _apart(marks(document, references), cited)
    unlisted, linked = _linked(document, references, len(references))
    references.extend(unlisted)
    return references, _citations(document, _grouped(document, _without_overlap([*found, *cited, *linked]), references))


def _references(document: Document, entries: Sequence[Entry]) -> list[Reference]:
    read = parse_references([document.text[e.start : e.end] for e in entries])
    house = dominant((parsed.style for parsed in read), "")  # what no style is seen in is set as most of the list is
    return [
        _reference(document, number, entry, parsed, parsed.style or house)
        for number, (entry, parsed) in enumerate(zip(entries, read, strict=True), 1)
    ]


def _reference(document: Document, number: int, entry: Entry, parsed: Any, style: str) -> Reference:
    csl = dict(parsed.csl)
    for link in document.links:
        if entry.start <= link.start < entry.end and link.rel == "link" and link.href.startswith("http"):
            doi = identifiers.doi(link.href)
            if doi:
                csl.setdefault("DOI", doi)
            elif not csl.get("URL"):
                address = identifiers.url(link.href)
                if address:
                    csl["URL"] = address
    return Reference(
        id=f"{document.id}#ref-{number}",
        document=document.id,
        raw=parsed.raw,
        target=anchor(document, entry.start, entry.end),
        csl=csl,
        style=style,
        label=entry.label,
        DOI=str(csl.get("DOI", "")),
        PMID=str(csl.get("PMID", "")),
        PMCID=str(csl.get("PMCID", "")),
        ISBN=str(csl.get("ISBN", "")),
        URL=str(csl.get("URL", "")),
        accessed=dates.to_iso(csl.get("accessed")),
        fields=parsed.fields,
    )


def _linked(document: Document, references: Sequence[Reference], count: int) -> tuple[list[Reference], list[Mark]]:
    """Unlisted references for addresses linked in the text, and the marks of all links."""
    own = identifiers.url(document.url) if document.url else ""
    host = own.split("/")[2] if own else ""
    known = {r.URL: r.id for r in references if r.URL} | {f"doi:{r.DOI}": r.id for r in references if r.DOI}
    blocks = body_blocks(document)
    starts = [b.start for b in blocks]
    unlisted: list[Reference] = []
    marks: list[Mark] = []
    for link in document.links:
        if link.rel != "link" or not re.match(r"(?i)https?://", link.href):
            continue
        index = bisect_right(starts, link.start) - 1
        if index < 0 or link.start >= blocks[index].end or blocks[index].kind == "heading":
            continue
        address = identifiers.url(link.href)
        doi = identifiers.doi(link.href)
        if not address or (host and address.split("/")[2] == host):
            continue
        target = known.get(f"doi:{doi}") if doi else None
        target = target or known.get(address)
        words = document.text[link.start : link.end]
        if target is None:
            target = f"{document.id}#ref-{count + len(unlisted) + 1}"
            csl = {"type": "webpage", "title": words, "URL": address, **({"DOI": doi} if doi else {})}
            unlisted.append(
                Reference(
                    id=target,
                    document=document.id,
                    raw=link.href,
                    target=anchor(document, link.start, link.end),
                    csl=csl,
                    DOI=doi,
                    PMID=identifiers.pmid(link.href),
                    PMCID=identifiers.pmcid(link.href),
                    URL=address,
                    listed=False,
                )
            )
            known[address] = target
            if doi:
                known[f"doi:{doi}"] = target
        marks.append(Mark(link.start, link.end, ((target, words),)))
    return unlisted, marks


def _apart(marks: Iterable[Mark], cited: Sequence[Mark]) -> list[Mark]:
    """The marks that are none of those `cited` by key: a number printed for a key is no number of a printed list."""
    starts = [mark.start for mark in cited]
    return [m for m in marks if not (i := bisect_right(starts, max(m.start, m.end - 1))) or cited[i - 1].end <= m.start]


def _without_overlap(marks: list[Mark]) -> list[Mark]:
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.targets)):
        if not out or mark.start >= out[-1].end:
            out.append(mark)
    return out


def _grouped(document: Document, marks: list[Mark], references: Sequence[Reference]) -> list[Mark]:
    """Marks that stand side by side as one: "[1], [2]" names two works, "[1]–[5]" names five."""
    order = {r.id: i for i, r in enumerate(references)}
    out: list[Mark] = []
    for mark in marks:
        between = document.text[out[-1].end : mark.start] if out else "-"
        if out and NUMERIC.fullmatch(_words(document, out[-1])) and NUMERIC.fullmatch(_words(document, mark)):
            first, last = out[-1].targets[-1][0], mark.targets[0][0]
            if first in order and _RANGE.fullmatch(between) and 0 < order.get(last, -1) - order.get(first, 0) <= 30:
                inner = references[order[first] + 1 : order[last]]
                added = tuple((r.id, r.label or str(order[r.id] + 1)) for r in inner)
                out[-1] = _together(out[-1], mark, added)
                continue
            if _ASIDE.fullmatch(between):
                out[-1] = _together(out[-1], mark)
                continue
        elif out and "(" in document.text[out[-1].start - 1 : out[-1].start] and re.fullmatch(r";\s?", between):
            out[-1] = _together(out[-1], mark)
            continue
        out.append(mark)
    return out


def _together(one: Mark, other: Mark, between: Iterable[tuple[str, str]] = ()) -> Mark:
    targets = (*one.targets, *between, *other.targets)
    return replace(one, end=other.end, targets=targets, locators={**one.locators, **other.locators})


def _words(document: Document, mark: Mark) -> str:
    return document.text[mark.start : mark.end]


def _citations(document: Document, marks: Sequence[Mark]) -> list[Citation]:
    blocks = body_blocks(document)
    starts = [b.start for b in blocks]
    inside: dict[int, list[Mark]] = {}
    for mark in marks:
        inside.setdefault(bisect_right(starts, mark.start) - 1, []).append(mark)
    out = []
    for number, mark in enumerate(marks, 1):
        index = bisect_right(starts, mark.start) - 1
        block = blocks[index] if index >= 0 else Block("paragraph", 0, len(document.text))
        start, end = _covers(document, block, mark, inside[index])
        items = tuple(
            CiteItem(target, mark.locators.get(label, mark.locator), label)
            for target, label in {target or label: (target, label) for target, label in mark.targets}.values()
        )
        place = anchor(document, mark.start, mark.end)
        out.append(Citation(f"{document.id}#cit-{number}", document.id, place, items, start, end))
    return out


def _covers(document: Document, block: Block, mark: Mark, marks: Sequence[Mark]) -> tuple[int, int]:
    """What a mark is taken to back.

    In the middle of a sentence: from the mark before it (or the sentence's start) to itself. At a sentence's end: what
    that sentence says after an earlier mark, or all of it. Standing by itself behind the last full stop of a paragraph
    that has no other mark: the whole paragraph. In a line that leads into a list: the line and the list.
    """
    body = document.text[block.start : block.end]
    spans = sentences.spans(body) or ((0, len(body)),)
    at = mark.start - block.start
    number = max((i for i, (start, _) in enumerate(spans) if start <= at), default=0)
    if number and not body[spans[number][0] : at].strip(' (["”’'):
        number -= 1  # the mark follows the full stop of the sentence it belongs to
    start, end = spans[number][0] + block.start, max(spans[number][1] + block.start, mark.end)
    earlier = [m.end for m in marks if start <= m.start < mark.start and m.end > start]
    closing = not re.search(r"\w", document.text[mark.end : end])
    if earlier:
        start = max(earlier)
        while start < mark.start and not (document.text[start].isalnum() or document.text[start] in '([“"'):
            start += 1
    if not closing:
        return start, mark.end
    last = number == len(spans) - 1 or not re.search(r"\w", document.text[mark.end : block.end])
    apart = re.search(r"[.!?][\"”’)]*\s+$", document.text[block.start : mark.start]) is not None
    if last and apart and len(marks) == 1 and block.kind == "paragraph" and not _is_linked(mark, document):
        return block.start, max(end, mark.end)
    if last:
        led = [b for b in document.blocks if b.lead_in >= 0 and document.blocks[b.lead_in].start == block.start]
        if led:
            end = max(end, led[-1].end)
    return start, end


def _is_linked(mark: Mark, document: Document) -> bool:
    """Is the mark a linked phrase, not a number or a name and year?"""
    words = _words(document, mark)
    return not (NUMERIC.fullmatch(words) or re.search(r"(?:19|20)\d{2}", words))
