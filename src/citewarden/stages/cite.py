"""Find the references an article lists and the marks in its text that point to them.

The stage asks three questions in turn: what are the entries of the list (a reader marks blocks; here glued ones are
parted and broken ones joined), what does each entry say (`styles`), and where does the text point to them: numbers in
brackets or raised, author and year, notes, and links.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from citewarden.model import Block, Citation, CiteItem, Document, Reference
from citewarden.styles import parse_references
from citewarden.text import dates, identifiers, names, sentences
from citewarden.text.anchors import anchor

_LABEL = re.compile(
    r"^\s*(?:[•●▪◦‣·*–—-]\s+)?(?:\[(\d{1,3}|[A-Za-z]{1,4}\d{2}[a-z]?)\]|\((\d{1,3})\)(?=\s)|(\d{1,3})[.)]\s|(\d{1,3})\s(?=[A-Z]))?\s*"
)
_NEXT_NUMBER = r"(?:(?<=[\s.;,])(?:\[{n}\]|\({n}\)|{n}[.)])\s+(?=[A-ZÀ-Þ“\"'(]))"
_GLUED = re.compile(
    r"(?:(?:19|20)\d{2}[^.;]{0,12};\s?\w+(?:\([^)]*\))?:\s?[\w–-]+\.|10\.\d{4,9}/\S+|https?://\S+|PMID:?\s?\d+\.?"
    r"|Accessed\s[\w\s,]{6,20}\.)\s+(?=[A-ZÀ-Þ][\w'’-]+(?:\s[A-Z]{1,3}[,.\s]|,\s[A-Z]\.))"
)
_CONTINUES = re.compile(
    r"^(?:[a-zß-ÿ,;:)&]|https?://|www\.|doi\b|DOI\b|PMID|PMCID|Accessed|Retrieved|Available|Published|Updated|\d{4};|\(?\d+\(\d+\)[:,])"
)
_BRACKETS = re.compile(
    r"\[(\s*\d{1,3}(?:\s*(?:[,;]|[-–—]|to)\s*\d{1,3})*\s*)\]|(?<=\S)\s?\((\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\)"
)
_RAISED = re.compile(r"[¹²³⁰⁴⁵⁶⁷⁸⁹]+(?:[⁻⁾,˒\s–-]?[¹²³⁰⁴⁵⁶⁷⁸⁹]+)*")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_FLAT = re.compile(r"(?<=[a-zß-ÿ)”’\"%])[.,;:!?](\d{1,3}(?:[,–-]\d{1,3})*)(?=\s|$)")
_AUTHOR_YEAR = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w'’.-]*(?:\s(?:et\sal\.?,?|and|&|of|for|the|van|von|de|[A-ZÀ-Þ][\w'’.-]*,?))*)\s?,?\s?"
    r"[(\[]?(?P<year>(?:19|20)\d{2})(?P<letter>[a-z])?"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A list entry before parsing: code points of its words and its printed number or name."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark before its targets are known: `keys` are the numbers or labels it prints."""

    start: int
    end: int
    targets: tuple[tuple[str, str], ...]
    locator: str = ""


def cite(document: Document) -> tuple[list[Reference], list[Citation]]:
    """The references of an article in printed order (unlisted linked addresses last) and its in-text citations."""
    entries = _entries(document)
    references = _references(document, entries)
    marks = list(_marks(document, references))
    unlisted, linked = _linked(document, references, len(references))
    references.extend(unlisted)
    marks = _without_overlap([*marks, *linked])
    return references, _citations(document, marks)


# The list


def _entries(document: Document) -> list[_Entry]:
    blocks = [b for b in document.blocks if b.kind == "reference"]
    parted = [entry for block in blocks for entry in _part(document.text, block)]
    return _joined(document.text, parted)


def _part(text: str, block: Block) -> list[_Entry]:
    """The entries of one block: usually one, several if they were glued on one line."""
    body = text[block.start : block.end]
    marker = _LABEL.match(body)
    label = block.label
    start = 0
    if marker and marker.end() < len(body):
        printed = next((g for g in marker.groups() if g), "")
        if printed or not body[0].isalnum():
            start = marker.end()
        if printed and not label:
            label = printed
    cuts: list[tuple[int, int, str]] = []
    if label.isdigit():
        number = int(label) + 1
        at = start
        while True:
            match = re.compile(_NEXT_NUMBER.format(n=number)).search(body, at)
            if not match:
                break
            cuts.append((match.start(), match.end(), str(number)))
            at = match.end()
            number += 1
    else:
        cuts = [(m.end(), m.end(), "") for m in _GLUED.finditer(body, start)]
    out = []
    for stop, next_start, next_label in [*cuts, (len(body), len(body), "")]:
        out.append(_trimmed(text, block.start + start, block.start + stop, label))
        start, label = next_start, next_label
    return [e for e in out if e.end > e.start]


def _trimmed(text: str, start: int, end: int, label: str) -> _Entry:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return _Entry(start, end, label)


def _joined(text: str, entries: list[_Entry]) -> list[_Entry]:
    """Entries with those broken over lines made whole again."""
    numbered = sum(e.label.isdigit() for e in entries) > len(entries) / 2
    out: list[_Entry] = []
    for entry in entries:
        if out and not entry.label:
            before = text[out[-1].start : out[-1].end]
            words = text[entry.start : entry.end]
            adjoining = not text[out[-1].end : entry.start].strip(" \n\t•*-")
            broken = _CONTINUES.match(words) or before.endswith(("-", ",", "&", " and", ":"))
            if adjoining and (broken or numbered):
                out[-1] = replace(out[-1], end=entry.end)
                continue
        out.append(entry)
    return out


def _references(document: Document, entries: Sequence[_Entry]) -> list[Reference]:
    raws = [document.text[e.start : e.end] for e in entries]
    return [
        _reference(document, number, entry, parsed)
        for number, (entry, parsed) in enumerate(zip(entries, parse_references(raws), strict=True), 1)
    ]


def _reference(document: Document, number: int, entry: _Entry, parsed: Any) -> Reference:
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
        style=parsed.style,
        label=entry.label,
        DOI=str(csl.get("DOI", "")),
        PMID=str(csl.get("PMID", "")),
        PMCID=str(csl.get("PMCID", "")),
        ISBN=str(csl.get("ISBN", "")),
        URL=str(csl.get("URL", "")),
        accessed=dates.to_iso(csl.get("accessed")),
        fields=parsed.fields,
    )


# The marks


def _body(document: Document) -> list[Block]:
    aside = [(s.start, s.end) for s in document.sections if s.role != "body"]
    return [
        b
        for b in document.blocks
        if b.kind in ("paragraph", "item", "row", "heading", "caption") and not any(a <= b.start < z for a, z in aside)
    ]


def _marks(document: Document, references: Sequence[Reference]) -> Iterator[_Mark]:
    numbers = {r.label or str(i): r.id for i, r in enumerate(references, 1)}
    for i, r in enumerate(references, 1):
        numbers.setdefault(str(i), r.id)
    if not references:
        return
    for link in document.links:
        if link.rel in ("citation", "note") and link.href.lstrip("#") in numbers:
            key = link.href.lstrip("#")
            yield _Mark(link.start, link.end, ((numbers[key], document.text[link.start : link.end]),))
    for block in _body(document):
        body = document.text[block.start : block.end]
        for match in _BRACKETS.finditer(body):
            keys = _numbers(match[1] or match[2])
            if (
                keys
                and all(k in numbers for k in keys)
                and (match[1] or len(keys) > 1 or body[match.end() : match.end() + 1] in ".,;")
            ):
                yield _Mark(
                    block.start + match.start(), block.start + match.end(), tuple((numbers[k], k) for k in keys)
                )
        for match in _RAISED.finditer(body):
            keys = _numbers(match[0].translate(_RAISED_DIGITS))
            if keys and all(k in numbers for k in keys):
                yield _Mark(
                    block.start + match.start(), block.start + match.end(), tuple((numbers[k], k) for k in keys)
                )
        for match in _FLAT.finditer(body):
            keys = _numbers(match[1])
            if keys and all(k in numbers for k in keys):
                yield _Mark(
                    block.start + match.start(1), block.start + match.end(1), tuple((numbers[k], k) for k in keys)
                )
        yield from _author_years(block, body, references)


def _numbers(printed: str) -> list[str]:
    """["3", "4", "5", "8"] of "3-5,8"; [] if a range runs backwards or is too long."""
    out: list[str] = []
    for part in re.split(r"[,;]", printed):
        ends = [p for p in re.split(r"\s*(?:[-–—]|to)\s*", part.strip()) if p]
        if not ends:
            continue
        first, last = int(ends[0]), int(ends[-1])
        if last < first or last - first > 30:
            return []
        out.extend(str(n) for n in range(first, last + 1))
    return out


def _author_years(block: Block, body: str, references: Sequence[Reference]) -> Iterator[_Mark]:
    for match in _AUTHOR_YEAR.finditer(body):
        found = [r for r in references if _is_called(r, match["who"], int(match["year"]))]
        if found:
            label = match[0].strip("([, ")
            yield _Mark(block.start + match.start(), block.start + match.end(), ((found[0].id, label),))


def _is_called(reference: Reference, who: str, year: int) -> bool:
    if dates.year(reference.csl.get("issued")) != year:
        return False
    authors = reference.csl.get("author") or ()
    if not authors:
        return False
    who = re.sub(r"\bet\sal\.?.*$|,$", "", who).strip(" ,")
    first = re.split(r"\s(?:and|&)\s", who)[0].strip(" ,")
    name = names.family(authors[0])
    if names.same_family(first, name):
        return True
    acronym = "".join(w[0] for w in re.findall(r"\b[A-Z]\w*", name))
    return bool(len(acronym) > 1 and names.fold(who) == names.fold(acronym))


def _linked(document: Document, references: Sequence[Reference], count: int) -> tuple[list[Reference], list[_Mark]]:
    """Unlisted references for addresses linked in the text, and the marks of all links."""
    own = identifiers.url(document.url) if document.url else ""
    host = own.split("/")[2] if own else ""
    known = {r.URL: r.id for r in references if r.URL} | {f"doi:{r.DOI}": r.id for r in references if r.DOI}
    blocks = _body(document)
    starts = [b.start for b in blocks]
    unlisted: list[Reference] = []
    marks: list[_Mark] = []
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
        marks.append(_Mark(link.start, link.end, ((target, words),)))
    return unlisted, marks


def _without_overlap(marks: list[_Mark]) -> list[_Mark]:
    out: list[_Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not out or mark.start >= out[-1].end:
            out.append(mark)
    return out


def _citations(document: Document, marks: Sequence[_Mark]) -> list[Citation]:
    blocks = _body(document)
    starts = [b.start for b in blocks]
    out = []
    for number, mark in enumerate(marks, 1):
        index = bisect_right(starts, mark.start) - 1
        block = blocks[index] if index >= 0 else Block("paragraph", 0, len(document.text))
        start, end = _covers(document, block, mark)
        items = tuple(CiteItem(target, mark.locator, label) for target, label in dict(mark.targets).items())
        out.append(
            Citation(
                f"{document.id}#cit-{number}", document.id, anchor(document, mark.start, mark.end), items, start, end
            )
        )
    return out


def _covers(document: Document, block: Block, mark: _Mark) -> tuple[int, int]:
    """The sentence a mark stands in, or the one it follows."""
    body = document.text[block.start : block.end]
    spans = sentences.spans(body) or ((0, len(body)),)
    at = mark.start - block.start
    chosen = spans[0]
    for start, end in spans:
        if start <= at:
            chosen = (start, end)
            if not body[start:at].strip() and start > 0:
                earlier = [s for s in spans if s[1] <= start]
                chosen = earlier[-1] if earlier else chosen
    return block.start + chosen[0], max(block.start + chosen[1], mark.end)
