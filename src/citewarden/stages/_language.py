"""An article in another language than English: its sources and links are audited, its claims are not read and told."""

from __future__ import annotations

from dataclasses import replace

from citewarden.model import Document, Unread
from citewarden.text import language

_SAID = ("paragraph", "item", "caption", "note")


def foreign(document: Document) -> str:
    """The ISO 639-1 code of the language the article is in, "" if that may be English."""
    body = [(s.start, s.end) for s in document.sections if s.role == "body"]
    words = (
        document.text[b.start : b.end]
        for b in document.blocks
        if b.kind in _SAID and any(start <= b.start < end for start, end in body)
    )
    return language.foreign(words, document.language)


def with_language(document: Document) -> Document:
    """The document with the language its words are in; one other than English is told once."""
    found = foreign(document)
    if not found:
        return document
    name = language.NAMES[found]
    told = Unread(
        "part",
        f"the claims of the article, which is in {name}",
        "only those of English articles are read",
        f"have a reader of {name} check them; references and links are audited as ever",
    )
    return replace(document, language=found, unread=(*document.unread, told))


def readable(document: Document) -> Document:
    """The document as far as claims can be read in it: without blocks where it is in another language."""
    return replace(document, blocks=()) if foreign(document) else document
