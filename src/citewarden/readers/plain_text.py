"""Plain text: paragraphs, headings, lists and a source list told apart by layout and words alone.

`Document.text` is the decoded file with "\\n" line ends, without the page numbers and running heads of a printout.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from citewarden.model import Document
from citewarden.readers import _limits, _mail, _stamps, _words
from citewarden.readers._assembly import Draft, Meta, assemble
from citewarden.readers._printout import unbroken
from citewarden.text import rows, shapes, symbols
from citewarden.text.decoding import decode

SUFFIXES = (".txt", ".text")
MEDIA_TYPE = "text/plain"

_BULLET = re.compile(r"([ \t\u00a0]*)([•◦‣▪●○·∙*–—➢➤►▶▸■□◆◇❖✓✔→★☆⁃-]|[\uf0b7\uf0a7\uf0d8]|o(?=\t))[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(
    r"([ \t\u00a0]*)(?:\[(\d{1,3}|[ivxl]{1,6}|[a-z])\][.:]?|\((\d{1,3}|[a-z]|[ivxl]{1,6})\)|(\d{1,3}|[a-z])[.)])"
    r"[ \t\u00a0]+(?=\S)|([ \t\u3000]*)(?:[［【〔（](\d{1,3})[］】〕）]|(\d{1,3})[）．、])[ \t\u3000]*(?=\S)"
)
"""The number of an item, in wide brackets or with a wide stop too."""
_ROW = re.compile(r"(\d{1,3})(?:[ \t]*\|[ \t]*|\t+)(?=\S)")
"""The number of an entry whose parts stand in columns: "1 | Roe A | On rest"."""
_BARE = re.compile(r"[ \t]*(\d{1,3})[ \t]+(?=[A-ZÀ-Þ“\"])")
"""The number of an entry without a stop behind it: "2 Roe A, Poe B."."""
_ENDED = re.compile(r"[.)\]/>”\"\d]\Z|(?:https?://|www\.|10\.\d{4,9}/)\S+\Z")
"""How the last line of an entry ends."""
_RULE = re.compile(r"[ \t]*(?:([=\-_*~#])(?:[ \t]*\1){2,}|\+(?:[-=]+\+)+)[ \t]*$")
_WIKI = re.compile(r"(={1,6})[ \t]*([^=\s](?:[^\n=]{0,150}[^=\s])?)[ \t]*\1")
"""A heading of MediaWiki: "== Sources =="."""
_WIKI_ITEM = re.compile(r"[*#:;]+[ \t]*(?=\S)")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_MARKS_BEHIND = re.compile(
    r"(?<=[.!?])(?:\s?\[(?:\d[\d,;\s–-]*|[a-z])\]|\s?\((?:\d[\d,;\s–-]*|[a-z])\)|[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹⁻,]*|\d{1,3}(?:[,–-]\d{1,3})*)\Z"
)
"""The marks of sources behind a sentence."""
_WORDS = re.compile(r"(?=.*[^\W\d_])(?:(?!\.\s+[A-Z]).)*\Z")
_METADATA = re.compile(r"(title|language|url|owner)\s*:\s+(\S.*)", re.IGNORECASE)
_AT_TOP = 3
"""Blocks above a line that may tell who made the page."""
_HEAD = 20
"""Lines of a text among which a title stands that somebody signs."""
_LONGEST_SIGNATURE = 120
_SMALL = re.compile(r"an?|the|and|or|of|in|on|for|to|with|from|by|at|as|is|are|vs|your?|how|what|when|if|it|do", re.I)


def read(data: bytes, *, name: str) -> Document:
    """The Document of a plain-text article.

    Raises:
        InputError: the bytes are no text.
    """
    file_text = _limits.hold(decode(data, name=name), "\n", _limits.LINES, name)
    text, source_map = unbroken(file_text)
    letter = _mail.of(text)
    meta = Meta(title=letter.subject, filed=letter.sender, published=letter.sent) if letter else Meta()
    blocks = _Scanner(text, letter).blocks()
    _fields(blocks, text, meta)
    return assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=text,
        blocks=blocks,
        source_map=source_map,
        file_text=file_text,
        meta=meta,
    )


def recognises(head: bytes) -> bool:
    """Plain text is what is left when no other format is recognised."""
    return b"\x00" not in head


@dataclass(slots=True)
class _Line:
    """One line without its end: `kind` blank, bullet, number, rule, sign (a note under the sign of a mark) or text;
    `body` is where its words begin."""

    start: int
    end: int
    kind: str
    body: int
    indent: int
    label: str = ""


class _Scanner:
    """Walks the lines once; `wide` is the width lines are wrapped at, 0 if each line is a whole paragraph."""

    def __init__(self, text: str, letter: _mail.Letter | None = None) -> None:
        self.text, self.letter = text, letter
        self.wiki = re.search(r"^==[ \t]*[^=\s][^\n=]{0,150}==[ \t]*$", text, re.MULTILINE) is not None
        self.lines = [self._line(m.start(), m.end()) for m in re.finditer(r"[^\n]+|(?<=\n)(?=\n)|^(?=\n)", text)]
        for line in self.lines if letter else ():
            if letter and (line.start < letter.end or line.start >= letter.signature):
                line.kind, line.body, line.label = "blank", line.end, ""
        self._find_notes()
        lengths = [line.end - line.start for line in self.lines if line.kind == "text"]
        full = sorted(lengths)[-max(1, len(lengths) // 5) :] if lengths else [0]
        self.wide = full[0] if lengths and max(lengths) <= 130 and full[0] >= 45 else 0
        self._go_on()
        self.title_case = self._mostly_title_case()
        self.chunk = (-1, False, False)
        self.loose = -1

    def _go_on(self) -> None:
        """Tell the lines that begin with a number and go on with the sentence above them ("10 mg once daily / [4].")
        from items: the line above is full and open, and no item of the number before stands above."""
        last = ""
        for above, line in pairwise(self.lines):
            last = above.label if above.kind == "number" else "" if above.kind == "blank" else last
            if line.kind != "number" or above.kind != "text" or above.end - above.start < 0.75 * (self.wide or 1_000):
                continue
            if self.text[above.end - 1] in ".:;!?" or not line.label.isdecimal():
                continue
            if not (last.isdecimal() and int(line.label) == int(last) + 1):
                words = self.text[line.start : line.end]
                line.kind, line.label, line.body = "text", "", line.end - len(words.lstrip())

    def _find_notes(self) -> None:
        """Tell the lines that begin with the sign of a mark and name a source ("* Roe A. ...") from bullets: no other
        line begins with that sign."""
        signs = {mark.symbol for mark in symbols.marks(self.text)}
        begun: dict[str, list[int]] = {}
        for index, line in enumerate(self.lines if signs else ()):
            if line.kind in ("text", "bullet"):
                begun.setdefault(symbols.note(self.text[line.start : line.end])[0], []).append(index)
        starts = {index for sign in signs for index in begun.get(sign, ())}
        for sign in signs & begun.keys():
            index = begun[sign][0]
            line = self.lines[index]
            last = index
            while last + 1 < min(len(self.lines), index + 5) and self.lines[last + 1].kind == "text":
                if last + 1 in starts:
                    break
                last += 1
            if len(begun[sign]) == 1 and symbols.names_source(self.text[line.start : self.lines[last].end]):
                lead = self.text[line.start : line.end]
                line.kind, line.body = "sign", line.start + len(lead) - len(lead.lstrip())

    def words(self, line: _Line) -> str:
        """The line's words without mark and outer blanks."""
        return self.text[line.body : line.end].strip()

    def blocks(self) -> list[Draft]:
        """Every block, in order."""
        letter = self.letter
        out = [Draft("furniture", 0, letter.end)] if letter else []
        in_references = marked = False
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line.kind in ("blank", "rule"):
                index += 1
                continue
            table = self._table(index) if out and not in_references else None
            heading = self._heading(index, out, in_references) if table is None else None
            if table is not None:
                made, index = table
                out.extend(made)
            elif heading is not None:
                block, index = heading
                words = self.text[block.start : block.end]
                if _words.is_references_heading(words) or (_words.is_notes_heading(words) and self._cites(index)):
                    in_references = True
                    self._count(index)
                elif block.kind == "heading":
                    in_references = in_references and _words.names_part(words) and self._cites(index, shapes.cites)
                out.append(block)
            elif in_references:
                block, index = self._entry(index)
                if line.kind == "text" and marked:
                    block.kind = "paragraph"  # behind a list whose entries are all marked
                marked = line.kind in ("bullet", "number") and (marked or out[-1].kind == "heading")
                out.append(block)
            elif line.kind in ("bullet", "number"):
                block, index = self._item(index)
                out.append(block)
            elif line.kind == "text" and self._loose_item(index, out):
                self.loose = line.end
                out.append(Draft("item", line.body, line.end, 0, "", 1))
                index += 1
            else:
                made, index = self._paragraph(index, out)
                out.extend(made)
        if letter and letter.signature < len(self.text):
            out.append(Draft("furniture", letter.signature, len(self.text)))
        self._depths(out)
        return out

    def _cites(self, index: int, reads: Callable[[str], bool] = shapes.reads_like_reference) -> bool:
        """Whether the next line that is not blank reads like a reference."""
        after = self._next(index)
        return after < len(self.lines) and reads(self.words(self.lines[after]))

    def _count(self, index: int) -> None:
        """Make numbers of the lines of a list, from `index` on, that begin with a bare number, in turn from one, each
        behind the end of an entry: the lines between go on with theirs."""
        found: list[tuple[_Line, re.Match[str]]] = []
        opens, last = True, ""
        for line in self.lines[self._next(index) :]:
            begun = _BARE.match(self.text, line.start, line.end) if line.kind == "text" else None
            if begun and (opens or _ENDED.search(last)) and int(begun[1]) == len(found) + 1:
                found.append((line, begun))
            elif (opens and line.kind != "blank") or _words.is_references_heading(self.words(line)):
                break
            opens, last = line.kind == "blank", self.words(line)
        for line, begun in found if len(found) > 1 else ():
            line.kind, line.body, line.label = "number", begun.end(), begun[1]

    def _line(self, start: int, end: int) -> _Line:
        words = self.text[start:end]
        if not words.strip():
            return _Line(start, end, "blank", end, 0)
        if _RULE.match(words):
            return _Line(start, end, "rule", end, 0)
        end = start + len(words.rstrip())
        lead = len(words) - len(words.lstrip())
        indent = len(words[:lead].expandtabs(4))
        item = _WIKI_ITEM.match(words) if self.wiki else None
        if item:
            return _Line(start, end, "bullet", start + item.end(), indent + item.end())
        bullet = _BULLET.match(words)
        if bullet:
            return _Line(start, end, "bullet", start + bullet.end(), indent)
        number = _NUMBER.match(words)
        if number and not (number[4] and number[4] in ("a", "i") and words[lead + 1] == "."):
            label = next(g for g in number.group(2, 3, 4, 6, 7) if g)
            return _Line(start, end, "number", start + number.end(), indent, label)
        return _Line(start, end, "text", start + lead, indent)

    def _next(self, index: int) -> int:
        """The next line at or after `index` that is not blank; the number of lines if there is none."""
        while index < len(self.lines) and self.lines[index].kind in ("blank", "rule"):
            index += 1
        return index

    def _alone(self, index: int) -> bool:
        """Whether the line stands between blank lines, rules or the ends of the file."""
        return self._open_above(index) and self._open_below(index)

    def _open_above(self, index: int) -> bool:
        return index == 0 or self.lines[index - 1].kind in ("blank", "rule")

    def _open_below(self, index: int) -> bool:
        return index + 1 >= len(self.lines) or self.lines[index + 1].kind in ("blank", "rule")

    def _heading(self, index: int, out: list[Draft], in_references: bool) -> tuple[Draft, int] | None:
        """The title, heading, caption or furniture line at `index`, with the index after it."""
        line = self.lines[index]
        words = self.text[line.body : line.end]
        if line.kind == "text" and (_words.is_references_heading(words) or _words.is_furniture(words)):
            kind = "heading" if _words.is_references_heading(words) else "furniture"
            if kind == "heading" or self._alone(index) or out or in_references:
                return Draft(kind, line.body, line.end, 2 if kind == "heading" else 0), index + 1
        if line.kind == "text" and _words.byline(words, at_top=len(out) < 6 or in_references, bare=not in_references):
            return Draft("paragraph", line.body, line.end), index + 1
        wiki = _WIKI.fullmatch(words) if self.wiki and line.kind == "text" else None
        if wiki:
            kind = "title" if len(wiki[1]) == 1 and not out else "heading"
            return Draft(kind, line.body + wiki.start(2), line.body + wiki.end(2), len(wiki[1])), index + 1
        hashes = _HASHES.match(words) if line.kind == "text" else None
        if hashes:
            level = len(hashes[1])
            kind = "title" if level == 1 and not out else "heading"
            return Draft(kind, line.body + hashes.end(), line.end, level), index + 1
        if line.kind == "text" and index + 1 < len(self.lines) and self.lines[index + 1].kind == "rule":
            rule = self.text[self.lines[index + 1].start]
            if rule in "=-~" and self._open_above(index) and len(words) <= 120 and not words.endswith("."):
                kind = "title" if not out else "heading"
                return Draft(kind, line.body, line.end, 1 if kind == "title" else 2), index + 2
        if not out and line.kind != "bullet":
            return self._title(index)
        if line.kind not in ("text", "number") or not self._open_above(index):
            return None
        if len(out) <= _AT_TOP and (self._signs(index) or _stamps.month_or_day(words)):
            return None
        if not self._open_below(index) and not self._run_in_heading(index):
            return None
        if not self._short_and_open(words) or self._next(index + 1) >= len(self.lines):
            return None
        if in_references and (shapes.reads_like_reference(words) or line.kind == "number"):
            return None
        after = self.lines[self._next(index + 1)]
        before_list = after.kind in ("bullet", "number")
        if before_list and (_words.leads_on(words) or len(words.split()) > 10 or words.endswith(":")):
            return None
        if line.kind == "number" and (before_list or self._numbered_neighbour(index)):
            return None
        if words.endswith(":"):
            return None
        if len(out) == 1 and out[0].kind == "title" and self._captions(words):
            return Draft("caption", line.body, line.end), index + 1
        if _words.is_caption(words):
            return Draft("caption", line.body, line.end), index + 1
        if words[0].islower() or self._loose_item(index, out):
            return None
        return Draft("heading", line.start if line.kind == "number" else line.body, line.end, 2), index + 1

    def _loose_item(self, index: int, out: list[Draft]) -> bool:
        """Whether a line between blank ones is an item of a list that a colon announces and whose items no mark tells
        ("An EKG shows:", "How fast your heart is beating"); headings ask, are set in title case, or are one word over
        a paragraph."""
        words, before = self.words(self.lines[index]), out[-1] if out else None
        if before is None or not self._alone(index) or not self._breaks_off(words):
            return False
        goes_on = before.end == self.loose
        if not goes_on and not (before.kind == "paragraph" and self.text[before.start : before.end].endswith(":")):
            return False
        if len(words.split()) > 1 and _title_cased(words):
            return False
        after = self._next(index + 1)
        further = self.lines[after] if after < len(self.lines) else None
        listed = further is not None and further.kind == "text" and self._breaks_off(self.words(further))
        return listed or (goes_on and len(words.split()) > 1)

    def _breaks_off(self, words: str) -> bool:
        """Whether a line holds no whole sentence: it is no question, no lead-in, and no stop stands in it."""
        return not words.endswith((".", "?", "!", ":", ";")) and _WORDS.match(words) is not None

    def _title(self, index: int) -> tuple[Draft, int] | None:
        line = self.lines[index]
        last = index
        if self.wide:
            while last + 1 < len(self.lines) and self.lines[last + 1].kind == "text" and last < index + 2:
                if self.words(line).isupper() and not self.words(self.lines[last + 1]).isupper():
                    break  # a title in capitals ends with them
                if index < _HEAD and self._signs(last + 1):
                    break
                last += 1
        words = " ".join(self.text[line.start : self.lines[last].end].split())
        if last > index and not (self._open_below(last) and len(words) <= 200 and not words.endswith(".")):
            last, words = index, self.words(line)
        below = self.lines[last + 1] if last + 1 < len(self.lines) else None
        capitals = words.isupper() and below is not None and self._open_below(last + 1)
        signed = index < _HEAD and below is not None and self._signs(last + 1)
        if (
            not (self._open_below(last) or capitals or signed)
            or len(words) > 200
            or words.endswith((".", ":", ";", ","))
        ):
            return None
        if self._next(last + 1) >= len(self.lines):
            return None
        start = line.start + len(self.text[line.start : line.end]) - len(self.text[line.start : line.end].lstrip())
        return Draft("title", start, self.lines[last].end, 1), last + 1

    def _signs(self, index: int) -> bool:
        """Whether a line tells who made the page, by a trade or by the day on the line below, or when."""
        words = self.words(self.lines[index])
        if self.lines[index].kind != "text" or len(words) > _LONGEST_SIGNATURE:
            return False
        if (made := _words.byline(words, at_top=True)) is not None and not made.abroad:
            return True
        name, told = _words.signature(words)
        after = self._next(index + 1)
        below = self.words(self.lines[after]) if name and after < len(self.lines) else ""
        return bool(name) and (
            told or bool(_stamps.month_or_day(below)) or _words.byline(below, at_top=True) is not None
        )

    def _short_and_open(self, words: str) -> bool:
        """Whether a line is short and lacks the full stop of a sentence, as headings do."""
        words = _MARKS_BEHIND.sub("", words)
        count = len(words.split())
        if len(words) > 110 or count > 16:
            return False
        if words.rstrip("*†‡§").endswith((".", ";", ",")) and not re.search(r"\b(?:[A-Z]\.|etc\.|vs\.)$", words):
            return False
        if words.endswith("!") and count > 8:
            return False
        return any(c.isalpha() for c in words)

    def _run_in_heading(self, index: int) -> bool:
        """In text wrapped by hand: a short capitalised line right above a full line is a heading."""
        if not self.wide or index + 1 >= len(self.lines):
            return False
        line, after = self.lines[index], self.lines[index + 1]
        words = self.text[line.body : line.end]
        return (
            after.kind == "text"
            and len(words) < 0.6 * self.wide
            and not words.endswith((".", ":", ",", ";"))
            and self.text[after.body].isupper()
            and after.end - after.body > len(words)
        )

    def _numbered_neighbour(self, index: int) -> bool:
        """Whether the next non-blank line is numbered one higher and short too: then it is a list, not a heading."""
        after = self._next(index + 1)
        label = self.lines[index].label
        return (
            after < len(self.lines)
            and self.lines[after].kind == "number"
            and label.isdecimal()
            and self.lines[after].label == str(int(label) + 1)
        )

    def _captions(self, words: str) -> bool:
        """Whether a line under the title is a picture's caption: said in sentence case in an article that sets its
        headings in title case, or naming what pictures show."""
        if words.endswith("?") or len(words.split()) < 3:
            return False
        sentence = not _title_cased(words)
        return sentence and (self.title_case or _words.names_picture(words)) and len(words.split()) >= 4

    def _mostly_title_case(self) -> bool:
        lone = [
            self.words(line)
            for i, line in enumerate(self.lines)
            if i and line.kind == "text" and self._alone(i) and self._short_and_open(self.words(line))
        ]
        several = [w for w in lone if len(w.split()) > 1]
        return len(several) > 1 and sum(map(_title_cased, several)) > len(several) / 2

    def _item(self, index: int) -> tuple[Draft, int]:
        """A list item with the lines that continue it."""
        line = self.lines[index]
        end, last = line.end, index
        while last + 1 < len(self.lines):
            after = self.lines[last + 1]
            if after.kind != "text":
                break
            deeper = after.indent > line.indent and not _words.is_furniture(self.words(after))
            wrapped = self.wide and self.lines[last].end - self.lines[last].start >= 0.75 * self.wide
            if not (deeper or wrapped):
                break
            last, end = last + 1, after.end
        return Draft("item", line.body, end, 0, line.label, 1 + line.indent * 1000), last + 1

    def _entry(self, index: int) -> tuple[Draft, int]:
        """An entry of a source list with the lines that continue it."""
        line = self.lines[index]
        end, last = line.end, index
        if index > self.chunk[0]:
            chunk_end = index
            while chunk_end + 1 < len(self.lines) and self.lines[chunk_end + 1].kind not in ("blank", "rule"):
                chunk_end += 1
            lines = self.lines[index : chunk_end + 1]
            hangs = any(x.indent > line.indent for x in lines)
            self.chunk = (chunk_end, line.kind == "text" and self._one_per_line(index, chunk_end), hangs)
        chunk_end, one_per_line, hangs = self.chunk
        row = _ROW.match(self.text, line.body, line.end) if line.kind == "text" else None
        while last < chunk_end and not one_per_line:
            after = self.lines[last + 1]
            words = self.words(after)
            if row and _ROW.match(words):
                break
            if after.kind == "bullet" or _words.is_references_heading(words) or _words.is_furniture(words):
                break
            if after.indent <= line.indent and _words.byline(words, at_top=True, bare=False):
                break
            if (
                after.kind == "number"
                and (line.kind == "number" or after.label.isdecimal())
                and after.indent <= line.indent + 1
            ):
                break
            if line.kind == "text" and hangs and after.indent <= line.indent:
                break
            last, end = last + 1, after.end
        if row:
            return Draft("reference", row.end(), end, 0, row[1]), last + 1
        return Draft("reference", line.body, end, 0, line.label), last + 1

    def _one_per_line(self, first: int, last: int) -> bool:
        """Whether each line of an unmarked chunk is an entry of its own."""
        lines = self.lines[first : last + 1]
        if len(lines) < 2 or any(line.kind != "text" or line.indent > lines[0].indent for line in lines):
            return len(lines) < 2
        words = [self.words(line) for line in lines]
        telling = sum(
            1 for w in words if shapes.reads_like_reference(w) and (w[0].isupper() or not w[0].isalpha() or "://" in w)
        )
        ended = sum(1 for w in words if w.endswith((".", "/")) or "://" in w)
        return telling >= 0.7 * len(words) and ended >= 0.5 * len(words)

    def _paragraph(self, index: int, out: list[Draft]) -> tuple[list[Draft], int]:
        """The text lines from `index` to the next blank or marked line: one paragraph, one a line, or table rows."""
        last = index
        while last + 1 < len(self.lines) and self.lines[last + 1].kind == "text":
            words = self.words(self.lines[last + 1])
            if _words.is_references_heading(words) or _words.is_furniture(words):
                break
            if (
                rows.COLUMNS.search(words)
                and not rows.COLUMNS.search(self.words(self.lines[last]))
                and self._table(last + 1)
            ):
                break
            if len(out) < _AT_TOP and last < _HEAD and (self._signs(index) or self._signs(last + 1)):
                break
            last += 1
        lines = self.lines[index : last + 1]
        for separator in ("\t", "|"):
            counts = [self.text[line.body : line.end].strip("|").count(separator) for line in lines]
            if len(lines) > 1 and counts[0] > 0 and len(set(counts)) == 1:
                return [Draft("row", line.body, line.end) for line in lines], last + 1
        leader = next((b for b in reversed(out) if b.kind != "furniture"), None)
        led = (
            leader is not None
            and leader.kind == "paragraph"
            and self.text[leader.start : leader.end].rstrip().endswith(":")
            and len(lines) > 1
            and all(len(w) < 80 and not w.endswith(".") and not shapes.is_address(w) for w in map(self.words, lines))
        )
        if led:
            return [Draft("item", line.body, line.end, 0, "", 1) for line in lines], last + 1
        if self.wide or len(lines) == 1 or lines[0].kind == "sign":
            return [Draft("paragraph", lines[0].body, lines[-1].end)], last + 1
        return [Draft("paragraph", line.body, line.end) for line in lines], last + 1

    def _table(self, index: int) -> tuple[list[Draft], int] | None:
        """The rows of the table that begins at `index`, whose columns blanks or dots part, or bars with rules between
        the rows; a line that begins under a further column goes on with the row above it."""
        first = self.lines[index]
        bars = "|" in self.words(first)
        if first.kind != "text" or not (bars or rows.COLUMNS.search(self.words(first))):
            return None
        found, last, ruled = self._laid_out(index, bars)
        widths = [0] if bars else [len(rows.COLUMNS.split(self.words(row[0]))) for row in found[:2]]
        over = found.pop(0) if first.indent and widths[0] < widths[-1] else []
        texts = [self.text[row[0].body : row[-1].end] for row in found]
        even = len({text.count("|") for text in texts}) == 1 and len(texts) > 1
        if _words.byline(texts[0], at_top=True) or not (ruled and even if bars else rows.are_in_columns(texts)):
            return None
        names = [Draft("caption", over[0].body, over[-1].end)] if over else []
        return [*names, *(Draft("row", row[0].body, row[-1].end) for row in found)], last + 1

    def _laid_out(self, index: int, bars: bool) -> tuple[list[list[_Line]], int, bool]:
        """The lines of each row from `index` on, the last line, and whether rules stand between the rows."""
        found, last, ruled, at = [[self.lines[index]]], index, False, index + 1
        while at < len(self.lines):
            line = self.lines[at]
            words = self.words(line)
            goes_on = not bars and line.indent >= found[-1][0].indent + rows.GOES_ON
            if line.kind == "text" and bars == ("|" in words) and (bars or goes_on or rows.COLUMNS.search(words)):
                if goes_on:
                    found[-1].append(line)
                else:
                    found.append([line])
                last = at
            elif line.kind == "rule" or (line.kind == "blank" and len(found) == 1 and last == at - 1):
                ruled = ruled or line.kind == "rule"
            else:
                break
            at += 1
        return found, last, ruled

    def _depths(self, blocks: list[Draft]) -> None:
        """Turn the indents noted in `depth` into nesting from 1, list by list."""
        indents: list[int] = []
        for block in blocks:
            if block.kind != "item":
                indents = []
                continue
            if block.depth == 1 and not indents:
                indents = [1]
                continue
            while indents and indents[-1] > block.depth:
                indents.pop()
            if not indents or indents[-1] < block.depth:
                indents.append(block.depth)
            block.depth = len(indents)


def _title_cased(words: str) -> bool:
    """Whether all but the small words of a line begin with a capital."""
    parts = [w for w in re.findall(r"[A-Za-z][\w'’-]*", words)[1:] if not _SMALL.fullmatch(w)]
    return (bool(parts) and sum(w[0].isupper() for w in parts) >= 0.7 * len(parts)) or len(words.split()) == 1


def _fields(blocks: list[Draft], text: str, meta: Meta) -> None:
    """ "Title: ...", "Owner: ..." lines at the very top."""
    for block in blocks[:4]:
        match = _METADATA.fullmatch(text[block.start : block.end])
        if match:
            setattr(meta, match[1].lower(), match[2].strip())
            block.kind = "furniture"
