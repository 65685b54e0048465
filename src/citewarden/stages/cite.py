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
from citewarden.styles import dominant, parse_references
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
_NOTE = "note "
"""What the labels of notes begin with, where there is a list beside them."""
_SOURCE = re.compile(r"\b(?:19|20)\d{2}\b|https?://|\bdoi\b", re.IGNORECASE)
_CONTINUES = re.compile(
    r"^(?:[a-zß-ÿ,;:)&]|https?://|www\.|doi\b|DOI\b|PMID|PMCID|Accessed|Retrieved|Available|Published|Updated|\d{4};|\(?\d+\(\d+\)[:,])"
)
_BRACKETS = re.compile(
    r"\[(\s*\d{1,3}(?:\s*(?:[,;]|[-–—]|to)\s*\d{1,3})*\s*)\]|(?<=\S)\s?\((\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\)"
)
_RAISED = re.compile(r"[¹²³⁰⁴⁵⁶⁷⁸⁹]+(?:[⁻⁾,˒\s–-]?[¹²³⁰⁴⁵⁶⁷⁸⁹]+)*")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_FLAT = re.compile(r"(?<=[a-zß-ÿ)”’\"%])[.,;:!?](\d{1,3}(?:[,–-]\d{1,3})*)(?=\s|$)")
_NUMERIC = re.compile(r"[\s\[\](){},;–—⁰¹²³⁴⁵⁶⁷⁸⁹⁻\d-]+")
_RANGE = re.compile(r"\s?[-–—]\s?|\sto\s")
_ASIDE = re.compile(r"\s?[,;]?\s?")
_LOCATOR = re.compile(r"[,:]\s?((?:pp?|pages?|ch|chap|sec|§)\.?\s?[\w–-]+)")
_AUTHOR_YEAR = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w'’.-]*(?:\s(?:et\sal\.?,?|and|&|of|for|the|van|von|de|[A-ZÀ-Þ][\w'’.-]*,?))*)\s?,?\s?"
    r"[(\[]?\b(?P<year>(?:19|20)\d{2})(?P<letter>[a-z])?\b"
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
    marks = _grouped(document, _without_overlap([*marks, *linked]), references)
    return references, _citations(document, marks)


# The list


def _entries(document: Document) -> list[_Entry]:
    blocks = [b for b in document.blocks if b.kind == "reference"]
    parted = [entry for block in blocks for entry in _part(document.text, block)]
    return [*_joined(document.text, parted), *_noted(document)]


def _noted(document: Document) -> list[_Entry]:
    """Notes beside a list that name sources of their own: they have a year or an address and are pointed to."""
    marked = {link.href.lstrip("#") for link in document.links if link.rel == "note"}
    notes = [b for b in document.blocks if b.kind == "note" and b.label in marked]
    return [
        _trimmed(document.text, b.start, b.end, _NOTE + b.label)
        for b in notes
        if _SOURCE.search(document.text, b.start, b.end)
    ]


def parts(raw: str) -> list[tuple[int, int]]:
    """(start, end) of each reference in a stretch of text: one, or several that were glued together."""
    return [(entry.start, entry.end) for entry in _part(raw, Block("reference", 0, len(raw)))]


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
    read = parse_references([document.text[e.start : e.end] for e in entries])
    house = dominant((parsed.style for parsed in read), "")  # what no style is seen in is set as most of the list is
    return [
        _reference(document, number, entry, parsed, parsed.style or house)
        for number, (entry, parsed) in enumerate(zip(entries, read, strict=True), 1)
    ]


def _reference(document: Document, number: int, entry: _Entry, parsed: Any, style: str) -> Reference:
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
    taken: set[int] = set()
    aside = {b.label for b in document.blocks if b.kind == "note"}
    for link in document.links:
        if link.rel not in ("citation", "note"):
            continue
        key = link.href.lstrip("#")
        noted = numbers.get(_NOTE + key) if link.rel == "note" else None
        keys = [key] if key in numbers or not _NUMERIC.fullmatch(key) else _numbers(key)
        if link.rel == "note" and key in aside:
            taken.add(link.start)  # of a remark, or of a source: never of the entry that happens to have its number
            if not noted:
                continue
        if noted:
            yield _Mark(link.start, link.end, ((noted, document.text[link.start : link.end]),))
        elif len(keys) == 1 and key in numbers:
            yield _Mark(link.start, link.end, ((numbers[key], document.text[link.start : link.end]),))
        elif len(keys) > 1 and all(k in numbers for k in keys):
            yield _Mark(link.start, link.end, tuple((numbers[k], k) for k in keys))
    for block in _body(document):
        body = document.text[block.start : block.end]
        for match in _BRACKETS.finditer(body):
            keys = _numbers(match[1] or match[2])
            if (
                keys
                and block.start + match.start() not in taken
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
        year, who = int(match["year"]), match["who"]
        found = [(_called(r, who, year, match["letter"] or ""), r) for r in references]
        found = [(score, r) for score, r in found if score > 0]
        if not found:
            continue
        best = max(score for score, _ in found)
        reference = next(r for score, r in found if score == best)
        locator = _LOCATOR.match(body, match.end())
        end = locator.end() if locator else match.end()
        start = match.start() + len(match[0]) - len(match[0].lstrip("([ "))
        label = body[start : match.end()]
        yield _Mark(block.start + start, block.start + end, ((reference.id, label),), locator[1] if locator else "")


def _called(reference: Reference, who: str, year: int, letter: str) -> float:
    """How well "Vogt et al." and 2009 name this reference, 0 for not at all."""
    authors = reference.csl.get("author") or reference.csl.get("editor") or ()
    if not authors or dates.year(reference.csl.get("issued")) != year:
        return 0.0
    shortened = re.search(r"\bet\sal\b", who) is not None
    people = [
        p.strip(" ,.") for p in re.split(r",?\s(?:and|&)\s|,\s", re.sub(r"\bet\sal\b.*$", "", who)) if p.strip(" ,.")
    ]
    if not people:
        return 0.0
    first = names.family(authors[0])
    if not any(names.same_family(p, first) for p in (people[0], people[0].split()[-1], who.strip(" ,."))):
        acronyms = {names.fold("".join(w[0] for w in re.findall(r"\b[A-Z]\w*", first)))}
        acronyms |= {names.fold(a) for a in re.findall(r"\(([A-Z][\w-]{1,9})\)", first)}
        if names.fold(people[0].split()[-1]) not in acronyms or len(people[0].split()[-1]) < 2:
            return 0.0
    score = 1.0
    if letter:
        score += 1.0 if reference.csl.get("year-suffix") == letter else -0.5
    if len(people) == 2 and not shortened:
        score += 0.5 if len(authors) > 1 and names.same_family(people[1], names.family(authors[1])) else -0.4
    if shortened:
        score += 0.2 if len(authors) > 1 or reference.csl.get("custom", {}).get("et-al") else -0.2
    return score


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
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.targets)):
        if not out or mark.start >= out[-1].end:
            out.append(mark)
    return out


def _grouped(document: Document, marks: list[_Mark], references: Sequence[Reference]) -> list[_Mark]:
    """Marks that stand side by side as one: "[1], [2]" names two works, "[1]–[5]" names five."""
    order = {r.id: i for i, r in enumerate(references)}
    out: list[_Mark] = []
    for mark in marks:
        between = document.text[out[-1].end : mark.start] if out else "-"
        if out and _NUMERIC.fullmatch(_words(document, out[-1])) and _NUMERIC.fullmatch(_words(document, mark)):
            first, last = out[-1].targets[-1][0], mark.targets[0][0]
            if _RANGE.fullmatch(between) and 0 < order.get(last, -1) - order.get(first, 0) <= 30:
                inner = references[order[first] + 1 : order[last]]
                added = tuple((r.id, r.label or str(order[r.id] + 1)) for r in inner)
                out[-1] = replace(out[-1], end=mark.end, targets=(*out[-1].targets, *added, *mark.targets))
                continue
            if _ASIDE.fullmatch(between):
                out[-1] = replace(out[-1], end=mark.end, targets=(*out[-1].targets, *mark.targets))
                continue
        elif out and "(" in document.text[out[-1].start - 1 : out[-1].start] and re.fullmatch(r";\s?", between):
            out[-1] = replace(out[-1], end=mark.end, targets=(*out[-1].targets, *mark.targets))
            continue
        out.append(mark)
    return out


def _words(document: Document, mark: _Mark) -> str:
    return document.text[mark.start : mark.end]


def _citations(document: Document, marks: Sequence[_Mark]) -> list[Citation]:
    blocks = _body(document)
    starts = [b.start for b in blocks]
    inside: dict[int, list[_Mark]] = {}
    for mark in marks:
        inside.setdefault(bisect_right(starts, mark.start) - 1, []).append(mark)
    out = []
    for number, mark in enumerate(marks, 1):
        index = bisect_right(starts, mark.start) - 1
        block = blocks[index] if index >= 0 else Block("paragraph", 0, len(document.text))
        start, end = _covers(document, block, mark, inside[index])
        items = tuple(CiteItem(target, mark.locator, label) for target, label in dict(mark.targets).items())
        place = anchor(document, mark.start, mark.end)
        out.append(Citation(f"{document.id}#cit-{number}", document.id, place, items, start, end))
    return out


def _covers(document: Document, block: Block, mark: _Mark, marks: Sequence[_Mark]) -> tuple[int, int]:
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


def _is_linked(mark: _Mark, document: Document) -> bool:
    """Is the mark a linked phrase, not a number or a name and year?"""
    words = _words(document, mark)
    return not (_NUMERIC.fullmatch(words) or re.search(r"(?:19|20)\d{2}", words))
