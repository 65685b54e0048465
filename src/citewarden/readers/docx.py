"""Word documents: headings, lists, tables, text boxes, foot- and endnotes, links and fields.

A Word file has no lines: lines and columns of anchors count in the extracted text. The text is that of the document
with all tracked changes accepted; hidden text, codes of fields and prompts of content controls are no text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from citewarden.config import lexicon
from citewarden.errors import InputError
from citewarden.model import BibliographyEntry, Document, Hyperlink, Unread
from citewarden.readers import _net
from citewarden.readers._assembly import Meta, Writer, assemble
from citewarden.readers._word_fields import word_sources
from citewarden.readers._word_numbers import Styles, W
from citewarden.readers._word_runs import Live, Runs
from citewarden.readers._word_story import Story
from citewarden.text import identifiers, shapes

SUFFIXES = (".docx",)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_BODY = "word/document.xml"
_MOST, _MOST_WORDS = 100_000_000, 50_000_000
"""Bytes a file may unpack to, and those of its parts that hold words."""
_PARAGRAPHS = 100_000
_SHORTEST_TITLE = 12
"""Letters and figures of a title by which a printed entry is told."""
_PARAGRAPH = re.compile(rb"<w:p[ />]")
_DIGITS = re.compile(r"\d{4}")
_SET_IN = {"aFChunk": "a file set into the page", "diagramData": "a diagram", "chart": "a chart"}
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What the standard library raises over an archive that is cut, garbled, packed oddly or locked."""


def read(data: bytes, *, name: str) -> Document:
    """The Document of a Word file (.docx).

    Raises:
        InputError: the bytes are no Word file, or one that is damaged, protected, or unpacks to more than is read.
    """
    sources = _opened(data, name)
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        file = docx.Document(io.BytesIO(data))
        writer, styles = Writer(), Styles(file)
        runs = Runs(file, writer, styles, sources)
        Story(writer, runs, styles).write(file.element.body)
        meta, aside = _meta(file), list(_margins(file))
        seen = [*_paragraphs(file), *_parts(file)]
    except (*_DAMAGE, PackageNotFoundError, KeyError, AttributeError, etree.LxmlError) as error:
        said = " ".join(str(error).split())
        raise InputError(
            f"the Word file is damaged ({said})", where=name, remedy="open it in Word and save it again"
        ) from error
    document = assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=writer.text,
        blocks=writer.blocks,
        links=writer.links,
        meta=meta,
        unread=[*runs.unread, *aside],
    )
    return _net.told(_with_live(document, runs.live), seen)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are those of an office document."""
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)


def _opened(data: bytes, name: str) -> dict[str, Mapping[str, Any]]:
    """Word's own sources in the file, once it is known to be one that can be opened."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "an old .doc file, or one protected by a password", where=name, remedy="save it as a plain .docx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if _BODY not in {m.filename for m in members}:
                raise InputError("this zip archive is no Word file", where=name, remedy="give a .docx file")
            if sum(m.file_size for m in members) > _MOST:
                raise InputError(
                    f"the Word file unpacks to more than {_MOST / 1e6:.0f} MB",
                    where=name,
                    remedy="take out pictures, or split it",
                )
            words = sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels")))
            if words > _MOST_WORDS or sum(1 for _ in _PARAGRAPH.finditer(package.read(_BODY))) > _PARAGRAPHS:
                raise InputError(
                    f"the Word file holds more than {_PARAGRAPHS:,} paragraphs, or {_MOST_WORDS / 1e6:.0f} MB of them",
                    where=name,
                    remedy="split it",
                )
            return word_sources(package)
    except _DAMAGE as error:
        raise InputError(
            "this is no Word file (.docx)", where=name, remedy="open it in Word and save it as .docx"
        ) from error


def _margins(file: Any) -> Iterator[Unread]:
    """The sources in the headers and footers of pages, which are not read, each part once."""
    for rel in file.part.rels.values():
        kind = rel.reltype.rpartition("/")[2]
        if kind not in ("header", "footer") or rel.is_external:
            continue
        for paragraph in rel.target_part.element.iter(f"{W}p"):
            words = "".join(str(t.text or "") for t in paragraph.iter(f"{W}t"))
            named = words.partition(": ")[2] or words
            if shapes.is_firm(words) and (shapes.is_shaped(words) or shapes.is_shaped(named)):
                why = f"what stands in the {kind} of pages is not read, and it seems to name a source"
                yield Unread("part", f"“{words[:60]}”", why, "set it in the text", place=f"{kind} of the page")


def _paragraphs(file: Any) -> Iterator[tuple[str, str]]:
    """(words, place) of the paragraphs of the body that are neither hidden nor moved away."""
    for number, paragraph in enumerate(file.element.body.iter(f"{W}p"), 1):
        words = "".join(str(t.text or "") for t in paragraph.iter(f"{W}t"))
        if (
            _DIGITS.search(words)
            and next(paragraph.iter(f"{W}vanish", f"{W}moveFrom", f"{W}txbxContent"), None) is None
        ):
            gone = any(
                a.tag == f"{W}moveFrom" or a.find(f"{W}trPr/{W}del") is not None for a in paragraph.iterancestors()
            )
            if not gone:
                yield words, f"paragraph {number}"


def _parts(file: Any) -> Iterator[tuple[str, str]]:
    """(words, place) of what the file holds in parts of its own: pages of HTML and diagrams that are set in."""
    for rel in file.part.rels.values():
        kind = rel.reltype.rpartition("/")[2]
        if kind in _SET_IN and not rel.is_external:
            yield from _net.paragraphs(rel.target_part.blob.decode("utf-8", "replace"), _SET_IN[kind])


def _with_live(document: Document, live: Sequence[Live]) -> Document:
    """The document with its live citations: where it prints no list of works, their data are the references."""
    if any(block.kind == "reference" for block in document.blocks):
        return _identified(document, live)
    if not live:
        return document
    keys = _keys(document, live)
    entries: dict[str, BibliographyEntry] = {}
    links: list[Hyperlink] = []
    unread: list[Unread] = []
    for mark in live:
        for work in mark.works:
            key = keys[work.identity]
            if work.csl:
                entries.setdefault(key, BibliographyEntry(key, work.csl, "", f"a citation field in {mark.place}"))
            links.append(Hyperlink(mark.start, mark.end, key, "key", work.locator))
        if not mark.works:
            unread.append(_not_understood(document, mark))
    order = sorted(entries.values(), key=lambda entry: int(entry.key))
    return replace(
        document,
        cited=tuple(order),
        links=tuple(sorted([*document.links, *links], key=lambda link: (link.start, link.end))),
        unread=(*document.unread, *unread),
    )


def _identified(document: Document, live: Sequence[Live]) -> Document:
    """The document with what its live citations know of the works it prints: an entry in which the title of one stands,
    and of no other, is linked to its DOI or its record in PubMed."""
    entries = [block for block in document.blocks if block.kind == "reference"]
    said = [_letters(document.text[block.start : block.end]) for block in entries]
    links: dict[int, Hyperlink] = {}
    for work in {work.identity: work for mark in live for work in mark.works}.values():
        title = _letters(str(work.csl.get("title") or ""))
        held = [block for block, words in zip(entries, said, strict=True) if title in words]
        if len(title) < _SHORTEST_TITLE or len(held) != 1 or not (address := _address(work.csl)):
            continue
        links.setdefault(held[0].start, Hyperlink(held[0].start, held[0].end, address))
    if not links:
        return document
    both = sorted([*document.links, *links.values()], key=lambda link: (link.start, link.end))
    return replace(document, links=tuple(both))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).lower()


def _address(csl: Mapping[str, Any]) -> str:
    """Where a work is found by its DOI or its PMID, "" if its item holds neither."""
    if doi := identifiers.doi(str(csl.get("DOI") or "")):
        return f"https://doi.org/{doi}"
    pmid = str(csl.get("PMID") or "")
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid.isdecimal() else ""


def _not_understood(document: Document, mark: Live) -> Unread:
    return Unread(
        "field",
        f"the citation field {document.text[mark.start : mark.end]!r}",
        "the file holds no data of the work it cites in a form that is known, and prints no list",
        "let the reference manager insert the bibliography",
        mark.start,
        mark.end,
        mark.place,
    )


def _keys(document: Document, live: Sequence[Live]) -> dict[str, str]:
    """A short key for each work: the number its mark prints, else its place in the order of first mention."""
    keys: dict[str, str] = {}
    for mark in live:
        printed = document.text[mark.start : mark.end].strip("[]() ")
        if len(mark.works) == 1 and printed.isascii() and printed.isdigit() and printed not in keys.values():
            keys.setdefault(mark.works[0].identity, printed)
    number = 0
    for work in (work for mark in live for work in mark.works):
        while work.identity not in keys:
            number += 1
            if str(number) not in keys.values():
                keys[work.identity] = str(number)
    return keys


def _meta(file: Any) -> Meta:
    if not any(link.reltype.endswith("/core-properties") for link in file.part.package.rels.values()):
        return Meta(language=_language(file))
    core = file.core_properties
    return Meta(
        title=" ".join((core.title or "").split()),
        filed=_person(core.author or ""),
        modified=_day(core.modified),
        published=_day(core.created),
        language=(core.language or "").strip() or _language(file),
        identifier=(core.identifier or "").strip(),
    )


def _person(name: str) -> str:
    """Who wrote a file by its own field, "" where that names a program or nobody in particular."""
    name = " ".join(name.split())
    return "" if name.casefold() in lexicon("sections")["nobody"] else name


_TEMPLATE = datetime(2013, 12, 23, 23, 15)
"""When the template was made that documents written with python-docx carry until they are given times of their own."""


def _day(when: datetime | None) -> str:
    """The ISO date of a time of the file's own, "" where it has none or its template's."""
    return when.date().isoformat() if when and when.replace(tzinfo=None) != _TEMPLATE else ""


def _language(file: Any) -> str:
    found = file.styles.element.find(f".//{W}docDefaults//{W}lang")
    return str(found.get(f"{W}val") or "") if found is not None else ""
