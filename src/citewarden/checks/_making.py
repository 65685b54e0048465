"""What an article says of its own making: who wrote, reviewed and owns it, and when."""

from __future__ import annotations

from citewarden.model import Document

_PLACES = ("text/html", "application/xhtml+xml", "text/markdown")
"""Formats with a place for such data (front matter, JSON-LD, meta tags) apart from the text."""


def asked(document: Document, required: str, *stated: str) -> bool:
    """Whether a policy's knob `required` asks for what is missing.

    "always" and "never" say so for every article; "dated" asks where the format has a place for the article's own data
    and one of the `stated` fields is filled: a page that says nothing of its making is left alone.
    """
    if required == "dated":
        return document.media_type in _PLACES and any(getattr(document, name) for name in stated)
    return required == "always"
