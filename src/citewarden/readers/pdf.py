"""PDF: the text of its pages, read as plain text; how it was set (columns, tables, notes) cannot be told, and that is
said."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from citewarden.errors import InputError
from citewarden.model import Document, Unread
from citewarden.readers import plain_text
from citewarden.text import anchors, pdf_pages

SUFFIXES = (".pdf",)
MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 1000
_LAYOUT = Unread(
    "part",
    "the layout of the PDF",
    "only the words of its pages are read; columns, tables and notes may be out of order",
    "audit the document it was made from",
)


def read(data: bytes, *, name: str) -> Document:
    """The Document of a PDF's words.

    Raises:
        InputError: it is no PDF, is locked, or holds no text (a scan).
    """
    found = pdf_pages.read(data, most_pages=_MOST_PAGES)
    if found.unread and not found.pages:
        remedy = "save it without one" if "password" in found.missing else "save it as .docx or .html"
        raise InputError(f"the PDF cannot be read: {found.unread}", where=name, remedy=remedy)
    text = "\n\n".join(re.sub(r"[\x0e\x0f]", "", page).strip() for page in found.pages)
    if not re.search(r"\w", text):
        raise InputError(
            "no text in the PDF; it may be a scan", where=name, remedy="audit the document it was made from"
        )
    rest = Unread("part", "the rest of the PDF", found.missing, "audit the document it was made from")
    document = plain_text.read(text.encode("utf-8"), name=name)
    return replace(
        document,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        unread=(*document.unread, _LAYOUT, *([rest] if found.missing else [])),
        source_map=(),
        line_starts=anchors.line_starts(document.text),
    )


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a PDF's."""
    return head.startswith(b"%PDF-")
