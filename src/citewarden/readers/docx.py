"""Word documents: headings, lists, tables, foot- and endnotes, links and field results.

A Word file has no lines: lines and columns of anchors count in the extracted text. Deleted text of tracked changes is
left out, inserted text is kept; text boxes are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers._assembly import Meta, Writer, assemble

if TYPE_CHECKING:
    from lxml import etree

SUFFIXES = (".docx",)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST = 300_000_000
_MARK = re.compile(r"[\[(]?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*[\])]?")
_FIELD_LINK = re.compile(r'HYPERLINK\s+(?:\\l\s+"(?P<anchor>[^"]+)"|"(?P<url>[^"]+)")')
_LISTED = re.compile(r"list (?:bullet|number|paragraph)|bullet|aufzählung", re.IGNORECASE)


def read(data: bytes, *, name: str) -> Document:
    """The Document of a Word file (.docx).

    Raises:
        InputError: the bytes are no Word file, or one that is damaged, protected or unpacks to more than 300 MB.
    """
    _guard(data, name)
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        file = docx.Document(io.BytesIO(data))
        writer = Writer()
        _Story(file, writer).write()
        meta = _meta(file)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise InputError(
            f"the Word file is damaged ({error})", where=name, remedy="open it in Word and save it again"
        ) from error
    return assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=writer.text,
        blocks=writer.blocks,
        links=writer.links,
        meta=meta,
    )


def recognises(head: bytes) -> bool:
    """Whether the first bytes are those of an office document."""
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)


def _guard(data: bytes, name: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "an old .doc file, or one protected by a password", where=name, remedy="save it as a plain .docx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(
            "this is no Word file (.docx)", where=name, remedy="open it in Word and save it as .docx"
        ) from error
    if "word/document.xml" not in {m.filename for m in members}:
        raise InputError("this zip archive is no Word file", where=name, remedy="give a .docx file")
    if sum(m.file_size for m in members) > _MOST:
        raise InputError(
            "the Word file unpacks to more than 300 MB", where=name, remedy="take out pictures, or split it"
        )


def _meta(file: Any) -> Meta:
    core = file.core_properties
    return Meta(
        title=" ".join((core.title or "").split()),
        author=" ".join((core.author or "").split()).removeprefix("python-docx"),
        modified=core.modified.date().isoformat() if core.modified else "",
        published=core.created.date().isoformat() if core.created else "",
        language=(core.language or "").strip() or _language(file),
        identifier=(core.identifier or "").strip(),
    )


def _language(file: Any) -> str:
    found = file.styles.element.find(f".//{_W}docDefaults//{_W}lang")
    return str(found.get(f"{_W}val") or "") if found is not None else ""


class _Story:
    """The document's body in order, then its notes."""

    def __init__(self, file: Any, writer: Writer) -> None:
        self.file, self.out = file, writer
        self.styles = {s.style_id: s for s in file.styles}
        self.levels = self._numbering()
        self.counters: dict[tuple[str, int], int] = {}
        self.notes: list[tuple[str, str, str]] = []
        self.kinds = {kind: self._note_bodies(kind) for kind in ("footnote", "endnote")}
        self.rels = file.part.rels

    def write(self) -> None:
        """Send the blocks to the writer."""
        for block in _blocks(self.file.element.body):
            if block.tag == f"{_W}p":
                self._paragraph(block)
            else:
                self._table(block)
        for kind, identifier, label in list(self.notes):
            body = self.kinds[kind].get(identifier)
            self.out.close()
            for index, paragraph in enumerate(body.iter(f"{_W}p") if body is not None else ()):
                if index == 0:
                    self.out.open("note", label=label)
                elif not self.out.empty:
                    self.out.line_break()
                self._runs(paragraph)
            self.out.close()

    def _paragraph(self, element: etree._Element) -> None:
        names = list(self._style_names(element))
        kind, level, depth, label = "paragraph", 0, 0, ""
        heading = next(
            (m for m in (re.fullmatch(r"heading (\d)|(title)|(caption)", n.lower()) for n in names) if m), None
        )
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        number = self._number(element)
        if heading is not None and heading[1]:
            kind, level = "heading", int(heading[1])
        elif heading is not None:
            kind, level = ("title", 1) if heading[2] else ("caption", 0)
        elif outline is not None and int(outline.get(f"{_W}val", "9")) < 9:
            kind, level = "heading", int(outline.get(f"{_W}val", "0")) + 1
        elif number is not None:
            kind, (depth, label) = "item", number
            nested = re.fullmatch(r"list \w+ ([2-9])", names[0].lower()) if names else None
            depth = max(depth, int(nested[1]) if nested else 1)
        elif names and _LISTED.match(names[0]) and names[0].lower() != "list paragraph":
            kind, depth = "item", 1
        elif self._all_bold(element):
            kind, level = "heading", 2
        if kind == "title" and any(b.kind == "title" for b in self.out.blocks):
            kind, level = "heading", 2
        self.out.open(kind, level=level, depth=depth, label=label)
        self._runs(element)
        self.out.close()

    def _table(self, element: etree._Element) -> None:
        for row in element.iter(f"{_W}tr"):
            cells = row.findall(f"{_W}tc")
            if len(cells) == 1 or any(len(c.findall(f"{_W}p")) > 4 for c in cells):
                for cell in cells:
                    for paragraph in cell.findall(f"{_W}p"):
                        self._paragraph(paragraph)
                continue
            self.out.open("row")
            for index, cell in enumerate(cells):
                if index:
                    self.out.add(" | ")
                for paragraph in cell.findall(f"{_W}p"):
                    self._runs(paragraph)
                    self.out.add(" ")
            self.out.close()

    def _runs(self, paragraph: etree._Element) -> None:
        """The visible text of a paragraph with its links, note marks and raised figures."""
        out = self.out
        fields: list[list[Any]] = []
        links: list[tuple[etree._Element, int, str]] = []
        for event, element in _events(paragraph):
            tag = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
            if event == "end":
                if links and links[-1][0] is element:
                    _, start, href = links.pop()
                    out.link(start, href)
                continue
            hidden = any(state[0] == "code" for state in fields)
            if tag == "hyperlink":
                links.append((element, out.size, self._target(element)))
            elif tag == "fldChar":
                self._field(str(element.get(f"{_W}fldCharType")), fields)
            elif tag == "instrText" and fields:
                fields[-1][1] += element.text or ""
            elif tag == "bookmarkStart":
                out.name(str(element.get(f"{_W}name") or ""))
            elif hidden:
                continue
            elif tag == "t":
                start = out.size
                out.add(element.text or "")
                if self._raised(element) and _MARK.fullmatch((element.text or "").strip()) and not links:
                    before = out.tail(max(0, start - 12))[: min(12, start)]
                    if re.search(r"(?:[A-Za-z]{4,}|[.,;:!?)\]”\"'’%])\s*$", before):
                        out.link(start, (element.text or "").strip(" []()"), "citation")
            elif tag in ("tab", "ptab"):
                out.add(" ")
            elif tag in ("br", "cr") and element.get(f"{_W}type") not in ("page", "column"):
                out.line_break()
            elif tag == "noBreakHyphen":
                out.add("\u2011")
            elif tag in ("footnoteReference", "endnoteReference"):
                self._note_mark(tag.removesuffix("Reference"), str(element.get(f"{_W}id")))

    def _field(self, step: str, fields: list[list[Any]]) -> None:
        if step == "begin":
            fields.append(["code", "", 0])
        elif step == "separate" and fields:
            fields[-1][0], fields[-1][2] = "result", self.out.size
        elif step == "end" and fields:
            state, code, start = fields.pop()
            if state != "result":
                return
            link = _FIELD_LINK.search(code)
            if link:
                self.out.link(start, link["url"] or f"#{link['anchor']}")
            elif "CSL_CITATION" in code or "EN.CITE" in code:
                words = self.out.tail(start).strip()
                if _MARK.fullmatch(words):
                    self.out.link(start, words.strip("[]()"), "citation")

    def _note_mark(self, kind: str, identifier: str) -> None:
        known = next((label for k, i, label in self.notes if (k, i) == (kind, identifier)), "")
        if not known:
            count = sum(1 for k, _, _ in self.notes if k == kind) + 1
            both = bool(self.kinds["footnote"]) and bool(self.kinds["endnote"])
            known = _roman(count) if kind == "endnote" and both else str(count)
            self.notes.append((kind, identifier, known))
        start = self.out.size
        self.out.add(f"[{known}]")
        self.out.link(start, known, "note")

    def _target(self, element: etree._Element) -> str:
        rel = self.rels.get(element.get(f"{_R}id") or "")
        anchor = element.get(f"{_W}anchor")
        if rel is not None and rel.is_external:
            return str(rel.target_ref) + (f"#{anchor}" if anchor else "")
        return f"#{anchor}" if anchor else ""

    def _raised(self, text: etree._Element) -> bool:
        run = text.getparent()
        mark = run.find(f"{_W}rPr/{_W}vertAlign") if run is not None else None
        return mark is not None and mark.get(f"{_W}val") == "superscript"

    def _all_bold(self, element: etree._Element) -> bool:
        """Whether an unstyled paragraph is a heading set by hand: short, bold throughout, without a full stop."""
        runs = [r for r in element.iter(f"{_W}r") if "".join(t.text or "" for t in r.iter(f"{_W}t")).strip()]
        words = "".join(t.text or "" for t in element.iter(f"{_W}t")).strip()
        if not runs or len(words) > 100 or words.endswith((".", ":", ";", ",")):
            return False
        marks = [r.find(f"{_W}rPr/{_W}b") for r in runs]
        return all(m is not None and m.get(f"{_W}val") not in ("0", "false") for m in marks)

    def _style_names(self, element: etree._Element) -> Iterator[str]:
        mark = element.find(f"{_W}pPr/{_W}pStyle")
        style = self.styles.get(mark.get(f"{_W}val")) if mark is not None else None
        for _ in range(8):
            if style is None:
                return
            yield str(style.name or "")
            style = getattr(style, "base_style", None)

    def _number(self, element: etree._Element) -> tuple[int, str] | None:
        """(nesting from 1, printed number or "") of a list paragraph, None if it is none."""
        mark = element.find(f"{_W}pPr/{_W}numPr")
        if mark is None:
            style = element.find(f"{_W}pPr/{_W}pStyle")
            found = self.styles.get(style.get(f"{_W}val")) if style is not None else None
            mark = found.element.find(f"{_W}pPr/{_W}numPr") if found is not None else None
        if mark is None:
            return None
        number, depth = mark.find(f"{_W}numId"), mark.find(f"{_W}ilvl")
        identifier = str(number.get(f"{_W}val")) if number is not None else "0"
        level = int(depth.get(f"{_W}val", "0")) if depth is not None else 0
        if identifier == "0":
            return None
        form, first = self.levels.get((identifier, level), ("bullet", 1))
        if form in ("bullet", "none"):
            return level + 1, ""
        count = self.counters.get((identifier, level), first - 1) + 1
        self.counters[identifier, level] = count
        for deeper in [key for key in self.counters if key[0] == identifier and key[1] > level]:
            del self.counters[deeper]
        return level + 1, str(count)

    def _numbering(self) -> dict[tuple[str, int], tuple[str, int]]:
        """(numId, level) -> (number format, first number)."""
        part = next((r.target_part for r in self.file.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is None:
            return {}
        root = part.element
        abstract = {str(a.get(f"{_W}abstractNumId")): a for a in root.findall(f"{_W}abstractNum")}
        out: dict[tuple[str, int], tuple[str, int]] = {}
        for num in root.findall(f"{_W}num"):
            link = num.find(f"{_W}abstractNumId")
            definition = abstract.get(str(link.get(f"{_W}val"))) if link is not None else None
            for level in definition.findall(f"{_W}lvl") if definition is not None else ():
                form, start = level.find(f"{_W}numFmt"), level.find(f"{_W}start")
                first = str(start.get(f"{_W}val")) if start is not None else "1"
                out[str(num.get(f"{_W}numId")), int(level.get(f"{_W}ilvl", "0"))] = (
                    str(form.get(f"{_W}val")) if form is not None else "decimal",
                    int(first) if first.isdigit() else 1,
                )
        return out

    def _note_bodies(self, kind: str) -> dict[str, Any]:
        from docx.oxml.parser import parse_xml

        for rel in self.file.part.rels.values():
            if rel.reltype.endswith(f"/{kind}s"):
                root = parse_xml(rel.target_part.blob)
                notes = root.findall(f"{_W}{kind}")
                return {str(n.get(f"{_W}id")): n for n in notes if n.get(f"{_W}type") in (None, "normal")}
        return {}


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, content controls opened up."""
    for child in body:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child)


def _events(paragraph: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of every element of a paragraph but deleted text, properties and text boxes."""
    from lxml import etree

    left_out = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "pict", "drawing", "object")}
    walker = etree.iterwalk(paragraph, events=("start", "end"))
    for event, element in walker:
        if element.tag in left_out or (isinstance(element.tag, str) and element.tag.endswith("}AlternateContent")):
            if event == "start":
                walker.skip_subtree()
            continue
        yield event, element


def _roman(number: int) -> str:
    out = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while number >= value:
            out, number = out + sign, number - value
    return out
