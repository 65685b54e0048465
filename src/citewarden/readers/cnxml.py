"""CNXML, the format of OpenStax books: sections, notes, lists, tables, captions and reference sections."""

from __future__ import annotations

import re

from lxml import etree

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import _spans, _words
from citewarden.readers._assembly import Meta, Writer, assemble
from citewarden.readers._markup import Places, local, walk, words_of
from citewarden.readers._spans import Spans
from citewarden.readers._xml import ascii_of, parsed, source_of

SUFFIXES = (".cnxml", ".xml")
MEDIA_TYPE = "application/cnxml+xml"

_SKIP = frozenset(["metadata", "media", "iframe", "image", "math", "exercise"])
_HOLDERS = frozenset(["section", "note", "example", "glossary"])
_CLOSED = ("title", "item", "caption", "row", "definition")
_WITH_PARAGRAPHS = ("entry", "item", "caption")
"""What a paragraph stands in without being a block of its own."""


def read(data: bytes, *, name: str) -> Document:
    """The Document of a CNXML module.

    Raises:
        InputError: not well-formed, or no CNXML.
    """
    source = source_of(data, name=name)
    root = parsed(source, name=name)
    if local(root) != "document":
        raise InputError(f"no CNXML <document> (the root is <{local(root)}>)", where=name, remedy="give a CNXML module")
    meta = Meta(
        identifier=" ".join((root.findtext(".//{*}content-id") or root.findtext(".//{*}uuid") or "").split()),
        language=" ".join((root.findtext(".//{*}language") or "").split()),
    )
    writer = Writer()
    _write(root, Places(source), writer)
    return assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=writer.text,
        blocks=writer.blocks,
        links=writer.links,
        source_map=writer.runs,
        file_text=source,
        meta=meta,
    )


def recognises(head: bytes) -> bool:
    """Whether the first bytes are those of a CNXML module."""
    return b"cnx.rice.edu/cnxml" in ascii_of(head)


class _Walk:
    """Where in the module the walk is: sections and lists it is inside, cells of its row, links still open."""

    def __init__(self, out: Writer) -> None:
        self.out = out
        self.skip: etree._Element | None = None
        self.depth = self.lists = self.in_references = 0
        self.spans = Spans(out)
        self.links: list[tuple[etree._Element, int]] = []

    def start(self, element: etree._Element, tag: str, parent: str) -> None:
        """Open what an element begins."""
        out = self.out
        if tag == "title":
            kind = "title" if parent == "document" else "heading"
            refers = self.in_references and parent in _HOLDERS
            out.open(kind, level=1 if kind == "title" else self.depth + 1, role="references" if refers else "")
        elif tag in _HOLDERS:
            self._enter(element, tag)
        elif tag == "list":
            out.close()
            self.lists += 1
        elif tag == "item":
            out.open("item", depth=max(1, self.lists))
        elif tag == "caption":
            out.open("caption")
        elif tag in ("thead", "tbody", "tfoot", "tgroup"):
            self.spans = Spans(out)
        elif tag == "row":
            out.open("row")
            self.spans.open()
        elif tag == "entry":
            self.spans.cell(*_spans.of_entry(element))
        elif tag in ("para", "newline"):
            self._paragraph(tag, parent)
        elif tag == "definition":
            out.open("paragraph")
        elif tag == "meaning":
            out.add(": ")
        if tag == "link" and element.get("url"):
            self.links.append((element, out.size))
        out.name(str(element.get("id") or ""))

    def end(self, element: etree._Element, tag: str, parent: str) -> None:
        """Close what an element began."""
        if self.links and self.links[-1][0] is element:
            self.out.link(self.links.pop()[1], str(element.get("url")))
        if tag == "entry":
            self.spans.end()
        elif tag == "row":
            self.spans.close()
        if tag in _HOLDERS:
            self.out.close()
            self.depth -= 1
            self.in_references -= _refers(element)
        elif tag == "list":
            self.out.close()
            self.lists -= 1
        elif tag in _CLOSED or (tag == "para" and parent not in _WITH_PARAGRAPHS):
            self.out.close()

    def _enter(self, element: etree._Element, tag: str) -> None:
        self.out.close()
        self.depth += 1
        self.in_references += _refers(element)
        if tag == "glossary":
            self.out.open("heading", level=2)
            self.out.add("Glossary")

    def _paragraph(self, tag: str, parent: str) -> None:
        """A paragraph, or a line of one; each of a list of references is an entry."""
        out, entry = self.out, bool(self.in_references)
        if (tag == "newline" and entry and parent == "para") or (tag == "para" and parent not in _WITH_PARAGRAPHS):
            out.open("reference" if entry else "paragraph", role="references" if entry else "")
        elif tag == "newline" or (out.in_block and not out.empty):
            out.line_break()


def _write(root: etree._Element, places: Places, out: Writer) -> None:
    """Write the module; footnotes, which stand within its text, behind it."""
    at = _Walk(out)
    aside: etree._Element | None = None
    notes: list[list[tuple[str, int]]] = []
    for event, element, text in walk(root):
        tag = local(element)
        parent = local(element.getparent()) if element.getparent() is not None else ""
        if aside is not None:
            if element is not aside or event == "start":
                notes[-1] += places.of(text) if text else ()
                continue
        elif event == "start" and tag == "footnote" and at.skip is None and not at.in_references:
            aside = element
            notes.append(list(places.of(text)) if text else [])
            start = out.size
            out.add(f"[{len(notes)}]")
            out.link(start, str(len(notes)), "note")
            continue
        if element is aside:
            aside = None
        elif event == "start":
            if at.skip is None and tag in _SKIP:
                at.skip = element
            if at.skip is None:
                at.start(element, tag, parent)
        else:
            if at.skip is None:
                at.end(element, tag, parent)
            if at.skip is element:
                at.skip = None
        if text:
            for stretch, place in places.of(text):
                if at.skip is None and (out.in_block or stretch.strip()):
                    out.add(stretch, place)
    out.close()
    for number, stretches in enumerate(notes, 1):
        out.open("note", label=str(number))
        for stretch, place in stretches:
            out.add(stretch, place)
        out.close()


def _refers(element: etree._Element) -> int:
    """1 if the section is a reference list, by its class or its title."""
    if {"references", "suggested-reading"} & set(str(element.get("class") or "").split()):
        return 1
    title = " ".join(words_of(t) for t in element.findall("{*}title"))
    return int(bool(re.search(r"\w", title)) and _words.is_references_heading(title))
