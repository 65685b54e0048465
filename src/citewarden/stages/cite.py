"""Find the references an article lists and the marks in its text that point to them.

The stage asks three questions in turn: what are the entries of the list (`_entries`: a reader marks blocks; there glued
ones are parted and broken ones joined; `_repeats`: "Ibid." is none), what does each entry say (`styles`), and where
does the text point to them (`_marks`) or to works listed nowhere (`_unlisted`), with which stretch of text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from citewarden.model import Block, Citation, CiteItem, Document, Reference
from citewarden.stages import _keyed, _repeats
from citewarden.stages._entries import Entry, entries
from citewarden.stages._marks import NUMERIC, Mark, body_blocks, marks
from citewarden.stages._unlisted import unlisted
from citewarden.styles import ParsedReference, dominant, parse_references
from citewarden.text import dates, identifiers, sentences
from citewarden.text.anchors import anchor

_SEARCH = re.compile(
    r"https?://(?:scholar\.google\.[\w.]+/(?!scholar_url)|www\.google\.[\w.]+/search|\S*[?&]term=|\S*openurl)", re.I
)
"""Addresses that search for a work: never the work's own."""
_RANGE = re.compile(r"\s?[-–—]\s?|\sto\s")
_ASIDE = re.compile(r"\s?[,;]?\s?")
_APART = re.compile(r";\s?(?:[a-z][a-z.]*,?\s){0,4}")
"""What parts the works named in one pair of brackets: "; ", "; cf. ", "; see also "."""
_OPEN = re.compile(r"[(\[][^()\[\]]*\Z")


def cite(document: Document) -> tuple[list[Reference], list[Citation]]:
    """The references of an article in printed order (those cited by key, then unlisted works last) and its marks."""
    listed, again = _repeats.parted(document, entries(document))
    printed = _references(document, listed)
    keyed = _keyed.references(document, len(printed))
    references = [*printed, *keyed]
    cited = _keyed.marks(document, printed, keyed)
    found = _apart(marks(document, references, _repeats.resolved(document, again, references)), cited)
    added, named = unlisted(document, references)
    references.extend(added)
    return references, _citations(document, _grouped(document, _without_overlap([*found, *cited, *named]), references))


def _references(document: Document, entries: Sequence[Entry]) -> list[Reference]:
    read = _authored(parse_references([document.text[e.start : e.end] for e in entries]))
    house = dominant((parsed.style for parsed in read), "")  # what no style is seen in is set as most of the list is
    return [
        _reference(document, number, entry, parsed, parsed.style or house)
        for number, (entry, parsed) in enumerate(zip(entries, read, strict=True), 1)
    ]


def _authored(read: Sequence[ParsedReference]) -> list[ParsedReference]:
    """The entries with a dash for their authors under those of the entry before."""
    out: list[ParsedReference] = []
    for parsed in read:
        before = out[-1].csl.get("author", ()) if out else ()
        if before and parsed.csl.get("custom", {}).get("same-author"):
            parsed = replace(parsed, csl={**parsed.csl, "author": [*before, *parsed.csl.get("author", ())]})
        out.append(parsed)
    return out


def _reference(document: Document, number: int, entry: Entry, parsed: Any, style: str) -> Reference:
    csl = dict(parsed.csl)
    for link in document.links:
        if entry.start <= link.start < entry.end and link.rel == "link" and link.href.startswith("http"):
            doi = identifiers.doi(link.href)
            if doi and csl.setdefault("DOI", doi) != doi:
                csl["custom"] = also_read(csl, doi)
            for kind, value in {"PMID": identifiers.pmid(link.href), "PMCID": identifiers.pmcid(link.href)}.items():
                if value:
                    csl.setdefault(kind, value)
            address = "" if _SEARCH.match(link.href) else identifiers.url(link.href)
            printed = str(csl.get("URL", ""))
            if address and (_page(address) == _page(printed) if printed else not doi):
                csl["URL"] = address  # what is printed may lack "www.": what the link leads to is the address
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


def _page(address: str) -> str:
    """An address without what two addresses of one page may differ in: scheme, "www." and the last slash."""
    return re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")


def also_read(csl: Mapping[str, Any], doi: str) -> dict[str, Any]:
    """The item's `custom` with one more reading of its DOI: what the printed one links to."""
    custom = dict(csl.get("custom", {}))
    return {**custom, "DOI-readings": list(dict.fromkeys([*custom.get("DOI-readings", ()), doi]))}


def _apart(marks: Iterable[Mark], cited: Sequence[Mark]) -> list[Mark]:
    """The marks that are none of those `cited` by key: a number printed for a key is no number of a printed list."""
    starts = [mark.start for mark in cited]
    return [m for m in marks if not (i := bisect_right(starts, max(m.start, m.end - 1))) or cited[i - 1].end <= m.start]


def _without_overlap(marks: Sequence[Mark]) -> list[Mark]:
    """Of marks that overlap the first and longest; one that binds to nothing gives way to any that does."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.targets)):
        if not out or mark.start >= out[-1].end:
            out.append(mark)
        elif mark.bound and not out[-1].bound:
            out[-1] = mark
    return out


def _grouped(document: Document, marks: list[Mark], references: Sequence[Reference]) -> list[Mark]:
    """Marks that stand side by side as one: "[1], [2]" names two works, "[1]–[5]" names five."""
    order = {r.id: i for i, r in enumerate(references)}
    out: list[Mark] = []
    for mark in marks:
        between = document.text[out[-1].end : mark.start] if out else "-"
        if out and NUMERIC.fullmatch(_words(document, out[-1])) and NUMERIC.fullmatch(_words(document, mark)):
            first, last = out[-1].targets[-1][0], mark.targets[0][0]
            if _RANGE.fullmatch(between) and first in order and last in order and 0 < order[last] - order[first] <= 30:
                inner = references[order[first] + 1 : order[last]]
                added = tuple((r.id, r.label or str(order[r.id] + 1)) for r in inner)
                out[-1] = _together(out[-1], mark, added)
                continue
            if _ASIDE.fullmatch(between):
                out[-1] = _together(out[-1], mark)
                continue
        elif (
            out and _APART.fullmatch(between) and _OPEN.search(document.text, max(0, out[-1].start - 40), out[-1].start)
        ):
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
