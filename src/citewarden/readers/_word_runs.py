"""The inside of Word paragraphs: what of their runs is text, and its links, note marks, fields and raised figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from citewarden.model import Unread
from citewarden.readers import _struck, _word_fields, _word_symbols, _words
from citewarden.readers._assembly import Writer
from citewarden.readers._word_numbers import Styles, W, font_of, is_on
from citewarden.text import raised

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NO_TEXT = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "txbxContent", "pict", "drawing", "object")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}


@dataclass(frozen=True, slots=True)
class Live:
    """A live citation: the stretch it prints and the works it names."""

    start: int
    end: int
    works: tuple[_word_fields.Cited, ...]
    place: str


class Runs:
    """Writes the runs of paragraph after paragraph; fields may reach over several."""

    def __init__(self, file: Any, writer: Writer, styles: Styles, sources: Mapping[str, Mapping[str, Any]]) -> None:
        self.out, self.styles, self.sources = writer, styles, sources
        self.rels = file.part.rels
        self.bodies = {kind: _note_bodies(file, kind) for kind in ("footnote", "endnote")}
        self.notes: list[tuple[str, str, str]] = []
        self.live: list[Live] = []
        self.unread: list[Unread] = []
        self.place = ""
        self.prints: set[str] = set()
        self._struck: list[str] = []
        self._fields: list[_word_fields.Field] = []
        self._links: list[tuple[etree._Element, int, str]] = []
        self._controls: list[tuple[etree._Element, int, str]] = []
        self._bookmarks: dict[str, str] = {}
        self._marked: dict[str, str] = {}

    def write(self, paragraph: etree._Element) -> None:
        """Send what can be seen of `paragraph` to the open block; `prints` says what fields make of it."""
        self._fields = [field for field in self._fields if field.start >= 0]  # a code ends with its paragraph
        self.prints = {field.prints for field in self._fields}
        walker = etree.iterwalk(paragraph, events=("start", "end"))
        for event, element in walker:
            if element.tag in _NO_TEXT or _is_prompt(element):
                if event == "start":
                    walker.skip_subtree()
                continue
            tag = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
            if event == "end":
                self._end(element, tag)
            else:
                self._start(element, tag)
        self.prints |= {field.prints for field in self._fields}
        if struck := "".join(self._struck).strip():
            self.unread.append(_struck.told(struck, self.place))
        self._struck = []

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag == "hyperlink":
            self._links.append((element, self.out.size, self._target(element)))
        elif tag == "sdt":
            mark = element.find(f"{W}sdtPr/{W}tag")
            self._controls.append((element, self.out.size, str(mark.get(f"{W}val")) if mark is not None else ""))
        elif tag == "fldSimple":
            self._fields.append(_word_fields.Field(str(element.get(f"{W}instr")), "", self.out.size))
        elif tag == "fldChar":
            self._field(element)
        elif tag == "fldData" and self._fields:
            self._fields[-1].data += element.text or ""
        elif tag == "instrText" and self._fields:
            self._fields[-1].code += element.text or ""
        elif tag == "bookmarkStart":
            self.out.name(str(element.get(f"{W}name") or ""))
            self._bookmarks[str(element.get(f"{W}id"))] = str(element.get(f"{W}name") or "")
        elif tag == "bookmarkEnd":
            self._bookmarks.pop(str(element.get(f"{W}id")), None)
        elif all(field.start >= 0 for field in self._fields):
            self._content(element, tag)

    def _content(self, element: etree._Element, tag: str) -> None:
        """What an element of a run shows."""
        if tag in ("t", "sym", "tab", "ptab", "noBreakHyphen") and self._hidden(element):
            return
        if tag in ("t", "tab") and _is_struck(element):
            self._struck.append(element.text or " ")
        elif tag == "t":
            self._text(element)
        elif tag == "sym":
            self._sign(element)
        elif tag in ("tab", "ptab"):
            self.out.add(" ")
        elif tag in ("br", "cr") and element.get(f"{W}type") not in ("page", "column"):
            self.out.line_break()
        elif tag == "noBreakHyphen":
            self.out.add("\u2011")
        elif tag in ("footnoteReference", "endnoteReference"):
            self._note_mark(element, tag.removesuffix("Reference"))

    def _end(self, element: etree._Element, tag: str) -> None:
        if self._links and self._links[-1][0] is element:
            _, start, href = self._links.pop()
            self.out.link(start, href)
        elif self._controls and self._controls[-1][0] is element:
            _, start, name = self._controls.pop()
            if works := _word_fields.control(name):
                self._cites(start, works)
        elif tag == "fldSimple" and self._fields:
            self._ended(self._fields.pop())

    def _text(self, element: etree._Element) -> None:
        run, words, out = element.getparent(), element.text or "", self.out
        properties = run.find(f"{W}rPr") if run is not None else None
        font = font_of(properties) or self.styles.font(properties)
        shown = _word_symbols.in_font(words, font)
        if _word_symbols.UNKNOWN in shown and _word_symbols.UNKNOWN not in words:
            self._unknown(font or "unnamed", words)
        mark = properties.find(f"{W}vertAlign") if properties is not None else None
        if mark is None or mark.get(f"{W}val") != "superscript":
            out.add(shown)
            return
        start = out.size
        before = out.before(raised.BEFORE)
        shown = raised.written(before, shown)
        out.add(shown)
        called = "" if self._links else raised.called(before, shown)
        if called:
            out.link(start, called, "citation", raised.place(shown))

    def _sign(self, element: etree._Element) -> None:
        font, code = str(element.get(f"{W}font") or ""), str(element.get(f"{W}char") or "")
        shown = _word_symbols.sign(font, int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else "\ufffd"
        if shown == _word_symbols.UNKNOWN:
            self._unknown(font, code)
        self.out.add(shown)

    def _unknown(self, font: str, code: str) -> None:
        self.unread.append(
            Unread(
                "part",
                f"a sign of the font {font} ({code[:12]!r})" if code.isalnum() else f"a sign of the font {font}",
                "it is not known what it shows, so no number beside it is read",
                "set the sign as ordinary text",
                place=self.place,
            )
        )

    def _hidden(self, element: etree._Element) -> bool:
        run = element.getparent()
        properties = run.find(f"{W}rPr") if run is not None else None
        if properties is None:
            return False
        mark = properties.find(f"{W}vanish")
        return is_on(mark) if mark is not None else self.styles.hides(properties, "rStyle")

    def _field(self, element: etree._Element) -> None:
        step = element.get(f"{W}fldCharType")
        if step == "begin":
            self._fields.append(_word_fields.Field())
        elif step == "separate" and self._fields:
            self._fields[-1].start = self.out.size
        elif step == "end" and self._fields:
            self._ended(self._fields.pop())

    def _ended(self, field: _word_fields.Field) -> None:
        if field.data and self._fields and not field.cites:
            self._fields[-1].data += field.data
        if re.search(r"EN\.CITE\.DATA", field.code) and self._fields:
            self._fields[-1].data += field.data
            return
        self.prints.add(field.prints)
        if field.start < 0:
            return
        if field.cites:
            works = _word_fields.cited(field, self.sources)
            self._cites(field.start, works)
        elif field.note in self._marked:
            self.out.link(field.start, self._marked[field.note], "note")
        elif field.target:
            self.out.link(field.start, field.target)

    def _cites(self, start: int, works: list[_word_fields.Cited]) -> None:
        words = self.out.tail(start).strip()
        if not words:
            return
        end = start + len(self.out.tail(start).rstrip())
        self.live.append(Live(start, end, tuple(works), self.place))
        if raised.NUMBERS.fullmatch(words):
            self.out.link(start, words.strip("[]()"), "citation")

    def _note_mark(self, element: etree._Element, kind: str) -> None:
        identifier = str(element.get(f"{W}id"))
        own = ""
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            own = "".join(str(t.text or "") for t in element.itersiblings(f"{W}t")).strip()
        known = next((label for k, i, label in self.notes if (k, i) == (kind, identifier)), "")
        if not known:
            count = sum(1 for k, _, _ in self.notes if k == kind) + 1
            both = bool(self.bodies["footnote"]) and bool(self.bodies["endnote"])
            known = own or (_words.roman(count) if kind == "endnote" and both else str(count))
            self.notes.append((kind, identifier, known))
        for name in self._bookmarks.values():
            self._marked[name] = known
        start = self.out.size
        self.out.add(f"[{known}]")
        if own:
            for text in element.itersiblings(f"{W}t"):
                text.text = ""
        self.out.link(start, known, "note")

    def _target(self, element: etree._Element) -> str:
        rel = self.rels.get(element.get(f"{R}id") or "")
        anchor = element.get(f"{W}anchor")
        if rel is not None and rel.is_external:
            return str(rel.target_ref) + (f"#{anchor}" if anchor else "")
        return f"#{anchor}" if anchor else ""


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes anchored in `paragraph`, each once: Word keeps them in two forms."""
    seen: set[str] = set()
    for box in paragraph.iter(f"{W}txbxContent"):
        words = "".join(str(t.text or "") for t in box.iter(f"{W}t"))
        if words and words not in seen:
            seen.add(words)
            yield box


def _is_struck(element: etree._Element) -> bool:
    """Whether a run is struck through: its author has taken it back."""
    run = element.getparent()
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is None:
        return False
    return any(is_on(properties.find(f"{W}{name}")) for name in ("strike", "dstrike"))


def _is_prompt(element: etree._Element) -> bool:
    """Whether a content control shows nothing but its prompt ("Click here to enter text")."""
    return element.tag == f"{W}sdt" and is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _note_bodies(file: Any, kind: str) -> dict[str, Any]:
    from docx.oxml.parser import parse_xml

    for rel in file.part.rels.values():
        if rel.reltype.endswith(f"/{kind}s"):
            root = parse_xml(rel.target_part.blob)
            notes = root.findall(f"{W}{kind}")
            return {str(n.get(f"{W}id")): n for n in notes if n.get(f"{W}type") in (None, "normal")}
    return {}
