"""Words that are struck through: whoever struck them takes them back, so that they are no text of the article."""

from __future__ import annotations

from citewarden.model import Unread


def told(words: str, place: str) -> Unread:
    """What is told of such words."""
    what = f"the struck-through words “{' '.join(words.split())[:60]}”"
    return Unread("part", what, "left out: they are taken back", "take them out, or let them stand", place=place)
