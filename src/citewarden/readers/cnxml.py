"""CNXML, the format of OpenStax books: sections, notes, lists, tables, captions and reference sections."""

from __future__ import annotations

import re

from lxml import etree

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import _words
from citewarden.readers._assembly import Meta, Writer, assemble
from citewarden.readers._markup import Places, local, walk, words_of
from citewarden.readers._xml import ascii_of, parsed, source_of

SUFFIXES = (".cnxml", ".xml")
MEDIA_TYPE = "application/cnxml+xml"

_SKIP = frozenset(["metadata", "media", "iframe", "image", "math", "exercise"])
_HOLDERS = frozenset(["section", "note", "example", "glossary"])


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


def _write(root: etree._Element, places: Places, out: Writer) -> None:
    skip: etree._Element | None = None
    depth, lists, cells = 0, 0, 0
    links: list[tuple[etree._Element, int]] = []
    in_references = 0
    for event, element, text in walk(root):
        tag = local(element)
        parent = local(element.getparent()) if element.getparent() is not None else ""
        if event == "start":
            if skip is None and tag in _SKIP:
                skip = element
            if skip is None:
                if tag == "title":
                    kind = "title" if parent == "document" else "heading"
                    refers = in_references and parent in _HOLDERS
                    out.open(kind, level=1 if kind == "title" else depth + 1, role="references" if refers else "")
                elif tag in _HOLDERS:
                    out.close()
                    depth += 1
                    in_references += _refers(element)
                    if tag == "glossary":
                        out.open("heading", level=2)
                        out.add("Glossary")
                elif tag == "list":
                    out.close()
                    lists += 1
                elif tag == "item":
                    out.open("item", depth=max(1, lists))
                elif tag == "caption":
                    out.open("caption")
                elif tag == "row":
                    out.open("row")
                    cells = 0
                elif tag == "entry":
                    if cells:
                        out.add(" | ")
                    cells += 1
                elif tag == "newline":
                    if in_references and parent == "para":
                        out.open("reference", role="references")
                    else:
                        out.line_break()
                elif tag == "definition":
                    out.open("paragraph")
                elif tag == "meaning":
                    out.add(": ")
                elif tag == "para" and parent not in ("entry", "item", "caption"):
                    out.open("reference" if in_references else "paragraph", role="references" if in_references else "")
                elif tag == "para" and out.in_block and not out.empty:
                    out.line_break()
                if tag == "link" and element.get("url"):
                    links.append((element, out.size))
                out.name(str(element.get("id") or ""))
        else:
            if skip is None:
                if links and links[-1][0] is element:
                    out.link(links.pop()[1], str(element.get("url")))
                if tag in _HOLDERS:
                    out.close()
                    depth -= 1
                    in_references -= _refers(element)
                elif tag == "list":
                    out.close()
                    lists -= 1
                elif tag in ("title", "item", "caption", "row", "definition") or (
                    tag == "para" and parent not in ("entry", "item", "caption")
                ):
                    out.close()
            if skip is element:
                skip = None
        if text:
            for stretch, place in places.of(text):
                if skip is None and (out.in_block or stretch.strip()):
                    out.add(stretch, place)
    out.close()


def _refers(element: etree._Element) -> int:
    """1 if the section is a reference list, by its class or its title."""
    if {"references", "suggested-reading"} & set(str(element.get("class") or "").split()):
        return 1
    title = " ".join(words_of(t) for t in element.findall("{*}title"))
    return int(bool(re.search(r"\w", title)) and _words.is_references_heading(title))
