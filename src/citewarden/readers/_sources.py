"""Which blocks of an article are its sources: the entries of a headed list, notes that name a source, lines that begin
"Sources:", and lists that nothing but their shape tells.

The readers say what a block is by its markup; what it is by its place and words is decided here, once for all formats.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby, pairwise, takewhile

from citewarden.model import Hyperlink, Unread
from citewarden.readers import _words
from citewarden.readers._drafts import Draft
from citewarden.text import lines, shapes, symbols

_LIST, _DOUBT, _SURE, _SURELY_NOT = 0.85, 0.5, 0.95, 0.05
"""From what chance on lines that nothing announces are taken for sources; from what on it is told that they may be,
where they hold what only sources hold and where they do not; and below what chance a line is something else."""
_LISTED = ("paragraph", "item", "row", "caption", "reference")
_RUN_IN = re.compile(r"([^\W_][^\n:]{2,45})(?::\s+|\n\s*+)(?=\S)")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s?(?=[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ]|[A-Z]{2,6}\s[A-Z])")
_SPOKEN = (
    r"(?:(?:(?:[Tt]ele)?[Pp]hone|[Ee]-?mail|[Pp]ersonal)\s)?"
    r"(?:[Ii]nterviews?|[Cc]ommunication|[Cc]onversation)\s(?:with|by|from)\s"
)
"""How a source begins that somebody said or wrote to the author."""
_TOLD = re.compile(rf"(?:[Nn]ews|[Pp]ress|[Mm]edia)\s[Rr]elease\b|{_SPOKEN}")
"""How a source begins that bears no title: what was sent to the press, or said to the author."""
_PARTED = re.compile(rf";\s+(?:and\s)?(?=[A-ZÀ-Þ“\"]|https?:|{_SPOKEN})|\s[•·|]\s+(?=[A-ZÀ-Þ“\"]|https?:)")
_AFTER_TITLE = re.compile(r"(?<=[.,?!][\"”])\s+(?=[A-ZÀ-Þ])")
"""Where the next source may begin in a line of names and quoted titles."""
_ELSEWHERE = re.compile(
    r"(?:(?:please|you can|to)\s)?(?:download|see|view|open|click|read|get|find|access|show|the)\b[^.:;]{0,60}"
    r"\b(?:references?|sources?|bibliography|citations?|literature)\b(?!\s?:)[^.:;]{0,60}\.?\Z",
    re.IGNORECASE,
)
"""A line that leads to a list elsewhere: "Download the reference list (PDF)"."""
_LETTER = re.compile(r"[\[(]?([A-Za-z])(?:\.|([)\]]))\s+(?=\S)")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_STOP = re.compile(r"(?<=[.!?)])\s+(?=[^\W_])")
_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"\S+")
_SITE = re.compile(r"<?(?:https?://|www\.|(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}/)[^\s<>]*>?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s.,;|/·•–—-]*(?:(?:and|und|et|y|e|en|&)\s+)?")
"""What parts links that are a list in one line."""
_HEADER = re.compile(
    r"(?:\W|\b(?:no|nr|number|id|key|item|refs?|references?|sources?|citations?|authors?|titles?|years?|dates?|journals?"
    r"|publications?|publishers?|organi[sz]ations?|names?|types?|topics?|links?|urls?|websites?|doi|pmid|pubmed|accessed"
    r"|notes?|details|descriptions?|comments?)\b)+",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED = re.compile(rf"{_YEAR.pattern}|https?://|\b10\.\d{{4,9}}/|\bPMID\b|\bn\.\s?d\.|\bin press\b")
"""What each source has, and no half of one: when it appeared, or where it is."""
_LONE_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?")
_TITLED = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?:\s(?:of|for|and|the|on|&|[A-ZÀ-Þ][\w'’-]*)){1,8}[.:,]\s[A-ZÀ-Þ“\"]")
"""How an entry begins that bears no year: with the name of a body and a title."""
_LETTERS = re.compile(r"(?<=[\w”\".,;:)!?] )\[([a-z](?:,\s?[a-z]){0,9})\]")
_NUMBER = re.compile(r"\[\d{1,3}\]|(?<=[\w”\"] )\(\d{1,3}\)(?=[.,;])")


def sort(blocks: Sequence[Draft], text: str, links: Sequence[Hyperlink]) -> tuple[list[Draft], list[Unread]]:
    """The blocks with their sections' roles, sources made references; and the headings under which none could be read.

    `links` are in reading order.
    """
    sorter = _Sorter(blocks, text, links)
    out = sorter.sorted()
    if not any(b.kind == "reference" for b in out):
        out = sorter.named(out)
    if not any(b.kind == "reference" for b in out):
        out = sorter.shaped(out)
    if not any(b.kind == "reference" for b in out):
        out = sorter.counted(out)
    if not any(b.kind == "reference" for b in out):
        out = sorter.pointed(out)
    _letter(out, text)
    found = any(b.kind == "reference" for b in out) or any(link.rel in ("key", "handle") for link in links)
    return out, [] if found else [*(_empty(b, text) for b in sorter.headings), *sorter.open]


def _counts(labels: Sequence[str], first: tuple[str, int]) -> bool:
    """Whether the numbers in front of some of the lines of a block count up, the `first` line's first."""
    numbers = [int(label) for label in labels if label.isdecimal()]
    return len(numbers) == len(labels) > 1 and first[1] > 0 and all(b - a == 1 for a, b in pairwise(numbers))


def _count_on(labels: Sequence[str]) -> bool:
    """Whether labels are numbers that count from one, anew at times."""
    numbers = [int(label) if label.isdecimal() else 0 for label in labels]
    return all(b in (a + 1, 1) for a, b in pairwise([0, *numbers]))


def _letter(blocks: Sequence[Draft], text: str) -> None:
    """Take the letters that all entries of a list begin with in turn ("A. Roe BC. ...", "B. Poe C. ...") as labels. "A.
    Roe, Salt" may be a name."""
    for bare, group in groupby(blocks, key=lambda b: b.kind == "reference" and not b.label):
        begun = [(b, _LETTER.match(text, b.start, b.end)) for b in group] if bare else []
        lettered = [(b, m) for b, m in begun if m and (m[2] or shapes.begins_with_authors(text[m.end() : b.end]))]
        said = "".join(match[1] for _, match in lettered)
        if 1 < len(lettered) == len(begun) and (_ALPHABET.startswith(said) or _ALPHABET.upper().startswith(said)):
            for block, match in lettered:
                block.label, block.start = match[1], match.end()


def _empty(heading: Draft, text: str) -> Unread:
    return Unread(
        "part",
        f"what stands under “{' '.join(text[heading.start : heading.end].split())}”",
        "no source could be read there",
        "write each source as an item of a list under that heading",
        heading.start,
        heading.end,
    )


def _is_entry(line: str) -> bool:
    """Whether a line of a note or an entry is a source by itself: set as one and dated, or a body and a title in
    quotes."""
    if shapes.is_address(line):
        return False
    return shapes.quotes(line) or (shapes.is_shaped(line) and _DATED.search(line) is not None)


def _are_firm(said: Sequence[str]) -> bool:
    """Whether most of the lines hold what only sources hold."""
    return 10 * sum(map(shapes.is_firm, said)) >= 6 * len(said)


def _is_one(part: str) -> bool:
    """Whether a part of a run-in list is a source by itself: it names one, or is short."""
    if len(part.split()) <= 8 or shapes.cites(part) or re.match(_SPOKEN, part):
        return True
    return shapes.quotes(part) or (_YEAR.search(part) is not None and shapes.reads_like_reference(part))


def _unsure(run: Sequence[Draft], text: str) -> Unread:
    return Unread(
        "part",
        f"what begins “{' '.join(text[run[0].start : run[0].end].split())[:60]}”",
        "it may be a list of sources, and nothing says so",
        "set the heading “References” over it if it is one",
        run[0].start,
        run[-1].end,
    )


def _elsewhere(block: Draft, words: str) -> Unread:
    return Unread(
        "part",
        f"“{' '.join(words.split())[:60]}”",
        "the sources stand in another file or page",
        "write each source as an item of a list under that heading",
        block.start,
        block.end,
    )


def _unprinted(block: Draft, words: str) -> Unread:
    return Unread(
        "part",
        f"“{' '.join(words.split())[:60]}”",
        "the list of sources is not printed here",
        "print each source as an item of a list under a heading",
        block.start,
        block.end,
    )


def _parted(block: Draft, text: str) -> list[Draft]:
    """A block, or what stands in it before and behind the lines that are a list's heading: pages that set nothing but
    line ends hold all in one."""
    if block.kind != "paragraph" or "\n" not in text[block.start : block.end]:
        return [block]
    out, at = [], block.start
    for line in _LINE.finditer(text, block.start, block.end):
        if line.start() == block.start or line.end() == block.end or not _words.is_references_heading(line[0]):
            continue
        following = _LINE.search(text, line.end(), block.end)
        if following is None or not shapes.reads_like_reference(following[0]):
            continue
        if text[at : line.start()].strip():
            out.append(replace(block, start=at, end=at + len(text[at : line.start()].rstrip())))
        out.append(Draft("paragraph", line.start(), line.end()))
        at = line.end() + len(text[line.end() : block.end]) - len(text[line.end() : block.end].lstrip())
    return [*out, replace(block, start=at, ids=() if out else block.ids)]


class _Sorter:
    """Walks the blocks once and knows in what section it is."""

    def __init__(self, blocks: Sequence[Draft], text: str, links: Sequence[Hyperlink]) -> None:
        self.blocks, self.text = [part for block in blocks for part in _parted(block, text)], text
        self.links, self.spans = links, [(link.start, link.end) for link in links]
        self.marks = {link.href for link in links if link.rel == "citation" and link.href.isdigit()}
        self.contents = {link.start for link in links if link.href.startswith("#") and link.rel == "link"}
        self.headings: list[Draft] = []
        self.open: list[Unread] = []
        self.out: list[Draft] = []
        self.unheaded = self.says = False
        self.group_reads: dict[int, bool] = {}
        self.defined = -1
        self.number = ""
        self._enter("body", 0)

    def _enter(self, role: str, level: int, *, sure: bool = False, strict: bool = False) -> None:
        """Begin a section. `sure`: its heading can only be a source list's; `strict`: only what is set as a reference
        continues it."""
        self.role, self.level, self.sure, self.strict = role, level, sure, strict
        self.entries, self.notes, self.group, self.kind, self.depth = 0, 0, 0, "", 0

    @cached_property
    def last_chapter(self) -> int:
        """The index of the last heading that opens a part of the article itself, -1 if none does."""
        for index in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[index]
            if block.kind == "heading" and not block.role and not _words.is_furniture_heading(self.words(block)):
                return index
        return -1

    def words(self, block: Draft) -> str:
        """A block's text."""
        return self.text[block.start : block.end]

    def sorted(self) -> list[Draft]:
        """The blocks with their roles."""
        for index, block in enumerate(self.blocks):
            if block.role and block.role != "body":
                self.out.append(block)
                self._enter("body", 0)
            elif block.kind != "title" and self._cites_itself(index, block):
                block.kind = "furniture"
                self.out.append(block)
            elif self._opens(index, block):
                self.out.append(block)
            elif block.kind == "reference" and self.role != "references":
                self.out.extend(self._made(block))
            elif not (self._lists(index, block) or self._runs_in(index, block)):
                self._other(block)
        return self.out

    @cached_property
    def title(self) -> str:
        """The article's title in small letters, "" if it is too short to be told."""
        words = next((self.words(b) for b in self.blocks if b.kind == "title"), "")
        return " ".join(words.casefold().split()) if len(words) > 9 else ""

    def _cites_itself(self, index: int, block: Draft) -> bool:
        """Whether a block is how the article itself is to be cited: it holds the title and little else and says so, or
        one of these two and the next to it the other."""
        says = _words.is_self_citation(self.words(block))
        followed, self.says = self.says, says
        if says:
            return any(map(self._holds_title, self.blocks[index : index + 5]))
        return followed and self._holds_title(block)

    def _holds_title(self, block: Draft) -> bool:
        """Whether a block holds the article's title and little else."""
        words = self.words(block)
        short = len(self.title) + 5 < len(words) < len(self.title) + 250
        return bool(self.title) and short and block.kind != "title" and self.title in " ".join(words.casefold().split())

    def _other(self, block: Draft) -> None:
        words = self.words(block)
        if block.kind in ("paragraph", "item", "heading") and _words.is_furniture(words):
            block.kind = "furniture"
        elif block.kind in ("paragraph", "item") and _words.is_unprinted(words) and not shapes.is_firm(words):
            block.kind = "furniture"
            self.open.append(_unprinted(block, words))
        elif block.kind == "paragraph" and _words.is_caption(words) and len(words) < 600:
            block.kind = "caption"
        if self.role == "furniture" and block.kind in ("paragraph", "item", "row", "caption"):
            if shapes.is_firm(words) and shapes.is_shaped(words):
                self._enter("body", 0)  # behind what is said of the author, say
            else:
                block.kind = "furniture"
        block.role = self.role
        self.out.append(block)

    # headings

    def _opens(self, index: int, block: Draft) -> bool:
        """Whether a block is the heading of another kind of section than the one around it."""
        words = self.words(block)
        heading = block.kind == "heading"
        if (
            (heading or block.kind in ("paragraph", "item", "caption"))
            and len(words) < 60
            and (heading or block.start not in self.contents)
        ):
            new, sure = self._role_of(words, index, heading)
            if new and (heading or new == "references"):
                block.kind = "heading"
                self._enter(new, block.level or 2, sure=sure)
                block.level, block.depth, block.role = self.level, 0, new
                return True
        if heading and self.role != "body":
            nested = block.level > self.level or (self.role == "references" and self.entries == 0)
            after = self._after(index)
            refers = bool(after) and shapes.reads_like_reference(self.words(after[0]))
            parts = self.role == "references" and self._heads_part(index, block)
            if not (parts or (nested and (self.role != "references" or refers))):
                self._enter("body", 0)
        return False

    def _role_of(self, words: str, index: int, heading: bool) -> tuple[str, bool]:
        """The role of the section a heading opens, "" if it is an ordinary one; and whether its words are sure."""
        if _words.is_references_heading(words):
            after = self._after(index, 8)
            missing = bool(after) and self._is_missing(self.words(after[0]))
            alone = missing and not any(shapes.cites(self.words(b)) for b in after[1:])
            if self._has_list(words, index) and not alone:
                return "references", True
            if heading and (missing or not after) and not (after and _words.is_unprinted(self.words(after[0]))):
                self.headings.append(self.blocks[index])
            return "", False
        if _words.is_notes_heading(words):
            after = [b for b in self._after(index, 2) if not self._is_term(b)]
            return ("references" if after and shapes.cites(self.words(after[0])) else ""), False
        around = _words.is_furniture_heading(words)
        other = around or _words.joins_references(words)
        if other or _words.may_head_references(words):
            after = [b for b in self._after(index, 6) if not self._is_term(b)][:3]
            said = [self.words(b) for b in after]
            telling = sum(map(shapes.is_scholarly, said))
            lists = (telling >= 0.6 * len(said) and not other) or all(map(shapes.cites, said))
            return (
                "references" if (telling and lists) or self._is_called(index) else "furniture" if around else ""
            ), False
        return "", False

    def _is_missing(self, words: str) -> bool:
        """Whether a line says that the sources are not here, and names none itself."""
        return (_words.is_missing(words) or _words.is_unprinted(words)) and not shapes.is_firm(words)

    def _after(self, index: int, count: int = 1) -> list[Draft]:
        """The next blocks that are no headings, up to a heading behind the first of them."""
        out: list[Draft] = []
        for block in self.blocks[index + 1 : index + 20]:
            if block.kind != "heading":
                out.append(block)
            elif out:
                break
            if len(out) == count:
                break
        return out

    @cached_property
    def _terms(self) -> frozenset[int]:
        """Where the terms begin that have a definition each."""
        return frozenset(
            a.start
            for a, b in pairwise(self.blocks)
            if a.group and a.group == b.group and a.kind == "paragraph" and b.kind == "item"
        )

    def _is_term(self, block: Draft) -> bool:
        return block.start in self._terms

    def _is_called(self, index: int) -> bool:
        """Whether what stands under the heading at `index` is numbered, names an address in each line, and the marks
        above it name its numbers and no other."""
        said = [
            (b.label or self._marker(self.words(b))[0], f"{self.words(b)} {self._address(b)}")
            for b in self._after(index, 99)
        ]
        listed = list(takewhile(lambda row: row[0].isdecimal(), said))
        marks = self._printed(self.blocks[index].start) | self.marks
        return (
            len(listed) > 1
            and len(marks) > 1
            and not any(b.kind == "reference" for b in self.out)
            and marks <= {label for label, _ in listed}
            and all(_SITE.search(words) or shapes.cites(words) for _, words in listed)
        )

    def _has_list(self, words: str, index: int) -> bool:
        """Whether sources can follow the heading at `index`: "Sources" may head foods, and a link's name prose."""
        after = self._after(index, 8)
        if not after:
            return False
        said = [self.words(b) for b in after]
        if any(
            b.kind in ("note", "reference") or shapes.reads_like_reference(w) for b, w in zip(after, said, strict=True)
        ):
            return True
        if after[0].kind == "paragraph" and len(said[0]) > 200:
            return after[-1].kind in ("item", "row")
        other = all(0 < lines.chance(w) < _SURELY_NOT for w in said[:3])  # what is eaten, say
        doubtful = _words.is_said(words) or (
            (other or self.last_chapter > index) and _words.plain(words) in ("source", "sources")
        )
        return not doubtful or any(self._holds_link(b) for b in after)

    def _holds_link(self, block: Draft) -> bool:
        at = bisect_left(self.spans, (block.start, block.start))
        return at < len(self.spans) and self.spans[at][0] < block.end

    # entries

    def _lists(self, index: int, block: Draft) -> bool:
        """Whether a block belongs to the source list around it, as an entry or beside the entries."""
        if self.role != "references" or block.kind == "heading":
            return False
        words = self.words(block)
        if index == self.defined and block.kind == "furniture":
            block.role = self.role
            self.out.append(block)
        if index == self.defined:
            return True
        if self._heads_part(index, block):
            block.kind, block.role = "furniture", self.role
            self.out.append(block)
            return True
        if self._defines(index, block):
            return True
        if block.kind == "note":
            if not self.sure or self.entries > self.notes:
                return False
            made = self._made(block)
            self.notes += len(made)
        elif block.kind not in _LISTED:
            return False
        elif block.kind == "paragraph" and (lone := _LONE_NUMBER.fullmatch(words)):
            self.number = lone[1]
            block.kind, block.role = "furniture", self.role
            self.out.append(block)
            return True
        elif self._beside(index, block, words):
            if self.entries == 0 and self._holds_link(block) and _ELSEWHERE.match(words):
                self.open.append(_elsewhere(block, words))
            block.kind, block.role = "furniture", self.role
            self.out.append(block)
            return True
        elif self._ends(block, words):
            self._enter("body", 0)
            return False
        else:
            block.label = block.label or self.number
            made = self._made(block)
        self.number = ""
        self.entries += len(made)
        self.group, self.kind, self.depth = block.group or self.group, block.kind, block.depth
        self.out.extend(made)
        return True

    def _heads_part(self, index: int, block: Draft) -> bool:
        """Whether a block is the head of a part of the list around it: it names the kind of what follows, and a source
        follows."""
        below = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if below is None or block.kind == "note" or below.kind not in (*_LISTED, "note"):
            return False
        words = self.words(block)
        if not _words.names_part(words) or self._holds_link(block):
            return False
        other = block.kind == "heading" and _words.may_head_references(words)  # "Useful links", a section of its own
        return not other and shapes.cites(f"{self.words(below)} {self._address(below)}")

    def _defines(self, index: int, block: Draft) -> bool:
        """Whether a block is the term of a list of definitions that is one entry together with its one definition: its
        authors or its name there, the rest here. What is whole without the other stands alone."""
        if not (block.group and block.kind == "paragraph") or index + 1 == len(self.blocks):
            return False
        other = self.blocks[index + 1]
        further = self.blocks[index + 2] if index + 2 < len(self.blocks) else None
        if other.kind != "item" or other.group != block.group:
            return False
        if further is not None and further.kind == "item" and further.group == block.group:
            return False
        if self.entries and self.group not in (0, block.group) and not self._group_reads(block.group):
            return False  # what a page says of itself behind its sources
        term, rest = self.words(block), self.words(other)
        goes_on = shapes.reads_like_reference(rest) or shapes.has_place(rest) or self._holds_link(other)
        authors = shapes.begins_with_authors(term) and goes_on and not shapes.begins_with_authors(rest)
        if authors or (goes_on and not shapes.is_shaped(term) and not shapes.is_shaped(rest)):
            made = self._made(Draft("item", block.start, other.end, ids=(*block.ids, *other.ids), group=block.group))
        elif shapes.is_shaped(term) and not shapes.is_shaped(rest):
            made = self._made(Draft("item", block.start, block.end, ids=block.ids, group=block.group))
            other.kind = "furniture"  # what is said of the source
        else:
            return False
        self.entries += len(made)
        self.group, self.kind, self.defined = block.group, "item", index + 1
        self.out.extend(made)
        return True

    def _beside(self, index: int, block: Draft, words: str) -> bool:
        """Whether a line in the list is no entry: furniture, a table's header, a sentence about the sources."""
        if (_words.is_furniture(words) and not (shapes.is_firm(words) and shapes.is_shaped(words))) or (
            block.kind == "row" and _HEADER.fullmatch(words)
        ):
            return True
        if _words.is_unprinted(words) and not shapes.is_firm(words):
            return True
        if self.entries and block.kind == "paragraph" and not block.label and _words.is_foot(words):
            return True
        if block.kind == "caption" and _words.is_caption(words) and not shapes.is_shaped(words):
            return True
        if _words.is_date(words) or (self._holds_link(block) and _ELSEWHERE.match(words)):
            return True
        if self.entries == 0 and block.kind == "row" and self._heads(index, block):
            return True
        if _words.is_link_note(words) or (block.kind != "note" and _words.is_entry_link(words)):
            return True
        if _words.is_about_sources(words) and not shapes.is_shaped(words):
            return True
        if block.kind == "item" and self.entries and block.depth > self.depth > 0:
            return not shapes.reads_like_reference(words)  # a remark on the entry it hangs on
        after = self.blocks[index + 1].kind if index + 1 < len(self.blocks) else ""
        if block.group and block.kind == "paragraph" and after == "item" and not shapes.is_shaped(words):
            return True  # the name of a group of entries, or of one
        if block.kind == "item" and after == "item" and self.blocks[index + 1].depth > block.depth:
            return not shapes.reads_like_reference(words)  # what a nested list stands under
        if (
            block.kind != "paragraph"
            or after not in ("item", "row", "note", "reference")
            or shapes.reads_like_reference(words)
        ):
            return False
        return self.entries == 0 or (len(words) < 60 and shapes.is_shaped(self.words(self.blocks[index + 1])))

    def _heads(self, index: int, block: Draft) -> bool:
        """Whether a row names the columns under it: short cells without a figure or a link, over a row that cites."""
        cells = self.words(block).split(" | ")
        plain = all(len(cell.split()) <= 3 and not any(map(str.isdigit, cell)) for cell in cells)
        below = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return (
            plain
            and not self._holds_link(block)
            and below is not None
            and below.kind == "row"
            and shapes.reads_like_reference(self.words(below))
        )

    def _ends(self, block: Draft, words: str) -> bool:
        """Whether a block stands behind the list's end: prose, or another list whose items do not read like entries."""
        if not self.entries or _TOLD.match(words):
            return False
        if self.strict:
            return not (shapes.is_shaped(words) or block.label)
        if block.group and self.group and block.group != self.group:
            return not self._group_reads(block.group)
        if words.startswith(f"[{self.entries + 1}] "):
            return False  # its number goes on
        said = f"{words} {self._address(block)}"
        other = block.kind == "paragraph" or (block.kind != self.kind and block.kind in ("row", "caption"))
        if block.kind != "paragraph" or self.kind not in ("item", "row", "note"):
            return other and not shapes.reads_like_reference(said)
        whole = any(2 * (b - a) > len(words) for a, b in self._links_in(block.start, block.end))
        return not (shapes.cites(words) or (shapes.cites(said) and (whole or shapes.is_shaped(said))))

    def _address(self, block: Draft) -> str:
        """Where the last link in a block leads, if that is another site."""
        at = bisect_left(self.spans, (block.end, block.end)) - 1
        href = self.links[at].href if at >= 0 and self.spans[at][0] >= block.start else ""
        return href if href.startswith("http") else ""

    def _group_reads(self, group: int) -> bool:
        """Whether at least half of a list's items read like references."""
        if not self.group_reads:
            listed = sorted((b for b in self.blocks if b.group), key=lambda b: b.group)
            for number, members in groupby(listed, key=lambda b: b.group):
                told = [shapes.reads_like_reference(self.words(b)) for b in members]
                self.group_reads[number] = 2 * sum(told) >= len(told)
        return self.group_reads.get(group, True)

    def _made(self, block: Draft) -> list[Draft]:
        """The reference entries of one block: one, or one a line where a block sets several lines that each read so."""
        stated = int(block.kind in ("item", "note", "row"))
        out: list[Draft] = []
        for start, end in self._lines(block):
            sign, begins = symbols.note(self.text[start:end])
            if sign not in self._signs:
                sign, begins = "", 0
            start, end = _words.bare_entry(self.text, start + begins, end, self._links_in(start, end))
            label, length = self._marker(self.text[start:end])
            if not length or (block.label and not label):
                label, length = block.label or sign, 0
            if start + length < end:
                names = () if out else block.ids
                out.append(
                    Draft("reference", start + length, end, 0, label or block.label, stated, names, "references")
                )
        if block.kind == "note" and 1 < len(out) < 9 and out[0].label.isdecimal():
            for letter, one in zip("abcdefgh", out, strict=False):
                one.label += letter
        return out

    @cached_property
    def _signs(self) -> frozenset[str]:
        """The signs that one line each begins with and that marks print: those are labels, and no bullets."""
        begun = Counter(symbols.note(line)[0] for line in self.text.split("\n"))
        return frozenset(mark.symbol for mark in symbols.marks(self.text) if begun[mark.symbol] == 1)

    def _marker(self, words: str) -> tuple[str, int]:
        """The label an entry prints and its length, also a sign that is no bullet ("† Smith J"); in a list told by its
        shape also a bare number ("1 Smith J")."""
        label, length = _words.marker(words)
        sign, begins = symbols.note(words) if words[:1] in ("†", "‡") or words[:2] == "**" else ("", 0)
        if sign and not length:
            return sign, begins
        bare = _BARE_NUMBER.match(words) if self.unheaded and not length else None
        return (bare[1], bare.end()) if bare else (label, length)

    def _links_in(self, start: int, end: int) -> list[tuple[int, int]]:
        return self.spans[bisect_left(self.spans, (start, start)) : bisect_left(self.spans, (end, end))]

    def _lines(self, block: Draft) -> list[tuple[int, int]]:
        """The stretches of a block that are an entry each."""
        words = self.words(block)
        whole = [(block.start, block.end)]
        addresses = [] if block.kind == "note" else [(m.start(), m.end()) for m in _WORD.finditer(words)]
        if len(addresses) > 1 and all(_SITE.fullmatch(words, a, b) for a, b in addresses):
            return [(block.start + a, block.start + a + len(words[a:b].rstrip(",;"))) for a, b in addresses]
        if block.kind not in ("paragraph", "note") and not (block.kind == "reference" and "\n" in words):
            return whole
        if "\n" not in words:
            return self._linked(block) or whole
        each = self._with_addresses([(m.start() + block.start, m.end() + block.start) for m in _LINE.finditer(words)])
        said = [self.text[a:b] for a, b in each]
        if block.kind != "paragraph":
            return each if all(map(_is_entry, said)) else whole
        labels = [self._marker(s) for s in said]
        marked = [line for line, (_, length) in zip(each, labels, strict=True) if length]
        if len(marked) >= max(2, len(each) // 2) or _counts([label for label, length in labels if length], labels[0]):
            return [(a, b) for (a, _), b in zip(marked, [s for s, _ in marked[1:]] + [block.end], strict=True)]
        if self.unheaded and marked == each[:1]:
            return whole  # what stands under its number goes on with it
        telling = sum(map(shapes.reads_like_reference, said))
        return each if telling >= 0.8 * len(each) else whole

    def _with_addresses(self, each: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The lines, each with the address under it."""
        bare = [shapes.is_address(self.text[a:b]) for a, b in each]
        out: list[tuple[int, int]] = []
        for (start, end), address, below in zip(each, bare, [False, *bare], strict=False):
            if address and out and not below:
                out[-1] = (out[-1][0], end)
            else:
                out.append((start, end))
        return out

    def _linked(self, block: Draft) -> list[tuple[int, int]]:
        """The links of a paragraph that is nothing but links, one entry each; [] if it is not."""
        if block.kind == "note":
            return []
        links = self._links_in(block.start, block.end)
        if len(links) < 2 or links[0][0] > block.start:
            return []
        ends = [*(start for start, _ in links[1:]), block.end]
        apart = all(_BETWEEN.fullmatch(self.text, end, after) for (_, end), after in zip(links, ends, strict=True))
        return links if apart else []

    # lists without a heading

    def _runs_in(self, index: int, block: Draft) -> bool:
        """Whether a paragraph begins with a list's name ("Sources: ...") and goes on with the sources, or the words
        under a picture or a table end so; what stands in front is then written by itself."""
        cell = block.kind == "row" and " | " not in self.words(block)  # of a table that holds the page together
        if block.kind not in ("paragraph", "caption") and not cell:
            return False
        match = _RUN_IN.match(self.text, block.start, block.end)
        if block.kind == "caption" and not (match and _words.is_references_heading(match[1])):
            stops = (_RUN_IN.match(self.text, m.end(), block.end) for m in self._stops(block))
            match = next((m for m in stops if m and _words.is_references_heading(m[1])), None)
        if match is None or not _words.is_references_heading(match[1]):
            return False
        start = match.end()
        if self._is_missing(self.text[start : block.end]):
            self.open.append(_unprinted(block, self.words(block)))
            self._other(replace(block, kind="furniture"))
            return True
        after = self.blocks[index - 1].kind if index else ""
        last = all(
            _words.is_furniture(self.words(b)) or b.kind in ("furniture", "note")
            for b in self.blocks[index + 1 : index + 31]
        )
        told = shapes.cites(self.text[start : block.end]) or bool(self._links_in(start, block.end))
        if not told and (cell or not last or after in ("caption", "row")):
            return False
        if match.start() > block.start:
            self._other(replace(block, end=block.start + len(self.text[block.start : match.start()].rstrip())))
        heading = Draft("heading", match.start(), match.end(1) + 1, 3, "", 0, (), "references")
        self._enter("references", 3, sure=True, strict=True)
        self.out.append(heading)
        for a, b in self._run(start, block.end):
            made = self._made(Draft("paragraph", a, b))
            self.entries += len(made)
            self.out.extend(made)
        return True

    def _stops(self, block: Draft) -> Iterator[re.Match[str]]:
        """The ends of the sentences in a block."""
        return _STOP.finditer(self.text, block.start, block.end)

    def _run(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of a run-in list: lines, or parts between semicolons that each name a source."""
        words = self.text[start:end]
        if "\n" in words:
            yield start, end
            return
        cuts = [(m.start(), m.end()) for m in _PARTED.finditer(words)]
        if not cuts and shapes.quotes(words):
            cuts = [m.span() for m in _AFTER_TITLE.finditer(words) if shapes.quotes(words[m.end() :])]
        ends = [a for a, _ in cuts] + [len(words)]
        begins = [0] + [b for _, b in cuts]
        parts = [words[a:b] for a, b in zip(begins, ends, strict=True)]
        if not all(map(_is_one, parts)):
            yield start, end
            return
        for a, b in zip(begins, ends, strict=True):
            yield start + a, start + b

    def named(self, blocks: list[Draft]) -> list[Draft]:
        """The blocks, with the notes that name a source made references: the article has no list of them."""
        return [
            made
            for block in blocks
            for made in (self._made(block) if block.kind == "note" and shapes.cites(self.words(block)) else [block])
        ]

    def shaped(self, blocks: list[Draft]) -> list[Draft]:
        """The blocks, with a list at their end made references that nothing but its shape tells."""
        self.unheaded = True
        tail = self._tail(blocks)
        if not tail:
            return blocks
        run = [blocks[i] for i in tail]
        said = [words for b in run for words in self._said(b)]
        before = next((b for b in reversed(blocks[: tail[0]]) if b.kind not in ("furniture", "caption")), None)
        marked = self._printed(run[0].start) | self.marks
        labels = {b.label or self._marker(line)[0] for b in run for line in self.words(b).split("\n")} - {""}
        answers = bool(marked) and marked <= labels
        headed = before is not None and before.kind == "heading"
        chance = lines.of_list(said, 3.0 * answers - 2.0 * headed) if answers or len(said) > 1 else 0.0
        alone = len(said) > 2 and all(b.kind == "furniture" for i, b in enumerate(blocks) if i not in tail)
        firm = answers or alone or _are_firm(said)
        if chance < _LIST or not firm:
            doubt = chance >= (_DOUBT if firm else _SURE)
            self.open.extend([_unsure(run, self.text)] if doubt else ())
            return blocks
        tail = sorted({*self._beside_tail(blocks, tail), *tail, *self._of_list(blocks, tail)})
        return [
            made
            for i, b in enumerate(blocks)
            for made in (self._made(b) if tail[0] <= i <= tail[-1] and i in tail else [b])
        ]

    def counted(self, blocks: list[Draft]) -> list[Draft]:
        """The blocks, with the notes made references that stand anywhere, as under the pages of a printout: each line
        begins with a number, the numbers count from one, page by page or on and on, and most of the lines are set as
        references are."""
        found = {i: told for i, b in enumerate(blocks) if (told := self._numbered(b))}
        labels = [label for told in found.values() for label, _ in told]
        said = [words for told in found.values() for _, words in told]
        counts = labels == [_words.roman(n) for n in range(1, len(labels) + 1)] or _count_on(labels)
        if len(labels) < 2 or not counts or lines.of_list(said, 1.0) < _LIST or not _are_firm(said):
            return blocks
        return [made for i, b in enumerate(blocks) for made in (self._made(b) if i in found else [b])]

    def pointed(self, blocks: list[Draft]) -> list[Draft]:
        """The blocks, with the numbered list at their end made references that nothing tells but the marks: they name
        each of its numbers and no other, nothing leads into it, and its items name somebody and then something."""
        last = next((b for b in reversed(blocks) if b.kind != "furniture"), None)
        if last is None or last.kind != "item" or not last.group or len(self.marks | self._printed(last.start)) < 2:
            return blocks
        items = [b for b in blocks if b.kind == "item" and b.group == last.group]
        labels = [b.label for b in items]
        before = next((b for b in reversed(blocks) if b.end <= items[0].start and b.kind != "furniture"), None)
        led = (
            before is None
            or before.kind == "heading"
            or _words.introduces(self.words(before).rstrip("0123456789,;–-[]() "))
        )
        if led or {*labels} != self.marks | self._printed(items[0].start) or not _count_on(labels):
            return blocks
        if not all(_TITLED.match(self.words(b)) for b in items):
            return blocks
        return [made for b in blocks for made in (self._made(b) if b in items else [b])]

    def _printed(self, end: int) -> set[str]:
        """The numbers that stand in brackets behind words up to an offset, and the letters, from "a" on."""
        letters = {key for mark in _LETTERS.findall(self.text[:end]) for key in re.split(r",\s?", mark)}
        counted = letters if len(letters) > 1 and letters == set(_ALPHABET[: len(letters)]) else set()
        return {mark[1:-1] for mark in _NUMBER.findall(self.text[:end])} | counted

    def _numbered(self, block: Draft) -> list[tuple[str, str]]:
        """(label, words) of the lines of a block that all begin with a number and read like references, else []."""
        if block.kind not in ("paragraph", "item") or not (block.label or self._marker(self.words(block)[:20])[0]):
            return []
        out = []
        for start, end in self._lines(block):
            words = self.text[start:end]
            label, length = self._marker(words)
            out.append((label or block.label, words[length:]))
        return out if all(label and shapes.reads_like_reference(words) for label, words in out) else []

    def _tail(self, blocks: Sequence[Draft]) -> list[int]:
        """The indices of the last blocks that stand together, are of one kind and read like references."""
        out: list[int] = []
        for index in range(len(blocks) - 1, -1, -1):
            block = blocks[index]
            reads = block.kind in ("paragraph", "item", "row") and self._reads(block)
            if reads and (not out or block.kind == blocks[out[-1]].kind):
                out.append(index)
            elif (out and block.kind != "furniture") or (
                not out and (block.kind in ("heading", "title") or len(blocks) - index > 12)
            ):
                break
        return out[::-1]

    def _beside_tail(self, blocks: Sequence[Draft], tail: Sequence[int]) -> list[int]:
        """The items of the tail's own list that stand in front of it and are mere links, not half of the list."""
        out: list[int] = []
        first = blocks[tail[0]] if tail else None
        at = tail[0] - 1 if first is not None and first.kind == "item" else -1

        def beside() -> bool:
            return at >= 0 and first is not None and (blocks[at].kind, blocks[at].group) == ("item", first.group)

        while beside() and self._address(blocks[at]):
            out.append(at)
            at -= 1
        return out[::-1] if not beside() and len(out) < len(tail) else []

    def _of_list(self, blocks: Sequence[Draft], tail: Sequence[int]) -> list[int]:
        """The items of the list that the tail is at least half of."""
        group = blocks[tail[0]].group
        listed = [i for i, b in enumerate(blocks) if group and b.kind == "item" and b.group == group]
        return listed if 2 * len(tail) >= len(listed) else []

    def _said(self, block: Draft) -> list[str]:
        """What a block's lines say, or all of it where they are no entries each, without the numbers in front; with the
        address it links to, if it bears a year: what has none may be a list of addresses that help."""
        stretches = self._lines(block)
        said = [words[self._marker(words)[1] :] for a, b in stretches if (words := self.text[a:b])]
        dated = len(said) == 1 and _YEAR.search(said[0]) and not shapes.is_firm(said[0])
        return [f"{said[0]} {self._address(block)}".rstrip()] if dated else said

    def _reads(self, block: Draft) -> bool:
        """Whether a block that no heading announces reads like a reference, or its lines do."""
        if symbols.names_source(self.words(block)) or shapes.is_contact(self.words(block)):
            return False  # a note by its own sign, or where to get help
        labelled = bool(block.label or self._marker(self.words(block))[0])
        return all(
            shapes.cites(words) or ((labelled or shapes.is_firm(words)) and shapes.reads_like_reference(words))
            for words in self._said(block)
        )
