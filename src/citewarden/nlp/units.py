"""The units of an article that may assert something: sentences, list items, rows; with what surrounds them.

A unit is a sentence of a paragraph, an item or a table row. Headings, captions, references, notes and page furniture
are never units but give context: `section` is the nearest heading, `lead` the unit that introduces a list item.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from citewarden.config import lexicon
from citewarden.model import Block, Citation, Document
from citewarden.nlp import beliefs, prohibitions, run_in_lists
from citewarden.text import raised, rows, sentences, shapes, symbols


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, item or row.

    `start`/`end` are code points of `Document.text`; `text` the words there without bullet marks; `clean` the same
    without citation marks, pronunciations and doubled spaces, which is what the language model reads. `kind` is the
    block's kind; `lead` the index of the introducing unit in the article's list of units, -1 if none, and `near` that
    of the sentence just above the list when it is not written as a lead-in; `leads` whether items follow that this unit
    introduces; `first` whether it opens its block; `headings` outermost first; `caption` that of a row's table; `told`
    is False for a row whose name or whose columns' names cannot be told; `marked` whether a citation mark stands in it.
    """

    start: int
    end: int
    text: str
    clean: str
    kind: str
    block: int
    first: bool
    lead: int
    leads: bool
    near: int
    headings: tuple[str, ...]
    caption: str = ""
    told: bool = True
    marked: bool = False

    @property
    def section(self) -> str:
        """The nearest heading, "" above the first."""
        return self.headings[-1] if self.headings else ""


_UNITS = frozenset(["paragraph", "item", "row"])
_BULLET = re.compile(r"\A[\s•◦‣▪●]+")
"""A bullet mark in a cell, where a hyphen is a sign and "1." a number."""
_GLYPH = re.compile(rf"\A[\s•◦‣▪●·*➤►▸➢✓✔→{prohibitions.CROSSES}–—-]*(?:\(?\d{{1,2}}[.)]\s+)?")
_YEAR = r"(?:(?:1[6-9]|20)\d\d[a-z]?|n\.d\.(?:-?[a-z])?|in press|forthcoming)"
_AUTHOR_YEAR = re.compile(
    rf"(?<!\s)\s*[(\[](?:(?:see|e\.g\.,?|cf\.|"
    rf"as cited in)\s+)?(?:[^()\[\]A-Za-z]*[A-Za-z][^()\[\]]*?(?:\[[^\[\]]{{0,200}}\])?,\s*)?{_YEAR}"
    r"(?:,\s*(?:pp?\.|para\.)[^()]*)?(?:\s*;[^()]*)?[)\]]"
)
_NUMBERED = re.compile(
    r"(?<!\s)\s*\[\d{1,3}(?:\s*(?:[,;–-]|to|through|and)\s*\d{1,3})*\]|⁻?[¹²³⁴⁵⁶⁷⁸⁹⁰]+(?:[⁻,˒–-][¹²³⁴⁵⁶⁷⁸⁹⁰]+)*"
    r"|(?<=[^\s*†‡(\[])(?:[†‡]{1,2}|\*{1,3})(?=[\s.,;:)|]|\Z)|(?<!\s)\s*\^\d[\d, –-]*\^"
    r"|(?<=[a-z)]\.)\d{1,2}(?:,\d{1,2})*\Z"
)
_MARK = re.compile(
    r"[\s(\[{]*(?:[\d\s,;⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒–—-]|(?<=\d)[a-h](?![^\W\d_]))+[)\]}]*|[*†‡§‖¶]+|\s?[(\[].*[)\]]|\W*[Ii]bid\b.*"
    r"|(?:.*\W)?(?:PMC?ID\b|PMC\s?\d|doi\b|DOI\b|NCT\d|ISRCTN|10\.\d{4,9}/).*"
)
"""What a mark prints that is no word of the sentence: numbers, signs, brackets, identifiers; never names."""
_POINTER = re.compile(
    r"(?<!\s)\s*\((?:see |as shown in |shown in )?(?:para\.|pp?\.|fig(?:ure)?s?\.?|tables?|chapter|section|"
    r"box|appendix)\s*[\w., –-]*\)|(?<!\s)\s*\((?:see|click|go to|refer to) [^()]*\)",
    re.I,
)
_ASIDE = re.compile(
    r",? as (?:shown|seen|illustrated|listed|described|discussed|summarized|"
    r"noted) (?:in (?:the )?(?:\w+ )?(?:figure|fig\.|table|box|chart|section|chapter)\b[\w. ]{0,80}|"
    r"below|above|earlier|previously)(?=[,.;]|\Z)|[,;] (?:all of )?(?:which|examples|these) (?:are|"
    r"is|will be|can be) (?:further |also )?(?:seen|discussed|described|shown|covered|explained|"
    r"listed|summarized|reviewed|explored)\b[^,;]*?(?=[.;]|\Z)",
    re.I,
)
_SPOKEN = re.compile(r"(?<!\s)\s*\((?:[a-z]+[- ])*[A-Z]{2,5}(?:[- ][a-z]+)+(?:\s+or\s+[\w-]+)*\)")


_SYLLABLES = re.compile(r"(?<!\s)\s*\[(?:[^\W\d_]+[−‐–-]){2,8}[^\W\d_]+(?: [^\W\d_−‐–-]+(?:[−‐–-][^\W\d_]+)*){0,4}\]")
"""How a word is spoken, in square brackets: "[asz-in-ee-toe-back-ter]"."""
_REST_OF_POINTER = re.compile(
    r"(?<=[a-z)]{2})\. (?:provides|includes|contains|"
    r"shows|lists|summarizes|illustrates|presents|outlines|details|describes|displays|"
    r"depicts|defines|gives|explains|breaks down) [a-z].*\Z"
)
"""What is left at the end of a sentence of "Figure 3 shows ..." when the number was a link."""
_EMPTIED = re.compile(r"(?<!\s)\s*[(\[]\s*[;,.]?\s*[)\]]")
_SPACED = re.compile(r" ([,.;:])")
_LABEL = re.compile(
    r"(?:(?:(?:adverse|side|therapeutic|common|serious) )?(?:effects?|reactions?)|(?:contra)?indications?|"
    r"(?:drug|food)(?:-drug)? interactions?|drug (?:dosages?|class(?:es)?)|dosages?|mechanisms? of action|"
    r"precautions|warnings|history|current medications|symptoms|causes|treatments?):?",
    re.I,
)
_NOTE_LETTER = re.compile(r"(?<=[\w)%*])\[(?:[a-z]{1,2}|[*†‡§¶#]{1,3})\](?=\W|\Z)")
"""The letter or sign of a note under a table, as readers write a raised one: "at night[a]"."""
_LOOSE = (" ,", " .", " ;", " :")


_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"))
"""Characters that show nothing and stand within words and numbers."""


def clean(text: str) -> str:
    """`text` without bullet marks, citation marks, pronunciations, pointers to figures, and doubled spaces."""
    return _unmarked_words(_GLYPH.sub("", text.replace("\u00a0", " "), count=1))


def _unmarked_words(text: str) -> str:
    """`text` as `clean` makes it, with what it begins with."""
    text = text if text.isascii() else text.translate(_UNSEEN)
    if "(" in text or "[" in text:
        text = _AUTHOR_YEAR.sub("", text)
        text = _SYLLABLES.sub("", _POINTER.sub("", text))
        text = _SPOKEN.sub(
            lambda m: (
                ""
                if re.search(
                    r"[a-z]-[A-Z]|[A-Z]-[a-z]|(?<![a-z])(?:[a-z]+ ){1,2}[A-Z]{2,} [a-z]|\A\s*\([A-Z]{2,} [a-z]{1,3} ",
                    m.group(),
                )
                else m.group()
            ),
            text,
        )
    if "[" in text or "*" in text or "^" in text or text[-1:].isdigit() or not text.isascii():
        text = _NOTE_LETTER.sub("", _NUMBERED.sub(_unraised, text))
    if " as " in text or "hich " in text or "xamples " in text or "hese " in text:
        text = _ASIDE.sub("", text)
    if "(" in text or "[" in text:
        text = _EMPTIED.sub("", text)
    text = " ".join(text.split())
    if ". " in text:
        text = _REST_OF_POINTER.sub(".", text)
    if any(map(text.__contains__, _LOOSE)):
        text = _SPACED.sub(r"\1", text)
    return text


def _unraised(match: re.Match[str]) -> str:
    """What stays of raised figures: the exponent of "m²", nothing of a mark."""
    end = raised.exponent_end(match.string, match.start())
    return match.string[match.start() : end]


def units(document: Document, citations: Sequence[Citation] = ()) -> list[Unit]:
    """Every unit of the article in reading order."""
    text = document.text
    out: list[Unit] = []
    last_of_block: dict[int, int] = {}
    above = -1
    marks = sorted((c.target.position.start, c.target.position.end) for c in citations)
    stated = _rows(document, marks)
    led_by = _lead_ins(document)
    leaders = set(led_by.values())
    body_ranges = [(s.start, s.end) for s in document.sections if s.role != "body"]
    path: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        if block.kind in {"heading", "title"}:
            _enter(path, block, text)
            above = -1
            continue
        remark = block.kind == "note" and _is_remark(text[block.start : block.end])
        if not (remark or block.kind in _UNITS) or any(s <= block.start < e for s, e in body_ranges):
            continue
        if symbols.names_source(text[block.start : block.end]):
            continue
        headings = () if remark else tuple(title for _, title in path)
        kind = "paragraph" if remark else block.kind
        if block.kind == "row":
            if number in stated:
                said, told, caption = stated[number]
                start, end = block.start, block.end
                row = text[start:end]
                out.append(Unit(start, end, row, said, "row", number, True, -1, False, -1, headings, caption, told))
            continue
        by_line = len(_by_line(text, block.start, block.end)) > 1
        if not by_line and (listed := run_in_lists.pieces(text, block.start, block.end)):
            lead = last_of_block.get(led_by.get(number, -1), -1)
            out += _run_in(text, block, number, listed, marks, headings, (len(out), lead, number in leaders))
            last_of_block[number] = len(out) - 1
            continue
        spans = sentences.parted(text, _sentences(text, block.start, block.end), marks)
        for place, (start, end) in enumerate(spans):
            if place == 0 and (called := _called(text, start, end)) < end:
                start = called
            lead = last_of_block.get(led_by.get(number, -1), -1)
            near = above if block.kind == "item" and lead < 0 and place == 0 else -1
            leads = number in leaders and place == len(spans) - 1
            bare = _unmarked(text, start, end, marks)
            words, first, marked = clean(bare), place == 0, bare != text[start:end]
            if first and _ANSWERER.match(words) and (_asks(headings) or _asks(tuple(u.clean for u in out[-1:]))):
                words = _ANSWERER.sub("", words, count=1)
            out.append(
                Unit(
                    start, end, text[start:end], words, kind, number, first, lead, leads, near, headings,
                    marked=marked,
                )
            )  # fmt: skip
        if spans:
            last_of_block[number] = len(out) - 1
            if block.kind == "paragraph":
                above = len(out) - 1
    return out


def _is_remark(note: str) -> bool:
    """Whether a note is a remark that can be read without the sentence it is set to, and no source."""
    sure = _FINITE.search(note) is not None and not _DATED.search(note)
    return sure and len(note.split()) >= _REMARK and not (_NO_REMARK.match(note) or shapes.reads_like_reference(note))


_REMARK = 5
"""Words of a remark at least."""
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|might|could|will|should|must|do|does|did)\b", re.I)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_NO_REMARK = re.compile(
    r"\W*(?:(?:it|they|this|that|these|those|he|she|we|his|her|its|their|such|both|also|but|and|or|so|as|ibid|see|cf|adapted"
    r"|source|from|reproduced|data|based|according|[a-z] )\b|https?:)",
    re.I,
)
"""Openings of notes that go on with another sentence or tell where something is from."""


def _called(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin behind a picture and a label that call for attention: "💡 Tip: "."""
    picture = _PICTURES.match(text, start, end)
    at = picture.end() if picture else start
    label = _label().match(text, at, end)
    return label.end() if label else at


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(lexicon("labels")["labels"], key=len, reverse=True)))
    return re.compile(rf"(?i:{words})(?:\s?:|\s[–—-]|!)\s+(?=\S+\s\S)")


_PICTURES = re.compile(
    rf"(?:(?![{prohibitions.CROSSES}])[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\u2139]\ufe0f?\u200d?)+\s*"
)
"""Pictures in front of a sentence; a cross says that it is not to be done."""
_ANSWERER = re.compile(r"(?:A|Answer)\s?\d*\s?[:.]\s+(?=\S)")


def _asks(lines: Sequence[str]) -> bool:
    """Whether the last of some lines is a question."""
    return bool(lines) and lines[-1].rstrip().endswith("?")


def _enter(path: list[tuple[int, str]], block: Block, text: str) -> None:
    """Leave the sections that a heading ends and enter its own; a title has none."""
    level = block.level or (1 if block.kind == "title" else 2)
    while path and path[-1][0] >= level:
        path.pop()
    if block.kind == "heading":
        path.append((level, " ".join(text[block.start : block.end].split())))


def _run_in(
    text: str,
    block: Block,
    number: int,
    listed: Sequence[run_in_lists.Piece],
    marks: Sequence[tuple[int, int]],
    headings: tuple[str, ...],
    place: tuple[int, int, bool],
) -> list[Unit]:
    """The units of a block whose list was run into its line; `place` is the number of units before it, the unit that
    introduces the block, and whether the block introduces another."""
    before, lead, leads = place
    single = all(_one(_sentences(text, p.start, p.end), text) for p in listed[:-1] if p.item)
    if block.kind == "item" and not listed[0].item and not _ANNOUNCES.search(text, listed[0].start, listed[0].end):
        listed = [run_in_lists.Piece(listed[0].start, listed[0].end, True), *listed[1:]]
    out: list[Unit] = []
    begun: dict[int, int] = {}  # a lead-in -> where its first item begins
    labelled = lead  # the last lead-in whose first item began with a label
    for piece in listed:
        spans = _sentences(text, piece.start, piece.end)
        if piece.item and lead not in begun and _CLOSED.match(text, piece.start, piece.end):
            labelled = lead
        if piece.item and _unlike(text, piece.start, begun.setdefault(lead, piece.start), piece.end):
            lead = labelled
        again = piece is not listed[-1] and len(spans) > 1 and _ANNOUNCES.search(text, *spans[-1]) is not None
        for nth, (start, end) in enumerate(spans):
            clean_ = clean(_unmarked(text, start, end, marks))
            prose = not piece.item or (nth > 0 and (again or (piece is listed[-1] and single)))
            last = nth == len(spans) - 1
            introduces = (last and (again or not piece.item)) or (leads and piece is listed[-1])
            later = piece.item or piece is not listed[0]
            kind = "paragraph" if prose and (later or block.kind != "item") else "item"
            led = -1 if prose and later else lead
            first = nth == 0 and not (prose and piece.item)
            out.append(Unit(start, end, text[start:end], clean_, kind, number, first, led, introduces, -1, headings))
        if (again or not piece.item) and spans:
            lead = before + len(out) - 1
    return out


def _one(spans: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether an item is one sentence; what introduces a further list does not count."""
    return len(spans) == 1 or (bool(spans) and _ANNOUNCES.search(text, *spans[-1]) is not None)


_UNFINISHED = re.compile(
    r"(?:\b(?:that|which|who|whose|if|when|while|and|or|with|without|of|to|for|by|in|on|from|such as|including|like|the"
    r"|an?|is|are|can|may|you|they|it)|[,–—])\s*\Z",
    re.I,
)
_ANNOUNCES = re.compile(r"(?::|\b(?:include|includes|including|involve|involves|such as|are|by|following))\s*\Z", re.I)
"""What the prose before a list that was run into its line ends in."""
_GOES_ON = re.compile(r"(?:that|which|who|whose|lasting)\b")


def _lead_ins(document: Document) -> dict[int, int]:
    """The block that introduces each list item, by number: the reader's, or the item above a nested list that goes on
    where the item breaks off ("tiredness that" + "lasts more than 2 weeks")."""
    out: dict[int, int] = {}
    parents: dict[int, int] = {}
    for number, block in enumerate(document.blocks):
        if block.kind != "item":
            parents = {}
            continue
        parents = {level: at for level, at in parents.items() if level < block.level}
        above = parents[max(parents)] if parents else -1
        out[number] = block.lead_in
        if above >= 0:
            parent = document.text[document.blocks[above].start : document.blocks[above].end]
            if _UNFINISHED.search(parent) or _GOES_ON.match(document.text, block.start):
                out[number] = above
        parents[block.level] = number
    return _of_a_kind(document, {number: lead for number, lead in out.items() if lead >= 0})


def _of_a_kind(document: Document, led_by: dict[int, int]) -> dict[int, int]:
    """The lead-ins without items unlike the first of their list: after "milk" and "cheese", "Sodium." begins no member
    of the list but goes on with an earlier one whose items were such labels, if there is one."""
    first: dict[int, int] = {}
    out, labelled = {}, -1
    for number, lead in led_by.items():
        block = document.blocks[number]
        if lead not in first and _CLOSED.match(document.text, block.start, block.end):
            labelled = lead
        begun = document.blocks[first.setdefault(lead, number)]
        over = document.blocks[lead]
        if _unlike(document.text, block.start, begun.start, block.end) and not prohibitions.forbids(
            document.text[over.start : over.end]
        ):
            lead = labelled
        if lead >= 0:
            out[number] = lead
    return out


def _unlike(text: str, item: int, first: int, end: int) -> bool:
    """Whether an item that begins with a label or is a sentence follows a first one that went on with its lead-in."""
    return _CLOSED.match(text, item, end) is not None and _OPEN_ITEM.match(text, first) is not None


_CLOSED = re.compile(r"\W{0,3}[A-Z][^.:!?\n]{1,60}\.(?=\s|\Z)")
_OPEN_ITEM = re.compile(r"\W{0,3}[a-z]")


_TABLE = re.compile(r"(?:table|box|chart)(?:\s+\w{1,4}[.:–—-]?|:)\s+", re.I)
_NO_TABLE = re.compile(r"(?:fig(?:ure)?\b|photo|image|video|scheme)", re.I)
_CAPTION_WORDS = 24


def _caption(document: Document, first: int, last: int, marks: Sequence[tuple[int, int]]) -> str:
    """What stands over the table of the rows from `first` to `last`, or under it where no other table follows there,
    without its number and brackets; "" if nothing does, or it is a text or a picture's."""
    blocks = document.blocks
    for at in (first - 1, last + 1):
        if not 0 <= at < len(blocks) or blocks[at].kind != "caption":
            continue
        said = " ".join(_unmarked(document.text, blocks[at].start, blocks[at].end, marks).split())
        if _NO_TABLE.match(said) or (at > last and at + 1 < len(blocks) and blocks[at + 1].kind == "row"):
            continue
        named = clean(_BRACKETED.sub("", clean(_TABLE.sub("", said, count=1)))).split(". ")[0].rstrip(" .:*†‡")
        return named if len(named.split()) <= _CAPTION_WORDS else ""
    return ""


_BRACKETED = re.compile(r"(?<!\s)\s*\([^()]*\)\*?")


def _rows(document: Document, marks: Sequence[tuple[int, int]]) -> dict[int, tuple[str, bool, str]]:
    """The rows that state something, by the number of their block: as statements, whether they could be told, and the
    caption of their table."""
    out = {}
    blocks = document.blocks
    begun, first = 0, -1  # the rows of two tables side by side are parted by an empty line

    def table(number: int) -> tuple[str, int]:
        nonlocal begun, first
        over = blocks[number - 1] if number else None
        apart = over is not None and "\n\n" in document.text[over.end : blocks[number].start]
        if apart and over is not None and over.kind == "row" and first == number - 1:
            apart = rows.table([document.text[over.start : over.end]]) != [None]  # names of columns stand by themselves
        begun += apart or blocks[number].kind != "row"
        first = number if apart or over is None or over.kind != "row" else first
        return blocks[number].kind, begun

    for (kind, _), run in groupby(range(len(blocks)), key=table):
        if kind != "row":
            continue
        numbers = list(run)
        caption = _caption(document, numbers[0], numbers[-1], marks)
        lines = [_unmarked(document.text, blocks[number].start, blocks[number].end, marks) for number in numbers]
        for number, row in zip(numbers, rows.table(lines), strict=True):
            if row is not None and (stated := _stated(row)):
                out[number] = stated, row.told, caption
    return out


_BLANK = re.compile(r"[\s–—―−…-]*|\.{2,3}")


def _cell(written: str) -> str:
    """A cell's words on one line, its sign kept; "" where it says that there is nothing."""
    if _BLANK.fullmatch(written):
        return ""
    return _unmarked_words(_BULLET.sub("", _one_line(written.replace("\u00a0", " "))))


def _one_line(cell: str) -> str:
    """A cell's lines as one: "Adverse effects" above a list becomes "Adverse effects: dizziness, rash"."""
    lines = [" ".join(part.split()) for part in cell.split("\n") if part.strip()]
    if len(lines) < 2:
        return " ".join(lines)
    out = ""
    for line in lines:
        if _LABEL.fullmatch(line):
            out += f"{'; ' if out else ''}{line.rstrip(':')}:"
        elif not out or out.endswith((":", ".", ";", ",")) or line[0].islower() or line[0] == "(":
            out += f" {line}" if out else line
        else:
            out += f", {line}"
    return out


def _stated(row: rows.Row) -> str:
    """A row as a statement, "Azithromycin: dose: 500 mg", if it states a fact: a number, or words enough; else ""."""
    cells = [_cell(cell) for cell in row.cells]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or not cells[0]:
        return ""
    rest = " ".join(
        [
            *filled[1:],
            *(head for head, cell in zip(row.heads[1:], cells[1:], strict=False) if cell and _SHARE.search(head)),
        ]
    )
    if not (re.search(r"\d", rest) or len(rest.split()) >= _WORDS_OF_FACT or _FORBIDS.search(rest)):
        return ""
    if ": " in cells[0]:
        return "; ".join(filled)
    heads = [_cell(head).rstrip(":") for head in row.heads] or [""] * len(cells)
    if refuted := {place for place, head in enumerate(heads) if beliefs.is_named(head)}:
        kept = [cell for place, cell in enumerate(cells) if cell and place not in refuted]
        return "; ".join(kept)  # what a page tells its readers not to believe is none of its statements
    if done := prohibitions.of_cells(heads, cells):
        return "; ".join(done)
    named = [
        f"{head}: {cell}" if head else cell
        for place, (head, cell) in enumerate(zip(heads, cells, strict=True))
        if place and cell
    ]
    group = _cell(row.group)
    label = f"{group}{', ' if cells[0][0].isalpha() else ' '}{cells[0]}" if group else cells[0]
    return f"{label.rstrip(':')}: {'; '.join(named)}"


_WORDS_OF_FACT = 6
_SHARE = re.compile(r"\d in \d|\d ?%")
"""What a column is named by whose cells state something, however short: "Fewer than 1 in 10 people"."""
_FORBIDS = re.compile(
    r"\b(?:do not (?:give|use|take)|don['’]t (?:give|use|take)|not (?:recommended|suitable|licensed|for use)"
    r"|avoid|contraindicated|never)\b",
    re.I,
)
"""A cell that says that something is not to be taken."""


_JAMMED = re.compile(r"(?<=[a-z]{3})\.(?=[A-Z][a-z]+ [a-z])")
"""A stop after which the space was lost."""


_GLUED = re.compile(
    r"(?!(?:In|At|From|On|By|For|With) )[A-Z][\w'’-]*"
    r"(?: (?:[A-Z][\w'’-]*|of|the|and|for|in|to|an?|or|with|on|by)){1,8}?"
    r"(?<! of)(?<! the)(?<! and)(?<! for)(?<! in)(?<! to)(?<! a)(?<! an)(?<! or)(?<! with)(?<! on)(?<! by) "
    r"(?=(?:The|An?|There|If|When|Most|Some|Many|This|These|It|Although|Because|Several) \w"
    r"|(?:In|For|To|With|As|At|After|Before|During|Your|You|Once|Even) [a-z]"
    r"|(?:Parents|People|Patients|Children|Adults|Women|Men|Doctors|Infants|Babies) [a-z])"
)
"""A heading in title case that a conversion has run into the sentence below it."""


_REPEATED = re.compile(
    r"(?P<one>[A-Z][\w'’-]+) (?=(?P=one)\b)|(?P<said>[A-Z][\w'’-]+(?: [\w'’-]+){1,4}) (?=(?i:(?P=said))\b)"
)
"""A heading that a conversion has run into a sentence that begins with its words: "Other tests Other tests are"."""


def _by_line(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """The lines of a block that state something each, as those of a list of doses without marks do: three at least, of
    which each begins with a capital, and holds a figure and no full stop inside; the whole block otherwise."""
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text, begin, stop)]
    told = all(
        text[a].isupper() and any(map(str.isdigit, text[a:b])) and not _STOP.search(text, a, b) for a, b in lines
    )
    return lines if len(lines) >= _FEWEST_LINES and told else [(begin, stop)]


_LINE = re.compile(r"[^\s\n][^\n]*")
_STOP = re.compile(
    r"[.!?]\s+[A-Z]|(?:,|\b(?:an?|the|of|to|in|on|for|and|or|with|by|at|as|is|are|was|were|that|than|from))\Z"
)
"""A sentence that ends within a line, or a line that ends within a sentence."""
_FEWEST_LINES = 3


def _sentences(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    spans = []
    said = (span for a, b in _by_line(text, begin, stop) for span in sentences.split(text[a:b], offset=a))
    for start, end in said:
        glued = _GLUED.match(text, start, end) or _REPEATED.match(text, start, end)
        heading = [glued.end()] if glued else []
        cuts = [start, *heading, *(m.end() for m in _JAMMED.finditer(text, start, end)), end]
        spans += [(a, b) for a, b in pairwise(cuts) if b > a]
    # a bullet mark, or a closing fragment without a word, is part of its neighbour
    return [(s, e) for s, e in spans if re.search(r"[^\W\d_]{2}|\d", text[s:e])]


def _unmarked(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> str:
    """The words of a unit without the citation marks found in it (brackets, raised numbers; never names)."""
    inside = [(s, e) for s, e in marks[bisect_left(marks, (start, start)) : bisect_left(marks, (end, end))] if e <= end]
    if not inside:
        return text[start:end]
    pieces, at = [], start
    for s, e in inside:
        mark = text[s:e]
        if s < at or not _MARK.fullmatch(mark):
            continue
        pieces.append(text[at:s])
        at = e
    return "".join([*pieces, text[at:end]])
