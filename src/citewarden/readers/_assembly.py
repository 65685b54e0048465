"""From a reader's flat list of blocks to a Document: title, sections, reference list, list lead-ins, bylines.

Every reader hands over one text and the blocks in it, in order and without overlap; what a block is by its *markup*
the reader knows, what it is by its *place and words* is decided here, once for all formats.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise

from citewarden.model import BibliographyEntry, Block, Document, Hyperlink, Section, Unread
from citewarden.readers import (
    _affiliations,
    _colophon,
    _day_order,
    _left_marks,
    _mail,
    _net,
    _raised_notes,
    _sources,
    _stamps,
    _words,
)
from citewarden.readers._drafts import Draft as Draft
from citewarden.text import anchors, language
from citewarden.text.addresses import unwrapped

_SHORT = 60
"""Characters of what stands under the label of a byline at most."""
_AROUND_MARK = "[](){}.,;: \xa0"
_SOFT_HYPHEN = "\u00ad"
_WORDS = 500
"""Words of a block that are held one by one at most."""
_BLANK = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+")


@dataclass(slots=True)
class Meta:
    """What a format says about the page outside its text; dates as ISO text, "" if it says nothing. `shown` are the
    (field, date) pairs that lines of the text give for dates the format has a field for, and all days of a review that
    they give where these are several; `filed` whom a file's own field or a mail's sender names as its author, who is
    the page's where no line names another."""

    title: str = ""
    language: str = ""
    url: str = ""
    identifier: str = ""
    author: str = ""
    published: str = ""
    modified: str = ""
    reviewed: str = ""
    next_review: str = ""
    reviewer: str = ""
    owner: str = ""
    publisher: str = ""
    filed: str = ""
    shown: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Writer:
    """Builds the text of a format whose file holds more than the text, and remembers where each stretch came from.

    Blanks are collapsed as browsers do; blocks are set apart by an empty line, list items and table rows by a line end.
    """

    blocks: list[Draft] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _joined: int = 0
    _size: int = 0
    _runs: list[tuple[int, int, int]] = field(default_factory=list)
    _open: Draft | None = None
    _gap: str = ""
    _blank: tuple[str, int] | None = None
    _pending_ids: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        self._parts, self._joined = ["".join(self._parts)], 1
        return self._parts[0]

    @property
    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """The source map so far."""
        return tuple(self._runs)

    @property
    def size(self) -> int:
        """Where the next visible character will stand."""
        if self._open is not None and self._open.start < 0:
            return self._size + len(self._gap)
        return self._size + (1 if self._blank else 0)

    @property
    def in_block(self) -> bool:
        """Whether a block is open."""
        return self._open is not None

    @property
    def empty(self) -> bool:
        """Whether the open block has no visible character yet (or none is open)."""
        return self._open is None or self._open.start < 0

    def open(
        self, kind: str, *, level: int = 0, label: str = "", depth: int = 0, role: str = "", group: int = 0
    ) -> Draft:
        """Begin a block, ending the one that is open."""
        self.close()
        last = self.blocks[-1] if self.blocks else None
        tight = last is not None and kind in ("item", "row") and last.kind == kind
        tight = tight and (kind == "item" or last is None or last.group == group)
        self._gap = ("\n" if tight else "\n\n") if self.blocks else ""
        self._open = Draft(kind, -1, -1, level, label, depth, (), role, group)
        return self._open

    def stamp(self) -> None:
        """Note that the open block stands where the page's markup says that its making is told."""
        if self._open is not None:
            self._open.role = self._open.role or "stamp"

    def tail(self, start: int) -> str:
        """The text from offset `start` on, without putting all of it together."""
        held: list[str] = []
        left = self._size - start
        for part in reversed(self._parts):
            if left <= 0:
                break
            held.append(part)
            left -= len(part)
        return "".join(reversed(held))[-max(0, self._size - start) :] if self._size > start else ""

    def before(self, count: int) -> str:
        """The last `count` characters of the open block, "" if it has none yet."""
        if self._open is None or self._open.start < 0:
            return ""
        return self.tail(max(self._open.start, self._size - count))

    def name(self, identifier: str) -> None:
        """Let `identifier` lead to the open block, or to the next one."""
        if identifier:
            self._pending_ids.append(identifier)

    def add(self, text: str, at: int = -1) -> None:
        """Append `text`, which stands in the file from code point `at` (-1: nowhere)."""
        if self._open is None:
            if not text.strip(" \t\n\r\f"):
                return
            self.open("paragraph")
        assert self._open is not None
        broken = _SOFT_HYPHEN in text
        for match in _BLANK.finditer(text):
            piece, place = match[0], at + match.start() if at >= 0 else -1
            if piece[0] in " \t\n\r\f":
                if (
                    self._open.start >= 0
                    and self._blank is None
                    and not (self._parts and self._parts[-1].endswith("\n"))
                ):
                    self._blank = (piece[0], place)
                continue
            if broken and _SOFT_HYPHEN in piece and not any(map(str.isdigit, piece)):
                self._unbroken(piece, place)
            else:
                self._visible(piece, place)

    def line_break(self) -> None:
        """Append a line end within the open block."""
        if self._open is not None and self._open.start >= 0:
            self._blank = None
            self._put("\n", -1)

    def link(self, start: int, href: str, rel: str = "link", locator: str = "") -> None:
        """Note that the text from `start` (an earlier `size`) to here is a link."""
        if (
            self._open is not None
            and start < self._open.start
            and self.tail(start)[: self._open.start - start].isspace()
        ):
            start = self._open.start  # the link itself began the block
        if start < self._size and href:
            self.links.append(Hyperlink(start, self._size, href, rel, locator))

    def set_as_code(self, start: int) -> None:
        """Note that the text from `start` (an earlier `size`) to here is code."""
        if start < self._size:
            self.code.append((start, self._size))

    def close(self) -> None:
        """End the open block; a block without visible text never was."""
        block, self._open, self._blank = self._open, None, None
        if block is None or block.start < 0:
            return
        while self._parts and self._parts[-1] == "\n":
            self._parts.pop()
            self._size -= 1
        block.end = self._size
        block.ids = tuple(self._pending_ids)
        self._pending_ids = []
        self.blocks.append(block)
        self._join()

    def _unbroken(self, word: str, place: int) -> None:
        """Append a word without the hyphens that show only where a line breaks it; in a number or an identifier they
        may stand for true ones."""
        at = 0
        for part in word.split(_SOFT_HYPHEN):
            if part:
                self._visible(part, place + at if place >= 0 else -1)
            at += len(part) + 1

    def _visible(self, piece: str, place: int) -> None:
        assert self._open is not None
        if self._open.start < 0:
            self._put(self._gap, -1)
            self._open.start = self._size
        elif self._blank is not None:
            char, blank_place = self._blank
            self._put(" ", blank_place if char == " " else -1)
        self._blank = None
        self._put(piece, place)

    def _put(self, text: str, place: int) -> None:
        if not text:
            return
        if place >= 0:
            if self._runs:
                start, source, length = self._runs[-1]
                if start + length == self._size and source + length == place:
                    self._runs[-1] = (start, source, length + len(text))
                else:
                    self._runs.append((self._size, place, len(text)))
            else:
                self._runs.append((self._size, place, len(text)))
        if len(self._parts) - self._joined > _WORDS and self._parts[-1] != "\n":
            self._join()
        self._parts.append(text)
        self._size += len(text)

    def _join(self) -> None:
        """Make one string of the words that are held one by one, each of which takes ten times its letters."""
        self._parts[self._joined :] = ["".join(self._parts[self._joined :])]
        self._joined = len(self._parts)


def assemble(
    *,
    name: str,
    media_type: str,
    data: bytes,
    text: str,
    blocks: Sequence[Draft],
    links: Sequence[Hyperlink] = (),
    source_map: tuple[tuple[int, int, int], ...] = (),
    file_text: str | None = None,
    meta: Meta | None = None,
    unread: Sequence[Unread] = (),
    cited: Sequence[BibliographyEntry] = (),
    bibliographies: Sequence[str] = (),
    nocite: Sequence[str] = (),
    code: Sequence[tuple[int, int]] = (),
) -> Document:
    """The Document of `blocks` in `text`. `file_text` is the decoded file, None where a file has no lines; `unread` is
    what the reader saw and did not understand; `cited`, `bibliographies`, `nocite` and `code` are as in the Document.
    """
    meta = meta or Meta()
    drafts = _trimmed(blocks, text)
    _letter(drafts, meta, text)
    _title(drafts, meta, text, links)
    undated = _bylines(drafts, meta, text)
    _captions(drafts, text)
    followed = sorted(links, key=lambda found: (found.start, found.end))
    drafts, followed, named = _affiliations.set_apart(drafts, text, followed)
    meta.author = named if named and meta.author in ("", meta.filed) else meta.author
    drafts, followed = _raised_notes.noted(drafts, text, followed)
    drafts, empty = _sources.sort(drafts, text, followed)
    marks = _links(
        [*_without_own_keys(followed, drafts, text), *_addresses(drafts, text, followed, code)], drafts, text
    )
    lead_ins = _lead_ins(drafts, text)
    sections = _sections(drafts, text)
    final = tuple(
        Block(d.kind, d.start, d.end, d.level or d.depth, lead, d.label)
        for d, lead in zip(drafts, lead_ins, strict=True)
    )
    return Document(
        id=name,
        source=name,
        media_type=media_type,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        sections=sections,
        blocks=final,
        links=marks,
        unread=(
            *unread,
            *undated,
            *empty,
            *_raised_notes.unanswered(drafts, text, marks),
            *_left_marks.unrun(text),
            *_left_marks.left(text),
            *([] if empty else _net.unlisted(drafts, text, marks, meta.title)),
        ),
        cited=tuple(cited),
        bibliographies=tuple(bibliographies),
        nocite=tuple(nocite),
        code=tuple(code),
        source_map=source_map,
        line_starts=anchors.line_starts(text if file_text is None else file_text),
        **{f.name: getattr(meta, f.name) for f in fields(Meta) if f.name != "filed"},
    )


def _trimmed(blocks: Sequence[Draft], text: str) -> list[Draft]:
    """The blocks without blanks (no-break ones too) at their edges, and without those that hold nothing else."""
    out = []
    for block in blocks:
        words = text[block.start : block.end]
        block.end = block.start + len(words.rstrip())
        block.start += len(words) - len(words.lstrip())
        if any(char.isalnum() for char in words):
            out.append(block)
    return out


_NAMES_TABLE = re.compile(r"\A\W*table\b|\[\d[\d,; –-]*\][*_ ]?\Z", re.IGNORECASE)
"""What a line over a table begins or ends with that is its name: "Table", a mark."""


_PANDOC_CAPTION = re.compile(r":\s+(?=\S)")
"""How Pandoc's Markdown begins the name of the table above it or below it."""
_ATTRIBUTES = re.compile(r"\{[^{}\n]{0,80}\}\Z")


def _captions(blocks: Sequence[Draft], text: str) -> None:
    """Make captions of the lines, also those set as headings, that stand right over a table and name it, and of those
    beside one that begin with a colon."""
    for number, block in enumerate(blocks):
        beside = {blocks[at].kind for at in (number - 1, number + 1) if 0 <= at < len(blocks)}
        begun = _PANDOC_CAPTION.match(text, block.start, block.end) if "row" in beside else None
        if begun and block.kind in ("paragraph", "row") and "|" not in text[begun.end() : block.end].rstrip("| "):
            words = _ATTRIBUTES.sub("", text[begun.end() : block.end].rstrip(" |")).rstrip()
            block.kind, block.start, block.end = "caption", begun.end(), begun.end() + len(words)
    for block, below in pairwise(blocks):
        if below.kind == "row" and block.kind in ("paragraph", "heading") and block.end - block.start < 200:
            words = text[block.start : block.end]
            if not words.endswith((".", ":", "?")) and _NAMES_TABLE.search(words):
                block.kind = "caption"


def _letter(blocks: Sequence[Draft], meta: Meta, text: str) -> None:
    """The header of a letter that is kept as a page: its blocks are furniture, its subject is the title."""
    fields: dict[str, str] = {}
    header: list[Draft] = []
    for block in blocks[:_TOP]:
        said = _mail.fields(text[block.start : block.end]) if block.kind != "furniture" else {}
        if said:
            header.append(block)
            fields = {**said, **fields}
        elif header:
            break
    if not {"from", "subject"} <= fields.keys():
        return
    for block in header:
        block.kind = "furniture"
    meta.title = fields["subject"]
    meta.filed = meta.filed or _mail.sender(fields)
    meta.published = meta.published or _mail.sent(fields)


_EMOJI = re.compile(r"(?<!\S):[a-z][a-z0-9_+-]{1,30}:(?!\S)")
"""The name of a picture in a line: ":pill:"."""


def _title(blocks: list[Draft], meta: Meta, text: str, links: Sequence[Hyperlink]) -> None:
    """The block that is the title: the one marked so, or a first heading of the top level. The marks of notes in it
    are no part of its words."""
    marked = next((b for b in blocks if b.kind == "title"), None)
    if marked is None:
        headings = [b for b in blocks if b.kind == "heading" and not b.role]
        first = headings[0] if headings else None
        if first is not None and first.level == 1 and not _words.is_references_heading(text[first.start : first.end]):
            marked = first
            marked.kind = "title"
    if marked is not None:
        marks = [m for m in links if m.rel in ("note", "citation") and marked.start < m.start and m.end <= marked.end]
        edges = [
            marked.start,
            *(at for m in sorted(marks, key=lambda m: m.start) for at in (m.start, m.end)),
            marked.end,
        ]
        kept = (text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        words = " ".join("".join(kept).split())
        meta.title = " ".join(_EMOJI.sub("", words).split()) or words


_TOP = 6
"""Blocks at the top of a page among which its making is told."""
_NEAR = 3
"""Blocks between two lines of a page's making at most."""
_SHOWN = ("published", "reviewed", "next_review")
"""Dates of a page that readers and programs are both told."""


def day_order(blocks: Sequence[Draft], meta: Meta, text: str) -> _day_order.Order:
    """How the page sets dates in figures, told by what stands above its list of sources."""
    return _day_order.Order(text, _own_words(blocks, text), meta.language, meta.url)


def _own_words(blocks: Sequence[Draft], text: str) -> Iterator[str]:
    for block in blocks:
        words = text[block.start : block.end]
        if block.kind in ("reference", "note") or _words.is_references_heading(words):
            return
        yield words


def _bylines(blocks: list[Draft], meta: Meta, text: str) -> list[Unread]:
    """Lines that say who made the page and when are furniture, and fill what the format's own fields leave open; what
    of them nothing on the page settles is told."""
    listed, tables = False, _imprints(blocks, text)
    order = day_order(blocks, meta, text)
    untold = _settle_figures(meta, order)
    _paper_head(blocks, meta, text, order)
    declared = {name for name in (*_SHOWN, "reviewer") if getattr(meta, name)}
    last, issued, review, foot = -_NEAR, False, "", _foot(blocks, text)
    reviews: list[str] = []
    first = -1
    for index, block in enumerate(blocks):
        stamped = block.role == "stamp"
        block.role = "" if stamped else block.role
        listed = listed or _words.is_references_heading(text[block.start : block.end])
        if block.kind == "furniture" and not meta.publisher:
            meta.publisher = _words.holder(text[block.start : block.end])
        if block.kind not in ("paragraph", "heading", "item", "caption", "row"):
            continue
        if block.end - block.start > _words.LONGEST_BYLINE:
            continue
        printed = text[block.start : block.end]
        words = order.plain(printed)
        top = index < _TOP or listed or stamped
        found = _words.byline(words, at_top=top, bare=not listed) or _day_alone(
            block, words, near=index < _TOP or index - last <= _NEAR
        )
        if found is not None and found.abroad and not language.foreign(_own_words(blocks, text), meta.language):
            found = None
        labelled = words.replace(" | ", ": ") if block.group in tables and _is_labelled(block, words) else words
        near = top or index in foot or bool(block.group and block.group in tables)
        found = _any_order(labelled, found, listed=listed, near=near, block=block)
        if found is None and _is_labelled(block, words):
            found = _words.byline(words.replace(" | ", ": "), at_top=top, bare=not listed)
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        term = after is not None and block.kind == "paragraph" and block.group and after.group == block.group
        dated = after is not None and len(words) < _SHORT and _words.is_date(text[after.start : after.end])
        if (
            found is None
            and after is not None
            and (
                words.endswith(":")
                or term
                or dated
                or _words.asks_name(words, text[after.start : after.end])
                or _words.asks_code(words)
            )
            and after.end - block.end < _SHORT
        ):
            printed = f"{printed.rstrip(':')}: {text[after.start : after.end]}"
            found = _words.byline(order.plain(printed), at_top=top, bare=not listed)
            after.kind = "furniture" if found is not None else after.kind
        if found is None and words[:1].isdigit() and block.kind == "paragraph" and _stamps.is_count(words):
            found = _words.Byline(found=True)
        if found is None and top and not meta.next_review:
            meta.next_review = _words.next_review(words)
        signable = block.kind in ("paragraph", "caption") or (stamped and block.kind == "heading")
        if found is None and index < _TOP and not listed and signable:
            found = _signed(words, text[after.start : after.end] if after else "", stamped or index - last == 1)
        if found is None and (
            (stamped and _words.is_stamp(words)) or (not listed and _is_aside(block, words, blocks, index, meta, text))
        ):
            found = _words.Byline(found=True)
        if found is None and block.kind == "row" and block.group in tables and words.count(" | ") < 2:
            found = _words.Byline(found=True)
        if found is None or (block.kind == "row" and not (found.reviewer or found.reviewed or block.group in tables)):
            if found is None and near and not listed and block.kind == "paragraph" and _colophon.tells(words):
                line = " ".join(words.split())[:_SHORT]
                untold.append(_not_understood(f"“{line}”", "it says who made the page or when", block))
            continue
        first = index if first < 0 else first
        block.kind, last = "furniture", index
        issued, review = issued or found.issued, review or found.review
        if found.guessed and index >= _TOP:
            continue
        if found.reviewed in found.apart and found.reviewed == meta.modified:
            found.reviewed = ""  # the day that the page tells programs it was changed on
        untold += [
            _not_understood(f"“{piece}” in the line on who made the page", _STRANGE, block) for piece in found.left
        ]
        unsettled = order.open(printed)
        untold += [_day_order.unsettled(day, block.start, block.end) for day in dict.fromkeys(unsettled.values())]
        review = "" if review in unsettled else review
        reviews += [found.reviewed] if found.reviewed and found.reviewed not in unsettled else []
        for name in ("author", "reviewer", "owner", "publisher", "published", "modified", "reviewed", "next_review"):
            said = getattr(found, name)
            if said in unsettled:
                continue
            if not getattr(meta, name):
                setattr(meta, name, said)
            elif name == "reviewer" and name not in declared and said and said not in meta.reviewer:
                meta.reviewer = f"{meta.reviewer}, {said}"
            elif name in declared and name in _SHOWN and said:
                meta.shown = (*meta.shown, (name, said))
    _title_above(blocks, meta, text, first)
    _title_of_issue(blocks, meta, text)
    if "reviewed" not in declared and len(set(reviews)) > 1:
        meta.shown = (*meta.shown, *(("reviewed", day) for day in reviews))
    settle_review(meta, review, issued=issued)
    meta.author = meta.author or meta.filed
    return untold


def _paper_head(blocks: Sequence[Draft], meta: Meta, text: str, order: _day_order.Order) -> None:
    """The short lines above a title, the day among them: whoever is named first wrote the paper."""
    at = next((i for i, b in enumerate(blocks[:_TOP]) if b.kind == "title"), 0)
    above = [text[b.start : b.end] for b in blocks[:at]]
    day = next(filter(None, (_stamps.month_or_day(order.plain(words)) for words in above)), "")
    if at < _NEAR or not day or not _stamps.are_names(above[0]):
        return
    if all(b.kind == "paragraph" and len(words) < _SHORT for b, words in zip(blocks[:at], above, strict=True)):
        for block in blocks[:at]:
            block.kind = "furniture"
        meta.author, meta.published = meta.author or above[0], meta.published or day


def _title_above(blocks: Sequence[Draft], meta: Meta, text: str, byline: int) -> None:
    """Where nothing else is the title, the short line right above the line on who made the page is."""
    above = blocks[byline - 1] if 0 < byline < _NEAR else None
    words = " ".join(text[above.start : above.end].split()) if above and above.kind == "paragraph" else ""
    if above and not meta.title and 0 < len(words) < 2 * _SHORT and words[-1] not in ".:;,":
        above.kind, meta.title = "title", words


def _title_of_issue(blocks: Sequence[Draft], meta: Meta, text: str) -> None:
    """Where the first line is a letter's name, as the number of the issue tells, its one heading is the title."""
    names = next((i for i, b in enumerate(blocks) if b.kind == "title"), len(blocks))
    below = blocks[names + 1] if names + 1 < len(blocks) else None
    if below is None or _stamps.issue_of(text[below.start : below.end]) is None:
        return
    headings = [
        b
        for b in blocks[names + 1 :]
        if b.kind == "heading" and not b.role and not _words.is_references_heading(text[b.start : b.end])
    ]
    if len(headings) == 1:
        meta.publisher = meta.publisher or " ".join(text[blocks[names].start : blocks[names].end].split())
        blocks[names].kind, headings[0].kind = "furniture", "title"
        meta.title = " ".join(text[headings[0].start : headings[0].end].split())


def _foot(blocks: Sequence[Draft], text: str) -> range:
    """The blocks at a page's foot among which its making is told: the last ones in front of the sources."""
    own = [i for i, b in enumerate(blocks) if b.kind != "furniture"]
    end = next((i for i in own if _words.is_references_heading(text[blocks[i].start : blocks[i].end])), len(blocks))
    last = [i for i in own if i < end][-_NEAR:]
    return range(last[0], end) if last else range(0)


def _any_order(
    words: str, found: _words.Byline | None, *, listed: bool, near: bool, block: Draft
) -> _words.Byline | None:
    """What a line says of the page's making, read piece by piece where it is not known as a whole: names without the
    towns behind them."""
    in_row = block.kind == "row" and " | " not in words
    may_be = in_row or (not listed and block.kind in ("paragraph", "caption", "item", "heading"))
    made = _colophon.read(words) if near and may_be else None
    made = made if block.kind != "heading" or (made and made.stated and made.signed) else None
    if found is not None:
        found.author, found.reviewer = _colophon.person(found.author), _colophon.person(found.reviewer)
        author, reviewer = (", ".join(made.author), ", ".join(made.reviewer)) if made else ("", "")
        if reviewer.startswith(f"{found.reviewer}, ") and found.reviewer:
            found.reviewer = reviewer  # with all degrees
        if made and reviewer and not found.reviewer and not made.left:
            found.reviewer, found.published = reviewer, made.days.get("published", "")
            found.reviewed = made.days.get("reviewed", found.reviewed)
        if made and author and author != found.author and found.author.startswith(author):
            found.author, found.left = author, tuple(made.left)
        return found
    if made is None:
        return None
    told = _words.Byline(
        author=", ".join(made.author),
        reviewer=", ".join(made.reviewer),
        owner=", ".join(made.owner),
        publisher=made.publisher,
        left=tuple(made.left),
        guessed=not (made.stated or (made.signed and made.dated)),
        found=True,
    )
    for name, day in made.days.items():
        setattr(told, name, day)
    return told


_STRANGE = "it is neither a name nor a date nor a trade that is known"


def _not_understood(what: str, why: str, block: Draft) -> Unread:
    """What is told of a line on the page's making, or a piece of one, that says something else."""
    remedy = "write who did what, and when, as one statement each"
    return Unread("part", what, why, remedy, block.start, block.end)


def _settle_figures(meta: Meta, order: _day_order.Order) -> list[Unread]:
    """Read the dates that a format's own fields give in figures, as the page sets its dates; those that nothing settles
    are told and left out."""
    out: list[Unread] = []
    for name in ("published", "modified", "reviewed", "next_review"):
        printed = getattr(meta, name)
        if _day_order.is_figures(printed):
            setattr(meta, name, order.plain(printed) if order.told else "")
            out += [] if order.told else [_day_order.unsettled(printed, place="the page's own data")]
    return out


def _signed(words: str, after: str, near: bool) -> _words.Byline | None:
    """Who signs a page at its top with nothing but a name, which a trade, a stamp or the day beside it tells."""
    name, told = _words.signature(words) if len(words) < _SHORT else ("", False)
    if not name or not (told or near or _tells_day(after)):
        return None
    return _words.Byline(author=name, found=True, guessed=True)


def _tells_day(line: str) -> bool:
    """Whether a line tells when a page was made: a day, or a version with its day."""
    made, said = _words.byline(line, at_top=True), _colophon.read(line)
    return bool(
        _stamps.month_or_day(line)
        or (made and (made.published or made.modified or made.reviewed))
        or (said and said.days and not said.left)
    )


def _imprints(blocks: Sequence[Draft], text: str) -> frozenset[int]:
    """The tables of two columns in which a page tells of its review: all their rows are of its making."""
    rows: dict[int, list[str]] = {}
    first = {block.group for block in blocks[:_TOP] if block.kind == "row"}
    for block in blocks:
        if block.kind == "row":
            rows.setdefault(block.group, []).append(text[block.start : block.end])
    return frozenset(
        group
        for group, lines in rows.items()
        if 1 < len(lines) < _LONGEST_IMPRINT
        and all(line.count(" | ") < 2 and len(line) < _words.LONGEST_BYLINE for line in lines)
        and sum(_tells_review(line) or (group in first and _tells_making(line)) for line in lines) * 2 >= len(lines)
    )


def _tells_review(line: str) -> bool:
    """Whether a row tells of a page's making by names that no table of studies has."""
    said = (line.replace(" | ", ": "), line)
    made = next(filter(None, (_words.byline(form, at_top=True, bare=False) for form in said)), None)
    return made is not None and bool(made.reviewer or made.reviewed or made.next_review or made.review or made.author)


def _tells_making(line: str) -> bool:
    """Whether a row at a page's top tells who wrote it or on which day it was made."""
    made = _colophon.read(line.replace(" | ", ": "))
    return bool(
        made and made.stated and (made.author or made.reviewer or any("-" in day for day in made.days.values()))
    )


_LONGEST_IMPRINT = 15
"""Rows of a table on a page's making at most."""


def _is_aside(block: Draft, words: str, blocks: Sequence[Draft], index: int, meta: Meta, text: str) -> bool:
    """Whether a line is the author's name again, or that of who speaks in the quotation beside it."""
    if block.kind not in ("paragraph", "item") or block.end - block.start > _SHORT:
        return False
    before, after = (
        text[b.start : b.end] for b in (blocks[index - 1] if index else block, blocks[min(index + 1, len(blocks) - 1)])
    )
    return (bool(words) and words in (meta.author, meta.filed)) or _stamps.is_speaker(words, before, after)


def _day_alone(block: Draft, words: str, *, near: bool) -> _words.Byline | None:
    """What a line says that is a day and nothing else: when the page was published if it stands at the top or `near`
    another line of its making, and nothing elsewhere."""
    if block.kind == "paragraph" and not near and _stamps.is_day(words):
        return _words.Byline(found=True)
    day = _stamps.month_or_day(words) if near and block.kind in ("paragraph", "caption") else ""
    return _words.Byline(published=day, found=True) if day else None


def settle_review(meta: Meta, review: str, *, issued: bool) -> None:
    """Set what a bare "review date" says: in a leaflet that tells when it was issued, or a page that was
    made and changed before it, when the next is due."""
    made = max(meta.published, meta.modified)
    name = "next_review" if issued or (meta.modified and review[:7] > made[:7]) else "reviewed"
    if not getattr(meta, name):
        setattr(meta, name, review)


def _is_labelled(block: Draft, words: str) -> bool:
    """Whether a row of two cells names in the first what stands in the second: "Reviewed by | Ann Roe"."""
    return block.kind == "row" and words.count(" | ") == 1


def _lead_ins(blocks: Sequence[Draft], text: str) -> list[int]:
    """For every block the index of the one that introduces it, -1 if none: lists hang on the paragraph before them,
    nested lists on an item that ends with a colon."""
    out: list[int] = []
    leader = -1
    parents: dict[int, int] = {}
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        if block.kind != "item":
            parents = {}
            out.append(-1)
            continue
        if before is None or before.kind != "item":
            leader = -1
            at = index - 1
            while at >= 0 and blocks[at].kind in ("furniture", "caption"):
                at -= 1
            if (
                at >= 0
                and blocks[at].kind == "paragraph"
                and _words.introduces(text[blocks[at].start : blocks[at].end])
            ):
                leader = at
        parents = {depth: at for depth, at in parents.items() if depth < block.depth}
        above = parents[max(parents)] if parents else -1
        nested = above >= 0 and text[blocks[above].start : blocks[above].end].rstrip().endswith(":")
        out.append(above if nested else leader)
        parents[block.depth] = index
    return out


def _sections(blocks: Sequence[Draft], text: str) -> tuple[Section, ...]:
    """The stretches from heading to heading, and from one role to the next."""
    out: list[Section] = []
    title, level, role, start, end = "", 1, "body", -1, -1

    def flush() -> None:
        if start >= 0:
            out.append(Section(title, level, start, end, role))

    for block in blocks:
        block_role = block.role or "body"
        if block.kind == "title" or block.kind == "heading" or (block_role != role and block.kind != "furniture"):
            flush()
            headed = block.kind in ("title", "heading")
            title = " ".join(text[block.start : block.end].split()) if headed else ""
            level = (block.level or 1) if headed else level
            role, start = block_role, block.start
        elif start < 0:
            role, start = block_role, block.start
        end = block.end
    flush()
    return tuple(out)


def _without_own_keys(links: Sequence[Hyperlink], blocks: Sequence[Draft], text: str) -> list[Hyperlink]:
    """The links without the keys that entries begin with ("- [[@roe2011]] Roe A. ..."), which become their labels."""
    entries = [b for b in blocks if b.kind == "reference"]
    starts = [b.start for b in entries]
    out = []
    for link in links:
        at = bisect_left(starts, link.end) if link.rel == "key" else len(starts)
        between = text[link.end : starts[at]] if at < len(starts) and starts[at] < link.end + 12 else "a"
        if not any(c.isalnum() or c == "\n" for c in between):
            entry = entries[at]
            words = text[entry.start : entry.end]
            entry.label, entry.start = link.href, entry.end - len(words.lstrip(" :–—-"))
        else:
            out.append(link)
    return out


_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’|\\^`{}\[\]]{4,500}")


def _addresses(
    blocks: Sequence[Draft], text: str, links: Sequence[Hyperlink], code: Sequence[tuple[int, int]]
) -> Iterator[Hyperlink]:
    """The addresses that are printed in the running text and are no links in the file: readers follow them too."""
    if "://" not in text:
        return
    taken = sorted([*((link.start, link.end) for link in links), *code])
    starts, begins = [start for start, _ in taken], [block.start for block in blocks]
    for match in _ADDRESS.finditer(text):
        at, around = bisect_right(starts, match.start()) - 1, bisect_right(begins, match.start()) - 1
        if around < 0 or blocks[around].kind not in ("paragraph", "item", "row", "caption"):
            continue
        if (at >= 0 and taken[at][1] > match.start()) or _net.IDENTIFIER.search(match[0]):
            continue  # what names a work is found by the stage that looks for identifiers
        href = match[0].rstrip(".,;:!?*_")
        href = href if "(" in href else href.rstrip(")")
        yield Hyperlink(match.start(), match.start() + len(href), href)


def _hangs_on(entry: Draft | None, block: Draft | None) -> bool:
    """Whether a block of a source list is no entry and stands right behind one."""
    if entry is None or block is None:
        return False
    return entry.kind == "reference" and block.kind == "furniture" and block.role == "references"


_LETTER = re.compile(r"[a-z]{1,2}")
_MOST_ASKED = 200
"""Code points of a line of navigation."""


def _is_all_links(block: Draft, ordered: Sequence[Hyperlink], begins: Sequence[int], text: str) -> bool:
    """Whether a block is one link, or a line of links with signs between them: "Unsubscribe | View in browser";
    `ordered` are all links, and `begins` where they begin."""
    if block.end - block.start > _MOST_ASKED:
        return False
    at = block.start
    for link in ordered[bisect_left(begins, block.start) : bisect_left(begins, block.end)]:
        if any(map(str.isalnum, text[at : link.start])):
            return False
        at = max(at, link.end)
    return not any(map(str.isalnum, text[at : block.end]))


def _links(links: Sequence[Hyperlink], blocks: Sequence[Draft], text: str) -> tuple[Hyperlink, ...]:
    """Links in order, with their real addresses. Those that lead to an entry or a note are marks of it and name its
    label; an entry that prints none takes the mark's number, or the anchor's name. Those behind an entry's own words
    ("[PubMed]") belong to all of it."""
    listed = [b for b in blocks if b.kind in ("reference", "note")]
    by_id: dict[str, Draft] = {}
    for block in listed:
        for identifier in block.ids:
            by_id.setdefault(identifier, block)
    starts = [b.start for b in blocks]
    by_place = sorted(links, key=lambda link: link.start)
    ordered = by_place, [link.start for link in by_place]
    out = []
    for link in links:
        if link.rel in ("key", "handle"):
            out.append(link)
            continue
        at = bisect_right(starts, link.start) - 1
        around = blocks[at] if at >= 0 else None
        if not link.href.startswith("#"):
            start, end = link.start, link.end
            above = blocks[at - 1] if at > 0 else None
            if around is not None and around.kind == "reference" and start >= around.end:
                start, end = around.start, around.end
            elif _hangs_on(above, around) and above is not None and _words.is_entry_link(text[start:end]):
                start, end = above.start, above.end
            elif around is not None and _words.asks(text[start:end]) and _is_all_links(around, *ordered, text):
                continue
            out.append(replace(link, start=start, end=end, href=unwrapped(link.href)))
            continue
        name = link.href.removeprefix("#")
        target = by_id.get(name)
        if target is not None and not (around is not None and around.kind == "reference" and link.rel == "link"):
            words = text[link.start : link.end].strip(_AROUND_MARK)
            if target.kind == "note" and target.label.isdecimal() and _LETTER.fullmatch(words):
                target.label = words  # the page's style counts that list by letters
            target.label = target.label or (
                words if words.isdigit() or (not words.isalnum() and len(words) < 4) else name
            )
            rel = "note" if target.kind == "note" else "citation"
            out.append(Hyperlink(link.start, link.end, target.label, rel, target=target.start))
        elif link.rel != "link":
            out.append(link)
    return tuple(sorted(out, key=lambda found: (found.start, found.end)))
