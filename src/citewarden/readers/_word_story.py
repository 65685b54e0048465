"""The body of a Word document in order: headings, paragraphs, items, table rows, text boxes, and then its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citewarden.readers import _words
from citewarden.readers._assembly import Writer
from citewarden.readers._spans import Spans, count
from citewarden.readers._word_numbers import Styles, W, is_on
from citewarden.readers._word_runs import Runs, text_boxes

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"heading (\d)|(title)|(caption)|(toc \d|table of figures)|(subtitle)")
_LISTED = re.compile(r"list (?:bullet|number|paragraph)|bullet|aufzählung", re.IGNORECASE)
_OPENED = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a paragraph is, as `Writer.open` takes it."""

    kind: str = "paragraph"
    level: int = 0
    depth: int = 0
    label: str = ""
    role: str = ""


class Story:
    """Sends a document's blocks to the writer."""

    def __init__(self, writer: Writer, runs: Runs, styles: Styles) -> None:
        self.out, self.runs, self.styles = writer, runs, styles
        self.count = 0

    def write(self, body: etree._Element) -> None:
        """The body, then the notes in the order their marks stand in."""
        self._blocks(body, listed=False)
        for kind, identifier, label in list(self.runs.notes):
            self._note(self.runs.bodies[kind].get(identifier), label, f"{kind} {label}")

    def _blocks(self, holder: etree._Element, *, listed: bool) -> None:
        joined: list[etree._Element] = []
        for block, inside in _blocks(holder, listed):
            if block.tag == f"{W}p":
                joined.append(block)
                if not _mark_is_gone(block):
                    self._paragraph(joined, listed=inside)
                    joined = []
                continue
            self._paragraph(joined, listed=inside)
            joined = []
            self._table(block, listed=inside)
        self._paragraph(joined, listed=listed)

    def _paragraph(self, parts: Sequence[etree._Element], *, listed: bool) -> None:
        """One paragraph; several elements where an editor deleted the paragraph marks between them."""
        if not parts:
            return
        self.count += 1
        self.runs.place = f"paragraph {self.count}"
        properties = parts[-1].find(f"{W}pPr")
        if not self.styles.hides(properties, "pStyle"):
            self._send(parts, self._kind(parts, properties), listed=listed)
        for part in parts:
            for box in text_boxes(part):
                self._blocks(box, listed=False)

    def _send(self, parts: Sequence[etree._Element], kind: _Kind, *, listed: bool) -> None:
        before, printed = len(self.out.blocks), {"works"} if listed else set[str]()
        self.out.open(kind.kind, level=kind.level, label=kind.label, depth=kind.depth, role=kind.role)
        for index, part in enumerate(parts):
            if index:
                self.out.add(" ")
            self.runs.write(part)
            printed |= self.runs.prints
        self.out.close()
        if len(self.out.blocks) == before or kind.kind not in ("paragraph", "item"):
            return
        if "contents" in printed:
            self.out.blocks[-1].kind = self.out.blocks[-1].role = "furniture"
        elif "works" in printed:
            self._entry()

    def _entry(self) -> None:
        """Make an entry of the list of works from the block just written."""
        block = self.out.blocks[-1]
        words = self.out.tail(block.start)
        if _words.is_references_heading(words):
            block.kind, block.level, block.role = "heading", 2, "references"
            return
        label, length = _words.marker(words)
        block.kind, block.role, block.depth = "reference", "references", 0
        block.label = label or block.label
        block.start += length

    def _kind(self, parts: Sequence[etree._Element], properties: etree._Element | None) -> _Kind:
        names = [name.lower() for name in self.styles.names(properties)]
        number = self.styles.number(properties)
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        heading = next((m for m in map(_HEADING.fullmatch, names) if m), None)
        if heading and heading[1]:
            return _Kind("heading", int(heading[1]))
        if heading and heading[2]:
            again = any(b.kind == "title" for b in self.out.blocks)
            return _Kind("heading", 2) if again else _Kind("title", 1)
        if heading and heading[3]:
            return _Kind("caption")
        if heading and heading[4]:
            return _Kind("furniture", role="furniture")
        if heading and heading[5]:
            under = bool(self.out.blocks) and self.out.blocks[-1].kind == "title"
            return _Kind("caption") if under else _Kind("heading", 2)
        if outline is not None and int(outline.get(f"{W}val", "9")) < 9:
            return _Kind("heading", int(outline.get(f"{W}val", "0")) + 1)
        if number is not None:
            nested = re.fullmatch(r"list \w+ ([2-9])", names[0]) if names else None
            return _Kind("item", 0, max(number[0], int(nested[1]) if nested else 1), number[1])
        if names and _LISTED.match(names[0]) and names[0] != "list paragraph":
            return _Kind("item", 0, 1)
        if not _is_set_as_heading(parts):
            return _Kind()
        return _Kind("heading", 2) if self.out.blocks else _Kind("title", 1)

    def _table(self, table: etree._Element, *, listed: bool) -> None:
        """A table's rows; a layout table (one cell a row, or cells of many paragraphs) as paragraphs."""
        rows = [row for row in _inside(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        held = [[c for c in _inside(row, f"{W}tc") if c.find(f"{W}tcPr/{W}cellDel") is None] for row in rows]
        reach = _reach(held)
        spans = Spans(self.out)
        for cells in held:
            if len(cells) == 1 or any(len(list(_inside(c, f"{W}p"))) > 4 for c in cells):
                for cell in cells:
                    self._blocks(cell, listed=listed)
                continue
            self.count += 1
            self.runs.place = f"paragraph {self.count}"
            self.out.open("row")
            spans.open()
            for cell in cells:
                if cell not in reach:
                    continue  # what the cell above says holds here
                spans.cell(*reach[cell])
                for paragraph in _inside(cell, f"{W}p"):
                    self.runs.write(paragraph)
                    self.out.add(" ")
                spans.end()
            spans.close()
            self.out.close()
            for nested in (n for cell in cells for n in _inside(cell, f"{W}tbl")):
                self._table(nested, listed=listed)

    def _note(self, body: etree._Element | None, label: str, place: str) -> None:
        self.out.close()
        self.runs.place = place
        for index, paragraph in enumerate(body.iter(f"{W}p") if body is not None else ()):
            if index == 0:
                self.out.open("note", label=label)
            elif not self.out.empty:
                self.out.line_break()
            self.runs.write(paragraph)
        self.out.close()


def _reach(rows: Sequence[Sequence[etree._Element]]) -> dict[etree._Element, tuple[int, int]]:
    """Of each cell how many columns and rows it holds for; a cell that goes on with the one above it is none."""
    out: dict[etree._Element, tuple[int, int]] = {}
    above: dict[int, etree._Element] = {}
    for cells in rows:
        column, below = 0, {}
        for cell in cells:
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            across = count(span.get(f"{W}val")) if span is not None and len(cells) > 1 else 1
            whole = above.get(column) if merge is not None and merge.get(f"{W}val") != "restart" else None
            if whole is not None and out[whole][0] == across:
                out[whole] = (across, out[whole][1] + 1)
                below[column] = whole
            else:
                out[cell] = (across, 1)
                if merge is not None:
                    below[column] = cell
            column += across
        above = below
    return out


def _blocks(holder: etree._Element, listed: bool) -> Iterator[tuple[etree._Element, bool]]:
    """Paragraphs and tables in order, content controls opened up; whether they stand in one that prints the sources."""
    for child in holder:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child, listed
        elif child.tag == f"{W}sdt":
            if not is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
                yield from _blocks(child, listed or _prints_sources(child))
        elif child.tag in _OPENED:
            yield from _blocks(child, listed)


def _prints_sources(control: etree._Element) -> bool:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return control.find(f"{W}sdtPr/{W}bibliography") is not None or (
        tag is not None and str(tag.get(f"{W}val")).startswith("MENDELEY_BIBLIOGRAPHY")
    )


def _inside(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of one tag, content controls and insertions opened up."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in _OPENED:
            yield from _inside(child, tag)


def _mark_is_gone(paragraph: etree._Element) -> bool:
    """Whether the end of the paragraph was deleted, or moved elsewhere, so that the next one continues it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))


def _is_set_as_heading(parts: Sequence[etree._Element]) -> bool:
    """Whether an unstyled paragraph is a heading set by hand: short, bold throughout, without a full stop."""
    runs = [r for part in parts for r in part.iter(f"{W}r") if _words_of(r).strip()]
    words = "".join(map(_words_of, runs)).strip()
    if not runs or len(words) > 100 or words.endswith((".", ":", ";", ",")):
        return False
    return all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _words_of(element: etree._Element) -> str:
    return "".join(str(t.text or "") for t in element.iter(f"{W}t"))
