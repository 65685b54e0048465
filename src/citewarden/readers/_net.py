"""The net under every reader: what a file holds that names a source and that is in no noun of the document is told.

A reader hands over the stretches of its file that a reader of the page may see, whatever it made of them. What is in
the text, in a link, in a source cited by key or in what is told already is held; the rest was left out by the reader.
What the text itself holds and no list, link or mark does is looked for once, for all formats (`unlisted`).
"""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice, pairwise

from citewarden.model import Document, Hyperlink, Unread
from citewarden.readers import _words
from citewarden.readers._drafts import Draft
from citewarden.text import shapes, symbols

_HINT = re.compile(r"10\.\d{4,9}\\?/|\bPM(?:ID|C\d)|pubmed|\bNCT\d{8}|(?<!\d)(?:19|20)\d\d(?!\d)")
"""What every line holds that names a source."""
IDENTIFIER = re.compile(
    r"\b10\.\d{4,9}\\?/[^\s\"'<>&\\{}|\[\]]{3,200}|\bPMID:?\s{0,2}\d{5,9}|\bPMC\d{5,9}|pubmed\S{0,30}/\d{5,9}|\bNCT\d{8}"
)
_YEAR = re.compile(r"[12][09]\d\d(?!\d)(?<!\d\d{4})")
_BY_YEAR = re.compile(
    r"[12][09]\d\d[a-z]?(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?\s?[;:,]\s?\d{1,4}\s?(?:\([^()\n]{1,12}\)\s?)?[:,]\s?\w?\d"
)
_BY_ISSUE = re.compile(r"\d\s?\(\d{1,4}\),\s?\w?\d+[–-]\w?\d")
"""Year, volume and page, or volume, number and pages, as journals set them."""
_BY_BODY = re.compile(r"[A-ZÀ-Þ][\w .&,'’-]{1,80}\s\((?:19|20)\d\d[a-z]?\)[.:,]?\s[A-ZÀ-Þ“\"]")
"""A body, a year in brackets and a title."""
_NEXT = re.compile(
    r"\"\s?,\s?\"|(?:(?<=[–-]\d\.)|(?<=[–-]\d\d\.)|(?<=[–-]\d\d\d\.)|(?<=[–-]\d\d\d\d\.))\s+(?=[A-ZÀ-Þ][\w'’-]+\s[A-Zacio])"
    r"|(?<=[.;)\]\d/])[\s•|(]+(?=[A-ZÀ-Þ][\w'’-]+,?\s(?:[A-Z]{1,3}[,.](?=\s)|[A-Z]\.(?:\s?[A-Z]\.)?,)|(?<=\d\.\s)[A-ZÀ-Þ][\w'’-]+\s[A-Z]{1,3}[,.]\s)"
)
"""Where another work may begin in one line: behind a stop, with a name and initials; behind the pages of one."""
_BEFORE = re.compile(r"\A(?:\[[^\[\]]{1,20}\]:?\s+(?:<?https?://\S+\s)?|[^\w“\"(]|\d{1,3}\W)+")
"""What may stand in front of a work's own words: marks of a quote or a cell, a number, the name of a definition."""
_SHORTEST, _LONGEST = 30, 1500
_BREAK = re.compile(
    r"</?(?:\w+:)?(?:p|h|li|tr|td|th|div|h[1-6]|br|list-item|table-cell|dd|dt|title)(?:\s[^<>]{0,600})?/?>"
)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_ADDRESS = re.compile(r"https?://[^\s\"'<>()]+")
_LINE = re.compile(r"[^\n]+")
_PIECE = 20
"""Letters and figures of a line that are looked for together."""
_NOT_WORDS = re.compile(r"[\W_]+")
_MOST = 2_000
"""Stretches of one file that are looked at closely."""
_TOLD = 50
"""What is told of one file at most."""
_PIECES = 8
"""Pieces of a line that are looked for at most."""
NOT_READ = "it names a source and stands in a part of the file that is not read"
_REMEDY = "set it in the text or in the list, or take it out of the file"


def told(document: Document, stretches: Iterable[tuple[str, str]]) -> Document:
    """The document, with each of the `stretches` (words, place) that names a source and that nothing of it holds told
    as unread."""
    known = {part.place for part in document.unread}
    held = _Held(document)
    lost: dict[str, Unread] = {}
    for words, place in islice((row for row in stretches if _HINT.search(row[0]) and row[1] not in known), _MOST):
        for start, end in works(words):
            shown = held.lost(words[start:end]) if len(lost) < _TOLD else ""
            if shown:
                lost.setdefault(shown, Unread("part", f"“{shown}”", NOT_READ, _REMEDY, place=place))
    return replace(document, unread=(*document.unread, *lost.values())) if lost else document


class _Held:
    """What a document says: its words as they stand and, where that is asked for, as letters and figures only."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.own = _squeezed(document.identifier)

    @cached_property
    def squeezed(self) -> str:
        document = self.document
        cited = (json.dumps([entry.csl, entry.raw], default=str) for entry in document.cited)
        links, said = (k.href for k in document.links), (part.what for part in document.unread)
        return _squeezed("\n".join(chain((document.text,), links, cited, said)))

    def lost(self, words: str) -> str:
        """What of a stretch is to be told: an identifier, or its first words; "" if all of it is held or it is no
        source."""
        for identifier in IDENTIFIER.findall(words):
            key = _key(identifier)
            if identifier not in self.document.text and key not in self.squeezed and key != self.own:
                return str(identifier).rstrip(".,;:)")
        bare = _BEFORE.sub("", words[_words.marker(words)[1] :]).strip()
        if len(bare) < _SHORTEST or bare[:_SHORTEST] in self.document.text or not names_source(words):
            return ""
        if any(_squeezed(address) in self.squeezed for address in _ADDRESS.findall(words)):
            return ""
        bare = _squeezed(bare)
        shown = (bare[at : at + _PIECE] for at in range(0, max(1, len(bare) - _PIECE), _PIECE))
        return "" if any(piece in self.squeezed for piece in islice(shown, _PIECES)) else " ".join(words.split())[:60]


def lines(source: str) -> Iterator[tuple[str, str]]:
    """(line, place) of a file, for `told`."""
    for number, line in enumerate(source.split("\n"), 1):
        if line.strip():
            yield line, f"line {number}"


def paragraphs(markup: str, place: str) -> Iterator[tuple[str, str]]:
    """(words, `place`) of each stretch between the tags that end a line in XML or HTML, for `told`."""
    for part in _BREAK.split(markup):
        words = html.unescape(_TAG.sub("", part))
        if words.strip():
            yield words, place


def _squeezed(words: str) -> str:
    return _NOT_WORDS.sub("", words).lower()


def _key(identifier: str) -> str:
    """What of an identifier is looked for: its figures, for a DOI all of it."""
    figures = "" if identifier.startswith("10.") else re.sub(r"\D", "", identifier)
    return figures or _squeezed(identifier.rstrip(".,;:)"))


def works(words: str) -> Iterator[tuple[int, int]]:
    """The stretches of a line in which the works begin that it names: one, or several set one behind the other."""
    several = len(_YEAR.findall(words)) > 1
    starts = [0, *(match.end() for match in _NEXT.finditer(words))] if several else [0]
    yield from pairwise([*starts, len(words)])


def names_source(words: str) -> bool:
    """Whether a line is set as a reference to a work is and as nothing else is: authors with initials, volume and
    pages or an address, and a year."""
    if not _SHORTEST <= len(words) <= _LONGEST or not _YEAR.search(words):
        return False
    words = " ".join(words.split())
    words = _BEFORE.sub("", words[_words.marker(words)[1] :])[:700]
    if _words.is_self_citation(words):
        return False
    if shapes.names_authors(words) or _is_placed(words) or _BY_BODY.match(words):
        return shapes.is_shaped(words)
    return "://" in words and "©" not in words and shapes.cites(words)


def _is_placed(words: str) -> bool:
    """Whether a line gives volume and pages."""
    return _BY_YEAR.search(words) is not None or ("), " in words and _BY_ISSUE.search(words) is not None)


def unlisted(blocks: Sequence[Draft], text: str, links: Sequence[Hyperlink], title: str) -> list[Unread]:
    """The lines of the text that are set as references are and that are none: in no list, behind no mark, without an
    address or an identifier by which they are found. `title` is the article's own."""
    starts = sorted(link.start for link in links if link.rel in ("link", "key"))
    own = title.casefold()
    noted = {link.href for link in links if link.rel == "note"}
    out = []
    begins = [block.start for block in blocks]
    dated = dict.fromkeys(bisect_right(begins, match.start()) - 1 for match in _YEAR.finditer(text))
    for block in (blocks[index] for index in dated if index >= 0):
        note = block.kind == "note" and block.label not in noted
        sought = block.kind not in ("note", "heading")
        if not note and block.kind not in ("paragraph", "item", "row", "caption", "heading"):
            continue
        for start, end in _works_of(block, text):
            words = text[start:end]
            if not names_source(words) or symbols.names_source(words) or (own and own in words.casefold()):
                continue
            if sought and (IDENTIFIER.search(words) or "://" in words or any(start <= s < end for s in starts)):
                continue
            out.append(
                Unread(
                    "entry",
                    f"“{' '.join(words.split())[:60]}”",
                    "it is set as a source is and stands in no list of sources",
                    "set it in the list, or let a mark lead to it",
                    start,
                    end,
                )
            )
    return [*out, *_under_tables(blocks, text, [(link.start, link.end) for link in links], out)]


def _under_tables(
    blocks: Sequence[Draft], text: str, links: Sequence[tuple[int, int]], found: Sequence[Unread]
) -> Iterator[Unread]:
    """The notes that say where a table's figures are from, in words that no list, link or mark holds and that are not
    among what was `found`."""
    named = [(block, said) for block in blocks if block.kind == "note" and (said := _TAKEN.match(text, block.start))]
    listed = " ".join(text[b.start : b.end] for b in blocks if b.kind == "reference").casefold() if named else ""
    for block, said in named:
        source = text[said.end() : block.end]
        known = re.split(r"[,.;(]", source, maxsplit=1)[0].strip().casefold() in listed
        if (
            known
            or said.end() >= block.end
            or IDENTIFIER.search(source)
            or "://" in source
            or any(u.start < block.end and block.start < u.end for u in found)
        ):
            continue
        if not any(said.end() <= start < block.end for start, _ in links):
            yield Unread(
                "entry",
                f"“{' '.join(source.split())[:60]}”",
                "a note under a table names it as a source, and it stands in no list of sources",
                "set it in the list, or let a mark lead to it",
                said.end(),
                block.end,
            )


_TAKEN = re.compile(
    r"(?:(?:data )?sources?(?: of data)?:|(?:data|figures|values|doses) (?:are |were )?(?:taken )?from(?: the)?"
    r"|(?:adapted|taken|reproduced) from(?: the)?:?)\s(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
"""How a note says where figures are from. What is named behind it begins with a capital."""


def _works_of(block: Draft, text: str) -> Iterator[tuple[int, int]]:
    """The works of a block's lines; one within a line is told from a mark by volume and pages."""
    for line in _LINE.finditer(text, block.start, block.end):
        if not _is_placed(line[0]):
            yield line.span()
            continue
        for start, end in works(line[0]):
            bracketed = line[0][start - 1 : start] in ("(", "[")  # such a one is a source of its own
            if not start or (not bracketed and _is_placed(line[0][start:end])):
                yield line.start() + start, line.start() + end
