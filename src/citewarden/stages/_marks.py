"""The marks in an article's text that point to its sources: numbers in brackets or raised, names and years, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from citewarden.model import Block, Document, Reference
from citewarden.stages._entries import NOTE
from citewarden.text import dates, names

_BRACKETS = re.compile(
    r"\[(\s*\d{1,3}(?:\s*(?:[,;]|[-–—]|to)\s*\d{1,3})*\s*)\]|(?<=\S)\s?\((\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\)"
)
_RAISED = re.compile(r"[¹²³⁰⁴⁵⁶⁷⁸⁹]+(?:[⁻⁾,˒\s–-]?[¹²³⁰⁴⁵⁶⁷⁸⁹]+)*")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_FLAT = re.compile(r"(?<=[a-zß-ÿ)”’\"%])[.,;:!?](\d{1,3}(?:[,–-]\d{1,3})*)(?=\s|$)")
NUMERIC = re.compile(r"[\s\[\](){},;–—⁰¹²³⁴⁵⁶⁷⁸⁹⁻\d-]+")
_LOCATOR = re.compile(r"[,:]\s?((?:pp?|pages?|ch|chap|sec|§)\.?\s?[\w–-]+)")
_AUTHOR_YEAR = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w'’.-]*(?:\s(?:et\sal\.?,?|and|&|of|for|the|van|von|de|[A-ZÀ-Þ][\w'’.-]*,?))*)\s?,?\s?"
    r"[(\[]?\b(?P<year>(?:19|20)\d{2})(?P<letter>[a-z])?\b"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with the references it points to, each as (id, what is printed); `locator` is the place cited in all of
    them, `locators` that of one, by what is printed."""

    start: int
    end: int
    targets: tuple[tuple[str, str], ...]
    locator: str = ""
    locators: Mapping[str, str] = field(default_factory=dict)


def body_blocks(document: Document) -> list[Block]:
    aside = [(s.start, s.end) for s in document.sections if s.role != "body"]
    return [
        b
        for b in document.blocks
        if b.kind in ("paragraph", "item", "row", "heading", "caption") and not any(a <= b.start < z for a, z in aside)
    ]


def marks(document: Document, references: Sequence[Reference]) -> Iterator[Mark]:
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
        noted = numbers.get(NOTE + key) if link.rel == "note" else None
        keys = [key] if key in numbers or not NUMERIC.fullmatch(key) else _numbers(key)
        if link.rel == "note" and key in aside:
            taken.add(link.start)  # of a remark, or of a source: never of the entry that happens to have its number
            if not noted:
                continue
        if noted:
            yield Mark(link.start, link.end, ((noted, document.text[link.start : link.end]),))
        elif len(keys) == 1 and key in numbers:
            yield Mark(link.start, link.end, ((numbers[key], document.text[link.start : link.end]),))
        elif len(keys) > 1 and all(k in numbers for k in keys):
            yield Mark(link.start, link.end, tuple((numbers[k], k) for k in keys))
    for block in body_blocks(document):
        body = document.text[block.start : block.end]
        for match in _BRACKETS.finditer(body):
            keys = _numbers(match[1] or match[2])
            if (
                keys
                and block.start + match.start() not in taken
                and all(k in numbers for k in keys)
                and (match[1] or len(keys) > 1 or body[match.end() : match.end() + 1] in ".,;")
            ):
                yield Mark(block.start + match.start(), block.start + match.end(), tuple((numbers[k], k) for k in keys))
        for match in _RAISED.finditer(body):
            keys = _numbers(match[0].translate(_RAISED_DIGITS))
            if keys and all(k in numbers for k in keys):
                yield Mark(block.start + match.start(), block.start + match.end(), tuple((numbers[k], k) for k in keys))
        for match in _FLAT.finditer(body):
            keys = _numbers(match[1])
            if keys and all(k in numbers for k in keys):
                yield Mark(
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


def _author_years(block: Block, body: str, references: Sequence[Reference]) -> Iterator[Mark]:
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
        yield Mark(block.start + start, block.start + end, ((reference.id, label),), locator[1] if locator else "")


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
