"""Find the references an article lists and the marks in its text that point to them.

The stage asks three questions in turn: what are the entries of the list (`_entries`: a reader marks blocks; there glued
ones are parted and broken ones joined; `_repeats`: "Ibid." is none), what does each entry say (`styles`), and where
does the text point to them (`_marks`) or to works listed nowhere (`_unlisted`), with which stretch of text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from citewarden.model import Block, Citation, CiteItem, Document, Hyperlink, Reference
from citewarden.stages import _keyed, _named_links, _repeats, _tables
from citewarden.stages._entries import Entry, entries
from citewarden.stages._marks import NUMERIC, Mark, body_blocks, marks, note_blocks
from citewarden.stages._unlisted import unlisted
from citewarden.styles import ParsedReference, dominant, doubt, parse_references
from citewarden.text import addresses, dates, identifiers, sentences
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
_WORD = re.compile(r"\w")
_VERDICT = re.compile(
    r"(?:A(?:nswer)?\s?\d*\s?[:.]\s+)?(?:yes|no|nope|not (?:really|always|usually|necessarily))[.!]\Z", re.IGNORECASE
)
_AFTER_STOP = re.compile(r"[.!?][\"”’)]*\s+\Z")


def cite(document: Document) -> tuple[list[Reference], list[Citation]]:
    """The references of an article in printed order (those cited by key, then unlisted works last) and its marks."""
    listed, again = _repeats.parted(document, entries(document))
    printed = _references(document, listed)
    shown = _repeats.listed_too(printed)
    if shown:
        listed = [entry for entry, work in zip(listed, printed, strict=True) if work.id not in shown]
        printed = _references(document, listed)
    printed = _named_links.identified(document, printed)
    keyed = _keyed.references(document, len(printed))
    references = [*printed, *keyed]
    cited = _keyed.marks(document, printed, keyed)
    named = {**_repeats.resolved(document, again, references), **_repeats.places(shown, printed)}
    found = _apart(_outside(marks(document, references, named), again), cited)
    added, linked = unlisted(document, references)
    references.extend(added)
    return references, _citations(document, _grouped(document, _without_overlap([*found, *cited, *linked]), references))


def _references(document: Document, entries: Sequence[Entry]) -> list[Reference]:
    read = _authored(parse_references([document.text[e.start : e.end] for e in entries]))
    house = dominant((parsed.style for parsed in read), "")  # what no style is seen in is set as most of the list is
    links = sorted(
        (link for link in document.links if link.rel == "link" and link.href.startswith(("http", "//"))),
        key=lambda link: link.start,
    )
    starts = [link.start for link in links]
    return [
        _reference(
            document,
            number,
            entry,
            parsed,
            parsed.style or house,
            links[bisect_left(starts, entry.start) : bisect_left(starts, entry.end)],
        )
        for number, (entry, parsed) in enumerate(zip(entries, read, strict=True), 1)
    ]


def _authored(read: Sequence[ParsedReference]) -> list[ParsedReference]:
    """The entries with a dash for their authors under those of the entry before."""
    out: list[ParsedReference] = []
    for parsed in read:
        before = out[-1].csl.get("author", ()) if out else ()
        if before and parsed.csl.get("custom", {}).get("same-author"):
            shortened = out[-1].csl.get("custom", {}).get("et-al") and not parsed.csl.get("author")
            custom = {**parsed.csl["custom"], **({"et-al": True} if shortened else {})}
            titled = parsed.csl["custom"].get("same-title") and out[-1].csl.get("title")
            title = {"title": out[-1].csl["title"]} if titled else {}
            authors = [*before, *parsed.csl.get("author", ())]
            parsed = replace(parsed, csl={**parsed.csl, **title, "author": authors, "custom": custom})
        out.append(parsed)
    return out


def _reference(
    document: Document, number: int, entry: Entry, parsed: ParsedReference, style: str, links: Sequence[Hyperlink]
) -> Reference:
    csl = _booked(dict(parsed.csl), parsed.raw)
    for link in links:
        doi = identifiers.doi(link.href)
        if doi and _runs_on(str(csl.get("DOI", "")), doi):
            csl["DOI"] = doi
        if doi and csl.setdefault("DOI", doi) != doi:
            csl["custom"] = also_read(csl, doi)
        for kind, value in {"PMID": identifiers.pmid(link.href), "PMCID": identifiers.pmcid(link.href)}.items():
            if value:
                csl.setdefault(kind, value)
        address = "" if _SEARCH.match(link.href) else identifiers.url(link.href)
        printed = str(csl.get("URL", ""))
        shown = document.text[link.start : link.end]
        same = _page(address) == _page(printed) or (_is_shortened(shown) and _is_begun(printed, shown))
        led = _same_site(address, printed) and _shows(link, entry, parsed)
        home = led and "/" not in _page(printed)  # "View on example.org" leads to the work, not to the site
        if address and ((same or home or (led and not doi)) if printed else not doi):
            # what is printed may lack "www." or be shortened: what the link leads to is the address
            csl["URL"] = address
    reading = doubt(parsed)
    copy = str(csl.get("URL", ""))
    if original := identifiers.url(addresses.archived(copy)):
        csl |= {"URL": original, "custom": {**csl.get("custom", {}), "archived": copy}}
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
        URL=copy,
        accessed=dates.to_iso(csl.get("accessed")),
        fields=parsed.fields,
        unplaced=reading.unplaced,
        doubtful=reading.told,
    )


def _runs_on(printed: str, doi: str) -> bool:
    """Whether a printed DOI is that of its link with a figure behind its full stop: "10.1000/ab. 6337770."."""
    return printed.startswith(f"{doi}.") and printed[len(doi) + 1 :].isdecimal()


def _booked(csl: dict[str, Any], raw: str) -> dict[str, Any]:
    """The item with the ISBN its entry prints, where it stands as nothing else is read: it then is a book's, and what
    was taken for the author is the title of one that names none."""
    isbn = "" if csl.get("ISBN") or "ISBN" not in raw.upper() else identifiers.isbn(raw)
    if not isbn:
        return csl
    csl["ISBN"] = isbn
    if csl.get("type") in ("webpage", "document") and not csl.get("URL"):
        csl["type"] = "book"
    if identifiers.isbn(str(csl.get("title", ""))) == isbn:
        authors = csl.pop("author", [])
        csl["title"] = " ".join(str(a.get("literal", "")) for a in authors) or raw
    return csl


def _page(address: str) -> str:
    """An address without what two addresses of one page may differ in: scheme, "www." and the last slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address).rstrip("/")


def _same_site(address: str, printed: str) -> bool:
    """Whether two addresses are of one site, or of a part of it."""
    one, other = (_page(some).split("/")[0] for some in (address, printed))
    return bool(one and other) and (f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}"))


def _shows(link: Hyperlink, entry: Entry, parsed: ParsedReference) -> bool:
    """Whether the words of a link are the address that its entry prints, and nothing else."""
    at = next((entry.start + f.start for f in parsed.fields if f.name == "URL"), -1)
    return link.start <= at + 1 < link.end and link.end - link.start < len(str(parsed.csl.get("URL", ""))) + 9


def _is_shortened(shown: str) -> bool:
    """Whether a link shows an address of which a part is left out: "https://www.fda.gov/drugs/..."."""
    return ("…" in shown or "..." in shown) and re.match(r"https?://|www\.", shown) is not None


def _is_begun(printed: str, shown: str) -> bool:
    """Whether an address is what a link shows of its own, which leaves something out."""
    begun = _page(re.split(r"…|\.\.\.", shown)[0])
    return begun.startswith(_page(printed)) or _page(printed).startswith(begun)


def also_read(csl: Mapping[str, Any], doi: str) -> dict[str, Any]:
    """The item's `custom` with one more reading of its DOI: what the printed one links to."""
    custom = dict(csl.get("custom", {}))
    return {**custom, "DOI-readings": list(dict.fromkeys([*custom.get("DOI-readings", ()), doi]))}


def _apart(marks: Iterable[Mark], cited: Sequence[Mark]) -> list[Mark]:
    """The marks that are none of those `cited` by key: a number printed for a key is no number of a printed list."""
    starts = [mark.start for mark in cited]
    return [m for m in marks if not (i := bisect_right(starts, max(m.start, m.end - 1))) or cited[i - 1].end <= m.start]


def _outside(marks: Iterable[Mark], again: Sequence[Entry]) -> list[Mark]:
    """The marks that stand in none of the notes that only name a work again: what they name, their own marks name."""
    return [m for m in marks if not any(e.start <= m.start < e.end for e in again)]


def _without_overlap(marks: Sequence[Mark]) -> list[Mark]:
    """Of marks that overlap the first and longest; one that binds to nothing gives way to any that does, but to one of
    the same link, which then names both."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.targets)):
        if not out or mark.start >= out[-1].end:
            out.append(mark)
        elif mark.bound and not out[-1].bound:
            same = out[-1].form == "note" and (mark.start, mark.end) == (out[-1].start, out[-1].end)
            out[-1] = replace(mark, targets=(*mark.targets, *out[-1].targets)) if same else mark
    return out


def _grouped(document: Document, marks: list[Mark], references: Sequence[Reference]) -> list[Mark]:
    """Marks that stand side by side as one: "[1], [2]" names two works, "[1]–[5]" names five."""
    order = {r.id: i for i, r in enumerate(references)}
    groups: list[_Group] = []
    for mark in marks:
        numeric = NUMERIC.fullmatch(document.text, mark.start, mark.end) is not None
        joined = groups and groups[-1].takes(document, mark, numeric, order, references)
        if not joined:
            groups.append(_Group([mark], numeric))
    return [group.mark() for group in groups]


class _Group:
    """Marks that stand side by side, and the targets between them that are meant and not printed ("[1]–[5]")."""

    def __init__(self, marks: list[Mark], numeric: bool) -> None:
        self._marks, self._numeric = marks, numeric
        self._targets = list(marks[0].targets)

    def takes(
        self,
        document: Document,
        mark: Mark,
        numeric: bool,
        order: Mapping[str, int],
        references: Sequence[Reference],
    ) -> bool:
        """Whether `mark` belongs to the group; it then is in it."""
        start, end = self._marks[-1].end, mark.start
        if self._numeric and numeric:
            first, last = self._targets[-1][0], mark.targets[0][0]
            if _RANGE.fullmatch(document.text, start, end) and 0 < order.get(last, -1) - order.get(first, 99**9) <= 30:
                inner = references[order[first] + 1 : order[last]]
                self._targets += [(r.id, r.label or str(order[r.id] + 1)) for r in inner]
            elif not _ASIDE.fullmatch(document.text, start, end):
                return False
        elif not (
            _APART.fullmatch(document.text, start, end)
            and _OPEN.search(document.text, max(0, self._marks[0].start - 40), self._marks[0].start)
        ):
            return False
        between = start == end or NUMERIC.fullmatch(document.text, start, end) is not None
        self._numeric = self._numeric and numeric and between
        self._targets += mark.targets
        self._marks.append(mark)
        return True

    def mark(self) -> Mark:
        """The group as one mark."""
        first = self._marks[0]
        if len(self._marks) == 1:
            return first
        each = [(target or label, m.place(target, label)) for m in self._marks for target, label in m.targets]
        locators = {work: place for work, place in each if place}  # a page is that of the work it stands behind
        return replace(first, end=self._marks[-1].end, targets=tuple(self._targets), locator="", locators=locators)


def _citations(document: Document, marks: Sequence[Mark]) -> list[Citation]:
    blocks = sorted([*body_blocks(document), *note_blocks(document)], key=attrgetter("start"))
    starts = [b.start for b in blocks]
    inside: dict[int, list[Mark]] = {}
    for mark in marks:
        inside.setdefault(bisect_right(starts, mark.start) - 1, []).append(mark)
    led: dict[int, int] = {}
    for block in document.blocks:
        if block.lead_in >= 0:
            led[document.blocks[block.lead_in].start] = block.end
    out: list[Citation] = []
    tables = list(_tables.spans(document)) if marks else []
    for index, some in inside.items():
        block = blocks[index] if index >= 0 else Block("paragraph", 0, len(document.text))
        spans = [(a + block.start, b + block.start) for a, b in _sentences(document.text[block.start : block.end])]
        spans = sentences.parted(document.text, spans, ((mark.start, mark.end) for mark in some))
        for mark, before in zip(some, [None, *some], strict=False):
            start, end = _covers(document, _Around(block, spans, len(some), led.get(block.start, 0)), mark, before)
            for named, ends, first, last in tables:
                if named <= mark.start < ends:
                    start, end = min(start, first), max(end, last)
            items = tuple(
                CiteItem(target, mark.place(target, label), label)
                for target, label in {target or label: (target, label) for target, label in mark.targets}.values()
            )
            place = anchor(document, mark.start, mark.end)
            out.append(Citation(f"{document.id}#cit-{len(out) + 1}", document.id, place, items, start, end))
    return out


def _sentences(body: str) -> Sequence[tuple[int, int]]:
    return sentences.spans(body) or ((0, len(body)),)


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a mark stands: its block, the block's sentences, how many marks it has, and where the list ends that it
    leads into (0: into none)."""

    block: Block
    sentences: Sequence[tuple[int, int]]
    marks: int
    list_ends: int


def _covers(document: Document, around: _Around, mark: Mark, before: Mark | None) -> tuple[int, int]:
    """What a mark is taken to back; `before` is the mark before it in its block.

    In the middle of a sentence: from the mark before it (or the sentence's start) to itself. At a sentence's end: what
    that sentence says after an earlier mark, or all of it. Standing by itself behind the last full stop of a paragraph
    that has no other mark: the whole paragraph. In a line that leads into a list: the line and the list. What stands
    for a table, `_tables` tells.
    """
    block, spans, text = around.block, around.sentences, document.text
    number = max(0, bisect_right(spans, (mark.start, len(text))) - 1)
    if number and not text[spans[number][0] : mark.start].strip(' (["”’'):
        number -= 1  # the mark follows the full stop of the sentence it belongs to
    start, end = spans[number][0], max(spans[number][1], mark.end)
    if before is not None and start <= before.start < mark.start and before.end > start:
        start = before.end
        while start < mark.start and not (text[start].isalnum() or text[start] in '([“"'):
            start += 1
    if number and start == spans[number][0] and _VERDICT.match(text, *spans[number - 1]):
        start = spans[number - 1][0]  # "No. It passes by itself.¹" is one answer
    if _WORD.search(text, mark.end, end):
        return start, mark.end
    last = number == len(spans) - 1 or not _WORD.search(text, mark.end, block.end)
    apart = _AFTER_STOP.search(text[max(block.start, mark.start - 40) : mark.start]) is not None
    if last and apart and around.marks == 1 and block.kind == "paragraph" and not _is_linked(mark, document):
        return block.start, max(end, mark.end)
    return start, max(end, around.list_ends) if last else end


def _is_linked(mark: Mark, document: Document) -> bool:
    """Is the mark a linked phrase, not a number or a name and year?"""
    words = document.text[mark.start : mark.end]
    return not (NUMERIC.fullmatch(words) or re.search(r"(?:19|20)\d{2}", words))
