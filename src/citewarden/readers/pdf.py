"""PDF: the text of its pages, read as plain text; how it was set (columns, tables, notes) cannot be told, and that is
said."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from dataclasses import replace

from citewarden.errors import InputError
from citewarden.model import Document, Unread
from citewarden.readers import plain_text
from citewarden.text import anchors

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
    text = _text(data, name)
    if not re.search(r"\w", text):
        raise InputError(
            "no text in the PDF; it may be a scan", where=name, remedy="audit the document it was made from"
        )
    document = plain_text.read(text.encode("utf-8"), name=name)
    return replace(
        document,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        unread=(*document.unread, _LAYOUT),
        source_map=(),
        line_starts=anchors.line_starts(document.text),
    )


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a PDF's."""
    return head.startswith(b"%PDF-")


def _text(data: bytes, name: str) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        file = PdfReader(io.BytesIO(data))
        if file.is_encrypted and not file.decrypt(""):
            raise InputError("the PDF is locked with a password", where=name, remedy="save it without one")
        pages = [page.extract_text() or "" for page in file.pages[:_MOST_PAGES]]
    except InputError:
        raise
    except Exception as error:  # the parser raises many kinds on broken files
        raise InputError("the PDF cannot be read", where=name, remedy="save it as .docx or .html") from error
    return "\n\n".join(page.strip().encode("utf-8", "replace").decode("utf-8") for page in pages)
